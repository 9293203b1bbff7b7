"""Time limits: how they are written, where they end, which is stricter, and how the reckoning is told."""
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tongjian.calendar import FIRST_DAY, Calendar, TimeLimit, months_after

CALENDAR = Calendar.read()
LIMITS = some.builds(
    TimeLimit, some.integers(0, 60), some.sampled_from(["days", "workdays", "months", "years"]))


def due(written, day, rolls=False):
    return CALENDAR.deadline(TimeLimit.parse(written), day, rolls).due


@pytest.mark.parametrize("written, start, ends", [
    ("15 workdays", date(2025, 9, 22), date(2025, 10, 17)),
    ("15 workdays", date(2026, 9, 25), date(2026, 10, 22)),
    ("0 days", date(2025, 10, 1), date(2025, 10, 1)),
    ("30 days", date(2025, 1, 31), date(2025, 3, 2)),
    ("1 months", date(2025, 1, 31), date(2025, 2, 28)),
    ("1 months", date(2024, 1, 31), date(2024, 2, 29)),
    ("1 months", date(2025, 2, 28), date(2025, 3, 28)),
    ("3 months", date(2025, 11, 30), date(2026, 2, 28)),
    ("1 years", date(2024, 2, 29), date(2025, 2, 28)),
])
def test_a_limit_ends_on_the_day_the_rules_say(written, start, ends):
    assert due(written, start) == ends


@pytest.mark.parametrize(
    "written", ["", "30", "30 day", "030 days", "10000 days", "-1 days", "30  days", "1 weeks"])
def test_a_limit_written_otherwise_is_refused_with_the_form_to_use(written):
    with pytest.raises(ValueError, match="write '30 days'"):
        TimeLimit.parse(written)


@given(LIMITS)
def test_a_limit_reads_back_as_it_is_written(limit):
    assert TimeLimit.parse(str(limit)) == limit


@given(some.dates(date(2021, 1, 1), date(2035, 12, 31)), some.integers(0, 120))
def test_months_keep_the_day_of_the_month_or_take_the_last(day, count):
    ends = months_after(day, count)

    assert (ends.year * 12 + ends.month) - (day.year * 12 + day.month) == count
    assert ends.day == day.day or (ends.day < day.day and months_after(ends, 0).day == ends.day)


def test_a_limit_that_ends_on_a_day_off_rolls_only_where_it_is_told_to():
    assert due("1 months", date(2025, 9, 1)) == date(2025, 10, 1)
    assert due("1 months", date(2025, 9, 1), rolls=True) == date(2025, 10, 9)
    assert due("0 days", date(2026, 1, 3), rolls=True) == date(2026, 1, 4)  # a Sunday made up for


@pytest.mark.parametrize("written, start, rolls, provisional", [
    ("15 workdays", date(2026, 12, 1), False, False),
    ("40 workdays", date(2026, 12, 1), False, True),
    ("5 workdays", date(2028, 3, 1), False, True),
    ("60 days", date(2026, 12, 1), False, False),
    ("60 days", date(2026, 12, 1), True, True),
    ("1 years", date(2026, 12, 1), False, False),
])
def test_a_due_day_is_provisional_where_working_days_of_an_unannounced_year_decide_it(
        written, start, rolls, provisional):
    assert CALENDAR.deadline(TimeLimit.parse(written), start, rolls).provisional is provisional


def test_calendar_days_need_no_holiday_calendar_before_2021_but_working_days_do():
    assert due("30 days", date(2020, 12, 1)) == date(2020, 12, 31)
    with pytest.raises(ValueError, match="from 2021-01-01"):
        due("30 workdays", date(2020, 12, 1))


def test_the_reckoning_names_what_was_skipped_what_was_counted_and_where_it_ends():
    steps = CALENDAR.deadline(TimeLimit.parse("15 workdays"), date(2025, 9, 22)).steps

    assert [step.zh for step in steps] == [
        "2025年9月22日（星期一）为起始日，不计入。",
        "2025年9月27日（星期六）为周末，不计入。",
        "2025年9月28日（星期日）为国庆节、中秋节调休上班，计入。",
        "2025年10月1日（星期三）至2025年10月8日（星期三）为国庆节、中秋节放假，不计入。",
        "2025年10月11日（星期六）为国庆节、中秋节调休上班，计入。",
        "2025年10月12日（星期日）为周末，不计入。",
        "第15个工作日为2025年10月17日（星期五）。",
    ]
    assert [step.en for step in steps] == [
        "The limit is 15 working days; 2025-09-22 (Mon), the starting day, is not counted.",
        "2025-09-27 (Sat): weekend, not counted.",
        "2025-09-28 (Sun): worked in exchange for time off at National Day and Mid-Autumn Festival, counted.",
        "2025-10-01 (Wed) to 2025-10-08 (Wed): National Day and Mid-Autumn Festival holiday, not counted.",
        "2025-10-11 (Sat): worked in exchange for time off at National Day and Mid-Autumn Festival, counted.",
        "2025-10-12 (Sun): weekend, not counted.",
        "Working day 15 is 2025-10-17 (Fri).",
    ]
    assert (steps[3].first, steps[3].last) == (date(2025, 10, 1), date(2025, 10, 8))


def test_the_reckoning_tells_of_the_roll_and_of_the_missing_notice():
    steps = CALENDAR.deadline(TimeLimit.parse("30 days"), date(2026, 12, 3), rolls=True).steps

    assert [step.zh for step in steps] == [
        "2026年12月3日（星期四）为起始日，不计入。",
        "30日后为2027年1月2日（星期六）。",
        "2027年1月2日（星期六）为周末，期限顺延。",
        "2027年1月3日（星期日）为周末，不计入。",
        "顺延至2027年1月4日（星期一）。",
        "2027年放假安排尚未公布，期限暂定，公布后重新计算。",
    ]


@pytest.mark.parametrize("one, other, answer", [
    ("10 days", "15 days", True), ("15 days", "10 days", False),
    ("12 months", "1 years", True), ("1 years", "12 months", True), ("2 years", "23 months", False),
    ("28 days", "1 months", True), ("29 days", "1 months", None), ("31 days", "1 months", False),
    ("365 days", "1 years", True), ("366 days", "1 years", False), ("1 months", "31 days", True),
    ("1 months", "30 days", None), ("1 months", "28 days", False),
    ("15 workdays", "15 days", False), ("15 workdays", "20 days", None), ("15 workdays", "39 days", True),
    ("15 days", "15 workdays", True), ("5 workdays", "1 months", True), ("31 workdays", "1 months", False),
    ("0 days", "0 workdays", True), ("0 workdays", "0 days", True), ("1 workdays", "0 days", False),
])
def test_the_stricter_of_two_limits_is_told_only_where_it_is_certain(one, other, answer):
    assert TimeLimit.parse(one).not_longer_than(TimeLimit.parse(other)) is answer


@given(LIMITS, LIMITS, some.dates(FIRST_DAY, date(2030, 12, 31)))
def test_a_certain_answer_holds_on_every_day(one, other, day):
    if "years" in (one.unit, other.unit):
        one, other = TimeLimit(one.count % 5, one.unit), TimeLimit(other.count % 5, other.unit)
    answer = one.not_longer_than(other)
    first, second = CALENDAR.deadline(one, day).due, CALENDAR.deadline(other, day).due

    if answer is True:
        assert first <= second
    if answer is False:
        assert first >= second
