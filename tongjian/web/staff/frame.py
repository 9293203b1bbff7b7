"""What stands around every page: the menu, who is looking and for whom, the office day."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tongjian.access.powers import roles
from tongjian.access.queries import standing_of
from tongjian.register import queries as register
from tongjian.web.staff.day import office_day, standing_still


@dataclass(frozen=True)
class Entry:
    """One line of the menu; it appears only for who has the power its page asks for."""

    name: str
    says: str | Promise
    icon: str
    power: str


@dataclass(frozen=True)
class Group:
    """Lines of the menu under one heading."""

    says: str | Promise
    entries: tuple[Entry, ...]


MENU = (
    Group("", (
        Entry("desk", _("工作台"), "house", ""),
        Entry("ledger", _("责任台账"), "list-check", "read_duties"),
        Entry("blind_spots", _("盲区"), "eye-slash", "read_blind_spots"),
    )),
    Group(_("对象"), (Entry("organs", _("机关"), "diagram-3", "read_register"),)),
    Group(_("制度与参数"), (
        Entry("books", _("制度"), "book", ""),
        Entry("parameters", _("待签参数"), "sliders", "read_duties"),
    )),
)  # fmt: skip


def frame(request: HttpRequest) -> dict[str, Any]:
    """What the base template needs."""
    by: Any = getattr(request, "by", None)
    today = getattr(request, "today", None) or office_day()
    language = "en" if (get_language() or "").startswith("en") else "zh"
    around: dict[str, Any] = {"language": language, "today": today, "demo": standing_still(), "by": by}
    if by is None:
        return around
    standing = standing_of(by)
    own = [by.organ] if by.organ else []
    organ = next(iter(register.organ_names(ids=own, day=today, known_on=today).values()), "")
    return around | {
        "menu": [
            (group, [entry for entry in group.entries if not entry.power or entry.power in by.powers]) for group in MENU
        ],
        "area": _area(request.path),
        "person": standing.name,
        "acting_for": standing.acting_for,
        "role": getattr(roles().get(standing.role), language, ""),
        "organ_name": organ,
    }


def _area(path: str) -> str:
    """The line of the menu under whose address the page lies."""
    places = {reverse(entry.name): entry.name for group in MENU for entry in group.entries}
    return next((name for place, name in places.items() if path == place or f"{path}/".startswith(f"{place}/")), "")
