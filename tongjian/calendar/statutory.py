"""The days off that the law itself fixes, computed for years whose notice is not out yet.

放假办法: 国务院令第644号 (in force 2014-01-01 to 2024-12-31) and its revision of 2024-11-10 (from
2025-01-01: 除夕 and 2 May added). What the law leaves to the yearly notice, moving weekends to make
longer breaks, is not guessed: nobody can know which Saturday will be worked.
"""
from dataclasses import dataclass
from datetime import date, timedelta

from lunardate import LunarDate


@dataclass(frozen=True)
class Holiday:
    """A festival of all citizens: its key and its two names."""

    key: str
    zh: str
    en: str


HOLIDAYS = {
    holiday.key: holiday
    for holiday in (
        Holiday("new_year", "元旦", "New Year's Day"),
        Holiday("spring_festival", "春节", "Spring Festival"),
        Holiday("tomb_sweeping", "清明节", "Tomb-sweeping Day"),
        Holiday("labour_day", "劳动节", "Labour Day"),
        Holiday("dragon_boat", "端午节", "Dragon Boat Festival"),
        Holiday("mid_autumn", "中秋节", "Mid-Autumn Festival"),
        Holiday("national_day", "国庆节", "National Day"),
    )
}
_REVISED = 2025


def tomb_sweeping_day(year: int) -> date:
    """The day of 清明 in China, for 2001–2099.

    The usual formula for the 21st century, ``floor(0.2422 y + 4.81) - floor(y / 4)`` with the two-digit
    year; the tests compare it with the sun's longitude for every supported year.

    >>> tomb_sweeping_day(2027), tomb_sweeping_day(2028)
    (datetime.date(2027, 4, 5), datetime.date(2028, 4, 4))
    """
    if not 2001 <= year <= 2099:
        raise ValueError(f"清明 is computed for 2001–2099, got {year}")
    short = year % 100
    return date(year, 4, int(short * 0.2422 + 4.81) - short // 4)


def _lunar(year: int, month: int, day: int) -> date:
    found: date = LunarDate(year, month, day).to_solar_date()
    return found


def statutory_days(year: int) -> tuple[tuple[date, str], ...]:
    """The days that the law in force in ``year`` names, in order, each with its holiday.

    Two festivals on one day (中秋 inside 国庆) appear twice.

    >>> len(statutory_days(2024)), len(statutory_days(2027))
    (11, 13)
    """
    first_of_lunar_year = _lunar(year, 1, 1)
    spring = range(-1, 3) if year >= _REVISED else range(0, 3)
    labour = range(1, 3) if year >= _REVISED else range(1, 2)
    found = [
        (date(year, 1, 1), "new_year"),
        *((first_of_lunar_year + timedelta(days=n), "spring_festival") for n in spring),
        (tomb_sweeping_day(year), "tomb_sweeping"),
        *((date(year, 5, n), "labour_day") for n in labour),
        (_lunar(year, 5, 5), "dragon_boat"),
        (_lunar(year, 8, 15), "mid_autumn"),
        *((date(year, 10, n), "national_day") for n in range(1, 4)),
    ]
    return tuple(sorted(found))


def computed_days_off(year: int) -> dict[date, tuple[str, ...]]:
    """The statutory days and, for each that falls on a weekend or on another, the next working day.

    >>> [day.day for day in sorted(computed_days_off(2028)) if day.month == 10]  # 中秋 falls on the 3rd
    [1, 2, 3, 4, 5]
    """
    named: dict[date, tuple[str, ...]] = {}
    displaced: list[tuple[date, str]] = []
    for day, holiday in statutory_days(year):
        if day.weekday() >= 5 or day in named:
            displaced.append((day, holiday))
        named[day] = (*named.get(day, ()), holiday)
    for day, holiday in displaced:
        while day.weekday() >= 5 or day in named:
            day += timedelta(days=1)
        named[day] = (holiday,)
    return named
