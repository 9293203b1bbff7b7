"""Waiving a duty and suspending its clock: decisions of a person, with a reason, shown and counted."""

from datetime import date

from tongjian.duties.models import Duty, Relief
from tongjian.duties.refusals import AlreadySuspended, AlreadyWaived, NoSuchDuty
from tongjian.trail.acts import Deed, act
from tongjian.trail.models import OPEN


def _duty(key: str) -> Duty:
    found = Duty.objects.filter(key=key).first()
    if found is None:
        raise NoSuchDuty(key=key)
    return found


def _reliefs(key: str, kind: str) -> bool:
    return Relief.objects.filter(key=key, kind=kind, recorded_to=OPEN).exists()


@act("duty.waived", needs="grant_waiver")
def waive(deed: Deed, *, key: str, reason: str, exhibit: str | None = None) -> Relief:
    """Waive a duty from the day of the deed on; it stays in the ledger and is counted apart."""
    duty = _duty(key)
    if _reliefs(key, "waiver"):
        raise AlreadyWaived(key=key)
    relief = Relief(
        key=key,
        measure=duty.measure,
        subject=duty.subject,
        marker=duty.marker,
        kind="waiver",
        valid_from=deed.on,
        reason=reason,
        decided_by=deed.by.signature,
        exhibit_id=exhibit,
    )
    deed.record(relief)
    deed.about(f"duty:{key}")
    return relief


@act("duty.suspended", needs="grant_suspension")
def suspend(
    deed: Deed, *, key: str, since: date, reason: str, until: date = OPEN, exhibit: str | None = None
) -> Relief:
    """Stop the clock of a duty from ``since`` (to before ``until``); afterwards its due day moves by that length."""
    duty = _duty(key)
    if _reliefs(key, "suspension"):
        raise AlreadySuspended(key=key)
    relief = Relief(
        key=key,
        measure=duty.measure,
        subject=duty.subject,
        marker=duty.marker,
        kind="suspension",
        valid_from=since,
        valid_to=until,
        reason=reason,
        decided_by=deed.by.signature,
        exhibit_id=exhibit,
    )
    deed.record(relief)
    deed.about(f"duty:{key}")
    return relief


@act("duty.resumed", needs="grant_suspension")
def end_suspension(deed: Deed, *, relief: Relief, until: date) -> Relief:
    """End a suspension: the clock runs again from ``until`` on."""
    deed.close([relief])
    ended = Relief(
        key=relief.key,
        measure=relief.measure,
        subject=relief.subject,
        marker=relief.marker,
        kind="suspension",
        fact=relief.fact,
        valid_from=relief.valid_from,
        valid_to=until,
        reason=relief.reason,
        decided_by=deed.by.signature,
        exhibit_id=relief.exhibit_id,
    )
    deed.record(ended)
    deed.about(f"duty:{relief.key}")
    return ended
