"""Reading the ledger: lists, one duty, counts by state. Scope and state are SQL, never lists of ids."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from tongjian.duties import staging
from tongjian.duties.models import Finding, Generation, Objection
from tongjian.duties.queries.relations import dialect
from tongjian.duties.state import STATES, next_change_sql, state_sql
from tongjian.register import queries as register
from tongjian.trail.models import OPEN

PAGE = 50


@dataclass(frozen=True)
class Asked:
    """Which duties: whatever is ``None`` does not matter. ``after`` is the (due_final, key) of the last row seen."""

    state: str | None = None
    measure: str | None = None
    bearer: str | None = None
    subject: str | None = None
    organ: str | None = None
    after: tuple[date, str] | None = None
    limit: int = PAGE


def scope_sql(seen_by: Any, alias: str = "d") -> str:
    """The condition that keeps the rows whose bearer or subject stands within the viewer's reach."""
    below = register.below_sql(seen_by)
    return "1 = 1" if below is None else f"({alias}.bearer_organ IN ({below}) OR {alias}.subject_organ IN ({below}))"


def _rows(text: str, given: Sequence[Any] = ()) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(text, list(given))
        names = [column[0] for column in cursor.description]
        return [_dated(dict(zip(names, row, strict=True))) for row in cursor.fetchall()]


def _dated(row: dict[str, Any]) -> dict[str, Any]:
    """SQLite gives dates of raw SQL back as text."""
    dates = {
        "opens",
        "due",
        "due_final",
        "soon_on",
        "next_due",
        "late_from",
        "done_on",
        "waived_on",
        "suspended_from",
        "suspended_to",
        "superseded_on",
        "lapses_on",
        "next_change",
    }
    return {
        name: date.fromisoformat(value) if name in dates and isinstance(value, str) else value
        for name, value in row.items()
    }


def duties(*, seen_by: Any, as_of: date, asked: Asked = Asked()) -> list[dict[str, Any]]:
    """A page of the ledger within the viewer's reach, by due day and key, each row with its state."""
    spoken = dialect()
    state = state_sql(spoken, as_of, "d")
    conditions, given = [scope_sql(seen_by)], []
    for column, value in (
        ("measure", asked.measure),
        ("bearer_organ", asked.bearer),
        ("subject", asked.subject),
        ("subject_organ", asked.organ),
    ):
        if value is not None:
            conditions.append(f"d.{column} = %s")
            given.append(value)
    if asked.state is not None:
        conditions.append(f"({state}) = %s")
        given.append(asked.state)
    if asked.after is not None:
        day, key = asked.after
        conditions.append(f"(d.due_final > {spoken.date(day)} OR (d.due_final = {spoken.date(day)} AND d.key > %s))")
        given.append(key)
    return _rows(
        f"SELECT d.*, {state} AS state, {next_change_sql(spoken, as_of, 'd')} AS next_change "
        f"FROM duties_duty d WHERE {' AND '.join(conditions)} ORDER BY d.due_final, d.key LIMIT {int(asked.limit)}",
        given,
    )


def duty(*, seen_by: Any, key: str, as_of: date) -> dict[str, Any] | None:
    """One duty within the viewer's reach with its state, or ``None``."""
    spoken = dialect()
    found = _rows(
        f"SELECT d.*, {state_sql(spoken, as_of, 'd')} AS state, {next_change_sql(spoken, as_of, 'd')} AS next_change "
        f"FROM duties_duty d WHERE d.key = %s AND {scope_sql(seen_by)}",
        [key],
    )
    return found[0] if found else None


def by_state(*, seen_by: Any, as_of: date) -> dict[str, int]:
    """How many duties are in which state on a day, in the order of the states."""
    counted = {
        row["state"]: row["n"]
        for row in _rows(
            f"SELECT {state_sql(dialect(), as_of, 'd')} AS state, COUNT(*) AS n FROM duties_duty d "
            f"WHERE {scope_sql(seen_by)} GROUP BY 1"
        )
    }
    return {state: counted[state] for state in STATES if state in counted}


def contested(*, seen_by: Any) -> list[Objection]:
    """Objections that await an answer, oldest first, within the viewer's reach."""
    waiting = Objection.objects.filter(recorded_to=OPEN, answered_on=None).order_by("raised_on", "id")
    visible = {
        row["key"]
        for row in _rows(
            f"SELECT d.key FROM duties_duty d JOIN duties_objection o ON o.key = d.key WHERE {scope_sql(seen_by)}"
        )
    }
    return [objection for objection in waiting if objection.key in visible]


def findings(*, seen_by: Any, key: str, as_of: date) -> list[Finding]:
    """What persons found about one duty, if the viewer may see the duty."""
    if duty(seen_by=seen_by, key=key, as_of=as_of) is None:
        return []
    return list(Finding.objects.filter(key=key, recorded_to=OPEN).order_by("found_on", "id"))


def generation() -> Generation | None:
    """The derivation that the ledger shows."""
    return Generation.objects.order_by("-number").first()


def due_between(*, seen_by: Any, as_of: date, days: int) -> list[dict[str, Any]]:
    """Duties that are not done and fall due within so many days after ``as_of``."""
    spoken = dialect()
    until = spoken.date(as_of + timedelta(days=days))
    return _rows(
        f"SELECT d.*, {state_sql(spoken, as_of, 'd')} AS state FROM duties_duty d WHERE {scope_sql(seen_by)} "
        f"AND d.done_on IS NULL AND d.due_final > {spoken.date(as_of)} AND d.due_final <= {until} "
        f"ORDER BY d.due_final, d.key LIMIT {PAGE}"
    )


def listed(*, keys: Sequence[str], seen_by: Any) -> list[dict[str, Any]]:
    """The rows of some keys, as far as the viewer may see them."""
    if not keys:
        return []
    marks = ", ".join(["%s"] * len(keys))
    return _rows(
        f"SELECT {staging.LISTED} FROM duties_duty d WHERE d.key IN ({marks}) AND {scope_sql(seen_by)} ORDER BY d.key",
        list(keys),
    )
