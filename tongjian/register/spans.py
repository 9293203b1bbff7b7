"""Spans of days, half-open: `[first, until)`. Pure."""

from collections.abc import Iterable
from datetime import date

Span = tuple[date, date]

FIRST = date(1, 1, 1)
OPEN = date(9999, 12, 31)
ALWAYS: Span = (FIRST, OPEN)


def overlap(left: Span, right: Span) -> Span | None:
    """The days common to both spans, or nothing.

    >>> overlap((date(2021, 1, 1), date(2022, 1, 1)), (date(2021, 6, 1), OPEN))
    (datetime.date(2021, 6, 1), datetime.date(2022, 1, 1))
    >>> overlap((date(2021, 1, 1), date(2022, 1, 1)), (date(2022, 1, 1), OPEN)) is None
    True
    """
    first, until = max(left[0], right[0]), min(left[1], right[1])
    return (first, until) if first < until else None


def without(whole: Span, taken: Iterable[Span]) -> list[Span]:
    """What is left of ``whole`` after taking the spans away, in order.

    >>> without((date(2021, 1, 1), OPEN), [(date(2022, 1, 1), date(2023, 1, 1))])[1][0]
    datetime.date(2023, 1, 1)
    """
    left, first = [], whole[0]
    for start, end in sorted(taken):
        if end <= first or start >= whole[1]:
            continue
        if first < start:
            left.append((first, start))
        first = max(first, end)
    if first < whole[1]:
        left.append((first, whole[1]))
    return left


def first_clash(spans: Iterable[tuple[Span, str]]) -> tuple[str, str] | None:
    """The labels of the first two spans that share a day, or nothing."""
    previous: tuple[Span, str] | None = None
    for span, label in sorted(spans):
        if previous and span[0] < previous[0][1]:
            return previous[1], label
        if previous is None or span[1] > previous[0][1]:
            previous = span, label
    return None
