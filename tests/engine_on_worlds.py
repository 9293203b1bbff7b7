"""Loads the oracle's random worlds into a database and asks the engine about them."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date, timedelta
from typing import Any

from tests.oracle.days import OPEN, Calendar
from tests.oracle.oracle import World, visible
from tests.oracle.worlds import CALENDARS, CLOCKS, EXPOSURES
from tongjian.calendar import TimeLimit
from tongjian.calendar.deadlines import reckon
from tongjian.duties.almanac import Almanac, clock_of
from tongjian.duties.derive import Scope, derive_sql
from tongjian.duties.dialect import Dialect, duty_key
from tongjian.duties.relations import CALENDAR, FACTS, RELATIONS, ROW, TERM, packed
from tongjian.duties.state import next_change_sql, state_sql

NAMES = {
    "places": "place",
    "subjects": "subject",
    "tenures": "tenure",
    "bearers": "bearer",
    "heirs": "heir",
    "events": "event",
    "claims": "claim",
    "reliefs": "relief",
}
CLOCKS_IN_USE = sorted({clock for group in CLOCKS.values() for clock in group if clock})
EXPOSURES_IN_USE = {exposure for group in EXPOSURES.values() for exposure in group}


class WorldCalendar:
    """The calendar of a world as the engine's almanac wants it."""

    def __init__(self, calendar: Calendar) -> None:
        self.days = calendar
        self.version = str(calendar.announced_until.year)

    def is_workday(self, day: date) -> bool:
        return self.days.works(day)

    def announced(self, year: int) -> bool:
        return year <= self.days.announced_until.year

    def all_announced(self, first: date, last: date) -> bool:
        return self.announced(last.year)

    def workdays_after(self, day: date, count: int) -> date:
        while count:
            day += timedelta(days=1)
            count -= self.is_workday(day)
        return day

    def deadline(self, limit: TimeLimit, day: date, rolls: bool = False) -> Any:
        return reckon(self, limit, day, rolls)  # type: ignore[arg-type]


def almanac_of(calendar: Calendar) -> Almanac:
    clocks = {clock_of(clock, rolls=rolls) for clock in CLOCKS_IN_USE for rolls in (False, True)}
    return Almanac(
        WorldCalendar(calendar),
        date(2023, 1, 1),
        date(2026, 12, 31),  # type: ignore[arg-type]
        tuple(sorted(clocks | EXPOSURES_IN_USE)),
    )


class Bench:
    """One database connection with the calendars loaded, ready for one world after the other."""

    def __init__(self, connection: Any, dialect: Dialect, mark: str) -> None:
        self.connection, self.dialect, self.mark = connection, dialect, mark
        for number, calendar in enumerate(CALENDARS):
            almanac = almanac_of(calendar)
            for name, rows in (
                ("day", almanac.days()),
                ("period", almanac.windows()),
                ("deadline", almanac.deadlines()),
            ):
                self.create(f"{name}_{number}", CALENDAR[name])
                self.insert(f"{name}_{number}", rows)
            self.run(f"CREATE INDEX deadline_of_{number} ON deadline_{number} (clock, day)")
            self.run(f"CREATE INDEX day_of_{number} ON day_{number} (day)")
        for name, columns in FACTS.items():
            recorded = {} if name == "adopter" else {"recorded_from": "date", "recorded_to": "date"}
            self.create(f"{name}_fact", columns | recorded)
        self.create("term_fact", TERM)
        self.calendar = 0

    def run(self, text: str, given: Sequence[Any] = ()) -> Any:
        cursor = self.connection.cursor()
        cursor.execute(text, given) if given else cursor.execute(text)
        return cursor

    def create(self, name: str, columns: dict[str, str]) -> None:
        self.run(f"CREATE TEMPORARY TABLE {name} ({', '.join(f'{c} {k}' for c, k in columns.items())})")

    def insert(self, name: str, rows: Iterable[Sequence[Any]]) -> None:
        prepared = [[v.isoformat() if isinstance(v, date) else v for v in row] for row in rows]
        if prepared:
            marks = ", ".join([self.mark] * len(prepared[0]))
            self.connection.cursor().executemany(f"INSERT INTO {name} VALUES ({marks})", prepared)

    def load(self, world: World, leave_out: frozenset[int] = frozenset()) -> None:
        """Put a world into the tables, without the facts whose ``id()`` is left out."""
        self.calendar = CALENDARS.index(world.calendar)
        for name in (*FACTS, "term"):
            self.run(f"DELETE FROM {name}_fact")
        self.insert("adopter_fact", [(organ,) for organ in sorted(world.adopters)])
        self.insert("term_fact", [term_row(world, term) for term in world.terms])
        for plural, name in NAMES.items():
            self.insert(
                f"{name}_fact",
                [fact_row(fact) for fact in getattr(world, plural) if id(fact) not in leave_out],
            )

    def add(self, name: str, fact: Any) -> None:
        self.insert(f"{name}_fact", [fact_row(fact)])

    def relations(self, known_on: date) -> dict[str, str]:
        day = self.dialect.date(known_on)
        known = {
            name: f"SELECT {', '.join(columns)} FROM {name}_fact WHERE recorded_from <= {day} AND {day} < recorded_to"
            for name, columns in FACTS.items()
            if name != "adopter"
        }
        known |= {
            "adopter": "SELECT organ FROM adopter_fact",
            "term": f"SELECT {', '.join(TERM)} FROM term_fact",
        }
        return known | {name: f"SELECT {', '.join(RELATIONS[name])} FROM {name}_{self.calendar}" for name in CALENDAR}

    def derive(self, as_of: date, known_on: date, scope: Scope = Scope()) -> dict[tuple[str, str, str], dict[str, Any]]:
        """The engine's answer, in the oracle's words."""
        text = derive_sql(self.dialect, as_of, relations=self.relations(known_on), scope=scope)
        cursor = self.run(
            f"SELECT r.*, {state_sql(self.dialect, as_of, 'r')} AS state, "
            f"{next_change_sql(self.dialect, as_of, 'r')} AS next_change FROM ({text}) r"
        )
        names = [column[0] for column in cursor.description]
        rows = [in_words(dict(zip(names, row, strict=True))) for row in cursor.fetchall()]
        found = {(row["measure"], row["subject"], row["marker"]): row for row in rows}
        assert len(found) == len(rows), "a duty was derived twice"
        return found


def sqlite_bench() -> Bench:
    from tongjian.duties.dialect import SQLITE

    connection = sqlite3.connect(":memory:")
    connection.create_function("duty_key", 1, duty_key, deterministic=True)
    return Bench(connection, SQLITE, "?")


def postgresql_bench(url: str) -> Bench:
    import psycopg

    from tongjian.duties.dialect import POSTGRESQL

    return Bench(psycopg.connect(url), POSTGRESQL, "%s")


def fact_row(fact: Any) -> list[Any]:
    return [getattr(fact, field.name) for field in fields(fact)]


def term_row(world: World, term: Any) -> list[Any]:
    exposure_clock = term.exposure
    values = {field.name: getattr(term, field.name) for field in fields(term)}
    values |= {name: packed(values[name]) for name in ("roles", "classes", "levels", "events", "details", "kinds")}
    values |= {
        "clock": clock_of(term.clock, rolls=bool(term.rolls)) if term.clock else "",
        "exposure": exposure_clock,
        "kind_count": len(term.kinds),
        "repealed_on": world.repealed_on.get(term.measure, OPEN),
        "chain_from": term.chain_from or term.opens_from,
        "substitutes": "",
    }
    return [values[name] for name in TERM]


def in_words(row: dict[str, Any]) -> dict[str, Any]:
    """Dates as dates, and nothing where nothing is said."""
    dates = {name for name, kind in ROW.items() if kind == "date"} | {"next_change"}
    found = {
        name: date.fromisoformat(value) if name in dates and isinstance(value, str) else value
        for name, value in row.items()
    }
    for name in ("reason", "missing", "bearer_post"):
        found[name] = found[name] or None
    found["provisional"] = bool(found["provisional"])
    return found


__all__ = ["Bench", "postgresql_bench", "sqlite_bench", "visible"]
