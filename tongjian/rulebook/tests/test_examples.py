"""Worked examples are read with their cast under them and every default filled in."""

from datetime import date

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
