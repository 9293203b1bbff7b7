"""One clause of a book: its text, what the book says about it, and where each quotation stands."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tongjian.rulebook.document import Document
from tongjian.rulebook.errors import Place
from tongjian.rulebook.mistakes.shelves import NotAClauseKey
from tongjian.rulebook.schema import ClauseFile, Measure, Refinement, Unencoded
from tongjian.rulebook.text import ClauseText, Sentence, read_clause_text

FILES = frozenset({"text.md", "text.en.md", "measures.yaml", "readings.md", "examples.yaml"})
Path_ = tuple[str | int, ...]
_KEY = re.compile(r"[a-z0-9_.]+")


@dataclass(frozen=True)
class Clause:
    """A clause folder as read."""

    book: str
    key: str
    folder: Path
    document: Document
    text: ClauseText | None
    measures: tuple[Measure, ...]
    refines: tuple[Refinement, ...]
    not_encoded: tuple[Unencoded, ...]

    def measure_id(self, slug: str) -> str:
        """The full id of a measure of this clause."""
        return f"{self.book}/{self.key}/{slug}"

    def quoted(self, says: Sequence[str]) -> tuple[Sentence, ...]:
        """The sentences in which the quotations lie, in the order of the text."""
        sentences = self.text.sentences if self.text else ()
        return tuple(s for s in sentences if any(quote in s.text for quote in says))

    def quotations(self) -> Iterator[tuple[str, Path_]]:
        """Every quotation with its path in measures.yaml."""
        for index, measure in enumerate(self.measures):
            for number, quote in enumerate(measure.says):
                yield quote, ("measures", index, "says", number)
        for index, refinement in enumerate(self.refines):
            for number, quote in enumerate(refinement.says):
                yield quote, ("refines", index, "says", number)
        for index, piece in enumerate(self.not_encoded):
            yield piece.says, ("not_encoded", index, "says")

    def entries(self) -> Iterator[tuple[str, Path_]]:
        """Every id of the reading that the clause reconciles, with its path in measures.yaml."""
        for index, measure in enumerate(self.measures):
            for number, entry in enumerate(measure.entries):
                yield entry, ("measures", index, "entries", number)
        for index, piece in enumerate(self.not_encoded):
            for number, entry in enumerate(piece.entries):
                yield entry, ("not_encoded", index, "entries", number)


def read_clause(folder: Path, book: str) -> Clause:
    """Read one clause folder by itself.

    Raises:
        BookError: a mistake of form in measures.yaml or in the gloss.
    """
    if not _KEY.fullmatch(folder.name):
        raise NotAClauseKey(name=folder.name).at(Place(folder))
    document = Document(folder / "measures.yaml")
    rows: ClauseFile = document.validate(ClauseFile) if document.value is not None else ClauseFile()
    return Clause(
        book,
        folder.name,
        folder,
        document,
        read_clause_text(folder),
        tuple(rows.measures),
        tuple(rows.refines),
        tuple(rows.not_encoded),
    )


def reading_order(folder: Path) -> tuple[int, str]:
    """The key by which clause folders are read: by the first number in their name, those without before."""
    number = re.search(r"\d+", folder.name)
    return int(number.group()) if number else 0, folder.name
