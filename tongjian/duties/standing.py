"""What a row says of its state before anybody names a day, and where in the order of due days a state is found. Pure.

The standing of a row is a column that the database computes from the row's other columns (``models.Duty``): it holds
on every day, and no clock has to flip it. With the due day it leads to the rows of one state without reading the rest.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from tongjian.duties.almanac import SOON_DAYS
from tongjian.duties.state import OPEN

# Suspended, waived, superseded, ended with a tenure, or a fact is missing: the days of the row decide.
DATED = "dated"
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Place:
    """A stretch of the ledger: one standing and the due days (both included) between which to look."""

    standing: str
    due_from: date | None = None
    due_until: date | None = None

    def joined(self, other: "Place") -> "Place":
        """The stretch of the same standing from the first to the last day of both."""
        froms, untils = (self.due_from, other.due_from), (self.due_until, other.due_until)
        return Place(
            self.standing,
            min(day for day in froms if day) if all(froms) else None,
            max(day for day in untils if day) if all(untils) else None,
        )

    def between(self, first: date | None, last: date | None) -> "Place | None":
        """What of the stretch lies between two due days; ``None`` where nothing does."""
        due_from = max((day for day in (self.due_from, first) if day), default=None)
        due_until = min((day for day in (self.due_until, last) if day), default=None)
        return None if due_from and due_until and due_from > due_until else Place(self.standing, due_from, due_until)


ANYWHERE = Place("")


def places_of(state: str, as_of: date) -> tuple[Place, ...]:
    """Where every row in a state on a day stands, if nothing in the ledger happened after that day.

    Other states stand there too: whoever looks still asks for the state.
    """
    soon = as_of + timedelta(days=SOON_DAYS)
    dated = Place(DATED)
    match state:
        case "inactive" | "not_owed":
            return (Place(state),)
        case "done" | "done_late":
            return Place(state), dated
        case "overdue":
            return Place("binding", None, as_of - DAY), dated
        case "past_suggested":
            return Place("suggested", None, as_of - DAY), dated
        case "due_soon":
            return Place("binding", as_of, soon), Place("suggested", as_of, soon), dated
        case "open":
            return Place("binding", soon + DAY, OPEN), Place("suggested", soon + DAY, OPEN), dated
        case "not_open":
            return Place("binding", as_of, OPEN), Place("suggested", as_of, OPEN), dated
    return (dated,)
