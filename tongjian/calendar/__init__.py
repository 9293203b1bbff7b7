"""Working days, time limits and reporting periods.

Pure: no database, no Django, no clock. "Today" is always an argument, so every rule that speaks of time
can be replayed for any date. Which days are off comes from dated notices, never from a guess.
"""
from tongjian.calendar.days import FIRST_DAY, LAST_DAY, Calendar, DayKind, OutsideCalendar
from tongjian.calendar.deadlines import Deadline, Step
from tongjian.calendar.limits import LimitUnit, TimeLimit, months_after
from tongjian.calendar.notices import Notice, NoticeError, read_notice
from tongjian.calendar.periods import UNITS, Period, Unit, month_end, period_named, period_of, periods

__all__ = [
    "FIRST_DAY", "LAST_DAY", "UNITS", "Calendar", "DayKind", "Deadline", "LimitUnit", "Notice", "NoticeError",
    "OutsideCalendar", "Period", "Step", "TimeLimit", "Unit", "month_end", "months_after", "period_named",
    "period_of", "periods", "read_notice",
]
