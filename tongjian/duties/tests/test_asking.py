"""Asking without writing: as known on another day, under another parameter, under another version of a book."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from tongjian import rulebook
from tongjian.duties import acts, queries
from tongjian.duties.derive import Scope
from tongjian.duties.refusals import OutOfBounds, UnknownMeasure, UnknownParameter
from tongjian.duties.tests.riverside import ADOPTED, BOOK, BRIEFING, DOSSIER, FINDING, SYSTEM_AT, TALK, TODAY, leave
from tongjian.trail.acts import SYSTEM


def then(ledger, as_of, known_on, measure=FINDING, subject=None):
    scope = Scope((measure,), (subject or ledger.stone,))
    found = queries.known_then(seen_by=SYSTEM, as_of=as_of, known_on=known_on, scope=scope)
    return [(row["marker"], row["state"]) for row in found]


def test_what_was_recorded_late_was_not_known_before(ledger):
    received = date(2025, 5, 12)
    marker = acts.record_event(
        **SYSTEM_AT, on=date(2025, 6, 10), kind="finding.received", subject=ledger.stone, day=received
    ).id

    assert then(ledger, date(2025, 6, 9), known_on=date(2025, 6, 9)) == []
    assert then(ledger, date(2025, 6, 9), known_on=date(2025, 6, 10)) == [(marker, "overdue")]


def test_a_deed_in_time_that_was_put_on_record_late_reads_late_only_until_then(ledger):
    duty = ledger.duty(DOSSIER, ledger.stone_head, "2024-01-01")
    ledger.claim(duty, "dossier_entry", date(2024, 3, 1))
    given = {"measure": DOSSIER, "subject": ledger.stone_head}

    assert then(ledger, date(2024, 4, 30), known_on=date(2025, 6, 15), **given)[0] == ("2024-01-01", "past_suggested")
    assert then(ledger, date(2024, 4, 30), known_on=TODAY, **given)[0] == ("2024-01-01", "done")


def test_before_a_book_was_adopted_nothing_was_known_to_be_owed(ledger):
    given = {"measure": TALK, "subject": ledger.stone_head}

    assert then(ledger, date(2024, 6, 3), known_on=date(2023, 12, 31), **given) == []
    assert then(ledger, date(2024, 6, 3), known_on=ADOPTED, **given) == [("2024", "open")]


def test_what_is_asked_is_not_written(ledger):
    before = ledger.ledger()
    leave(ledger.stone_tenure, date(2025, 5, 1), on=TODAY)
    queries.known_then(seen_by=SYSTEM, as_of=TODAY, known_on=TODAY, scope=Scope())
    queries.what_if(
        seen_by=SYSTEM, measure=BRIEFING, parameter="briefing_every", value="month", since=ADOPTED, as_of=TODAY
    )

    assert ledger.ledger() == before


def workload(value, **changes):
    given = {"measure": BRIEFING, "parameter": "briefing_every", "since": ADOPTED, "as_of": TODAY, **changes}
    found = queries.what_if(seen_by=given.pop("seen_by", SYSTEM), value=value, **given)
    return found.now, found.then


def test_another_frequency_is_so_many_more_or_fewer_duties_a_year(ledger):
    assert workload("quarter") == (0, 8)

    acts.sign_parameter(
        **SYSTEM_AT,
        on=TODAY,
        organ=ledger.city,
        measure=BRIEFING,
        parameter="briefing_every",
        value="quarter",
        since=ADOPTED,
        signer=ledger.province,
    )

    assert workload("month") == (8, 24)
    assert workload("half_year") == (8, 4)


def test_what_could_not_be_signed_cannot_be_asked(ledger):
    with pytest.raises(OutOfBounds):
        workload("year")
    with pytest.raises(UnknownParameter):
        workload("year", parameter="briefing_gap")
    with pytest.raises(UnknownMeasure):
        workload("year", measure="river_rules/9/nothing")


def test_a_new_version_of_a_book_names_the_open_duties_that_change(ledger, tmp_path):
    copy = Path(shutil.copytree(Path(__file__).parent / "shelf", tmp_path / "next")) / BOOK
    measures = copy / "clauses/1/measures.yaml"
    said = measures.read_text(encoding="utf-8")
    measures.write_text(said.replace("every: year,", "every: half_year,"), encoding="utf-8")
    asked = {"seen_by": SYSTEM, "as_of": TODAY}

    same = queries.impact(**asked, book=queries.read_rulebook(known_on=TODAY))
    changed = queries.impact(**asked, book=rulebook.read(BOOK, shelves=[copy.parent]))

    assert same == []
    assert {measure for _, measure, _ in changed} == {TALK}
    assert sorted(what for _, _, what in changed) == ["gone"] * 4 + ["new"] * 8
