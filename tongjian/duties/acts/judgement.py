"""Objections, their answers, what only a person may find, and that somebody was urged."""

from datetime import date

from tongjian import terms
from tongjian.access.queries import share_a_person
from tongjian.duties import queries
from tongjian.duties.acts._reach import the_duty
from tongjian.duties.models import Finding, Notice, Objection
from tongjian.duties.refusals import (
    AlreadyAnswered,
    AlreadyDelivered,
    NotAFinding,
    NotFulfillable,
    ObjectionOpen,
    OwnObjection,
)
from tongjian.trail.acts import Deed, act
from tongjian.trail.models import OPEN

FINDINGS = ("excused", "breach_confirmed")


@act("objection.raised", needs="raise_objection")
def object_to(deed: Deed, *, key: str, grounds: str) -> Objection:
    """Contest a duty; its state stays, ``contested`` is shown beside it until somebody answers."""
    the_duty(deed, key)
    if Objection.objects.filter(key=key, recorded_to=OPEN, answered_on=None).exists():
        raise ObjectionOpen(key=key)
    objection = Objection(key=key, grounds=grounds, raised_by=deed.by.signature, raised_on=deed.on)
    deed.record(objection)
    deed.about(f"duty:{key}")
    return objection


@act("objection.answered", needs="answer_objection")
def answer_objection(deed: Deed, *, objection: Objection, answer: str, upheld: bool) -> Objection:
    """Answer an objection with reasons; whoever raised it never answers it."""
    the_duty(deed, objection.key)
    if share_a_person(objection.raised_by, deed.by.signature):
        raise OwnObjection()
    if not Objection.objects.filter(id=objection.id, recorded_to=OPEN, answered_on=None).exists():
        raise AlreadyAnswered(key=objection.key)
    deed.close([objection])
    answered = Objection(
        key=objection.key,
        grounds=objection.grounds,
        raised_by=objection.raised_by,
        raised_on=objection.raised_on,
        answer=answer,
        answered_by=deed.by.signature,
        answered_on=deed.on,
        upheld=upheld,
    )
    deed.record(answered)
    deed.about(f"duty:{objection.key}")
    deed.note(upheld=upheld)
    return answered


@act("duty.judged", needs="answer_objection")
def find(deed: Deed, *, key: str, kind: str, reason: str) -> Finding:
    """A person finds an overdue duty excused or its breach confirmed; arithmetic never does.

    Raises:
        NotFulfillable: the duty is not late on that day, or its deadline is only suggested.
    """
    if kind not in FINDINGS:
        raise NotAFinding(kind=kind)
    duty = the_duty(deed, key)
    if duty["state"] not in ("overdue", "done_late"):
        raise NotFulfillable(key=key, day=deed.on, state=terms.term("state", duty["state"]))
    finding = Finding(key=key, kind=kind, reason=reason, found_by=deed.by.signature, found_on=deed.on)
    deed.record(finding)
    deed.about(f"duty:{key}")
    deed.note(kind=kind)
    return finding


@act("notice.delivered", needs="record_event")
def deliver_notice(deed: Deed, *, key: str, rung: int, to: str, delivered_on: date | None = None) -> Notice:
    """Put on record that a rung of escalation was delivered: once, and only when the duty has come to it.

    Args:
        to: identifier of the organ or post that received it.
    """
    duty = the_duty(deed, key)
    reached = {one.rung: one for one in queries.proposals(seen_by=deed.by, key=key, as_of=deed.on)}
    if rung not in reached:
        raise NotFulfillable(key=key, day=deed.on, state=terms.term("state", duty["state"]))
    if reached[rung].delivered:
        raise AlreadyDelivered(key=key)
    notice = Notice.objects.create(key=key, rung=rung, delivered_on=delivered_on or deed.on, to=to)
    deed.about(f"duty:{key}")
    deed.note(rung=rung, to=to)
    return notice
