"""What a book accounts for: sentences, characters, measures, parameters, entries.

A book that could be read has no unaccounted sentence; the report says how each is accounted for.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from tongjian.rulebook.book import Book
from tongjian.rulebook.clause import Clause
from tongjian.rulebook.schema import Measure
from tongjian.rulebook.spans import spans, words_quoted
from tongjian.rulebook.templates import is_template


@dataclass(frozen=True)
class Waiting:
    """A measure that derives nothing yet: the parameters it waits for, or why it is a draft."""

    measure: str
    title: str
    parameters: tuple[str, ...]
    words: tuple[str, ...]
    draft: str | None


@dataclass(frozen=True)
class Report:
    """The account of one book.

    Attributes:
        sentences: all sentences of the texts.
        quoted: sentences quoted by a measure or a refinement.
        not_encoded: sentences of which at least a part is listed under not_encoded, by reason.
        only_not_encoded: sentences that no measure quotes.
        words: characters of the texts to be accounted for; numbering and punctuation are none.
        words_quoted: those quoted by a measure or a refinement; the others are listed under not_encoded.
        suggested: parameters that run on an unsigned suggestion, as measure.parameter.
        templates: deriving measures that owe nothing unless an organ adopts this very book.
    """

    book: str
    title: str
    digest: str
    clauses: int
    sentences: int
    quoted: int
    only_not_encoded: int
    words: int
    words_quoted: int
    not_encoded: dict[str, int]
    measures: int
    refinements: int
    by_kind: dict[str, int]
    by_status: dict[str, int]
    deriving: int
    waiting: tuple[Waiting, ...]
    suggested: tuple[str, ...]
    templates: int
    entries: int
    by_measures: int
    by_not_encoded: int
    elsewhere: dict[str, str]

    def as_json(self) -> str:
        """The report as JSON, keys in the order of the text."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2)


def check(book: Book) -> Report:
    """The account of a book as read by itself; a refining book may sign what waits here."""
    measures = [(clause, measure) for clause in book.clauses for measure in clause.measures]
    pieces = [piece for clause in book.clauses for piece in clause.not_encoded]
    quoted = sum(len(_quoted(clause)) for clause in book.clauses)
    sentences = sum(len(clause.text.sentences) for clause in book.clauses if clause.text)
    by_measures = {entry for _, measure in measures for entry in measure.entries}
    by_not_encoded = {entry for piece in pieces for entry in piece.entries} - by_measures
    deriving = [(clause, measure) for clause, measure in measures if measure.derives]
    accounted = [pair for clause in book.clauses for pair in spans(clause)]
    return Report(
        book=book.key,
        title=book.file.title.zh,
        digest=book.digest,
        clauses=len(book.clauses),
        sentences=sentences,
        quoted=quoted,
        only_not_encoded=sentences - quoted,
        words=sum(len(sentence.words) for sentence, _ in accounted),
        words_quoted=sum(words_quoted(sentence, found) for sentence, found in accounted),
        not_encoded=_sentences_by_reason(book),
        measures=len(measures),
        refinements=sum(len(clause.refines) for clause in book.clauses),
        by_kind=_tally(measure.kind for _, measure in measures),
        by_status=_tally(measure.status for _, measure in measures),
        deriving=len(deriving),
        waiting=tuple(_waiting(measures)),
        suggested=tuple(
            f"{clause.measure_id(measure.slug)}.{slug}"
            for clause, measure in deriving
            if not measure.draft
            for slug, parameter in measure.parameters.items()
            if parameter.until_signed == "suggest"
        ),
        templates=len(deriving) if is_template(book.file) else 0,
        entries=len(book.file.entries),
        by_measures=len(by_measures),
        by_not_encoded=len(by_not_encoded),
        elsewhere=dict(book.file.elsewhere),
    )


def _waiting(measures: list[tuple[Clause, Measure]]) -> Iterator[Waiting]:
    for clause, measure in measures:
        awaited = {
            slug: parameter.word
            for slug, parameter in measure.parameters.items()
            if measure.derives and parameter.until_signed == "inactive"
        }
        if measure.draft or awaited:
            name = clause.measure_id(measure.slug)
            yield Waiting(name, measure.title.zh, tuple(awaited), tuple(awaited.values()), measure.draft)


def _quoted(clause: Clause) -> set[int]:
    says = [quote for measure in clause.measures for quote in measure.says]
    says += [quote for refinement in clause.refines for quote in refinement.says]
    return {sentence.number for sentence in clause.quoted(says)}


def _sentences_by_reason(book: Book) -> dict[str, int]:
    found = {
        (clause.key, sentence.number, piece.because)
        for clause in book.clauses
        for piece in clause.not_encoded
        for sentence in clause.quoted([piece.says])
    }
    return _tally(because for _, _, because in found)


def _tally(words: Iterator[str]) -> dict[str, int]:
    return dict(sorted(Counter(words).items(), key=lambda item: (-item[1], item[0])))
