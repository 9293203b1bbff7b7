"""The official full text of a book as an organ brings it: the chapeau and the articles, sentence by sentence.

A line that begins with （三） or 第三条 begins an article, one that begins with 二、 a section; what stands before the
first article is the chapeau. A section's heading directly before an article belongs to that article. White space at
the ends of lines and the # of headings are no text; every other character is kept as it was brought.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from tongjian.rulebook.errors import Place
from tongjian.rulebook.mistakes.form import NotUtf8
from tongjian.rulebook.mistakes.official import ArticleOutOfOrder, NoArticles
from tongjian.rulebook.text import split

_DIGITS = "零一二三四五六七八九"
_NUMERAL = "[一二三四五六七八九十百零〇]+"
_ARTICLE = re.compile(rf"第({_NUMERAL})条(?=\s|$)")
_ITEM = re.compile(rf"[（(]({_NUMERAL})[）)]")
_SECTION = re.compile(rf"({_NUMERAL})、")
_MARKS = re.compile(r"[\s#]*")
CHAPEAU = 0


@dataclass(frozen=True)
class OfficialLine:
    """A line that holds text, without the white space around it; ``line`` and ``column`` are those of the file."""

    line: int
    column: int
    text: str


@dataclass(frozen=True)
class OfficialSentence:
    """One sentence of the file, the article it stands in, and its place."""

    article: int
    text: str
    place: Place


@dataclass(frozen=True)
class OfficialArticle:
    """An article (number 0: the chapeau) with its lines, in the section in which it stands (0: before any)."""

    number: int
    section: int
    lines: tuple[OfficialLine, ...]

    @property
    def text(self) -> str:
        """The article as a ``text.md`` holds it."""
        return "\n\n".join(line.text for line in self.lines) + "\n"


@dataclass(frozen=True)
class OfficialText:
    """The file as read: its digest and its articles, the chapeau first."""

    file: Path
    digest: str
    articles: tuple[OfficialArticle, ...]

    def sentences(self, articles: Sequence[OfficialArticle]) -> tuple[OfficialSentence, ...]:
        """The sentences of some articles, in the order of the file."""
        return tuple(sentence for article in articles for sentence in self._sentences(article))

    def _sentences(self, article: OfficialArticle) -> Iterator[OfficialSentence]:
        for line in article.lines:
            for _, offset, words in split(line.text):
                yield OfficialSentence(article.number, words, Place(self.file, line.line, line.column + offset))


def read_official(content: bytes, file: Path = Path("official.txt")) -> OfficialText:
    """Read a text that an organ brought, as UTF-8.

    Args:
        file: its name, to be told with places in it.
    Raises:
        BookError: not UTF-8, no article, or an article that does not follow the one before it.
    """
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise NotUtf8(byte=error.start + 1).at(Place(file)) from None
    lines = [line for number, raw in enumerate(text.split("\n"), start=1) if (line := _line(number, raw))]
    begins = _ARTICLE if any(_ARTICLE.match(line.text) for line in lines) else _ITEM
    articles = tuple(_articles(lines, begins, file))
    if articles[-1].number == CHAPEAU:
        raise NoArticles().at(Place(file))
    return OfficialText(file, sha256(content).hexdigest(), articles)


def number_of(numeral: str) -> int:
    """The number that a Chinese numeral below a thousand writes.

    >>> number_of("十"), number_of("二十五"), number_of("一百零三")
    (10, 25, 103)
    """
    total = digit = 0
    for character in numeral.replace("〇", "零"):
        if character in "十百":
            total += (digit or 1) * (10 if character == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS.index(character)
    return total + digit


def numeral_of(number: int) -> str:
    """A number below a hundred as a Chinese numeral.

    >>> numeral_of(6), numeral_of(10), numeral_of(19), numeral_of(25)
    ('六', '十', '十九', '二十五')
    """
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones or not tens else "")


def _line(number: int, raw: str) -> OfficialLine | None:
    marks = _MARKS.match(raw)
    begin = marks.end() if marks else 0
    text = raw[begin:].rstrip()
    return OfficialLine(number, begin + 1, text) if text else None


def _articles(lines: Sequence[OfficialLine], begins: re.Pattern[str], file: Path) -> Iterator[OfficialArticle]:
    number, section, held = CHAPEAU, 0, list[OfficialLine]()
    heading: OfficialLine | None = None  # of a section, while nobody knows yet to whom it belongs
    for line in lines:
        found = begins.match(line.text)
        if found:
            following = number_of(found.group(1))
            if following <= number:
                out = ArticleOutOfOrder(article=found.group(), after=numeral_of(number))
                raise out.at(Place(file, line.line, line.column))
            yield OfficialArticle(number, section, tuple(held))
            section = _section_of(heading) or section
            number, held = following, [heading, line] if heading else [line]
            heading = None
            continue
        if heading:
            held.append(heading)
            section, heading = _section_of(heading), None
        if _SECTION.match(line.text):
            heading = line
        else:
            held.append(line)
    yield OfficialArticle(number, section, (*held, heading) if heading else tuple(held))


def _section_of(heading: OfficialLine | None) -> int:
    found = _SECTION.match(heading.text) if heading else None
    return number_of(found.group(1)) if found else 0
