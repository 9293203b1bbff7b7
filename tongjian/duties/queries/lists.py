"""Pages of the ledger in the order of due days, without reading what is not on the page.

A small reach is read through its organs. In a large one every branch of the question, a measure or a standing, walks
its own index in the order of the page and stops when the page is full.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tongjian.duties.models import Tally
from tongjian.duties.queries.counts import Kept, kept_for, reach
from tongjian.duties.queries.ledger import LEDGER, PAGE, Asked, narrowed, reached_sql, rows, scope_sql
from tongjian.duties.queries.recused import open_sql
from tongjian.duties.queries.relations import deriving_measures, dialect
from tongjian.duties.standing import ANYWHERE, Place, places_of, places_to_come
from tongjian.duties.state import LIVE, next_change_sql, state_sql
from tongjian.register import queries as register

# As the indexes have it: what has no due day (a measure that awaits its parameter) comes last, on every database.
DUE = "COALESCE(d.due_final, '9999-12-31')"
BOUNDS = (
    (DUE, ">=", "due_from"),
    (DUE, "<=", "due_until"),
    ("d.opens", "<=", "opened_by"),
    ("d.opens", ">", "opens_after"),
    ("d.ends_on", "<=", "ended_by"),
    ("d.ends_on", ">", "ends_after"),
)


def duties(
    *, seen_by: Any, as_of: date, asked: Asked = Asked(), kept: Kept | None = None
) -> list[dict[str, Any]]:
    """A page of the ledger within the viewer's reach, by due day and key, each row with its state.

    Args:
        kept: what ``kept_for`` says of the viewer, where it was asked before.
    """
    places = (ANYWHERE,) if asked.state is None else places_of(asked.state, as_of)
    return _page(seen_by, as_of, asked, () if asked.state is None else (asked.state,), places, kept)


def due_between(
    *, seen_by: Any, as_of: date, days: int, limit: int = PAGE, kept: Kept | None = None
) -> list[dict[str, Any]]:
    """What still has to be done and falls due within so many days after ``as_of``; ``kept`` as in ``duties``."""
    first, last = as_of + timedelta(days=1), as_of + timedelta(days=days)
    asked = Asked(due_from=first, due_until=last, limit=limit)
    return _page(seen_by, as_of, asked, LIVE, places_to_come(as_of), kept)


def _page(
    seen_by: Any, as_of: date, asked: Asked, states: Sequence[str], places: Sequence[Place], kept: Kept | None
) -> list[dict[str, Any]]:
    spoken = dialect()
    state = state_sql(spoken, as_of, "d")
    wanted = [f"({state}) IN ({', '.join(repr(one) for one in states)})"] if states else []
    conditions, given = narrowed(asked)
    if asked.after is not None:
        day, key = asked.after
        conditions.append(f"{DUE} >= {spoken.date(day)} AND ({DUE} > {spoken.date(day)} OR d.key > %s)")
        given.append(key)
    kept = Kept() if asked.one_place else kept or kept_for(seen_by)
    if kept.large:
        # Where the ledger may know of days after the one asked about, nothing stands where it stood then.
        today = getattr(seen_by, "on", None) == as_of and kept.as_of is not None and kept.as_of <= as_of
        measures = _measures(seen_by, as_of, asked, kept)
        within, scope = walking_sql(seen_by)
        walk = _Walk(scope, asked, measures, conditions, given, wanted)
        found, given = walk.over(places if today else (ANYWHERE,))
        found = found and within + found
    elif asked.one_place:
        found = _first(f"{LEDGER} d", [*conditions, *wanted, scope_sql(seen_by)], asked.limit)
    else:
        found = _first(reached_sql(seen_by), [*conditions, *wanted, open_sql(seen_by)], asked.limit)
    if not found:
        return []
    return rows(
        f"SELECT d.*, {state} AS state, {next_change_sql(spoken, as_of, 'd')} AS next_change "
        f"FROM ({found}) f JOIN {LEDGER} d ON d.key = f.key ORDER BY {DUE}, d.key LIMIT {int(asked.limit)}",
        given,
    )


def _first(source: str, conditions: Sequence[str], limit: int) -> str:
    """The SELECT of the keys of the first rows of a source."""
    return f"SELECT d.key FROM {source} WHERE {' AND '.join(conditions)} ORDER BY {DUE}, d.key LIMIT {int(limit)}"


def walking_sql(seen_by: Any) -> tuple[str, list[str]]:
    """The scope of a viewer for a walk along an index: the organs within reach, named once, and the conditions."""
    below, unrecused = register.below_sql(seen_by), open_sql(seen_by)
    if below is None:
        return "", [unrecused]
    # A column that is part of an expression calls for no index of its own: the order of the walk is kept.
    inside = [f"d.{column} || '' IN (SELECT organ FROM within)" for column in ("bearer_organ", "subject_organ")]
    return f"WITH within(organ) AS ({below}) ", [f"({' OR '.join(inside)})", unrecused]


@dataclass(frozen=True)
class _Walk:
    """A question to a large reach: what is asked of every row, and what only where a place does not tell the state."""

    scope: Sequence[str]
    asked: Asked
    measures: Sequence[str | None]
    conditions: Sequence[str]
    given: Sequence[Any]
    wanted: Sequence[str]

    def over(self, places: Sequence[Place]) -> tuple[str, list[Any]]:
        """The SELECT of the keys of a page, and its values: one branch for each place, or for each of its measures."""
        bounded = (place.between(self.asked.due_from, self.asked.due_until) for place in places)
        branches: list[str] = []
        values: list[Any] = []
        for place in (place for place in bounded if place is not None):
            for measure in [None] if place.few else self.measures:
                branches.append(self._branch(place, measure))
                values += [*([] if measure is None else [measure]), *self.given]
        return " UNION ALL ".join(branches), values

    def _branch(self, place: Place, measure: str | None) -> str:
        bounds = [] if measure is None else ["d.measure = %s"]
        bounds += [*place_sql(place), *self.conditions, *([] if place.exact else self.wanted)]
        return f"SELECT key FROM ({_first(f'{LEDGER} d', [*bounds, *self.scope], self.asked.limit)}) b"


def _measures(seen_by: Any, as_of: date, asked: Asked, kept: Kept) -> Sequence[str | None]:
    """Of the clause asked about, the measures that may have duties within the reach; none in particular without one."""
    if asked.clause is None:
        return [asked.measure]
    if not kept.holds_on(as_of):
        return [measure for measure in deriving_measures() if measure.startswith(f"{asked.clause}/")]
    found = Tally.objects.filter(
        reach=reach(seen_by), measure__gte=f"{asked.clause}/", measure__lt=f"{asked.clause}0", total__gt=0
    )
    if asked.state is not None:
        found = found.filter(state=asked.state)
    return sorted(found.values_list("measure", flat=True).distinct())


def place_sql(place: Place) -> list[str]:
    """The conditions that a row stands in a place, in the words of the indexes."""
    spoken = dialect()
    days = ((column, sign, getattr(place, bound)) for column, sign, bound in BOUNDS)
    bounds = [f"d.standing = '{place.standing}'"] if place.standing else []
    return bounds + [f"{column} {sign} {spoken.date(day)}" for column, sign, day in days if day is not None]
