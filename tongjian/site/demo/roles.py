"""Which roles the demo offers, and what each is there to try. Pure data: settings and the builder both read it."""

from dataclasses import dataclass
from typing import NamedTuple

# The demo is for trying out, on one machine; nothing real is behind this password.
PASSWORD = "示例密码-青禾-2026"


class Both(NamedTuple):
    """A text in both languages."""

    zh: str
    en: str


@dataclass(frozen=True)
class DemoRole:
    """A role of the demo: its account, its power role, and what to try with it."""

    login_name: str
    role: str
    icon: str
    name: Both
    does: Both
    offered: bool = True


ROLES = (
    DemoRole(
        "province-office",
        "party_committee_office",
        "building",
        Both("省委办公厅", "Office of the provincial committee"),
        Both("为市里签署参数", "Signs parameters for the city"),
        offered=False,
    ),
    DemoRole(
        "city-cases",
        "case_management",
        "clipboard-check",
        Both("市纪委案件监督管理室（案管室）", "City discipline commission, case management"),
        Both("看全市履责情况、盲区，核验材料", "Sees duties and blind spots of the city, verifies exhibits"),
    ),
    DemoRole(
        "city-organization",
        "organization_department",
        "person-check",
        Both("市委组织部", "City organization department"),
        Both("办理选人用人、考核，核验谈话材料", "Selection and assessment, verifies records of talks"),
    ),
    DemoRole(
        "city-office",
        "party_committee_office",
        "building",
        Both("市委办公室（党委办）", "Office of the city committee"),
        Both("登记、签署参数、答复异议", "Registers, signs parameters, answers objections"),
    ),
    DemoRole(
        "county-secretary",
        "top_leader",
        "person-badge",
        Both("县委书记", "County party secretary"),
        Both("看我负的责、我被监督的事，提出异议", "Sees what he owes and what is owed about him, may object"),
    ),
    DemoRole(
        "county-member",
        "body_member",
        "people",
        Both("县委班子成员", "Member of the county leading body"),
        Both("看与我有关的责任，归入材料", "Sees duties that concern him, files exhibits"),
    ),
    DemoRole(
        "stationed",
        "stationed_office",
        "geo-alt",
        Both("派驻纪检监察组（派驻组）", "Stationed discipline inspection office"),
        Both("只看所驻单位", "Sees the unit where it is stationed, nothing else"),
    ),
)
