"""The refinement law: a local book may tighten, name or add; it never loosens.

Relief for a single duty is a waiver; a looser rule is a new version of the source, never a refinement.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from tongjian.rulebook.book import Book
from tongjian.rulebook.clause import Clause
from tongjian.rulebook.errors import BookError
from tongjian.rulebook.limits import Value, as_strict
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

    def problem(self, field: Sequence[str], what: str, cure: str) -> BookError:
        return self.clause.document.problem((*self.path, *field), what, cure, key=len(field) == 1)


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
                if refinement.measure not in measures:
                    yield _unknown(clause, path, refinement.measure, measures)
                elif refinement.measure.partition("/")[0] not in book.file.refines:
                    yield clause.document.problem(
                        (*path, "measure"),
                        f"book {book.key} does not say that it refines the book of this measure",
                        f"add `{refinement.measure.partition('/')[0]}` to `refines` of book.yaml",
                    )
                else:
                    source, measure = measures[refinement.measure]
                    yield from _check(Placed(clause, path, refinement, source, measure), given)


def _unknown(clause: Clause, path: Path, name: str, measures: Mapping[str, object]) -> BookError:
    near = get_close_matches(name, measures, n=1)
    cure = (
        f"did you mean `{near[0]}`?"
        if near
        else "write the id as book/clause/slug of a book listed in `refines`"
    )
    return clause.document.problem((*path, "measure"), f"refines the unknown measure `{name}`", cure)


def _check(placed: Placed, given: dict[tuple[str, str], list[tuple[Placed, Value]]]) -> Iterator[BookError]:
    refinement, measure = placed.refinement, placed.measure
    if not any(getattr(refinement, effect) for effect in _EFFECTS):
        yield placed.problem((), "this refinement changes nothing", f"give one of: {', '.join(_EFFECTS)}")
    if refinement.in_force < measure.in_force:
        yield placed.problem(
            ("in_force",),
            f"the refinement begins before its measure ({measure.in_force})",
            "let it begin on that day or later",
        )
    if refinement.verified_by and measure.verified_by not in (None, refinement.verified_by):
        yield placed.problem(
            ("verified_by",),
            f"this would take the verification away from {measure.verified_by}, {_words(placed)}",
            "keep the verifier, or add another under `add_checks`",
        )
    for field, kind in FIELDS.items():
        value = getattr(refinement, field)
        if value is not None:
            yield from _check_field(placed, field, kind, value)
            yield from _compare(placed, field, kind, value, given)
    for slug, value in refinement.sign.items():
        parameter = measure.parameters.get(slug)
        if parameter is None:
            names = ", ".join(measure.parameters) or "none"
            yield placed.problem(
                ("sign", slug),
                f"`{measure.slug}` has no parameter `{slug}`",
                f"sign one of its parameters: {names}",
            )
            continue
        if wrong := wrong_value(parameter, value):
            yield placed.problem(("sign", slug), f"{wrong[0]}, {_words(placed, parameter.word)}", wrong[1])
        elif parameter.type != "list":
            yield from _compare(placed, f"sign.{slug}", parameter.type, value, given)


def _check_field(placed: Placed, field: str, kind: str, value: str) -> Iterator[BookError]:
    fixed = fixed_value(placed.measure, field)
    if fixed is None:
        yield placed.problem(
            (field,),
            f"`{placed.measure.slug}` has no `{field}` that could be tightened",
            "remove the line, or state a rule of your own as a measure",
        )
    elif isinstance(fixed, ByParameter):
        yield placed.problem(
            (field,),
            f"`{field}` is the parameter `{fixed.parameter}` of the measure",
            f"sign it: `sign: {{{fixed.parameter}: {value}}}`",
        )
    else:
        strict = as_strict(kind, value, fixed)
        if strict is None:
            yield placed.problem(
                (field,),
                f"`{field}: {value}` and `{fixed}` cannot be compared, {_words(placed)}",
                f"use the same unit as `{fixed}`",
            )
        elif not strict:
            yield placed.problem(
                (field,),
                f"`{field}: {value}` is looser than `{fixed}`, {_words(placed)}",
                f"keep `{fixed}` or a stricter value; relief for a single duty is a waiver",
            )


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
            yield placed.problem(
                field.split("."),
                f"`{value}` cannot be compared with `{its_value}` at {place}",
                "use the same unit",
            )
            return
    others.append((placed, value))


def _words(placed: Placed, word: str | None = None) -> str:
    """The sentence of the source that forbids the loosening, with its place."""
    name = placed.source.measure_id(placed.measure.slug)
    sentences = placed.source.quoted(placed.measure.says)
    if word and any(word in sentence.text for sentence in sentences):
        sentences = tuple(sentence for sentence in sentences if word in sentence.text)
    if not sentences or placed.source.text is None:
        return f"forbidden by {name} ({placed.source.document.file})"
    quoted = "".join(f"“{sentence.text}”" for sentence in sentences)
    return f"forbidden by {name}: {quoted} ({placed.source.text.place(sentences[0], sentences[0].start)})"
