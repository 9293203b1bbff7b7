"""Builds the demo in the database at hand, in order, telling how far it is.

Each part draws from a generator of its own, so that a change to one leaves the others as they were.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from tongjian.duties import acts as duties
from tongjian.duties import queries
from tongjian.duties.acts.ledger import compile_and_project
from tongjian.duties.compile import TermRow
from tongjian.duties.derive import Scope
from tongjian.rulebook import Rulebook
from tongjian.site.demo import acts, filing, history, stories
from tongjian.site.demo.accounts import Accounts, open_accounts
from tongjian.site.demo.chains import Rhythm, held_spans
from tongjian.site.demo.events import events
from tongjian.site.demo.exhibits import Paper, Plan, Planner, Row
from tongjian.site.demo.names import CITY_AREA, COUNTIES
from tongjian.site.demo.people import REGISTERED, TODAY, Roster, roster, spans
from tongjian.site.demo.recording import City, enter
from tongjian.site.demo.tree import SCALES, Scale, tree
from tongjian.trail.acts import SYSTEM, cross_seal
from tongjian.trail.identifiers import identifiers

BOOK = "qinghe_demo"
ADOPTED_ON, SINCE = date(2023, 12, 20), date(2024, 1, 1)
OFFICE_OF_THE_PROVINCE = "province-office"
EVERY_ROW = 10_000_000

# Says how far a step is; a step is opened with its name and, where known, how much there is to do.
Tell = Callable[[int], None]
Step = Callable[[str, int | None], AbstractContextManager[Tell]]


@contextmanager
def silent(name: str, total: int | None) -> Iterator[Tell]:
    """A step that tells nobody."""
    yield lambda done: None


@dataclass
class Building:
    """A demo under way: its plan, where it landed, and the office day it has reached."""

    seed: int
    scale: Scale
    step: Step
    today: date = REGISTERED
    counts: dict[str, int] = field(default_factory=dict)

    def chance(self, part: str) -> random.Random:
        """The generator of one part."""
        return random.Random(f"{self.seed}:{part}")

    def reach(self, day: date) -> None:
        """The office day goes on; never back."""
        self.today = max(self.today, day)


def build(*, seed: int, scale: str = "full", step: Step = silent) -> dict[str, int]:
    """Build the whole demo into an empty database; returns what it holds.

    Args:
        seed: the same seed gives the same rows with the same identifiers.
        scale: ``full`` or ``small`` (one county, for tests).
        step: opened for each step of the work.
    """
    building = Building(seed, SCALES[scale], step)
    with identifiers(seed, lambda: building.today):
        acts.begin(by=SYSTEM, where=None, on=REGISTERED, seed=seed, scale=scale)
        city, people, ends, accounts = _register(building)
        book, terms = _adopt(building, city, accounts)
        _confirm(building, city, accounts, terms, ends)
        rows = _owed(building)
        plan, papers = _plan(building, city, people, ends, terms, rows)
        _file(building, city, accounts, book, papers)
        _tell_stories(building, city, accounts, terms, book, plan)
        with building.step("推导责任台账", None) as tell:
            written = duties.refresh(
                by=SYSTEM, where=None, on=TODAY, as_of=TODAY, progress=lambda done, of, what: tell(done)
            )
        building.counts["duties"] = written.rows
        cross_seal(by=SYSTEM, where=None, on=TODAY)
        acts.complete(by=SYSTEM, where=None, on=TODAY, counts=building.counts, today=TODAY)
    return building.counts


def _register(building: Building) -> tuple[City, Roster, dict[str, date], Accounts]:
    units = tree(building.scale, building.chance("tree"))
    people = roster(units, building.chance("people"), settled=history.settled(units))
    with building.step("登记机关、职务、任职者", len(people.spells)) as tell:
        city = enter(units, people, lambda sheet, rows: tell(rows))
    with building.step("开立账号、授权", None) as tell:
        accounts = open_accounts(city, tell)
    entries = history.diary(city, people, accounts)
    with building.step("登记三年人事和机构变动", len(entries)) as tell, transaction.atomic():
        for done, entry in enumerate(entries, 1):
            building.reach(entry.on)
            entry.does()
            if done % 20 == 0 or done == len(entries):
                tell(done)
    building.counts.update(organs=len(units) + 1, holders=city.persons + 2, changes=len(entries))
    return city, people, history.ending(units), accounts


def _adopt(building: Building, city: City, accounts: Accounts) -> tuple[Rulebook, list[TermRow]]:
    organ = city.organs[f"{CITY_AREA}-committee"]
    duties.adopt_book(
        by=accounts.acting(OFFICE_OF_THE_PROVINCE, ADOPTED_ON),
        where=organ,
        on=ADOPTED_ON,
        organ=organ,
        book=BOOK,
        since=SINCE,
        signer=city.organs["province"],
    )
    book, terms = queries.terms(known_on=TODAY)
    assert book is not None  # it was adopted a line ago
    return book, terms


def _confirm(building: Building, city: City, accounts: Accounts, terms: list[TermRow], ends: dict[str, date]) -> None:
    organ = city.organs[f"{CITY_AREA}-committee"]
    months = events(terms, city, ends, building.chance("events"))
    with building.step("登记触发事件", len(months)) as tell:
        for done, (month, found) in enumerate(months.items(), 1):
            duties.record_events(by=accounts.acting(filing.VERIFIES, month), where=organ, on=month, events=found)
            tell(done)
    building.counts["events"] = sum(map(len, months.values()))


def _owed(building: Building) -> list[Row]:
    """The ledger as it would stand had nobody done anything: what the exhibits are planned over."""
    with building.step("推导应当办理的责任", None):
        compile_and_project(by=SYSTEM, where=None, on=TODAY, as_of=TODAY)
        duties.rederive(by=SYSTEM, where=None, on=TODAY, as_of=TODAY, scope=Scope())
    found = queries.duties(seen_by=SYSTEM, as_of=TODAY, asked=queries.Asked(limit=EVERY_ROW))
    return sorted(found, key=lambda row: str(row["key"]))


def _plan(
    building: Building, city: City, people: Roster, ends: dict[str, date], terms: list[TermRow], rows: Sequence[Row]
) -> tuple[Plan, list[Paper]]:
    with building.step("安排证明材料", None):
        plan = Planner(terms, building.chance("exhibits")).settle(rows)
        held = held_spans(spans(people), city.posts)
        organs = {city.organs[key]: day for key, day in ends.items()}
        rhythm = Rhythm(terms, queries.calendar(), held, organs, building.chance("chains"))
        return plan, [*plan.papers, *rhythm.keep_up(rows)]


def _file(building: Building, city: City, accounts: Accounts, book: Rulebook, papers: list[Paper]) -> None:
    months = filing.by_month(papers)
    exhibits = claims = 0
    with building.step("归入证明材料、对应责任", len(papers)) as tell:
        for month, found in months.items():
            filed = filing.file_month(
                month,
                found,
                committee=city.organs[f"{CITY_AREA}-committee"],
                accounts=accounts,
                book=book,
                day=building.reach,
            )
            exhibits, claims = exhibits + filed[0], claims + filed[1]
            tell(exhibits)
    building.counts.update(exhibits=exhibits, claims=claims)


def _tell_stories(
    building: Building, city: City, accounts: Accounts, terms: list[TermRow], book: Rulebook, plan: Plan
) -> None:
    county = next(city.organs[key] for key, unit in city.units.items() if unit.name.startswith(f"中共{COUNTIES[0]}"))
    told = stories.Stories(
        city,
        accounts,
        city.organs[f"{CITY_AREA}-committee"],
        county,
        building.chance("stories"),
        {term.term: term for term in terms},
        book,
    )
    with building.step("免除、暂缓、异议、答复", None), transaction.atomic():
        building.counts.update(stories.relieve(told, plan))
        building.counts.update(stories.contest(told, plan))
        building.counts["files"] = stories.show_files(told, plan)
