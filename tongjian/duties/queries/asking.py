"""Asking without writing: as of another day, as known on another day, under another wording."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import connection

from tongjian.calendar import Calendar
from tongjian.duties import compile
from tongjian.duties.almanac import almanac
from tongjian.duties.compile import TermRow
from tongjian.duties.derive import Scope, derive_sql
from tongjian.duties.queries.governors import governors, read_rulebook
from tongjian.duties.queries.relations import dialect, prepare, relations
from tongjian.duties.relations import CALENDAR, TERM
from tongjian.duties.state import next_change_sql, state_sql
from tongjian.rulebook import Rulebook, Signed


@dataclass(frozen=True)
class Workload:
    """How many duties open in a year under two wordings of one measure, and how many acts that adds a month."""

    measure: str
    year: int
    now: int
    then: int

    @property
    def monthly(self) -> float:
        """More duties a month than now."""
        return (self.then - self.now) / 12


def asked(
    *,
    as_of: date,
    known_on: date,
    scope: Scope,
    terms: Iterable[TermRow] | None = None,
    calendar: Calendar | None = None,
) -> list[dict[str, Any]]:
    """The rows of a scope as of a day, as known on a day, derived afresh; the ledger is not read.

    Args:
        terms: other terms than those in force, with ``calendar`` for their time limits.
    """
    prepare(connection)
    spoken = dialect()
    with connection.cursor() as cursor:
        given = dict(relations(spoken, known_on=known_on, scope=scope))
        if terms is not None:
            given |= _laid_out(cursor, list(terms), calendar or Calendar.read(), as_of)
        text = derive_sql(spoken, as_of, relations=given, scope=scope)
        cursor.execute(
            f"SELECT r.*, {state_sql(spoken, as_of, 'r')} AS state, "
            f"{next_change_sql(spoken, as_of, 'r')} AS next_change FROM ({text}) r "
            "ORDER BY r.measure, r.subject, r.marker"
        )
        names = [column[0] for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        for name in ("term", *CALENDAR) if terms is not None else ():
            cursor.execute(f"DROP TABLE asked_{name}")
    return rows


def _laid_out(cursor: Any, terms: Sequence[TermRow], calendar: Calendar, as_of: date) -> Mapping[str, str]:
    """Terms and calendar in temporary tables, and the SELECTs that read them instead of the projection."""
    since = min((term.opens_from for term in terms), default=as_of)
    days = almanac(calendar, compile.clocks(terms), since=since, until=as_of)
    tables: dict[str, tuple[Mapping[str, str], Iterable[Sequence[Any]]]] = {
        "term": (TERM, ([term.columns()[name] for name in TERM] for term in terms)),
        "day": (CALENDAR["day"], days.days()),
        "period": (CALENDAR["period"], days.windows()),
        "deadline": (CALENDAR["deadline"], days.deadlines()),
    }
    for name, (columns, rows) in tables.items():
        cursor.execute(f"DROP TABLE IF EXISTS asked_{name}")
        cursor.execute(f"CREATE TEMPORARY TABLE asked_{name} ({', '.join(f'{c} {k}' for c, k in columns.items())})")
        marks = ", ".join(["%s"] * len(columns))
        cursor.executemany(f"INSERT INTO asked_{name} VALUES ({marks})", [list(row) for row in rows])
    return {name: f"SELECT {', '.join(columns)} FROM asked_{name}" for name, (columns, _) in tables.items()}


def known_then(*, as_of: date, known_on: date, scope: Scope) -> list[dict[str, Any]]:
    """What was owed on a day as far as anybody knew on another: facts, adoptions and signatures of then."""
    found = governors(known_on=known_on)
    terms = compile.terms(read_rulebook(known_on=known_on), found) if found else []
    return asked(as_of=as_of, known_on=known_on, scope=scope, terms=terms)


def what_if(*, measure: str, parameter: str, value: str, since: date, as_of: date) -> Workload:
    """The workload of a year if a parameter were signed otherwise for every governor; nothing is written."""
    found = governors(known_on=as_of)
    book = read_rulebook(known_on=as_of)
    typed: str | int = int(value) if value.isdigit() else value
    changed = [replace(one, signed=(*one.signed, Signed(measure, parameter, typed, since, "what-if"))) for one in found]
    now, then = (_opening(book, governing, measure, as_of) for governing in (found, changed))
    return Workload(measure, as_of.year, now, then)


def _opening(book: Rulebook, governing: Sequence[compile.Governor], measure: str, as_of: date) -> int:
    terms = [term for term in compile.terms(book, governing) if term.measure == measure]
    end = date(as_of.year, 12, 31)
    rows = asked(as_of=end, known_on=as_of, scope=Scope(measures=(measure,)), terms=terms)
    return sum(
        str(row["opens"])[:4] == str(as_of.year) and row["state"] not in ("not_owed", "inactive") for row in rows
    )


def impact(*, book: Rulebook, as_of: date) -> list[tuple[str, str, str]]:
    """Which duties change under another version of the adopted books: (key, measure, what), by measure and key."""
    now = {row["key"]: row for row in known_then(as_of=as_of, known_on=as_of, scope=Scope())}
    terms = compile.terms(book, governors(known_on=as_of))
    then = {row["key"]: row for row in asked(as_of=as_of, known_on=as_of, scope=Scope(), terms=terms)}
    compared = ("opens", "due_final", "bearer_organ", "bearer_post", "strength", "state")
    found = [(key, then[key]["measure"], "new") for key in then.keys() - now.keys()]
    found += [(key, now[key]["measure"], "gone") for key in now.keys() - then.keys()]
    found += [
        (key, now[key]["measure"], "changed: " + ", ".join(differing))
        for key in now.keys() & then.keys()
        if (differing := [name for name in compared if now[key][name] != then[key][name]])
    ]
    return sorted(found, key=lambda one: (one[1], one[0]))
