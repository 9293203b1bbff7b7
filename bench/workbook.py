"""A filled register workbook of a fictional prefecture, of any size, for the trials of `bench.kill`.

Every code begins with 99, which belongs to no area; every person is a number. The same size gives the same file.
"""

from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import xlsxwriter

from tongjian.register.numbers import citizen_check_digit
from tongjian.register.workbook.sheets import SHEETS

BEGIN = "2021-01-01"
HEADS = (("书记", "一把手", 1), ("副书记", "副职", 2), ("委员", "成员", 4))
OFFICES = (("纪委", "纪检监察机关", "纪检监察领导班子"), ("组织部", "组织部门", "部门领导班子"),
           ("政府", "人民政府", "政府领导班子"))  # fmt: skip
LEVELS = ("市级", "县级", "乡级")
DEPARTMENTS = (12, 8, 3)


class _Prefecture:
    """Rows by sheet, filled place after place until there are enough holders."""

    def __init__(self, holders: int) -> None:
        self.random, self.wanted = Random(99), holders
        self.rows: dict[str, list[list[Any]]] = {sheet.name: [] for sheet in SHEETS}
        self._place("99", 0, "")
        county = 0
        while len(self.rows["人员"]) < holders:
            self._place(f"99{county:02}", 1, "99")
            for township in range(15):
                self._place(f"99{county:02}{township:02}", 2, f"99{county:02}")
            county += 1

    def _place(self, code: str, level: int, above: str) -> None:
        if len(self.rows["人员"]) >= self.wanted:
            return
        seat, upper = f"{code}-00", f"{above}-00" if above else ""
        self._organ(seat, f"地区-{code}党委", "党委", level, upper, "党委领导班子")
        for number, (name, kind, body) in enumerate(OFFICES, start=1):
            self._organ(f"{code}-{number:02}", f"地区-{code}{name}", kind, level, seat, body)
        self._related(f"{code}-01", f"{above}-01" if above else "", "领导")
        for number in range(DEPARTMENTS[level]):
            self._organ(f"{code}-{number + 10}", f"地区-{code}部门{number + 1}", "政府部门", level, f"{code}-03",
                        "部门领导班子")  # fmt: skip

    def _organ(self, key: str, name: str, kind: str, level: int, upper: str, body: str) -> None:
        self.rows["机关"].append([key, name, "", kind, LEVELS[level], key[:-3].ljust(6, "0"), "", BEGIN, ""])
        self._related(key, upper, "管理")
        self.rows["班子"].append([f"B{key}", key, f"{name}领导班子", body, BEGIN, ""])
        place = 0
        for title, role, count in HEADS:
            for _ in range(count):
                place += 1
                post = f"P{key}-{place}"
                self.rows["职务"].append([post, f"B{key}", title, role, place, "", BEGIN, ""])
                self._held(post)

    def _related(self, lower: str, upper: str, kind: str) -> None:
        self.rows["关系"].append([lower, upper, kind, BEGIN, ""])

    def _held(self, post: str) -> None:
        """One post in eight changed hands, one in twenty-four stood vacant in between."""
        if len(self.rows["人员"]) >= self.wanted or self.random.random() > 0.125:
            self._tenure(post, BEGIN, "")
            return
        change = date(2022, 6, 1) + timedelta(days=self.random.randrange(900))
        self._tenure(post, BEGIN, change.isoformat())
        if self.random.random() < 0.33:
            filled = change + timedelta(days=self.random.randrange(30, 200))
            self.rows["任职"].append([post, "", "空缺", change.isoformat(), filled.isoformat()])
            change = filled
        self._tenure(post, change.isoformat(), "")

    def _tenure(self, post: str, since: str, until: str) -> None:
        number = len(self.rows["人员"]) + 1
        if number > self.wanted:
            self.rows["任职"].append([post, "", "空缺", since, until])
            return
        born = date(1960, 1, 1) + timedelta(days=self.random.randrange(12_000))
        first = f"990101{born:%Y%m%d}{number % 1000:03}"
        holder = f"H{number:06}"
        self.rows["人员"].append([holder, f"任职者-{number:06}", first + citizen_check_digit(first)])
        self.rows["任职"].append([post, holder, "任命", since, until])


def write(path: Path, holders: int) -> dict[str, int]:
    """Write the filled workbook; the rows of each sheet."""
    filled = _Prefecture(holders).rows
    with xlsxwriter.Workbook(str(path)) as book:
        for sheet in SHEETS:
            page = book.add_worksheet(sheet.name)
            for number, row in enumerate([[column.heading for column in sheet.columns], *filled[sheet.name]]):
                page.write_row(number, 0, row)
    return {name: len(rows) for name, rows in filled.items()}
