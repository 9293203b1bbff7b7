"""Who sees what: whatever could leak is there, and the outsider sees none of it."""

from datetime import date

import pytest

from tongjian.access import acts as access
from tongjian.access.queries import act_as
from tongjian.duties import acts, queries
from tongjian.duties.derive import Scope
from tongjian.duties.refusals import NoSuchDuty
from tongjian.duties.tests.riverside import FINDING, START, SYSTEM_AT, TALK, TODAY, organ
from tongjian.trail.acts import SYSTEM


@pytest.fixture
def full(ledger):
    """A ledger with something in every view."""
    ledger.finding(ledger.stone, date(2025, 6, 9))
    ledger.refresh()
    talk = ledger.duty(TALK, ledger.stone_head, "2024")
    ledger.claim(talk, "talk_record", date(2024, 12, 3))
    acts.object_to(**SYSTEM_AT, on=TODAY, key=talk["key"], grounds="改期")
    acts.find(**SYSTEM_AT, on=TODAY, key=talk["key"], kind="excused", reason="防汛")
    return ledger


def views(by, ledger):
    """How much each view shows somebody."""
    key = ledger.duty(TALK, ledger.stone_head, "2024")["key"]
    at = {"seen_by": by, "as_of": TODAY}
    spots = queries.blind_spots(**at, months=12)
    handed = queries.hand_over(**at, post=ledger.city_head)
    return {
        "duties": len(queries.duties(**at)),
        "duty": len(queries.duty(**at, key=key) or {}),
        "by_state": sum(queries.by_state(**at).values()),
        "contested": len(queries.contested(seen_by=by)),
        "findings": len(queries.findings(**at, key=key)),
        "due_between": len(queries.due_between(**at, days=365)),
        "listed": len(queries.listed(keys=[key], seen_by=by)),
        "coverage": len(queries.coverage(**at, by="measure")),
        "blind_spots": spots.leaders,
        "blind_posts": len(queries.blind_posts(**at, months=12)),
        "hand_over": len(handed.borne) + len(handed.about),
        "open_proposals": len(queries.open_proposals(**at)),
        "known_then": len(queries.known_then(**at, known_on=TODAY, scope=Scope())),
        "what_if": queries.what_if(
            **at, measure="river_rules/4/dossier_current", parameter="lag", value="30 days", since=START
        ).now + queries.by_state(**at).get("past_suggested", 0),
    }  # fmt: skip


def test_an_outsider_sees_nothing_in_any_view(full):
    elsewhere = organ("海滨市委", "city")
    shi = full.actor("shi", elsewhere)
    key = full.duty(TALK, full.stone_head, "2024")["key"]

    assert [name for name, count in views(SYSTEM, full).items() if not count] == []
    assert [name for name, count in views(shi, full).items() if count] == []
    for ask in (queries.why, queries.proposals):
        with pytest.raises(NoSuchDuty):
            ask(seen_by=shi, key=key, as_of=TODAY)


def test_a_county_sees_what_it_bears_and_what_is_about_it(full):
    qiao = full.actor("qiao", full.stone)
    seen = {(row["measure"], row["subject"]) for row in queries.duties(seen_by=qiao, as_of=TODAY)}

    assert (FINDING, full.stone) in seen
    assert (TALK, full.stone_head) in seen
    assert full.white_head not in {subject for _, subject in seen}
    assert queries.blind_spots(seen_by=qiao, as_of=TODAY, months=12).leaders == 1


def test_the_city_sees_what_stands_below_it(full):
    assert views(full.actor("lin", full.city), full) == views(SYSTEM, full)


def test_whoever_is_recused_from_a_duty_or_an_organ_does_not_meet_it(full):
    lin = full.actor("lin", full.city)
    key = full.duty(TALK, full.stone_head, "2024")["key"]
    before = len(queries.duties(seen_by=lin, as_of=TODAY))
    secretary = full.actor("ou", full.city, "order_recusal")
    order = {"by": secretary, "where": full.city, "on": TODAY, "mandate": lin.mandate, "ground": "kin"}

    access.order_recusal(**order, kind="duty", subject=key)
    recused = act_as(lin.mandate, on=TODAY)

    assert len(queries.duties(seen_by=recused, as_of=TODAY)) == before - 1
    with pytest.raises(NoSuchDuty):
        acts.find(by=recused, where=full.city, on=TODAY, key=key, kind="excused", reason="回避之后")

    access.order_recusal(**order, kind="organ", subject=full.stone)

    assert {row["subject_organ"] for row in queries.duties(seen_by=recused, as_of=TODAY)} == {full.white, full.city}
    assert full.stone not in {one.organ for one in queries.blind_posts(seen_by=recused, as_of=TODAY, months=12)}
