"""Putting an exhibit forward for a duty, and taking it back."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from tongjian import terms
from tongjian.duties import queries
from tongjian.duties.acts._reach import the_duty, unrecused, within_reach
from tongjian.duties.models import Claim, Term, Withdrawal
from tongjian.duties.refusals import (
    AlreadyClaimed,
    AlreadyWithdrawn,
    NoReason,
    NoSubstitute,
    NoSuchExhibit,
    NotFulfillable,
    NotYetHappened,
    WrongExhibit,
)
from tongjian.evidence import queries as exhibits
from tongjian.trail.acts import Deed, act
from tongjian.trail.models import OPEN

BATCH = 5000


@act("claim.filed", needs="claim_duty")
def claim(deed: Deed, *, exhibit: str, key: str, happened_on: date | None = None) -> Claim:
    """Put an exhibit forward for a duty; the day of the deed it shows is proposed from the exhibit.

    Raises:
        WrongExhibit: the measure asks for another kind.
        AlreadyClaimed: this exhibit already stands for this duty.
        NoSubstitute: the exhibit settles a duty of another measure, which does not let it settle this one too.
    """
    duty = the_duty(deed, key)
    shown = exhibits.presentable(by=deed.by, id=exhibit)
    if shown is None or exhibit in queries.recused_exhibits(seen_by=deed.by):
        raise NoSuchExhibit(exhibit=exhibit)
    kind, shown_on = shown
    _asked_for(duty, kind, deed.on)
    _settles_too(exhibit, key, duty["measure"])
    day = happened_on or shown_on
    if day > deed.on:
        raise NotYetHappened(day=day, on=deed.on)
    filed = Claim(
        exhibit_id=exhibit,
        key=key,
        measure=duty["measure"],
        subject=duty["subject"],
        marker=duty["marker"],
        kind=kind,
        happened_on=day,
        claimed_by=deed.by.signature,
    )
    deed.record(filed)
    deed.about(f"duty:{key}")
    deed.note(exhibit=exhibit)
    return filed


def _asked_for(duty: dict[str, Any], kind: str, on: date) -> None:
    """Refuse what the measure does not ask for, and anything for a duty that nothing can settle."""
    if duty["state"] in ("inactive", "not_owed"):
        raise NotFulfillable(key=duty["key"], day=on, state=terms.term("state", duty["state"]))
    asked = Term.objects.values_list("kinds", flat=True).get(term=duty["term"])
    if f"|{kind}|" not in asked:
        raise WrongExhibit(
            measure=queries.encoded(duty["measure"]).measure.title,
            asked=[terms.term("exhibit_kind", one) for one in asked.split("|") if one],
            given=terms.term("exhibit_kind", kind),
        )


def _settles_too(exhibit: str, key: str, measure: str) -> None:
    """One exhibit shows a deed of one measure, the first it was put forward for; that one names its substitutes."""
    others = list(Claim.objects.filter(exhibit_id=exhibit, recorded_to=OPEN).order_by("stamp", "id"))
    if any(other.key == key for other in others):
        raise AlreadyClaimed(exhibit=exhibit, key=key)
    if others and measure != others[0].measure:
        shown = queries.encoded(others[0].measure).measure
        if measure not in shown.substitutes:
            raise NoSubstitute(first=shown.title, second=queries.encoded(measure).measure.title)


@act("claims.filed", needs="claim_duty")
def claim_many(deed: Deed, *, claims: Iterable[dict[str, Any]], progress: Callable[[int], None] | None = None) -> int:
    """Put many exhibits forward at once, sealed as one entry.

    Each claim is ``{exhibit_id, key, measure, subject, marker, kind, happened_on}``; the caller has them from the
    ledger. The subject of each must stand within the actor's reach.
    """

    def rows() -> Iterator[dict[str, Any]]:
        for batch in batches(claims):
            within_reach(deed, (one["subject"] for one in batch))
            unrecused(deed, (one["key"] for one in batch))
            yield from ({"claimed_by": deed.by.signature, **one} for one in batch)

    count = deed.record_many(Claim, rows(), progress=progress)
    deed.note(count=count)
    return count


@act("claim.withdrawn", needs="claim_duty")
def withdraw_claim(deed: Deed, *, filed: Claim, reason: str) -> Withdrawal:
    """Take a claim back, with a reason that stays on record; the exhibit stays, the duty is open again.

    Raises:
        NoReason: the reason is empty.
        AlreadyWithdrawn: the claim was taken back before.
    """
    if not reason.strip():
        raise NoReason()
    still_open(filed)
    the_duty(deed, filed.key)
    deed.close([filed])
    withdrawal = Withdrawal(claim=filed, reason=reason, withdrawn_by=deed.by.signature)
    deed.record(withdrawal)
    deed.about(f"duty:{filed.key}")
    return withdrawal


def still_open(filed: Claim) -> None:
    """Refuse a claim that was taken back.

    Raises:
        AlreadyWithdrawn: it was.
    """
    if not Claim.objects.filter(id=filed.id, recorded_to=OPEN).exists():
        raise AlreadyWithdrawn(key=filed.key)


def batches(source: Iterable[Any]) -> Iterator[list[Any]]:
    """A long source in lists of ``BATCH``."""
    batch: list[Any] = []
    for one in source:
        batch.append(one)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
