"""The words by which a page or a command declares what of a book it shows; found by whoever asks.

``@shows("sentence")`` above a view or a command is all that a new page has to say. Pure: knows no address.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar, get_args

# What a reader can look for; meanings in the vocabulary ``aspect``. Or one measure, by its id.
Aspect = Literal["sentence", "duty", "event", "blind_spot", "parameter", "draft", "adoption"]

Built = TypeVar("Built", bound=Callable[..., Any])


@dataclass(frozen=True)
class Shown:
    """What a page or command shows, and how its address goes on: ``{book}``, ``{clause}``, ``{area}`` are filled in."""

    what: str
    at: str = ""


def shows(what: str, at: str = "") -> Callable[[Built], Built]:
    """Declare what a page or command shows: an aspect, or the one measure of which it tells.

    Raises:
        ValueError: the word is neither an aspect nor the id of a measure.
    """
    if what not in get_args(Aspect) and what.count("/") != 2:
        raise ValueError(f"`{what}` is no aspect and no id of a measure; aspects: {', '.join(get_args(Aspect))}")

    def declare(built: Built) -> Built:
        vars(built).setdefault("shown", []).append(Shown(what, at))
        return built

    return declare


def shown_by(built: Any) -> tuple[Shown, ...]:
    """What a page or command has declared; nothing for most."""
    return tuple(getattr(built, "shown", ()))
