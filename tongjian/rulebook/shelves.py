"""The shelves: finds books by their folders and reads them into one rulebook.

A book is found by being there. Extra shelves are searched before the shipped one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from tongjian.rulebook.book import Book, digest_of, read_book
from tongjian.rulebook.clause import Clause
from tongjian.rulebook.errors import BookError, Place, refuse
from tongjian.rulebook.law import check_refinements
from tongjian.rulebook.mistakes.phrases import did_you_mean
from tongjian.rulebook.mistakes.shelves import NoSuchBook, RefineEachOther, UnknownClock, UnknownSubstitute
from tongjian.rulebook.schema import Measure, Refinement
from tongjian.rulebook.text import Sentence

SHIPPED = Path(__file__).resolve().parent.parent / "books"


@dataclass(frozen=True)
class EncodedMeasure:
    """A measure with its id, the sentences it quotes, and its place."""

    id: str
    book: str
    clause: str
    measure: Measure
    sentences: tuple[Sentence, ...]
    place: Place


@dataclass(frozen=True)
class EncodedRefinement:
    """A local patch with the book and clause it stands in, the sentences it quotes, and its place."""

    book: str
    clause: str
    refinement: Refinement
    sentences: tuple[Sentence, ...]
    place: Place


@dataclass(frozen=True, eq=False)
class Rulebook:
    """The books that were read, in the order of reading: a refined book before the one that refines it."""

    books: tuple[Book, ...]
    digest: str
    _measures: dict[str, EncodedMeasure] = field(repr=False)
    _refinements: dict[str, tuple[EncodedRefinement, ...]] = field(repr=False)

    @property
    def measures(self) -> tuple[EncodedMeasure, ...]:
        """Every measure, in the order of books, clauses and lines."""
        return tuple(self._measures.values())

    def book(self, key: str) -> Book:
        """The book of that key."""
        for book in self.books:
            if book.key == key:
                return book
        raise KeyError(f"book '{key}' was not read; read were {', '.join(book.key for book in self.books)}")

    def measure(self, measure_id: str) -> EncodedMeasure:
        """The measure of that id (book/clause/slug)."""
        if measure_id not in self._measures:
            near = get_close_matches(measure_id, self._measures, n=1)
            raise KeyError(f"no measure '{measure_id}'{f'; did you mean {near[0]}?' if near else ''}")
        return self._measures[measure_id]

    def refinements_of(self, measure_id: str, book_key: str | None = None) -> tuple[EncodedRefinement, ...]:
        """The refinements of a measure, in the order of reading; of one book where it is named."""
        found = self._refinements.get(measure_id, ())
        return tuple(one for one in found if book_key in (None, one.book))


def shelf(shelves: Sequence[Path | str] = ()) -> dict[str, Path]:
    """Every book that stands on a shelf, by key; an extra shelf hides a shipped book of the same key."""
    found: dict[str, Path] = {}
    for place in (*map(Path, shelves), SHIPPED):
        for head in sorted(place.glob("*/book.yaml")):
            found.setdefault(head.parent.name, head.parent.resolve())
    return found


def read(*keys: str, shelves: Sequence[Path | str] = ()) -> Rulebook:
    """Read books with the books they refine and the clocks they refer to, and hold them against each other.

    Args:
        keys: names of book folders.
        shelves: extra shelves, searched before the shipped one, first hit wins.
    Raises:
        BookError: anything a jurist would have to correct: where, what, and the cure.
    """
    folders = shelf(shelves)
    books: dict[str, Book] = {}
    for key in keys:
        _visit(key, None, folders, books, ())
    return _assemble(tuple((book.folder, digest_of(book.folder)) for book in books.values()))


def _visit(
    key: str, asked_at: Place | None, folders: dict[str, Path], books: dict[str, Book], under: tuple[str, ...]
) -> None:
    if key in books:
        return
    if key not in folders:
        missing = NoSuchBook(book=key, meant=did_you_mean(key, folders), known=sorted(folders))
        raise missing.at(asked_at or Place(SHIPPED / key))
    book = read_book(folders[key])
    for number, refined in enumerate(book.file.refines):
        place = book.document.place("refines", number)
        if refined in (*under, key):
            raise RefineEachOther(circle=" → ".join((*under, key, refined))).at(place)
        _visit(refined, place, folders, books, (*under, key))
    for clock, clause, path in _clocks(book):
        other = clock.partition("/")[0]
        if other not in (*under, key):
            _visit(other, clause.document.place(*path), folders, books, (*under, key))
    books[key] = book


def _clocks(book: Book) -> Iterator[tuple[str, Clause, tuple[str | int, ...]]]:
    for clause in book.clauses:
        for index, measure in enumerate(clause.measures):
            if measure.derives:
                for generator in ("periodic", "event"):
                    timed = getattr(measure.derives, generator)
                    if timed and timed.due.clock:
                        yield (
                            timed.due.clock,
                            clause,
                            ("measures", index, "derives", generator, "due", "clock"),
                        )


@lru_cache(maxsize=16)
def _assemble(parts: tuple[tuple[Path, str], ...]) -> Rulebook:
    books = tuple(read_book(folder) for folder, _ in parts)
    placed = {
        clause.measure_id(measure.slug): (clause, measure)
        for book in books
        for clause in book.clauses
        for measure in clause.measures
    }
    refuse([*check_refinements(books, placed), *_check_references(books, placed)])
    return encode(books)


def encode(books: tuple[Book, ...]) -> Rulebook:
    """One rulebook out of books that were held against each other before; the order is that of reading."""
    measures: dict[str, EncodedMeasure] = {}
    refinements: dict[str, tuple[EncodedRefinement, ...]] = {}
    for book in books:
        for clause in book.clauses:
            for index, measure in enumerate(clause.measures):
                name = clause.measure_id(measure.slug)
                measures[name] = EncodedMeasure(
                    name,
                    book.key,
                    clause.key,
                    measure,
                    clause.quoted(measure.says),
                    clause.document.place("measures", index),
                )
            for index, patch in enumerate(clause.refines):
                encoded = EncodedRefinement(
                    book.key,
                    clause.key,
                    patch,
                    clause.quoted(patch.says),
                    clause.document.place("refines", index),
                )
                refinements[patch.measure] = (*refinements.get(patch.measure, ()), encoded)
    digest = sha256("\n".join(f"{book.key} {book.digest}" for book in books).encode()).hexdigest()
    return Rulebook(books, digest, measures, refinements)


def _check_references(books: Sequence[Book], measures: dict[str, tuple[Clause, Measure]]) -> Iterator[BookError]:
    for book in books:
        for clock, clause, path in _clocks(book):
            if clock not in measures:
                near = did_you_mean(clock, measures, alike=0.8)
                yield clause.document.problem(path, UnknownClock(clock=clock, meant=near))
        for clause in book.clauses:
            for index, measure in enumerate(clause.measures):
                for number, other in enumerate(measure.substitutes):
                    if other not in measures:
                        at = ("measures", index, "substitutes", number)
                        near = did_you_mean(other, measures, alike=0.8)
                        yield clause.document.problem(at, UnknownSubstitute(measure=other, meant=near))
