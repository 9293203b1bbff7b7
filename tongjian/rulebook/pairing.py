"""Sentences of two texts laid beside each other: the same, differing, only here, only there."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

from tongjian.rulebook.nearness import ALIKE, likeness
from tongjian.rulebook.official import OfficialSentence
from tongjian.rulebook.text import Sentence, words_of

Kind = Literal["same", "differs", "dropped", "added", "completed", "lost"]
Pair = tuple[Kind, Sentence | None, OfficialSentence | None]


def pairs(ours: Sequence[Sentence], official: Sequence[OfficialSentence]) -> Iterator[Pair]:
    """Every sentence once, in the order of the official text; all are ``lost`` where the book has none."""
    if not ours:
        yield from (("lost", None, one) for one in official)
        return
    cut = _completed(ours[0], official)
    if cut is not None:
        yield from (("lost", None, one) for one in official[:cut])
        yield "completed", ours[0], official[cut]
        ours, official = ours[1:], official[cut + 1 :]
    texts = [one.text for one in ours], [one.text for one in official]
    for tag, a, b, c, d in SequenceMatcher(None, *texts, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (("same", own, one) for own, one in zip(ours[a:b], official[c:d], strict=True))
        else:
            yield from _unlike(ours[a:b], official[c:d])


def _completed(first: Sentence, official: Sequence[OfficialSentence]) -> int | None:
    """The official sentence of which the book's first sentence is only the end; None where there is none."""
    if any(one.text == first.text for one in official):
        return None
    for index, one in enumerate(official):
        begin = len(one.text) - len(first.text)
        if one.text.endswith(first.text) and any(at < begin for at in words_of(one.text)):
            return index
    return None


def _unlike(ours: Sequence[Sentence], official: Sequence[OfficialSentence]) -> Iterator[Pair]:
    """Sentences of which none is the same: each with the next one that is like it, or alone."""
    rest = list(official)
    for own in ours:
        found = next((at for at, one in enumerate(rest) if likeness(own.text, one.text) >= ALIKE), None)
        if found is None:
            yield "dropped", own, None
            continue
        yield from (("added", None, one) for one in rest[:found])
        yield "differs", own, rest[found]
        rest = rest[found + 1 :]
    yield from (("added", None, one) for one in rest)
