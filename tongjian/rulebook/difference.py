"""What differs between two books, or between two editions of one: measures, fields, sentences."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from tongjian.rulebook.book import Book

What = Literal["added", "removed", "changed"]
_SIGNS: dict[What, str] = {"added": "+", "removed": "-", "changed": "~"}


@dataclass(frozen=True)
class Change:
    """One difference. ``where`` is clause/slug, ``clause:sentence`` or ``book``; ``field`` a dotted path."""

    what: What
    where: str
    field: str
    before: Any
    after: Any

    def __str__(self) -> str:
        name = f"{self.where}{f' {self.field}' if self.field else ''}"
        if self.what == "changed":
            return f"~ {name}: {_shown(self.before)} → {_shown(self.after)}"
        return f"{_SIGNS[self.what]} {name}: {_shown(self.after if self.what == 'added' else self.before)}"


def diff(before: Book, after: Book) -> list[Change]:
    """The changes that lead from one book to the other, in the order of clauses."""
    head = ("key", "entries", "texts")
    changes = list(
        _fields("book", before.file.model_dump(exclude=set(head)), after.file.model_dump(exclude=set(head)))
    )
    keys = dict.fromkeys(
        [*(clause.key for clause in before.clauses), *(clause.key for clause in after.clauses)]
    )
    for key in keys:
        changes += _sentences(key, _texts(before, key), _texts(after, key))
        changes += _rows(_measures(before, key), _measures(after, key))
        changes += _rows(_refinements(before, key), _refinements(after, key))
    return changes


def as_text(changes: list[Change]) -> str:
    """The changes for a terminal, one per line.

    >>> as_text([Change("changed", "3/talk", "derives.periodic.every", "year", "half_year")])
    '~ 3/talk derives.periodic.every: year → half_year'
    """
    return "\n".join(map(str, changes))


def _rows(before: Mapping[str, dict[str, Any]], after: Mapping[str, dict[str, Any]]) -> Iterator[Change]:
    for name in dict.fromkeys([*before, *after]):
        if name not in after:
            yield Change("removed", name, "", before[name]["title"], None)
        elif name not in before:
            yield Change("added", name, "", None, after[name]["title"])
        else:
            yield from _fields(name, before[name], after[name])


def _fields(where: str, before: dict[str, Any], after: dict[str, Any]) -> Iterator[Change]:
    old, new = dict(_flat(before)), dict(_flat(after))
    for field in dict.fromkeys([*old, *new]):
        if old.get(field) != new.get(field):
            yield Change("changed", where, field, old.get(field), new.get(field))


def _flat(value: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for key, item in value.items():
        if isinstance(item, dict) and item:
            yield from _flat(item, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", item


def _sentences(clause: str, before: list[str], after: list[str]) -> Iterator[Change]:
    for tag, a, b, c, d in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        for number in range(max(b - a, d - c)):
            old = before[a + number] if a + number < b else None
            new = after[c + number] if c + number < d else None
            what: What = "changed" if old and new else "added" if new else "removed"
            spot = c + number if new else a + number
            yield Change(what, f"{clause}:{spot + 1}", "", old, new)


def _texts(book: Book, key: str) -> list[str]:
    found = [clause.text for clause in book.clauses if clause.key == key and clause.text]
    return [sentence.text for text in found for sentence in text.sentences]


def _measures(book: Book, key: str) -> dict[str, dict[str, Any]]:
    return {
        f"{clause.key}/{measure.slug}": measure.model_dump()
        for clause in book.clauses
        if clause.key == key
        for measure in clause.measures
    }


def _refinements(book: Book, key: str) -> dict[str, dict[str, Any]]:
    """Refinements have no slug: their measure and their place among its refinements tell them apart."""
    found: dict[str, dict[str, Any]] = {}
    for refinement in (one for clause in book.clauses if clause.key == key for one in clause.refines):
        name, number = f"{key}→{refinement.measure}", 1
        while name in found:
            number += 1
            name = f"{key}→{refinement.measure}#{number}"
        found[name] = refinement.model_dump()
    return found


def _shown(value: Any) -> str:
    if isinstance(value, dict) and "zh" in value:
        return str(value["zh"])
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "、".join(value) or "无"
    return "无" if value is None or value in ([], {}) else str(value)
