"""Reads a workbook or a folder of CSV files into cells that know their address."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import python_calamine


@dataclass(frozen=True)
class CellError:
    """What is wrong in one cell, and how to put it right."""

    file: str
    sheet: str
    cell: str
    what: str
    cure: str

    def __str__(self) -> str:
        return f"{self.file}｜{self.sheet}｜{self.cell}：{self.what}。{self.cure}。"


@dataclass(frozen=True)
class Page:
    """One sheet as it was found: rows of raw values, the heading first."""

    file: str
    sheet: str
    rows: list[list[Any]]


def address(row: int, column: int) -> str:
    """The address of a cell from zero-based row and column.

    >>> address(0, 0), address(9, 27)
    ('A1', 'AB10')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def read_pages(path: Path | str) -> list[Page]:
    """The sheets of an xlsx, xls or ods file, of one CSV file, or of all CSV files of a folder.

    Raises:
        ValueError: the file is none of these, or cannot be read.
    """
    path = Path(path)
    if path.is_dir():
        return [_csv_page(file) for file in sorted(path.glob("*.csv"))]
    if path.suffix.lower() == ".csv":
        return [_csv_page(path)]
    return list(_workbook_pages(path))


def _workbook_pages(path: Path) -> Iterator[Page]:
    try:
        with python_calamine.load_workbook(str(path)) as book:
            for name in book.sheet_names:
                # Leading blank rows and columns stay, or the addresses would be wrong.
                yield Page(
                    path.name, name.strip(), book.get_sheet_by_name(name).to_python(skip_empty_area=False)
                )
    except (python_calamine.CalamineError, OSError) as error:
        raise ValueError(f"{path.name}: {error}") from error


def _csv_page(path: Path) -> Page:
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            # What Excel and WPS on a Chinese Windows save as CSV.
            text = raw.decode("gb18030")
        except UnicodeDecodeError as error:
            raise ValueError(f"{path.name}: {error}") from error
    return Page(
        path.name, path.stem.strip(), [list(row) for row in csv.reader(io.StringIO(text, newline=""))]
    )
