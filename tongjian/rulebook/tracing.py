"""From each id and sentence of a text to its measures, examples, procedures and tests: what is missing?

The rulebook knows nothing of procedures, pages and tests above it: whoever knows them passes mappings in.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Literal

from tongjian.rulebook.clause import Clause
from tongjian.rulebook.example import Example
from tongjian.rulebook.example import examples as read_examples
from tongjian.rulebook.schema import Measure
from tongjian.rulebook.shelves import Rulebook


@dataclass(frozen=True)
class Gap:
    """What a reader would look for in vain: an example of a measure, or a procedure that carries it out."""

    what: Literal["example", "procedure"]
    measure: str


@dataclass(frozen=True)
class Trace:
    """One line of the trace: an id of the reading, or (``entry`` empty) a sentence without an id.

    Attributes:
        sentences: numbers and words of the sentences that carry it.
        because: the reasons under not_encoded, or where else the id is reconciled.
        procedure: procedure folders by which the measures are carried out.
        screens: addresses of the pages on which a reader meets the sentence, the measures and what they derive.
        commands: the commands that show the same on a terminal.
        examples: worked examples, as ``place name``.
        tests: tests, by name.
        missing: gaps that a reader should know of.
    """

    book: str
    clause: str
    entry: str
    sentences: tuple[str, ...]
    measures: tuple[str, ...]
    because: tuple[str, ...]
    procedure: tuple[str, ...]
    examples: tuple[str, ...]
    tests: tuple[str, ...]
    screens: tuple[str, ...]
    commands: tuple[str, ...]
    missing: tuple[Gap, ...]


def trace(rulebook: Rulebook, clause: str | None = None, *, book: str | None = None,
          procedures: Mapping[str, Sequence[str]] | None = None,
          tests: Mapping[str, Sequence[str]] | None = None,
          screens: Mapping[str, Sequence[str]] | None = None,
          commands: Mapping[str, Sequence[str]] | None = None) -> list[Trace]:  # fmt: skip
    """The trace of one clause, or of all; in the order of the text.

    Args:
        clause: key of a clause, e.g. ``19``; of every book that has it, or of the one named by ``book``.
        procedures: measure id → procedure folders; None = nobody has looked, so none is missed.
        tests: measure id → tests.
        screens, commands: book/clause, or measure id → addresses.
    Raises:
        KeyError: no book that was read has such a clause.
    """
    shelf = _Shelf(read_examples(rulebook), procedures, tests or {}, screens or {}, commands or {})
    found: list[Trace] = []
    known = False
    for one in (one for one in rulebook.books if book in (None, one.key)):
        for part in (part for part in one.clauses if clause in (None, part.key)):
            known = True
            found.extend(_of_clause(part, shelf))
        if clause is None:
            found.extend(
                Trace(one.key, "", entry, (), (), (where,), (), (), (), (), (), ())
                for entry, where in one.file.elsewhere.items()
            )
    if not known:
        raise KeyError(f"no book that was read has a clause {clause}")
    return found


def as_json(traces: Sequence[Trace]) -> str:
    """The trace as a JSON list of rows {entry, measures, procedure, examples, tests, missing, …}."""
    return json.dumps([asdict(one) for one in traces], ensure_ascii=False, indent=2)


@dataclass(frozen=True)
class _Shelf:
    """What is known about the measures from elsewhere."""

    examples: Sequence[Example]
    procedures: Mapping[str, Sequence[str]] | None
    tests: Mapping[str, Sequence[str]]
    screens: Mapping[str, Sequence[str]]
    commands: Mapping[str, Sequence[str]]

    def examples_of(self, measure: str) -> list[str]:
        return [f"{one.place} {one.name}" for one in self.examples if one.measure.id == measure]

    def missing_of(self, name: str, measure: Measure) -> Iterator[Gap]:
        # A draft derives nothing before the official text has been brought in; its examples come with that text.
        if measure.derives and not measure.draft and not self.examples_of(name):
            yield Gap("example", name)
        acted = measure.derives or measure.kind in ("gate", "procedure")
        if self.procedures is not None and acted and not self.procedures.get(name):
            yield Gap("procedure", name)


def _of_clause(clause: Clause, shelf: _Shelf) -> Iterator[Trace]:
    entries = dict.fromkeys(entry for entry, _ in clause.entries())
    for entry in entries:
        measures = [measure for measure in clause.measures if entry in measure.entries]
        pieces = [piece for piece in clause.not_encoded if entry in piece.entries]
        says = [quote for measure in measures for quote in measure.says] + [piece.says for piece in pieces]
        yield _line(clause, entry, says, measures, [piece.because for piece in pieces], shelf)
    # Sentences that no id reaches, and measures without an id, would otherwise be passed over in silence.
    for measure in (measure for measure in clause.measures if not measure.entries):
        yield _line(clause, "", measure.says, [measure], [], shelf)
    for refinement in clause.refines:
        line = _line(clause, "", refinement.says, [], [], shelf)
        yield replace(line, measures=(refinement.measure,))
    for piece in (piece for piece in clause.not_encoded if not piece.entries):
        yield _line(clause, "", [piece.says], [], [piece.because], shelf)


def _line(clause: Clause, entry: str, says: Sequence[str], measures: Sequence[Measure],
          because: Sequence[str], shelf: _Shelf) -> Trace:  # fmt: skip
    names = [clause.measure_id(measure.slug) for measure in measures]
    places = [f"{clause.book}/{clause.key}", *names]

    def told(by: Mapping[str, Sequence[str]], of: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one for name in of for one in by.get(name, ())))

    return Trace(
        book=clause.book,
        clause=clause.key,
        entry=entry,
        sentences=tuple(f"{sentence.number} {sentence.text}" for sentence in clause.quoted(says)),
        measures=tuple(names),
        because=tuple(dict.fromkeys(because)),
        procedure=told(shelf.procedures or {}, names),
        examples=tuple(one for name in names for one in shelf.examples_of(name)),
        tests=told(shelf.tests, names),
        screens=told(shelf.screens, places),
        commands=told(shelf.commands, places),
        missing=tuple(
            gap
            for name, measure in zip(names, measures, strict=True)
            for gap in shelf.missing_of(name, measure)
        ),
    )
