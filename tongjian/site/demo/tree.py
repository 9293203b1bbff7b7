"""The organs of the demo and how they stand to each other, before any history. Pure.

One city under one province, counties, townships and sub-districts, and the offices of each.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tongjian.site.demo.names import AREA, CITY, CITY_AREA, COUNTIES, LABEL, PROVINCE, PROVINCE_AREA, township_names
from tongjian.site.demo.offices import (
    BODY_KINDS,
    CHARGES,
    COMMITTEE_SEATS,
    DEPARTMENT_SEATS,
    DEPUTY,
    GOVERNMENT,
    INSTITUTIONS,
    OTHER_BODY,
    OTHERS,
    PARTY,
    SEATS,
    STATIONS,
    TOP,
    TOWNSHIP_COMMITTEE,
    TOWNSHIP_GOVERNMENT,
    Office,
)

TOWNSHIPS_OF_A_COUNTY = 15
SUB_DISTRICTS_OF_A_COUNTY = 3
PROVINCE_OFFICES = (("纪律检查委员会", "discipline_organ", "书记"), ("委组织部", "organization_department", "部长"))


@dataclass(frozen=True)
class Seat:
    """A post before it is recorded; ``also`` names the seat whose holder sits here too."""

    key: str
    title: str
    role: str
    precedence: int
    charge: str = ""
    also: str = ""


@dataclass(frozen=True)
class Unit:
    """An organ before it is recorded: whom it answers to, its one leading body and the seats of it."""

    key: str
    name: str
    organ_class: str
    level: str
    area: str
    upper: str = ""
    leader: str = ""
    stationed: tuple[str, ...] = ()
    seats: tuple[Seat, ...] = ()

    @property
    def body(self) -> tuple[str, str]:
        """Name and kind of the leading body."""
        said, kind = BODY_KINDS.get(self.organ_class, OTHER_BODY)
        return self.name.removesuffix(LABEL) + said + LABEL, kind


@dataclass(frozen=True)
class Scale:
    """How much of the city is built."""

    key: str
    counties: int
    townships: int


SCALES = {"full": Scale("full", len(COUNTIES), TOWNSHIPS_OF_A_COUNTY), "small": Scale("small", 1, 3)}


def tree(scale: Scale, chance: random.Random) -> list[Unit]:
    """Every organ, superiors before those who answer to them."""
    province = _unit("province", f"中共{PROVINCE}委", "party_committee", "province", PROVINCE_AREA)
    units = [
        replace(
            province, seats=_seats("province", (("书记", TOP), ("副书记（党务）", DEPUTY), ("副书记（纪检）", DEPUTY)))
        )
    ]
    for ending, organ_class, head in PROVINCE_OFFICES:
        unit = _unit(f"province-{organ_class}", PROVINCE + ending, organ_class, "province", PROVINCE_AREA, "province")
        units.append(_with_seats(unit, head))
    small = scale.key == "small"
    units += _place(CITY, CITY_AREA, "city", "province", leader="province-discipline_organ", city=not small)
    places = iter(township_names(scale.counties * scale.townships, chance))
    for number, county in enumerate(COUNTIES[: scale.counties]):
        area = f"{AREA}01{number + 2:02d}" if county.endswith("区") else f"{AREA}01{number + 20:02d}"
        units += _place(county, area, "county", f"{CITY_AREA}-committee", leader=f"{CITY_AREA}-discipline")
        for index in range(scale.townships):
            units += _township(next(places), index, area, county)
    return units


def _place(name: str, area: str, level: str, upper: str, *, leader: str = "", city: bool = False) -> Iterator[Unit]:
    """The committee, government, discipline organ and all offices of a city or county."""
    committee, short = f"{area}-committee", f"{name}委"
    word = name[-1]
    unit = _unit(committee, f"中共{name}委员会", "party_committee", level, area, upper)
    yield replace(unit, seats=tuple(_committee_seats(committee, area, word)))
    yield _with_seats(_unit(f"{area}-人民政府", f"{name}人民政府", "government", level, area, committee), f"{word}长")
    discipline = _unit(f"{area}-discipline", f"{name}纪律检查委员会", "discipline_organ", level, area, committee)
    yield _with_seats(replace(discipline, leader=leader), "书记")
    for beginning, offices in ((short, PARTY), (name, GOVERNMENT), (name, OTHERS)):
        for office in offices:
            if city or not office.cities_only:
                start = name[:-1] if office.organ_class == "university" else beginning
                yield _office(start, office, level, area, committee)
    for ending, owner, head, cities_only in INSTITUTIONS:
        if city or not cities_only:
            office = Office(ending, "public_institution", head)
            yield _office(name, office, level, area, f"{area}-{owner}")
    for ending, at, cities_only in STATIONS:
        if city or not cities_only:
            station = _office(
                f"{name}纪委监委", Office(ending + "纪检监察组", "stationed_office", "组长"), level, area, committee
            )
            yield replace(station, leader=discipline.key, stationed=tuple(f"{area}-{one}" for one in at))


def _committee_seats(key: str, area: str, word: str) -> Iterator[Seat]:
    for number, (title, role, office) in enumerate(COMMITTEE_SEATS, 1):
        head = {"": "", "纪律检查委员会": f"{area}-discipline:1"}.get(office, f"{area}-{office}:1")
        yield Seat(f"{key}:{number}", title.format(government=word), role, number, also=head)


def _township(name: str, index: int, area: str, county: str) -> Iterator[Unit]:
    """A township or sub-district: its committee, and its government or office; the county manages the heads of both."""
    street = index < SUB_DISTRICTS_OF_A_COUNTY
    place = f"{county}{name}{'街道' if street else '镇' if index % 3 else '乡'}"
    code = f"{area}{index + 1:03d}"
    head = "主任" if street else "镇长" if index % 3 else "乡长"
    committee, office = f"{code}-committee", f"{code}-人民政府"
    unit = _unit(
        committee,
        f"中共{place}{'工作委员会' if street else '委员会'}",
        "working_committee" if street else "party_committee",
        "township",
        code,
        f"{area}-committee",
    )
    also = {"": "", "head": f"{office}:1", "second": f"{office}:2"}
    yield replace(
        unit,
        seats=tuple(
            Seat(f"{committee}:{n}", title.format(head=head), role, n, also=also[of])
            for n, (title, role, of) in enumerate(TOWNSHIP_COMMITTEE, 1)
        ),
    )
    unit = _unit(
        office,
        f"{place}办事处" if street else f"{place}人民政府",
        "street_office" if street else "government",
        "township",
        code,
        f"{area}-committee",
    )
    yield replace(unit, seats=_seats(office, ((head, TOP), *TOWNSHIP_GOVERNMENT)))


def _office(beginning: str, office: Office, level: str, area: str, upper: str) -> Unit:
    unit = _unit(f"{area}-{office.ending}", beginning + office.ending, office.organ_class, level, area, upper)
    return _with_seats(unit, office.head)


def _with_seats(unit: Unit, head: str) -> Unit:
    return replace(unit, seats=_seats(unit.key, ((head, TOP), *SEATS.get(unit.organ_class, DEPARTMENT_SEATS))))


def _seats(key: str, told: tuple[tuple[str, str], ...]) -> tuple[Seat, ...]:
    return tuple(
        Seat(f"{key}:{n}", title, role, n, CHARGES[n % len(CHARGES)] if role == DEPUTY else "")
        for n, (title, role) in enumerate(told, 1)
    )


def _unit(key: str, name: str, organ_class: str, level: str, area: str, upper: str = "") -> Unit:
    return Unit(key, name + LABEL, organ_class, level, area, upper)
