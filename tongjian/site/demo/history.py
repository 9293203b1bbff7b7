"""What becomes of single organs in three years: renamed, merged, moved, founded, wound up. Each through its act."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tongjian.register import acts
from tongjian.site.demo.accounts import Accounts
from tongjian.site.demo.names import AREA, CITY, CITY_AREA, COUNTIES, LABEL
from tongjian.site.demo.people import Roster
from tongjian.site.demo.recording import City, record
from tongjian.site.demo.tree import Unit
from tongjian.trail.acts import SYSTEM

RENAMED, FOUNDED, MERGED, WOUND_UP, MOVED = (
    date(2024, 9, 1),
    date(2024, 3, 1),
    date(2025, 3, 1),
    date(2025, 6, 16),
    date(2025, 7, 1),
)
COUNTY_AREA = f"{AREA}0102"
BUREAU = f"{CITY_AREA}-工业和信息化局"
MERGING, HEIR = f"{COUNTY_AREA}-商务局", f"{COUNTY_AREA}-工业和信息化局"
COMPANY = f"{COUNTY_AREA}-城市建设投资有限公司"
CENTRE, NEW_SUPERIOR = f"{CITY_AREA}-公共资源交易中心", f"{CITY_AREA}-财政局"
KEEPER = "city-organization"


@dataclass(frozen=True)
class Entry:
    """One thing to enter into the register on an office day."""

    on: date
    does: Callable[[], object]


def ending(units: list[Unit]) -> dict[str, date]:
    """The organs that end, and when."""
    there = {unit.key for unit in units}
    return {key: day for key, day in ((MERGING, MERGED), (COMPANY, WOUND_UP)) if key in there}


def settled(units: list[Unit]) -> set[str]:
    """The organs whose seats no other story touches: those that end, and those that the roles to try act for."""
    committee = next(unit.key for unit in units if unit.name.startswith(f"中共{COUNTIES[0]}"))
    return {*ending(units), HEIR, committee}


def diary(city: City, roster: Roster, accounts: Accounts) -> list[Entry]:
    """Everything that the register learns after its first day, in order of the office days."""

    def changing(change: object) -> Callable[[], object]:
        return lambda: record(city, roster, change, accounts.acting(KEEPER, change.on))  # type: ignore[attr-defined,arg-type]

    entries = [Entry(change.on, changing(change)) for change in roster.changes]
    entries += [
        Entry(FOUNDED, lambda: _found_a_bureau(city)),
        Entry(RENAMED, lambda: _rename(city, accounts)),
        Entry(MERGED, lambda: _merge(city, accounts)),
        Entry(WOUND_UP, lambda: _wind_up(city, accounts)),
        Entry(MOVED, lambda: _move(city, accounts)),
    ]
    return sorted(entries, key=lambda entry: entry.on)


def _found_a_bureau(city: City) -> None:
    committee = city.organs[f"{CITY_AREA}-committee"]
    name = f"{CITY}数据局"
    organ = acts.establish_organ(
        by=SYSTEM,
        where=committee,
        on=FOUNDED,
        name=name + LABEL,
        organ_class="government_department",
        level="city",
        valid_from=FOUNDED,
        area_code=CITY_AREA,
        code=f"{CITY_AREA}-数据局",
        managed_by=committee,
    )
    body = acts.create_body(
        by=SYSTEM,
        where=organ.id,
        on=FOUNDED,
        organ=organ.id,
        name=f"{name}党组{LABEL}",
        kind="party_group",
        valid_from=FOUNDED,
    )
    for place, (title, role, person) in enumerate(
        (("局长", "top_leader", "沈禾川"), ("副局长（业务）", "deputy", "陆溪舟"), ("副局长（行政）", "deputy", "")), 1
    ):
        post = acts.create_post(
            by=SYSTEM,
            where=organ.id,
            on=FOUNDED,
            body=body.id,
            title=title,
            role=role,
            precedence=place,
            valid_from=FOUNDED,
        )
        if not person:
            acts.record_vacancy(by=SYSTEM, where=organ.id, on=FOUNDED, post=post.id, valid_from=FOUNDED)
            continue
        holder = acts.enter_holder(by=SYSTEM, where=organ.id, on=FOUNDED, name=person)
        acts.start_tenure(
            by=SYSTEM, where=organ.id, on=FOUNDED, post=post.id, holder=holder.id, kind="appointed", valid_from=FOUNDED
        )


def _rename(city: City, accounts: Accounts) -> None:
    by, organ = accounts.acting(KEEPER, RENAMED), city.organs[BUREAU]
    name = f"{CITY}工业和数字化局"
    acts.rename_organ(by=by, where=organ, on=RENAMED, organ=organ, name=name + LABEL, valid_from=RENAMED)
    acts.change_body(
        by=by, where=organ, on=RENAMED, body=city.bodies[BUREAU], name=f"{name}党组{LABEL}", valid_from=RENAMED
    )


def _merge(city: City, accounts: Accounts) -> None:
    heir = city.organs[HEIR]
    acts.merge_organs(
        by=accounts.acting(KEEPER, MERGED), where=heir, on=MERGED, origins=[city.organs[MERGING]], heir=heir, day=MERGED
    )


def _wind_up(city: City, accounts: Accounts) -> None:
    organ = city.organs[COMPANY]
    acts.abolish_organ(by=accounts.acting(KEEPER, WOUND_UP), where=organ, on=WOUND_UP, organ=organ, valid_to=WOUND_UP)


def _move(city: City, accounts: Accounts) -> None:
    upper = city.organs[NEW_SUPERIOR]
    acts.relate(
        by=accounts.acting(KEEPER, MOVED),
        where=upper,
        on=MOVED,
        kind="managed_by",
        lower=city.organs[CENTRE],
        upper=upper,
        valid_from=MOVED,
    )
