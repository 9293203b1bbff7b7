"""A second person looks at what was put forward for a duty; the book may say of which organ."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from tongjian import terms
from tongjian.access.queries import share_a_person
from tongjian.duties import queries
from tongjian.duties.acts._reach import duty_for, unrecused, within_reach
from tongjian.duties.acts.claims import batches, still_open
from tongjian.duties.models import Claim, Verification
from tongjian.duties.refusals import AlreadyVerified, AlreadyWithdrawn, NotTheVerifier, SamePerson
from tongjian.trail.acts import Deed, act
from tongjian.trail.models import OPEN

POWER = "verify_claim"
CHUNK = 500


@act("claim.verified", needs=POWER)
def verify_claim(deed: Deed, *, filed: Claim) -> Verification:
    """A second person confirms that the exhibit shows what it should; the book may say of which organ.

    Raises:
        SamePerson: the claim is one's own under any mandate, or was put forward on one's behalf.
        NotTheVerifier: the measure names another organ.
    """
    still_open(filed)
    named = queries.verifier_of(filed.key, known_on=deed.on)
    _, is_named = duty_for(deed, filed.key, power=POWER, selector=named)
    if share_a_person(filed.claimed_by, deed.by.signature):
        raise SamePerson()
    if Verification.objects.filter(claim=filed, recorded_to=OPEN).exists():
        raise AlreadyVerified(key=filed.key)
    if named and not is_named:
        raise NotTheVerifier(who=terms.term("selector", named))
    verification = Verification(claim=filed, verified_by=deed.by.signature)
    deed.record(verification)
    deed.about(f"duty:{filed.key}")
    return verification


@act("claims.verified", needs=POWER)
def verify_many(deed: Deed, *, claims: Iterable[str], progress: Callable[[int], None] | None = None) -> int:
    """Confirm many claims at once, by id, sealed as one entry; what `verify_claim` refuses of one refuses them all."""
    checked = _Checked(deed)

    def rows() -> Iterator[dict[str, Any]]:
        for batch in batches(claims):
            for start in range(0, len(batch), CHUNK):
                checked.look_at(batch[start : start + CHUNK])
            yield from ({"claim_id": one, "verified_by": deed.by.signature} for one in batch)

    count = deed.record_many(Verification, rows(), progress=progress)
    deed.note(count=count)
    return count


class _Checked:
    """What is asked of many claims, each question once: whose hand, which verifier, whether empowered there."""

    def __init__(self, deed: Deed) -> None:
        self.deed = deed
        self.same_hand: dict[str, bool] = {}
        self.empowered: dict[str, bool] = {}

    def look_at(self, ids: Sequence[str]) -> None:
        found = list(Claim.objects.filter(id__in=ids, recorded_to=OPEN))
        if len(found) < len(set(ids)):
            gone = Claim.objects.filter(id__in=set(ids) - {one.id for one in found}).first()
            raise AlreadyWithdrawn(key=gone.key if gone else ids[0])
        twice = Verification.objects.filter(claim__in=ids, recorded_to=OPEN).select_related("claim").first()
        if twice:
            raise AlreadyVerified(key=twice.claim.key)
        if any(self._own(one.claimed_by) for one in found):
            raise SamePerson()
        named = queries.verifiers_of(found, on=self.deed.on)
        for selector, organ in named.values():
            if not self._may(organ):
                raise NotTheVerifier(who=terms.term("selector", selector))
        within_reach(self.deed, (one.subject for one in found if one.id not in named))
        unrecused(self.deed, (one.key for one in found))

    def _own(self, signature: str) -> bool:
        if signature not in self.same_hand:
            self.same_hand[signature] = share_a_person(signature, self.deed.by.signature)
        return self.same_hand[signature]

    def _may(self, organ: str) -> bool:
        if organ not in self.empowered:
            self.empowered[organ] = self.deed.by.may(POWER, organ)
        return self.empowered[organ]
