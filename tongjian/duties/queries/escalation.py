"""Escalation: which rung of its measure's ladder a duty has reached, proposed to a person, never carried out.

Rungs are derived from the row and the day; only the delivery of a notice is a fact, once for each rung.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tongjian.calendar import TimeLimit
from tongjian.duties.models import Notice
from tongjian.duties.queries.calendar import calendar
from tongjian.duties.queries.ledger import Asked, duty
from tongjian.duties.queries.lists import duties
from tongjian.duties.queries.why import known_by_ledger, wording_of
from tongjian.duties.refusals import NoSuchDuty
from tongjian.rulebook.schema import IfNot

AUTOMATIC = ("remind", "urge")


@dataclass(frozen=True)
class Proposal:
    """One rung that a duty has reached: what is proposed, to whom, and who must confirm it."""

    key: str
    rung: int
    do: str
    to: str
    reached_on: date
    confirm: str | None
    delivered: bool

    @property
    def needs_a_person(self) -> bool:
        """Everything but reminding and urging."""
        return self.do not in AUTOMATIC


def proposals(*, seen_by: Any, key: str, as_of: date) -> list[Proposal]:
    """The rungs that an overdue duty has reached on a day, lowest first; none on a deadline that is only suggested."""
    row = duty(seen_by=seen_by, key=key, as_of=as_of)
    if row is None:
        raise NoSuchDuty(key=key)
    if row["state"] != "overdue":
        return []
    return _reached(row, as_of, _ladder(row, as_of))


def open_proposals(*, seen_by: Any, as_of: date, limit: int = 200) -> list[Proposal]:
    """The highest rung that each overdue duty within reach has come to and that nobody has delivered."""
    found: list[Proposal] = []
    ladders: dict[str, tuple[IfNot, ...]] = {}
    for row in duties(seen_by=seen_by, as_of=as_of, asked=Asked(state="overdue", limit=limit)):
        if row["term"] not in ladders:
            ladders[row["term"]] = _ladder(row, as_of)
        waiting = [one for one in _reached(row, as_of, ladders[row["term"]]) if not one.delivered]
        found += waiting[-1:]
    return found


def _ladder(row: Mapping[str, Any], as_of: date) -> tuple[IfNot, ...]:
    """The rungs of the duty's measure, those that a local book added among them."""
    wording = wording_of(row, known_on=known_by_ledger(as_of))
    return wording.if_not if wording else ()


def _reached(row: Mapping[str, Any], as_of: date, ladder: tuple[IfNot, ...]) -> list[Proposal]:
    delivered = set(Notice.objects.filter(key=row["key"]).values_list("rung", flat=True))
    found = []
    for number, rung in enumerate(ladder):
        reached_on = calendar().deadline(TimeLimit.parse(rung.after), row["due_final"]).due
        if reached_on < as_of:
            found.append(Proposal(row["key"], number, rung.do, rung.to, reached_on, rung.confirm, number in delivered))
    return sorted(found, key=lambda one: (one.reached_on, one.rung))
