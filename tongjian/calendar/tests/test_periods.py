"""Reporting periods tile the year and name themselves."""
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tongjian.calendar import UNITS, Period, period_named, period_of, periods

SOME_UNIT = some.sampled_from(UNITS)
SOME_DAY = some.dates(date(1990, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize("unit, markers", [
    ("year", ["2025"]),
    ("half_year", ["2025H1", "2025H2"]),
    ("quarter", ["2025Q1", "2025Q2", "2025Q3", "2025Q4"]),
    ("month", [f"2025-{month:02}" for month in range(1, 13)]),
])
def test_a_year_has_these_periods(unit, markers):
    assert [period.marker for period in periods(unit, 2025, 2025)] == markers


def test_a_period_has_its_first_and_last_day():
    assert period_of("quarter", date(2025, 8, 15)) == Period(
        "quarter", "2025Q3", date(2025, 7, 1), date(2025, 9, 30))


@given(SOME_UNIT, SOME_DAY)
def test_the_period_of_a_day_holds_it_and_its_marker_leads_back(unit, day):
    period = period_of(unit, day)

    assert period.first <= day <= period.last
    assert period_named(period.marker) == period


@given(SOME_UNIT, some.integers(1990, 2050), some.integers(0, 3))
def test_periods_tile_their_years_without_gap_or_overlap(unit, first_year, more):
    found = periods(unit, first_year, first_year + more)

    assert found[0].first == date(first_year, 1, 1)
    assert found[-1].last == date(first_year + more, 12, 31)
    assert all(one.last + timedelta(days=1) == other.first for one, other in pairwise(found))


@pytest.mark.parametrize("marker", ["", "25", "2025Q5", "2025H3", "2025-13", "2025-7", "2025Q3 "])
def test_a_marker_that_names_no_period_is_refused(marker):
    with pytest.raises(ValueError, match="names no period"):
        period_named(marker)


def test_an_unknown_unit_is_refused():
    with pytest.raises(ValueError, match="unknown unit 'week'"):
        period_of("week", date(2025, 1, 1))
