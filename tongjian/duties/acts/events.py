"""What a person confirms to have happened, so that a measure may speak of it."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, get_args

from tongjian.duties.acts._reach import within_reach
from tongjian.duties.models import Event
from tongjian.duties.refusals import AlreadyWithdrawn, NotAnEvent, NotYetHappened
from tongjian.rulebook import schema
from tongjian.trail.acts import Deed, act
from tongjian.trail.models import OPEN

# That somebody took a post is known from the register; nobody confirms it a second time.
KINDS = frozenset(get_args(schema.Event)) - {"tenure.started"}


@act("event.confirmed", needs="confirm_event")
def record_event(deed: Deed, *, kind: str, subject: str, day: date, detail: str = "") -> Event:
    """Confirm that something happened to a post, body or organ; measures that name the event derive from it."""
    _checked(deed, kind, day)
    within_reach(deed, [subject])
    event = Event(kind=kind, subject=subject, day=day, detail=detail, confirmed_by=deed.by.signature)
    deed.record(event)
    deed.about(f"event:{event.id}")
    deed.note(kind=kind, subject=subject, day=day.isoformat())
    return event


@act("events.confirmed", needs="confirm_event")
def record_events(
    deed: Deed, *, events: Iterable[dict[str, Any]], progress: Callable[[int], None] | None = None
) -> int:
    """Confirm many events at once, sealed as one entry; each is ``{kind, subject, day, detail?}``."""
    given = list(events)
    within_reach(deed, (event["subject"] for event in given))

    def rows() -> Iterator[dict[str, Any]]:
        for event in given:
            _checked(deed, event["kind"], event["day"])
            yield {"detail": "", "confirmed_by": deed.by.signature, **event}

    count = deed.record_many(Event, rows(), progress=progress)
    deed.note(count=count)
    return count


@act("event.withdrawn", needs="confirm_event")
def withdraw_event(deed: Deed, *, event: Event) -> None:
    """Take back a confirmation that was wrong; what followed from it is derived anew."""
    if not Event.objects.filter(id=event.id, recorded_to=OPEN).exists():
        raise AlreadyWithdrawn(key=event.id)
    within_reach(deed, [event.subject])
    deed.close([event])
    deed.about(f"event:{event.id}")


def _checked(deed: Deed, kind: str, day: date) -> None:
    if kind not in KINDS:
        raise NotAnEvent(kind=kind)
    if day > deed.on:
        raise NotYetHappened(day=day, on=deed.on)
