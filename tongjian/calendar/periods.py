"""Reporting periods: years, half-years, quarters, months. Plain arithmetic, no holidays."""
import calendar as months_of_the_year
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

Unit = Literal["year", "half_year", "quarter", "month"]
UNITS: tuple[Unit, ...] = get_args(Unit)
_MONTHS: dict[Unit, int] = {"year": 12, "half_year": 6, "quarter": 3, "month": 1}
_MARKER = re.compile(
    r"(?P<year>\d{4})(?:H(?P<half_year>[12])|Q(?P<quarter>[1-4])|-(?P<month>0[1-9]|1[0-2]))?")


@dataclass(frozen=True)
class Period:
    """A closed span of days with the marker that names it in a duty's key."""

    unit: Unit
    marker: str
    first: date
    last: date

    @property
    def zh(self) -> str:
        """The period in Chinese: 2025年第三季度."""
        year, month = self.first.year, self.first.month
        return f"{year}年" + {
            "year": "", "half_year": "上半年" if month == 1 else "下半年",
            "quarter": f"第{'一二三四'[(month - 1) // 3]}季度", "month": f"{month}月"}[self.unit]

    @property
    def en(self) -> str:
        """The period in English: the third quarter of 2025."""
        year, month = self.first.year, self.first.month
        return {
            "year": f"the year {year}",
            "half_year": f"the {'first' if month == 1 else 'second'} half of {year}",
            "quarter": f"the {('first', 'second', 'third', 'fourth')[(month - 1) // 3]} quarter of {year}",
            "month": f"{months_of_the_year.month_name[month]} {year}"}[self.unit]


def month_end(year: int, month: int) -> date:
    """The last day of a month.

    >>> month_end(2024, 2)
    datetime.date(2024, 2, 29)
    """
    return date(year, month, months_of_the_year.monthrange(year, month)[1])


def period_of(unit: Unit, day: date) -> Period:
    """The period of ``unit`` that ``day`` lies in.

    >>> period_of("half_year", date(2025, 7, 1)).marker
    '2025H2'
    """
    if unit not in _MONTHS:
        raise ValueError(f"unknown unit '{unit}'; known are {', '.join(UNITS)}")
    length = _MONTHS[unit]
    number = (day.month - 1) // length + 1
    marker = {
        "year": f"{day.year:04}",
        "half_year": f"{day.year:04}H{number}",
        "quarter": f"{day.year:04}Q{number}",
        "month": f"{day.year:04}-{number:02}",
    }[unit]
    last_month = number * length
    return Period(unit, marker, date(day.year, last_month - length + 1, 1), month_end(day.year, last_month))


def periods(unit: Unit, first_year: int, last_year: int) -> tuple[Period, ...]:
    """All periods of ``unit`` in the years ``first_year`` to ``last_year``, both included.

    >>> [period.marker for period in periods("quarter", 2025, 2025)]
    ['2025Q1', '2025Q2', '2025Q3', '2025Q4']
    """
    return tuple(_each(unit, first_year, last_year))


def _each(unit: Unit, first_year: int, last_year: int) -> Iterator[Period]:
    for year in range(first_year, last_year + 1):
        for month in range(1, 13, _MONTHS[unit]):
            yield period_of(unit, date(year, month, 1))


def period_named(marker: str) -> Period:
    """The period that a marker names.

    Raises:
        ValueError: no period is written so.

    >>> period_named("2025Q3").last
    datetime.date(2025, 9, 30)
    >>> period_named("2025Q3").zh, period_named("2025H1").en, period_named("2025-07").en
    ('2025年第三季度', 'the first half of 2025', 'July 2025')
    """
    written = _MARKER.fullmatch(marker)
    if not written:
        raise ValueError(f"'{marker}' names no period; write 2025, 2025H1, 2025Q3 or 2025-07")
    year = int(written["year"])
    for unit in UNITS[1:]:
        if written[unit]:
            return period_of(unit, date(year, int(written[unit]) * _MONTHS[unit], 1))
    return period_of("year", date(year, 1, 1))
