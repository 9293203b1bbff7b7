"""Reads the yearly notice of days off and make-up working days from its file.

A file that cannot be true is refused with its place: an unknown holiday, a make-up day that was a working
day anyway, a day both off and worked, a statutory day left at work.
"""
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NoReturn

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from tongjian.calendar.statutory import HOLIDAYS, statutory_days

NUMBER_STATUS = ("verified", "memory")


class NoticeError(ValueError):
    """A notice file is wrong; says where and what to write instead."""

    def __init__(self, path: Path, line: int, column: int, says: str) -> None:
        super().__init__(f"{path}:{line}:{column}: {says}")
        self.path, self.line, self.column, self.says = path, line, column, says


@dataclass(frozen=True)
class Notice:
    """What the State Council's office announced for one year."""

    year: int
    title: str
    number: str
    number_status: str
    announced: date
    off: Mapping[date, tuple[str, ...]]
    make_up: Mapping[date, tuple[str, ...]]


class _Node:
    """A mapping of the file that knows its place, so that every refusal can name it."""

    def __init__(
        self, path: Path, value: Any, keys: tuple[str, ...], place: tuple[int, int] = (0, 0),
    ) -> None:
        self._path, self._value = path, value
        if not isinstance(value, Mapping):
            says = f"write a mapping with the keys {', '.join(keys)}"
            raise NoticeError(path, place[0] + 1, place[1] + 1, says)
        self._place = (value.lc.line, value.lc.col)  # type: ignore[attr-defined]  # ruamel's CommentedMap
        for key in value:
            if key not in keys:
                self.refuse(f"unknown key '{key}'; known are {', '.join(keys)}", key, at_key=True)
        for key in keys:
            if key not in value:
                self.refuse(f"the key '{key}' is missing")

    def place_of(self, key: str | None, at_key: bool = False) -> tuple[int, int]:
        if key is None:
            return self._place
        line, column = self._value.lc.key(key) if at_key else self._value.lc.value(key)
        return line, column

    def refuse(self, says: str, key: str | None = None, at_key: bool = False) -> NoReturn:
        line, column = self.place_of(key, at_key)
        raise NoticeError(self._path, line + 1, column + 1, says)

    def day(self, key: str) -> date:
        found = self._value[key]
        if type(found) is not date:
            self.refuse(f"'{key}' must be a date such as 2026-01-31, got {found!r}", key)
        return found

    def text(self, key: str, among: tuple[str, ...] = ()) -> str:
        found = self._value[key]
        if not isinstance(found, str) or not found.strip():
            self.refuse(f"'{key}' must be a text, got {found!r}", key)
        if among and found not in among:
            self.refuse(f"'{key}' must be one of {', '.join(among)}, got '{found}'", key)
        return str(found)

    def year(self) -> int:
        found = self._value["year"]
        if type(found) is not int:
            self.refuse(f"'year' must be a year such as 2026, got {found!r}", "year")
        return int(found)

    def holidays(self) -> tuple[str, ...]:
        found = self._value["holidays"]
        if not isinstance(found, list) or not found:
            self.refuse("'holidays' must be a list such as [spring_festival]", "holidays")
        for name in found:
            if name not in HOLIDAYS:
                self.refuse(f"unknown holiday '{name}'; known are {', '.join(HOLIDAYS)}", "holidays")
        return tuple(str(name) for name in found)

    def child(self, key: str, keys: tuple[str, ...]) -> "_Node":
        return _Node(self._path, self._value[key], keys, self.place_of(key))

    def children(self, key: str, keys: tuple[str, ...]) -> list["_Node"]:
        found = self._value[key]
        if not isinstance(found, list):
            self.refuse(f"'{key}' must be a list", key)
        places = found.lc  # type: ignore[attr-defined]  # ruamel's CommentedSeq
        return [_Node(self._path, item, keys, places.item(at)) for at, item in enumerate(found)]


def read_notice(path: Path) -> Notice:
    """The notice in one file.

    Raises:
        NoticeError: the file is not a true notice; names file, line and column.
    """
    try:
        value = YAML(typ="rt").load(path.read_text(encoding="utf-8"))
    except MarkedYAMLError as wrong:
        mark = wrong.problem_mark or wrong.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise NoticeError(path, line, column, wrong.problem or "not a YAML file") from wrong
    except (OSError, UnicodeDecodeError) as wrong:
        raise NoticeError(path, 1, 1, f"cannot be read: {wrong}") from wrong
    root = _Node(path, value, ("year", "notice", "off", "make_up"))
    year = root.year()
    head = root.child("notice", ("title", "number", "number_status", "announced"))
    off = _days_off(root, year)
    make_up = _make_up_days(root, year, off)
    for day, holiday in statutory_days(year):
        if day not in off:
            says = f"{day} is {HOLIDAYS[holiday].zh}, off by law, but not among 'off'"
            root.refuse(says, "off", at_key=True)
    return Notice(
        year=year, title=head.text("title"), number=head.text("number"),
        number_status=head.text("number_status", NUMBER_STATUS), announced=head.day("announced"),
        off=off, make_up=make_up)


def _days_off(root: _Node, year: int) -> dict[date, tuple[str, ...]]:
    found: dict[date, tuple[str, ...]] = {}
    for stretch in root.children("off", ("holidays", "from", "to")):
        first, last, names = stretch.day("from"), stretch.day("to"), stretch.holidays()
        _inside(stretch, "from", first, year)
        _inside(stretch, "to", last, year)
        if last < first:
            stretch.refuse(f"'to' {last} is before 'from' {first}", "to")
        for at in range((last - first).days + 1):
            day = first + timedelta(days=at)
            if day in found:
                stretch.refuse(f"{day} is named twice", "from")
            found[day] = names
    return found


def _make_up_days(root: _Node, year: int, off: Mapping[date, tuple[str, ...]]) -> dict[date, tuple[str, ...]]:
    found: dict[date, tuple[str, ...]] = {}
    for entry in root.children("make_up", ("day", "holidays")):
        day = entry.day("day")
        _inside(entry, "day", day, year)
        if day.weekday() < 5:
            entry.refuse(f"{day} is a weekday; a make-up working day is a Saturday or Sunday", "day")
        if day in off:
            entry.refuse(f"{day} is also among 'off'", "day")
        if day in found:
            entry.refuse(f"{day} is named twice", "day")
        found[day] = entry.holidays()
    return found


def _inside(node: _Node, key: str, day: date, year: int) -> None:
    # 元旦 may reach back: the notice for 2023 begins its days off on 2022-12-31.
    if not date(year - 1, 12, 1) <= day <= date(year, 12, 31):
        node.refuse(f"{day} is outside the year {year} and the December before it", key)
