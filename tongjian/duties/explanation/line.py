"""One line of an explanation in both languages, and what of its English is Chinese by right."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tongjian import terms

HAN = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")


@dataclass(frozen=True)
class Quote:
    """Words of a book, verbatim, and the English of the sentence they stand in."""

    text: str
    gloss: str


@dataclass(frozen=True)
class Passage:
    """A place of a book as officials cite it, and the words quoted from there."""

    zh: str
    en: str
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True)
class Line:
    """One thing said about a duty.

    Attributes:
        cites: the ids or markers of the facts it stands on.
        names: what is called by its own name, Chinese in the English too.
        quotes: what is quoted from a book; in English the gloss stands beside it.
    """

    topic: str
    zh: str
    en: str
    cites: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()

    @property
    def pieces(self) -> Iterator[tuple[str, bool]]:
        """The English in stretches, each with whether it is a name or a quotation in Chinese."""
        own = {*self.names, *(quote.text for quote in self.quotes)}
        chinese = sorted((one for one in own if HAN.search(one)), key=len, reverse=True)
        if not chinese:
            yield self.en, False
            return
        for number, piece in enumerate(re.split(f"({'|'.join(map(re.escape, chinese))})", self.en)):
            if piece:
                yield piece, number % 2 == 1


def label(vocabulary: str, key: str) -> tuple[str, str]:
    """A term in Chinese, and in English as it stands inside a sentence."""
    return terms.label(vocabulary, key), inside(terms.label(vocabulary, key, language="en"))


def inside(text: str) -> str:
    """A heading or a sentence as the inside of a sentence.

    >>> inside("Talk record"), inside("The post was vacant.")
    ('talk record', 'the post was vacant')
    """
    return (text[:1].lower() + text[1:]).removesuffix(".")


def listed(words: Sequence[str], last: str) -> str:
    """Several things in one English phrase.

    >>> listed(["minutes", "talk record", "reply"], "or")
    'minutes, talk record or reply'
    """
    *head, tail = words
    return f"{', '.join(head)} {last} {tail}" if head else tail
