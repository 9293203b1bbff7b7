"""Objections, their answers, and what only a person may find."""

from tongjian.duties.models import Duty, Finding, Objection
from tongjian.duties.refusals import NoSuchDuty, ObjectionOpen, OwnObjection
from tongjian.trail.acts import Deed, act
from tongjian.trail.models import OPEN


@act("objection.raised", needs="raise_objection")
def object_to(deed: Deed, *, key: str, grounds: str) -> Objection:
    """Contest a duty; its state stays, ``contested`` is shown beside it until somebody answers."""
    if not Duty.objects.filter(key=key).exists():
        raise NoSuchDuty(key=key)
    if Objection.objects.filter(key=key, recorded_to=OPEN, answered_on=None).exists():
        raise ObjectionOpen(key=key)
    objection = Objection(key=key, grounds=grounds, raised_by=deed.by.signature, raised_on=deed.on)
    deed.record(objection)
    deed.about(f"duty:{key}")
    return objection


@act("objection.answered", needs="answer_objection")
def answer_objection(deed: Deed, *, objection: Objection, answer: str, upheld: bool) -> Objection:
    """Answer an objection with reasons; whoever raised it never answers it."""
    if objection.raised_by == deed.by.signature:
        raise OwnObjection()
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
    """A person finds an overdue duty excused or its breach confirmed; arithmetic never does."""
    if not Duty.objects.filter(key=key).exists():
        raise NoSuchDuty(key=key)
    finding = Finding(key=key, kind=kind, reason=reason, found_by=deed.by.signature, found_on=deed.on)
    deed.record(finding)
    deed.about(f"duty:{key}")
    deed.note(kind=kind)
    return finding
