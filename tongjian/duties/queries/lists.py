"""Pages of the ledger in the order of due days, without reading what is not on the page.

A small reach is read through its organs. In a large one every branch of the question, a measure or a standing, walks
its own index in the order of the page and stops when the page is full.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import product
from typing import Any

from tongjian.duties.models import Tally
from tongjian.duties.queries.counts import Kept, kept_for, reach
from tongjian.duties.queries.ledger import (
    LEDGER,
    PAGE,
    Asked,
    closed_sql,
    narrowed,
    rows,
    scope_sql,
    through_organs,
)
from tongjian.duties.queries.relations import dialect
from tongjian.duties.standing import ANYWHERE, Place, places_of
from tongjian.duties.state import LIVE, next_change_sql, state_sql

# As the indexes have it: what has no due day (a measure that awaits its parameter) comes last, on every database.
DUE = "COALESCE(d.due_final, '9999-12-31')"


def duties(
    *, seen_by: Any, as_of: date, asked: Asked = Asked(), kept: Kept | None = None
) -> list[dict[str, Any]]:
    """A page of the ledger within the viewer's reach, by due day and key, each row with its state.

    Args:
        kept: what ``kept_for`` says of the viewer, where it was asked before.
    """
    return _page(seen_by, as_of, asked, () if asked.state is None else (asked.state,), kept)


def due_between(
    *, seen_by: Any, as_of: date, days: int, limit: int = PAGE, kept: Kept | None = None
) -> list[dict[str, Any]]:
    """What still has to be done and falls due within so many days after ``as_of``; ``kept`` as in ``duties``."""
    first, last = as_of + timedelta(days=1), as_of + timedelta(days=days)
    return _page(seen_by, as_of, Asked(due_from=first, due_until=last, limit=limit), LIVE, kept)


def _page(
    seen_by: Any, as_of: date, asked: Asked, states: Sequence[str], kept: Kept | None
) -> list[dict[str, Any]]:
    spoken = dialect()
    state = state_sql(spoken, as_of, "d")
    conditions, given = narrowed(asked)
    if states:
        conditions.append(f"({state}) IN ({', '.join(['%s'] * len(states))})")
        given += states
    if asked.after is not None:
        day, key = asked.after
        conditions.append(f"{DUE} >= {spoken.date(day)} AND ({DUE} > {spoken.date(day)} OR d.key > %s)")
        given.append(key)
    kept = Kept() if asked.one_place else kept or kept_for(seen_by)
    if kept.large:
        found, given = _walked(seen_by, as_of, asked, states, kept, conditions, given)
    elif asked.one_place:
        found = _first(f"{LEDGER} d", [*conditions, scope_sql(seen_by)], asked.limit)
    else:
        closed = closed_sql(seen_by)
        found = _first(through_organs(seen_by), [*conditions, f"NOT {closed}" if closed else "1 = 1"], asked.limit)
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


def _walked(
    seen_by: Any,
    as_of: date,
    asked: Asked,
    states: Sequence[str],
    kept: Kept,
    conditions: Sequence[str],
    given: Sequence[Any],
) -> tuple[str, list[Any]]:
    """The SELECT of the keys of a page in a large reach, and its values: one branch for each measure and standing."""
    places = _places(seen_by, as_of, asked, states, kept)
    scope = scope_sql(seen_by, walking=True)
    branches: list[str] = []
    values: list[Any] = []
    for measure, place in product(_measures(seen_by, asked), places):
        bounds = [*place_sql(place), *conditions, scope]
        if measure is not None:
            bounds, values = ["d.measure = %s", *bounds], [*values, measure]
        branches.append(f"SELECT key FROM ({_first(f'{LEDGER} d', bounds, asked.limit)}) b")
        values += given
    return " UNION ALL ".join(branches), values


def _measures(seen_by: Any, asked: Asked) -> Sequence[str | None]:
    """Of the clause asked about, the measures that have duties within a large reach."""
    if asked.clause is None:
        return [asked.measure]
    found = Tally.objects.filter(reach=reach(seen_by), measure__gte=f"{asked.clause}/", measure__lt=f"{asked.clause}0")
    return sorted(found.values_list("measure", flat=True).distinct())


def _places(seen_by: Any, as_of: date, asked: Asked, states: Sequence[str], kept: Kept) -> Sequence[Place]:
    """Where the states asked for stand, no row in two places; anywhere, where the ledger may know of later days."""
    today = getattr(seen_by, "on", None) == as_of and kept.as_of is not None and kept.as_of <= as_of
    if not today or not states:
        found = {"": ANYWHERE}
    else:
        found = {}
        for place in (place for state in states for place in places_of(state, as_of)):
            found[place.standing] = place.joined(found.get(place.standing, place))
    bounded = (place.between(asked.due_from, asked.due_until) for place in found.values())
    return [place for place in bounded if place is not None]


def place_sql(place: Place) -> list[str]:
    """The conditions that a row stands in a place, in the words of the indexes."""
    spoken = dialect()
    bounds = [f"d.standing = '{place.standing}'"] if place.standing else []
    bounds += [f"{DUE} >= {spoken.date(place.due_from)}"] if place.due_from else []
    bounds += [f"{DUE} <= {spoken.date(place.due_until)}"] if place.due_until else []
    return bounds
