"""The organs and people of the demo entered into the register: one import on the first day, then act by act."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tongjian.register import acts, queries
from tongjian.register.acts.imports import record_workbook
from tongjian.register.workbook.cells import Page
from tongjian.register.workbook.checking import read_filled
from tongjian.register.workbook.sheets import BY_NAME
from tongjian.site.demo.people import REGISTERED, Change, Roster
from tongjian.site.demo.tree import Unit
from tongjian.trail.acts import SYSTEM, Actor

FOUNDED = date(2010, 1, 1)
FILE = "demo"


@dataclass
class City:
    """Where everything landed: identifiers by the keys of the plan."""

    units: dict[str, Unit]
    organs: dict[str, str] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)
    posts: dict[str, str] = field(default_factory=dict)
    tenures: dict[str, str] = field(default_factory=dict)
    holders: dict[str, str] = field(default_factory=dict)
    persons: int = 0

    def organ_of(self, seat: str) -> str:
        """The organ that a seat belongs to."""
        return self.organs[seat.rsplit(":", 1)[0]]


def enter(units: Iterable[Unit], roster: Roster, tell: Callable[[str, int], None]) -> City:
    """Import the register as it stood on the first day."""
    city = City({unit.key: unit for unit in units})
    filled = read_filled(_pages(city, roster), FILE)
    record_workbook(by=SYSTEM, where=None, on=REGISTERED, filled=filled, file=FILE, progress=tell)
    city.persons = len({one.person for one in roster.spells if one.person})
    _find(city, roster)
    return city


def _pages(city: City, roster: Roster) -> list[Page]:
    return [*_organ_pages(list(city.units.values())), *_people_pages(roster)]


def _organ_pages(units: list[Unit]) -> Iterator[Page]:
    always = {"valid_from": FOUNDED}
    named = [(unit, {"name": unit.name, "organ_class": unit.organ_class, "level": unit.level}) for unit in units]
    yield _page("机关", ({"key": unit.key, "area_code": unit.area, **said, **always} for unit, said in named))
    bodies = ({"key": unit.key, "organ": unit.key, "name": unit.body[0], "kind": unit.body[1]} for unit in units)
    yield _page("班子", ({**body, **always} for body in bodies))
    names = ("key", "title", "role", "precedence", "charge")
    posts = (
        {"body": unit.key, **{name: getattr(seat, name) for name in names}} for unit in units for seat in unit.seats
    )
    yield _page("职务", ({**post, **always} for post in posts))
    yield _page("关系", ({**row, **always} for unit in units for row in _relations(unit)))


def _people_pages(roster: Roster) -> Iterator[Page]:
    known = {one.person for one in roster.spells if one.person}
    persons = (one for one in roster.persons.values() if one.key in known)
    yield _page("人员", ({"key": one.key, "name": one.name, "number": one.number} for one in persons))
    spells = (
        {"post": one.seat, "holder": one.person, "kind": one.kind, "valid_from": one.first, "valid_to": one.until}
        for one in roster.spells
    )
    yield _page("任职", spells)


def _relations(unit: Unit) -> Iterator[dict[str, Any]]:
    # The province's own superior stands outside this system, and is said to.
    yield {"lower": unit.key, "upper": unit.upper, "kind": "managed_by"}
    if unit.leader:
        yield {"lower": unit.key, "upper": unit.leader, "kind": "led_by"}
    for at in unit.stationed:
        yield {"lower": unit.key, "upper": at, "kind": "stationed_at"}


def _page(sheet: str, rows: Iterable[dict[str, Any]]) -> Page:
    columns = BY_NAME[sheet].columns
    cells = [[row.get(column.name) if row.get(column.name) is not None else "" for column in columns] for row in rows]
    return Page(FILE, sheet, [[column.heading for column in columns], *cells])


def _find(city: City, roster: Roster) -> None:
    """Learn the identifiers that the import gave."""
    seen = queries.as_of(seen_by=SYSTEM, day=REGISTERED, known_on=REGISTERED)
    keys = {organ.id: organ.code for organ in seen.organs}
    city.organs = {key: organ for organ, key in keys.items()}
    city.bodies = {keys[body.organ]: body.id for body in seen.bodies}
    # The place in the body is what a seat is called in the plan.
    seats = {post.id: f"{keys[post.organ]}:{post.precedence}" for post in seen.posts}
    city.posts = {seat: post for post, seat in seats.items()}
    city.tenures = {seats[one.post]: one.id for one in seen.tenures}
    by_post = {seats[one.post]: one.holder for one in seen.tenures if one.holder}
    city.holders = {one.person: by_post[one.seat] for one in roster.spells if one.until is None and one.person}


def record(city: City, roster: Roster, change: Change, by: Actor) -> None:
    """One change, as the organization department would enter it."""
    where = city.organ_of(change.seat)
    if change.what == "end":
        acts.end_tenure(
            by=by,
            where=where,
            on=change.on,
            tenure=city.tenures.pop(change.seat),
            valid_to=change.day,
            vacant=change.vacant,
        )
        return
    if change.person not in city.holders:
        person = roster.persons[change.person]
        entered = acts.enter_holder(by=by, where=where, on=change.on, name=person.name, number=person.number)
        city.holders[change.person] = entered.id
        city.persons += 1
    started = acts.start_tenure(
        by=by,
        where=where,
        on=change.on,
        post=city.posts[change.seat],
        holder=city.holders[change.person],
        kind=change.kind,
        valid_from=change.day,
    )
    city.tenures[change.seat] = started.fact
