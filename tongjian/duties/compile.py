"""From books, adoptions and signatures to terms: one row per measure, governor and stretch of unchanged wording.

Pure. A governor is an organ that adopted a book; what the committees above it adopted and signed holds for it too,
so each governor's terms are whole in themselves and derivation looks at one governor only.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from tongjian.duties.almanac import clock_of
from tongjian.duties.relations import packed
from tongjian.rulebook import EncodedMeasure, Rulebook, Signed, Wording, is_template, wordings
from tongjian.rulebook.schema import Measure

OPEN = date(9999, 12, 31)


@dataclass(frozen=True)
class Governor:
    """An organ that adopted books, with the adopters above it along ``managed_by``, the nearest first."""

    organ: str
    adopted: tuple["Adopted", ...]
    signed: tuple[Signed, ...] = ()


@dataclass(frozen=True)
class Adopted:
    """A book adopted by this governor or one above it, from a day on, signed by an organ."""

    book: str
    from_day: date
    signer: str


@dataclass(frozen=True)
class TermRow:
    """One row of the relation ``term``; lists are packed (``|a|b|``).

    ``area`` is no column of the relation: derivation does not ask for it, views do.
    """

    term: str
    measure: str
    governor: str
    generator: str
    opens_from: date
    opens_until: date
    chain_from: date
    repealed_on: date
    every: str = ""
    clock: str = ""
    exposure: str = ""
    basis: str = "default"
    signer: str = ""
    subject_kind: str = ""
    roles: str = ""
    classes: str = ""
    levels: str = ""
    events: str = ""
    details: str = ""
    occupied: int = 0
    personal: int = 0
    verify: int = 0
    bearer: str = ""
    kinds: str = ""
    kind_count: int = 0
    parameter: str = ""
    substitutes: str = ""
    area: str = ""

    def columns(self) -> dict[str, Any]:
        return asdict(self)


def terms(rulebook: Rulebook, governors: Iterable[Governor]) -> list[TermRow]:
    """Every term of every governor, ordered by measure, governor and day."""
    found = [
        term
        for governor in governors
        for measure in rulebook.measures
        if measure.measure.derives is not None and measure.measure.draft is None
        for term in _of(rulebook, measure, governor)
    ]
    return sorted(found, key=lambda term: (term.measure, term.governor, term.opens_from))


def digest(compiled: Sequence[TermRow]) -> str:
    """The digest of compiled terms: the same terms, the same ledger."""
    rows = [asdict(term) for term in compiled]
    return sha256(json.dumps(rows, sort_keys=True, default=str).encode()).hexdigest()


def clocks(compiled: Iterable[TermRow]) -> set[str]:
    """Every time limit that the terms count with."""
    return {clock for term in compiled for clock in (term.clock, term.exposure) if clock}


def _of(rulebook: Rulebook, encoded: EncodedMeasure, governor: Governor) -> Iterator[TermRow]:
    """The terms of one measure for one governor; nothing where no adopted book carries the measure."""
    carrying = [one for one in governor.adopted if _carries(rulebook, one.book, encoded.book)]
    if not carrying:
        return
    adopted_from = min(one.from_day for one in carrying)
    days: dict[str, date] = {}
    for one in governor.adopted:
        days[one.book] = min(one.from_day, days.get(one.book, OPEN))
    found = wordings(rulebook, encoded.id, days, governor.signed)
    if not found:
        return
    # Terms begin with the adoption day: a window that opened before it is not recorded. A chain begins where the
    # wording first owes anything: who was in office by then is owed from that day.
    first = next((wording.opens_from for wording in found if wording.active), found[-1].opens_from)
    chain_from = max(adopted_from, first)
    repealed = encoded.measure.until or OPEN
    if found[-1].awaits:
        yield _inactive(encoded, governor, found[-1], max(adopted_from, found[-1].opens_from), repealed)
    for number, wording in enumerate(found):
        opens_from = max(adopted_from, wording.opens_from)
        if wording.active and opens_from < wording.opens_until:
            yield _active(encoded, governor, wording, number, opens_from, chain_from, repealed)


def _carries(rulebook: Rulebook, adopted: str, book: str) -> bool:
    """Whether who adopted a book owes by another one: by what it refines, by a template only if it is that very one."""
    return adopted == book or (not is_template(rulebook.book(book).file) and book in _closure(rulebook, adopted))


def _closure(rulebook: Rulebook, book: str) -> set[str]:
    """The book and, in turn, the books it refines."""
    found, waiting = set(), [book]
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting.extend(rulebook.book(key).file.refines)
    return found


def _inactive(
    encoded: EncodedMeasure, governor: Governor, wording: Wording, opens_from: date, repealed: date
) -> TermRow:
    parameter = wording.awaits or ""
    return TermRow(
        f"{encoded.id}@{governor.organ}:{parameter}",
        encoded.id,
        governor.organ,
        "inactive",
        opens_from,
        OPEN,
        opens_from,
        repealed,
        parameter=parameter,
    )


def _active(
    encoded: EncodedMeasure,
    governor: Governor,
    wording: Wording,
    number: int,
    opens_from: date,
    chain_from: date,
    repealed: date,
) -> TermRow:
    measure = encoded.measure
    # The schema asks for all three.
    assert measure.derives
    assert measure.subject
    assert measure.bearer
    generator = "periodic" if measure.derives.periodic else "event" if measure.derives.event else "continuous"
    limit = wording.gap if generator == "continuous" else wording.within
    happening = measure.derives.event
    return TermRow(
        term=f"{encoded.id}@{governor.organ}#{number}",
        measure=encoded.id,
        governor=governor.organ,
        generator=generator,
        opens_from=opens_from,
        opens_until=min(wording.opens_until, repealed),
        chain_from=chain_from,
        repealed_on=repealed,
        every=str(wording.every.value) if wording.every else "",
        clock=clock_of(str(limit.value), rolls=wording.rolls) if limit else "",
        exposure=str(wording.min_exposure.value) if wording.min_exposure else "",
        basis=wording.basis,
        signer=_signer(wording, governor) if wording.basis == "locality" else "",
        subject_kind=measure.subject.kind,
        roles=packed(measure.subject.roles),
        classes=packed(measure.subject.classes),
        levels=packed(measure.subject.levels),
        events=packed(happening.on) if happening else "",
        details=packed(happening.details) if happening else "",
        occupied=int(measure.subject.occupied),
        personal=int(measure.personal),
        verify=int(wording.verified_by is not None),
        bearer=measure.bearer.who,
        kinds=packed(wording.kinds),
        kind_count=len(wording.kinds),
        substitutes=_substitutes(measure),
        area=str(measure.area),
    )


def _signer(wording: Wording, governor: Governor) -> str:
    """Who signed the deciding value: an organ itself, or for a book the organ that signed its adoption."""
    deciding = wording.deciding
    if deciding is None:
        return ""
    if deciding.signer:
        return deciding.signer
    book = deciding.sources[0].book
    return next((one.signer for one in governor.adopted if one.book == book), "")


def _substitutes(measure: Measure) -> str:
    return packed(measure.substitutes)
