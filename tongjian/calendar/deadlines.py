"""How a time limit is reckoned, and the sentences that say so.

The day of the starting event is not counted. A due day is provisional where working days decide it and
one of the years on the way has no notice yet.
"""
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from tongjian.calendar.limits import TimeLimit, months_after

if TYPE_CHECKING:
    from tongjian.calendar.days import Calendar

_WEEKDAYS = ("一", "二", "三", "四", "五", "六", "日")


@dataclass(frozen=True)
class Step:
    """One sentence of the reckoning and the days it speaks of."""

    first: date
    last: date
    zh: str
    en: str


@dataclass(frozen=True)
class Deadline:
    """When a time limit ends. ``steps`` explains it and is written only when asked for."""

    limit: TimeLimit
    start: date
    ends: date  # before rolling
    due: date
    provisional: bool
    _calendar: "Calendar" = field(repr=False, compare=False)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The reckoning, sentence by sentence, in Chinese and English."""
        return tuple(_explain(self, self._calendar))


def reckon(calendar: "Calendar", limit: TimeLimit, day: date, rolls: bool) -> Deadline:
    """The deadline of ``limit`` from ``day``; see ``Calendar.deadline``."""
    if limit.unit == "workdays":
        ends = calendar.workdays_after(day, limit.count)
    elif limit.unit == "days":
        ends = day + timedelta(days=limit.count)
    else:
        ends = months_after(day, limit.count * (12 if limit.unit == "years" else 1))
    due = ends
    if rolls and not calendar.is_workday(ends):
        due = calendar.workdays_after(ends, 1)
    asks_for_working_days = rolls or limit.unit == "workdays"
    provisional = asks_for_working_days and not calendar.all_announced(day, due)
    return Deadline(limit, day, ends, due, provisional, calendar)


def _explain(deadline: Deadline, calendar: "Calendar") -> Iterator[Step]:
    start, ends, due, limit = deadline.start, deadline.ends, deadline.due, deadline.limit
    if limit.count == 0:
        yield Step(start, start, f"期限为当日：{_zh(start)}。", f"The limit is the day itself: {_en(start)}.")
    else:
        yield Step(start, start, f"{_zh(start)}为起始日，不计入。",
                   f"The limit is {limit.en}; {_en(start)}, the starting day, is not counted.")
        if limit.unit == "workdays":
            yield from _walk(calendar, start, ends)
            yield Step(ends, ends, f"第{limit.count}个工作日为{_zh(ends)}。",
                       f"Working day {limit.count} is {_en(ends)}.")
        else:
            yield Step(ends, ends, f"{limit.zh}后为{_zh(ends)}。", f"{limit.en} later is {_en(ends)}.")
            if limit.unit in ("months", "years") and ends.day != start.day:
                yield Step(ends, ends, "该月没有对应日，取当月最后一日。",
                           f"That month has no day {start.day}; its last day is taken.")
    if due != ends:
        yield Step(ends, ends, f"{_zh(ends)}为{calendar.kind(ends).zh}，期限顺延。",
                   f"{_en(ends)} is no working day ({calendar.kind(ends).en}); the limit moves on to the next.")
        yield from _walk(calendar, ends, due)
        yield Step(due, due, f"顺延至{_zh(due)}。", f"The limit moves to {_en(due)}.")
    if deadline.provisional:
        yield _caveat(calendar, start, due)


def _walk(calendar: "Calendar", after: date, until: date) -> Iterator[Step]:
    """What was passed over, and which weekend days were counted, between the two days."""
    days = (after + timedelta(days=at) for at in range(1, (until - after).days + 1))
    for kind, stretch in groupby(days, calendar.kind):
        same = list(stretch)
        zh, en = _zh_span(same[0], same[-1]), _en_span(same[0], same[-1])
        if not kind.works:
            zh_ending = "，不计入。" if kind.kind == "weekend" else "放假，不计入。"
            yield Step(same[0], same[-1], f"{zh}为{kind.zh}{zh_ending}", f"{en}: {kind.en}, not counted.")
        elif kind.kind == "make_up":
            yield Step(same[0], same[-1], f"{zh}为{kind.zh}，计入。", f"{en}: {kind.en}, counted.")


def _caveat(calendar: "Calendar", start: date, due: date) -> Step:
    years = [str(year) for year in range(start.year, due.year + 1) if not calendar.announced(year)]
    return Step(
        start, due,
        f"{'、'.join(years)}年放假安排尚未公布，期限暂定，公布后重新计算。",
        f"The days off of {' and '.join(years)} are not announced yet; the date is provisional until they are.")


def _zh(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日（星期{_WEEKDAYS[day.weekday()]}）"


def _en(day: date) -> str:
    return f"{day:%Y-%m-%d} ({('Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun')[day.weekday()]})"


def _zh_span(first: date, last: date) -> str:
    return _zh(first) if first == last else f"{_zh(first)}至{_zh(last)}"


def _en_span(first: date, last: date) -> str:
    return _en(first) if first == last else f"{_en(first)} to {_en(last)}"
