"""The books as the pages show them: read whole once for each derivation, kept by the process."""

from datetime import date
from functools import lru_cache

from tongjian.duties import queries
from tongjian.duties.queries.why import clause_name, numeral
from tongjian.rulebook import Book, EncodedMeasure, Rulebook

# How a book is called in a narrow place.
SHORT = {"opinion": ("意见", "Opinion"), "local_rule": ("细则", "Rules"), "press_text": ("报道", "Press")}
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def rulebook_of(today: date) -> Rulebook:
    """The books that anybody adopted, with those they refine."""
    shown = queries.generation()
    return _read(shown.number if shown else 0, today)


@lru_cache(maxsize=2)
def _read(generation: int, today: date) -> Rulebook:
    return queries.read_rulebook(known_on=today)


def clause_called(book: Book, clause: str) -> tuple[str, str]:
    """A clause as officials cite it, in Chinese and English: （十九）, 第六条, 第二部分, 导语; Article 6, Part 2."""
    zh = clause_name(book.file.book_class, clause)
    if zh:
        return zh, f"Article {clause}"
    if clause.startswith("s") and clause[1:].isdigit():
        return f"第{numeral(int(clause[1:]))}部分", f"Part {clause[1:]}"
    return ("导语", "Preamble") if clause == "chapeau" else (clause, clause)


def chip_of(book: Rulebook, measure: EncodedMeasure) -> tuple[str, str]:
    """A measure as officials cite it, in Chinese and English: 意见（十九）③; Rules Article 6 ②."""
    head, clause = book.book(measure.book), book.book(measure.book).clause(measure.clause)
    number = next(at for at, one in enumerate(clause.measures) if one.slug == measure.measure.slug)
    mark = CIRCLED[number] if number < len(CIRCLED) else f"({number + 1})"
    zh, en = clause_called(head, measure.clause)
    short = SHORT.get(head.file.book_class, ("", ""))
    return f"{short[0]}{zh}{mark}", f"{short[1]} {en} {mark}".strip()
