"""Parameters: the undefined words of a text, and the bounds inside which a committee may read them."""

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError

from tongjian.rulebook.document import Document
from tongjian.rulebook.errors import NOTHING, BookError, Said
from tongjian.rulebook.limits import Value, as_strict
from tongjian.rulebook.mistakes.measures import (
    BoundOfList,
    LooserThanBound,
    NotComparable,
    NotOfType,
    ParameterOfOtherType,
    UndeclaredParameter,
    UnusedParameter,
)
from tongjian.rulebook.mistakes.phrases import COUNT, LIST, ONE_OF, TIME_LIMIT
from tongjian.rulebook.schema import ByParameter, Every, Measure, Parameter, TimeLimit

_FORMS = {
    "every": ONE_OF.filled(words=get_args(Every)),
    "time_limit": TIME_LIMIT,
    "count": COUNT,
    "list": LIST,
}
_TIME_LIMIT: TypeAdapter[str] = TypeAdapter(TimeLimit)


def uses(measure: Measure) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Where `derives` names a parameter: path inside the measure, slug, type wanted."""
    derives = measure.derives
    if derives is None:
        return
    found: list[tuple[tuple[str, ...], Any, str]] = []
    if derives.periodic:
        found.append((("derives", "periodic", "every"), derives.periodic.every, "every"))
        found.append((("derives", "periodic", "due", "within"), derives.periodic.due.within, "time_limit"))
    if derives.event:
        found.append((("derives", "event", "due", "within"), derives.event.due.within, "time_limit"))
    if derives.continuous:
        found.append((("derives", "continuous", "gap"), derives.continuous.gap, "time_limit"))
    for path, value, kind in found:
        if isinstance(value, ByParameter):
            yield path, value.parameter, kind


def wrong_value(parameter: Parameter, value: Value, because: Said = NOTHING) -> BookError | None:
    """What is wrong with a value of a parameter, without its place; None when it fits.

    Args:
        because: the words that forbid it, to be told with the mistake.

    >>> wrong = wrong_value(Parameter(word="及时", type="time_limit", loosest="30 days"), "2 months")
    >>> wrong.what, wrong.cure.en
    ('`2 months` 宽于 `30 days`。', 'keep `30 days` or a stricter value')
    """
    if not _has_type(parameter.type, value):
        return NotOfType(value=value, type=parameter.type, form=_FORMS[parameter.type], because=because)
    if parameter.loosest is None:
        return None
    strict = as_strict(parameter.type, value, parameter.loosest)
    if strict is None:
        return NotComparable(value=value, bound=parameter.loosest, because=because)
    if not strict:
        return LooserThanBound(value=value, bound=parameter.loosest, because=because)
    return None


def check_parameters(
    document: Document, path: tuple[str | int, ...], measure: Measure
) -> Iterator[BookError]:
    """The mistakes in the parameters that a measure declares and uses."""
    used = set()
    for where, slug, kind in uses(measure):
        used.add(slug)
        declared = measure.parameters.get(slug)
        if declared is None:
            unknown = UndeclaredParameter(parameter=slug, measure=measure.slug)
            yield document.problem((*path, *where, "parameter"), unknown)
        elif declared.type != kind:
            other = ParameterOfOtherType(parameter=slug, type=declared.type, wanted=kind)
            yield document.problem((*path, *where, "parameter"), other)
    for slug, parameter in measure.parameters.items():
        at = (*path, "parameters", slug)
        if measure.derives and parameter.type in ("every", "time_limit") and slug not in used:
            yield document.problem(at, UnusedParameter(parameter=slug), key=True)
        if parameter.loosest is not None and (bad := _wrong_bound(parameter, parameter.loosest)):
            yield document.problem((*at, "loosest"), bad)
        elif parameter.suggest is not None and (wrong := wrong_value(parameter, parameter.suggest)):
            yield document.problem((*at, "suggest"), wrong)


def _wrong_bound(parameter: Parameter, loosest: Value) -> BookError | None:
    if parameter.type == "list":
        return BoundOfList()
    if not _has_type(parameter.type, loosest):
        return NotOfType(value=loosest, type=parameter.type, form=_FORMS[parameter.type], because=NOTHING)
    return None


def _has_type(kind: str, value: Value) -> bool:
    if kind == "every":
        return value in get_args(Every)
    if kind == "count":
        return type(value) is int and value >= 1
    if kind == "list":
        return isinstance(value, list) and bool(value) and all(isinstance(item, str) for item in value)
    try:
        return isinstance(_TIME_LIMIT.validate_python(value, strict=True), str)
    except ValidationError:
        return False
