"""Reading the ledger: its rows, who may see them, one duty. Scope and state are SQL, never lists of ids."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from tongjian.duties import staging
from tongjian.duties.models import Duty, Finding, Generation, Objection
from tongjian.duties.queries.recused import open_sql
from tongjian.duties.queries.relations import dialect
from tongjian.duties.relations import ROW
from tongjian.duties.state import next_change_sql, state_sql
from tongjian.register import queries as register
from tongjian.trail.models import OPEN

PAGE = 50
LEDGER = Duty._meta.db_table
# What has no due day (a measure that awaits its parameter) comes last, on every database.
EARLIEST_FIRST = "COALESCE(d.due_final, '9999-12-31'), d.key"
DATES = {name for name, kind in ROW.items() if kind == "date"} | {"next_change", "ends_on"}


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

    @property
    def one_place(self) -> bool:
        """Whether only few duties can be meant, those of one bearer, organ or subject."""
        return bool(self.bearer or self.organ or self.subject)


def within_sql(seen_by: Any, alias: str = "d") -> str | None:
    """The condition that bearer or subject stands within the viewer's reach; ``None`` where there is no bound."""
    below = register.below_sql(seen_by)
    if below is None:
        return None
    return "(" + " OR ".join(f"{alias}.{column} IN ({below})" for column in ("bearer_organ", "subject_organ")) + ")"


def scope_sql(seen_by: Any, alias: str = "d") -> str:
    """The condition that keeps rows whose bearer or subject stands within the viewer's reach, none closed to him."""
    within, unrecused = within_sql(seen_by, alias), open_sql(seen_by, alias)
    return f"{within} AND {unrecused}" if within else unrecused


def reached_sql(seen_by: Any) -> str:
    """A table expression of the ledger ``d``, of which only what stands within reach is read, organ by organ."""
    below = register.below_sql(seen_by)
    if below is None:
        return f"{LEDGER} d"
    columns = ("bearer_organ", "subject_organ")
    keys = " UNION ".join(f"SELECT key FROM {LEDGER} WHERE {column} IN ({below})" for column in columns)
    return f"({keys}) k JOIN {LEDGER} d ON d.key = k.key"


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


def duty(*, seen_by: Any, key: str, as_of: date) -> dict[str, Any] | None:
    """One duty within the viewer's reach with its state, or ``None``."""
    spoken = dialect()
    found = rows(
        f"SELECT d.*, {state_sql(spoken, as_of, 'd')} AS state, {next_change_sql(spoken, as_of, 'd')} AS next_change "
        f"FROM duties_duty d WHERE d.key = %s AND {scope_sql(seen_by)}",
        [key],
    )
    return found[0] if found else None


def narrowed(asked: Asked) -> tuple[list[str], list[Any]]:
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


def listed(*, keys: Sequence[str], seen_by: Any) -> list[dict[str, Any]]:
    """The rows of some keys, as far as the viewer may see them."""
    if not keys:
        return []
    marks = ", ".join(["%s"] * len(keys))
    return rows(
        f"SELECT {staging.LISTED} FROM duties_duty d WHERE d.key IN ({marks}) AND {scope_sql(seen_by)} ORDER BY d.key",
        list(keys),
    )
