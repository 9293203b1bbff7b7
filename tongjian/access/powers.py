"""The closed list of powers, the usual powers of each office, and which powers never come together.

Pure: reads `powers.yaml` and nothing else. A power that is not in the list does not exist.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

FILE = Path(__file__).with_name("powers.yaml")
CONTENT = "content"


@dataclass(frozen=True)
class Power:
    """One power; ``content``: sees matters themselves, ``system``: also held for the whole deployment."""

    key: str
    zh: str
    en: str
    content: bool
    system: bool


@dataclass(frozen=True)
class Role:
    """What an office usually is given."""

    key: str
    zh: str
    en: str
    powers: tuple[str, ...]


@dataclass(frozen=True)
class Because:
    """A reason in both languages."""

    zh: str
    en: str


@dataclass(frozen=True)
class Separation:
    """Two powers that one person never has together; ``other`` may be `content`, any power of content."""

    one: str
    other: str
    because: Because


@lru_cache(maxsize=1)
def powers() -> dict[str, Power]:
    """Every power by key, in the order of the list."""
    return {key: Power(key, **said) for key, said in _read()["powers"].items()}


@lru_cache(maxsize=1)
def roles() -> dict[str, Role]:
    """The usual powers of each office by key.

    Raises:
        ValueError: an office names a power that does not exist.
    """
    found = {}
    for key, said in _read()["roles"].items():
        found[key] = Role(key, said["zh"], said["en"], tuple(said["powers"]))
        if strange := unknown(said["powers"]):
            raise ValueError(f"{FILE.name}: roles: {key}: no such power: {', '.join(strange)}")
    return found


@lru_cache(maxsize=1)
def separations() -> tuple[Separation, ...]:
    """The pairs that never come together.

    Raises:
        ValueError: a pair names a power that does not exist.
    """
    found = tuple(Separation(said["one"], said["other"], Because(**said["because"])) for said in _read()["separate"])
    for pair in found:
        if strange := unknown({pair.one, pair.other} - {CONTENT}):
            raise ValueError(f"{FILE.name}: separate: no such power: {', '.join(strange)}")
    return found


def unknown(keys: Iterable[str]) -> list[str]:
    """Which of the keys are no powers, sorted."""
    return sorted(set(keys) - set(powers()))


def clash(held: Iterable[str]) -> tuple[str, str, Because] | None:
    """The first two of the powers that one person may not have together, and why; nothing if all is well.

    >>> clash(["administer_accounts", "read_duties"])[:2]
    ('administer_accounts', 'read_duties')
    >>> clash(["read_duties", "read_exhibits"]) is None
    True
    """
    have = sorted(set(held))
    for pair in separations():
        for one, other in product(have, have):
            if one == pair.one and (
                powers()[other].content if pair.other == CONTENT else other == pair.other
            ):
                return one, other, pair.because
    return None


def _read() -> dict[str, Any]:
    content: dict[str, Any] = YAML(typ="safe", pure=True).load(FILE.read_text(encoding="utf-8"))
    return content
