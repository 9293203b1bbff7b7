"""压力数据 A synthetic register of any size, made directly as the relations of docs/semantics.md and kept as Parquet.

One province with its cities, counties and townships; every organ has one leading body. Places, posts, tenures and
events are drawn by Python's generator, exhibits and reliefs by digests of the duties they belong to, all by a fixed
seed. Nobody in it exists.
"""

import csv
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from tongjian import rulebook
from tongjian.calendar import Calendar
from tongjian.duties.almanac import almanac
from tongjian.duties.compile import Adopted, Governor, TermRow, clocks, terms
from tongjian.duties.relations import FACTS, RELATIONS

SEED = 20240101
BEGIN, ADOPTED, TODAY, END = date(2021, 1, 1), date(2024, 1, 1), date(2026, 11, 23), date(9999, 12, 31)
BOOK = "qinghe_demo"
ON_TIME, LATE = 820, 100  # per mille of the duties that had to be done

BELOW = {"province": ("city", 99), "city": ("county", 9), "county": ("township", 14)}
SEATS = ("party_committee", "government", "discipline_organ", "organization_department")
SINGLE = ("audit_office", "finance_department", "statistics_department", "petition_office", "peoples_congress",
          "political_consultative_conference", "court", "procuratorate")  # fmt: skip
COMMON = ("government_department", "party_department", "public_institution", "government_department",
          "state_enterprise", "mass_organization")  # fmt: skip
DEPARTMENTS = {"province": 36, "city": 40, "county": 44, "township": 12}
# How many lead a body, in order: top leaders, deputies, members.
MANNED = {"party_committee": (1, 2, 6), "government": (1, 5, 0), "discipline_organ": (1, 2, 4)}


@dataclass
class Organ:
    """One organ and its leading body, from a day until a day."""

    id: str
    organ_class: str
    level: str
    path: str
    committee: "Organ | None"  # what manages it
    leader: str = ""  # what leads it, of discipline organs
    offices: dict[str, str] = field(default_factory=dict)  # of a committee: who does what for it
    top: str = ""
    until: date = END
    renamed: date | None = None


class Register:
    """The organs of one province and everything in them, as rows of the relations."""

    def __init__(self, bodies: int, seed: int = SEED) -> None:
        self.random = Random(seed)
        self.numbers = itertools.count()
        self.rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in FACTS}
        self.organs = list(itertools.islice(self._place("province", None), bodies))
        self.root = self.organs[0].id
        self.rows["adopter"] = [(self.root,)]
        self._ends()
        for organ in self.organs:
            self._stands(organ)
        for organ in self.organs:
            self._borne(organ)

    def _id(self) -> str:
        """Like the register's own: ordered by the time of entry, then chance."""
        return f"{1609459200000 + next(self.numbers):012x}7{self.random.getrandbits(76):019x}"

    def _place(self, level: str, above: Organ | None) -> Iterator[Organ]:
        """The organs of one place, then of the places below it."""
        committee = self._organ(SEATS[0], level, above)
        rest = [self._organ(SEATS[number], level, committee) for number in (1, 2, 3)]
        committee.offices = {one.organ_class: one.id for one in rest}
        rest[1].leader = above.offices["discipline_organ"] if above else ""
        yield committee
        yield from rest
        singles = SINGLE if level != "township" else ()
        for number in range(DEPARTMENTS[level]):
            named = singles[number] if number < len(singles) else COMMON[number % len(COMMON)]
            yield self._organ(named, level, committee)
        below, count = BELOW.get(level, ("", 0))
        for _ in range(count):
            yield from self._place(below, committee)

    def _organ(self, organ_class: str, level: str, committee: Organ | None) -> Organ:
        name = self._id()
        path = f"{committee.path if committee else '/'}{name}/"
        return Organ(name, organ_class, level, path, committee)

    def _ends(self) -> None:
        """Of the departments one in a hundred is closed, one in two hundred merged; one in fifty organs renamed."""
        for before, organ in itertools.pairwise(self.organs):
            dice, day = self.random.random(), self._day(ADOPTED, TODAY)
            ordinary = organ.organ_class in COMMON and before.organ_class in COMMON
            if ordinary and dice < 0.015:
                organ.until = day
                if dice < 0.005 and before.until == END and before.committee is organ.committee:
                    self.rows["heir"].append((organ.id, day, before.id))
            elif dice < 0.035:
                organ.renamed = day

    def _day(self, first: date, last: date) -> date:
        return first + timedelta(days=self.random.randrange((last - first).days))

    def _stands(self, organ: Organ) -> None:
        turns = [BEGIN, *([organ.renamed] if organ.renamed else []), organ.until]
        for first, until in itertools.pairwise(turns):
            self.rows["place"].append((organ.id, organ.organ_class, organ.level, organ.path, first, until))
            self.rows["subject"].append(("organ", organ.id, organ.id, "", first, until))
        self.rows["subject"].append(("body", self._id(), organ.id, "", BEGIN, organ.until))
        manned = MANNED.get(organ.organ_class, (1, 2, 2))
        for role, count in zip(("top_leader", "deputy", "member"), manned, strict=True):
            for _ in range(count):
                post = self._id()
                organ.top = organ.top or post
                self.rows["subject"].append(("post", post, organ.id, role, BEGIN, organ.until))
                self._held(post, organ.until)

    def _held(self, post: str, until: date) -> None:
        """A third of the posts change hands once, a tenth twice; one change in six leaves a vacancy for a while."""
        dice, begin = self.random.random(), BEGIN
        if dice < 0.01:
            return  # nobody recorded who holds it
        for _ in range(2 if dice < 0.11 else 1 if dice < 0.44 else 0):
            change = begin + timedelta(days=self.random.randrange(300, 1000))
            if change >= min(until, TODAY):
                break
            self._tenure(post, self._id(), begin, change)
            begin = change
            if self.random.random() < 0.17:
                begin = min(change + timedelta(days=self.random.randrange(30, 250)), until)
                self._tenure(post, "", change, begin)
        if begin < until:
            self._tenure(post, self._id(), begin, until)

    def _tenure(self, post: str, holder: str, begin: date, until: date) -> None:
        kind = self.random.choice(("appointed", "appointed", "elected", "concurrent", "acting")) if holder else "vacant"
        self.rows["tenure"].append((self._id(), post, holder, kind, begin, until))

    def _borne(self, organ: Organ) -> None:
        """Whom each selector means for the subjects of this organ."""
        above = organ.committee
        meant = {
            "own_organ": (organ.id, ""),
            "own_top_leader": (organ.id, organ.top),
            "superior_committee": (above.id, "") if above else ("", ""),
            "superior_top_leader": (above.id, above.top) if above else ("", ""),
        }
        for office in ("discipline_organ", "organization_department"):
            if organ.offices:
                meant[f"own_{office}"] = (organ.offices[office], "")
            if not above or above.offices[office] != organ.id:
                meant[f"superior_{office}"] = (above.offices[office], "") if above else ("", "")
        if organ.organ_class == "discipline_organ":
            meant["leading_discipline_organ"] = (organ.leader, "")
        self.rows["bearer"] += [(selector, organ.id, *bearer, BEGIN, organ.until) for selector, bearer in meant.items()]

    def happen(self, laid: list[TermRow]) -> None:
        """Events on days since the adoption: for each kind one in twenty posts, one in five bodies and organs."""
        asked = {(kind, term.subject_kind) for term in laid for kind in term.events.strip("|").split("|") if kind}
        shares = {"post": 0.05, "body": 0.2, "organ": 0.2}
        named = {kind: dict.fromkeys(row[1] for row in self.rows["subject"] if row[0] == kind) for kind in shares}
        for kind, of in sorted(asked - {("tenure.started", "post")}):
            for subject in named[of]:
                if self.random.random() < shares[of]:
                    self.rows["event"].append((self._id(), kind, subject, "", self._day(ADOPTED, TODAY)))


def terms_of(root: str) -> list[TermRow]:
    """Every term of the fictional locality's book, adopted by the province."""
    return terms(rulebook.read(BOOK), [Governor(root, (Adopted(BOOK, ADOPTED, root),))])


def make(connection: Any, folder: Path, bodies: int) -> Register:
    """Write register, events, terms and calendar into ``folder``; exhibits and reliefs are empty until ``settle``."""
    register = Register(bodies)
    laid = terms_of(register.root)
    register.happen(laid)
    days = almanac(Calendar.read(), clocks(laid), since=ADOPTED, until=TODAY)
    rows: dict[str, Any] = {
        **register.rows,
        "term": [[term.columns()[name] for name in RELATIONS["term"]] for term in laid],
        "day": days.days(),
        "period": days.windows(),
        "deadline": days.deadlines(),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, columns in RELATIONS.items():
        _keep(connection, folder, name, columns, rows[name])
    return register


def _keep(connection: Any, folder: Path, name: str, columns: dict[str, str], rows: Any) -> None:
    text = folder / f"{name}.csv"
    with text.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    kinds = ", ".join(f"'{column}': '{kind.upper()}'" for column, kind in columns.items())
    connection.execute(
        f"COPY (SELECT * FROM read_csv('{text}', header = false, auto_detect = false, delim = ',', quote = '\"', "
        f"escape = '\"', nullstr = 'NULL', columns = {{{kinds}}})) TO '{folder}/{name}.parquet'"
    )
    text.unlink()


def draw(seed: str, width: int) -> str:
    """SQL for a number below ``width`` that follows from a duty's name and ``seed`` alone."""
    return f"CAST(md5_number_lower('{SEED}{seed}' || measure || '|' || subject || '|' || marker) % {width} AS INTEGER)"


def settle(connection: Any, folder: Path) -> None:
    """Draw exhibits and reliefs for the duties of the table ``owed`` (derived without any).

    Of what had to be done 82 % is done by the due day and 10 % later; one claim in twenty is not verified, one duty of
    several kinds in fifty lacks a kind; of a thousand duties three are waived and two suspended.
    """
    connection.execute(
        "CREATE TABLE drawn AS SELECT o.measure, o.subject, o.marker, o.generator, o.opens, o.due, "
        f"CAST(o.due - o.opens AS INTEGER) AS gap, string_split(trim(t.kinds, '|'), '|') AS kinds, "
        f"{draw('when', 1000)} AS dice, {draw('day', 100_003)} AS chance, {draw('rest', 1000)} AS rest "
        "FROM owed o JOIN term t USING (term, measure) WHERE o.due IS NOT NULL AND o.reason = ''"
    )
    once = f"""
        SELECT measure, subject, marker, unnest(CASE WHEN rest < 20 THEN kinds[1:1] ELSE kinds END) AS kind,
               CASE WHEN dice < {ON_TIME} THEN opens + chance % (gap + 1) ELSE due + 1 + chance % 60 END AS happened_on,
               CASE WHEN rest % 20 = 7 THEN 0 ELSE 1 END AS verified
        FROM drawn WHERE generator <> 'continuous' AND opens <= DATE '{TODAY}' AND dice < {ON_TIME + LATE}"""
    step = draw("' || turn || '", 1_000_003)
    again = f"""
        SELECT measure, subject, marker, kinds[1] AS kind,
               opens + CAST(SUM(step) OVER chain AS INTEGER) AS happened_on, 1 AS verified
        FROM (SELECT d.*, turn, CASE WHEN fate % 1000 < {ON_TIME} THEN gap // 2 + 1 + fate // 1000 % (gap // 2)
                                     WHEN fate % 1000 < {ON_TIME + LATE} THEN gap + 1 + fate // 1000 % 60 END AS step
              FROM (SELECT d.*, turn, {step} AS fate
                    FROM drawn d, range(1, 25) AS turns(turn) WHERE generator = 'continuous') d)
        WINDOW chain AS (PARTITION BY measure, subject, marker ORDER BY turn)
        QUALIFY COUNT(*) OVER chain = COUNT(step) OVER chain"""
    relieved = f"""
        SELECT measure, subject, marker, 'waiver' AS kind, opens + chance % (gap + 1) AS valid_from,
               DATE '{END}' AS valid_to
        FROM drawn WHERE rest BETWEEN 900 AND 902
        UNION ALL
        SELECT measure, subject, marker, 'suspension', due - 10 - chance % 20,
               CASE WHEN chance % 7 = 0 THEN DATE '{END}' ELSE due - 9 + chance % 40 END
        FROM drawn WHERE rest BETWEEN 910 AND 911"""
    for name, text in (("claim", f"({once}) UNION ALL ({again})"), ("relief", relieved)):
        past = f"WHERE happened_on <= DATE '{TODAY}'" if name == "claim" else ""
        listed = ", ".join(FACTS[name])
        connection.execute(
            f"COPY (SELECT {listed} FROM ({text}) {past} ORDER BY {listed}) TO '{folder}/{name}.parquet'"
        )
    connection.execute("DROP TABLE drawn")


def cut(connection: Any, folder: Path, into: Path, organs: list[str]) -> Path:
    """The same data for some organs only: their places, subjects and whatever speaks of these."""
    into.mkdir(parents=True, exist_ok=True)
    listed = ", ".join(f"'{organ}'" for organ in organs)
    here = f"SELECT id FROM '{folder}/subject.parquet' WHERE organ IN ({listed})"
    bounds = {
        "place": f"organ IN ({listed})",
        "subject": f"organ IN ({listed})",
        "bearer": f"organ IN ({listed})",
        "tenure": f"post IN ({here})",
        **dict.fromkeys(("event", "claim", "relief"), f"subject IN ({here})"),
    }
    for name in RELATIONS:
        where = f"WHERE {bounds[name]}" if name in bounds else ""
        connection.execute(f"COPY (SELECT * FROM '{folder}/{name}.parquet' {where}) TO '{into}/{name}.parquet'")
    return into
