"""Reading the ledger: lists, one duty, counts by state. Scope and state are SQL, never lists of ids."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from tongjian.duties import staging
from tongjian.duties.models import Finding, Generation, Objection
from tongjian.duties.queries.recused import open_sql
from tongjian.duties.queries.relations import dialect
from tongjian.duties.relations import ROW
from tongjian.duties.state import LIVE, STATES, next_change_sql, state_sql
from tongjian.register import queries as register
from tongjian.trail.models import OPEN

PAGE = 50
# What has no due day (a measure that awaits its parameter) comes last, on every database.
EARLIEST_FIRST = "COALESCE(d.due_final, '9999-12-31'), d.key"
DATES = {name for name, kind in ROW.items() if kind == "date"} | {"next_change"}


@dataclass(frozen=True)
class Asked:
    """Which duties: whatever is ``None`` does not matter.

    ``clause`` is book/clause; ``due_from`` and ``due_until`` bound the due day, both included;
    ``after`` is (due_final, key) of the last row seen; the due day of what has none is 9999-12-31.
    """

    state: str | None = None
    measure: str | None = None
    bearer: str | None = None
    subject: str | None = None
    organ: str | None = None
    clause: str | None = None
    due_from: date | None = None
    due_until: date | None = None
    after: tuple[date, str] | None = None
    limit: int = PAGE


def scope_sql(seen_by: Any, alias: str = "d") -> str:
    """The condition that keeps rows whose bearer or subject stands within the viewer's reach, none closed to him."""
    below = register.below_sql(seen_by)
    if below is None:
        return open_sql(seen_by, alias)
    within = " OR ".join(f"{alias}.{column} IN ({below})" for column in ("bearer_organ", "subject_organ"))
    return f"({within}) AND {open_sql(seen_by, alias)}"


def rows(text: str, given: Sequence[Any] = ()) -> list[dict[str, Any]]:
    """The rows of a SELECT by the names of its columns, dates as dates."""
    with connection.cursor() as cursor:
        cursor.execute(text, list(given))
        names = [column[0] for column in cursor.description]
        return [dated(dict(zip(names, row, strict=True))) for row in cursor.fetchall()]


def dated(row: dict[str, Any]) -> dict[str, Any]:
    """A ledger row with dates as dates: SQLite gives those of raw SQL back as text."""
    return {
        name: date.fromisoformat(value) if name in DATES and isinstance(value, str) else value
        for name, value in row.items()
    }


def duties(*, seen_by: Any, as_of: date, asked: Asked = Asked()) -> list[dict[str, Any]]:
    """A page of the ledger within the viewer's reach, by due day and key, each row with its state."""
    spoken = dialect()
    state = state_sql(spoken, as_of, "d")
    conditions, given = _asked_for(asked)
    conditions.append(scope_sql(seen_by))
    if asked.state is not None:
        conditions.append(f"({state}) = %s")
        given.append(asked.state)
    if asked.after is not None:
        day, key = asked.after
        due = f"COALESCE(d.due_final, {spoken.date(OPEN)})"
        conditions.append(f"({due} > {spoken.date(day)} OR ({due} = {spoken.date(day)} AND d.key > %s))")
        given.append(key)
    return rows(
        f"SELECT d.*, {state} AS state, {next_change_sql(spoken, as_of, 'd')} AS next_change "
        f"FROM duties_duty d WHERE {' AND '.join(conditions)} ORDER BY {EARLIEST_FIRST} LIMIT {int(asked.limit)}",
        given,
    )


def duty(*, seen_by: Any, key: str, as_of: date) -> dict[str, Any] | None:
    """One duty within the viewer's reach with its state, or ``None``."""
    spoken = dialect()
    found = rows(
        f"SELECT d.*, {state_sql(spoken, as_of, 'd')} AS state, {next_change_sql(spoken, as_of, 'd')} AS next_change "
        f"FROM duties_duty d WHERE d.key = %s AND {scope_sql(seen_by)}",
        [key],
    )
    return found[0] if found else None


def _asked_for(asked: Asked) -> tuple[list[str], list[Any]]:
    """The conditions on the columns of a row, and their values; state and place in the list are not among them."""
    conditions, given = [], []
    for column, value in (
        ("measure", asked.measure),
        ("bearer_organ", asked.bearer),
        ("subject", asked.subject),
        ("subject_organ", asked.organ),
    ):
        if value is not None:
            conditions.append(f"d.{column} = %s")
            given.append(value)
    if asked.clause is not None:
        conditions.append("d.measure >= %s AND d.measure < %s")
        given += [f"{asked.clause}/", f"{asked.clause}0"]
    for bound, sign in ((asked.due_from, ">="), (asked.due_until, "<=")):
        if bound is not None:
            conditions.append(f"d.due_final {sign} {dialect().date(bound)}")
    return conditions, given


def by_state(*, seen_by: Any, as_of: date, asked: Asked = Asked()) -> dict[str, int]:
    """How many of the duties asked for are in which state on a day, in the order of the states."""
    conditions, given = _asked_for(asked)
    counted = {
        row["state"]: row["n"]
        for row in rows(
            f"SELECT {state_sql(dialect(), as_of, 'd')} AS state, COUNT(*) AS n FROM duties_duty d "
            f"WHERE {' AND '.join([*conditions, scope_sql(seen_by)])} GROUP BY 1",
            given,
        )
    }
    return {state: counted[state] for state in STATES if state in counted}


def by_measure(*, seen_by: Any, clause: str) -> dict[str, int]:
    """How many duties of a clause (book/clause) each measure has in the ledger, within reach."""
    conditions, given = _asked_for(Asked(clause=clause))
    found = rows(
        f"SELECT d.measure, COUNT(*) AS n FROM duties_duty d "
        f"WHERE {' AND '.join([*conditions, scope_sql(seen_by)])} GROUP BY 1 ORDER BY 1",
        given,
    )
    return {row["measure"]: row["n"] for row in found}


def contested(*, seen_by: Any) -> list[Objection]:
    """Objections that await an answer, oldest first, within the viewer's reach."""
    waiting = Objection.objects.filter(recorded_to=OPEN, answered_on=None).order_by("raised_on", "id")
    visible = {
        row["key"]
        for row in rows(
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
    """What still has to be done and falls due within so many days after ``as_of``."""
    spoken = dialect()
    until = spoken.date(as_of + timedelta(days=days))
    state, live = state_sql(spoken, as_of, "d"), ", ".join(f"'{one}'" for one in LIVE)
    return rows(
        f"SELECT d.*, {state} AS state FROM duties_duty d WHERE {scope_sql(seen_by)} AND ({state}) IN ({live}) "
        f"AND d.due_final > {spoken.date(as_of)} AND d.due_final <= {until} ORDER BY {EARLIEST_FIRST} LIMIT {PAGE}"
    )


def listed(*, keys: Sequence[str], seen_by: Any) -> list[dict[str, Any]]:
    """The rows of some keys, as far as the viewer may see them."""
    if not keys:
        return []
    marks = ", ".join(["%s"] * len(keys))
    return rows(
        f"SELECT {staging.LISTED} FROM duties_duty d WHERE d.key IN ({marks}) AND {scope_sql(seen_by)} ORDER BY d.key",
        list(keys),
    )
