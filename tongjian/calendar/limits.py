"""Time limits as books write them, and which of two is the stricter."""
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, get_args

from tongjian.calendar.periods import month_end

LimitUnit = Literal["days", "workdays", "months", "years"]
_WRITTEN = re.compile(r"(0|[1-9]\d{0,3}) (days|workdays|months|years)")
_FORM = "write '30 days', '10 workdays', '3 months' or '1 years'"
_ZH = {"days": "日", "workdays": "个工作日", "months": "个月", "years": "年"}
_EN = {"days": "day", "workdays": "working day", "months": "month", "years": "year"}


@dataclass(frozen=True)
class TimeLimit:
    """So many days, working days, months or years after a day that is not itself counted."""

    count: int
    unit: LimitUnit

    def __post_init__(self) -> None:
        if self.unit not in get_args(LimitUnit) or not 0 <= self.count <= 9999:
            raise ValueError(f"'{self.count} {self.unit}' is no time limit; {_FORM}")

    @classmethod
    def parse(cls, written: str) -> "TimeLimit":
        """The limit written as ``30 days``, ``15 workdays``, ``3 months`` or ``1 years``.

        >>> TimeLimit.parse("15 workdays")
        TimeLimit(count=15, unit='workdays')
        """
        found = _WRITTEN.fullmatch(written)
        if not found:
            raise ValueError(f"'{written}' is no time limit; {_FORM}")
        unit: LimitUnit = found[2]  # type: ignore[assignment]  # the pattern admits these four only
        return cls(int(found[1]), unit)

    def __str__(self) -> str:
        return f"{self.count} {self.unit}"

    @property
    def zh(self) -> str:
        """The limit in Chinese: 15个工作日."""
        return f"{self.count}{_ZH[self.unit]}"

    @property
    def en(self) -> str:
        """The limit in English: 15 working days."""
        return f"{self.count} {_EN[self.unit]}{'' if self.count == 1 else 's'}"

    def not_longer_than(self, other: "TimeLimit") -> bool | None:
        """Whether this limit never ends later than ``other``, whatever the day it starts on.

        ``False``: it never ends earlier, and sometimes later. ``None``: that depends on the day.

        >>> TimeLimit.parse("28 days").not_longer_than(TimeLimit.parse("1 months"))
        True
        >>> TimeLimit.parse("30 days").not_longer_than(TimeLimit.parse("1 months")) is None
        True
        """
        if self.unit == other.unit:
            return self.count <= other.count
        if {self.unit, other.unit} == {"months", "years"}:
            return self._months() <= other._months()
        (least, most), (other_least, other_most) = self._spans_days(), other._spans_days()
        if most <= other_least:
            return True
        return False if least >= other_most else None

    def _months(self) -> int:
        return self.count * (12 if self.unit == "years" else 1)

    def _spans_days(self) -> tuple[int, int]:
        """The fewest and the most calendar days this limit can take."""
        if self.unit == "days":
            return self.count, self.count
        if self.unit == "workdays":
            # A generous bound, so that the answer holds for calendars not yet announced: the longest
            # break so far is 9 days, and weekends make 7 days of 5. The tests hold it against 2021–2035.
            return self.count, 2 * self.count + 9 if self.count else 0
        return _months_span_days(self._months())


def months_after(day: date, count: int) -> date:
    """The same day ``count`` months later, or that month's last day where it has no such day.

    >>> months_after(date(2025, 1, 31), 1)
    datetime.date(2025, 2, 28)
    """
    index = day.year * 12 + day.month - 1 + count
    year, month = index // 12, index % 12 + 1
    if year > date.max.year:
        raise ValueError(f"{count} months after {day} is later than the year {date.max.year}")
    return date(year, month, min(day.day, month_end(year, month).day))


@lru_cache(maxsize=256)
def _months_span_days(count: int) -> tuple[int, int]:
    if count > 840:  # would reach beyond 2100, where the leap days shift: a bound is enough
        return 30 * count, 31 * count
    # Four years hold every place of a leap day.
    starts = (date(2021, 1, 1) + timedelta(days=at) for at in range(1461))
    lengths = [(months_after(start, count) - start).days for start in starts]
    return min(lengths), max(lengths)
