"""The verbatim text of a clause as sentences and character spans.

A line that begins with ``#`` is a title and no text. A sentence ends after 。；！？ (and the closing
quotation marks or brackets directly after them) and at every line end; a piece without a word is no sentence.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from tongjian.rulebook.document import read_text
from tongjian.rulebook.errors import Place
from tongjian.rulebook.mistakes.texts import GlossWithoutSentence, NotTheGloss, SentenceWithoutGloss

_SENTENCE = re.compile(r"[^。；！？]+[。；！？]*[”’》）〉」』)]*|[。；！？]+[”’》）〉」』)]*")
_NUMERAL = "[一二三四五六七八九十百零〇]+"
_NUMBERING = re.compile(
    rf"\s*(?:（{_NUMERAL}）|第{_NUMERAL}[章节条款](?=\s|$)|{_NUMERAL}、|（\d+）|\d+[.．、])+"
)
_GLOSS = re.compile(r"(\d+)\. (\S.*)")


@dataclass(frozen=True)
class Sentence:
    """One sentence of a clause and its place; ``words`` are the offsets to be accounted for."""

    number: int
    text: str
    gloss: str
    line: int
    column: int
    start: int
    words: frozenset[int]

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def places_of(self, quote: str) -> Iterator[int]:
        """The offsets in the file at which the quote begins inside this sentence."""
        at = self.text.find(quote)
        while at >= 0:
            yield self.start + at
            at = self.text.find(quote, at + 1)


@dataclass(frozen=True)
class ClauseText:
    """The text of one clause, sentence by sentence, with its seal."""

    file: Path
    title: str
    sentences: tuple[Sentence, ...]
    seal: str

    def find(self, quote: str) -> list[tuple[Sentence, int]]:
        """Every occurrence of a quote inside a sentence, as sentence and offset."""
        return [(sentence, at) for sentence in self.sentences for at in sentence.places_of(quote)]

    def place(self, sentence: Sentence, offset: int) -> Place:
        """The place of an offset of a sentence."""
        return Place(self.file, sentence.line, sentence.column + offset - sentence.start)


def split(text: str) -> Iterator[tuple[int, int, str]]:
    """The sentences of a text as line, offset and words.

    >>> [words for line, offset, words in split("# 题\\n（三）应当谈话；应当报告。")]
    ['（三）应当谈话；', '应当报告。']
    """
    offset = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.startswith("#"):
            skipped = _NUMBERING.match(line)
            numbered = skipped.end() if skipped else 0
            for match in _SENTENCE.finditer(line):
                words = match.group().strip()
                start = match.start() + match.group().find(words) if words else match.start()
                if any(_is_word(character) for character in line[max(start, numbered) : match.end()]):
                    yield number, offset + start, words
        offset += len(line) + 1


def read_clause_text(folder: Path) -> ClauseText | None:
    """The text of a clause folder with its English gloss, or None where the folder has no text.md.

    Raises:
        BookError: the gloss has not exactly one numbered line per sentence.
    """
    file = folder / "text.md"
    if not file.exists():
        return None
    text = read_text(file)
    pieces = list(split(text))
    glosses = _read_glosses(folder / "text.en.md", pieces)
    sentences = tuple(
        Sentence(
            number, words, gloss, line, start - text.rfind("\n", 0, start), start, _words(text, start, words)
        )
        for number, ((line, start, words), gloss) in enumerate(zip(pieces, glosses, strict=True), start=1)
    )
    title = next((line.lstrip("# ") for line in text.split("\n") if line.startswith("#")), "")
    return ClauseText(file, title, sentences, sha256(text.encode()).hexdigest())


def _read_glosses(file: Path, pieces: list[tuple[int, int, str]]) -> list[str]:
    glosses: list[str] = []
    number = 0
    for number, line in enumerate(read_text(file).split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        wanted = len(glosses) + 1
        match = _GLOSS.fullmatch(line.rstrip())
        if match is None or int(match.group(1)) != wanted:
            raise NotTheGloss(wanted=wanted).at(Place(file, number))
        if wanted > len(pieces):
            raise GlossWithoutSentence(sentences=len(pieces)).at(Place(file, number))
        glosses.append(match.group(2))
    if len(glosses) < len(pieces):
        words = pieces[len(glosses)][2]
        raise SentenceWithoutGloss(sentence=len(glosses) + 1, words=words).at(Place(file, number))
    return glosses


def words_of(sentence: str) -> frozenset[int]:
    """The offsets to be accounted for in a sentence that stands by itself; leading numbering is none.

    >>> sorted(words_of("（三）应当谈话。"))
    [3, 4, 5, 6]
    """
    return _words(sentence, 0, sentence)


def runs(text: str, words: Collection[int], covered: Collection[int]) -> Iterator[str]:
    """The words of a text that are not covered, as pieces of it; only punctuation joins two of them.

    >>> list(runs("应当谈话，及时报告。", words_of("应当谈话，及时报告。"), {0, 1, 5, 6}))
    ['谈话', '报告']
    """
    left = sorted(set(words) - set(covered))
    if not left:
        return
    first = last = left[0]
    for at in (*left[1:], None):
        if at is None or any(between in covered for between in range(last, at)):
            yield text[first : last + 1]
            first = at if at is not None else first
        last = at if at is not None else last


def _words(text: str, start: int, words: str) -> frozenset[int]:
    line_start = text.rfind("\n", 0, start) + 1
    numbering = _NUMBERING.match(text, line_start)
    first = numbering.end() if numbering else line_start
    return frozenset(at for at in range(start, start + len(words)) if at >= first and _is_word(text[at]))


def _is_word(character: str) -> bool:
    return unicodedata.category(character)[0] not in "PSZC"
