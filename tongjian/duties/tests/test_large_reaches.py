"""Large reaches: tallies count what counting rows counts, and walking an index finds what reading everything finds."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tongjian.access import acts as access
from tongjian.access.queries import act_as
from tongjian.duties import acts, queries, tally
from tongjian.duties.models import Duty, Tally
from tongjian.duties.queries import Asked
from tongjian.duties.standing import places_of
from tongjian.duties.state import OPEN, STATES
from tongjian.duties.tests.riverside import (
    ADOPTED,
    DOSSIER,
    FINDING,
    SYSTEM_AT,
    TALK,
    TODAY,
    organ,
    post,
    tenure,
)
from tongjian.duties.touched import touched_by
from tongjian.register import acts as register
from tongjian.register import queries as registered
from tongjian.trail.acts import SYSTEM

ALL = Asked()
CLAUSES = (None, "river_rules/1", "river_rules/3", "river_rules/4")


@pytest.fixture(params=[0, tally.MANY], ids=["large", "small"])
def country(river, monkeypatch, request):
    """Two provinces with something in many states; every reach is large, or none is."""
    monkeypatch.setattr(tally, "MANY", request.param)
    other = organ("海滨省委", "province")
    coast = organ("海滨市委", "city", under=other)
    acts.adopt_book(**SYSTEM_AT, on=ADOPTED, organ=coast, book="river_rules", since=ADOPTED, signer=other)
    for number in range(4):
        county = organ(f"海{number}县委", "county", under=coast)
        tenure(post(county, "县委书记"), f"海{number}", date(2022 + number % 3, 3, 1), on=TODAY)
        for day in (date(2024, 5, 6), date(2025, 5, 20), TODAY - timedelta(days=number)):
            river.finding(county, day)
    for day in (date(2024, 2, 1), date(2025, 6, 9)):
        river.finding(river.stone, day)
        river.finding(river.white, day)
    river.refresh()
    for head, day in ((river.stone_head, date(2024, 4, 3)), (river.white_head, date(2025, 2, 3))):
        river.claim(river.duty(TALK, head, "2024"), "talk_record", day)
    river.refresh()
    river.coast = coast
    return river


def viewers(country):
    """The whole, a province, a city, a county, and somebody recused from an organ and from a duty."""
    places = {"province": country.province, "city": country.city, "stone": country.stone, "coast": country.coast}
    found = {name: country.actor(name, where) for name, where in places.items()}
    secretary = country.actor("secretary", country.city, "order_recusal")
    recused = country.actor("recused", country.city)
    key = country.duty(TALK, country.stone_head, "2024")["key"]
    holder = registered.holders_of(seen_by=SYSTEM, post=country.stone_head, day=TODAY, known_on=TODAY)[0].holder
    recused_from_him = country.actor("apart", country.city)
    access.order_recusal(
        by=secretary,
        where=country.city,
        on=TODAY,
        mandate=recused_from_him.mandate,
        ground="kin",
        kind="holder",
        subject=holder,
    )
    for kind, subject in (("organ", country.white), ("duty", key)):
        access.order_recusal(
            by=secretary,
            where=country.city,
            on=TODAY,
            mandate=recused.mandate,
            ground="kin",
            kind=kind,
            subject=subject,
        )
    return {"everything": SYSTEM, **found, "recused": act_as(recused.mandate, on=TODAY), "apart": recused_from_him}


class Plain:
    """What anybody may see of what is asked for, row by row in Python, over one reading of the ledger."""

    def __init__(self, country, as_of=TODAY):
        self.rows = sorted(country.ledger(as_of), key=lambda row: (row["due_final"] or OPEN, row["key"]))
        organs = {row[column] for row in self.rows for column in ("bearer_organ", "subject_organ")}
        found = registered.as_of(seen_by=SYSTEM, day=TODAY, known_on=TODAY).tenures
        self.held = [(one.post, one.holder) for one in found]
        self.paths = {one: registered.path_of(organ=one, day=TODAY, known_on=TODAY) for one in organs}

    def seen(self, by, asked=ALL):
        reach = getattr(by, "reach", None)
        closed = by.closed("duty") | by.closed("organ") if reach else frozenset()
        posts = {post for post, holder in self.held if reach and holder in by.recused_from("holder")}
        return [
            row
            for row in self.rows
            if self._within(row, reach, closed)
            and not posts & {row["subject"], row["bearer_post"]}
            and self._meant(row, asked)
        ]

    def _within(self, row, reach, closed):
        organs = (row["bearer_organ"], row["subject_organ"])
        if closed & {row["key"], *organs}:
            return False
        return reach is None or any(self.paths[one].startswith(reach) for one in organs)

    def _meant(self, row, asked):
        due = row["due_final"]
        return (
            (asked.state is None or row["state"] == asked.state)
            and (asked.clause is None or row["measure"].startswith(f"{asked.clause}/"))
            and (asked.due_from is None or (due is not None and due >= asked.due_from))
            and (asked.due_until is None or (due is not None and due <= asked.due_until))
        )


def questions(as_of=TODAY):
    spans = [(None, None), *queries.spans(as_of).values(), (TODAY - timedelta(days=400), TODAY)]
    for clause in CLAUSES:
        for first, last in spans:
            yield Asked(clause=clause, due_from=first, due_until=last)


def test_the_counts_of_every_viewer_are_those_of_the_rows(country):
    plain = Plain(country)
    for name, by in viewers(country).items():
        for asked in questions():
            rows = plain.seen(by, asked)
            at = {"seen_by": by, "as_of": TODAY}
            assert queries.by_state(**at, asked=asked) == Counter(row["state"] for row in rows), (name, asked)
            if asked.clause:
                whole = plain.seen(by, Asked(clause=asked.clause))
                assert queries.by_measure(**at, clause=asked.clause) == Counter(row["measure"] for row in whole), name


def test_every_page_of_every_viewer_holds_the_rows_in_their_order(country):
    plain = Plain(country)
    for name, by in viewers(country).items():
        for asked in questions():
            for state in (None, *sorted({row["state"] for row in plain.seen(by, asked)}), "waived"):
                asking = replace(asked, state=state, limit=5)
                pages = []
                while found := queries.duties(seen_by=by, as_of=TODAY, asked=asking):
                    pages += [row["key"] for row in found]
                    asking = replace(asking, after=(found[-1]["due_final"] or OPEN, found[-1]["key"]))
                assert pages == [row["key"] for row in plain.seen(by, asking)], (name, asking)


def test_what_comes_due_is_what_the_rows_say(country):
    live = ("unknown", "suspended", "due_soon", "open", "not_open")
    plain = Plain(country)
    for name, by in viewers(country).items():
        first, last = TODAY + timedelta(days=1), TODAY + timedelta(days=200)
        wanted = plain.seen(by, Asked(due_from=first, due_until=last))
        found = queries.due_between(seen_by=by, as_of=TODAY, days=200)
        assert [row["key"] for row in found] == [row["key"] for row in wanted if row["state"] in live], name


def test_the_tallies_follow_every_fact_that_is_derived_again(country):
    if not tally.MANY:
        assert Tally.objects.exists()
    at = {**SYSTEM_AT, "on": TODAY, "as_of": TODAY}
    event = country.finding(country.white, TODAY)
    acts.rederive(**at, scope=touched_by("event", subject=country.white))
    duty = country.duty(FINDING, country.white, event)
    for kind in ("plan", "report"):
        country.claim(duty, kind, TODAY)
    acts.rederive(**at, scope=touched_by("claim", measure=FINDING, subject=country.white))
    chain = country.duty(DOSSIER, country.stone_head, "2024-01-01")
    country.claim(chain, "dossier_entry", date(2024, 3, 1))
    acts.rederive(**at, scope=touched_by("claim", measure=DOSSIER, subject=country.stone_head))

    assert country.duty(FINDING, country.white, event)["state"] == "done"
    kept = set(Tally.objects.exclude(total=0).values_list(*tally.COLUMNS))
    plain = Plain(country)
    for by in viewers(country).values():
        counted = Counter(row["state"] for row in plain.seen(by))
        assert queries.by_state(seen_by=by, as_of=TODAY) == counted

    acts.derive(**at)

    assert set(Tally.objects.values_list(*tally.COLUMNS)) == kept


def test_on_another_day_the_rows_are_counted_and_listed(country):
    later = TODAY + timedelta(days=90)
    city = country.actor("ou", country.city, on=later)
    rows = Plain(country, later).seen(city)

    assert queries.by_state(seen_by=city, as_of=later) == Counter(row["state"] for row in rows)
    assert Counter(row["state"] for row in rows) != queries.by_state(seen_by=city, as_of=TODAY)
    for state in STATES:
        found = queries.duties(seen_by=city, as_of=later, asked=Asked(state=state))
        assert [row["key"] for row in found] == [row["key"] for row in rows if row["state"] == state]


def test_after_the_tree_has_changed_nobody_counts_what_has_left_his_reach(country):
    by = country.actor("ou", country.coast)
    before = sum(queries.by_state(seen_by=by, as_of=TODAY).values())
    leaving = next(one.id for one in registered.search(seen_by=SYSTEM, text="海0县委", day=TODAY, known_on=TODAY))
    relation = next(
        one for one in registered.as_of(seen_by=SYSTEM, day=TODAY, known_on=TODAY).relations if one.lower == leaving
    )
    register.correct_relation(**SYSTEM_AT, on=TODAY, relation=relation.id, upper=country.city)

    assert 0 < sum(queries.by_state(seen_by=by, as_of=TODAY).values()) < before


def test_a_page_of_a_large_reach_walks_an_index_in_its_order(country):
    if tally.MANY or connection.vendor != "sqlite":
        pytest.skip("the plan is asked of SQLite, for a large reach")
    by = country.actor("ou", country.city)
    for asked, index in (
        (Asked(), "duty_by_due"),
        (Asked(state="overdue"), "duty_by_standing"),
        (Asked(clause="river_rules/1"), "duty_by_measure"),
        (Asked(clause="river_rules/1", state="open"), "duty_by_measure_standing"),
    ):
        with CaptureQueriesContext(connection) as said:
            queries.duties(seen_by=by, as_of=TODAY, asked=asked)
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {said.captured_queries[-1]['sql'].replace('%', '%%')}")
            plan = [line for *_, line in cursor.fetchall()]
        assert any(f"d USING INDEX {index} " in f"{line} " for line in plan), plan
        assert not any("USE TEMP B-TREE FOR ORDER BY" in line for line in plan[:-1]), plan


DAYS = st.one_of(st.none(), st.integers(-60, 60).map(lambda number: TODAY + timedelta(days=number)))
PAST = st.one_of(st.none(), st.integers(-60, 0).map(lambda number: TODAY + timedelta(days=number)))


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    opens=st.integers(-90, 60),
    length=st.integers(0, 60),
    moved=st.integers(0, 30),
    done=PAST,
    waived=DAYS,
    suspended=DAYS,
    superseded=DAYS,
    lapses=DAYS,
    missing=st.sampled_from(["", "", "tenure"]),
    reason=st.sampled_from(["", "", "", "vacant"]),
    strength=st.sampled_from(["binding", "suggested"]),
    generator=st.sampled_from(["periodic", "event", "inactive"]),
)
def test_whatever_a_row_says_its_state_is_found_where_it_stands(
    db, opens, length, moved, done, waived, suspended, superseded, lapses, missing, reason, strength, generator
):
    opening = TODAY + timedelta(days=opens)
    due = opening + timedelta(days=length)
    final = due + timedelta(days=moved if suspended else 0)
    until = suspended + timedelta(days=moved) if suspended else None
    Duty.objects.all().delete()
    Duty.objects.create(
        key="a" * 32, measure="b/1/m", subject="s", marker="m", term="t", generator=generator, governor="g",
        subject_organ="o", opens=opening, due=due, due_final=final, soon_on=final - timedelta(days=30),
        next_due=due + timedelta(days=1), late_from=final + timedelta(days=1), provisional=0, bearer_organ="o",
        strength=strength, reason=reason, missing=missing, done_on=done, waived_on=waived, suspended_from=suspended,
        suspended_to=until, superseded_on=superseded, lapses_on=lapses,
    )  # fmt: skip
    row = queries.duty(seen_by=SYSTEM, key="a" * 32, as_of=TODAY)

    there = [place for place in places_of(row["state"], TODAY) if stands(row, place)]
    assert len(there) == 1, (row, there)
    for state in STATES:
        assert state == row["state"] or not any(stands(row, place) for place in places_of(state, TODAY) if place.exact)


def stands(row, place):
    """Whether a row stands in a place, told in Python."""
    return (
        place.standing == row["standing"]
        and (place.due_from is None or place.due_from <= row["due_final"])
        and (place.due_until is None or row["due_final"] <= place.due_until)
        and (place.opened_by is None or row["opens"] <= place.opened_by)
        and (place.opens_after is None or row["opens"] > place.opens_after)
        and (place.ended_by is None or row["ends_on"] <= place.ended_by)
        and (place.ends_after is None or row["ends_on"] > place.ends_after)
    )
