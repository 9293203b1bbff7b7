"""Where a reader meets a sentence of a book: the pages and commands that declare it (``tongjian.terms.shows``).

Nothing is listed here: addresses come from the URLconf, commands from the command line, books from the shelf.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tongjian.rulebook import Rulebook, aspects
from tongjian.terms import shown_by

# What only a reader can fill in: the number of a duty.
KEY = "KEY"
_GIVEN = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Place:
    """A page or a command: what it shows, and its address with ``{book}``, ``{clause}``, ``{area}``, ``{key}``."""

    what: str
    address: str


def screens(patterns: Sequence[Any] | None = None) -> tuple[Place, ...]:
    """The pages, in the order of the URLconf; of these patterns where some are given."""
    from tongjian.site.urls import urlpatterns

    return tuple(_pages(urlpatterns if patterns is None else patterns, "/"))


def commands(tree: Any) -> tuple[Place, ...]:
    """The commands of a command line, in its order."""
    return tuple(_commands(tree, "tongjian"))


def met(rulebook: Rulebook, places: Sequence[Place]) -> dict[str, tuple[str, ...]]:
    """Addresses by ``book/clause``, where its sentences are met, and by measure, where more of it is."""
    found: dict[str, tuple[str, ...]] = {}
    for book in rulebook.books:
        for clause in book.clauses:
            given = {"book": book.key, "clause": clause.key, "key": KEY}
            found[f"{book.key}/{clause.key}"] = tuple(_filled(places, {"sentence"}, given))
            for one in clause.measures:
                name = clause.measure_id(one.slug)
                looked_for = {name, *aspects(book, one)}
                found[name] = tuple(_filled(places, looked_for, {**given, "area": one.area, "measure": name}))
    return found


def _filled(places: Sequence[Place], looked_for: set[str], given: dict[str, str]) -> Iterator[str]:
    for place in places:
        if place.what in looked_for:
            yield place.address.format_map(given)


def _pages(patterns: Sequence[Any], before: str) -> Iterator[Place]:
    for pattern in patterns:
        address = before + _GIVEN.sub(r"{\1}", str(pattern.pattern))
        if hasattr(pattern, "url_patterns"):
            yield from _pages(pattern.url_patterns, address)
        else:
            for one in shown_by(pattern.callback):
                yield Place(one.what, address + one.at)


def _commands(command: Any, path: str) -> Iterator[Place]:
    for one in shown_by(command.callback):
        yield Place(one.what, f"{path} {one.at}".strip())
    for name, child in getattr(command, "commands", {}).items():
        yield from _commands(child, f"{path} {name}")
