"""Counting duties: by the tallies kept with the ledger as far as they hold, else by the rows themselves."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from tongjian.duties.models import Generation, Tally
from tongjian.duties.queries.ledger import (
    LEDGER,
    Asked,
    narrowed,
    reached_sql,
    rows,
    scope_sql,
    within_sql,
)
from tongjian.duties.queries.recused import EVERYTHING, closed_sql, open_sql
from tongjian.duties.queries.relations import dialect
from tongjian.duties.state import STATES, state_sql
from tongjian.duties.tally import stretches
from tongjian.register import queries as register


@dataclass(frozen=True)
class Kept:
    """The last derivation for a viewer: number and day, whether his reach is large, whether the tree still holds."""

    number: int = 0
    as_of: date | None = None
    large: bool = False
    same_tree: bool = False

    def holds_on(self, day: date) -> bool:
        """Whether the tallies of a large reach may be believed on a day."""
        return self.large and self.same_tree and self.as_of == day


def kept_for(seen_by: Any) -> Kept:
    """Whether a viewer's reach is large, and how far its tallies may be believed."""
    large = f"EXISTS (SELECT 1 FROM {Tally._meta.db_table} t WHERE t.reach = %s)"
    found = rows(
        f"SELECT g.number, g.as_of AS opens, {large} AS large, g.tree = {register.tree_version_sql()} AS same_tree "
        f"FROM {Generation._meta.db_table} g ORDER BY g.number DESC LIMIT 1",
        [reach(seen_by)],
    )
    return Kept(*found[0].values()) if found else Kept()


def tree_version() -> str:
    """The version of the tree as it is now; a generation keeps the one it was derived from."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {register.tree_version_sql()}")
        return str(cursor.fetchone()[0])


def reach(seen_by: Any) -> str:
    """The reach of a viewer as the tallies name it; empty for everything."""
    return register.reach_of(seen_by) or ""


def by_state(
    *, seen_by: Any, as_of: date, asked: Asked = Asked(), kept: Kept | None = None
) -> dict[str, int]:
    """How many of the duties asked for are in which state on a day, in the order of the states.

    Args:
        kept: what ``kept_for`` says of the viewer, where it was asked before.
    """
    counted = _counted(seen_by, as_of, asked, "state", kept)
    return {state: counted[state] for state in STATES if counted[state]}


def by_measure(*, seen_by: Any, as_of: date, clause: str) -> dict[str, int]:
    """How many duties of a clause (book/clause) each measure has in the ledger, within reach."""
    counted = _counted(seen_by, as_of, Asked(clause=clause), "measure", None)
    return {measure: counted[measure] for measure in sorted(counted) if counted[measure]}


def _counted(seen_by: Any, as_of: date, asked: Asked, column: str, kept: Kept | None) -> Counter[str]:
    """Duties asked for by state or by measure."""
    what = state_sql(dialect(), as_of, "d") if column == "state" else f"d.{column}"
    conditions, given = narrowed(asked)

    def count(source: str, *more: str) -> Counter[str]:
        bounds = " AND ".join(["1 = 1", *conditions, *more])
        found = rows(f"SELECT {what} AS name, COUNT(*) AS n FROM {source} WHERE {bounds} GROUP BY 1", given)
        return Counter({row["name"]: row["n"] for row in found})

    if asked.one_place:
        return count(f"{LEDGER} d", scope_sql(seen_by))
    kept = kept or kept_for(seen_by)
    tallied = _tallied(seen_by, as_of, asked) if kept.holds_on(as_of) else None
    if tallied is None:
        return count(reached_sql(seen_by), open_sql(seen_by))
    counted: Counter[str] = Counter()
    for name, total in tallied.values_list(column, "total"):
        counted[name] += total
    if closed := closed_sql(seen_by):
        counted.subtract(count(f"{LEDGER} d", closed, within_sql(seen_by) or EVERYTHING))
    return counted


def _tallied(seen_by: Any, as_of: date, asked: Asked) -> "QuerySet[Tally] | None":
    """The tallies of what is asked for; ``None`` where the due days asked about are finer than they are."""
    found = Tally.objects.filter(reach=reach(seen_by))
    if asked.measure is not None:
        found = found.filter(measure=asked.measure)
    if asked.clause is not None:
        found = found.filter(measure__gte=f"{asked.clause}/", measure__lt=f"{asked.clause}0")
    if asked.due_from is None and asked.due_until is None:
        return found
    between = stretches(as_of, asked.due_from, asked.due_until)
    return None if between is None else found.filter(stretch__in=between)
