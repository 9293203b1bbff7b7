"""What the documents say by themselves: whole pages, and sections of the READMEs between two marks.

``python -m tongjian.site.documents`` writes what needs no city, ``python -m tongjian.site.transcript`` the rest.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from typer.main import get_command

from tongjian import terms
from tongjian.rulebook import read
from tongjian.site import reference, trace_page, trace_table
from tongjian.site.command import application
from tongjian.site.places import commands, screens
from tongjian.site.settings import BOOKS
from tongjian.site.trace_table import Site

ROOT = Path(__file__).resolve().parents[2]
READMES: dict[trace_page.Language, Path] = {"zh": ROOT / "README.md", "en": ROOT / "README.en.md"}
TABLES: dict[trace_page.Language, Path] = {"zh": ROOT / "docs" / "trace.md", "en": ROOT / "docs" / "trace.en.md"}
HEADS: dict[trace_page.Language, str] = {
    "zh": """# 种子原文 → 措施 → 现状 → 页面 → 命令

[English](trace.en.md)

本页由程序生成（`make reference`），请勿手改；终端上是 `tongjian book trace --table`。现状只凭制度本身，不计任何签署。
页面是网站的地址，`KEY` 是一项责任的编号，`FILE` 是正式文本的文件；页面只列出机关已采用的制度。
""",
    "en": """# Sentence of the seed → measure → status → screen → command

[中文](trace.md)

This page is generated (`make reference`); do not edit it. On the terminal: `tongjian book trace --table --lang en`. The
status is that of the books by themselves, before any organ signed a value. A screen is an address of the site; `KEY` is
the number of a duty, `FILE` the official text; pages list the books that an organ has adopted.
""",
}


def pages() -> dict[Path, str]:
    """Every page and README that the program tells from the books and the site alone."""
    told = {reference.PAGE: reference.page(), ROOT / "docs" / "glossary.md": terms.as_markdown()}
    keys = trace_table.seed_books(BOOKS)
    rulebook = read(*keys, shelves=BOOKS)
    found = trace_table.rows(Site(rulebook, screens(), commands(get_command(application()))), keys)
    for language, file in TABLES.items():
        whole = trace_page.whole(found, rulebook, language)
        told[file] = "\n".join([HEADS[language], trace_page.standings(language), "", whole])
    for language, file in READMES.items():
        sections = {"trace": trace_page.short(found, rulebook, language)}
        told[file] = with_sections(file.read_text(encoding="utf-8"), sections)
    return told


def write() -> None:
    """Write them."""
    for file, text in pages().items():
        file.write_text(text, encoding="utf-8")


def section(text: str, name: str) -> str:
    """What stands in a document between the marks of a section."""
    start, end = _bounds(text, name)
    return text[start:end]


def with_sections(text: str, sections: Mapping[str, str]) -> str:
    """A document with what stands between some marks replaced."""
    for name, told in sections.items():
        start, end = _bounds(text, name)
        text = text[:start] + told + text[end:]
    return text


def _bounds(text: str, name: str) -> tuple[int, int]:
    found = re.search(rf"<!-- {name}\b[^>]*-->\n(.*?)\n<!-- /{name} -->", text, re.DOTALL)
    if found is None:
        raise LookupError(f"no section {name}: it begins with <!-- {name} --> and ends with <!-- /{name} -->")
    return found.span(1)


if __name__ == "__main__":
    write()
