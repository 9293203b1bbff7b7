"""Writes the empty register workbook: headings, drop-downs, and a sheet that explains each column."""

from pathlib import Path

import xlsxwriter
from django.utils.encoding import force_str

from tongjian.register.workbook.sheets import SHEETS, Column, Sheet

ROWS = 5000


def write_template(path: Path | str) -> None:
    """Write the empty workbook to ``path``.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_template(f"{folder}/登记册.xlsx")
    """
    with xlsxwriter.Workbook(str(path)) as book:
        heading = book.add_format({"bold": True, "bg_color": "#E8EEF7", "border": 1})
        must = book.add_format({"bold": True, "bg_color": "#FCE8E6", "border": 1})
        text = book.add_format({"num_format": "@"})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        _explain(book, heading)
        for sheet in SHEETS:
            _blank(book, sheet, {True: must, False: heading}, {"date": day, "whole": None}, text)


def _blank(book: xlsxwriter.Workbook, sheet: Sheet, headings: dict, formats: dict, text: object) -> None:
    page = book.add_worksheet(sheet.name)
    page.freeze_panes(1, 0)
    for place, column in enumerate(sheet.columns):
        page.write_string(0, place, column.heading, headings[column.required])
        page.set_column(place, place, 18, formats.get(column.kind, text))
        if column.words:
            words = [force_str(word) for word in column.words.values()]
            page.data_validation(
                1, place, ROWS, place, {"validate": "list", "source": f"=词表!{_words(book, words)}"}
            )


def _explain(book: xlsxwriter.Workbook, heading: object) -> None:
    page = book.add_worksheet("填写说明")
    page.set_column(0, 3, 24)
    for place, title in enumerate(("工作表", "列", "必填", "说明")):
        page.write_string(0, place, title, heading)
    row = 1
    for sheet in SHEETS:
        for column in sheet.columns:
            told = (sheet.name, column.heading, "是" if column.required else "", _told(column))
            for place, value in enumerate(told):
                page.write_string(row, place, value)
            row += 1


def _told(column: Column) -> str:
    if column.words:
        return "、".join(force_str(word) for word in column.words.values())
    return column.note or (f"填“{column.refers_to}”表中的编号" if column.refers_to else "")


def _words(book: xlsxwriter.Workbook, words: list[str]) -> str:
    """Put the words into the hidden sheet (a drop-down typed into the cell rule holds 255 characters only)."""
    page = book.get_worksheet_by_name("词表")
    if page is None:
        page = book.add_worksheet("词表")
        page.hide()
    place = 0 if page.dim_colmax is None else page.dim_colmax + 1
    for row, word in enumerate(words):
        page.write_string(row, place, word)
    letter = xlsxwriter.utility.xl_col_to_name(place)
    return f"${letter}$1:${letter}${len(words)}"
