"""Everything an explanation needs about one duty, gathered beforehand."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tongjian.calendar import Calendar
from tongjian.duties.explanation.line import Passage
from tongjian.rulebook import EncodedMeasure

Facts = Mapping[str, Sequence[Mapping[str, Any]]]
OPEN = date(9999, 12, 31)


@dataclass(frozen=True)
class Named:
    """How the people of the register are called: organ and post titles by id, holder by post and day."""

    organ: Callable[[str], str]
    post: Callable[[str], str]
    holder: Callable[[str, date], str]


@dataclass(frozen=True)
class Case:
    """A duty with its facts and words; ``local`` is where a local book gives its limit, if one does."""

    row: Mapping[str, Any]
    facts: Facts
    encoded: EncodedMeasure
    passage: Passage
    local: Passage | None
    calendar: Calendar
    named: Named
    as_of: date

    @property
    def term(self) -> Mapping[str, Any]:
        return next(term for term in self.facts["term"] if term["term"] == self.row["term"])

    @property
    def subject(self) -> str:
        """What the duty is about, by its name."""
        if self.term["subject_kind"] == "post":
            return self.named.post(self.row["subject"])
        return self.named.organ(self.row["subject_organ"])
