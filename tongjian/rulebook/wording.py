"""The dated wordings of a measure under the local books and signatures of one governor.

A *wording* is a stretch of days over which nothing that a measure says changes: what the duty engine
compiles one `term` row from. Every value says on which words it stands: its basis (text, default,
locality), its sources, and the organ that signed it. Where several local values meet, the stricter
governs and all sources are kept.

A window of a periodic measure keeps the wording under which it opened: a change in mid-window takes
effect with the first window of the new unit that starts after the old window has ended.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar, get_args

from tongjian.calendar import Unit, period_of
from tongjian.rulebook.errors import BookError
from tongjian.rulebook.law import FIELDS, fixed_value
from tongjian.rulebook.limits import Value, as_strict
from tongjian.rulebook.mistakes.measures import NoSuchParameter
from tongjian.rulebook.parameters import wrong_value
from tongjian.rulebook.schema import Basis, ByParameter, Check, Exhibit, IfNot, Measure, Selector, Title
from tongjian.rulebook.shelves import EncodedMeasure, EncodedRefinement, Rulebook

T = TypeVar("T")
OPEN = date(9999, 12, 31)
_WEIGHT: dict[Basis, int] = {"text": 0, "locality": 1, "default": 2}


@dataclass(frozen=True)
class Signed:
    """A parameter that an organ signed outside any book, from a day on."""

    measure: str
    parameter: str
    value: Value
    from_day: date
    by: str = ""


@dataclass(frozen=True)
class Source:
    """Who gives a value: words of a book, or an organ by its signature (then only ``signer`` is filled)."""

    value: Value
    book: str = ""
    clause: str = ""
    says: tuple[str, ...] = ()
    signer: str = ""


@dataclass(frozen=True)
class Stated:
    """A value with its basis and everybody who gave one; the governing source stands first."""

    value: Value
    basis: Basis
    sources: tuple[Source, ...]

    @property
    def signer(self) -> str:
        """The organ that signed the governing value; empty where a book states it."""
        return self.sources[0].signer


@dataclass(frozen=True)
class Wording:
    """What a measure says to windows, events and opening days in ``[opens_from, opens_until)``.

    Attributes:
        every, within, gap, min_exposure: None where the generator has no such value, or it is awaited.
        parameters: the values of count and list parameters, by slug.
        awaits: the first parameter without a value; the measure is inactive until it is signed.
        draft: why the measure is inactive whatever is signed.
    """

    measure: str
    opens_from: date
    opens_until: date
    title: Title
    every: Stated | None
    within: Stated | None
    gap: Stated | None
    min_exposure: Stated | None
    rolls: bool
    parameters: tuple[tuple[str, Stated], ...]
    exhibits: tuple[Exhibit, ...]
    checks: tuple[Check, ...]
    if_not: tuple[IfNot, ...]
    verified_by: Selector | None
    awaits: str | None
    draft: str | None

    @property
    def active(self) -> bool:
        """Whether the measure owes anything under this wording."""
        return self.awaits is None and self.draft is None

    @property
    def kinds(self) -> tuple[str, ...]:
        """The exhibit kinds that must all be there, sorted."""
        return tuple(sorted({exhibit.kind for exhibit in self.exhibits}))

    @property
    def deciding(self) -> Stated | None:
        """The weakest value a deadline stands on: a default before a locality before the text."""
        stated = [value for value in (self.within, self.gap, self.every) if value]
        return max(stated, key=lambda value: _WEIGHT[value.basis], default=None)

    @property
    def signers(self) -> tuple[str, ...]:
        """The organs that signed a value of the deadline, sorted; none of them owes a binding duty by it."""
        stated = [value for value in (self.within, self.gap, self.every) if value]
        return tuple(sorted({value.signer for value in stated if value.signer}))

    @property
    def basis(self) -> Basis:
        """The basis of the deadline; `default` means: never overdue."""
        return self.deciding.basis if self.deciding else "default"


def wordings(
    rulebook: Rulebook,
    measure_id: str,
    adopted: Iterable[str] | Mapping[str, date] = (),
    signed: Sequence[Signed] = (),
) -> list[Wording]:
    """The wordings of a deriving measure, in the order of days, without gaps or repetition.

    Args:
        adopted: the local books that apply; as a mapping, each from that day on (or from its own, if later).
        signed: parameters signed by organs; those of other measures are passed over. A later signature of
            one organ replaces its earlier one; across organs and books the stricter governs.
    Raises:
        ValueError: a signed value breaks its bounds; the measure does not derive.
    """
    encoded = rulebook.measure(measure_id)
    if encoded.measure.derives is None:
        raise ValueError(f"'{measure_id}' is a {encoded.measure.kind}: it derives no duties")
    measure = encoded.measure
    days = dict(adopted) if isinstance(adopted, Mapping) else dict.fromkeys(adopted, date.min)
    patches = [
        (max(patch.refinement.in_force, days[patch.book]), patch)
        for patch in rulebook.refinements_of(measure_id)
        if patch.book in days
    ]
    signatures = [one for one in signed if one.measure == measure_id]
    for one in signatures:
        if refused := refused_signature(measure, one.parameter, one.value):
            raise ValueError(f"{measure_id}, {one.parameter}: {refused.what}{refused.cure}")
    until = measure.until or OPEN
    changes = {measure.begins, *(day for day, _ in patches), *(one.from_day for one in signatures)}
    found: list[Wording] = []
    for day in sorted(day for day in changes if measure.begins <= day < until):
        wording = _on(
            encoded,
            day,
            until,
            [p for start, p in patches if start <= day],
            [one for one in signatures if one.from_day <= day],
        )
        _append(found, wording)
    return found


def refused_signature(measure: Measure, parameter: str, value: Value) -> BookError | None:
    """Why an organ may not sign this value, with the cure; None when it may."""
    if parameter not in measure.parameters:
        return NoSuchParameter(measure=measure.slug, parameter=parameter, known=list(measure.parameters))
    return wrong_value(measure.parameters[parameter], value)


def _append(found: list[Wording], wording: Wording) -> None:
    """Let a wording take over from the one that governs on its first day."""
    day = wording.opens_from
    while found and found[-1].opens_from > day:  # was to begin later, and is overtaken before it does
        found.pop()
    if found:
        last = found[-1]
        found[-1] = replace(last, opens_until=wording.opens_until)
        if replace(wording, opens_from=last.opens_from) == found[-1]:
            return
        boundary = _boundary(last, wording, day)
        if boundary >= wording.opens_until:
            return
        found[-1] = replace(last, opens_until=boundary)
        wording = replace(wording, opens_from=boundary)
    found.append(wording)


def _boundary(last: Wording, wording: Wording, day: date) -> date:
    """The first day on which a window may open under the new wording."""
    if not (last.active and last.every and wording.every):
        return day
    old, new = _unit(last.every), _unit(wording.every)
    running = period_of(old, day)
    if running.first < day and running.first >= last.opens_from:
        day = running.last + timedelta(days=1)
    window = period_of(new, day)
    return day if window.first == day else window.last + timedelta(days=1)


def _unit(stated: Stated) -> Unit:
    for unit in get_args(Unit):
        if unit == stated.value:
            return unit  # type: ignore[no-any-return]
    raise ValueError(f"'{stated.value}' is no unit of periods")


def _on(
    encoded: EncodedMeasure,
    day: date,
    until: date,
    patches: Sequence[EncodedRefinement],
    signatures: Sequence[Signed],
) -> Wording:
    """The wording under the refinements and signatures that are in force on a day."""
    measure = encoded.measure
    parameters = {slug: _parameter(encoded, slug, patches, signatures) for slug in measure.parameters}
    fields = {name: _field(encoded, name, parameters, patches) for name in FIELDS}
    periodic = measure.derives.periodic if measure.derives else None
    timed = periodic or (measure.derives.event if measure.derives else None)
    exposure = periodic.min_exposure if periodic else None
    adds = [patch.refinement for patch in patches]
    return Wording(
        measure=encoded.id,
        opens_from=day,
        opens_until=until,
        title=next((add.title for add in reversed(adds) if add.title), measure.title),
        every=fields["every"],
        within=fields["within"],
        gap=fields["gap"],
        # No text of the field names a minimum time in post: it is our reading until a book can say so.
        min_exposure=_own(encoded, exposure, "default") if exposure else None,
        rolls=timed.due.rolls if timed else False,
        parameters=tuple(
            (slug, value)
            for slug, value in parameters.items()
            if value and measure.parameters[slug].type in ("count", "list")
        ),
        exhibits=_union(measure.exhibits, *(add.add_exhibits for add in adds)),
        checks=_union(measure.checks, *(add.add_checks for add in adds)),
        if_not=_union(measure.if_not, *(add.add_if_not for add in adds)),
        verified_by=measure.verified_by or next((add.verified_by for add in adds if add.verified_by), None),
        awaits=next((slug for slug, value in parameters.items() if value is None), None),
        draft=measure.draft,
    )


def _field(
    encoded: EncodedMeasure,
    name: str,
    parameters: Mapping[str, Stated | None],
    patches: Sequence[EncodedRefinement],
) -> Stated | None:
    fixed = fixed_value(encoded.measure, name)
    if fixed is None:
        return None
    if isinstance(fixed, ByParameter):
        return parameters[fixed.parameter]
    derives = encoded.measure.derives
    generator = derives and (derives.periodic or derives.continuous)
    timed = derives and (derives.periodic or derives.event)
    basis: Basis = (
        timed.due.basis if timed and name == "within" else generator.basis if generator else "default"
    )
    tightened = [
        _from_book(patch, getattr(patch.refinement, name))
        for patch in patches
        if getattr(patch.refinement, name) is not None
    ]
    return _strictest(FIELDS[name], [_own(encoded, fixed, basis), *tightened])


def _parameter(
    encoded: EncodedMeasure, slug: str, patches: Sequence[EncodedRefinement], signatures: Sequence[Signed]
) -> Stated | None:
    parameter = encoded.measure.parameters[slug]
    given = [
        _from_book(patch, patch.refinement.sign[slug]) for patch in patches if slug in patch.refinement.sign
    ]
    latest = {
        one.by: one for one in sorted(signatures, key=lambda one: one.from_day) if one.parameter == slug
    }
    given += [Stated(one.value, "locality", (Source(one.value, signer=one.by),)) for one in latest.values()]
    if given:
        return _strictest(parameter.type, given)
    if parameter.until_signed == "suggest" and parameter.suggest is not None:
        return _own(encoded, parameter.suggest, "default")
    return None


def _strictest(kind: str, stated: Sequence[Stated]) -> Stated:
    """The stricter of all, the earlier of equals; of lists, the union. Every source is kept."""
    if kind == "list":
        items = dict.fromkeys(item for one in stated if isinstance(one.value, list) for item in one.value)
        sources = tuple(source for one in stated for source in one.sources)
        return Stated(list(items), stated[0].basis, sources)
    governing = stated[0]
    for one in stated[1:]:
        if as_strict(kind, one.value, governing.value) and not as_strict(kind, governing.value, one.value):
            governing = one
    others = tuple(source for one in stated if one is not governing for source in one.sources)
    return replace(governing, sources=(*governing.sources, *others))


def _own(encoded: EncodedMeasure, value: Value, basis: Basis) -> Stated:
    source = Source(value, encoded.book, encoded.clause, tuple(encoded.measure.says))
    return Stated(value, basis, (source,))


def _from_book(patch: EncodedRefinement, value: Value) -> Stated:
    source = Source(value, patch.book, patch.clause, tuple(patch.refinement.says))
    return Stated(value, "locality", (source,))


def _union(*lists: Sequence[T]) -> tuple[T, ...]:
    found: list[T] = []
    for item in (item for one in lists for item in one):
        if item not in found:
            found.append(item)
    return tuple(found)
