"""The calendar as tables: days, windows, and where every time limit in use leads. Pure.

Derivation looks these up instead of reckoning, so a changed notice is a changed table and nothing else.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tongjian.calendar import FIRST_DAY, LAST_DAY, UNITS, Calendar, TimeLimit, periods

SOON_DAYS = 30
NO_LIMIT = "0 days"


@dataclass(frozen=True)
class Almanac:
    """Rows for the relations ``day``, ``period`` and ``deadline``, in the column order of ``relations``."""

    calendar: Calendar
    first: date
    last: date
    clocks: tuple[str, ...]

    def days(self) -> Iterator[tuple[date, int, int, int, int, int, date, date]]:
        """Every day the calendar knows, counted in days and in working days."""
        worked = 0
        for number in range((LAST_DAY - FIRST_DAY).days + 1):
            day = FIRST_DAY + timedelta(days=number)
            works = self.calendar.is_workday(day)
            yield (
                day,
                number,
                worked,
                worked + works,
                int(works),
                int(self.calendar.announced(day.year)),
                day - timedelta(days=SOON_DAYS),
                day + timedelta(days=1),
            )
            worked += works

    def windows(self) -> Iterator[tuple[str, str, date, date, date]]:
        """Every window of every unit in the years asked for."""
        for unit in UNITS:
            for period in periods(unit, self.first.year, self.last.year):
                yield unit, period.marker, period.first, period.last, period.last + timedelta(days=1)

    def deadlines(self) -> Iterator[tuple[str, date, date]]:
        """For every clock and every day it may be counted from: the day it leads to."""
        for clock in self.clocks:
            limit, rolls = parse_clock(clock)
            for number in range((self.last - self.first).days + 1):
                day = self.first + timedelta(days=number)
                yield clock, day, self.calendar.deadline(limit, day, rolls=rolls).due


def clock_of(limit: str, *, rolls: bool = False) -> str:
    """The code under which a time limit is looked up.

    >>> clock_of("10 workdays"), clock_of("1 months", rolls=True)
    ('10 workdays', '1 months rolls')
    """
    return f"{limit} rolls" if rolls else limit


def parse_clock(clock: str) -> tuple[TimeLimit, bool]:
    """The time limit behind a code, and whether its last day rolls over days off."""
    limit = clock.removesuffix(" rolls")
    return TimeLimit.parse(limit), limit != clock


def almanac(calendar: Calendar, clocks: Iterable[str], *, since: date, until: date) -> Almanac:
    """The almanac for the clocks in use; counting may start in any year from ``since`` to the year after ``until``."""
    first = max(FIRST_DAY, date(since.year, 1, 1))
    last = min(date(until.year + 1, 12, 31), LAST_DAY)
    return Almanac(calendar, first, last, tuple(sorted({NO_LIMIT, *clocks})))
