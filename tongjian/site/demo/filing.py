"""What was planned, put on record: exhibits, claims and their verification, one act of each kind a month."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from tongjian import terms
from tongjian.duties import acts as duties
from tongjian.duties import queries
from tongjian.duties.dialect import duty_key
from tongjian.evidence import acts as evidence
from tongjian.rulebook import Rulebook
from tongjian.site.demo.accounts import Accounts
from tongjian.site.demo.events import month_end
from tongjian.site.demo.exhibits import Paper
from tongjian.site.demo.names import LABEL
from tongjian.site.demo.people import TODAY
from tongjian.trail.acts import SYSTEM
from tongjian.trail.identifiers import new_id

CLAIMS, VERIFIES, ABOVE = "city-office", "city-cases", "province-office"
# Whoever reported stands in no exhibit here: such material belongs to the reporter vault.
NEVER_HERE = {"reporter_identity": "case_restricted"}


def by_month(papers: Iterable[Paper]) -> dict[date, list[Paper]]:
    """The papers by the day on which their exhibits were filed: the end of the month, for the slow ones of the next."""
    months: dict[date, list[Paper]] = defaultdict(list)
    for paper in papers:
        end = month_end(paper.happened_on)
        months[month_end(end + timedelta(days=1)) if paper.slow and end < TODAY else end].append(paper)
    return {
        month: sorted(months[month], key=lambda paper: (paper.happened_on, paper.owner, paper.measure, paper.settles))
        for month in sorted(months)
    }


def file_month(
    month: date, papers: list[Paper], *, committee: str, accounts: Accounts, book: Rulebook, day: Callable[[date], None]
) -> tuple[int, int]:
    """File the exhibits of a month and put them forward; returns how many exhibits and claims.

    Args:
        committee: the organ in whose chain the claims are sealed.
        day: told the office day before the acts, so that identifiers follow it.
    """
    day(month)
    ids = [new_id() for _ in papers]
    evidence.file_many(by=SYSTEM, where=None, on=month, exhibits=_exhibits(papers, ids, book))
    claims = list(_claims(papers, ids))
    duties.claim_many(
        by=accounts.acting(CLAIMS, month),
        where=committee,
        on=month,
        claims=({name: value for name, value in one.items() if name != "verified"} for one in claims),
    )
    _verify([one["id"] for one in claims if one["verified"]], month, committee=committee, accounts=accounts)
    return len(ids), len(claims)


def _verify(claims: list[str], month: date, *, committee: str, accounts: Accounts) -> None:
    """Whom the book names verifies: in the city its discipline organ; what stands above the city, the province."""
    if not claims:
        return
    named = queries.verifying_organs(claims=claims, on=month)
    city, province = accounts.acting(VERIFIES, month), accounts.acting(ABOVE, month)
    here = {organ: city.may("verify_claim", organ) for organ in set(named.values())}
    above = [one for one in claims if one in named and not here[named[one]]]
    duties.verify_many(by=city, where=committee, on=month, claims=[one for one in claims if one not in set(above)])
    if above:
        duties.verify_many(by=province, where=province.organ, on=month, claims=above)


def _exhibits(papers: list[Paper], ids: list[str], book: Rulebook) -> Iterator[dict[str, Any]]:
    said: dict[tuple[str, str], tuple[str, str]] = {}
    for paper, id_ in zip(papers, ids, strict=True):
        if (paper.measure, paper.kind) not in said:
            said[paper.measure, paper.kind] = _said(book, paper)
        title, secrecy = said[paper.measure, paper.kind]
        period = f" {paper.marker}" if paper.marker[:4].isdigit() and len(paper.marker) < 8 else ""
        yield {
            "id": id_,
            "owner_organ": paper.owner,
            "kind": paper.kind,
            "title": f"{title}{period}{LABEL}",
            "happened_on": paper.happened_on,
            "secrecy": secrecy,
        }


def _said(book: Rulebook, paper: Paper) -> tuple[str, str]:
    measure = book.measure(paper.measure).measure
    return (
        f"{measure.title.zh}：{terms.label('exhibit_kind', paper.kind)}",
        NEVER_HERE.get(measure.secrecy, measure.secrecy),
    )


def _claims(papers: list[Paper], ids: list[str]) -> Iterator[Mapping[str, Any]]:
    for paper, exhibit in zip(papers, ids, strict=True):
        for measure, subject, marker, verified in paper.settles:
            yield {
                "id": new_id(),
                "exhibit_id": exhibit,
                "key": duty_key(f"{measure}|{subject}|{marker}"),
                "measure": measure,
                "subject": subject,
                "marker": marker,
                "kind": paper.kind,
                "happened_on": paper.happened_on,
                "verified": verified,
            }
