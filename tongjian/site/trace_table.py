"""The table *sentence of the seed → measure → screen → command → status*: from the books and the site, never typed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tongjian.rulebook import Book, Clause, Rulebook, aspects, read, shelf, spans, standing
from tongjian.rulebook.schema import Measure
from tongjian.site import checkout
from tongjian.site.places import Place, met


@dataclass(frozen=True)
class Encoded:
    """A measure in the table: what it is called, how far it has come, and which page nobody has built for it."""

    id: str
    title: tuple[str, str]
    kind: str
    standing: str
    without: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """One sentence; number 0 for what the page has lost, or has and no measure needs.

    Attributes:
        words: the sentence, and its English gloss.
        because: reasons for what is not encoded, as keys of the vocabulary ``not_encoded``.
    """

    book: str
    clause: str
    number: int
    words: tuple[str, str]
    measures: tuple[Encoded, ...]
    because: tuple[str, ...]
    screens: tuple[str, ...]
    commands: tuple[str, ...]


def seed_books(shelves: Sequence[Path]) -> list[str]:
    """The books that stand on the seed page: the opinion, then the press texts."""
    found = [read(key, shelves=shelves).book(key) for key in sorted(shelf(shelves))]
    seeds = [one for one in found if any(measure.status == "seed" for part in one.clauses for measure in part.measures)]
    return [one.key for one in sorted(seeds, key=lambda one: (one.file.book_class, one.key))]


def rows(site: "Site", keys: Sequence[str], clause: str | None = None) -> list[Row]:
    """The rows of some books, in the order of the text; of one clause where it is named."""
    books = [site.rulebook.book(key) for key in keys]
    found: list[Row] = []
    for at, book in enumerate(books, 1):
        # The opinion refers its ids of the press to the press texts: they tell of them.
        passed_on = {entry for one in books[at:] for entry in one.file.entries}
        for part in book.clauses:
            if clause in (None, part.key):
                found += [*site.sentences(book, part), *site.lost(book, part)]
        left = [entry for entry in book.file.elsewhere if entry not in passed_on]
        if left and clause is None:
            found.append(_left_out(book, left))
    return found


@dataclass(frozen=True)
class Site:
    """What pages and typed commands show of the books that were read."""

    rulebook: Rulebook
    pages: tuple[Place, ...]
    typed: tuple[Place, ...] = ()

    @cached_property
    def screens(self) -> Mapping[str, tuple[str, ...]]:
        """Addresses of pages, by book/clause and by measure."""
        return met(self.rulebook, self.pages)

    @cached_property
    def commands(self) -> Mapping[str, tuple[str, ...]]:
        """Commands, likewise."""
        return met(self.rulebook, self.typed)

    @cached_property
    def _carried_out(self) -> Mapping[str, list[str]]:
        return checkout.carried_out_by(self.rulebook)

    def sentences(self, book: Book, clause: Clause) -> Iterator[Row]:
        """A row for every sentence on the page."""
        for sentence, accounted in spans(clause):
            by = {span.by for span in accounted if span.encoded}
            measures = [one for one in clause.measures if clause.measure_id(one.slug) in by]
            because = dict.fromkeys(span.by for span in accounted if not span.encoded)
            yield self._row(book, clause, sentence.number, (sentence.text, sentence.gloss), measures, tuple(because))

    def lost(self, book: Book, clause: Clause) -> Iterator[Row]:
        """A row for every measure whose sentence the page has lost."""
        for measure in clause.measures:
            if not measure.says:
                expected = "；".join(measure.expects)
                yield self._row(book, clause, 0, (expected, measure.title.en), [measure], ())

    def _row(
        self, book: Book, clause: Clause, number: int, words: tuple[str, str],
        measures: Sequence[Measure], because: tuple[str, ...],
    ) -> Row:  # fmt: skip
        places = [f"{book.key}/{clause.key}", *(clause.measure_id(one.slug) for one in measures)]
        return Row(
            book.key,
            clause.key,
            number,
            words,
            tuple(self._encoded(book, clause, one) for one in measures),
            because,
            tuple(dict.fromkeys(at for place in places for at in self.screens[place])),
            tuple(dict.fromkeys(at for place in places for at in self.commands[place])),
        )

    def _encoded(self, book: Book, clause: Clause, measure: Measure) -> Encoded:
        name = clause.measure_id(measure.slug)
        built = {place.what for place in self.pages}
        return Encoded(
            name,
            (measure.title.zh, measure.title.en),
            measure.kind,
            standing(book, measure, carried_out=name in self._carried_out),
            tuple(aspect for aspect in aspects(book, measure) if aspect not in built),
        )


def _left_out(book: Book, entries: Sequence[str]) -> Row:
    """What the page has and no measure of a press text needs, by the ids of the reading."""
    named = "、".join(entries)
    where = dict.fromkeys(book.file.elsewhere[entry] for entry in entries)
    told = "；".join(where)
    return Row(book.key, "", 0, (f"{named}：{told}", f"{', '.join(entries)}: {told}"), (), (), (), ())
