"""Reads the glossary: every vocabulary of the product, its keys, and their Chinese and English."""
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from ruamel.yaml import YAML

Language = Literal["zh", "en"]
_FOLDER = Path(__file__).parent / "words"
_FIELDS = {"label", "means"}


class UnknownTerm(KeyError):
    """The glossary has no such vocabulary or key."""

    def __str__(self) -> str:
        return str(self.args[0])


class GlossaryError(ValueError):
    """A glossary file is incomplete; names the file and the key."""


@dataclass(frozen=True)
class Words:
    """A term in one language: what to print, and what it means in one sentence."""

    label: str
    means: str

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True)
class Term:
    """One key of a vocabulary."""

    vocabulary: str
    key: str
    zh: Words
    en: Words
    source: str

    def words(self, language: Language = "zh") -> Words:
        """The term in ``language``."""
        if language not in get_args(Language):
            raise UnknownTerm(f"no language '{language}' in the glossary; known are zh, en")
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True)
class Vocabulary:
    """A closed list of terms, in the order in which screens show them."""

    key: str
    zh: str
    en: str
    terms: Mapping[str, Term]


def read() -> Mapping[str, Vocabulary]:
    """All vocabularies of the glossary, by key.

    Raises:
        GlossaryError: a file lacks a word.
    """
    return {path.stem: vocabulary(path.stem) for path in sorted(_FOLDER.glob("*.yaml"))}


def read_vocabulary(path: Path) -> Vocabulary:
    """The vocabulary in a file, named as the file.

    Raises:
        GlossaryError: the file lacks a word.
    """
    written = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    if not isinstance(written, dict) or set(written) != {"zh", "en", "terms"}:
        raise GlossaryError(f"{path}: a vocabulary needs zh, en and terms")
    terms = {}
    for name, words in written["terms"].items():
        if not _is_complete(words):
            raise GlossaryError(f"{path}: '{name}' needs source, zh and en, each with label and means")
        terms[name] = Term(path.stem, name, Words(**words["zh"]), Words(**words["en"]), words["source"])
    return Vocabulary(path.stem, written["zh"], written["en"], terms)


def _is_complete(words: Any) -> bool:
    if not isinstance(words, dict) or set(words) != {"zh", "en", "source"} or not words["source"]:
        return False
    both = (words["zh"], words["en"])
    return all(isinstance(one, dict) and set(one) == _FIELDS and all(one.values()) for one in both)


@cache
def vocabulary(key: str) -> Vocabulary:
    """One vocabulary; read when it is first asked for.

    >>> list(vocabulary("every").terms)
    ['year', 'half_year', 'quarter', 'month']
    """
    path = _FOLDER / f"{key}.yaml"
    if not (key.isidentifier() and path.is_file()):
        raise UnknownTerm(f"no vocabulary '{key}' in the glossary")
    return read_vocabulary(path)


def term(vocabulary_key: str, key: str) -> Term:
    """One term of a vocabulary."""
    try:
        return vocabulary(vocabulary_key).terms[key]
    except KeyError as unknown:
        if isinstance(unknown, UnknownTerm):
            raise
        raise UnknownTerm(f"no term '{key}' in the vocabulary '{vocabulary_key}'") from None


def label(vocabulary_key: str, key: str, language: Language = "zh") -> str:
    """What to print for a key.

    >>> label("state", "past_suggested"), label("state", "past_suggested", "en")
    ('超过建议期限', 'Past the suggested date')
    """
    return term(vocabulary_key, key).words(language).label


def explain(vocabulary_key: str, key: str, language: Language = "zh") -> str:
    """What a key means, in one sentence.

    >>> explain("reason", "vacant")
    '期间内职务空缺。'
    """
    return term(vocabulary_key, key).words(language).means


def choices(vocabulary_key: str, language: Language = "zh") -> list[tuple[str, str]]:
    """The keys and labels of a vocabulary, in order, as a form field wants them.

    >>> choices("relief_kind")
    [('waiver', '免除'), ('suspension', '暂缓')]
    """
    return [(key, found.words(language).label) for key, found in vocabulary(vocabulary_key).terms.items()]
