"""The why of a duty in seven steps, and the strip of days by which a limit in working days was counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tongjian.calendar import Calendar, period_named
from tongjian.duties.almanac import parse_clock
from tongjian.duties.explanation import Line
from tongjian.duties.queries import Why
from tongjian.rulebook import Sentence

# Which topics of the explanation belong to which step, in the order in which an official asks.
STEPS = (
    ("words", ("sentence",)),
    ("measure", ("measure", "adopted", "inactive")),
    ("because", ("window", "event", "chain", "tenure", "bearer", "heir", "not_owed", "missing", "lapse", "superseded")),
    ("limit", ("reckoning", "shift", "provisional", "basis", "own_signature")),
    ("exhibits", ("asked", "claim", "cure")),
    ("relief", ("waiver", "suspension", "waivable")),
    ("objection", ("state", "objection")),
)
LONGEST = 40


@dataclass(frozen=True)
class Step:
    """One step of the chain; ``name`` says which, the template gives it its heading."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Square:
    """One day of the strip: what kind of day it is and the how-manieth working day."""

    day: date
    number: int
    look: str
    zh: str
    en: str


def chain_of(why: Why) -> list[Step]:
    """The lines of an explanation by step; a step without lines is left out."""
    by_topic = {topic: name for name, topics in STEPS for topic in topics}
    found: dict[str, list[Line]] = {name: [] for name, _ in STEPS}
    for line in why.lines:
        found[by_topic[line.topic]].append(line)
    return [Step(name, tuple(lines)) for name, lines in found.items() if lines]


def quoted(sentences: tuple[Sentence, ...]) -> list[tuple[str, str]]:
    """The sentences a duty stands on, verbatim and with their English gloss."""
    return [(sentence.text, sentence.gloss) for sentence in sentences]


def strip_of(row: Mapping[str, Any], why: Why, calendar: Calendar, today: date) -> list[Square]:
    """The days from the start of a limit in working days to the due day; empty where it counts otherwise."""
    term = next((one for one in why.facts["term"] if one["term"] == row["term"]), None)
    if term is None or not row["due"] or "workdays" not in term["clock"]:
        return []
    limit, _rolls = parse_clock(term["clock"])
    start = period_named(row["marker"]).last if row["generator"] == "periodic" else row["opens"]
    if limit.count == 0 or (row["due"] - start).days > LONGEST:
        return []
    squares, number = [], 0
    for offset in range(1, (row["due"] - start).days + 1):
        day = start + timedelta(days=offset)
        kind = calendar.kind(day)
        number += kind.works
        look = "off" if not kind.works else "make" if kind.kind == "make_up" else ""
        if day == row["due"]:
            look = "end"
        elif day == today:
            look = f"{look} today".strip()
        squares.append(Square(day, number if kind.works else 0, look, kind.zh, kind.en))
    return squares
