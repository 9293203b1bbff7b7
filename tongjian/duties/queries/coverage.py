"""Coverage: what of what is owed was done, by clause, organ or post; only binding deadlines enter a rate."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db import connection

from tongjian.duties.queries.ledger import scope_sql
from tongjian.duties.queries.relations import dialect
from tongjian.duties.state import STATES, state_sql

By = Literal["measure", "clause", "organ", "post"]
GROUPS: Mapping[By, str] = {
    "measure": "d.measure",
    "organ": "d.bearer_organ",
    "post": "d.bearer_post",
    "clause": "d.measure",
}


@dataclass(frozen=True)
class Covered:
    """One measure, clause, organ or post with its duties by state."""

    name: str
    states: Mapping[str, int]

    @property
    def due(self) -> int:
        """Binding duties whose day has come: what a rate may be made of."""
        return sum(self.states.get(state, 0) for state in ("done", "done_late", "overdue"))

    @property
    def on_time(self) -> float | None:
        """The share done in time of what was due and binding; ``None`` where nothing was."""
        return self.states.get("done", 0) / self.due if self.due else None


def coverage(*, seen_by: object, as_of: date, by: By, limit: int = 500) -> list[Covered]:
    """Duties by state, grouped; in the order of names, never of rates."""
    spoken = dialect()
    group = GROUPS[by]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {group} AS name, {state_sql(spoken, as_of, 'd')} AS state, COUNT(*) FROM duties_duty d "
            f"WHERE {scope_sql(seen_by)} AND {group} <> '' GROUP BY 1, 2 ORDER BY 1"
        )
        counted: dict[str, dict[str, int]] = {}
        for name, state, count in cursor.fetchall():
            shown = name.rpartition("/")[0] if by == "clause" else name
            states = counted.setdefault(shown, {})
            states[state] = states.get(state, 0) + count
    return [
        Covered(name, {state: states[state] for state in STATES if state in states})
        for name, states in sorted(counted.items())
    ][:limit]
