"""What a run of worlds has met: every state, and every boundary of the rules by name."""
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from .days import DAY, OPEN, touching, windows
from .oracle import FACTS, Row, Term, World, qualifying, standing, state, visible

STATES = ("inactive", "not_owed", "unknown", "superseded", "waived", "suspended", "done", "done_late",
          "lapsed", "overdue", "past_suggested", "due_soon", "open", "not_open")
BOUNDARIES = (
    "as of the day before opening", "as of the opening day", "as of soon_on", "as of the due day",
    "as of the day after due", "done the day before due", "done on the due day", "done the day after due",
    "done late on a suggested deadline", "tenure ends on the due day", "tenure ends the day after due",
    "tenure starts on the due day", "exposure exactly met", "exposure one day short", "lapses on the due day",
    "span begins on the window's last day", "span ends on the window's first day",
    "window opens on the first day of the term", "window opened the day before the term",
    "new wording inside the window", "chain goes on under a new wording", "new chain in a new tenure",
    "activity on the stop of a chain", "chain stops on the due day", "chain stops the day after due",
    "chain superseded in a new tenure", "chain superseded where class or governor changes",
    "chain superseded although the organ has an heir", "superseded on the due day",
    "subject ends the day after due", "repealed before the opening day", "repealed on the opening day",
    "repealed on the due day", "repealed the day after due", "repealed as of today",
    "done the day before lapsing", "done on the day of lapsing", "done in time after lapsing",
    "done late after lapsing", "heir as of today", "heir on the opening day",
    "done before the heir's day", "suspension ends on the due day", "suspension ends today",
    "suspension in working days", "claim of a wrong kind", "claim of a wrong marker", "claim not verified",
    "only some of the kinds", "rolled over days off", "calendar not announced", "superior outside",
    "bearer changes on the opening day", "bearer changes the day after opening", "several bearers",
    "event the day before the term", "event on the first day of the term",
    "event on the last day of a tenure",
    "known the day before a recording", "known on the day of a recording", "known on the day of a correction")


def tally(world: World, rows: Mapping[tuple, Row], as_of: date, known_on: date = OPEN - DAY) -> Counter[str]:
    """How often each state and each boundary occurs among the rows, or in the world."""
    seen, terms = visible(world, known_on), {term.term: term for term in world.terms}
    found = Counter(of_recording(world, known_on))
    for term in world.terms:
        found.update(of_term(seen, term))
    for row in rows.values():
        term = terms[row.term]
        found[state(row, as_of)] += 1
        if row.due:
            found.update(name for name, holds in of_row(row, as_of) + of_facts(seen, row, as_of) if holds)
            found.update(of_calendar(seen, term, row))
            if term.generator == "periodic" and term.occupied:
                found.update(of_tenures(seen, term, row))
            if term.generator == "continuous":
                found.update(of_chain(seen, term, row))
    return found


def of_recording(world: World, known_on: date) -> Iterator[str]:
    for name in FACTS:
        for fact in getattr(world, name):
            if known_on in (fact.recorded_from - DAY, fact.recorded_from):
                where = "the day before" if known_on < fact.recorded_from else "on the day of"
                yield f"known {where} a recording"
            if known_on == fact.recorded_to:
                yield "known on the day of a correction"


def of_term(seen: World, term: Term) -> Iterator[str]:
    for one, begin, end in qualifying(seen, term):
        for year in (2023, 2024, 2025) if term.generator == "periodic" else ():
            for _, first, last in windows(term.every, year):
                if term.opens_from in (first, first + DAY) and begin <= last and first < end:
                    yield ("window opened the day before the term" if first < term.opens_from
                           else "window opens on the first day of the term")
                if term.opens_from <= first < term.opens_until and last == begin:
                    yield "span begins on the window's last day"
                if term.opens_from <= first < term.opens_until and first == end:
                    yield "span ends on the window's first day"
                if first < term.opens_until <= last:
                    yield "new wording inside the window"
        for event in seen.events if term.generator == "event" else ():
            if event.subject == one.id and event.kind in term.events:
                if event.day == term.opens_from - DAY:
                    yield "event the day before the term"
                if event.day == term.opens_from:
                    yield "event on the first day of the term"
                if any(tenure.post == one.id and tenure.valid_to == event.day + DAY
                       for tenure in seen.tenures):
                    yield "event on the last day of a tenure"


def of_row(row: Row, as_of: date) -> list[tuple[str, bool]]:
    return [
        ("as of the day before opening", as_of == row.opens - DAY),
        ("as of the opening day", as_of == row.opens),
        ("as of soon_on", as_of == row.soon_on),
        ("as of the due day", as_of == row.due),
        ("as of the day after due", as_of == row.due + DAY),
        ("done the day before due", row.done_on == row.due - DAY),
        ("done on the due day", row.done_on == row.due),
        ("done the day after due", row.done_on == row.due + DAY),
        ("done late on a suggested deadline",
         row.done_on is not None and row.due_final < row.done_on <= as_of and row.strength == "suggested"),
        ("lapses on the due day", row.lapses_on == row.due),
        ("done on the day of lapsing", row.lapses_on is not None and row.lapses_on == row.done_on),
        ("done in time after lapsing", row.lapses_on is not None and row.done_on is not None
         and row.lapses_on < row.done_on <= min(row.due, as_of)),
        ("done late after lapsing", row.lapses_on is not None and row.done_on is not None
         and row.due_final < row.done_on <= as_of),
        ("superseded on the due day", row.superseded_on == row.due),
        ("suspension ends on the due day", row.suspended_to == row.due),
        ("suspension ends today", row.suspended_to == as_of),
        ("superior outside", row.reason == "superior_outside"),
    ]


def of_facts(seen: World, row: Row, as_of: date) -> list[tuple[str, bool]]:
    name = (row.measure, row.subject, row.marker)
    term = next(term for term in seen.terms if term.term == row.term)
    claims = [claim for claim in seen.claims if (claim.measure, claim.subject, claim.marker) == name]
    repealed = seen.repealed_on.get(row.measure)
    organ = next(one.organ for one in seen.subjects if one.id == row.subject)
    heirs = [heir.day for heir in seen.heirs if heir.organ == row.bearer_organ]
    new = [one.valid_from for one in seen.bearers if (one.selector, one.organ) == (term.bearer, organ)]
    return [
        ("subject ends the day after due",
         any(one.id == row.subject and one.valid_to == row.due + DAY for one in seen.subjects)),
        ("done the day before lapsing", term.personal == 1 and row.done_on is not None
         and any(tenure.post == row.subject and tenure.holder and tenure.valid_from <= row.opens
                 and row.done_on + DAY == tenure.valid_to <= row.due for tenure in seen.tenures)),
        ("repealed before the opening day", repealed is not None and repealed < row.opens),
        ("repealed on the opening day", repealed == row.opens),
        ("repealed on the due day", repealed == row.due),
        ("repealed the day after due", repealed == row.due + DAY),
        ("repealed as of today", repealed == as_of),
        ("heir as of today",
         any((heir.day, heir.successor) == (as_of, row.bearer_organ) for heir in seen.heirs)),
        ("heir on the opening day", row.opens in heirs),
        ("done before the heir's day",
         row.done_on is not None and any(row.opens < day <= as_of and row.done_on < day for day in heirs)),
        ("claim of a wrong kind", any(claim.kind not in term.kinds for claim in claims)),
        ("claim not verified", term.verify == 1 and any(not claim.verified for claim in claims)),
        ("claim of a wrong marker", any(claim.measure == row.measure and claim.subject == row.subject
                                        and claim.marker == "2025H9" for claim in seen.claims)),
        ("only some of the kinds", term.generator != "continuous" and row.done_on is None
         and any(claim.kind in term.kinds and claim.verified for claim in claims)),
        ("bearer changes on the opening day", len(new) > 1 and row.opens in new),
        ("bearer changes the day after opening", len(new) > 1 and row.opens + DAY in new),
        ("several bearers", len(new) > 1 and len(set(new)) < len(new)),
    ]


def of_calendar(seen: World, term: Term, row: Row) -> Iterator[str]:
    if row.provisional:
        yield "calendar not announced"
    start = next((last for year in (2023, 2024, 2025) if term.generator == "periodic"
                  for name, _, last in windows(term.every, year) if name == row.marker), row.opens)
    if seen.calendar.after(start, term.clock) < row.due:
        yield "rolled over days off"
    if row.due_final > row.due and "workdays" in term.clock:
        yield "suspension in working days"


def of_tenures(seen: World, term: Term, row: Row) -> Iterator[str]:
    first, last = next((first, last) for year in range(2023, 2027)
                       for name, first, last in windows(term.every, year) if name == row.marker)
    for tenure in seen.tenures:
        if (tenure.post == row.subject and tenure.holder
                and tenure.valid_from <= last and first < tenure.valid_to):
            begin, end = max(tenure.valid_from, first), min(tenure.valid_to, last + DAY)
            if row.due == tenure.valid_to:
                yield "tenure ends on the due day"
            if row.due + DAY == tenure.valid_to:
                yield "tenure ends the day after due"
            if term.exposure and seen.calendar.after(begin, term.exposure) == end:
                yield "exposure exactly met"
            if term.exposure and seen.calendar.after(begin, term.exposure) == end + DAY:
                yield "exposure one day short"
    if any(tenure.post == row.subject and tenure.valid_from == row.due for tenure in seen.tenures):
        yield "tenure starts on the due day"


def of_chain(seen: World, term: Term, row: Row) -> Iterator[str]:
    if row.done_on and row.done_on >= term.opens_until:
        yield "chain goes on under a new wording"
    stops = [tenure.valid_to for tenure in seen.tenures if tenure.post == row.subject and tenure.holder]
    if not term.occupied:
        stops = [end for one, _, end in qualifying(seen, term) if one.id == row.subject]
    if term.occupied and row.opens in stops:
        yield "new chain in a new tenure"
    if any(claim.measure == row.measure and claim.subject == row.subject and claim.happened_on in stops
           for claim in seen.claims):
        yield "activity on the stop of a chain"
    if not term.personal:
        yield from of_the_stop(seen, term, row)


def of_the_stop(seen: World, term: Term, row: Row) -> Iterator[str]:
    """Where a chain that is not personal stops, and what else the page says of that day."""
    of_subject = [(one, begin, end) for one, begin, end in qualifying(seen, term) if one.id == row.subject]
    stop = qualified = next(end for _, begin, end in touching(of_subject) if begin <= row.opens < end)
    if term.occupied:
        stop = min(stop, next(tenure.valid_to for tenure in seen.tenures if tenure.post == row.subject
                              and tenure.holder and tenure.valid_from <= row.opens < tenure.valid_to))
    if row.done_on is None and stop in (row.due, row.due + DAY):
        yield "chain stops on the due day" if stop == row.due else "chain stops the day after due"
    if row.done_on is None and row.superseded_on == stop:
        stands = any(one.id == row.subject and begin <= stop < end for one, _, begin, end in standing(seen))
        if stop < qualified and any(tenure.post == row.subject and tenure.holder
                                    and tenure.valid_from == stop for tenure in seen.tenures):
            yield "chain superseded in a new tenure"
        if stop == qualified and stands:
            yield "chain superseded where class or governor changes"
        if any(heir.organ == one.organ for heir in seen.heirs for one, _, _ in of_subject[:1]):
            yield "chain superseded although the organ has an heir"
