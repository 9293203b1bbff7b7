"""Coverage: what of what is owed was done, by clause, organ or post; only binding deadlines enter a rate."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tongjian.duties.queries.ledger import rows, scope_sql
from tongjian.duties.queries.relations import dialect
from tongjian.duties.state import STATES, state_sql

By = Literal["measure", "clause", "organ", "post"]
GROUPS: Mapping[By, str] = {
    "measure": "d.measure",
    "organ": "d.bearer_organ",
    "post": "d.bearer_post",
    "clause": "d.measure",
}


RATED = ("done", "done_late", "overdue")


@dataclass(frozen=True)
class Covered:
    """One measure, clause, organ or post with its duties by state; ``binding`` leaves out suggested deadlines."""

    name: str
    states: Mapping[str, int]
    binding: Mapping[str, int]

    @property
    def due(self) -> int:
        """Binding duties that were done or whose day has passed: what a rate may be made of."""
        return sum(self.binding.get(state, 0) for state in RATED)

    @property
    def on_time(self) -> float | None:
        """The share done in time of what was due and binding; ``None`` where nothing was."""
        return self.binding.get("done", 0) / self.due if self.due else None


def coverage(*, seen_by: object, as_of: date, by: By, limit: int = 500) -> list[Covered]:
    """Duties by state, grouped; in the order of names, never of rates."""
    spoken = dialect()
    group = GROUPS[by]
    found = rows(
        f"SELECT {group} AS name, d.strength AS strength, {state_sql(spoken, as_of, 'd')} AS state, COUNT(*) AS n "
        f"FROM duties_duty d WHERE {scope_sql(seen_by)} AND {group} <> '' GROUP BY 1, 2, 3"
    )
    states: dict[str, Counter[str]] = {}
    binding: dict[str, Counter[str]] = {}
    for row in found:
        name = row["name"].rpartition("/")[0] if by == "clause" else row["name"]
        states.setdefault(name, Counter())[row["state"]] += row["n"]
        binding.setdefault(name, Counter())[row["state"]] += row["n"] if row["strength"] == "binding" else 0
    return [Covered(name, _ordered(states[name]), _ordered(binding[name])) for name in sorted(states)[:limit]]


def _ordered(counted: Mapping[str, int]) -> dict[str, int]:
    return {state: counted[state] for state in STATES if counted.get(state)}
