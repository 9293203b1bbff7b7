"""What the shelves say about one measure, without reading the rest of its books.

Explaining one duty needs one clause and whatever refines it; reading whole books takes a second. Books are checked
whole when they are adopted and derived from (``shelves.read``); an excerpt is checked for form and seals nothing.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from tongjian.rulebook.book import Book, digest_of
from tongjian.rulebook.clause import Clause, read_clause, reading_order
from tongjian.rulebook.document import Document, read_text
from tongjian.rulebook.schema import BookFile
from tongjian.rulebook.shelves import Rulebook, encode, shelf


def read_about(measure_id: str, *keys: str, shelves: Sequence[Path | str] = ()) -> Rulebook:
    """The part of a rulebook that speaks of one measure: the clause it stands in, and the clauses that refine it.

    Args:
        measure_id: book/clause/slug.
        keys: the books whose refinements are wanted; the measure's own book is always read.
        shelves: extra shelves, searched before the shipped one, first hit wins.
    Raises:
        BookError: a mistake of form in what was read.
        KeyError: no such book stands on the shelves.
    """
    folders = shelf(shelves)
    wanted = dict.fromkeys((measure_id.partition("/")[0], *keys))
    digests: dict[str, str] = {}
    for key in wanted:
        _order(key, folders, digests, ())
    return encode(tuple(_excerpt(folders[key], digest, measure_id) for key, digest in digests.items() if key in wanted))


def _order(key: str, folders: dict[str, Path], digests: dict[str, str], under: tuple[str, ...]) -> None:
    """Note the digests of a book and before it of the books it refines: the order in which whole books are read."""
    if key in digests or key in under:
        return
    digest = digest_of(folders[key])
    for refined in _head(folders[key], digest)[1].refines:
        _order(refined, folders, digests, (*under, key))
    digests[key] = digest


def _excerpt(folder: Path, digest: str, measure_id: str) -> Book:
    document, file = _head(folder, digest)
    places = sorted(_speaking(folder, measure_id), key=reading_order)
    return Book(folder, document, file, tuple(_clause(place, digest) for place in places), digest)


def _speaking(folder: Path, measure_id: str) -> Iterator[Path]:
    """The clause of a measure in its own book; in any book the clauses that name it, as a refinement must."""
    book, clause, _ = measure_id.split("/")
    for place in folder.glob("clauses/*"):
        if (folder.name, place.name) == (book, clause) or measure_id in read_text(place / "measures.yaml"):
            yield place


@lru_cache(maxsize=64)
def _head(folder: Path, digest: str) -> tuple[Document, BookFile]:
    document = Document(folder / "book.yaml")
    return document, document.validate(BookFile)


@lru_cache(maxsize=512)
def _clause(place: Path, digest: str) -> Clause:
    return read_clause(place, place.parents[1].name)
