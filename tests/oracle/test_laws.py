"""What holds in every world, and that the worlds meet what they are aimed at."""
from collections import Counter
from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis.strategies import integers

from .days import DAY, OPEN
from .oracle import FACTS, Claim, derive, next_change, state
from .tally import BOUNDARIES, STATES, tally
from .worlds import Case, case_of, cases, smallest

# What one more claim may turn a state into, besides `done`. Done before its end, a duty is not superseded:
# a relief behind that end then shows, because the page asks for `waived` and `suspended` before `done`.
# What was unknown is asked for no more.
TURNS = {"overdue": ("done_late",), "superseded": ("waived", "suspended"),
         "unknown": ("superseded", "waived", "suspended", "done_late", "lapsed")}


@settings(max_examples=100, deadline=None)
@given(cases())
def test_every_duty_has_one_state_that_holds_until_its_next_change(case: Case):
    for row in derive(case.world, case.as_of, case.known_on).values():
        now, turn = state(row, case.as_of), next_change(row, case.as_of)

        assert now in STATES
        assert state(row, (turn or OPEN) - DAY) == now


@settings(max_examples=100, deadline=None)
@given(cases())
def test_facts_recorded_later_and_their_order_never_change_an_answer(case: Case):
    known = {}
    for name in FACTS:
        known[name] = [replace(fact, recorded_to=OPEN) for fact in getattr(case.world, name)
                       if fact.recorded_from <= case.known_on < fact.recorded_to]
        Random(1).shuffle(known[name])
    then = replace(case.world, terms=case.world.terms[::-1],
                   **{name: tuple(rows) for name, rows in known.items()})

    assert derive(then, case.as_of, case.known_on) == derive(case.world, case.as_of, case.known_on)


@settings(max_examples=100, deadline=None)
@given(cases(), integers(0, 2**32))
def test_one_more_claim_never_makes_a_state_worse(case: Case, number: int):
    random, before = Random(number), derive(case.world, case.as_of, case.known_on)
    for row in random.sample(list(before.values()), min(6, len(before))):
        turns = [row.opens, row.due, row.due_final, row.superseded_on, row.lapses_on, row.suspended_to]
        turn = random.choice([case.as_of - 7 * DAY, *(day for day in turns if day and day < OPEN)])
        on = min(case.as_of, turn + DAY * random.choice((-1, 0, 1)))
        term = next(term for term in case.world.terms if term.term == row.term)
        more = tuple(Claim(row.measure, row.subject, row.marker, kind, on, 1) for kind in term.kinds)
        after = derive(replace(case.world, claims=case.world.claims + more), case.as_of, case.known_on)
        for name, old in before.items():
            then, now = state(old, case.as_of), state(after[name], case.as_of)
            assert now in (then, "done", *TURNS.get(then, ()))


def test_a_failing_case_is_cut_down_to_what_it_needs():
    case = next(case for case in map(case_of, range(100))
                if any(row.done_on for row in derive(case.world, case.as_of, case.known_on).values()))

    def fails(smaller: Case) -> bool:
        return any(row.done_on for row in derive(smaller.world, smaller.as_of, smaller.known_on).values())

    cut = smallest(case, fails)

    assert (len(cut.world.terms), len(cut.world.subjects), len(cut.world.places)) == (1, 1, 1)


def test_six_hundred_worlds_meet_every_state_and_every_boundary_twenty_times():
    met: Counter[str] = Counter()
    for case in map(case_of, range(600)):
        rows = derive(case.world, case.as_of, case.known_on)
        met.update(tally(case.world, rows, case.as_of, case.known_on))

    assert {name: met[name] for name in STATES + BOUNDARIES if met[name] < 20} == {}
