"""How far a measure has come by the books alone, before any organ signed anything. Pure.

Labels and meanings are the vocabulary ``standing`` of the glossary.
"""

from collections.abc import Iterator
from typing import Literal

from tongjian.rulebook.book import Book
from tongjian.rulebook.schema import ByParameter, Measure
from tongjian.rulebook.templates import is_template
from tongjian.terms import Aspect

Standing = Literal[
    "derives", "suggested", "awaits_signature", "template", "draft", "carried_out", "not_built", "shown_only"
]


def standing(book: Book, measure: Measure, *, carried_out: bool = False) -> Standing:
    """What becomes of a measure; the first that is true.

    Args:
        carried_out: whether a procedure is built for it.
    """
    if measure.draft:
        return "draft"
    if measure.derives is None:
        if carried_out:
            return "carried_out"
        return "not_built" if measure.kind in ("gate", "procedure") else "shown_only"
    if is_template(book.file):
        return "template"
    if any(one.until_signed == "inactive" for one in measure.parameters.values()):
        return "awaits_signature"
    return "suggested" if any(_suggested(measure)) else "derives"


def aspects(book: Book, measure: Measure) -> Iterator[Aspect]:
    """What of a measure a reader can look for beyond the sentence it stands on."""
    found = standing(book, measure)
    if found == "draft":
        yield "draft"
    elif found == "template":
        yield "adoption"
    elif found == "awaits_signature":
        yield "parameter"
    elif found in ("derives", "suggested"):
        yield "duty"
        # Appointments are read from the register; every other event is confirmed by a person.
        if measure.derives and measure.derives.event and set(measure.derives.event.on) != {"tenure.started"}:
            yield "event"
        if _meets_a_top_leader(measure):
            yield "blind_spot"


def _suggested(measure: Measure) -> Iterator[bool]:
    """Of each number that a measure counts with: whether it is only a suggestion of ours."""
    derives = measure.derives
    if derives is None:
        return
    if derives.periodic:
        yield derives.periodic.basis == "default" or isinstance(derives.periodic.every, ByParameter)
    if derives.continuous:
        yield derives.continuous.basis == "default" or isinstance(derives.continuous.gap, ByParameter)
    for one in (derives.periodic, derives.event):
        if one is not None:
            yield one.due.basis == "default" or isinstance(one.due.within, ByParameter)


def _meets_a_top_leader(measure: Measure) -> bool:
    """Whether somebody else meets a top leader by it; what a leader files about himself supervises nobody."""
    subject, bearer = measure.subject, measure.bearer
    if subject is None or bearer is None or subject.kind != "post" or bearer.who == "subject_post":
        return False
    return not subject.roles or "top_leader" in subject.roles
