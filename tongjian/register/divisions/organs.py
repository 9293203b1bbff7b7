"""Which organs, leading bodies and posts a place has, and whom they answer to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from tongjian.register.divisions.places import Place

Posts = Literal["standard", "slim", "leaders"]

MASK = "压力数据"
ABOVE_TOWNSHIP = ("province", "city", "county")


@dataclass(slots=True)
class PlannedOrgan:
    """An organ to be entered; ``upper`` and ``leader`` are ids ('': outside this system, None: none)."""

    id: str
    name: str
    short_name: str
    organ_class: str
    level: str
    area_code: str
    path: str
    upper: str
    leader: str | None
    leader_path: str
    body_name: str
    body_kind: str
    heads: tuple[tuple[str, str, int], ...]


def plan_organs(
    places: list[Place], new_id: Callable[[], str], *, mask: bool, posts: Posts
) -> Iterator[PlannedOrgan]:
    """The organs of all places, superiors first."""
    committees: list[tuple[str, str]] = []
    inspectors: list[tuple[str, str]] = []
    for place in places:
        above = committees[place.above] if place.above >= 0 else ("", "/")
        above_inspector = inspectors[place.above] if place.above >= 0 else ("", "/")
        seat = new_id()
        path = f"{above[1]}{seat}/"
        committees.append((seat, path))
        yield _organ(place, "committee", seat, path, above[0], mask, posts)
        second = new_id()
        # The leaders of a township's government are managed by the county, as those of its committee are.
        manager = above if place.level == "township" and above[0] else (seat, path)
        yield _organ(place, "government", second, f"{manager[1]}{second}/", manager[0], mask, posts)
        if place.level not in ABOVE_TOWNSHIP or place.sort != "region":
            inspectors.append(above_inspector)
            continue
        third, fourth = new_id(), new_id()
        inspector = _organ(place, "discipline", third, f"{path}{third}/", seat, mask, posts)
        inspector.leader, inspector.leader_path = above_inspector[0], f"{above_inspector[1]}{third}/"
        inspectors.append((third, inspector.leader_path))
        yield inspector
        yield _organ(place, "organization", fourth, f"{path}{fourth}/", seat, mask, posts)


def _organ(
    place: Place, office: str, identity: str, path: str, upper: str, mask: bool, posts: Posts
) -> PlannedOrgan:
    organ_class, body_kind = _class_of(place, office)
    name, short = _masked(place, office) if mask else _named(place, office)
    heads = _heads(place, office)
    return PlannedOrgan(
        identity,
        name,
        short,
        organ_class,
        place.level,
        place.code,
        path,
        upper,
        None,
        "",
        f"{short}领导班子",
        body_kind,
        _cut(heads, posts),
    )


def _cut(heads: tuple[tuple[str, str, int], ...], posts: Posts) -> tuple[tuple[str, str, int], ...]:
    """The posts asked for: all of them, one of each title, or the top leader only."""
    if posts == "leaders":
        return heads[:1]
    return tuple((title, role, 1) for title, role, _ in heads) if posts == "slim" else heads


def _class_of(place: Place, office: str) -> tuple[str, str]:
    if office == "committee":
        seat = "working_committee" if place.sort in ("sub_district", "zone") else "party_committee"
        return seat, "party_leading_body"
    if office == "government":
        # The management committee of a zone and the street office are sent out by a government.
        other = {"sub_district": "street_office", "farm": "public_institution"}.get(place.sort, "government")
        return other, "department_leading_body" if place.sort == "farm" else "government_leading_body"
    if office == "discipline":
        return "discipline_organ", "discipline_leading_body"
    return "organization_department", "department_leading_body"


def _masked(place: Place, office: str) -> tuple[str, str]:
    word = {"committee": "党委", "government": "政府", "discipline": "纪委", "organization": "组织部"}[office]
    return f"地区-{place.code}{word}（{MASK}）", f"地区-{place.code}{word}"


def _named(place: Place, office: str) -> tuple[str, str]:
    full, short = place.full_name, place.name
    if place.sort == "sub_district":
        names = {
            "committee": (f"中共{full}工作委员会", f"{short}党工委"),
            "government": (
                full if full.endswith("办事处") else f"{full}办事处",
                short if short.endswith("办事处") else f"{short}办事处",
            ),
        }
    elif place.sort == "zone":
        managed = short.endswith(("委员会", "管委会", "管理处", "管理局", "中心", "办公室"))
        names = {
            "committee": (f"中共{full}工作委员会", f"{short}党工委"),
            "government": (full, short) if managed else (f"{full}管理委员会", f"{short}管委会"),
        }
    elif place.sort == "farm":
        names = {"committee": (f"中共{full}委员会", f"{short}党委"), "government": (full, short)}
    else:
        names = {
            "committee": (f"中共{full}委员会", f"{short}委" if place.level != "township" else f"{short}党委"),
            "government": (f"{full}人民政府", f"{short}政府"),
            "discipline": (f"中共{full}纪律检查委员会", f"{short}纪委监委"),
            "organization": (f"中共{full}委员会组织部", f"{short}委组织部"),
        }
    return names[office]


def _heads(place: Place, office: str) -> tuple[tuple[str, str, int], ...]:
    """(title, role, how many), in order of precedence; as many as such bodies commonly have."""
    small = place.level == "township"
    if office == "committee":
        return (
            ("书记", "top_leader", 1),
            ("副书记", "deputy", 2),
            ("委员" if small else "常委", "member", 4 if small else 8),
        )
    if office == "discipline":
        return ("书记", "top_leader", 1), ("副书记", "deputy", 2), ("常委", "member", 4)
    if office == "organization":
        return ("部长", "top_leader", 1), ("副部长", "deputy", 3)
    if place.sort in ("sub_district", "zone", "farm"):
        head = "场长" if place.sort == "farm" else "主任"
        return (head, "top_leader", 1), (f"副{head}", "deputy", 3)
    head = _head_of_government(place)
    return (head, "top_leader", 1), (
        f"副{head}",
        "deputy",
        3 if small else 6 if place.level == "county" else 7,
    )


def _head_of_government(place: Place) -> str:
    if place.name.endswith("自治区") and place.level == "province":
        return "主席"
    for end, head in (
        ("省", "省长"),
        ("市", "市长"),
        ("州", "州长"),
        ("盟", "盟长"),
        ("县", "县长"),
        ("旗", "旗长"),
        ("镇", "镇长"),
        ("乡", "乡长"),
        ("苏木", "苏木达"),
        ("地区", "专员"),
        ("区", "区长"),
    ):
        if place.name.endswith(end):
            return head
    return "主任"
