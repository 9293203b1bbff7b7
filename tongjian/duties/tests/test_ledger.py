"""What a derivation writes: the difference, and nothing but the difference."""

from datetime import date
from pathlib import Path

from tongjian import calendar
from tongjian.duties import acts, queries
from tongjian.duties.acts.ledger import Written
from tongjian.duties.derive import Scope
from tongjian.duties.tests.riverside import (
    ADOPTED,
    BRIEFING,
    DOSSIER,
    FINDING,
    START,
    SYSTEM_AT,
    TALK,
    TODAY,
    WELCOME,
    leave,
    tenure,
)
from tongjian.duties.touched import EVERYTHING, touched_by
from tongjian.register import acts as register
from tongjian.trail.acts import SYSTEM
from tongjian.trail.models import OPEN

NOTHING = (0, 0, 0)


def changes(written: Written) -> tuple[int, int, int]:
    return written.inserted, written.changed, written.removed


def names(rows: list[dict]) -> set[tuple[str, str, str]]:
    return {(row["measure"], row["subject"], row["marker"]) for row in rows}


def test_the_first_derivation_writes_everything_and_the_second_nothing(river):
    first, second = river.refresh(), river.refresh()

    assert changes(first) == (7, 0, 0)
    assert (changes(second), second.rows) == (NOTHING, 7)
    assert (queries.generation().number, queries.generation().inserted) == (2, 0)


def test_nothing_is_owed_before_a_book_is_adopted(river):
    adoption = queries.adoptions(known_on=TODAY)[0]
    acts.end_adoption(**SYSTEM_AT, on=TODAY, adoption=adoption)

    assert river.refresh().rows == 0


def test_a_change_of_person_adds_a_talk_and_a_chain_and_taking_it_back_leaves_nothing(ledger):
    before = ledger.ledger()
    leave(ledger.stone_tenure, date(2025, 5, 1), on=TODAY)
    follower = tenure(ledger.stone_head, "宁", date(2025, 5, 15), on=TODAY)

    assert changes(ledger.refresh()) == (2, 0, 0)
    assert names(ledger.ledger()) - names(before) == {
        (WELCOME, ledger.stone_head, follower),
        (DOSSIER, ledger.stone_head, "2025-05-15"),
    }

    at = {**SYSTEM_AT, "on": TODAY}
    vacancy = next(one.id for one in _holders(ledger.stone_head, date(2025, 5, 10)) if not one.holder)
    register.withdraw_tenure(**at, tenure=follower)
    register.withdraw_tenure(**at, tenure=vacancy)
    register.correct_tenure(**at, tenure=ledger.stone_tenure, valid_to=OPEN)

    assert changes(ledger.refresh()) == (0, 0, 2)
    assert ledger.ledger() == before


def _holders(post: str, day: date) -> list:
    from tongjian.register.queries import holders_of

    return holders_of(seen_by=SYSTEM, post=post, day=day, known_on=TODAY)


def test_an_imported_notice_moves_exactly_the_deadlines_it_touches(ledger, settings):
    ledger.finding(ledger.stone, date(2025, 3, 3))
    moved = ledger.finding(ledger.stone, date(2025, 4, 21))
    ledger.refresh()
    before = ledger.duty(FINDING, ledger.stone, moved)
    assert before["due"] == date(2025, 5, 7)

    notice = (Path(calendar.__file__).parent / "years/2025.yaml").read_text(encoding="utf-8")
    lines = [line for line in notice.splitlines() if "2025-04-27" not in line]
    assert len(lines) < len(notice.splitlines())
    overlay = settings.HOME / "calendar" / "2025.yaml"
    overlay.parent.mkdir()
    overlay.write_text("\n".join(lines), encoding="utf-8")

    assert changes(ledger.refresh()) == (0, 1, 0)
    assert ledger.duty(FINDING, ledger.stone, moved)["due"] == date(2025, 5, 8)

    overlay.unlink()

    assert changes(ledger.refresh()) == (0, 1, 0)
    assert ledger.duty(FINDING, ledger.stone, moved) == before
    assert changes(ledger.refresh()) == NOTHING


def test_a_signed_parameter_brings_its_windows_and_withdrawing_it_takes_them_away(ledger):
    before = ledger.ledger()
    signed = acts.sign_parameter(
        **SYSTEM_AT,
        on=TODAY,
        organ=ledger.city,
        measure=BRIEFING,
        parameter="briefing_every",
        value="quarter",
        since=ADOPTED,
        signer=ledger.province,
    )

    assert changes(ledger.refresh()) == (16, 0, 1)
    assert ledger.duty(BRIEFING, ledger.stone, "2025Q1")["state"] == "overdue"

    acts.withdraw_signature(**SYSTEM_AT, on=TODAY, signature=signed)

    assert changes(ledger.refresh()) == (1, 0, 16)
    assert ledger.ledger() == before


def test_what_one_fact_touches_derived_again_is_what_full_derivation_gives(ledger):
    leave(ledger.stone_tenure, date(2025, 5, 1), on=TODAY)
    tenure(ledger.stone_head, "宁", date(2025, 5, 15), on=TODAY)
    ledger.finding(ledger.white, date(2025, 6, 2))
    at = {**SYSTEM_AT, "on": TODAY, "as_of": TODAY}

    assert changes(acts.rederive(**at, scope=touched_by("tenure", subject=ledger.stone_head))) == (2, 0, 0)
    assert changes(acts.rederive(**at, scope=touched_by("event", subject=ledger.white))) == (1, 0, 0)
    assert changes(acts.rederive(**at, scope=Scope(subjects=(ledger.city,)))) == NOTHING
    assert changes(acts.derive(**at)) == NOTHING


def test_a_claim_is_derived_again_within_its_measure_and_subject(ledger):
    duty = ledger.duty(DOSSIER, ledger.stone_head, "2024-01-01")
    ledger.claim(duty, "dossier_entry", date(2024, 3, 1))
    scope = touched_by("claim", measure=DOSSIER, subject=ledger.stone_head)
    at = {**SYSTEM_AT, "on": TODAY, "as_of": TODAY}

    assert changes(acts.rederive(**at, scope=scope)) == (1, 1, 0)
    assert changes(acts.derive(**at)) == NOTHING
    assert ledger.duty(DOSSIER, ledger.stone_head, "2024-01-01")["state"] == "done"


def test_everything_derived_again_is_full_derivation(river):
    river.refresh()
    ledger = river.ledger()

    assert changes(acts.rederive(**SYSTEM_AT, on=TODAY, as_of=TODAY, scope=EVERYTHING)) == NOTHING
    assert river.ledger() == ledger


def test_a_merged_organ_hands_its_open_duties_to_its_heir_under_the_same_keys(ledger):
    late, early = ledger.finding(ledger.white, date(2025, 2, 20)), ledger.finding(ledger.white, date(2024, 5, 6))
    ledger.refresh()
    done = ledger.duty(FINDING, ledger.white, early)
    for kind in ("plan", "report"):
        ledger.claim(done, kind, date(2024, 5, 10))
    ledger.refresh()
    before = ledger.duty(FINDING, ledger.white, late)
    assert (before["bearer_organ"], before["state"]) == (ledger.white, "overdue")

    at = {"by": SYSTEM, "where": ledger.stone, "on": TODAY}
    register.merge_organs(**at, origins=[ledger.white], heir=ledger.stone, day=date(2025, 3, 1))
    ledger.refresh()

    after = ledger.duty(FINDING, ledger.white, late)
    assert (after["key"], after["bearer_organ"], after["state"]) == (before["key"], ledger.stone, "overdue")
    assert ledger.duty(FINDING, ledger.white, early)["bearer_organ"] == ledger.white


def test_a_renamed_organ_changes_nothing(ledger):
    register.rename_organ(
        by=SYSTEM, where=ledger.stone, on=TODAY, organ=ledger.stone, name="青石市委", valid_from=date(2025, 1, 1)
    )

    assert changes(ledger.refresh()) == NOTHING


def test_the_ledger_says_of_which_day_and_knowledge_it_is(ledger):
    assert (queries.generation().as_of, queries.generation().known_on) == (TODAY, TODAY)
    assert [
        row["marker"] for row in ledger.ledger(START) if row["measure"] == TALK and row["state"] != "not_open"
    ] == []
