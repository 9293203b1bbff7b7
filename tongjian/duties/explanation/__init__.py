"""Why a duty is owed, or is not: sentences from a row, the facts it stands on, the words of the book. Pure.

Each line says one thing in Chinese and English and names the facts it cites; the facts alone are enough to
derive the same row again. In English nothing stays Chinese but names and quoted words, and a line lists both.
"""

from tongjian.duties.explanation.bearing import bearer, tenures, trigger
from tongjian.duties.explanation.case import OPEN, Case, Facts, Named
from tongjian.duties.explanation.line import HAN, Line, Passage, Quote
from tongjian.duties.explanation.outcome import exhibits, relief, remedy, state
from tongjian.duties.explanation.reckoning import limit
from tongjian.duties.explanation.standing import governor, words

__all__ = ["HAN", "OPEN", "Case", "Facts", "Line", "Named", "Passage", "Quote", "lines"]


def lines(case: Case) -> tuple[Line, ...]:
    """The explanation, in the order in which an official would ask."""
    parts = (words, governor, trigger, tenures, limit, bearer, exhibits, relief, state, remedy)
    return tuple(line for part in parts for line in part(case))
