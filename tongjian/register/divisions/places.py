"""Reads the files of divisions: which rows stand for a place with organs of its own, and of which sort.

Refuses to guess: a row that is no such place is left out and counted under its reason.
"""

import csv
import lzma
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Sort = Literal["region", "sub_district", "zone", "farm"]

# Rows of the statistics bureau that only gather others: nobody governs "the districts" as such.
GATHERING = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")
SEA_OR_NOT_ADMINISTERED = ("岛礁", "海域")
NOT_ADMINISTERED = ("金门县",)

_REMARK = re.compile(r"[（(][^（）()]*[）)]$")

SUB_DISTRICTS = ("街道", "办事处", "办")
TOWNSHIPS = ("镇", "乡", "苏木", "民族乡")
ZONES = (
    "开发区",
    "园区",
    "工业园",
    "产业园",
    "科技园",
    "农业园",
    "创业园",
    "物流园",
    "园",
    "新区",
    "新城",
    "示范区",
    "集聚区",
    "聚集区",
    "度假区",
    "旅游区",
    "风景区",
    "景区",
    "保护区",
    "管理区",
    "工业区",
    "保税区",
    "试验区",
    "实验区",
    "经济区",
    "发展区",
    "产业区",
    "功能区",
    "港区",
    "高新区",
    "矿区",
    "管委会",
    "管理委员会",
    "委员会",
    "管理处",
    "管理局",
    "管理中心",
    "服务中心",
    "管理办公室",
    "区",
    "城",
    "片区",
)
FARMS = (
    "农场",
    "林场",
    "牧场",
    "渔场",
    "茶场",
    "盐场",
    "马场",
    "羊场",
    "种场",
    "场",
    "苗圃",
    "圃",
    "林业局",
    "农垦",
    "团",
    "兵团",
    "公司",
    "集团",
    "厂",
    "矿",
    "总场",
    "垦殖场",
    "农业科学研究所",
)


@dataclass(slots=True)
class Place:
    """A place with organs of its own; ``above`` is its index in the list of places, or -1."""

    code: str
    name: str
    full_name: str
    level: str
    sort: Sort
    above: int


class Missing(ValueError):
    """A file of the folder is not there."""


def read_places(folder: Path | str) -> tuple[list[Place], Counter[str]]:
    """All places, superiors first, and how many rows were left out for which reason.

    Raises:
        Missing: the folder lacks one of the files; its name is the argument.
    """
    folder = Path(folder)
    gathered = _Gathered()
    for row in _rows(folder, "provinces.csv"):
        gathered.add(row, "province", "region")
    cities: dict[str, str] = {}
    for row in _rows(folder, "cities.csv"):
        cities[row["code"]] = row["name"]
        if row["name"] in GATHERING:
            gathered.skipped["gathering_row"] += 1
        else:
            gathered.add(row, "city", "region", "provinceCode")
    for row in _rows(folder, "areas.csv"):
        reason = _no_county(row["name"], cities.get(row["cityCode"], ""))
        if reason:
            gathered.skipped[reason] += 1
        else:
            gathered.add(row, "county", _sort_of_county(row["name"]), "cityCode", "provinceCode")
    for row in _rows(folder, "streets.csv"):
        sort = _sort_of_township(row["name"])
        if sort is None:
            gathered.skipped["not_a_township"] += 1
        else:
            gathered.add(row, "township", sort, "areaCode", "cityCode", "provinceCode")
    return gathered.places, gathered.skipped


@dataclass
class _Gathered:
    """The places read so far, where each code stands among them, and what was left out."""

    places: list[Place] = field(default_factory=list)
    index: dict[str, int] = field(default_factory=dict)
    skipped: Counter[str] = field(default_factory=Counter)

    def add(self, row: dict[str, str], level: str, sort: Sort, *aboves: str) -> None:
        """Take a row in under the nearest place above it that was not left out itself."""
        above = next((self.index[row[code]] for code in aboves if row[code] in self.index), -1)
        full_name = _full(self.places[above] if above >= 0 else None, row["name"], sort)
        self.index[row["code"]] = len(self.places)
        self.places.append(Place(row["code"], row["name"], full_name, level, sort, above))


def _rows(folder: Path, name: str) -> Iterator[dict[str, str]]:
    packed = folder / f"{name}.xz"
    if packed.exists():
        with lzma.open(packed, "rt", encoding="utf-8-sig", newline="") as lines:
            yield from csv.DictReader(lines)
    elif (folder / name).exists():
        with (folder / name).open(encoding="utf-8-sig", newline="") as lines:
            yield from csv.DictReader(lines)
    else:
        raise Missing(name)


def _no_county(name: str, city: str) -> str:
    if name in GATHERING:
        return "gathering_row"
    if name == city:
        return "placeholder_county"
    if name in NOT_ADMINISTERED or name.endswith(SEA_OR_NOT_ADMINISTERED):
        return "not_administered"
    return ""


def _sort_of_county(name: str) -> Sort:
    return "region" if name.endswith(("县", "区", "市", "旗")) and not _is_zone(name) else "zone"


def _is_zone(name: str) -> bool:
    return (
        name.endswith(
            (
                "开发区",
                "园区",
                "示范区",
                "管理区",
                "新区",
                "度假区",
                "产业区",
                "试验区",
                "实验区",
                "高新区",
                "经济区",
                "集聚区",
                "工业区",
                "合作区",
            )
        )
        and len(name) > 4
    )


def _sort_of_township(name: str) -> Sort | None:
    plain = _REMARK.sub("", name)
    if plain.endswith(SUB_DISTRICTS):
        return "sub_district"
    if plain.endswith(TOWNSHIPS):
        return "region"
    if plain.endswith(FARMS) and not plain.endswith("机场"):
        return "farm"
    return "zone" if plain.endswith(ZONES) else None


def _full(above: Place | None, name: str, sort: Sort) -> str:
    """Districts and townships bear the name of the place above them; cities and counties stand for themselves."""
    if above is None or (above.level == "province" and not name.endswith("区")):
        return name
    if above.name[:-1] in name:
        return name
    if above.level == "city" and sort == "region" and name.endswith(("县", "市", "旗")):
        return name
    return f"{above.full_name}{name}"
