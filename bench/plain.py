"""The independent oracle (tests/oracle) on a very small part of the data: it looks at every fact for every duty."""

from dataclasses import asdict, fields
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from bench.engines import Measured, clocked
from tests.oracle import oracle
from tests.oracle.days import DAY
from tests.oracle.days import Calendar as Days
from tongjian.calendar import FIRST_DAY, LAST_DAY, Calendar
from tongjian.duties.almanac import parse_clock
from tongjian.duties.relations import FACTS, TERM

KINDS = {"places": oracle.Place, "subjects": oracle.Subject, "tenures": oracle.Tenure, "bearers": oracle.Bearer,
         "heirs": oracle.Heir, "events": oracle.Event, "claims": oracle.Claim, "reliefs": oracle.Relief}  # fmt: skip
COMPARED = ("key", "measure", "subject", "marker", "term", "generator", "opens", "due", "due_final", "soon_on",
            "provisional", "bearer_organ", "bearer_post", "strength", "reason", "missing", "done_on", "waived_on",
            "suspended_from", "suspended_to", "superseded_on", "lapses_on")  # fmt: skip


def world(folder: Path) -> oracle.World:
    """The relations of a folder in the oracle's own words."""
    with duckdb.connect() as source:

        def rows(name: str, columns: Any) -> list[dict[str, Any]]:
            listed = list(columns)
            found = source.execute(f"SELECT {', '.join(listed)} FROM read_parquet('{folder}/{name}.parquet')")
            return [dict(zip(listed, row, strict=True)) for row in found.fetchall()]

        facts = {
            plural: tuple(kind(**row) for row in rows(plural[:-1], FACTS[plural[:-1]]))
            for plural, kind in KINDS.items()
        }
        return oracle.World(
            terms=tuple(_term(row) for row in rows("term", TERM)),
            calendar=_days(),
            adopters=frozenset(row["organ"] for row in rows("adopter", FACTS["adopter"])),
            repealed_on={},
            **facts,
        )


def _term(row: dict[str, Any]) -> oracle.Term:
    clock, rolls = parse_clock(row["clock"])
    lists = ("roles", "classes", "levels", "events", "details", "kinds")
    given = row | {name: tuple(part for part in row[name].split("|") if part) for name in lists}
    given |= {"clock": str(clock), "rolls": int(rolls)}
    return oracle.Term(**{field.name: given[field.name] for field in fields(oracle.Term)})


def _days() -> Days:
    calendar = Calendar.read()
    days = [FIRST_DAY + number * DAY for number in range((LAST_DAY - FIRST_DAY).days + 1)]
    announced = max(year for year in range(FIRST_DAY.year, LAST_DAY.year + 1) if calendar.announced(year))
    return Days(
        frozenset(day for day in days if day.weekday() < 5 and not calendar.is_workday(day)),
        frozenset(day for day in days if day.weekday() >= 5 and calendar.is_workday(day)),
        date(announced, 12, 31),
    )


def on_oracle(folder: Path, work: Path, as_of: date) -> Measured:
    """The step: derive by plain loops. Its rows lack what the page calls no part of the row."""
    found: Measured = {}
    with clocked(found, "load"):
        given = world(folder)
    with clocked(found):
        rows = oracle.derive(given, as_of, as_of)
    found["rows"] = len(rows)
    found["compared"] = [[_said(asdict(row)[name]) for name in COMPARED] for row in rows.values()]
    return found


def _said(value: Any) -> str:
    return "" if value is None else str(int(value)) if isinstance(value, bool) else str(value)
