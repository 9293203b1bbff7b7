"""Which of two values is the stricter: the arithmetic of the refinement law."""

from typing import get_args

from tongjian.calendar import TimeLimit
from tongjian.rulebook.schema import Every

ORDER: tuple[str, ...] = tuple(reversed(get_args(Every)))  # month, quarter, half_year, year
Value = str | int | list[str]


def as_strict(kind: str, value: Value, bound: Value) -> bool | None:
    """Whether a value is at least as strict as a bound; None where the two cannot be compared.

    Args:
        kind: every, time_limit, count (a threshold: smaller is stricter) or list (more items is stricter).

    >>> as_strict("every", "quarter", "half_year"), as_strict("time_limit", "2 months", "30 days")
    (True, False)
    """
    if kind == "every":
        return ORDER.index(str(value)) <= ORDER.index(str(bound))
    if kind == "time_limit":
        return TimeLimit.parse(str(value)).not_longer_than(TimeLimit.parse(str(bound)))
    if kind == "count":
        return int(str(value)) <= int(str(bound))
    return set(bound) <= set(value) if isinstance(bound, list) and isinstance(value, list) else None
