"""What is wrong with a book, where, and what to do now: in Chinese, and in English on demand.

The kinds of mistakes stand in ``mistakes/``: one class each, with one sentence for what and one for the cure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Self

Language = Literal["zh", "en"]


@dataclass(frozen=True, order=True)
class Place:
    """A place in a file; lines and columns count from 1."""

    file: Path
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Said(str):
    """A Chinese text that knows its English; placeholders are named alike in both.

    >>> Said("可用：{words}。", "use one of: {words}").filled(words=["must", "may"]).en
    'use one of: must, may'
    """

    en: str

    def __new__(cls, zh: str, en: str) -> Self:
        said = super().__new__(cls, zh)
        said.en = en
        return said

    def told(self, language: Language) -> str:
        """The text in one language."""
        return self.en if language == "en" else str(self)

    def filled(self, **facts: object) -> "Said":
        """The text with facts in its places; lists are joined, and facts in two languages told, as each asks."""
        zh, en = ({name: _shown(fact, language) for name, fact in facts.items()} for language in ("zh", "en"))
        return Said(self.format(**zh), self.en.format(**en))


NOTHING = Said("", "")
NOWHERE = Place(Path())


class BookError(ValueError):
    """A book contradicts its form, its own text or the book it refines. A subclass is one kind of mistake.

    Attributes:
        what, cure: what is wrong, and what to do now; on the class with placeholders, here with the facts.
        facts: what the sentences were filled with.
        place: where; a mistake is made of its facts, and whoever knows the file says ``at``.
        others: further errors found in the same pass, in file order.
    """

    what: Said
    cure: Said

    def __init__(self, **facts: object) -> None:
        super().__init__(facts)
        self.facts = facts
        self.what, self.cure = self.what.filled(**facts), self.cure.filled(**facts)
        self.place = NOWHERE
        self.others: tuple[BookError, ...] = ()

    def __str__(self) -> str:
        return self.said() + (f"\n（另有 {len(self.others)} 处）" if self.others else "")

    def at(self, place: Place) -> Self:
        """This mistake at its place."""
        self.place = place
        return self

    def said(self, language: Language = "zh") -> str:
        """Where, what and the cure in one language; nothing of the others."""
        where = "" if self.place == NOWHERE else f"{self.place}: "
        cure = "cure: " if language == "en" else "办法："
        return f"{where}{self.what.told(language)}\n  {cure}{self.cure.told(language)}"

    @property
    def file(self) -> Path:
        """The file of the place."""
        return self.place.file

    @property
    def line(self) -> int:
        """The line of the place, from 1."""
        return self.place.line

    @property
    def column(self) -> int:
        """The column of the place, from 1."""
        return self.place.column

    @property
    def all(self) -> tuple["BookError", ...]:
        """This error and the others of the same pass."""
        return (self, *self.others)


def refuse(problems: Sequence[BookError]) -> None:
    """Raise the first of the problems, with the others attached; nothing when there are none."""
    if problems:
        first, *others = sorted(problems, key=lambda problem: problem.place)
        for problem in others:  # one that led a smaller pass leads nothing here
            problem.others = ()
        first.others = tuple(others)
        raise first


def _shown(fact: object, language: Language) -> str:
    if isinstance(fact, Said):
        return fact.told(language)
    if isinstance(fact, list | tuple):
        between, none = (", ", "none") if language == "en" else ("、", "无")
        return between.join(map(str, fact)) or none
    return str(fact)
