"""The oracle's own calendar: loops over days, and nothing clever."""
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

OPEN = date(9999, 12, 31)
DAY = timedelta(days=1)
MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


@dataclass(frozen=True)
class Calendar:
    """Days off, weekend days that are worked, and the last day that is announced."""

    offdays: frozenset[date]
    makeup: frozenset[date]
    announced_until: date

    def works(self, day: date) -> bool:
        return day in self.makeup or (day.weekday() < 5 and day not in self.offdays)

    def workdays_after(self, day: date, count: int) -> date:
        while count:
            day += DAY
            count -= self.works(day)
        return day

    def after(self, day: date, clock: str, rolls: int = 0) -> date:
        """The last day of a time limit; ``day`` itself is not counted."""
        number, unit = clock.split()
        if unit == "workdays":
            day = self.workdays_after(day, int(number))
        elif unit == "days":
            day += DAY * int(number)
        else:
            day = months_after(day, int(number) * (12 if unit == "years" else 1))
        while rolls and not self.works(day):
            day += DAY
        return day

    def moved(self, day: date, begin: date, end: date, clock: str) -> date:
        """The day, later by the length of a suspension; in working days where the clock counts those."""
        if "workdays" not in clock:
            return day + (end - begin)
        suspended = (begin + DAY * number for number in range((end - begin).days))
        return self.workdays_after(day, sum(self.works(one) for one in suspended))


def months_after(day: date, count: int) -> date:
    """The corresponding day, or the last of a month that has none."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + DAY * (day.day - 1), following - DAY)


def windows(every: str, year: int) -> Iterator[tuple[str, date, date]]:
    """The periods of a year: name, first day, last day."""
    for number in range(1, 12 // MONTHS[every] + 1):
        first = date(year, 1 + (number - 1) * MONTHS[every], 1)
        name = {"year": "", "half_year": "H{}", "quarter": "Q{}", "month": "-{:02}"}[every].format(number)
        yield f"{year}{name}", first, months_after(first, MONTHS[every]) - DAY


def touching(spans: Iterable[tuple[Any, date, date]]) -> list[tuple[Any, date, date]]:
    """Spans of one subject that touch are one."""
    found: list[tuple[Any, date, date]] = []
    for one, begin, end in sorted(spans, key=lambda span: (span[0].id, span[1], span[2])):
        if found and found[-1][0].id == one.id and begin <= found[-1][2]:
            one, begin, before = found.pop()
            end = max(before, end)
        found.append((one, begin, end))
    return found
