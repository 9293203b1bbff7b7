"""The official text against a book: what differs, which drafts find their words, what nobody accounts for.

A clause that the book has verbatim is compared sentence by sentence. A lost clause has no text of its own: its drafts
say which words they expect, and every other word of the official article is told as accounted for by nobody.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from tongjian.rulebook.book import Book
from tongjian.rulebook.clause import Clause
from tongjian.rulebook.errors import Place
from tongjian.rulebook.nearness import Piece, difference, nearest
from tongjian.rulebook.official import OfficialArticle, OfficialSentence, OfficialText, read_official
from tongjian.rulebook.pairing import Kind, pairs
from tongjian.rulebook.placing import articles_of
from tongjian.rulebook.schema import Measure, Title
from tongjian.rulebook.text import Sentence, runs, words_of

Finding = Literal["exact", "near", "several", "absent", "silent"]
Status = Literal["same", "differs", "ready", "partly", "unmatched", "missing"]
_WORST: tuple[Finding, ...] = ("absent", "several", "near", "exact")


@dataclass(frozen=True)
class ExpectedWords:
    """Words that a draft expects: there as they are, nearly so, at several places, or not at all.

    Attributes:
        official: the words of the official text; the nearest where they are not the same, else empty.
    """

    words: str
    finding: Finding
    official: str
    sentence: OfficialSentence | None
    difference: tuple[Piece, ...]


@dataclass(frozen=True)
class AlignedDraft:
    """A draft measure of the book and what became of the words it expects."""

    id: str
    slug: str
    title: Title
    draft: str
    derives: bool
    place: Place
    expected: tuple[ExpectedWords, ...]

    @property
    def finding(self) -> Finding:
        """The worst of its words: only a draft whose words are all there exactly can be activated."""
        found = {one.finding for one in self.expected}
        return next((finding for finding in _WORST if finding in found), "silent")


@dataclass(frozen=True)
class AlignedSentence:
    """A sentence of the book, of the official text, or of both.

    Attributes:
        kind: ``same``; ``differs``; ``dropped``: only the book has it; ``added``: only the official text has it;
            ``completed``: the book has only its end; ``lost``: the book has no text here.
        by: ids of the drafts whose words stand in it.
        unaccounted: words that neither the book nor a draft accounts for.
    """

    kind: Kind
    ours: Sentence | None
    ours_at: Place | None
    official: OfficialSentence | None
    difference: tuple[Piece, ...]
    by: tuple[str, ...]
    unaccounted: tuple[str, ...]


@dataclass(frozen=True)
class AlignedClause:
    """A clause of the book beside its articles of the official text (none: they are missing in the file)."""

    key: str
    lost: bool
    articles: tuple[OfficialArticle, ...]
    sentences: tuple[AlignedSentence, ...]
    drafts: tuple[AlignedDraft, ...]

    @property
    def differing(self) -> tuple[AlignedSentence, ...]:
        """The sentences in which the book's own text and the official one are not the same."""
        return tuple(one for one in self.sentences if one.kind in ("differs", "dropped", "added"))

    @property
    def unaccounted(self) -> tuple[AlignedSentence, ...]:
        """The official sentences with words that nothing accounts for."""
        return tuple(one for one in self.sentences if one.unaccounted)

    @property
    def activates(self) -> tuple[AlignedDraft, ...]:
        """The drafts that a signature would bring into force; none where the text itself is in dispute."""
        return () if self.differing else tuple(draft for draft in self.drafts if draft.finding == "exact")

    @property
    def status(self) -> Status:
        """What a reader is to know of the clause, in one word."""
        if not self.articles:
            return "missing"
        if self.differing:
            return "differs"
        if not self.drafts:
            return "unmatched" if self.lost else "same"
        exact = len(self.activates)
        return "ready" if exact == len(self.drafts) else "partly" if exact else "unmatched"


@dataclass(frozen=True)
class Alignment:
    """A book beside the official text that an organ brought."""

    book: Book
    official: OfficialText
    clauses: tuple[AlignedClause, ...]
    unplaced: tuple[OfficialArticle, ...]

    @property
    def missing(self) -> tuple[AlignedClause, ...]:
        """The clauses of the book that the file does not have."""
        return tuple(clause for clause in self.clauses if clause.status == "missing")

    @property
    def activates(self) -> tuple[AlignedDraft, ...]:
        """Every draft that a signature would bring into force."""
        return tuple(draft for clause in self.clauses for draft in clause.activates)

    @property
    def agrees(self) -> bool:
        """Whether nothing is to be told: no difference, no draft without its words, nothing unaccounted or missing."""
        return not self.unplaced and all(
            clause.articles
            and not clause.differing
            and not clause.unaccounted
            and len(clause.activates) == len(clause.drafts)
            for clause in self.clauses
        )

    def clause(self, key: str) -> AlignedClause:
        """The clause of that key."""
        return next(clause for clause in self.clauses if clause.key == key)


def align(book: Book, text: OfficialText | str) -> Alignment:
    """Lay the official text beside a book; nothing is written.

    Raises:
        BookError: a text that is no text of a book (no article, or articles out of order).
    """
    official = read_official(text.encode()) if isinstance(text, str) else text
    placed = articles_of(book, official)
    claimed = {article.number for articles in placed.values() for article in articles}
    return Alignment(
        book,
        official,
        tuple(_clause(clause, placed[clause.key], official) for clause in book.clauses),
        tuple(one for one in official.articles if one.lines and one.number not in claimed),
    )


def _clause(clause: Clause, articles: tuple[OfficialArticle, ...], official: OfficialText) -> AlignedClause:
    sentences = official.sentences(articles)
    drafts = tuple(_drafts(clause, sentences)) if articles else ()
    told = tuple(_sentences(clause, sentences, drafts)) if articles else ()
    return AlignedClause(clause.key, clause.text is None, articles, told, drafts or tuple(_drafts(clause, ())))


def _drafts(clause: Clause, sentences: Sequence[OfficialSentence]) -> Iterator[AlignedDraft]:
    for index, measure in enumerate(clause.measures):
        if measure.draft:
            yield AlignedDraft(
                clause.measure_id(measure.slug),
                measure.slug,
                measure.title,
                measure.draft,
                measure.derives is not None,
                clause.document.place("measures", index),
                tuple(_expected(measure, sentences)),
            )


def _expected(measure: Measure, sentences: Sequence[OfficialSentence]) -> Iterator[ExpectedWords]:
    for words in measure.expects:
        found = [one for one in sentences for _ in range(_times(words, one.text))]
        if found and (len(found) == 1 or all(one.text == words for one in found)):
            yield ExpectedWords(words, "exact", words, found[0], (("both", words),))
        elif found:
            yield ExpectedWords(words, "several", words, found[0], (("both", words),))
        elif near := nearest(words, sentences):
            yield ExpectedWords(words, "near", near.words, near.sentence, difference(words, near.words))
        else:
            yield ExpectedWords(words, "absent", "", None, (("ours", words),))


def _times(words: str, text: str) -> int:
    """How often words stand in a text, overlapping too."""
    return sum(text.startswith(words, at) for at in range(len(text) - len(words) + 1))


def _sentences(
    clause: Clause, sentences: Sequence[OfficialSentence], drafts: Sequence[AlignedDraft]
) -> Iterator[AlignedSentence]:
    """Every sentence of either side, in the order of the official text."""
    ours = clause.text.sentences if clause.text else ()
    for kind, own, official in pairs(ours, sentences):
        at = clause.text.place(own, own.start) if own and clause.text else None
        told = difference(own.text, official.text) if own and official and kind != "same" else ()
        # What the book has it accounts for itself; a sentence in dispute is told whole.
        new = official if kind in ("added", "lost", "completed") else None
        by, unaccounted = _accounted(new, own, drafts) if new else ((), ())
        yield AlignedSentence(kind, own, at, official, told, by, unaccounted)


def _accounted(
    official: OfficialSentence, own: Sentence | None, drafts: Sequence[AlignedDraft]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The drafts whose words stand in an official sentence, and the words that are left."""
    text, covered, by = official.text, set[int](), []
    if own:
        covered |= set(range(len(text) - len(own.text), len(text)))
    for draft in drafts:
        for one in draft.expected:
            if draft.finding == "exact" and one.sentence == official:
                by.append(draft.id)
                at = text.index(one.words)
                covered |= set(range(at, at + len(one.words)))
    return tuple(dict.fromkeys(by)), tuple(runs(text, words_of(text), covered))
