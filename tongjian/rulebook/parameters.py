"""Parameters: the undefined words of a text, and the bounds inside which a committee may read them."""

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError

from tongjian.rulebook.document import DURATION_CURE, Document
from tongjian.rulebook.errors import BookError
from tongjian.rulebook.limits import Value, as_strict
from tongjian.rulebook.schema import ByParameter, Every, Measure, Parameter, TimeLimit

_CURES = {
    "every": f"write one of: {', '.join(get_args(Every))}",
    "time_limit": DURATION_CURE,
    "count": "write a whole number of at least 1",
    "list": "write a list of at least one text",
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


def wrong_value(parameter: Parameter, value: Value) -> tuple[str, str] | None:
    """Why a value does not fit a parameter, and the cure; None when it fits.

    >>> from tongjian.rulebook.schema import Parameter
    >>> wrong_value(Parameter(word="及时", type="time_limit", loosest="30 days"), "2 months")
    ('`2 months` is looser than `30 days`', 'keep `30 days` or a stricter value')
    """
    if not _has_type(parameter.type, value):
        return f"`{value}` is no value of type {parameter.type}", _CURES[parameter.type]
    if parameter.loosest is None:
        return None
    strict = as_strict(parameter.type, value, parameter.loosest)
    if strict is None:
        return f"`{value}` and `{parameter.loosest}` cannot be compared", "use the same unit"
    if not strict:
        return (
            f"`{value}` is looser than `{parameter.loosest}`",
            f"keep `{parameter.loosest}` or a stricter value",
        )
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
            yield document.problem(
                (*path, *where, "parameter"),
                f"unknown parameter `{slug}`",
                f"declare it under `parameters` of `{measure.slug}`",
            )
        elif declared.type != kind:
            yield document.problem(
                (*path, *where, "parameter"),
                f"`{slug}` is of type {declared.type}, here a {kind} is needed",
                f"declare it with `type: {kind}`",
            )
    for slug, parameter in measure.parameters.items():
        at = (*path, "parameters", slug)
        if measure.derives and parameter.type in ("every", "time_limit") and slug not in used:
            yield document.problem(
                at,
                f"nothing in `derives` uses the parameter `{slug}`",
                f"use it as {{parameter: {slug}}}, or remove it",
                key=True,
            )
        if parameter.loosest is not None and (
            parameter.type == "list" or not _has_type(parameter.type, parameter.loosest)
        ):
            yield document.problem(
                (*at, "loosest"),
                f"`{parameter.loosest}` is no bound of type {parameter.type}",
                "leave `loosest` out" if parameter.type == "list" else _CURES[parameter.type],
            )
        elif parameter.suggest is not None and (wrong := wrong_value(parameter, parameter.suggest)):
            yield document.problem((*at, "suggest"), wrong[0], wrong[1])


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
