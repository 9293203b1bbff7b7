"""压力数据 stress data: a register of real size with masked names, tenures and exhibits drawn by seed.

Nothing in it is anybody: areas are codes, office-holders are numbers, lateness is drawn by chance. It exists to
measure, is marked as stress data wherever it is shown, and is written through acts like everything else.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from tongjian.access.mandate import SYSTEM as ENGINE
from tongjian.duties.dialect import duty_key
from tongjian.duties.models import Claim, Event, Term, Verification
from tongjian.evidence import acts as evidence
from tongjian.evidence.models import Exhibit
from tongjian.lake.store import Lake
from tongjian.register.models import Holder, Tenure
from tongjian.trail.acts import SYSTEM, Deed, act
from tongjian.trail.identifiers import new_id

ADOPTED, TODAY = date(2024, 1, 1), date(2026, 11, 23)
ON_TIME, LATE = 0.82, 0.10
Tell = Callable[[str, int], None]


@act("stress.people_entered", needs="keep_register")
def enter_people(deed: Deed, *, posts: list[str], seed: int, tell: Tell) -> dict[str, int]:
    """Give every post its holders since 2021: a third change once, one in fifty stands vacant for a while."""
    drawn = list(_tenures(posts, Random(seed)))
    holders = [new_id() for tenure in drawn if tenure[1]]
    names = iter(holders)
    deed.record_many(Holder, ({"id": one, "name": f"任职者-{number:06}"} for number, one in enumerate(holders)),
                     progress=lambda done: tell("任职者", done))  # fmt: skip
    rows = (
        {"post_id": post, "holder_id": next(names) if held else None, "kind": "appointed" if held else "vacant",
         "valid_from": since, "valid_to": until}
        for post, held, since, until in drawn
    )  # fmt: skip
    count = deed.record_many(Tenure, rows, progress=lambda done: tell("任职", done))
    deed.note(holders=len(holders), tenures=count)
    return {"holders": len(holders), "tenures": count}


def _tenures(posts: list[str], random: Random) -> Iterator[tuple[str, bool, date, date]]:
    begin, end, years = date(2021, 1, 1), date(9999, 12, 31), 365 * 5
    for post in posts:
        if random.random() < 0.67:
            yield post, True, begin, end
            continue
        change = begin + timedelta(days=random.randrange(400, years))
        yield post, True, begin, change
        if random.random() < 0.06:
            filled = change + timedelta(days=random.randrange(30, 200))
            yield post, False, change, filled
            change = filled
        yield post, True, change, end


@act("stress.events_confirmed", needs="confirm_event")
def confirm_events(deed: Deed, *, kinds: dict[str, list[str]], seed: int, share: float, tell: Tell) -> int:
    """Confirm events of each kind for a share of its subjects on days drawn since the adoption."""
    random, span = Random(seed), (TODAY - ADOPTED).days
    rows = (
        {"kind": kind, "subject": subject, "detail": "", "day": ADOPTED + timedelta(days=random.randrange(span)),
         "confirmed_by": deed.by.signature}
        for kind, subjects in kinds.items() for subject in subjects if random.random() < share
    )  # fmt: skip
    return deed.record_many(Event, rows, progress=lambda done: tell("事件", done))


@act("stress.claims_filed", needs="claim_duty")
def file_claims(deed: Deed, *, claims: Iterator[dict[str, Any]], tell: Tell) -> int:
    return deed.record_many(Claim, claims, progress=lambda done: tell("对应关系", done))


@act("stress.claims_verified", needs="verify_claim")
def verify_claims(deed: Deed, *, claims: Iterator[str], tell: Tell) -> int:
    rows = ({"claim_id": one, "verified_by": "system:check"} for one in claims)
    return deed.record_many(Verification, rows, progress=lambda done: tell("核验", done))


def settle(home: Path, seed: int, tell: Tell) -> dict[str, int]:
    """File exhibits for what the newest generation of the lake owes: 82 % on time, 10 % late, the rest missing.

    The members of one body share the exhibit of one act; a chain gets one claim after another. The same draw is made
    twice, first for the exhibits, then for the claims, so that neither has to be held in memory.
    """
    with Lake(home).session() as session:
        Lake(home).read("duties", "rows", session).create_view("owed")
        session.execute("CREATE TABLE term_of (term VARCHAR, kinds VARCHAR, verify INTEGER)")
        terms = list(Term.objects.values_list("term", "kinds", "verify"))
        session.executemany("INSERT INTO term_of VALUES (?, ?, ?)", terms)
        if not Exhibit.objects.exists():
            first = _Papers(Random(seed))
            drawn = (one for _ in first.claims(_duties(session), []) for one in first.taken())
            evidence.file_many(
                by=SYSTEM, where=None, on=TODAY, exhibits=drawn, progress=lambda done: tell("材料", done)
            )
        # Identifiers ascend in the order of filing, which is the order of the draw.
        names = Exhibit.objects.order_by("id").values_list("id", flat=True).iterator(chunk_size=50_000)
        second, verified = _Papers(Random(seed), names), []
        claims = second.claims(_duties(session), verified)
        total = file_claims(by=SYSTEM, where=None, on=TODAY, claims=claims, tell=tell)
    verify_claims(by=SYSTEM, where=None, on=TODAY, claims=iter(verified), tell=tell)
    return {"exhibits": Exhibit.objects.count(), "claims": total, "verified": len(verified)}


def _duties(session: Any) -> Iterator[tuple[Any, ...]]:
    return _rows(session.cursor().execute(
        "SELECT o.measure, o.subject, o.marker, o.subject_organ, o.generator, o.opens, o.due, t.kinds, t.verify "
        "FROM owed o JOIN term_of t USING (term) "
        f"WHERE o.due IS NOT NULL AND o.reason = '' AND o.opens <= DATE '{TODAY}' "
        "ORDER BY o.measure, o.subject_organ, o.marker, o.subject"))  # fmt: skip


def _rows(found: Any) -> Iterator[tuple[Any, ...]]:
    while rows := found.fetchmany(50_000):
        yield from rows


class _Papers:
    """Exhibits, one for each act of one organ, and the claims that refer to them."""

    def __init__(self, random: Random, names: Iterator[str] | None = None) -> None:
        self.random = random
        self.names = names
        self.filed: list[dict[str, Any]] = []
        self.at: tuple[Any, ...] = ()
        self.shared: dict[str, tuple[str, date] | None] = {}

    def taken(self) -> list[dict[str, Any]]:
        """The exhibits made since the last call."""
        made, self.filed = self.filed, []
        return made

    def claims(self, duties: Iterator[tuple[Any, ...]], verified: list[str]) -> Iterator[dict[str, Any]]:
        for measure, subject, marker, organ, generator, opens, due, kinds, verify in duties:
            if generator == "continuous":
                acts = self._chain(organ, opens, due, kinds)
            else:
                acts = self._once(
                    (measure, organ, marker if generator == "periodic" else subject + marker), organ, opens, due, kinds
                )
            for kind, exhibit, day in acts:
                one = {"id": new_id(), "exhibit_id": exhibit, "key": duty_key(f"{measure}|{subject}|{marker}"),
                       "measure": measure, "subject": subject, "marker": marker, "kind": kind, "happened_on": day,
                       "claimed_by": "system:stress"}  # fmt: skip
                if verify:
                    verified.append(one["id"])
                yield one

    def _once(
        self, act_key: tuple[Any, ...], organ: str, opens: date, due: date, kinds: str
    ) -> Iterator[tuple[str, str, date]]:
        if act_key != self.at:
            self.at, self.shared = act_key, {}
            day = self._day(opens, due)
            for kind in kinds.strip("|").split("|"):
                self.shared[kind] = None if day is None else (self._file(organ, kind, day), day)
        for kind, found in self.shared.items():
            if found:
                yield kind, *found

    def _chain(self, organ: str, opens: date, due: date, kinds: str) -> Iterator[tuple[str, str, date]]:
        gap, day, kind = (due - opens).days, opens, kinds.strip("|").split("|")[0]
        while True:
            found = self._day(day + timedelta(days=gap * 4 // 5), day + timedelta(days=gap))
            if found is None or found <= day or found >= TODAY:
                return
            yield kind, self._file(organ, kind, found), found
            day = found

    def _day(self, opens: date, due: date) -> date | None:
        dice = self.random.random()
        if dice < ON_TIME:
            day = opens + timedelta(days=self.random.randint(0, max(0, (due - opens).days)))
        elif dice < ON_TIME + LATE:
            day = due + timedelta(days=self.random.randint(1, 60))
        else:
            return None
        return day if day <= TODAY else None

    def _file(self, organ: str, kind: str, day: date) -> str:
        if self.names is not None:
            return next(self.names)
        name = new_id()
        self.filed.append({"id": name, "owner_organ": organ, "kind": kind, "title": "压力数据", "happened_on": day})
        return name


__all__ = ["ADOPTED", "ENGINE", "TODAY", "confirm_events", "enter_people", "settle"]
