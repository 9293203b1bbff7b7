"""Who accounts for which characters of a text: measures, refinements, and what is listed as not encoded."""

from collections.abc import Iterator
from dataclasses import dataclass

from tongjian.rulebook.clause import Clause
from tongjian.rulebook.text import Sentence


@dataclass(frozen=True)
class Span:
    """A run of characters of one sentence.

    Attributes:
        start, end: offsets in the sentence, half-open.
        by: id of the measure that quotes it, or the reason why it is not encoded.
        encoded: whether a measure or a refinement quotes it.
    """

    start: int
    end: int
    by: str
    encoded: bool


def spans(clause: Clause) -> Iterator[tuple[Sentence, tuple[Span, ...]]]:
    """Every sentence of a clause with the spans that account for it, in the order of the text."""
    quotes = [(quote, clause.measure_id(one.slug), True) for one in clause.measures for quote in one.says]
    quotes += [(quote, one.measure, True) for one in clause.refines for quote in one.says]
    quotes += [(piece.says, piece.because, False) for piece in clause.not_encoded]
    for sentence in clause.text.sentences if clause.text else ():
        found = {
            Span(at - sentence.start, at - sentence.start + len(quote), by, encoded)
            for quote, by, encoded in quotes
            for at in sentence.places_of(quote)
        }
        yield sentence, tuple(sorted(found, key=lambda span: (span.start, span.end, span.by)))


def words_quoted(sentence: Sentence, found: tuple[Span, ...]) -> int:
    """How many of the characters that a sentence must account for are quoted by a measure or refinement."""
    covered = {at for span in found if span.encoded for at in range(span.start, span.end)}
    return sum(at - sentence.start in covered for at in sentence.words)
