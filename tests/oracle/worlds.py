"""Tiny worlds for the oracle and the engine, with their days aimed at the boundaries of the rules.

A world is drawn from a whole number, so that it can be drawn again; the strategy ``cases`` lets
Hypothesis choose the number and the sizes, and make them smaller when something fails.
"""
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from hypothesis import strategies

from .days import DAY, Calendar, windows
from .draws import (
    BEGIN,
    CLASSES,
    END,
    LAST_AS_OF,
    LEVELS,
    draw_bearers,
    draw_events,
    draw_focus,
    draw_papers,
    draw_recordings,
    draw_tenures,
    draw_view,
    identifier,
    moves,
    rename_bearers,
    spans,
    stop_chains,
)
from .oracle import FACTS, Place, Subject, Term, World

SELECTORS = ("own_organ", "own_top_leader", "superior_committee", "superior_top_leader", "subject_post")
EVENTS = (("finding.received",), ("finding.received", "major_issue.confirmed"))
KINDS = ("minutes", "report", "talk_record")
EXPOSURES = {"month": ("15 days", "10 workdays"), "quarter": ("30 days", "2 months", "20 workdays"),
             "half_year": ("3 months", "60 days"), "year": ("3 months", "6 months", "90 days")}
CLOCKS = {"periodic": ("0 days", "0 days", "15 days", "30 days", "10 workdays", "20 workdays", "1 months",
                       "3 months"),
          "event": ("5 days", "30 days", "10 workdays", "15 workdays", "3 months", "1 years"),
          "continuous": ("30 days", "90 days", "40 workdays", "3 months", "6 months"), "inactive": ("",)}
ADOPTIONS = (date(2023, 1, 1), date(2023, 7, 1), date(2023, 12, 31), date(2024, 1, 1), date(2024, 1, 2),
             date(2024, 4, 1), date(2024, 7, 2))
# Spring Festival, Labour Day, National Day; fixed, so that an engine need load three calendars only.
HOLIDAYS = ((1, 1, 1), (2, 10, 8), (5, 1, 5), (10, 1, 7))
OFFDAYS = frozenset(date(year, month, day + number) for year in range(2023, 2027)
                    for month, day, length in HOLIDAYS for number in range(length))
MAKEUP = frozenset(map(date.fromisoformat, (
    "2023-02-18", "2023-10-08", "2024-02-04", "2024-02-18", "2024-09-29", "2025-02-08", "2025-04-27",
    "2025-09-28", "2026-02-28", "2026-10-10")))
CALENDARS = tuple(Calendar(OFFDAYS, MAKEUP, date(year, 12, 31)) for year in (2024, 2025, 2026))


@dataclass(frozen=True)
class Case:
    """A world, and the two days on which it is looked at."""

    world: World
    as_of: date
    known_on: date


def case_of(number: int, organs: int = 0, subjects: int = 0, terms: int = 0, facts: int = 40) -> Case:
    """The case with this number; sizes that are not given are drawn too."""
    random = Random(number)
    places = draw_places(random, organs or random.randint(2, 5))
    people = draw_subjects(random, places, subjects or random.randint(1, 6))
    world = World(draw_terms(random, places, people, terms or random.randint(1, 5)),
                  random.choice(CALENDARS), frozenset(), {}, places=tuple(places))
    adopters = {term.governor for term in world.terms}
    if random.random() < 0.1:
        adopters.add(random.choice(places).organ)
    days = marks(random, world)
    world = replace(world, adopters=frozenset(adopters), subjects=spans(random, people, days),
                    places=moves(random, places, people, days))
    world = replace(world, bearers=draw_bearers(random, world, days))
    world = replace(world, tenures=draw_tenures(random, world, days)[:facts])
    world = replace(world, events=draw_events(random, world, days)[:max(0, facts - len(world.tenures))])
    focus = draw_focus(random, world)
    if random.random() < 0.3:
        world = rename_bearers(random, world, focus)
    if random.random() < 0.6:
        world = stop_chains(random, world, focus)
    world = draw_papers(random, world, focus, facts - len(world.tenures) - len(world.events))
    world = draw_recordings(random, world)
    return Case(world, *draw_view(random, world, focus))


def cases() -> strategies.SearchStrategy[Case]:
    """Cases for Hypothesis; failing ones shrink towards fewer organs, subjects, terms and facts."""
    return strategies.builds(
        case_of, strategies.integers(0, 2**32), strategies.integers(2, 5), strategies.integers(1, 6),
        strategies.integers(1, 5), strategies.integers(0, 40))


def smallest(case: Case, fails: Callable[[Case], bool]) -> Case:
    """The case with every row taken away that the failure does not need."""
    for name in (*FACTS, "terms"):
        for row in getattr(case.world, name):
            fewer = tuple(other for other in getattr(case.world, name) if other is not row)
            smaller = replace(case, world=replace(case.world, **{name: fewer}))
            if fails(smaller):
                case = smaller
    return case


def draw_places(random: Random, count: int) -> list[Place]:
    """A tree of organs."""
    places: list[Place] = []
    for number in range(count):
        organ, above = identifier(random), random.choice(places) if number else None
        path = (above.path if above else "/") + organ + "/"
        places.append(Place(organ, random.choice(CLASSES), LEVELS[min(2, path.count("/") - 2)], path, BEGIN))
    return places


def draw_subjects(random: Random, places: list[Place], count: int) -> list[Subject]:
    """Posts mostly, bodies, organs."""
    found = []
    for _ in range(count):
        organ = random.choice(places).organ
        kind = random.choices(("post", "body", "organ"), (7, 2, 1))[0]
        if kind == "organ" and any(one.id == organ for one in found):
            kind = "body"
        role = random.choice(("top_leader", "top_leader", "deputy", "member")) if kind == "post" else ""
        found.append(Subject(kind, organ if kind == "organ" else identifier(random), organ, role, BEGIN))
    return found


def draw_terms(random: Random, places: list[Place], people: list[Subject], count: int) -> tuple[Term, ...]:
    """Terms that fit somebody; some measures change their wording, some worlds have a second governor."""
    found: list[Term] = []
    governors = [places[0].organ]
    if random.random() < 0.3 and count > 1:
        governors.append(random.choice(places[1:]).organ)
    while len(found) < count:
        measure = f"oracle/{len(found) + 1}/measure"
        generator = random.choices(("periodic", "event", "continuous", "inactive"), (9, 6, 6, 1))[0]
        someone = random.choice(people)
        for governor in governors:
            term = draw_term(random, measure, governor, generator, someone, places)
            found.append(term)
            if generator != "inactive" and random.random() < 0.4:
                found[-1:] = changed(random, term)
    return tuple(found[:count])


def draw_term(
    random: Random, measure: str, governor: str, generator: str, someone: Subject, places: list[Place],
) -> Term:
    """One wording."""
    place = next(place for place in places if place.organ == someone.organ)
    every = random.choices(("year", "half_year", "quarter", "month"), (3, 3, 3, 1))[0]
    post = someone.kind == "post"
    occupied = int(post and generator in ("periodic", "continuous") and random.random() < 0.7)
    periodic, adopted = generator == "periodic", random.choice(ADOPTIONS)
    started, clock = post and random.random() < 0.5, random.choice(CLOCKS[generator])
    return Term(
        identifier(random), measure, governor, generator, adopted, chain_from=adopted,
        every=every if periodic else "", clock=clock,
        rolls=int(clock not in ("", "1 years") and random.random() < 0.15), occupied=occupied,
        exposure=random.choice(EXPOSURES[every]) if periodic and occupied and random.random() < 0.7 else "",
        basis=random.choices(("text", "locality", "default"), (4, 3, 3))[0],
        signer=random.choice(places).organ,
        subject_kind=someone.kind, roles=(someone.role,) if post and random.random() < 0.3 else (),
        classes=(place.organ_class, random.choice(CLASSES)) if random.random() < 0.25 else (),
        levels=(place.level,) if random.random() < 0.15 else (),
        events=() if generator != "event" else ("tenure.started",) if started else random.choice(EVENTS),
        details=("appointed", "acting") if generator == "event" and started and random.random() < 0.4 else (),
        personal=int(post and random.random() < (0.45 if generator == "continuous" else 0.75)),
        verify=int(random.random() < 0.3),
        bearer=random.choice(SELECTORS if post else SELECTORS[:-1]),
        kinds=tuple(random.sample(KINDS, random.choice((1, 1, 2)))),
        parameter="frequency" if generator == "inactive" else "")


def changed(random: Random, term: Term) -> list[Term]:
    """The wording before and after a boundary, which may lie inside a window."""
    boundary = random.choice((date(2024, 10, 1), date(2025, 1, 1), date(2025, 1, 2), date(2024, 8, 15),
                              date(2025, 4, 1), date(2025, 6, 30)))
    after = replace(term, term=identifier(random), opens_from=boundary, rolls=0,
                    clock=random.choice(CLOCKS[term.generator]), basis=random.choice(("text", "locality")))
    if term.generator == "periodic" and random.random() < 0.6:
        every = random.choice(tuple(EXPOSURES))
        after = replace(after, every=every, exposure=term.exposure and random.choice(EXPOSURES[every]))
    return [replace(term, opens_until=boundary), after]


def marks(random: Random, world: World) -> list[date]:
    """Days around which something turns: adoptions, windows, dues."""
    found = [date(2024, 1, 1)]
    for term in world.terms:
        found += [term.opens_from, min(term.opens_until, END)]
        for year in (2024, 2025) if term.generator == "periodic" else ():
            for _, first, last in windows(term.every, year):
                found += [first, last, last + DAY, world.calendar.after(last, term.clock, term.rolls)] * 2
        if term.generator in ("event", "continuous"):
            found += [world.calendar.after(day, term.clock, term.rolls) for day in found[:12]]
    return [day + DAY * random.choice((-1, 0, 0, 1)) for day in found if BEGIN < day <= LAST_AS_OF]
