"""How long the next try to log in waits. Pure: the moment is an argument.

Under one name a few mistakes cost nothing; then the wait doubles, up to a quarter of an hour. Of all names
together mistakes are let through at a pace, so that trying one password on every name is slow too.
"""

from datetime import datetime, timedelta

FREE = 4  # mistakes that cost nothing
FIRST, LONGEST = timedelta(minutes=1), timedelta(minutes=15)
FORGOTTEN = timedelta(days=1)
# All names together: so many mistakes at once, then one each pace.
BURST, PACE = 100, timedelta(seconds=3)
NO_TIME = timedelta()


def wait_after(failures: int) -> timedelta:
    """How long a name waits after so many mistakes in a row.

    >>> [int(wait_after(failures).total_seconds() / 60) for failures in (1, 4, 5, 6, 8, 9, 1000)]
    [0, 0, 1, 2, 8, 15, 15]
    """
    if failures <= FREE:
        return NO_TIME
    return min(LONGEST, FIRST * (1 << min(failures - FREE - 1, 10)))


def pace_after(filled: datetime | None, at: datetime) -> datetime:
    """Until when the pace of all names is used up, after one mistake more."""
    return max(filled or at, at) + PACE


def left(until: datetime | None, at: datetime) -> timedelta:
    """How long is still to be waited; nothing where the clock was set back: nobody waits beyond the longest.

    >>> noon = datetime(2026, 11, 23, 12)
    >>> [left(noon + timedelta(minutes=away), noon).seconds for away in (-1, 1, 15, 60)]
    [0, 60, 900, 0]
    """
    wait = until - at if until else NO_TIME
    return wait if NO_TIME < wait <= LONGEST else NO_TIME


def left_of_pace(filled: datetime | None, at: datetime) -> timedelta:
    """How long everybody waits because too many have just been wrong."""
    return left(filled - BURST * PACE if filled else None, at)
