"""A newspaper item is not a norm: the measures of a press text are templates.

A template owes nothing unless an organ adopted that very book by signature, tightens no other book, and none of its
numbers stands on the text: it is a default, or a parameter that a party committee signs.
"""

from collections.abc import Iterator, Sequence

from tongjian.rulebook.clause import Clause, Path_
from tongjian.rulebook.document import Document
from tongjian.rulebook.errors import BookError
from tongjian.rulebook.mistakes.measures import NumberFixedByPress
from tongjian.rulebook.mistakes.refinements import PressTextRefines
from tongjian.rulebook.schema import BookFile, Measure


def is_template(head: BookFile) -> bool:
    """Whether the measures of a book are templates, to be adopted book by book."""
    return head.book_class == "press_text"


def check_template(document: Document, head: BookFile, clauses: Sequence[Clause]) -> Iterator[BookError]:
    """The ways in which a press text behaves like a norm; nothing for any other book."""
    if not is_template(head):
        return
    for number, refined in enumerate(head.refines):
        yield document.problem(("refines", number), PressTextRefines(refined=refined))
    for clause in clauses:
        for index, measure in enumerate(clause.measures):
            for path in _fixed_by_text(measure):
                yield clause.document.problem(("measures", index, *path), NumberFixedByPress(slug=measure.slug))


def _fixed_by_text(measure: Measure) -> Iterator[Path_]:
    """Where a number claims to stand on the text; that a window ends with its last day is no number."""
    derives = measure.derives
    if derives is None:
        return
    if derives.periodic:
        if derives.periodic.basis == "text":
            yield ("derives", "periodic", "basis")
        if derives.periodic.due.basis == "text" and derives.periodic.due.within != "0 days":
            yield ("derives", "periodic", "due", "basis")
    if derives.event and derives.event.due.basis == "text":
        yield ("derives", "event", "due", "basis")
    if derives.continuous and derives.continuous.basis == "text":
        yield ("derives", "continuous", "basis")
