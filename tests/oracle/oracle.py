"""Who owes what, on which day: the plain reading of docs/semantics.md.

Nothing here comes from the package: own calendar (``days.py``), own loops. Numbers are the page's sections.
"""
import hashlib
from collections.abc import Iterator
from dataclasses import make_dataclass, replace
from datetime import date
from itertools import pairwise

from .days import DAY, OPEN, touching, windows

FACTS = ("places", "subjects", "tenures", "bearers", "heirs", "events", "claims", "reliefs")
RECORDED = {"recorded_from": date(2023, 1, 1), "recorded_to": OPEN}

# 1. Facts

def relation(name: str, columns: str, **defaults: object) -> type:
    """A table: its columns, then those that may be left out."""
    optional = [(column, object, value) for column, value in defaults.items()]
    return make_dataclass(name, columns.split() + optional, frozen=True)

Place = relation("Place", "organ organ_class level path valid_from", valid_to=OPEN, **RECORDED)
Subject = relation("Subject", "kind id organ role valid_from", valid_to=OPEN, **RECORDED)
Tenure = relation("Tenure", "id post holder kind valid_from", valid_to=OPEN, **RECORDED)
Bearer = relation("Bearer", "selector organ bearer_organ bearer_post valid_from", valid_to=OPEN, **RECORDED)
Heir = relation("Heir", "organ day successor", **RECORDED)
Event = relation("Event", "id kind subject detail day", **RECORDED)
Claim = relation("Claim", "measure subject marker kind happened_on verified", **RECORDED)
Relief = relation("Relief", "measure subject marker kind valid_from", valid_to=OPEN, **RECORDED)
Term = relation(
    "Term", "term measure governor generator opens_from", opens_until=OPEN, chain_from=None, every="",
    clock="", rolls=0, exposure="", basis="text", signer="", subject_kind="post", roles=(), classes=(),
    levels=(), events=(), details=(), occupied=0, personal=0, verify=0, bearer="own_organ", kinds=(),
    parameter="")
World = relation("World", "terms calendar adopters repealed_on", **dict.fromkeys(FACTS, ()))

def visible(world: World, known_on: date) -> World:
    """The world as it was recorded on a day; each held tenure is also an event."""
    seen = {name: tuple(fact for fact in getattr(world, name)
                        if fact.recorded_from <= known_on < fact.recorded_to) for name in FACTS}
    seen["events"] += tuple(Event(tenure.id, "tenure.started", tenure.post, tenure.kind, tenure.valid_from)
                            for tenure in seen["tenures"] if tenure.holder)
    return replace(world, **seen)

# 2. Qualifying

def standing(seen: World) -> Iterator[tuple[Subject, Place, date, date]]:
    """Each subject where it stood, and from when until when."""
    for one in seen.subjects:
        for place in seen.places:
            begin, end = max(one.valid_from, place.valid_from), min(one.valid_to, place.valid_to)
            if one.organ == place.organ and begin < end:
                yield one, place, begin, end

def governor(path: str, adopters: frozenset[str]) -> str | None:
    """The nearest organ upward that adopted a book."""
    return next((organ for organ in reversed(path.strip("/").split("/")) if organ in adopters), None)

def qualifying(seen: World, term: Term) -> list[tuple[Subject, date, date]]:
    """Who fits the term, and from when until when."""
    return [(one, begin, end) for one, place, begin, end in standing(seen)
            if one.kind == term.subject_kind and one.role in (term.roles or (one.role,))
            and place.organ_class in (term.classes or (place.organ_class,))
            and place.level in (term.levels or (place.level,))
            and governor(place.path, seen.adopters) == term.governor]

# 3. Generators

Instance = relation("Instance", "term subject organ marker opens due", first=None, last=None, ends_on=None,
                    done_on=None, reason=None, missing=None)

def periodic(seen: World, term: Term, horizon: date) -> Iterator[Instance]:
    for one, begin, end in qualifying(seen, term):
        for year in range(term.opens_from.year, horizon.year + 1):
            for marker, first, last in windows(term.every, year):
                if term.opens_from <= first < term.opens_until and begin <= last and first < end:
                    due = seen.calendar.after(last, term.clock, term.rolls)
                    yield Instance(term, one.id, one.organ, marker, max(first, begin), due, first, last)

def occupied(seen: World, made: Instance) -> Instance:
    """Whether somebody was in the post long enough, and whether until the due day."""
    first, after_last, exposure = made.first, made.last + DAY, made.term.exposure or "0 days"
    meeting = [tenure for tenure in seen.tenures if tenure.post == made.subject
               and tenure.valid_from < after_last and first < tenure.valid_to]
    long_enough = [tenure for tenure in meeting if tenure.holder and min(tenure.valid_to, after_last)
                   >= seen.calendar.after(max(tenure.valid_from, first), exposure)]
    if long_enough:
        made = replace(made, opens=max(made.opens, min(tenure.valid_from for tenure in long_enough)))
        owed = any(tenure.valid_from <= made.due < tenure.valid_to for tenure in long_enough)
        return made if owed else replace(made, ends_on=max(tenure.valid_to for tenure in long_enough))
    if any(tenure.holder for tenure in meeting):
        return replace(made, reason="min_exposure")
    return replace(made, reason="vacant") if meeting else replace(made, missing="tenure")

def on_event(seen: World, term: Term, horizon: date) -> Iterator[Instance]:
    for one, begin, end in qualifying(seen, term):
        begin, end = max(begin, term.opens_from), min(end, term.opens_until, horizon + DAY)
        for event in seen.events:
            if (event.subject == one.id and event.kind in term.events and begin <= event.day < end
                    and event.detail in (term.details or (event.detail,))):
                due = seen.calendar.after(event.day, term.clock, term.rolls)
                made = Instance(term, one.id, one.organ, event.id, event.day, due)
                yield personally(seen, made, event) if term.personal and one.kind == "post" else made

def personally(seen: World, made: Instance, event: Event) -> Instance:
    """A personal duty ends with the tenure in which its event fell."""
    covering = [tenure for tenure in seen.tenures if tenure.post == made.subject
                and tenure.valid_from <= event.day < tenure.valid_to
                and (event.kind != "tenure.started" or tenure.id == event.id)]
    until = max((tenure.valid_to for tenure in covering if tenure.holder), default=None)
    if until:
        return replace(made, ends_on=until) if until <= made.due else made
    return replace(made, reason="vacant") if covering else replace(made, missing="tenure")

def continuous(seen: World, term: Term, horizon: date) -> Iterator[Instance]:
    for one, begin, end in touching(qualifying(seen, term)):
        spans = [(tenure.valid_from, tenure.valid_to) for tenure in seen.tenures
                 if tenure.post == one.id and tenure.holder] if term.occupied else [(begin, end)]
        for start, stop in spans:
            start, stop = max(start, begin, term.chain_from), min(stop, end)
            if start < stop and start <= horizon:
                done = sorted(day for day in activities(seen, term, one.id) if start < day < stop)
                for point, following in pairwise([start, *done, None]):
                    if term.opens_from <= point < term.opens_until and point <= horizon:
                        due = seen.calendar.after(point, term.clock, term.rolls)
                        yield Instance(term, one.id, one.organ, point.isoformat(), point, due,
                                       ends_on=stop if stop <= due else None, done_on=following)

def activities(seen: World, term: Term, subject: str) -> set[date]:
    """The days of claims that the wording in force on that day accepts."""
    return {claim.happened_on for other in seen.terms for claim in accepted(seen, other, subject)
            if (other.measure, other.governor) == (term.measure, term.governor)
            and other.opens_from <= claim.happened_on < other.opens_until}

def inactive(seen: World, term: Term, horizon: date) -> Iterator[Instance]:
    yield Instance(term, term.governor, term.governor, f"parameter:{term.parameter}", term.opens_from, None)

GENERATORS = {"periodic": periodic, "event": on_event, "continuous": continuous, "inactive": inactive}

# 4. The row

Row = relation(
    "Row", "measure subject marker key term generator opens due bearer_organ bearer_post strength",
    due_final=None, soon_on=None, provisional=False, reason=None, missing=None, done_on=None, waived_on=None,
    suspended_from=None, suspended_to=None, superseded_on=None, lapses_on=None)

def derive(world: World, as_of: date, known_on: date) -> dict[tuple[str, str, str], Row]:
    """Every duty of the world, as of a day and as known on a day."""
    seen, found = visible(world, known_on), {}
    for term in seen.terms:
        for made in GENERATORS[term.generator](seen, term, date(as_of.year, 12, 31)):
            rival = found.setdefault((term.measure, made.subject, made.marker), made)
            if (made.opens, term.term) < (rival.opens, rival.term.term):
                found[term.measure, made.subject, made.marker] = made
    return {name: row(seen, name, made, as_of) for name, made in found.items()}

def row(seen: World, name: tuple[str, str, str], made: Instance, as_of: date) -> Row:
    """The duty with everything that bears on its state."""
    term = made.term
    if term.generator == "periodic" and term.occupied:
        made = occupied(seen, made)
    organ, post, outside, unnamed = bearer(seen, made)
    reason = made.reason or outside
    signed = term.basis == "text" or (term.basis == "locality" and term.signer != organ)
    found = Row(*name, hashlib.sha256("|".join(name).encode()).hexdigest()[:32], term.term, term.generator,
                made.opens, made.due, organ, post, "binding" if signed else "suggested")
    if term.generator == "inactive":
        return replace(found, bearer_organ=term.governor, bearer_post=None, strength="suggested")
    done = made.done_on if term.generator == "continuous" else done_on(seen, made)
    relief = {one.kind: one for one in seen.reliefs if (one.measure, one.subject, one.marker) == name}
    waiver, suspension, final = relief.get("waiver"), relief.get("suspension"), made.due
    if suspension and suspension.valid_to < OPEN:
        final = seen.calendar.moved(made.due, suspension.valid_from, suspension.valid_to, term.clock)
    heirs = [(as_of - heir.day, heir.successor) for heir in seen.heirs if heir.organ == organ
             and made.opens < heir.day <= as_of and not (done and done < heir.day)]
    organ, post = (min(heirs)[1], None) if heirs else (organ, post)  # the latest, then the smallest id
    return replace(
        found, bearer_organ=organ, bearer_post=post, reason=reason, done_on=done, due_final=final,
        missing=None if reason or done or waiver else made.missing or unnamed, soon_on=final - 30 * DAY,
        provisional=final > seen.calendar.announced_until and (bool(term.rolls) or "workdays" in term.clock),
        waived_on=waiver and waiver.valid_from, suspended_from=suspension and suspension.valid_from,
        suspended_to=suspension and suspension.valid_to,
        superseded_on=unless_done(superseded_on(seen, made), done),
        lapses_on=unless_done(made.ends_on if term.personal else None, done))

def bearer(seen: World, made: Instance) -> tuple[str, str | None, str | None, str | None]:
    """On the opening day: organ, post, why nothing is owed, which fact is missing."""
    if made.term.bearer == "subject_post":
        return made.organ, made.subject, None, None
    organ, post = min(((one.bearer_organ, one.bearer_post) for one in seen.bearers
                       if (one.selector, one.organ) == (made.term.bearer, made.organ)
                       and one.valid_from <= made.opens < one.valid_to), default=(None, None))
    if organ is None:
        return made.organ, None, None, "superior"
    return (organ, post or None, None, None) if organ else (made.organ, None, "superior_outside", None)

def accepted(seen: World, term: Term, subject: str) -> list[Claim]:
    """The claims that count for the measure and subject."""
    return [claim for claim in seen.claims if claim.measure == term.measure and claim.subject == subject
            and claim.kind in term.kinds and (claim.verified or not term.verify)]

def done_on(seen: World, made: Instance) -> date | None:
    """All kinds must be there; the last of them settles the duty."""
    claims = [claim for claim in accepted(seen, made.term, made.subject) if claim.marker == made.marker]
    days = [min((claim.happened_on for claim in claims if claim.kind == kind), default=OPEN)
            for kind in made.term.kinds]
    return max(days) if OPEN not in days else None

def superseded_on(seen: World, made: Instance) -> date | None:
    """The end for good of the subject or its organ, the repeal, or where a chain stops: the first."""
    ended = max(end for one, _, _, end in standing(seen) if one.id == made.subject)
    heir = any(heir.organ == made.organ for heir in seen.heirs)
    repealed = seen.repealed_on.get(made.term.measure, OPEN)
    days = [ended] * (ended <= made.due and not heir) + [repealed] * (repealed <= made.due)
    if made.term.generator == "continuous" and not made.term.personal and made.ends_on:
        days.append(made.ends_on)
    return min(days, default=None)

def unless_done(day: date | None, done: date | None) -> date | None:
    return None if day and done and done < day else day

# 5. State

def state(row: Row, as_of: date) -> str:
    """What the duty is on a day; the first that matches."""
    def reached(day: date | None) -> bool:
        return day is not None and day <= as_of
    due = row.due_final if reached(row.suspended_to) else row.due
    binding, late = row.strength == "binding", due is not None and due < as_of
    lapsed_undone = row.lapses_on is not None and row.done_on is not None and row.lapses_on <= row.done_on
    cases = (
        ("inactive", row.generator == "inactive"),
        ("not_owed", row.reason is not None),
        ("unknown", row.missing is not None and reached(row.opens)),
        ("superseded", reached(row.superseded_on)),
        ("waived", reached(row.waived_on)),
        ("suspended", reached(row.suspended_from) and not reached(row.suspended_to)),
        ("done", reached(row.done_on) and row.done_on <= due),
        ("done_late" if binding else "done", reached(row.done_on) and not lapsed_undone),
        ("lapsed", reached(row.lapses_on)),
        ("overdue", late and binding),
        ("past_suggested", late),
        ("due_soon", reached(row.opens) and reached(row.soon_on)),
        ("open", reached(row.opens)),
        ("not_open", True))
    return next(name for name, holds in cases if holds)

def next_change(row: Row, as_of: date) -> date | None:
    """The next day on which the state may be another."""
    days = [row.opens, row.soon_on, row.superseded_on, row.waived_on, row.suspended_from, row.suspended_to,
            row.done_on, row.lapses_on, row.due and row.due + DAY, row.due_final and row.due_final + DAY]
    return min((day for day in days if day and as_of < day < OPEN), default=None)
