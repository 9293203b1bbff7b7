"""The organs and people of the demo entered into the register: one import on the first day, then act by act."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tongjian.register import acts, queries
from tongjian.register.acts.imports import record_workbook
from tongjian.register.workbook.cells import Page
from tongjian.register.workbook.checking import read_filled
from tongjian.register.workbook.sheets import BY_NAME
from tongjian.site.demo.people import REGISTERED, Change, Roster
from tongjian.site.demo.tree import Seat, Unit
from tongjian.trail.acts import SYSTEM, Actor

FOUNDED = date(2018, 1, 1)
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

    def seat(self, key: str) -> tuple[Unit, Seat]:
        """The unit and the seat of a key."""
        unit = self.units[key.rsplit(":", 1)[0]]
        return unit, next(one for one in unit.seats if one.key == key)

    def organ_of(self, seat: str) -> str:
        """The organ that a seat belongs to."""
        return self.organs[seat.rsplit(":", 1)[0]]


def enter(units: Iterable[Unit], roster: Roster, tell: Callable[[str, int], None]) -> City:
    """Import the register as it stood on the first day."""
    city = City({unit.key: unit for unit in units})
    filled = read_filled(_pages(city, roster), FILE)
    record_workbook(by=SYSTEM, where=None, on=REGISTERED, filled=filled, file=FILE, progress=tell)
    _find(city, roster)
    return city


def _pages(city: City, roster: Roster) -> list[Page]:
    units = list(city.units.values())
    standing = {one.person for one in roster.spells if one.person}
    relations = [row for unit in units for row in _relations(unit)]
    return [
        _page("机关", ({"key": unit.key, "name": unit.name, "organ_class": unit.organ_class, "level": unit.level,
                      "area_code": unit.area, "valid_from": FOUNDED} for unit in units)),
        _page("班子", ({"key": unit.key, "organ": unit.key, "name": unit.body[0], "kind": unit.body[1],
                      "valid_from": FOUNDED} for unit in units)),
        _page("职务", ({"key": seat.key, "body": unit.key, "title": seat.title, "role": seat.role,
                      "precedence": seat.precedence, "charge": seat.charge, "valid_from": FOUNDED}
                     for unit in units for seat in unit.seats)),
        _page("人员", ({"key": one.key, "name": one.name, "number": one.number}
                     for one in roster.persons.values() if one.key in standing)),
        _page("任职", ({"post": one.seat, "holder": one.person, "kind": one.kind, "valid_from": max(one.first, FOUNDED),
                      "valid_to": one.until} for one in roster.spells if one.until is None or one.until > FOUNDED)),
        _page("关系", relations),
    ]


def _relations(unit: Unit) -> list[dict[str, Any]]:
    # The province's own superior stands outside this system, and is said to.
    found = [{"lower": unit.key, "upper": unit.upper, "kind": "managed_by", "valid_from": FOUNDED}]
    if unit.leader:
        found.append({"lower": unit.key, "upper": unit.leader, "kind": "led_by", "valid_from": FOUNDED})
    found += [{"lower": unit.key, "upper": at, "kind": "stationed_at", "valid_from": FOUNDED} for at in unit.stationed]
    return found


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
        acts.end_tenure(by=by, where=where, on=change.on, tenure=city.tenures.pop(change.seat), valid_to=change.day,
                        vacant=change.vacant)
        return
    if change.person not in city.holders:
        person = roster.persons[change.person]
        entered = acts.enter_holder(by=by, where=where, on=change.on, name=person.name, number=person.number)
        city.holders[change.person] = entered.id
    started = acts.start_tenure(by=by, where=where, on=change.on, post=city.posts[change.seat],
                                holder=city.holders[change.person], kind=change.kind, valid_from=change.day)
    city.tenures[change.seat] = started.fact

