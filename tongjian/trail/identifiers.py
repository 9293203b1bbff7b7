"""Identifiers: 32 lower-case hex digits (UUIDv7), strictly increasing within a process.

They carry no meaning: codes and names are dated attributes of the thing an identifier names.
"""
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

import uuid_utils

EPOCH_ORDINAL = date(1970, 1, 1).toordinal()
DEMO_DAY = date(2021, 3, 27)  # the day the Opinion was issued: any fixed day would do
COUNTER_BITS = 26


class _Sequence:
    """Deterministic UUIDv7: day as time, then a counter, then seeded randomness."""

    def __init__(self, seed: int, at: Callable[[], date] | None) -> None:
        self._random = random.Random(seed)
        self._at = at or (lambda: DEMO_DAY)
        self._millisecond = 0
        self._counter = 0

    def next(self) -> str:
        millisecond = (self._at().toordinal() - EPOCH_ORDINAL) * 86_400_000
        self._counter += 1
        # A clock set back must not break the order: the sequence stays on its latest day.
        if millisecond > self._millisecond or self._counter >> COUNTER_BITS:
            self._millisecond = max(millisecond, self._millisecond + 1)
            self._counter = 0
        high, low = self._counter >> 14, self._counter & 0x3FFF
        noise = self._random.getrandbits(48)
        return f"{self._millisecond:012x}7{high:03x}{0x8000 | low:04x}{noise:012x}"


_sequence: ContextVar[_Sequence | None] = ContextVar("identifiers", default=None)


def new_id() -> str:
    """A new identifier, greater than every one this process gave out before.

    >>> len(new_id())
    32
    """
    sequence = _sequence.get()
    return uuid_utils.uuid7().hex if sequence is None else sequence.next()


@contextmanager
def identifiers(seed: int, at: Callable[[], date] | None = None) -> Iterator[None]:
    """Within the block, identifiers follow from ``seed`` and the day ``at()``: for demo data and tests only.

    >>> with identifiers(7):
    ...     first = new_id()
    >>> with identifiers(7):
    ...     new_id() == first
    True
    """
    token = _sequence.set(_Sequence(seed, at))
    try:
        yield
    finally:
        _sequence.reset(token)
