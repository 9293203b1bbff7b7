"""Asking without writing: as of another day, as known on another day, under another wording."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import connection
from django.utils.translation import gettext_lazy as _

from tongjian.calendar import Calendar
from tongjian.duties import compile
from tongjian.duties.almanac import almanac
from tongjian.duties.compile import Governor, TermRow
from tongjian.duties.derive import Scope, derive_sql
from tongjian.duties.queries.calendar import calendar as in_force
from tongjian.duties.queries.governors import governors, read_rulebook
from tongjian.duties.queries.ledger import rows, scope_sql
from tongjian.duties.queries.relations import dialect, prepare, relations
from tongjian.duties.refusals import OutOfBounds, UnknownMeasure, UnknownParameter
from tongjian.duties.relations import CALENDAR, TERM
from tongjian.duties.state import LIVE, next_change_sql, state_sql
from tongjian.rulebook import Rulebook, Signed, refused_signature

EXAMPLES = {"every": "quarter", "time_limit": "30 days", "count": "3", "list": "a"}


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
    seen_by: Any,
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
            given |= _laid_out(cursor, list(terms), calendar or in_force(), as_of)
        text = derive_sql(spoken, as_of, relations=given, scope=scope)
        found = rows(
            f"SELECT d.*, {state_sql(spoken, as_of, 'd')} AS state, "
            f"{next_change_sql(spoken, as_of, 'd')} AS next_change FROM ({text}) d WHERE {scope_sql(seen_by)} "
            "ORDER BY d.measure, d.subject, d.marker"
        )
        for name in ("term", *CALENDAR) if terms is not None else ():
            cursor.execute(f"DROP TABLE asked_{name}")
    return found


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
    for name, (columns, laid) in tables.items():
        cursor.execute(f"DROP TABLE IF EXISTS asked_{name}")
        cursor.execute(f"CREATE TEMPORARY TABLE asked_{name} ({', '.join(f'{c} {k}' for c, k in columns.items())})")
        marks = ", ".join(["%s"] * len(columns))
        cursor.executemany(f"INSERT INTO asked_{name} VALUES ({marks})", [list(row) for row in laid])
    return {name: f"SELECT {', '.join(columns)} FROM asked_{name}" for name, (columns, _) in tables.items()}


def known_then(*, seen_by: Any, as_of: date, known_on: date, scope: Scope) -> list[dict[str, Any]]:
    """What was owed on a day as far as anybody knew on another: facts, adoptions and signatures of then."""
    found = governors(known_on=known_on)
    terms = compile.terms(read_rulebook(known_on=known_on), found) if found else []
    return asked(seen_by=seen_by, as_of=as_of, known_on=known_on, scope=scope, terms=terms)


def what_if(*, seen_by: Any, measure: str, parameter: str, value: str, since: date, as_of: date) -> Workload:
    """The workload of a year if a parameter were signed otherwise for every governor; nothing is written.

    Whoever signed it signs the new value; what a book itself states still governs where it is stricter.

    Raises:
        UnknownMeasure, UnknownParameter, OutOfBounds: as if it were signed.
    """
    book = read_rulebook(known_on=as_of)
    typed = signable(book, measure, parameter, value)
    found = governors(known_on=as_of)
    changed = [replace(one, signed=_signed_otherwise(one, measure, parameter, typed, since)) for one in found]
    now, then = (_opening(seen_by, book, governing, measure, as_of) for governing in (found, changed))
    return Workload(measure, as_of.year, now, then)


def signable(book: Rulebook, measure: str, parameter: str, value: str) -> str | int:
    """The value as a parameter takes it, if a committee may sign it."""
    declared = next((one.measure for one in book.measures if one.id == measure), None)
    if declared is None:
        raise UnknownMeasure(measure=measure)
    if parameter not in declared.parameters:
        raise UnknownParameter(measure=declared.title, parameter=parameter)
    typed: str | int = int(value) if value.isdigit() else value
    if refused_signature(declared, parameter, typed):
        bound = declared.parameters[parameter]
        example = bound.loosest or bound.suggest or EXAMPLES[bound.type]
        raise OutOfBounds(parameter=bound.word, value=value, example=example, loosest=bound.loosest or _("不设上限"))
    return typed


def _signed_otherwise(
    governor: Governor, measure: str, parameter: str, value: str | int, since: date
) -> tuple[Signed, ...]:
    same = [one for one in governor.signed if (one.measure, one.parameter) == (measure, parameter)]
    signers = {one.by for one in same} or {governor.adopted[0].signer}
    kept = [one for one in governor.signed if one not in same or one.from_day < since]
    return (*kept, *(Signed(measure, parameter, value, since, signer) for signer in sorted(signers)))


def _opening(seen_by: Any, book: Rulebook, governing: Sequence[Governor], measure: str, as_of: date) -> int:
    terms = [term for term in compile.terms(book, governing) if term.measure == measure]
    end = date(as_of.year, 12, 31)
    found = asked(seen_by=seen_by, as_of=end, known_on=as_of, scope=Scope(measures=(measure,)), terms=terms)
    return sum(row["opens"].year == as_of.year and row["state"] not in ("not_owed", "inactive") for row in found)


def impact(*, seen_by: Any, book: Rulebook, as_of: date) -> list[tuple[str, str, str]]:
    """Which open duties change under another version of the adopted books: (key, measure, what), by measure and key."""
    everything: dict[str, Any] = {"seen_by": seen_by, "as_of": as_of, "known_on": as_of, "scope": Scope()}
    now = {row["key"]: row for row in known_then(**everything)}
    terms = compile.terms(book, governors(known_on=as_of))
    then = {row["key"]: row for row in asked(**everything, terms=terms)}
    compared = ("opens", "due_final", "bearer_organ", "bearer_post", "strength", "state")
    found = []
    for key in now.keys() | then.keys():
        before, after = now.get(key), then.get(key)
        if not any(row and row["state"] in LIVE for row in (before, after)):
            continue
        if before is None or after is None:
            what = "new" if before is None else "gone"
        else:
            what = ", ".join(name for name in compared if before[name] != after[name])
        if what:
            found.append((key, (after or before or {})["measure"], what))
    return sorted(found, key=lambda one: (one[1], one[0]))
