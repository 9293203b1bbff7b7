"""The dated wordings of a measure: which words govern from which day, and on what they stand."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tongjian import rulebook
from tongjian.calendar import periods
from tongjian.rulebook import Signed, wordings
from tongjian.rulebook.mistakes.measures import LooserThanBound, NoSuchParameter
from tongjian.rulebook.wording import OPEN

TALK = "source_2020/1/appointment_talk"
OVERSIGHT = "source_2020/1/oversight_talk"
LOCAL = "riverside/clauses/1/measures.yaml"


def spans(found, field):
    return [(one.opens_from, one.opens_until, getattr(one, field).value) for one in found]


def test_without_a_local_book_the_text_governs_for_good(library):
    [wording] = wordings(library.read(), OVERSIGHT)

    assert (wording.opens_from, wording.opens_until) == (date(2020, 1, 1), OPEN)
    assert (wording.every.value, wording.every.basis, wording.basis) == ("half_year", "text", "text")
    assert wording.every.sources[0].says == ("同下级“一把手”每半年开展监督谈话",)
    assert wording.kinds == ("talk_record",)


def test_a_change_in_mid_window_lets_the_old_wording_govern_to_the_end_of_the_window(library):
    found = wordings(library.read(), OVERSIGHT, ["riverside"])

    assert spans(found, "every") == [
        (date(2020, 1, 1), date(2021, 7, 1), "half_year"),
        (date(2021, 7, 1), OPEN, "quarter"),
    ]


def test_a_change_on_the_first_day_of_a_window_governs_that_window(library):
    library.change(LOCAL, "in_force: 2021-05-10", "in_force: 2021-07-01")

    found = wordings(library.read(), OVERSIGHT, ["riverside"])

    assert [one.opens_from for one in found] == [date(2020, 1, 1), date(2021, 7, 1)]


def test_a_refinement_adds_exhibits_and_a_verifier_and_keeps_both_sources(library):
    last = wordings(library.read(), OVERSIGHT, ["riverside"])[-1]

    assert last.kinds == ("list", "talk_record")
    assert last.verified_by == "own_discipline_organ"
    assert [(source.book, source.value) for source in last.every.sources] == [
        ("riverside", "quarter"),
        ("source_2020", "half_year"),
    ]
    assert last.basis == "locality"


def test_a_local_book_applies_from_its_adoption_if_that_is_later(library):
    found = wordings(library.read(), OVERSIGHT, {"riverside": date(2023, 2, 1)})

    assert [one.opens_from for one in found] == [date(2020, 1, 1), date(2023, 7, 1)]


def test_a_measure_awaits_its_parameter_until_the_very_day_of_the_signature(library):
    signed = [Signed(TALK, "talk_within", "60 days", date(2020, 6, 10), "organ-1")]

    found = wordings(library.read(), TALK, signed=signed)

    assert [(one.opens_from, one.awaits, one.active) for one in found] == [
        (date(2020, 1, 1), "talk_within", False),
        (date(2020, 6, 10), None, True),
    ]
    assert (found[1].within.basis, found[1].within.signer, found[1].signers) == (
        "locality",
        "organ-1",
        ("organ-1",),
    )


def test_a_suggestion_runs_unsigned_only_where_the_book_says_so(library):
    library.change(
        "source_2020/clauses/1/measures.yaml", "suggest: 30 days,", "suggest: 30 days, until_signed: suggest,"
    )

    [wording] = wordings(library.read("source_2020"), TALK)

    assert (wording.active, wording.within.value, wording.basis) == (True, "30 days", "default")


def test_of_a_book_and_an_organ_the_stricter_wins_and_both_are_kept(library):
    looser = Signed(TALK, "talk_within", "60 days", date(2020, 6, 10), "organ-1")

    last = wordings(library.read(), TALK, ["riverside"], [looser])[-1]

    assert last.within.value == "30 days"
    assert [(source.book, source.signer, source.value) for source in last.within.sources] == [
        ("riverside", "", "30 days"),
        ("", "organ-1", "60 days"),
    ]


def test_a_later_signature_of_one_organ_replaces_its_earlier_one(library):
    signed = [
        Signed(TALK, "talk_within", "60 days", date(2022, 1, 1), "organ-1"),
        Signed(TALK, "talk_within", "30 days", date(2020, 6, 10), "organ-1"),
    ]

    found = wordings(library.read(), TALK, signed=signed)

    assert [(one.opens_from, one.within and one.within.value) for one in found] == [
        (date(2020, 1, 1), None),
        (date(2020, 6, 10), "30 days"),
        (date(2022, 1, 1), "60 days"),
    ]


def test_a_signature_beyond_the_bounds_is_refused(library):
    measure = library.read().measure(TALK).measure

    assert rulebook.refused_signature(measure, "talk_within", "90 days") is None
    assert type(rulebook.refused_signature(measure, "talk_within", "91 days")) is LooserThanBound
    assert type(rulebook.refused_signature(measure, "talk_soon", "90 days")) is NoSuchParameter
    with pytest.raises(ValueError, match="宽于 `90 days`"):
        wordings(library.read(), TALK, signed=[Signed(TALK, "talk_within", "91 days", date(2021, 1, 1))])


def test_a_draft_is_inactive_whatever_is_signed(library):
    library.change("source_2020/clauses/1/measures.yaml", "    personal: true\n", "    draft: 条文缺失\n")

    found = wordings(library.read(), TALK, ["riverside"])

    assert [(one.active, one.draft) for one in found] == [(False, "条文缺失"), (False, "条文缺失")]


def test_a_measure_whose_text_was_brought_later_opens_nothing_before_that_day(library):
    library.change(
        "source_2020/clauses/1/measures.yaml", "    personal: true\n", "    active_from: 2022-04-10\n"
    )

    found = wordings(library.read(), TALK, ["riverside"])

    assert [(one.opens_from, one.within.value) for one in found] == [(date(2022, 4, 10), "30 days")]
    assert library.read().measure(TALK).measure.in_force == date(2020, 1, 1)


def test_a_repealed_measure_opens_nothing_from_its_last_day_on(library):
    library.change("source_2020/clauses/1/measures.yaml", "    personal: true\n", "    until: 2021-06-01\n")

    found = wordings(library.read(), TALK, ["riverside"])

    assert [one.opens_until for one in found] == [date(2021, 1, 1), date(2021, 6, 1)]


UNITS = some.sampled_from(["month", "quarter", "half_year"])
CHANGES = some.lists(some.tuples(some.dates(date(2020, 1, 1), date(2023, 12, 31)), UNITS), max_size=5)


@given(CHANGES)
def test_after_any_changes_windows_follow_each_other_without_gap_or_overlap(tmp_path_factory, changes):
    book = periodic_by_parameter(tmp_path_factory)
    name = "source_2020/1/oversight_talk"
    signed = [Signed(name, "talk_every", unit, day, "organ-1") for day, unit in changes]

    found = wordings(book, name, signed=signed)

    assert found[0].opens_from == date(2020, 1, 1)
    assert found[-1].opens_until == OPEN
    assert all(one.opens_until == after.opens_from for one, after in itertools.pairwise(found))
    windows = [
        window
        for one in found
        if one.active
        for window in periods(one.every.value, 2020, 2024)
        if one.opens_from <= window.first < one.opens_until
    ]
    assert all(one.last + timedelta(days=1) == after.first for one, after in itertools.pairwise(windows))


def periodic_by_parameter(factory, made=[]):  # noqa: B006 — one shelf for all runs of the property
    if not made:
        from tongjian.rulebook.tests.conftest import Library

        library = Library(factory.mktemp("parametric"))
        library.change(
            "source_2020/clauses/1/measures.yaml",
            "{every: half_year, basis: text, min_exposure: 3 months}",
            "{every: {parameter: talk_every}}\n    parameters: "
            "{talk_every: {word: 每半年, type: every, loosest: half_year}}",
        )
        made.append(library.read("source_2020"))
    return made[0]
