"""Every day of 2021–2026 against an independent calendar, and 清明 against the sun."""
from datetime import UTC, date, datetime, timedelta
from math import radians, sin

import chinese_calendar
import pytest

from tongjian.calendar import Calendar, read_notice
from tongjian.calendar.days import _SHIPPED
from tongjian.calendar.statutory import computed_days_off, statutory_days, tomb_sweeping_day

NAMES = {
    "New Year's Day": "new_year", "Spring Festival": "spring_festival", "Tomb-sweeping Day": "tomb_sweeping",
    "Labour Day": "labour_day", "Dragon Boat Festival": "dragon_boat", "Mid-autumn Festival": "mid_autumn",
    "National Day": "national_day"}


def every_day(first, last):
    return [first + timedelta(days=at) for at in range((last - first).days + 1)]


@pytest.mark.parametrize("year", range(2021, 2027))
def test_every_announced_day_agrees_with_an_independent_calendar(year):
    calendar = Calendar.read()
    days = every_day(date(year, 1, 1), date(year, 12, 31))

    ours = {day: calendar.is_workday(day) for day in days}

    assert ours == {day: chinese_calendar.is_workday(day) for day in days}


@pytest.mark.parametrize("year", range(2021, 2027))
def test_every_holiday_on_a_weekday_carries_the_name_the_independent_calendar_gives_it(year):
    calendar = Calendar.read()
    weekdays = [day for day in every_day(date(year, 1, 1), date(year, 12, 31)) if day.weekday() < 5]

    wrong = [
        day for day in weekdays
        if chinese_calendar.is_holiday(day)
        and NAMES[chinese_calendar.get_holiday_detail(day)[1]] not in calendar.kind(day).holidays]

    assert wrong == []


@pytest.mark.parametrize("path", sorted(_SHIPPED.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_shipped_notice_names_the_year_its_file_is_called(path):
    notice = read_notice(path)

    assert str(notice.year) == path.stem
    assert f"{notice.year}年" in notice.title
    assert notice.announced.year == notice.year - 1


def sun_longitude(moment):
    """Apparent longitude of the sun in degrees (low-precision series; about 0.01°, a quarter of an hour)."""
    days = (moment - datetime(2000, 1, 1, 12, tzinfo=UTC)).total_seconds() / 86400
    anomaly = radians((357.529 + 0.98560028 * days) % 360)
    mean = 280.459 + 0.98564736 * days
    return (mean + 1.915 * sin(anomaly) + 0.020 * sin(2 * anomaly) - 0.0057) % 360


@pytest.mark.parametrize("year", range(2021, 2036))
def test_tomb_sweeping_day_is_the_day_on_which_the_sun_passes_15_degrees(year):
    day = tomb_sweeping_day(year)
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=8)

    before, after = sun_longitude(midnight), sun_longitude(midnight + timedelta(days=1))

    assert before < 15 - 0.015
    assert after > 15 + 0.015


def test_from_2025_the_law_names_two_more_days():
    assert len(statutory_days(2024)) == 11
    assert len(statutory_days(2025)) == 13
    assert (date(2025, 1, 28), "spring_festival") in statutory_days(2025)
    assert (date(2025, 5, 2), "labour_day") in statutory_days(2025)


@pytest.mark.parametrize("year", range(2027, 2036))
def test_a_computed_year_has_one_weekday_off_for_each_statutory_day(year):
    off = [day for day in computed_days_off(year) if day.weekday() < 5]

    assert len(off) == 13


def test_mid_autumn_inside_national_day_gives_one_more_day():
    assert statutory_days(2028).count((date(2028, 10, 3), "mid_autumn")) == 1
    assert (date(2028, 10, 3), "national_day") in statutory_days(2028)
    assert date(2028, 10, 5) in computed_days_off(2028)
    assert date(2028, 10, 6) not in computed_days_off(2028)
