"""Putting an exhibit forward for a duty, looking at it, taking it back."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from tongjian.duties.models import Claim, Duty, Term, Verification
from tongjian.duties.refusals import (
    AlreadyClaimed,
    NoSubstitute,
    NoSuchDuty,
    NoSuchExhibit,
    SamePerson,
    WrongExhibit,
)
from tongjian.evidence import queries as exhibits
from tongjian.trail.acts import Deed, act
from tongjian.trail.models import OPEN


def _allows(first: str, second: str) -> bool:
    """Whether one exhibit may settle a duty of each of two measures: the same measure, or a named substitute."""
    if first == second:
        return True
    named = {term.measure: term.substitutes for term in Term.objects.filter(measure__in=(first, second))}
    return f"|{second}|" in named.get(first, "") or f"|{first}|" in named.get(second, "")


@act("claim.filed", needs="claim_duty")
def claim(deed: Deed, *, exhibit: str, key: str, happened_on: date | None = None) -> Claim:
    """Put an exhibit forward for a duty; the day of the deed it shows is proposed from the exhibit.

    Raises:
        WrongExhibit: the measure asks for another kind.
        AlreadyClaimed: this exhibit already stands for this duty.
        NoSubstitute: the exhibit settles a duty of another measure, and neither measure allows it.
    """
    duty = Duty.objects.filter(key=key).first()
    if duty is None:
        raise NoSuchDuty(key=key)
    shown = exhibits.exhibit(seen_by=deed.by, id=exhibit)
    if shown is None:
        raise NoSuchExhibit(exhibit=exhibit)
    asked = Term.objects.get(term=duty.term).kinds
    if f"|{shown.kind}|" not in asked:
        raise WrongExhibit(measure=duty.measure, asked=asked.strip("|").replace("|", "、"), given=shown.kind)
    others = list(Claim.objects.filter(exhibit_id=exhibit, recorded_to=OPEN))
    if any(other.key == key for other in others):
        raise AlreadyClaimed(exhibit=exhibit, key=key)
    for other in others:
        if not _allows(other.measure, duty.measure):
            raise NoSubstitute(first=other.measure, second=duty.measure)
    filed = Claim(
        exhibit_id=exhibit,
        key=key,
        measure=duty.measure,
        subject=duty.subject,
        marker=duty.marker,
        kind=shown.kind,
        happened_on=happened_on or shown.happened_on,
        claimed_by=deed.by.signature,
    )
    deed.record(filed)
    deed.about(f"duty:{key}")
    deed.note(exhibit=exhibit)
    return filed


@act("claims.filed", needs="claim_duty")
def claim_many(deed: Deed, *, claims: Iterable[dict[str, Any]], progress: Callable[[int], None] | None = None) -> int:
    """Put many exhibits forward at once, sealed as one entry.

    Each claim is ``{exhibit_id, key, measure, subject, marker, kind, happened_on}``; the caller has them from the ledger.
    """
    rows = (Claim(claimed_by=deed.by.signature, **one) for one in claims)
    count = deed.record_many(Claim, rows, progress=progress)
    deed.note(count=count)
    return count


@act("claim.verified", needs="verify_claim")
def verify_claim(deed: Deed, *, filed: Claim) -> Verification:
    """A second person confirms that the exhibit shows what it should."""
    if filed.claimed_by == deed.by.signature:
        raise SamePerson()
    verification = Verification(claim=filed, verified_by=deed.by.signature)
    deed.record(verification)
    deed.about(f"duty:{filed.key}")
    return verification


@act("claims.verified", needs="verify_claim")
def verify_many(deed: Deed, *, claims: Iterable[str], progress: Callable[[int], None] | None = None) -> int:
    """Confirm many claims at once, by id, sealed as one entry; none of them may be one's own."""
    wanted = list(claims)
    if Claim.objects.filter(id__in=wanted[:500], claimed_by=deed.by.signature).exists():
        raise SamePerson()
    rows = (Verification(claim_id=one, verified_by=deed.by.signature) for one in wanted)
    count = deed.record_many(Verification, rows, progress=progress)
    deed.note(count=count)
    return count


@act("claim.withdrawn", needs="claim_duty")
def withdraw_claim(deed: Deed, *, filed: Claim, reason: str) -> None:
    """Take a claim back, with a reason; the exhibit stays, the duty is open again."""
    deed.close([filed])
    deed.about(f"duty:{filed.key}")
    deed.note(reason_given=bool(reason))
