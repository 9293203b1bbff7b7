"""Which articles of the official text a clause of a book stands for.

``chapeau`` stands for what precedes the first article, ``19`` for article 19, and ``s2`` for those articles of
section two that have no clause of their own: of a lost section nobody knows the numbers before the text is there.
"""

import re
from dataclasses import dataclass

from tongjian.rulebook.book import Book
from tongjian.rulebook.clause import Clause
from tongjian.rulebook.official import CHAPEAU, OfficialArticle, OfficialText
from tongjian.rulebook.schema import Measure

_SECTION = re.compile(r"s(\d+)")


@dataclass(frozen=True)
class LostClause:
    """A clause whose text the book does not have, and the drafts that wait for it."""

    key: str
    drafts: tuple[tuple[str, Measure], ...]


def lost_clauses(book: Book) -> tuple[LostClause, ...]:
    """The clauses with drafts, each draft with its id: what an official text would bring into force."""
    found = []
    for clause in book.clauses:
        drafts = [(clause.measure_id(one.slug), one) for one in clause.measures if one.draft]
        if drafts:
            found.append(LostClause(clause.key, tuple(drafts)))
    return tuple(found)


def articles_of(book: Book, official: OfficialText) -> dict[str, tuple[OfficialArticle, ...]]:
    """For every clause of a book its articles, in the order of the text; none where the file does not have them."""
    own = {int(clause.key) for clause in book.clauses if clause.key.isdigit()}
    return {clause.key: tuple(_of(clause, official, own)) for clause in book.clauses}


def _of(clause: Clause, official: OfficialText, own: set[int]) -> list[OfficialArticle]:
    articles = [article for article in official.articles if article.lines]
    section = _SECTION.fullmatch(clause.key)
    if section:
        number = int(section.group(1))
        rest = (one for one in articles if one.number not in own and one.number != CHAPEAU)
        return [one for one in rest if one.section == number]
    wanted = int(clause.key) if clause.key.isdigit() else CHAPEAU if clause.key == "chapeau" else None
    return [article for article in articles if article.number == wanted]
