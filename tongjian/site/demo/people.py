"""Who held which seat when: the roster on the first day, and every change of three years. Pure.

Some seats are recorded as vacant, of a few nobody ever said who holds them; deputies act for heads who left,
members of committees hold two seats, and some changes reach the register months late.
"""

import random
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from tongjian.site.demo.names import citizen_number, person_name
from tongjian.site.demo.offices import TOP
from tongjian.site.demo.tree import Seat, Unit

REGISTERED = date(2023, 11, 23)
TODAY = date(2026, 11, 23)
OPEN = date(9999, 12, 31)
TURNOVER = 0.045  # of all seats in a year
NOBODY_SAID, VACANT, ACTING, PREDECESSOR = 0.006, 0.018, 0.02, 0.16
ELECTED = ("government", "peoples_congress", "political_consultative_conference", "court", "procuratorate")


@dataclass(frozen=True)
class Person:
    """A person before it is entered."""

    key: str
    name: str
    number: str


@dataclass(frozen=True)
class Spell:
    """A tenure as it stands in the register on the first day; without a person a vacancy, without ``until`` open."""

    seat: str
    person: str
    kind: str
    first: date
    until: date | None = None


@dataclass(frozen=True)
class Change:
    """Somebody leaves or takes a seat on ``day``; the register learns of it ``on`` a later day."""

    on: date
    day: date
    what: str
    seat: str
    person: str = ""
    kind: str = ""
    vacant: bool = False


@dataclass
class Roster:
    """Persons, the tenures of the first day, and the changes in the order in which they are recorded."""

    persons: dict[str, Person] = field(default_factory=dict)
    spells: list[Spell] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)


class _Town:
    """The seats as they stand while the years pass."""

    def __init__(self, units: Iterable[Unit], chance: random.Random) -> None:
        self.chance = chance
        self.units = list(units)
        self.seats: dict[str, tuple[Unit, Seat]] = {s.key: (u, s) for u in self.units for s in u.seats}
        self.also = {seat.also: seat.key for _, seat in self.seats.values() if seat.also}
        self.roster = Roster()
        self.holds: dict[str, tuple[str, date]] = {}
        self.quiet: dict[str, date] = {}
        self.serials: Counter[str] = Counter()

    def newcomer(self, seat: str) -> str:
        area = self.seats[seat][0].area[:6]
        self.serials[area] += 1
        serial = self.serials[area]
        key = f"{area}-{serial:04d}"
        self.roster.persons[key] = Person(key, person_name(self.chance), citizen_number(area, serial, self.chance))
        return key

    def day(self, first: date, last: date) -> date:
        """A working weekday between two days."""
        day = first + timedelta(days=self.chance.randrange((last - first).days + 1))
        return day - timedelta(days=max(0, day.weekday() - 4))

    def known(self, day: date) -> date:
        """The Friday on which it is registered: mostly the next one, now and then months late."""
        lag = self.chance.randint(60, 120) if self.chance.random() < 0.03 else 1
        return friday(day + timedelta(days=lag))

    def both(self, seat: str) -> list[str]:
        """The seat and the one that its holder has beside it."""
        return [seat, self.also[seat]] if seat in self.also else [seat]


def friday(day: date) -> date:
    """The first Friday not before a day.

    >>> friday(date(2026, 11, 23))
    datetime.date(2026, 11, 27)
    """
    return day + timedelta(days=(4 - day.weekday()) % 7)


def roster(units: Iterable[Unit], chance: random.Random, *, settled: Collection[str] = ()) -> Roster:
    """The first day and everything that follows until the last.

    Args:
        settled: organs whose seats stay as they are, because something else happens to them.
    """
    town = _Town(units, chance)
    for key, (unit, seat) in town.seats.items():
        if not seat.also:
            _first_day(town, key, unit, seat)
    months = [date(2023 + n // 12, n % 12 + 1, 1) for n in range(11, 47)]
    turnover = TURNOVER * len(town.seats) / 12
    movable = [
        key
        for key, (unit, seat) in town.seats.items()
        if not seat.also and unit.level != "province" and unit.key not in settled
    ]
    for month in months:
        for _ in range(int(turnover + chance.random())):
            _one_change(town, movable, town.day(month, month + timedelta(days=27)))
    town.roster.changes.sort(key=lambda change: (change.on, change.day))
    while town.roster.changes and town.roster.changes[-1].on > TODAY:
        town.roster.changes.pop()
    return town.roster


def _first_day(town: _Town, key: str, unit: Unit, seat: Seat) -> None:
    chance, spells = town.chance, town.roster.spells
    draw = chance.random()
    first = town.day(date(2019, 1, 7), date(2023, 10, 31))
    leads_a_place = seat.precedence == 1 and unit.organ_class == "party_committee"
    if draw < NOBODY_SAID and not leads_a_place:
        return
    if draw < NOBODY_SAID + VACANT and not leads_a_place:
        spells.extend(
            Spell(one, "", "vacant", town.day(date(2023, 3, 1), date(2023, 10, 31))) for one in town.both(key)
        )
        return
    if chance.random() < PREDECESSOR:
        before = town.newcomer(key)
        spells.append(Spell(key, before, "appointed", first - timedelta(days=chance.randint(700, 1800)), first))
    person = town.newcomer(key)
    acting = seat.role == TOP and not leads_a_place and chance.random() < ACTING
    kind = "acting" if acting else "elected" if unit.organ_class in ELECTED and seat.role == TOP else "appointed"
    for one in town.both(key):
        spells.append(Spell(one, person, kind if one == key else "concurrent", first))
        town.holds[one] = person, first


def _one_change(town: _Town, movable: list[str], day: date) -> None:
    seat = town.chance.choice(movable)
    if not _ready(town, seat, day):
        return
    draw = town.chance.random()
    if draw < 0.40:
        _exchange(town, seat, movable, day)
    elif draw < 0.72:
        _succeed(town, seat, day)
    else:
        _leave_a_gap(town, seat, day)


def _ready(town: _Town, seat: str, day: date) -> bool:
    held = town.holds.get(seat)
    return held is not None and (day - held[1]).days > 200 and town.quiet.get(seat, day) <= day


def _exchange(town: _Town, seat: str, movable: list[str], day: date) -> None:
    """Two holders of like seats of the same county change places on one day."""
    unit, mine = town.seats[seat]
    like = [
        key
        for key in town.chance.sample(movable, min(60, len(movable)))
        if key != seat
        and _ready(town, key, day)
        and town.seats[key][1].role == mine.role
        and town.seats[key][0].area[:6] == unit.area[:6]
    ]
    if not like:
        return
    on, other = town.known(day), like[0]
    here, there = town.holds[seat][0], town.holds[other][0]
    for one in (seat, other):
        _end(town, one, on, day)
    for one, person in ((seat, there), (other, here)):
        _start(town, one, person, _usual(town, one), on, day)


def _succeed(town: _Town, seat: str, day: date) -> None:
    on = town.known(day)
    _end(town, seat, on, day)
    _start(town, seat, town.newcomer(seat), _usual(town, seat), on, day)


def _leave_a_gap(town: _Town, seat: str, day: date) -> None:
    """The seat stays empty for a while; for some heads a deputy acts meanwhile."""
    _end(town, seat, friday(day + timedelta(days=1)), day, vacant=True)
    later = day + timedelta(days=town.chance.randint(30, 160))
    on = friday(later + timedelta(days=1))
    deputy = _deputy(town, seat, day) if town.seats[seat][1].role == TOP and town.chance.random() < 0.6 else ""
    if deputy:
        first = day + timedelta(days=10)
        _start(town, seat, deputy, "acting", friday(first), first)
        _end(town, seat, on, later)
    _start(town, seat, town.newcomer(seat), _usual(town, seat), on, later)


def _deputy(town: _Town, seat: str, day: date) -> str:
    unit, _ = town.seats[seat]
    able = [s.key for s in unit.seats if s.role == "deputy" and not s.also and _ready(town, s.key, day)]
    return town.holds[able[0]][0] if able else ""


def _usual(town: _Town, seat: str) -> str:
    unit, mine = town.seats[seat]
    return "elected" if unit.organ_class in ELECTED and mine.role == TOP else "appointed"


def _end(town: _Town, seat: str, on: date, day: date, *, vacant: bool = False) -> None:
    for one in town.both(seat):
        if one in town.holds:
            del town.holds[one]
            town.roster.changes.append(Change(on, day, "end", one, vacant=vacant))


def _start(town: _Town, seat: str, person: str, kind: str, on: date, day: date) -> None:
    for one in town.both(seat):
        said = kind if one == seat or kind == "acting" else "concurrent"
        town.holds[one] = person, day
        town.quiet[one] = on + timedelta(days=1)
        town.roster.changes.append(Change(on, day, "start", one, person, said))


def spans(roster_: Roster) -> Iterator[tuple[str, str, date, date | None]]:
    """Every (seat, person, first, until) of the three years; ``until`` None: to the end."""
    standing = {one.seat: one for one in roster_.spells if one.until is None and one.person}
    yield from ((one.seat, one.person, one.first, one.until) for one in roster_.spells if one.until and one.person)
    for change in roster_.changes:
        if change.what == "end" and change.seat in standing:
            held = standing.pop(change.seat)
            yield held.seat, held.person, held.first, change.day
        elif change.what == "start":
            standing[change.seat] = Spell(change.seat, change.person, change.kind, change.day)
    yield from ((one.seat, one.person, one.first, None) for one in standing.values())
