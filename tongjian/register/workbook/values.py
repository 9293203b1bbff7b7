"""From a page to rows of checked values; what is wrong is told at its cell, and reading goes on."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.encoding import force_str

from tongjian.register.numbers import citizen_number_is_valid, credit_code_is_valid
from tongjian.register.spans import OPEN
from tongjian.register.workbook.cells import CellError, Page, address
from tongjian.register.workbook.sheets import BY_NAME, IGNORED, Column, Sheet
from tongjian.register.written_dates import NotADate, read_date

LARGEST_EXACT = 10**15


@dataclass
class Row:
    """One row of a sheet: its values by column name, and where each stood."""

    page: Page
    number: int
    columns: dict[str, int]
    values: dict[str, Any] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        return self.values.get(name)

    @property
    def whole(self) -> bool:
        """Whether every value that must be there could be read."""
        return not any(
            self.values.get(column.name) is None
            for column in BY_NAME[self.page.sheet].columns
            if column.required or column.name == "valid_to"
        )

    @property
    def span(self) -> tuple[date, date]:
        return self.values["valid_from"], self.values["valid_to"]

    def at(self, name: str) -> str:
        return address(self.number, self.columns.get(name, 0))

    def wrong(self, name: str, what: str, cure: str) -> CellError:
        return CellError(self.page.file, self.page.sheet, self.at(name), what, cure)


class _Unreadable(Exception):
    def __init__(self, what: str, cure: str) -> None:
        super().__init__(what)
        self.what, self.cure = what, cure


def read_rows(page: Page, errors: list[CellError]) -> list[Row]:
    """The rows of a page; its faults are appended to ``errors``."""
    sheet = BY_NAME[page.sheet]
    columns = _columns(page, sheet, errors)
    rows = []
    for number, cells in enumerate(page.rows[1:], start=1):
        if all(_text(value) == "" for value in cells):
            continue
        row = Row(page, number, columns)
        for column in sheet.columns:
            if column.name in columns:
                place = columns[column.name]
                _read_into(row, column, cells[place] if place < len(cells) else "", errors)
            elif not column.required:
                row.values[column.name] = _read(column, "")
        rows.append(row)
    return rows


def _columns(page: Page, sheet: Sheet, errors: list[CellError]) -> dict[str, int]:
    headings = [_text(value).rstrip("*＊") for value in page.rows[0]] if page.rows else []
    known = {column.heading: column.name for column in sheet.columns}
    found: dict[str, int] = {}
    for place, heading in enumerate(headings):
        if heading in known:
            if known[heading] in found:
                errors.append(
                    CellError(page.file, page.sheet, address(0, place), f"列“{heading}”重复", "请只保留一列")
                )
            found.setdefault(known[heading], place)
        elif heading and not heading.startswith(IGNORED):
            errors.append(
                CellError(
                    page.file,
                    page.sheet,
                    address(0, place),
                    f"不认识的列“{heading}”",
                    f"可用的列：{'、'.join(known)}；其他内容请放在“备注”列",
                )
            )
    for column in sheet.columns:
        if column.required and column.name not in found:
            errors.append(
                CellError(
                    page.file,
                    page.sheet,
                    address(0, len(headings)),
                    f"缺少列“{column.heading}”",
                    "请按模板补上这一列",
                )
            )
    return found


def _read_into(row: Row, column: Column, raw: Any, errors: list[CellError]) -> None:
    try:
        row.values[column.name] = _read(column, raw)
    except _Unreadable as fault:
        row.values[column.name] = None
        errors.append(row.wrong(column.name, fault.what, fault.cure))


def _read(column: Column, raw: Any) -> Any:
    text = _text(raw)
    if text == "":
        if column.required:
            raise _Unreadable(f"“{column.heading}”没有填写", "请填写")
        return {"date": OPEN, "whole": 1}.get(column.kind, "")
    if column.kind == "date":
        try:
            return read_date(raw)
        except NotADate as error:
            raise _Unreadable(
                f"“{text}”不是可以确定的日期", "请写成 2024-03-05、2024年3月5日 或 2024.3.5"
            ) from error
    if column.kind == "whole":
        text = re.sub(r"\.0+$", "", text)
        if not text.isdecimal() or not 1 <= int(text) <= 999:
            raise _Unreadable(f"“{text}”不是 1 至 999 的整数", "请填写整数")
        return int(text)
    if column.kind == "word":
        return _word(column, text)
    if column.kind in ("citizen", "code"):
        _check_number(column, raw, text)
    if len(text) > column.length:
        raise _Unreadable(f"超过 {column.length} 个字", "请缩短")
    return text.upper() if column.kind == "citizen" else text


def _word(column: Column, text: str) -> str:
    words = {force_str(word): key for key, word in (column.words or {}).items()}
    if text in words:
        return words[text]
    if text in words.values():
        return text
    raise _Unreadable(f"“{text}”不是可用的{column.heading}", f"可用：{'、'.join(words)}")


def _check_number(column: Column, raw: Any, text: str) -> None:
    if isinstance(raw, (int, float)) and raw >= LARGEST_EXACT:
        raise _Unreadable("号码被存成了数字，末几位已丢失", "请把这一列设为“文本”格式后重新填写")
    if column.kind == "citizen" and not citizen_number_is_valid(text):
        raise _Unreadable("身份证号校验未通过", "请核对号码")
    if column.kind == "code" and len(text) == 18 and not credit_code_is_valid(text):
        raise _Unreadable("统一社会信用代码校验未通过", "请核对代码")


def _text(raw: Any) -> str:
    """The text of a cell: spreadsheets give whole numbers as fractions, and officials type full-width digits."""
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    text = str(raw).strip() if raw is not None else ""
    return unicodedata.normalize("NFKC", text) if text.isascii() or _only_wide(text) else text


def _only_wide(text: str) -> bool:
    return all(letter.isascii() or "\uff01" <= letter <= "\uff5e" for letter in text)
