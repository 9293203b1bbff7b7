"""What was done about one duty, and what one exhibit could settle beside it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tongjian.access.queries import closed_to
from tongjian.duties.models import Claim, Objection, Relief, Term, Verification, Withdrawal
from tongjian.duties.queries.ledger import Asked, duty, rows, scope_sql
from tongjian.duties.queries.lists import duties
from tongjian.duties.queries.why import encoded
from tongjian.duties.refusals import NoSuchDuty
from tongjian.duties.state import LIVE
from tongjian.trail.models import OPEN


@dataclass(frozen=True)
class Claimed:
    """An exhibit put forward for a duty; ``beside`` counts the other duties it stands for."""

    id: str
    exhibit: str
    title: str
    owner: str
    kind: str
    happened_on: date
    secrecy: str
    claimed_by: str
    filed_on: date
    verified_on: date | None
    verified_by: str
    withdrawn: str
    beside: int


@dataclass(frozen=True)
class Happened:
    """One thing that somebody did about a duty, in the order of days; ``what`` is a key of the texts of the page."""

    day: date
    what: str
    signature: str
    detail: str = ""


def claimed(*, seen_by: Any, key: str, as_of: date) -> list[Claimed]:
    """The exhibits put forward for a duty, the withdrawn ones last, if the viewer may see the duty.

    Raises:
        NoSuchDuty: there is none within the viewer's reach.
    """
    _seen(seen_by, key, as_of)
    found = list(Claim.objects.filter(key=key).select_related("exhibit").order_by("-recorded_to", "happened_on", "id"))
    beside = _beside(seen_by, key, [one.exhibit_id for one in found])
    closed = closed_to(seen_by=seen_by, kind="organ")
    verified = {
        one.claim_id: one for one in Verification.objects.filter(claim__in=[one.id for one in found], recorded_to=OPEN)
    }
    taken_back = dict(Withdrawal.objects.filter(claim__in=[one.id for one in found]).values_list("claim_id", "reason"))
    return [
        Claimed(
            one.id,
            one.exhibit_id,
            "" if one.exhibit.owner_organ_id in closed else one.exhibit.title,
            one.exhibit.owner_organ_id,
            one.kind,
            one.happened_on,
            one.exhibit.secrecy,
            one.claimed_by,
            one.recorded_from,
            verified[one.id].recorded_from if one.id in verified else None,
            verified[one.id].verified_by if one.id in verified else "",
            taken_back.get(one.id, ""),
            beside.get(one.exhibit_id, 0),
        )
        for one in found
    ]


def _beside(seen_by: Any, key: str, exhibits: Sequence[str]) -> dict[str, int]:
    """For how many other duties within the viewer's reach each exhibit stands."""
    if not exhibits:
        return {}
    marks = ", ".join(["%s"] * len(exhibits))
    found = rows(
        f"SELECT c.exhibit_id AS exhibit, COUNT(*) AS n FROM duties_claim c JOIN duties_duty d ON d.key = c.key "
        f"WHERE c.exhibit_id IN ({marks}) AND c.recorded_to = '{OPEN.isoformat()}' AND c.key <> %s "
        f"AND {scope_sql(seen_by)} GROUP BY 1",
        [*exhibits, key],
    )
    return {row["exhibit"]: row["n"] for row in found}


def claim_row(*, seen_by: Any, key: str, claim: str, as_of: date) -> Claim | None:
    """One claim for a duty that stands, if the viewer may see the duty."""
    _seen(seen_by, key, as_of)
    return Claim.objects.filter(id=claim, key=key, recorded_to=OPEN).first()


def contested_among(*, keys: Collection[str]) -> set[str]:
    """Which of the duties await an answer to an objection.

    No ``seen_by``: whoever may see a duty may see that it is contested.
    """
    waiting = Objection.objects.filter(key__in=keys, recorded_to=OPEN, answered_on=None)
    return set(waiting.values_list("key", flat=True))


def objections(*, seen_by: Any, key: str, as_of: date) -> list[Objection]:
    """The objections to a duty with their answers, the latest first, if the viewer may see the duty."""
    _seen(seen_by, key, as_of)
    return list(Objection.objects.filter(key=key, recorded_to=OPEN).order_by("-raised_on", "-id"))


def happened(*, seen_by: Any, key: str, as_of: date) -> list[Happened]:
    """What was done about a duty, the latest first."""
    found = []
    for one in claimed(seen_by=seen_by, key=key, as_of=as_of):
        found.append(Happened(one.filed_on, "claimed", one.claimed_by, one.title))
        if one.verified_on:
            found.append(Happened(one.verified_on, "verified", one.verified_by, one.title))
    for objection in objections(seen_by=seen_by, key=key, as_of=as_of):
        found.append(Happened(objection.raised_on, "objected", objection.raised_by))
        if objection.answered_on:
            found.append(Happened(objection.answered_on, "answered", objection.answered_by))
    for relief in Relief.objects.filter(key=key, recorded_to=OPEN):
        found.append(Happened(relief.valid_from, relief.kind, relief.decided_by))
    return sorted(found, key=lambda one: one.day, reverse=True)


def settled_too(*, seen_by: Any, key: str, happened_on: date, as_of: date) -> list[dict[str, Any]]:
    """The other duties that the exhibit of a duty may settle because its measure says so: same subject, still to do.

    Of a window the day must lie in it; of a link of a chain on or after its first day.
    """
    row = _seen(seen_by, key, as_of)
    found = []
    for measure in encoded(row["measure"]).measure.substitutes:
        asked = Asked(measure=measure, subject=row["subject"], limit=500)
        found += [
            one
            for one in duties(seen_by=seen_by, as_of=as_of, asked=asked)
            if one["state"] in LIVE and one["opens"] <= happened_on and one["key"] != key
        ]
    return found


def progress(*, keys: Collection[str], terms: Collection[str]) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """For a page of the ledger: kinds of exhibits there by key of the duty, and kinds asked for by term.

    No ``seen_by``: whoever may see the rows may see how many exhibits they have.
    """
    there: dict[str, set[str]] = {}
    for key, kind in Claim.objects.filter(key__in=keys, recorded_to=OPEN).values_list("key", "kind"):
        there.setdefault(key, set()).add(kind)
    asked = dict(Term.objects.filter(term__in=terms).values_list("term", "kind_count"))
    return {key: len(kinds) for key, kinds in there.items()}, asked


def kinds_asked(*, term: str) -> list[str]:
    """The kinds of exhibits that a wording asks for."""
    kinds = Term.objects.filter(term=term).values_list("kinds", flat=True).first() or ""
    return [kind for kind in kinds.split("|") if kind]


def awaiting_signature(*, seen_by: Any, as_of: date) -> list[dict[str, Any]]:
    """The measures within reach that wait for a signed parameter: rows of the ledger in state ``inactive``."""
    return duties(seen_by=seen_by, as_of=as_of, asked=Asked(state="inactive", limit=500))


def _seen(seen_by: Any, key: str, as_of: date) -> dict[str, Any]:
    row = duty(seen_by=seen_by, key=key, as_of=as_of)
    if row is None:
        raise NoSuchDuty(key=key)
    return row
