"""Waiving a duty and suspending its clock: decisions of whom the book names, with a reason, shown and counted."""

from datetime import date
from typing import Any

from tongjian import terms
from tongjian.calendar import FIRST_DAY, LAST_DAY
from tongjian.duties import queries
from tongjian.duties.acts._reach import duty_for
from tongjian.duties.models import Relief
from tongjian.duties.refusals import (
    AlreadySuspended,
    AlreadyWaived,
    AlreadyWithdrawn,
    NoSuchExhibit,
    NotTheReliever,
    NotWaivable,
    WrongDates,
)
from tongjian.evidence import queries as exhibits
from tongjian.trail.acts import Deed, act
from tongjian.trail.models import OPEN

WAIVES, SUSPENDS = "grant_waiver", "grant_suspension"


def _relievable(deed: Deed, key: str, power: str, exhibit: str | None) -> dict[str, Any]:
    """The duty, if its book lets somebody relieve it and the actor is empowered at the organ that it names."""
    measure = queries.measure_of(key)
    duty, is_named = duty_for(deed, key, power=power, selector=measure.waivable_by if measure else None)
    if measure is None or measure.waivable_by is None:
        raise NotWaivable(measure=measure.title if measure else key)
    if not is_named:
        raise NotTheReliever(measure=measure.title, who=terms.term("selector", measure.waivable_by))
    if exhibit is not None and exhibits.exhibit(seen_by=deed.by, id=exhibit) is None:
        raise NoSuchExhibit(exhibit=exhibit)
    return duty


def _reliefs(key: str, kind: str) -> bool:
    return Relief.objects.filter(key=key, kind=kind, recorded_to=OPEN).exists()


@act("duty.waived", needs=WAIVES)
def waive(deed: Deed, *, key: str, reason: str, exhibit: str | None = None) -> Relief:
    """Waive a duty from the day of the deed on; it stays in the ledger and is counted apart.

    Raises:
        NotWaivable: the book names nobody who may waive it.
        NotTheReliever: the book names another organ.
    """
    duty = _relievable(deed, key, WAIVES, exhibit)
    if _reliefs(key, "waiver"):
        raise AlreadyWaived(key=key)
    relief = _relief(deed, duty, "waiver", deed.on, OPEN, reason, exhibit)
    deed.record(relief)
    deed.about(f"duty:{key}")
    return relief


@act("duty.suspended", needs=SUSPENDS)
def suspend(
    deed: Deed, *, key: str, since: date, reason: str, until: date = OPEN, exhibit: str | None = None
) -> Relief:
    """Stop the clock of a duty from ``since`` (to before ``until``); afterwards its due day moves by that length."""
    duty = _relievable(deed, key, SUSPENDS, exhibit)
    _ordered(since, until)
    if _reliefs(key, "suspension"):
        raise AlreadySuspended(key=key)
    relief = _relief(deed, duty, "suspension", since, until, reason, exhibit)
    deed.record(relief)
    deed.about(f"duty:{key}")
    return relief


@act("duty.resumed", needs=SUSPENDS)
def end_suspension(deed: Deed, *, relief: Relief, until: date) -> Relief:
    """End a suspension: the clock runs again from ``until`` on."""
    _relievable(deed, relief.key, SUSPENDS, None)
    if not Relief.objects.filter(id=relief.id, kind="suspension", recorded_to=OPEN).exists():
        raise AlreadyWithdrawn(key=relief.key)
    _ordered(relief.valid_from, until)
    deed.close([relief])
    natural = {"key": relief.key, "measure": relief.measure, "subject": relief.subject, "marker": relief.marker}
    ended = _relief(deed, natural, "suspension", relief.valid_from, until, relief.reason, relief.exhibit_id)
    ended.fact = relief.fact
    deed.record(ended)
    deed.about(f"duty:{relief.key}")
    return ended


def _ordered(since: date, until: date) -> None:
    """A suspension is a span of days that the calendar can count."""
    if since >= until or since < FIRST_DAY or (until != OPEN and until > LAST_DAY):
        raise WrongDates(since=since, until=until, first=FIRST_DAY, last=LAST_DAY)


def _relief(
    deed: Deed, duty: dict[str, Any], kind: str, since: date, until: date, reason: str, exhibit: str | None
) -> Relief:
    natural = {name: duty[name] for name in ("key", "measure", "subject", "marker")}
    return Relief(
        **natural,
        kind=kind,
        valid_from=since,
        valid_to=until,
        reason=reason,
        decided_by=deed.by.signature,
        exhibit_id=exhibit,
    )
