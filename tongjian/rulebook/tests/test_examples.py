"""Worked examples are read with their cast under them, and refused where they name what is not there."""

from datetime import date

import pytest

from tongjian.rulebook import Signed, examples

EXAMPLES = "source_2020/clauses/1/examples.yaml"


def test_an_example_is_its_facts_over_the_cast_with_every_default_filled_in(library):
    first, second = examples(library.read())

    assert (first.measure.id, first.book, first.clause) == (
        "source_2020/1/appointment_talk",
        "source_2020",
        "1",
    )
    assert first.known_on == date(2020, 5, 1)
    assert first.signed == (
        Signed("source_2020/1/appointment_talk", "talk_within", "30 days", date(2020, 1, 1), "city"),
    )
    assert list(first.tenures) == ["wei"]
    assert first.claims[0].measure == "source_2020/1/appointment_talk"
    assert first.owes[0].written() == {
        "bearer": "city",
        "due": date(2020, 3, 31),
        "marker": "wei",
        "opens": date(2020, 3, 1),
        "state": "done",
        "subject": "county_head",
    }
    assert (second.owes, second.known_on, dict(second.tenures)) == ((), date(2020, 4, 1), {})
    assert second.signed[0].by == "county"


@pytest.mark.parametrize(
    "before, after, what, line",
    [
        (
            "measure: appointment_talk",
            "measure: appointment",
            "there is no measure `source_2020/1/appointment`",
            3,
        ),
        ("bearer: city", "bearer: town", "there is no organ `town`", 10),
        (
            "subject: county_head, marker: wei, state",
            "subject: town_head, marker: wei, state",
            "there is no subject `town_head`",
            10,
        ),
        (
            "signed: {talk_within: 30 days}",
            "signed: {talk_within: 91 days}",
            "`91 days` is looser than `90 days`",
            5,
        ),
        (
            "signed: {talk_within: 30 days}",
            "signed: {talk_soon: 30 days}",
            "`source_2020/1/appointment_talk` has no parameter `talk_soon`",
            5,
        ),
        ("state: done,", "state: not_owed,", "`reason` and `state: not_owed` belong together", 10),
        ("state: done,", "state: finished,", "unknown word `finished`", 10),
        (
            "name: 无人任职的，没有新任职事项",
            "name: 三十日内谈话的，按时完成",
            "the name “三十日内谈话的，按时完成” is used twice",
            11,
        ),
    ],
)
def test_a_mistake_in_an_example_is_refused_at_its_line(library, before, after, what, line):
    library.change(EXAMPLES, before, after)

    with pytest.raises(ValueError) as caught:
        examples(library.read())

    assert caught.value.what.startswith(what)
    assert (caught.value.file.name, caught.value.line) == ("examples.yaml", line)


def test_a_cast_that_names_nobody_is_refused(library):
    library.change("source_2020/cast.yaml", "post: county_head, holder", "post: town_head, holder")

    with pytest.raises(ValueError) as caught:
        examples(library.read())

    assert (caught.value.file.name, caught.value.line) == ("cast.yaml", 9)
    assert caught.value.what == "there is no post `town_head`"
