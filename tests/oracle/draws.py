"""How the facts of a tiny world are drawn, each at a day on which something turns."""
from dataclasses import replace
from datetime import date
from itertools import pairwise
from random import Random

from .days import DAY, OPEN, windows
from .oracle import (
    FACTS,
    Bearer,
    Claim,
    Event,
    Heir,
    Place,
    Relief,
    Row,
    Subject,
    Tenure,
    Term,
    World,
    derive,
)

BEGIN, END, LAST_AS_OF = date(2023, 1, 1), date(2026, 12, 31), date(2025, 12, 31)
CLASSES = ("party_committee", "government", "discipline_organ", "government_department")
LEVELS = ("city", "county", "township")
PAPERS = ("claims", "reliefs", "heirs")


def identifier(random: Random) -> str:
    """32 hex digits."""
    return f"{random.getrandbits(128):032x}"


def spans(random: Random, people: list[Subject], days: list[date]) -> tuple[Subject, ...]:
    """The rows of each subject: some begin late, end, or change their role."""
    found = []
    for one in people:
        begin = random.choice(days) if random.random() < 0.2 else BEGIN
        until = random.choice(days) if random.random() < 0.25 else OPEN
        if begin >= until:
            until = OPEN
        change = random.choice(days)
        if one.role and random.random() < 0.2 and begin < change < until:
            role = random.choice(("top_leader", "deputy"))
            found += [replace(one, valid_from=begin, valid_to=change),
                      replace(one, role=role, valid_from=change, valid_to=until)]
        else:
            found.append(replace(one, valid_from=begin, valid_to=until))
    return tuple(found)


def moves(random: Random, places: list[Place], people: list[Subject], days: list[date]) -> tuple[Place, ...]:
    """The rows of each organ: some change class, level or superior, some end."""
    found = []
    for place in places:
        change, dice = random.choice(days), random.random()
        leaf = not any(place.organ in other.path and other is not place for other in places)
        after = replace(place, valid_from=change)
        if dice < 0.1:
            found += [replace(place, valid_to=change), replace(after, organ_class=random.choice(CLASSES))]
        elif dice < 0.2:
            found += [replace(place, valid_to=change), replace(after, level=random.choice(LEVELS))]
        elif dice < 0.3 and leaf and len(places) > 2:
            above = random.choice([other for other in places if other is not place])
            found += [replace(place, valid_to=change), replace(after, path=f"{above.path}{place.organ}/")]
        else:
            found.append(replace(place, valid_to=change) if dice < 0.4 and leaf else place)
    return tuple(found)


def draw_bearers(random: Random, world: World, days: list[date]) -> tuple[Bearer, ...]:
    """For each selector in use and each organ: named, named anew from some day, outside, or unknown."""
    found, organs = [], sorted({place.organ for place in world.places})
    for selector in sorted({term.bearer for term in world.terms} - {"subject_post"}):
        for organ in organs:
            upper = organ if selector.startswith("own") else random.choice(organs)
            post = identifier(random) if selector.endswith("leader") else ""
            row, change = Bearer(selector, organ, upper, post, BEGIN), random.choice(days)
            dice = random.random()
            if dice < 0.15:
                found += [replace(row, valid_to=change),
                          replace(row, bearer_organ=random.choice(organs), valid_from=change)]
            elif dice < 0.25:
                found.append(replace(row, bearer_organ="", bearer_post=""))
            elif dice < 0.3:
                other = replace(row, bearer_organ=random.choice(organs), bearer_post=identifier(random))
                found += [row, other]
            elif dice < 0.9:
                found.append(row if dice < 0.85 else replace(row, valid_to=change))
    return tuple(found)


def draw_tenures(random: Random, world: World, days: list[date]) -> tuple[Tenure, ...]:
    """The tenures of each post: contiguous, gapped, vacant, or not recorded at all."""
    found = []
    clocks = [term for term in world.terms if term.generator in ("event", "continuous")]
    turns = tenure_turns(world)
    for post in sorted({one.id for one in world.subjects if one.kind == "post"}):
        aimed = random.sample(turns, min(len(turns), random.choice((0, 1, 2, 2))))
        cuts = sorted({BEGIN, *random.sample(days, min(len(days), random.choice((0, 1, 1, 2)))), *aimed})
        if random.random() < 0.15:
            cuts = cuts[1:]
        for begin, after in pairwise([*cuts, OPEN]):
            until = after
            if clocks and random.random() < 0.5:  # ends around the day on which its first duty falls due
                term = random.choice(clocks)
                due = world.calendar.after(max(begin, term.opens_from), term.clock, term.rolls)
                until = min(until, due + DAY * random.choice((-4, -1, 0, 0, 1, 1)))
            holder = identifier(random) if random.random() < 0.8 else ""
            kind = random.choice(("appointed", "elected", "acting", "concurrent")) if holder else "vacant"
            if begin < until and random.random() < 0.9:
                found.append(Tenure(identifier(random), post, holder, kind, begin, until))
                if until < after and random.random() < 0.5:
                    successor = replace(found[-1], id=identifier(random), holder=identifier(random),
                                        kind="appointed", valid_from=until, valid_to=after)
                    found.append(successor)
    return tuple(found)


def tenure_turns(world: World) -> list[date]:
    """Ends around a due day; starts and ends that just meet the minimum time in post, or just miss it."""
    found = []
    for term in world.terms:
        for year in (2024, 2025) if term.generator == "periodic" and term.occupied else ():
            for _, first, last in windows(term.every, year):
                due = world.calendar.after(last, term.clock, term.rolls)
                found += [due, due + DAY] + [due - 20 * DAY] * 3 * term.personal
                if term.exposure:
                    start = last
                    while world.calendar.after(start, term.exposure) > last + DAY:
                        start -= DAY
                    until = world.calendar.after(first, term.exposure)
                    found += [start, start + DAY, until, until - DAY]
    return [day for day in found if day <= LAST_AS_OF]


def draw_events(random: Random, world: World, days: list[date]) -> tuple[Event, ...]:
    """Events on subjects of the terms that listen to them, and on others."""
    kinds = sorted({kind for term in world.terms for kind in term.events} - {"tenure.started"})
    turns = days + [day for tenure in world.tenures for day in (tenure.valid_from, tenure.valid_to - DAY)] * 2
    turns += [term.opens_from - DAY * random.randint(0, 1) for term in world.terms if term.events] * 5
    return tuple(Event(identifier(random), random.choice(kinds), random.choice(world.subjects).id, "",
                       max(BEGIN, min(random.choice(turns), LAST_AS_OF)))
                 for _ in range(random.randint(3, 8) if kinds else 0))


def draw_focus(random: Random, world: World) -> list[Row]:
    """Some duties of different terms, chains first; the facts to come are aimed at their days."""
    rows: dict[str, list[Row]] = {}
    for row in derive(world, LAST_AS_OF, END).values():
        if row.due and row.reason is None and date(2024, 1, 1) <= row.due:
            for weight in range(3 if row.generator == "continuous" else 5 if row.lapses_on else 1):
                rows.setdefault(f"{row.term} {weight}", []).append(row)
    return [random.choice(rows[random.choice(sorted(rows))]) for _ in range(12)] if rows else []


def around(random: Random, row: Row) -> date:
    """A day at which the duty turns, or the day before or after."""
    day = random.choice([row.opens, row.due, row.due, row.due, row.due - 30 * DAY])
    return min(max(day + DAY * random.choice((-1, 0, 0, 1)), BEGIN), END)


def rename_bearers(random: Random, world: World, focus: list[Row]) -> World:
    """Somebody else from the opening day of a duty, or from the day after."""
    for row in focus[:2]:
        organ = next(one.organ for one in world.subjects if one.id == row.subject)
        selector, day = world_term(world, row).bearer, row.opens + DAY * random.randint(0, 1)
        for one in world.bearers:
            if (one.selector, one.organ) == (selector, organ) and one.valid_from < day < one.valid_to:
                rest = tuple(other for other in world.bearers if other is not one)
                anew = replace(one, bearer_organ=random.choice(world.places).organ, valid_from=day)
                return replace(world, bearers=(*rest, replace(one, valid_to=day), anew))
    return world


def stop_chains(random: Random, world: World, focus: list[Row]) -> World:
    """An organ of another class, or without a governor, around the due day of a link of a chain."""
    for row in focus:
        day = row.due + DAY * random.choice((-1, 0, 0, 1, 1, 1))
        organ = next(one.organ for one in world.subjects if one.id == row.subject)
        place = next((one for one in world.places if one.organ == organ
                      and one.valid_from < day < one.valid_to), None)
        leaf = not any(organ in other.path and organ != other.organ for other in world.places)
        if row.generator == "continuous" and place and leaf and not world_term(world, row).personal:
            rest = tuple(other for other in world.places if other is not place)
            after = replace(place, valid_from=day, path=f"/{organ}/")
            if random.random() < 0.5:
                after = replace(after, path=place.path,
                                organ_class=random.choice([one for one in CLASSES if one != place.organ_class]))
                world = replace(world, terms=tuple(
                    replace(term, classes=(place.organ_class,)) if term.measure == row.measure else term
                    for term in world.terms))
            return replace(world, places=(*rest, replace(place, valid_to=day), after))
    return world


def world_term(world: World, row: Row) -> Term:
    return next(term for term in world.terms if term.term == row.term)


def draw_papers(random: Random, world: World, focus: list[Row], count: int) -> World:
    """Claims, reliefs, heirs and repeals around the days of the duties in focus."""
    for row in focus:
        papers: dict[str, list] = {name: [] for name in PAPERS}
        name = (row.measure, row.subject, row.marker)
        organs = sorted({place.organ for place in world.places})
        term = world_term(world, row)
        # The earliest claim counts: a second one would hide what the first is aimed at.
        claimed = any((one.measure, one.subject, one.marker) == name for one in world.claims)
        if random.random() < (0.8 if not row.lapses_on else not claimed):
            papers["claims"] = draw_claims(random, term, row)
        if random.random() < 0.12:
            papers["reliefs"].append(Relief(*name, "waiver", around(random, row)))
        if random.random() < 0.3 and row.due <= date(2026, 6, 30):
            until = random.choice((OPEN, row.due - DAY, row.due, row.due + DAY, around(random, row)))
            begin = max(BEGIN, min(until, row.due) - DAY * random.randint(1, 60))
            papers["reliefs"].append(Relief(*name, "suspension", begin, until))
        if random.random() < 0.3:
            organ = random.choice((row.bearer_organ, row.bearer_organ, random.choice(organs)))
            others = [other for other in organs if other != organ]
            day = random.choice((row.opens, row.opens + DAY, row.superseded_on or row.due, row.due))
            if not any(heir.organ == organ and heir.day == day for heir in world.heirs):
                papers["heirs"].append(Heir(organ, day, random.choice(others)))
        if random.random() < 0.06:
            world = replace(world, repealed_on={**world.repealed_on, row.measure: around(random, row)})
        if any((one.measure, one.subject, one.marker) == name for one in world.reliefs):
            papers["reliefs"] = []
        for relation, rows in papers.items():
            rows = rows[:max(0, count)]
            count -= len(rows)
            world = replace(world, **{relation: (*getattr(world, relation), *rows)})
    return world


def draw_claims(random: Random, term: Term, row: Row) -> list[Claim]:
    """What was put forward for one duty: enough, or wanting in one respect."""
    late = row.due + DAY * random.randint(1, 30)
    day = random.choice((row.due - DAY, row.due, row.due + DAY, around(random, row), late, late))
    if term.generator == "continuous":
        day = random.choice((day, row.opens + DAY, row.lapses_on or day))
        if term.opens_until < OPEN and random.random() < 0.7:  # the first activity under the next wording
            day = term.opens_until + DAY * random.choice((-1, 0, 1))
    elif row.lapses_on:
        turns = (row.lapses_on - DAY, row.lapses_on, row.due, late)
        day = random.choices(turns, (3, 3, 4, 7))[0]
    claims = [Claim(row.measure, row.subject, row.marker, kind, max(BEGIN, day - DAY * number), 1)
              for number, kind in enumerate(term.kinds)]
    dice = random.random() + (0.3 if row.lapses_on else 0)
    if dice < 0.1:
        claims[0] = replace(claims[0], kind="agenda")
    elif dice < 0.2:
        claims[0] = replace(claims[0], verified=0)
    elif dice < 0.25:
        claims[0] = replace(claims[0], marker="2025H9")
    elif dice < 0.35:
        claims = claims[1:]
    elif dice < 0.5:
        claims.append(replace(claims[-1], happened_on=min(END, day + DAY)))
    return claims


def draw_recordings(random: Random, world: World) -> World:
    """Some facts were recorded late, some corrected, some withdrawn."""
    spare = 40 - sum(len(getattr(world, name)) for name in ("tenures", "events", *PAPERS))
    for name in FACTS:
        rows = []
        for fact in getattr(world, name):
            day = getattr(fact, "happened_on", None) or getattr(fact, "day", None) or fact.valid_from
            if random.random() < (0.6 if name in ("events", *PAPERS) else 0.08):
                fact = replace(fact, recorded_from=min(END, day + DAY * random.randint(0, 20)))
            closed = fact.recorded_from + DAY * random.randint(1, 400)
            often = name in ("tenures", "claims", "reliefs")
            if random.random() < (0.2 if often else 0.04) and closed <= END and spare > 0:
                spare -= 1
                rows.append(replace(fact, recorded_to=closed))
                fact = corrected(random, name, replace(fact, recorded_from=closed))
            rows += [fact] if fact else []
        world = replace(world, **{name: tuple(rows)})
    return world


def corrected(random: Random, name: str, fact: object) -> object | None:
    """The row that takes the place of a closed one, or nothing."""
    if random.random() < 0.25:
        return None
    if name == "claims":
        return random.choice((replace(fact, verified=1 - fact.verified),
                              replace(fact, happened_on=fact.happened_on - DAY)))
    if name == "tenures":
        if fact.valid_to - fact.valid_from > 2 * DAY and fact.valid_to < OPEN and random.random() < 0.6:
            return replace(fact, valid_to=fact.valid_to - DAY)
        return replace(fact, holder="", kind="vacant")
    if name == "reliefs" and fact.valid_to < OPEN:
        return replace(fact, valid_to=min(END, fact.valid_to + DAY))
    return replace(fact, role="member") if name == "subjects" and fact.role else fact


def draw_view(random: Random, world: World, focus: list[Row]) -> tuple[date, date]:
    """As-of around a turn of a duty in focus; known-on late, or around a day of recording."""
    names = {(row.measure, row.subject, row.marker) for row in focus}
    rows = [row for name, row in derive(world, LAST_AS_OF, END).items() if name in names]
    days = [random.choice((date(2024, 6, 30), date(2025, 3, 14), LAST_AS_OF))]
    if rows:
        late = [row for row in rows if row.done_on and row.due_final < row.done_on]
        lapsed = [row for row in rows + late * 2 if row.lapses_on and row.done_on]
        settled = random.random() < (0.9 if lapsed else 0.5 if late else 0)
        row = random.choice((lapsed or late) if settled else rows)
        turns = (row.done_on, row.done_on + DAY) if settled else (
            row.opens, row.due, row.due_final, row.soon_on, row.done_on, row.waived_on, row.lapses_on,
            row.suspended_from, row.suspended_to, row.superseded_on, *(heir.day for heir in world.heirs))
        days = [day + DAY * step for day in turns if day for step in (-1, 0, 0, 1)
                if date(2024, 1, 2) <= day < LAST_AS_OF] or days
    as_of, known_on = random.choice(days), END
    recordings = [day for name in FACTS for fact in getattr(world, name)
                  for day in (fact.recorded_from, fact.recorded_to, fact.recorded_to) if BEGIN < day < OPEN]
    if recordings and random.random() < 0.45:
        known_on = random.choice(recordings) + DAY * random.choice((-1, 0, 1))
    return as_of, min(known_on, END)
