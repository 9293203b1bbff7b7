"""The working-day calendar: which days the offices work, counted and named.

Immutable and without a clock. Two calendars with the same ``version`` give the same answer to every question.
"""
import hashlib
import json
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

from tongjian.calendar.deadlines import Deadline, reckon
from tongjian.calendar.limits import TimeLimit
from tongjian.calendar.notices import Notice, read_notice
from tongjian.calendar.statutory import HOLIDAYS, computed_days_off

FIRST_DAY = date(2021, 1, 1)
LAST_DAY = date(2035, 12, 31)
_SHIPPED = Path(__file__).parent / "years"


class OutsideCalendar(ValueError):
    """Working days are known for 2021–2035 only."""

    def __init__(self, asked: object) -> None:
        super().__init__(f"working days are known from {FIRST_DAY} to {LAST_DAY}; asked for {asked}")


@dataclass(frozen=True)
class DayKind:
    """What kind of day it is, and whether the offices work on it."""

    kind: str  # workday, weekend, holiday, make_up
    works: bool
    holidays: tuple[str, ...] = ()

    @property
    def zh(self) -> str:
        """The kind in Chinese, with the holiday's name."""
        names = "、".join(HOLIDAYS[key].zh for key in self.holidays)
        return {
            "workday": "工作日", "weekend": "周末", "holiday": names,
            "make_up": f"{names}调休上班"}[self.kind]

    @property
    def en(self) -> str:
        """The kind in English, with the holiday's name."""
        names = " and ".join(HOLIDAYS[key].en for key in self.holidays)
        return {
            "workday": "working day", "weekend": "weekend", "holiday": f"{names} holiday",
            "make_up": f"worked in exchange for time off at {names}"}[self.kind]


class Calendar:
    """Working days of 2021–2035: as announced, or where no notice is known as the law alone fixes them."""

    def __init__(self, notices: Mapping[int, Notice]) -> None:
        for year in notices:
            if not FIRST_DAY.year <= year <= LAST_DAY.year:
                raise OutsideCalendar(f"the notice for {year}")
        self._notices = dict(sorted(notices.items()))
        self._kinds = _kinds(self._notices)
        self._counts = tuple(accumulate(kind.works for kind in self._kinds))
        self.version = self._digest()

    @classmethod
    def read(cls, folder: Path | None = None, overlays: Iterable[Path] = ()) -> "Calendar":
        """The shipped notices (or those in ``folder``), each year replaced by an overlay that names it.

        An overlay is one notice file, or a folder of them; a later overlay wins.

        Raises:
            NoticeError: a file is no true notice; names file, line and column.
        """
        found: dict[int, Notice] = {}
        for place in (folder or _SHIPPED, *overlays):
            for path in sorted(place.glob("*.yaml")) if place.is_dir() else [place]:
                notice = read_notice(path)
                found[notice.year] = notice
        return cls(found)

    def __repr__(self) -> str:
        return f"<Calendar {self.version[:12]}, announced {', '.join(map(str, self._notices))}>"

    def announced(self, year: int) -> bool:
        """Whether the notice for ``year`` is known; if not, its working days are computed and may change."""
        return year in self._notices

    def notice(self, year: int) -> Notice | None:
        """The notice for ``year``, if it is known."""
        return self._notices.get(year)

    def kind(self, day: date) -> DayKind:
        """What kind of day it is: its holiday, weekend, make-up working day or working day."""
        return self._kinds[self._at(day)]

    def is_workday(self, day: date) -> bool:
        """Whether the offices work on ``day``."""
        return self.kind(day).works

    def workday_number(self, day: date) -> int:
        """How many working days there are from 2021-01-01 to ``day``, both included."""
        return self._counts[self._at(day)]

    def day_of_workday_number(self, number: int) -> date:
        """The working day that has this number; the inverse of ``workday_number`` on working days."""
        if not 1 <= number <= self._counts[-1]:
            raise OutsideCalendar(f"working day number {number}")
        return FIRST_DAY + timedelta(days=bisect_left(self._counts, number))

    def workdays_after(self, day: date, count: int) -> date:
        """The date ``count`` working days after ``day``; ``day`` itself is day zero.

        Args:
            count: working days, not calendar days; 0 gives ``day`` back.
        Raises:
            ValueError: ``count`` is negative.
            OutsideCalendar: the days reach before 2021 or after 2035.
        """
        if count < 0:
            raise ValueError(f"count is in working days and cannot be negative, got {count}")
        if count == 0:
            return day
        return self.day_of_workday_number(self.workday_number(day) + count)

    def deadline(self, limit: TimeLimit, day: date, rolls: bool = False) -> Deadline:
        """When ``limit``, starting on ``day`` (not counted), ends, and how that was reckoned.

        Args:
            rolls: a last day that is no working day moves to the next one.
        Raises:
            OutsideCalendar: working days are needed before 2021 or after 2035.
        """
        return reckon(self, limit, day, rolls)

    def all_announced(self, first: date, last: date) -> bool:
        """Whether every day from ``first`` to ``last`` lies in a year whose notice is known."""
        return all(map(self.announced, range(first.year, last.year + 1)))

    def _at(self, day: date) -> int:
        if not FIRST_DAY <= day <= LAST_DAY:
            raise OutsideCalendar(day)
        return (day - FIRST_DAY).days

    def _digest(self) -> str:
        told = {
            "notices": {
                str(year): [notice.title, notice.number, notice.number_status, notice.announced.isoformat()]
                for year, notice in self._notices.items()},
            "days": [[kind.kind, *kind.holidays] for kind in self._kinds],
        }
        return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


_WORKDAY, _WEEKEND = DayKind("workday", works=True), DayKind("weekend", works=False)


def _kinds(notices: Mapping[int, Notice]) -> tuple[DayKind, ...]:
    named: dict[date, DayKind] = {}
    for year in range(FIRST_DAY.year, LAST_DAY.year + 1):
        # A notice may also speak of the December before it; the later notice has the last word there.
        off = notices[year].off if year in notices else computed_days_off(year)
        make_up = notices[year].make_up if year in notices else {}
        named |= {day: DayKind("holiday", False, names) for day, names in off.items()}
        named |= {day: DayKind("make_up", True, names) for day, names in make_up.items()}
    days = (FIRST_DAY + timedelta(days=at) for at in range((LAST_DAY - FIRST_DAY).days + 1))
    return tuple(named.get(day) or (_WORKDAY if day.weekday() < 5 else _WEEKEND) for day in days)
