"""What a person confirms to have happened, so that a measure may speak of it."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from tongjian.duties.models import Event
from tongjian.trail.acts import Deed, act


@act("event.confirmed", needs="confirm_event")
def record_event(deed: Deed, *, kind: str, subject: str, day: date, detail: str = "") -> Event:
    """Confirm that something happened to a post, body or organ; measures that name the event derive from it."""
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
    rows = (Event(confirmed_by=deed.by.signature, **event) for event in events)
    count = deed.record_many(Event, rows, progress=progress)
    deed.note(count=count)
    return count


@act("event.withdrawn", needs="confirm_event")
def withdraw_event(deed: Deed, *, event: Event) -> None:
    """Take back a confirmation that was wrong; what followed from it is derived anew."""
    deed.close([event])
    deed.about(f"event:{event.id}")
