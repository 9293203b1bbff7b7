"""What was planned, put on record: exhibits, claims and their verification, one act of each kind a month."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from tongjian import terms
from tongjian.duties import acts as duties
from tongjian.duties.dialect import duty_key
from tongjian.evidence import acts as evidence
from tongjian.rulebook import Rulebook
from tongjian.site.demo.accounts import Accounts
from tongjian.site.demo.events import month_end
from tongjian.site.demo.exhibits import Deed
from tongjian.site.demo.names import LABEL
from tongjian.site.demo.people import TODAY
from tongjian.trail.acts import SYSTEM
from tongjian.trail.identifiers import new_id

CLAIMS, VERIFIES = "city-office", "city-cases"
# Whoever reported stands in no exhibit here: such material belongs to the reporter vault.
NEVER_HERE = {"reporter_identity": "case_restricted"}


def by_month(deeds: Iterable[Deed]) -> dict[date, list[Deed]]:
    """The deeds by the day on which their exhibits were filed: the end of the month, for the slow ones of the next."""
    months: dict[date, list[Deed]] = defaultdict(list)
    for deed in deeds:
        end = month_end(deed.happened_on)
        months[month_end(end + timedelta(days=1)) if deed.slow and end < TODAY else end].append(deed)
    return {month: sorted(months[month], key=lambda deed: (deed.happened_on, deed.owner, deed.measure, deed.settles))
            for month in sorted(months)}


def file_month(month: date, deeds: list[Deed], *, committee: str, accounts: Accounts, book: Rulebook,
               day: Callable[[date], None]) -> tuple[int, int]:
    """File the exhibits of a month and put them forward; returns how many exhibits and claims.

    Args:
        committee: the organ in whose chain the claims are sealed.
        day: told the office day before the acts, so that identifiers follow it.
    """
    day(month)
    ids = [new_id() for _ in deeds]
    evidence.file_many(by=SYSTEM, where=None, on=month, exhibits=_exhibits(deeds, ids, book))
    claims = list(_claims(deeds, ids))
    duties.claim_many(by=accounts.acting(CLAIMS, month), where=committee, on=month,
                      claims=({name: value for name, value in one.items() if name != "verified"} for one in claims))
    confirmed = [one["id"] for one in claims if one["verified"]]
    if confirmed:
        duties.verify_many(by=accounts.acting(VERIFIES, month), where=committee, on=month, claims=confirmed)
    return len(ids), len(claims)


def _exhibits(deeds: list[Deed], ids: list[str], book: Rulebook) -> Iterator[dict[str, Any]]:
    said: dict[tuple[str, str], tuple[str, str]] = {}
    for deed, id_ in zip(deeds, ids, strict=True):
        if (deed.measure, deed.kind) not in said:
            said[deed.measure, deed.kind] = _said(book, deed)
        title, secrecy = said[deed.measure, deed.kind]
        period = f" {deed.marker}" if deed.marker[:4].isdigit() and len(deed.marker) < 8 else ""
        yield {"id": id_, "owner_organ": deed.owner, "kind": deed.kind, "title": f"{title}{period}{LABEL}",
               "happened_on": deed.happened_on, "secrecy": secrecy}


def _said(book: Rulebook, deed: Deed) -> tuple[str, str]:
    measure = book.measure(deed.measure).measure
    return (f"{measure.title.zh}：{terms.label('exhibit_kind', deed.kind)}",
            NEVER_HERE.get(measure.secrecy, measure.secrecy))


def _claims(deeds: list[Deed], ids: list[str]) -> Iterator[Mapping[str, Any]]:
    for deed, exhibit in zip(deeds, ids, strict=True):
        for measure, subject, marker, verified in deed.settles:
            yield {"id": new_id(), "exhibit_id": exhibit, "key": duty_key(f"{measure}|{subject}|{marker}"),
                   "measure": measure, "subject": subject, "marker": marker, "kind": deed.kind,
                   "happened_on": deed.happened_on, "verified": verified}
