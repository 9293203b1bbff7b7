"""Objections and their answers, findings of persons, rungs of escalation, notices."""

from datetime import date

import pytest

from tongjian.duties import acts, queries
from tongjian.duties.refusals import (
    AlreadyAnswered,
    AlreadyDelivered,
    NoSuchDuty,
    NotAFinding,
    NotAnEvent,
    NotFulfillable,
    NotYetHappened,
    ObjectionOpen,
    OwnObjection,
)
from tongjian.duties.tests.riverside import DOSSIER, SYSTEM_AT, TALK, TODAY
from tongjian.trail.acts import SYSTEM


@pytest.fixture
def talk(ledger):
    """Overdue and binding since 2025-01-01."""
    return ledger.duty(TALK, ledger.stone_head, "2024")


@pytest.fixture
def dossier(ledger):
    """Past a deadline that nobody signed."""
    return ledger.duty(DOSSIER, ledger.stone_head, "2024-01-01")


@pytest.fixture
def lin(ledger):
    return ledger.actor("lin", ledger.city)


@pytest.fixture
def qiao(ledger):
    return ledger.actor("qiao", ledger.stone)


def contested(by):
    return [one.key for one in queries.contested(seen_by=by)]


def test_an_objection_is_listed_until_somebody_else_answers_it(ledger, talk, lin, qiao):
    raised = acts.object_to(by=qiao, where=ledger.stone, on=TODAY, key=talk["key"], grounds="当日因防汛改期")
    assert contested(lin) == contested(qiao) == [talk["key"]]

    with pytest.raises(OwnObjection):
        acts.answer_objection(by=qiao, where=ledger.stone, on=TODAY, objection=raised, answer="属实", upheld=True)
    acts.answer_objection(by=lin, where=ledger.city, on=TODAY, objection=raised, answer="属实", upheld=True)

    assert contested(lin) == []
    with pytest.raises(AlreadyAnswered):
        acts.answer_objection(by=lin, where=ledger.city, on=TODAY, objection=raised, answer="属实", upheld=False)
    assert ledger.duty(TALK, ledger.stone_head, "2024")["state"] == "overdue"  # the state is arithmetic


def test_one_objection_waits_at_a_time_and_a_new_one_may_follow_an_answer(ledger, talk, lin, qiao):
    given = {"by": qiao, "where": ledger.stone, "on": TODAY, "key": talk["key"], "grounds": "改期"}
    raised = acts.object_to(**given)
    with pytest.raises(ObjectionOpen):
        acts.object_to(**given)

    acts.answer_objection(by=lin, where=ledger.city, on=TODAY, objection=raised, answer="不属实", upheld=False)

    assert acts.object_to(**given).key == talk["key"]


def test_an_outsider_neither_objects_nor_sees_what_is_contested(ledger, talk, qiao):
    shi = ledger.actor("shi", ledger.white)
    acts.object_to(by=qiao, where=ledger.stone, on=TODAY, key=talk["key"], grounds="改期")

    assert contested(shi) == []
    with pytest.raises(NoSuchDuty):
        acts.object_to(by=shi, where=ledger.white, on=TODAY, key=talk["key"], grounds="改期")


def test_a_person_finds_what_arithmetic_never_says_and_only_of_what_is_late(ledger, talk, dossier, lin):
    at = {"by": lin, "where": ledger.city, "on": TODAY}
    acts.find(**at, key=talk["key"], kind="excused", reason="防汛期间集体研究认定")

    found = queries.findings(seen_by=lin, key=talk["key"], as_of=TODAY)
    assert [one.kind for one in found] == ["excused"]
    with pytest.raises(NotFulfillable, match="状态是“超过建议期限”"):
        acts.find(**at, key=dossier["key"], kind="breach_confirmed", reason="未更新")
    with pytest.raises(NotAFinding):
        acts.find(**at, key=talk["key"], kind="guilty", reason="未谈话")


def test_findings_are_shown_to_whoever_may_see_the_duty(ledger, talk, lin):
    acts.find(by=lin, where=ledger.city, on=TODAY, key=talk["key"], kind="excused", reason="防汛")

    assert len(queries.findings(seen_by=ledger.actor("qiao", ledger.stone), key=talk["key"], as_of=TODAY)) == 1
    assert queries.findings(seen_by=ledger.actor("shi", ledger.white), key=talk["key"], as_of=TODAY) == []


def test_rungs_are_proposed_as_their_days_come_and_those_of_persons_say_so(ledger, talk):
    def reached(day):
        return [
            (one.do, one.reached_on, one.needs_a_person, one.confirm)
            for one in queries.proposals(seen_by=SYSTEM, key=talk["key"], as_of=day)
        ]

    remind = ("remind", date(2024, 12, 31), False, None)
    assert reached(date(2024, 12, 31)) == []
    assert reached(date(2025, 1, 30)) == [remind]
    assert reached(date(2025, 1, 31)) == [
        remind,
        ("report_up", date(2025, 1, 30), True, "superior_discipline_organ"),
    ]


def test_a_suggested_deadline_and_an_open_duty_escalate_nothing(ledger, dossier):
    later = ledger.duty(TALK, ledger.stone_head, "2025")

    assert queries.proposals(seen_by=SYSTEM, key=dossier["key"], as_of=TODAY) == []
    assert queries.proposals(seen_by=SYSTEM, key=later["key"], as_of=TODAY) == []


def test_the_highest_rung_of_each_overdue_duty_waits_until_it_is_delivered_once(ledger, talk, lin):
    waiting = queries.open_proposals(seen_by=SYSTEM, as_of=TODAY)
    assert [(one.do, one.rung) for one in waiting] == [("report_up", 1)] * 2
    shi = ledger.actor("shi", ledger.white)
    assert [one.key for one in queries.open_proposals(seen_by=shi, as_of=TODAY)] == [
        ledger.duty(TALK, ledger.white_head, "2024")["key"]
    ]

    given = {"by": lin, "where": ledger.city, "on": TODAY, "key": talk["key"], "to": ledger.city}
    acts.deliver_notice(**given, rung=1)

    delivered = [one.delivered for one in queries.proposals(seen_by=SYSTEM, key=talk["key"], as_of=TODAY)]
    assert delivered == [False, True]
    with pytest.raises(AlreadyDelivered):
        acts.deliver_notice(**given, rung=1)
    with pytest.raises(NotFulfillable):
        acts.deliver_notice(**given, rung=2)


def test_only_events_of_the_list_that_have_happened_are_confirmed(ledger):
    given = {**SYSTEM_AT, "on": TODAY, "subject": ledger.stone}
    acts.record_event(**given, kind="finding.received", day=TODAY)

    with pytest.raises(NotAnEvent):
        acts.record_event(**given, kind="tenure.started", day=TODAY)
    with pytest.raises(NotYetHappened):
        acts.record_event(**given, kind="finding.received", day=date(2025, 6, 17))


def test_an_event_taken_back_takes_its_duty_along(ledger):
    event = acts.record_event(
        **SYSTEM_AT, on=TODAY, kind="finding.received", subject=ledger.stone, day=date(2025, 6, 2)
    )
    assert ledger.refresh().inserted == 1

    acts.withdraw_event(**SYSTEM_AT, on=TODAY, event=event)

    assert ledger.refresh().removed == 1
