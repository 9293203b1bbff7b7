"""Paths along dated superior relations: `/top/…/organ/`, one per stretch of days without change. Pure.

Refuses a circle: on no day may an organ stand above itself.
"""

from collections.abc import Callable, Iterable
from datetime import date

from tongjian.register.spans import ALWAYS, Span, overlap, without

# The superiors of an organ: (superior, first day, until). None: it stands outside this system.
Superiors = Callable[[str], Iterable[tuple[str | None, date, date]]]


class Circle(ValueError):
    """A chain of superiors that comes back to where it began, and a day on which it does."""

    def __init__(self, chain: tuple[str, ...], day: date) -> None:
        super().__init__(f"{' > '.join(chain)} on {day.isoformat()}")
        self.chain, self.day = chain, day


def paths_of(
    organ: str, superiors: Superiors, span: Span = ALWAYS, below: tuple[str, ...] = ()
) -> list[tuple[str, date, date]]:
    """The paths of an organ during ``span``, as (path, first day, until), in order of time.

    A stretch without a recorded superior, or with one outside this system, stands as root.

    Raises:
        Circle: the superiors lead back to the organ.

    >>> tree = {"county": [("city", date(2021, 1, 1), date(2022, 1, 1))]}
    >>> year = (date(2021, 1, 1), date(2023, 1, 1))
    >>> [path for path, *_ in paths_of("county", lambda organ: tree.get(organ, []), year)]
    ['/city/county/', '/county/']
    """
    if organ in below:
        raise Circle((*below[below.index(organ) :], organ), span[0])
    found: list[tuple[str, date, date]] = []
    taken: list[Span] = []
    for upper, first, until in superiors(organ):
        common = overlap(span, (first, until))
        if common is None or upper is None:
            continue
        taken.append(common)
        found += [
            (f"{path}{organ}/", start, end)
            for path, start, end in paths_of(upper, superiors, common, (*below, organ))
        ]
    found += [(f"/{organ}/", start, end) for start, end in without(span, taken)]
    return _joined(sorted(found, key=lambda piece: piece[1]))


def _joined(pieces: list[tuple[str, date, date]]) -> list[tuple[str, date, date]]:
    joined: list[tuple[str, date, date]] = []
    for path, first, until in pieces:
        if joined and joined[-1][0] == path and joined[-1][2] == first:
            joined[-1] = (path, joined[-1][1], until)
        else:
            joined.append((path, first, until))
    return joined
