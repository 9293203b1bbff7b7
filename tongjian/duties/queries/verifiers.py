"""Who verifies what was put forward: the organ that the book names, if it names one."""

from collections.abc import Iterable
from datetime import date

from tongjian.access.queries import SYSTEM as ENGINE
from tongjian.duties.models import Claim, Duty
from tongjian.duties.queries.ledger import duty
from tongjian.duties.queries.relations import meant_for
from tongjian.duties.queries.why import wording_of

Row = dict[str, str]
CHUNK = 500
COLUMNS = ("key", "measure", "subject", "term", "governor", "subject_organ")


def verifier_of(key: str, *, known_on: date) -> str | None:
    """The selector of whoever verifies what is put forward for a duty; none where the book names nobody."""
    row = duty(seen_by=ENGINE, key=key, as_of=known_on)
    wording = wording_of(row, known_on=known_on) if row else None
    return wording.verified_by if wording else None


def verifiers_of(claims: Iterable[Claim], *, on: date) -> dict[str, tuple[str, str]]:
    """For the claims whose book names a verifier: by id of the claim the selector, and the organ it means.

    Where the named superior stands outside this system, the organ that adopted the book verifies. A link of a chain
    that the ledger does not hold yet is verified as the newest link that it holds.
    """
    claims = list(claims)
    rows = _rows(claims)
    named: dict[str, dict[str, Row]] = {}
    selectors: dict[str, str | None] = {}
    for claim in claims:
        row = rows.get(claim.key) or rows.get(f"{claim.measure}|{claim.subject}")
        if row is None:
            continue
        if row["term"] not in selectors:
            wording = wording_of(row, known_on=on)
            selectors[row["term"]] = wording.verified_by if wording else None
        if selector := selectors[row["term"]]:
            named.setdefault(selector, {})[claim.id] = row
    found = {}
    for selector, about in named.items():
        organs = {row["subject_organ"] for row in about.values()}
        meant = meant_for(selector=selector, organs=organs, day=on, known_on=on)
        for claim_id, row in about.items():
            found[claim_id] = (selector, meant.get(row["subject_organ"]) or row["governor"])
    return found


def verifying_organs(*, claims: Iterable[str], on: date) -> dict[str, str]:
    """By id of a claim the organ that verifies it, where the book names one.

    No ``seen_by``: it says whom to ask, nothing of the claim.
    """
    ids = list(claims)
    return {
        claim: organ
        for start in range(0, len(ids), CHUNK)
        for claim, (_, organ) in verifiers_of(Claim.objects.filter(id__in=ids[start : start + CHUNK]), on=on).items()
    }


def _rows(claims: list[Claim]) -> dict[str, Row]:
    """The rows of the ledger by key, and the newest of each measure and subject."""
    measures, subjects = {one.measure for one in claims}, {one.subject for one in claims}
    beside = Duty.objects.filter(measure__in=measures, subject__in=subjects).order_by("opens").values(*COLUMNS)
    found: dict[str, Row] = {}
    for row in beside:
        found[row["key"]] = found[f"{row['measure']}|{row['subject']}"] = row
    return found
