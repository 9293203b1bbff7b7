"""Counting working days: where it starts, what it skips, and what it refuses."""
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as some

from tongjian.calendar import FIRST_DAY, LAST_DAY, Calendar, OutsideCalendar

CALENDAR = Calendar.read()
DAYS = some.dates(FIRST_DAY, LAST_DAY)
COUNTS = some.integers(0, 200)


def workdays_after_or_skip(day, count):
    assume(CALENDAR.workday_number(day) + count <= CALENDAR.workday_number(LAST_DAY))
    return CALENDAR.workdays_after(day, count)


def test_the_starting_day_is_not_counted_and_make_up_days_are():
    assert CALENDAR.workdays_after(date(2025, 9, 22), 15) == date(2025, 10, 17)


def test_no_working_days_after_a_day_is_that_day_even_on_a_holiday():
    assert CALENDAR.workdays_after(date(2025, 10, 1), 0) == date(2025, 10, 1)


def test_a_kind_says_why_the_offices_are_open_or_closed():
    kinds = [CALENDAR.kind(date(2026, month, day)) for month, day in ((2, 13), (2, 14), (2, 17), (3, 1))]

    assert [kind.works for kind in kinds] == [True, True, False, False]
    assert [kind.zh for kind in kinds] == ["工作日", "春节调休上班", "春节", "周末"]
    assert [kind.en for kind in kinds] == [
        "working day", "worked in exchange for time off at Spring Festival", "Spring Festival holiday", "weekend"]


@given(DAYS, COUNTS, COUNTS)
def test_more_working_days_never_end_earlier(day, count, more):
    ends = workdays_after_or_skip(day, count + more)

    assert CALENDAR.workdays_after(day, count) <= ends


@given(DAYS, DAYS, COUNTS)
def test_a_later_start_never_ends_earlier(day, other, count):
    earlier, later = sorted((day, other))

    ends = workdays_after_or_skip(later, count)

    assert CALENDAR.workdays_after(earlier, count) <= ends


@given(DAYS, some.integers(1, 200))
def test_the_day_reached_is_a_working_day_with_exactly_that_many_after_the_start(day, count):
    ends = workdays_after_or_skip(day, count)

    assert CALENDAR.is_workday(ends)
    assert CALENDAR.workday_number(ends) == CALENDAR.workday_number(day) + count


@given(DAYS)
def test_the_number_of_a_working_day_leads_back_to_it(day):
    assume(CALENDAR.is_workday(day))

    assert CALENDAR.day_of_workday_number(CALENDAR.workday_number(day)) == day


@pytest.mark.parametrize("day", [date(2020, 12, 31), date(2036, 1, 1)])
def test_a_day_outside_the_calendar_is_refused_by_name(day):
    with pytest.raises(OutsideCalendar, match=f"2021-01-01 to 2035-12-31; asked for {day}"):
        CALENDAR.is_workday(day)


def test_counting_past_the_end_of_the_calendar_is_refused():
    assert CALENDAR.workdays_after(date(2035, 12, 28), 1) == date(2035, 12, 31)
    with pytest.raises(OutsideCalendar, match="2035-12-31"):
        CALENDAR.workdays_after(date(2035, 12, 28), 2)


def test_counting_backwards_is_refused():
    with pytest.raises(ValueError, match="cannot be negative, got -1"):
        CALENDAR.workdays_after(date(2025, 9, 22), -1)
