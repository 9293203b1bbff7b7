"""Who acts in the demo: the founding administrator, and one account for each of the roles to try."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from tongjian.access.acts import found, grant_mandate, open_account
from tongjian.access.mandate import ActingMandate
from tongjian.access.powers import roles
from tongjian.access.queries import act_as
from tongjian.register.queries import holders_of
from tongjian.site.demo.names import CITY_AREA, COUNTIES
from tongjian.site.demo.recording import City
from tongjian.site.demo.roles import PASSWORD, ROLES, DemoRole
from tongjian.trail.acts import SYSTEM

FOUNDED = date(2023, 11, 20)
GRANTED = date(2023, 11, 24)


@dataclass(frozen=True)
class Seat:
    """Where a role of the demo stands: its unit, and the post it holds there, if any."""

    role: DemoRole
    unit: str
    post: str = ""


@dataclass
class Accounts:
    """The mandates of the demo, opened for an office day."""

    mandates: dict[str, str] = field(default_factory=dict)
    _opened: dict[tuple[str, date], ActingMandate] = field(default_factory=dict)

    def acting(self, login_name: str, on: date) -> ActingMandate:
        """The mandate of an account on a day."""
        if (login_name, on) not in self._opened:
            self._opened[login_name, on] = act_as(self.mandates[login_name], on=on)
        return self._opened[login_name, on]


def seats(city: City) -> list[Seat]:
    """The roles in their places, those of a county at the first county."""
    county = next(unit.key for unit in city.units.values() if unit.name.startswith(f"中共{COUNTIES[0]}"))
    committee = f"{CITY_AREA}-committee"
    places = {
        "province-office": ("province", ""),
        "county-secretary": (county, f"{county}:1"),
        "county-member": (county, f"{county}:3"),
        "stationed": (f"{CITY_AREA}-住房和城乡建设局", ""),
    }
    return [Seat(role, *places.get(role.login_name, (committee, ""))) for role in ROLES]


def open_accounts(city: City, tell: Callable[[int], None]) -> Accounts:
    """Found the system, open the accounts and grant each its mandate."""
    accounts = Accounts()
    first = found(
        by=SYSTEM, where=None, on=FOUNDED, name="系统管理员（示例）", login_name="administrator", password=PASSWORD
    )
    accounts.mandates["administrator"] = first.fact
    administrator = accounts.acting("administrator", GRANTED)
    for done, seat in enumerate(seats(city), 1):
        role, holder = seat.role, _holder(city, seat.post)
        account = open_account(
            by=administrator,
            where=None,
            on=GRANTED,
            name=f"{role.name.zh}（示例）",
            login_name=role.login_name,
            password=PASSWORD,
            holder=holder,
        )
        mandate = grant_mandate(
            by=administrator,
            where=city.organs[seat.unit],
            on=GRANTED,
            person=account.person_id,
            role=role.role,
            granted=roles()[role.role].powers,
            valid_from=GRANTED,
            post=city.posts.get(seat.post),
        )
        accounts.mandates[role.login_name] = mandate.fact
        tell(done)
    return accounts


def _holder(city: City, seat: str) -> str | None:
    if not seat:
        return None
    held = holders_of(seen_by=SYSTEM, post=city.posts[seat], day=GRANTED, known_on=GRANTED)
    return held[0].holder or None
