"""Words that were expected against words that are there: the difference, and the nearest words of a text."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from tongjian.rulebook.official import OfficialSentence

Side = Literal["both", "ours", "official"]
Piece = tuple[Side, str]
# Below this likeness sentences are not taken for one another, nor words; words must share so many characters in a row.
ALIKE, NEAR, ANCHOR = 0.5, 0.65, 3
_MARKS = {"both": "{}", "ours": "〔-{}〕", "official": "〔+{}〕"}


@dataclass(frozen=True)
class Near:
    """The words of a text that come nearest to others, and the sentence they stand in."""

    words: str
    sentence: OfficialSentence
    likeness: float


def difference(ours: str, official: str) -> tuple[Piece, ...]:
    """What both have, what only the book has and what only the official text has, in order.

    >>> difference("应当开展谈话", "应当进行谈话")
    (('both', '应当'), ('ours', '开展'), ('official', '进行'), ('both', '谈话'))
    """
    found: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(a=ours, b=official, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(("both", ours[a:b]))
            continue
        alone: tuple[Piece, Piece] = ("ours", ours[a:b]), ("official", official[c:d])
        found += [piece for piece in alone if piece[1]]
    return tuple(found)


def shown(pieces: Iterable[Piece]) -> str:
    """A difference in one line.

    >>> shown(difference("应当开展谈话", "应当进行谈话"))
    '应当〔-开展〕〔+进行〕谈话'
    """
    return "".join(_MARKS[side].format(words) for side, words in pieces)


def likeness(one: str, other: str) -> float:
    """How much of two texts is the same, from 0 to 1."""
    return SequenceMatcher(a=one, b=other, autojunk=False).ratio()


def nearest(words: str, sentences: Iterable[OfficialSentence]) -> Near | None:
    """The nearest words of any sentence; None where nothing comes near."""
    found = [near for sentence in sentences if (near := _nearest(words, sentence))]
    return max(found, key=lambda near: near.likeness, default=None)


def _nearest(words: str, sentence: OfficialSentence) -> Near | None:
    """The stretch of a sentence around the longest run that it shares with the words."""
    text = sentence.text
    matcher = SequenceMatcher(a=words, b=text, autojunk=False)
    anchor = matcher.find_longest_match()
    if anchor.size < min(ANCHOR, len(words)):
        return None
    reach = len(words)
    blocks = [
        block
        for block in matcher.get_matching_blocks()
        if block.size and anchor.b - reach <= block.b and block.b + block.size <= anchor.b + anchor.size + reach
    ]
    stretch = text[blocks[0].b : blocks[-1].b + blocks[-1].size] if blocks else text[anchor.b : anchor.b + anchor.size]
    alike = likeness(words, stretch)
    return Near(stretch, sentence, alike) if alike >= NEAR else None
