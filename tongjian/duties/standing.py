"""What a row says of its state before anybody names a day, and where in the order of due days a state is found. Pure.

The standing of a row is a column that the database computes from the row's other columns (``models.Duty``): it holds
on every day, and no clock has to flip it. With the due day it leads to the rows of one state without reading the rest.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from tongjian.duties.almanac import SOON_DAYS

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Place:
    """A stretch of the ledger: one standing, and days between which to look (all included); ``None`` is no bound.

    ``exact``: every row of the stretch is in the state; of the others the state must still be asked.
    ``few``: so few rows pass the bounds that they need no index of their own for each measure.
    """

    standing: str = ""
    due_from: date | None = None
    due_until: date | None = None
    opened_by: date | None = None
    opens_after: date | None = None
    ended_by: date | None = None
    ends_after: date | None = None
    exact: bool = False
    few: bool = False

    def between(self, first: date | None, last: date | None) -> "Place | None":
        """What of the stretch lies between two due days; ``None`` where nothing does."""
        due_from = max((day for day in (self.due_from, first) if day), default=None)
        due_until = min((day for day in (self.due_until, last) if day), default=None)
        empty = due_from and due_until and due_from > due_until
        return None if empty else replace(self, due_from=due_from, due_until=due_until)


ANYWHERE = Place()


def places_of(state: str, as_of: date) -> tuple[Place, ...]:
    """Where the rows in a state on a day stand, none in two places, if the ledger knows of nothing after that day."""
    unopened = Place("missing", opens_after=as_of, few=True)
    moved = Place("suspended", few=True)
    match state:
        case "inactive" | "not_owed":
            return (Place(state, exact=True),)
        case "unknown":
            return (Place("missing", opened_by=as_of, exact=True),)
        case "suspended":
            return moved, unopened
        case "done" | "done_late":
            return Place(state, exact=True), Place("ending_done", few=True), moved, unopened
        case "superseded" | "waived" | "lapsed":
            return Place("ending", ended_by=as_of), Place("ending_done", few=True), moved, unopened
    ending = Place("ending", ends_after=as_of, few=True)
    return *_living(state, as_of), ending, moved, unopened


def _living(state: str, as_of: date) -> tuple[Place, ...]:
    """Where rows stand that nothing ended, suspended or left in the dark."""
    soon = as_of + timedelta(days=SOON_DAYS)
    if state == "overdue":
        return (Place("binding", due_until=as_of - DAY, exact=True),)
    if state == "past_suggested":
        return (Place("suggested", due_until=as_of - DAY, exact=True),)
    bounds = {
        "due_soon": Place(due_from=as_of, due_until=soon, opened_by=as_of),
        "open": Place(due_from=soon + DAY, opened_by=as_of),
        "not_open": Place(due_from=as_of, opens_after=as_of),
    }[state]
    return tuple(replace(bounds, standing=strength, exact=True) for strength in ("binding", "suggested"))


def places_to_come(as_of: date) -> tuple[Place, ...]:
    """Where everything stands that may still have to be done and falls due on or after a day."""
    living = tuple(Place(strength, due_from=as_of) for strength in ("binding", "suggested"))
    return *living, Place("missing"), Place("suspended"), Place("ending", ends_after=as_of, few=True)
