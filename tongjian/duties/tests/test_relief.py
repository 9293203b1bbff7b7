"""Waivers and suspensions: by whom the book names, once, shown, and counted apart."""

from datetime import date

import pytest

from tongjian.duties import acts
from tongjian.duties.refusals import (
    AlreadySuspended,
    AlreadyWaived,
    AlreadyWithdrawn,
    NoSuchDuty,
    NotTheReliever,
    NotWaivable,
    WrongDates,
)
from tongjian.duties.tests.riverside import DOSSIER, FINDING, SYSTEM_AT, TALK, TODAY


@pytest.fixture
def finding(ledger):
    """A finding received on 2025-06-09; its answer falls due on 2025-06-23, in working days."""
    marker = ledger.finding(ledger.stone, date(2025, 6, 9))
    ledger.refresh()
    return ledger.duty(FINDING, ledger.stone, marker)


def seen(ledger, duty, as_of=TODAY):
    ledger.refresh()
    row = ledger.duty(duty["measure"], duty["subject"], duty["marker"], as_of)
    return row["state"], row["due_final"]


def test_a_waived_duty_stays_in_the_ledger_under_its_own_state(ledger):
    talk = ledger.duty(TALK, ledger.stone_head, "2024")
    lin = ledger.actor("lin", ledger.city)
    acts.waive(by=lin, where=ledger.city, on=TODAY, key=talk["key"], reason="县委换届，另行安排")

    assert seen(ledger, talk) == ("waived", date(2024, 12, 31))
    assert seen(ledger, talk, date(2025, 6, 15))[0] == "overdue"
    with pytest.raises(AlreadyWaived):
        acts.waive(by=lin, where=ledger.city, on=TODAY, key=talk["key"], reason="再次免除")


def test_only_whom_the_book_names_may_waive(ledger):
    talk = ledger.duty(TALK, ledger.stone_head, "2024")
    qiao, shi = ledger.actor("qiao", ledger.stone), ledger.actor("shi", ledger.white)

    with pytest.raises(NotTheReliever, match="只能由“上级党委"):
        acts.waive(by=qiao, where=ledger.stone, on=TODAY, key=talk["key"], reason="自行免除")
    with pytest.raises(NoSuchDuty):
        acts.waive(by=shi, where=ledger.white, on=TODAY, key=talk["key"], reason="代为免除")


def test_what_the_book_lets_nobody_waive_is_not_waived(ledger):
    duty = ledger.duty(DOSSIER, ledger.stone_head, "2024-01-01")

    with pytest.raises(NotWaivable, match="制度没有规定“动态更新廉政档案”可以免除或暂缓"):
        acts.waive(**SYSTEM_AT, on=TODAY, key=duty["key"], reason="工作繁忙")
    with pytest.raises(NotWaivable):
        acts.suspend(**SYSTEM_AT, on=TODAY, key=duty["key"], since=TODAY, reason="工作繁忙")


def test_a_suspension_is_a_state_while_it_lasts_and_moves_the_due_day_by_its_working_days(ledger, finding):
    assert finding["due_final"] == date(2025, 6, 23)
    relief = acts.suspend(**SYSTEM_AT, on=TODAY, key=finding["key"], since=date(2025, 6, 16), reason="等候上级批复")
    assert seen(ledger, finding) == ("suspended", date(2025, 6, 23))

    acts.end_suspension(**SYSTEM_AT, on=date(2025, 6, 20), relief=relief, until=date(2025, 6, 20))
    ledger.refresh(on=date(2025, 6, 20))

    def at(day):
        row = ledger.duty(FINDING, ledger.stone, finding["marker"], day)
        return row["state"], row["due_final"]

    moved = date(2025, 6, 27)
    assert at(date(2025, 6, 18)) == ("suspended", moved)
    assert at(date(2025, 6, 27)) == ("due_soon", moved)
    assert at(date(2025, 6, 28)) == ("overdue", moved)


def test_a_duty_is_suspended_once_and_resumed_once(ledger, finding):
    given = {**SYSTEM_AT, "on": TODAY, "key": finding["key"], "since": date(2025, 6, 11), "reason": "等候批复"}
    relief = acts.suspend(**given)
    with pytest.raises(AlreadySuspended):
        acts.suspend(**given)

    acts.end_suspension(**SYSTEM_AT, on=TODAY, relief=relief, until=TODAY)

    with pytest.raises(AlreadyWithdrawn):
        acts.end_suspension(**SYSTEM_AT, on=TODAY, relief=relief, until=TODAY)


def test_a_suspension_is_a_span_of_days_that_the_calendar_can_count(ledger, finding):
    given = {**SYSTEM_AT, "on": TODAY, "key": finding["key"], "reason": "等候批复"}

    with pytest.raises(WrongDates):
        acts.suspend(**given, since=TODAY, until=TODAY)
    with pytest.raises(WrongDates):
        acts.suspend(**given, since=TODAY, until=date(2040, 1, 1))


def test_a_waiver_is_not_resumed_as_if_it_were_a_suspension(ledger):
    talk = ledger.duty(TALK, ledger.stone_head, "2024")
    waiver = acts.waive(**SYSTEM_AT, on=TODAY, key=talk["key"], reason="县委换届")

    with pytest.raises(AlreadyWithdrawn):
        acts.end_suspension(**SYSTEM_AT, on=TODAY, relief=waiver, until=date(2025, 7, 1))
