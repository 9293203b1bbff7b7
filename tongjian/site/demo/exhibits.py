"""Which duties were done when, and by which exhibits: planned over a ledger in which nothing is done yet. Pure.

About 82 of a hundred in time, 10 late, the rest missing. One exhibit settles what one act did: the minutes of a
meeting all members of the body, an appointment talk the year's oversight talk where the book allows it.
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from tongjian.duties.compile import TermRow
from tongjian.site.demo.people import TODAY

IN_TIME, LATE = 0.82, 0.10
ABSENT, PARTIAL, UNVERIFIED, SLOW = 0.015, 0.01, 0.03, 0.06
# Kinds that show a meeting rather than one person.
MEETINGS = ("minutes", "attendance", "agenda", "vote_record", "survey", "form")

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Paper:
    """An exhibit to file: whose, what it shows, and which duties it stands for (row or marker, verified?)."""

    owner: str
    measure: str
    kind: str
    happened_on: date
    marker: str
    settles: tuple[tuple[str, str, str, bool], ...]
    slow: bool


@dataclass
class Plan:
    """What is filed, and the keys of periodic and event duties nobody settles in time."""

    papers: list[Paper] = field(default_factory=list)
    missing: list[Row] = field(default_factory=list)
    late: list[Row] = field(default_factory=list)


class Planner:
    """Draws the fate of every duty of a ledger."""

    def __init__(self, terms: Iterable[TermRow], chance: random.Random) -> None:
        self.terms = {term.term: term for term in terms}
        self.chance = chance
        self.plan = Plan()
        self._allows: dict[str, str] = defaultdict(str)
        for term in self.terms.values():
            self._allows[term.measure] += term.substitutes
        # Subject → what was shown about it, for measures that one exhibit may settle too.
        self._shown: dict[str, list[tuple[date, str, int]]] = defaultdict(list)

    def settle(self, rows: Iterable[Row]) -> Plan:
        """Plan the exhibits of periodic and event duties; chains are planned elsewhere."""
        wanted = [
            row
            for row in rows
            if row["generator"] in ("periodic", "event")
            and not row["reason"]
            and not row["missing"]
            and row["opens"] <= TODAY
        ]
        # Measures whose exhibit settles others come first.
        wanted.sort(key=lambda row: (not self.terms[row["term"]].substitutes, *_together(self._term(row), row)))
        for _, group in groupby(wanted, key=lambda row: _together(self._term(row), row)):
            self._one_act(list(group))
        return self.plan

    def _term(self, row: Row) -> TermRow:
        return self.terms[row["term"]]

    def _one_act(self, rows: Sequence[Row]) -> None:
        rows = [row for row in rows if not self._settled_already(row)]
        if not rows:
            return
        day = self._day(rows[0])
        if day is None:
            self.plan.missing += rows
            return
        if day > TODAY:
            return
        there = [row for row in rows if len(rows) == 1 or self.chance.random() > ABSENT]
        self.plan.missing += [row for row in rows if row not in there] if len(there) < len(rows) else []
        there = [row for row in there if _stands(row, day)]
        if there:
            self.plan.late += [row for row in there if row["due"] < day]
            self._file(there, day)

    def _file(self, rows: Sequence[Row], day: date) -> None:
        first, term = rows[0], self._term(rows[0])
        kinds = term.kinds.strip("|").split("|")
        if len(kinds) > 1 and self.chance.random() < PARTIAL:
            kinds.pop()
        verified = bool(term.verify) and self.chance.random() > UNVERIFIED
        slow = self.chance.random() < SLOW
        settles = tuple((row["measure"], row["subject"], row["marker"], verified) for row in rows)
        for kind in kinds:
            if term.substitutes and len(rows) == 1:
                self._shown[first["subject"]].append((day, kind, len(self.plan.papers)))
            self.plan.papers.append(
                Paper(first["bearer_organ"], first["measure"], kind, day, first["marker"], settles, slow)
            )

    def _settled_already(self, row: Row) -> bool:
        """Whether an exhibit filed for another measure may stand for this duty, and is put forward for it."""
        term = self._term(row)
        for day, kind, number in self._shown.get(row["subject"], ()):
            paper = self.plan.papers[number]
            if (
                f"|{row['measure']}|" in self._allows[paper.measure]
                and term.kinds == f"|{kind}|"
                and row["opens"] <= day <= row["due"]
                and _stands(row, day)
                and self.chance.random() < 0.8
            ):
                more = (row["measure"], row["subject"], row["marker"], bool(term.verify))
                self.plan.papers[number] = Paper(
                    paper.owner,
                    paper.measure,
                    paper.kind,
                    paper.happened_on,
                    paper.marker,
                    (*paper.settles, more),
                    paper.slow,
                )
                return True
        return False

    def _day(self, row: Row) -> date | None:
        """The day on which it was done; nothing if it never was."""
        draw = self.chance.random()
        opens: date = row["opens"]
        due: date = row["due"]
        length = (due - opens).days
        if draw < IN_TIME:
            start = length * 2 // 5 if row["generator"] == "periodic" else 0
            day = opens + timedelta(days=self.chance.randint(min(start, length), length))
            back = max(0, day.weekday() - 4)
            return day - timedelta(days=back) if (day - opens).days >= back else day
        if draw < IN_TIME + LATE:
            return due + timedelta(days=1 + min(90, int(self.chance.expovariate(1 / 18))))
        return None


def _together(term: TermRow, row: Row) -> tuple[str, str, str, str]:
    """What one act settles at once: the members of a body where a meeting is shown; otherwise each duty alone."""
    kinds = term.kinds.strip("|").split("|")
    if term.subject_kind == "post" and term.generator == "periodic" and any(kind in MEETINGS for kind in kinds):
        return row["measure"], row["subject_organ"], row["marker"], row["bearer_organ"]
    return row["measure"], row["subject_organ"], row["marker"], row["key"]


def _stands(row: Row, day: date) -> bool:
    """Whether the duty is still there on a day: it opened, and neither lapsed nor was superseded."""
    return row["opens"] <= day and all(row[end] is None or day < row[end] for end in ("lapses_on", "superseded_on"))
