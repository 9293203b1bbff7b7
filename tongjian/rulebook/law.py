"""The refinement law: a local book may tighten, name or add; it never loosens.

Relief for a single duty is a waiver; a looser rule is a new version of the source, never a refinement.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tongjian.rulebook.book import Book
from tongjian.rulebook.clause import Clause
from tongjian.rulebook.errors import BookError, Said
from tongjian.rulebook.limits import Value, as_strict
from tongjian.rulebook.mistakes.measures import NoSuchParameter, NotComparable
from tongjian.rulebook.mistakes.phrases import FORBIDDEN, FORBIDDEN_UNQUOTED, did_you_mean
from tongjian.rulebook.mistakes.refinements import (
    BeginsBeforeItsMeasure,
    ChangesNothing,
    FieldIsParameter,
    LooserThanText,
    NotComparableWithOther,
    NothingToTighten,
    NotRefinedByBook,
    RefinesUnknownMeasure,
    TakesVerificationAway,
)
from tongjian.rulebook.parameters import wrong_value
from tongjian.rulebook.schema import ByParameter, Measure, Refinement

FIELDS = {"every": "every", "within": "time_limit", "gap": "time_limit"}
_EFFECTS = (
    "sign",
    "every",
    "within",
    "gap",
    "verified_by",
    "add_exhibits",
    "add_checks",
    "add_if_not",
    "title",
)
Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Placed:
    """A refinement at its place, and the measure it speaks of with the clause it stands in."""

    clause: Clause
    path: Path
    refinement: Refinement
    source: Clause
    measure: Measure

    def problem(self, field: Sequence[str], mistake: BookError) -> BookError:
        return self.clause.document.problem((*self.path, *field), mistake, key=len(field) == 1)


def fixed_value(measure: Measure, field: str) -> str | ByParameter | None:
    """What a measure says for every, within or gap; None where its generator has no such field."""
    derives = measure.derives
    if derives is None:
        return None
    if field == "gap":
        return derives.continuous.gap if derives.continuous else None
    if field == "every":
        return derives.periodic.every if derives.periodic else None
    timed = derives.periodic or derives.event
    return timed.due.within if timed else None


def check_refinements(
    books: Sequence[Book], measures: Mapping[str, tuple[Clause, Measure]]
) -> Iterator[BookError]:
    """The refinements of the books that break the law."""
    given: dict[tuple[str, str], list[tuple[Placed, Value]]] = {}
    for book in books:
        for clause in book.clauses:
            for index, refinement in enumerate(clause.refines):
                path = ("refines", index)
                refined = refinement.measure.partition("/")[0]
                if refinement.measure not in measures:
                    near = did_you_mean(refinement.measure, measures)
                    unknown = RefinesUnknownMeasure(measure=refinement.measure, meant=near)
                    yield clause.document.problem((*path, "measure"), unknown)
                elif refined not in book.file.refines:
                    unnamed = NotRefinedByBook(book=book.key, refined=refined)
                    yield clause.document.problem((*path, "measure"), unnamed)
                else:
                    source, measure = measures[refinement.measure]
                    yield from _check(Placed(clause, path, refinement, source, measure), given)


def _check(placed: Placed, given: dict[tuple[str, str], list[tuple[Placed, Value]]]) -> Iterator[BookError]:
    refinement, measure = placed.refinement, placed.measure
    if not any(getattr(refinement, effect) for effect in _EFFECTS):
        yield placed.problem((), ChangesNothing(effects=_EFFECTS))
    if refinement.in_force < measure.in_force:
        yield placed.problem(("in_force",), BeginsBeforeItsMeasure(day=measure.in_force))
    if refinement.verified_by and measure.verified_by not in (None, refinement.verified_by):
        replaced = TakesVerificationAway(verifier=measure.verified_by, because=_words(placed))
        yield placed.problem(("verified_by",), replaced)
    for field, kind in FIELDS.items():
        value = getattr(refinement, field)
        if value is not None:
            yield from _check_field(placed, field, kind, value)
            yield from _compare(placed, field, kind, value, given)
    for slug, value in refinement.sign.items():
        parameter = measure.parameters.get(slug)
        if parameter is None:
            unknown = NoSuchParameter(measure=measure.slug, parameter=slug, known=list(measure.parameters))
            yield placed.problem(("sign", slug), unknown)
            continue
        if wrong := wrong_value(parameter, value, _words(placed, parameter.word)):
            yield placed.problem(("sign", slug), wrong)
        elif parameter.type != "list":
            yield from _compare(placed, f"sign.{slug}", parameter.type, value, given)


def _check_field(placed: Placed, field: str, kind: str, value: str) -> Iterator[BookError]:
    fixed = fixed_value(placed.measure, field)
    if fixed is None:
        yield placed.problem((field,), NothingToTighten(measure=placed.measure.slug, field=field))
    elif isinstance(fixed, ByParameter):
        signable = FieldIsParameter(field=field, parameter=fixed.parameter, value=value)
        yield placed.problem((field,), signable)
    else:
        strict, because = as_strict(kind, value, fixed), _words(placed)
        if strict is None:
            undecided = NotComparable(value=f"{field}: {value}", bound=fixed, because=because)
            yield placed.problem((field,), undecided)
        elif not strict:
            looser = LooserThanText(field=field, value=value, bound=fixed, because=because)
            yield placed.problem((field,), looser)


def _compare(
    placed: Placed,
    field: str,
    kind: str,
    value: Value,
    given: dict[tuple[str, str], list[tuple[Placed, Value]]],
) -> Iterator[BookError]:
    """Two refinements of one field must be comparable, or nobody could say which is the stricter."""
    others = given.setdefault((placed.refinement.measure, field), [])
    for other, its_value in others:
        if as_strict(kind, value, its_value) is None and as_strict(kind, its_value, value) is None:
            place = other.clause.document.place(*other.path, *field.split("."))
            undecided = NotComparableWithOther(value=value, other=its_value, place=place)
            yield placed.problem(field.split("."), undecided)
            return
    others.append((placed, value))


def _words(placed: Placed, word: str | None = None) -> Said:
    """The sentence of the source that forbids the loosening, with its place."""
    name = placed.source.measure_id(placed.measure.slug)
    sentences = placed.source.quoted(placed.measure.says)
    if word and any(word in sentence.text for sentence in sentences):
        sentences = tuple(sentence for sentence in sentences if word in sentence.text)
    if not sentences or placed.source.text is None:
        return FORBIDDEN_UNQUOTED.filled(measure=name, place=placed.source.document.file)
    quoted = "".join(f"“{sentence.text}”" for sentence in sentences)
    place = placed.source.text.place(sentences[0], sentences[0].start)
    return FORBIDDEN.filled(measure=name, quoted=quoted, place=place)
