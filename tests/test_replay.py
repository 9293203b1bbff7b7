"""The replay law: the oracle, fed with nothing but the facts that an explanation cites, gives the same row.

What is cited is enough. Every duty of the ledger is asked, in every state it is in.
"""

import os
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from tests.oracle import days, oracle
from tongjian.access.queries import SYSTEM
from tongjian.calendar import FIRST_DAY, LAST_DAY, Calendar
from tongjian.duties import acts, queries
from tongjian.duties.tests.riverside import DOSSIER, FINDING, SYSTEM_AT, TALK, TODAY, build, leave, tenure
from tongjian.register import acts as register
from tongjian.trail.acts import SYSTEM as CLERK

RELATIONS = {
    "place": (oracle.Place, "places"),
    "subject": (oracle.Subject, "subjects"),
    "tenure": (oracle.Tenure, "tenures"),
    "bearer": (oracle.Bearer, "bearers"),
    "heir": (oracle.Heir, "heirs"),
    "event": (oracle.Event, "events"),
    "claim": (oracle.Claim, "claims"),
    "relief": (oracle.Relief, "reliefs"),
}
LISTS = ("roles", "classes", "levels", "events", "details", "kinds")
COMPARED = [field.name for field in fields(oracle.Row)]
KNOWN = date(9999, 1, 1)
SHOWN = 10


@lru_cache(maxsize=2)
def calendar_of(calendar: Calendar) -> days.Calendar:
    """The calendar in force as the oracle counts: days off, made-up days, the last announced day."""
    off, makeup, day = set(), set(), FIRST_DAY
    while day <= LAST_DAY:
        if calendar.is_workday(day) != (day.weekday() < 5):
            (off if day.weekday() < 5 else makeup).add(day)
        day += timedelta(days=1)
    announced = max(year for year in range(FIRST_DAY.year, LAST_DAY.year + 1) if calendar.announced(year))
    return days.Calendar(frozenset(off), frozenset(makeup), date(announced, 12, 31))


def term_of(fact: Mapping[str, Any]) -> oracle.Term:
    """A cited term in the oracle's words."""
    words = {field.name: fact[field.name] for field in fields(oracle.Term) if field.name in fact}
    words |= {name: tuple(one for one in fact[name].split("|") if one) for name in LISTS}
    clock = fact["clock"].removesuffix(" rolls")
    return oracle.Term(**words | {"clock": clock, "rolls": int(clock != fact["clock"])})


def world_of(facts: Mapping[str, Iterable[Mapping[str, Any]]]) -> oracle.World:
    """A world that holds the cited facts and nothing else."""
    given = {
        plural: tuple(relation(**fact) for fact in facts[name] if name != "event" or fact["kind"] != "tenure.started")
        for name, (relation, plural) in RELATIONS.items()
    }
    return oracle.World(
        tuple(term_of(fact) for fact in facts["term"]),
        calendar_of(queries.calendar()),
        frozenset(fact["organ"] for fact in facts["adopter"]),
        {fact["measure"]: fact["repealed_on"] for fact in facts["term"]},
        **given,
    )


def replayed(row: Mapping[str, Any], as_of: date) -> dict[str, Any] | None:
    """The row as the oracle derives it from what is cited for it."""
    world = world_of(queries.cited(row, known_on=queries.known_by_ledger(as_of)))
    found = oracle.derive(world, as_of, KNOWN).get((row["measure"], row["subject"], row["marker"]))
    if found is None:
        return None
    return {name: getattr(found, name) for name in COMPARED} | {
        "state": oracle.state(found, as_of),
        "next_change": oracle.next_change(found, as_of),
    }


def replay(row: Mapping[str, Any], as_of: date) -> list[str]:
    """Where the replayed row differs from the ledger's."""
    again, name = replayed(row, as_of), f"{row['measure']} {row['marker']} {row['key']}"
    if again is None:
        return [f"{name}: not derived from what is cited"]
    given = {column: bool(row[column]) if column == "provisional" else row[column] or None for column in again}
    return [f"{name}: {column} is {given[column]}, replayed {again[column]}" for column in again
            if given[column] != again[column]]  # fmt: skip


def differences(as_of: date, one_in: int = 1) -> tuple[int, list[str]]:
    """How many rows the ledger has, and where a replayed one differs; of so many one, chosen by its key, a digest."""
    rows = queries.duties(seen_by=SYSTEM, as_of=as_of, asked=queries.Asked(limit=10_000_000))
    chosen = [row for row in rows if int(row["key"][:8], 16) % one_in == 0]
    return len(rows), [line for row in chosen for line in replay(row, as_of)]


@pytest.fixture
def ledger(db, settings, tmp_path):
    """The river city of the tests of duties, derived."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.BOOKS = (Path(acts.__file__).parents[1] / "tests/shelf",)
    settings.HOME = tmp_path
    river = build()
    river.refresh()
    return river


def test_every_duty_of_the_river_city_is_replayed_from_what_is_cited(ledger):
    leave(ledger.stone_tenure, date(2025, 5, 1), on=TODAY)
    tenure(ledger.stone_head, "宁", date(2025, 5, 15), on=TODAY)
    received = [ledger.finding(ledger.stone, day) for day in (date(2025, 2, 3), date(2025, 4, 21), date(2025, 6, 9))]
    moved = ledger.finding(ledger.white, date(2025, 2, 20))
    ledger.refresh()
    for day in (date(2024, 3, 1), date(2024, 7, 15), date(2025, 1, 6)):
        ledger.claim(ledger.duty(DOSSIER, ledger.white_head, "2024-01-01"), "dossier_entry", day)
    for kind in ("plan", "report"):
        ledger.claim(ledger.duty(FINDING, ledger.stone, received[0]), kind, date(2025, 2, 25))
    at = {**SYSTEM_AT, "on": TODAY, "reason": "试验"}
    acts.suspend(**at, key=ledger.duty(FINDING, ledger.stone, received[1])["key"], since=date(2025, 4, 28),
                 until=date(2025, 5, 20))  # fmt: skip
    acts.waive(**at, key=ledger.duty(TALK, ledger.stone_head, "2024")["key"])
    merging = {"by": CLERK, "where": ledger.stone, "on": TODAY}
    register.merge_organs(**merging, origins=[ledger.white], heir=ledger.stone, day=date(2025, 3, 1))
    ledger.refresh()
    assert ledger.duty(FINDING, ledger.white, moved)["bearer_organ"] == ledger.stone

    for as_of in (TODAY, date(2025, 5, 12)):
        count, found = differences(as_of)
        assert (count, found) == (len(ledger.ledger()), [])


# `python -m bench.replay` replays every duty of a demo that stands; here one in so many keeps the suite short.
ONE_IN = int(os.environ.get("TONGJIAN_REPLAY_ONE_IN", "8"))


@pytest.mark.django_db
def test_the_duties_of_the_demo_are_replayed_from_what_is_cited(settings, tmp_path):
    from tongjian.site.demo.build import build as build_demo
    from tongjian.site.demo.people import TODAY as DEMO_TODAY

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.HOME = tmp_path
    built = build_demo(seed=1, scale="small")

    count, found = differences(DEMO_TODAY, ONE_IN)

    assert count == built["duties"]
    assert found[:SHOWN] == []
