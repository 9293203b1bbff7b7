"""Continuous duties of the demo: when each was kept up, and where a chain broke. Pure.

An organ has its own rhythm, and most of its members follow it; some missed a turn, some chains ended years ago.
"""

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from tongjian.calendar import Calendar
from tongjian.duties.almanac import parse_clock
from tongjian.duties.compile import TermRow
from tongjian.site.demo.exhibits import SLOW, UNVERIFIED, Paper, Row
from tongjian.site.demo.people import TODAY

REGULAR, NOW_AND_THEN_LATE = 0.68, 0.22
MISSES_A_TURN, STOPS = 0.02, 0.03


@dataclass(frozen=True)
class _Chain:
    """One chain: from its first point to the day before which it may be kept up."""

    row: Row
    stop: date


class Rhythm:
    """Draws the days on which chains were kept up."""

    def __init__(
        self,
        terms: Iterable[TermRow],
        calendar: Calendar,
        held: Mapping[str, list[tuple[date, date]]],
        ends: Mapping[str, date],
        chance: random.Random,
    ) -> None:
        self.terms = {term.term: term for term in terms}
        self.calendar, self.held, self.ends, self.chance = calendar, held, ends, chance
        self._due: dict[tuple[str, date], date] = {}

    def keep_up(self, rows: Iterable[Row]) -> Iterator[Paper]:
        """The exhibits of the continuous duties of a ledger in which no chain has gone on yet."""
        chains = sorted(
            (row for row in rows if row["generator"] == "continuous" and not row["missing"] and row["opens"] <= TODAY),
            key=lambda row: (row["measure"], row["subject_organ"], row["opens"], row["key"]),
        )
        for _, group in groupby(chains, key=lambda row: (row["measure"], row["subject_organ"])):
            yield from self._of_an_organ([_Chain(row, self._stop(row)) for row in group])

    def _of_an_organ(self, chains: list[_Chain]) -> Iterator[Paper]:
        first = chains[0].row
        term = self.terms[first["term"]]
        kinds = term.kinds.strip("|").split("|")
        last = {id(chain): chain.row["opens"] for chain in chains}
        follows = {id(chain): self._follows(chain) for chain in chains}
        for day in self._days(first["opens"], term.clock):
            settles = []
            verified = bool(term.verify) and self.chance.random() > UNVERIFIED
            for chain in chains:
                point = last[id(chain)]
                if point < day < min(chain.stop, follows[id(chain)]) and self.chance.random() > MISSES_A_TURN:
                    settles.append((chain.row["measure"], chain.row["subject"], point.isoformat(), verified))
                    last[id(chain)] = day
            if settles:
                yield Paper(
                    first["bearer_organ"],
                    first["measure"],
                    self.chance.choice(kinds),
                    day,
                    "",
                    tuple(settles),
                    self.chance.random() < SLOW,
                )

    def _days(self, start: date, clock: str) -> Iterator[date]:
        """The rhythm of one organ from a day on."""
        draw = self.chance.random()
        until = TODAY if draw < REGULAR + NOW_AND_THEN_LATE else start + timedelta(days=self.chance.randint(90, 900))
        late = 0.4 if REGULAR <= draw < REGULAR + NOW_AND_THEN_LATE else 0.01
        day = start
        while True:
            due = self._due_of(clock, day)
            gap = (due - day).days
            share = self.chance.uniform(1.05, 1.5) if self.chance.random() < late else self.chance.uniform(0.6, 0.96)
            day += timedelta(days=max(1, int(gap * share)))
            day -= timedelta(days=max(0, day.weekday() - 4)) if gap > 3 else timedelta()
            if day > min(until, TODAY):
                return
            yield day

    def _due_of(self, clock: str, day: date) -> date:
        if (clock, day) not in self._due:
            limit, rolls = parse_clock(clock)
            self._due[clock, day] = self.calendar.deadline(limit, day, rolls=rolls).due
        return self._due[clock, day]

    def _follows(self, chain: _Chain) -> date:
        """Until when the subject takes part: mostly to the end."""
        if self.chance.random() > STOPS:
            return chain.stop
        begun: date = chain.row["opens"]
        return begun + timedelta(days=self.chance.randint(60, 800))

    def _stop(self, row: Row) -> date:
        latest: date = self.ends.get(row["subject_organ"], date.max)
        for first, until in self.held.get(row["subject"], ()):
            if first <= row["opens"] < until:
                return min(until, latest)
        return latest


def held_spans(
    spans: Iterable[tuple[str, str, date, date | None]], posts: Mapping[str, Any]
) -> dict[str, list[tuple[date, date]]]:
    """The spans in which each post was held, by its identifier."""
    found: dict[str, list[tuple[date, date]]] = {}
    for seat, _, first, until in spans:
        found.setdefault(posts[seat], []).append((first, until or date.max))
    return found
