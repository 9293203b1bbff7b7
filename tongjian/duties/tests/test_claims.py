"""Exhibits put forward for duties: the right kind, once, verified by a second person, withdrawn with a reason."""

from datetime import date

import pytest

from tongjian.duties import acts
from tongjian.duties.models import Withdrawal
from tongjian.duties.refusals import (
    AlreadyClaimed,
    AlreadyVerified,
    AlreadyWithdrawn,
    BeyondReach,
    NoReason,
    NoSubstitute,
    NoSuchDuty,
    NoSuchExhibit,
    NotFulfillable,
    NotTheVerifier,
    NotYetHappened,
    SamePerson,
    WrongExhibit,
)
from tongjian.duties.tests.riverside import BRIEFING, DOSSIER, FINDING, SYSTEM_AT, TALK, TODAY, WELCOME, leave, tenure


@pytest.fixture
def talk(ledger):
    return ledger.duty(TALK, ledger.stone_head, "2024")


@pytest.fixture
def lin(ledger):
    """Clerk Lin of the city office."""
    return ledger.actor("lin", ledger.city)


@pytest.fixture
def wen(ledger):
    """Wen of the organization department, whom the book names to verify talks."""
    return ledger.actor("wen", ledger.personnel, "verify_claim", "claim_duty", "read_exhibits")


def put_forward(ledger, exhibit, duty, **changes):
    return acts.claim(**{**SYSTEM_AT, "on": TODAY, "exhibit": exhibit, "key": duty["key"], **changes})


def test_another_kind_of_exhibit_is_refused_in_the_words_of_the_office(ledger, talk):
    minutes = ledger.exhibit("minutes", date(2024, 12, 3))

    with pytest.raises(WrongExhibit) as refused:
        put_forward(ledger, minutes, talk)

    assert str(refused.value) == "责任事项“监督谈话”需要的材料是谈话记录，提交的是“会议记录”；请改交所需材料。"


def test_an_exhibit_stands_for_a_duty_once(ledger, talk):
    record = ledger.exhibit("talk_record", date(2024, 12, 3))
    put_forward(ledger, record, talk)

    with pytest.raises(AlreadyClaimed):
        put_forward(ledger, record, talk)


def test_one_exhibit_settles_several_duties_of_one_measure(ledger, talk):
    record = ledger.exhibit("talk_record", date(2024, 12, 3))
    put_forward(ledger, record, talk)
    put_forward(ledger, record, ledger.duty(TALK, ledger.white_head, "2024"))
    ledger.refresh()

    assert ledger.duty(TALK, ledger.white_head, "2024")["done_on"] is None  # not verified yet
    assert ledger.duty(TALK, ledger.white_head, "2024")["state"] == "overdue"


def test_the_exhibit_of_an_appointment_talk_settles_the_oversight_talk_and_not_the_other_way(ledger):
    leave(ledger.stone_tenure, date(2025, 2, 1), on=TODAY)
    follower = tenure(ledger.stone_head, "宁", date(2025, 3, 10), on=TODAY)
    ledger.refresh()
    welcome = ledger.duty(WELCOME, ledger.stone_head, follower)
    oversight = ledger.duty(TALK, ledger.stone_head, "2025")
    both = ledger.exhibit("talk_record", date(2025, 3, 20))
    put_forward(ledger, both, welcome)
    put_forward(ledger, both, oversight)
    ledger.refresh()
    assert ledger.duty(WELCOME, ledger.stone_head, follower)["state"] == "done"

    ordinary = ledger.exhibit("talk_record", date(2025, 4, 1))
    put_forward(ledger, ordinary, oversight)
    with pytest.raises(NoSubstitute, match="“监督谈话”的材料可以同时了结“任职谈话”"):
        put_forward(ledger, ordinary, welcome)


def test_all_kinds_must_be_there_and_the_last_one_settles(ledger):
    received = ledger.finding(ledger.stone, date(2025, 5, 12))
    ledger.refresh()
    duty = ledger.duty(FINDING, ledger.stone, received)
    ledger.claim(duty, "plan", date(2025, 5, 13))
    ledger.refresh()
    assert ledger.duty(FINDING, ledger.stone, received)["state"] == "overdue"

    ledger.claim(duty, "report", date(2025, 5, 28))
    ledger.refresh()

    after = ledger.duty(FINDING, ledger.stone, received)
    assert (after["done_on"], after["due"], after["state"]) == (date(2025, 5, 28), date(2025, 5, 26), "done_late")


def test_nothing_is_put_forward_for_the_future_for_what_is_not_owed_or_for_what_is_not_there(ledger, talk):
    record = ledger.exhibit("talk_record", date(2024, 12, 3))
    waiting = ledger.duty(BRIEFING, ledger.city, "parameter:briefing_every")

    with pytest.raises(NotYetHappened):
        put_forward(ledger, record, talk, happened_on=date(2025, 6, 17))
    with pytest.raises(NotFulfillable):
        put_forward(ledger, ledger.exhibit("minutes", date(2025, 1, 6)), waiting)
    with pytest.raises(NoSuchDuty):
        put_forward(ledger, record, {"key": "0" * 32})
    with pytest.raises(NoSuchExhibit):
        put_forward(ledger, "0" * 32, talk)


def test_a_talk_is_done_when_the_organization_department_has_verified_it(ledger, talk, lin, wen):
    filed = ledger.claim(talk, "talk_record", date(2024, 12, 3), by=lin)
    ledger.refresh()
    assert ledger.duty(TALK, ledger.stone_head, "2024")["state"] == "overdue"

    acts.verify_claim(by=wen, where=ledger.personnel, on=TODAY, filed=filed)
    ledger.refresh()

    assert ledger.duty(TALK, ledger.stone_head, "2024")["state"] == "done"
    with pytest.raises(AlreadyVerified):
        acts.verify_claim(by=wen, where=ledger.personnel, on=TODAY, filed=filed)
    with pytest.raises(AlreadyVerified):
        acts.verify_many(by=wen, where=ledger.personnel, on=TODAY, claims=[filed.id])


def test_nobody_verifies_his_own_claim_nor_one_put_forward_for_him(ledger, talk, lin):
    filed = ledger.claim(talk, "talk_record", date(2024, 12, 3), by=lin)
    deputy = SimpleActor(f"mandate:other/for:{lin.mandate}")

    for by in (lin, deputy):
        with pytest.raises(SamePerson):
            acts.verify_claim(by=by, where=ledger.city, on=TODAY, filed=filed)
        with pytest.raises(SamePerson):
            acts.verify_many(by=by, where=ledger.city, on=TODAY, claims=[filed.id])


def test_two_mandates_of_one_person_are_one_hand(ledger, talk, lin):
    filed = ledger.claim(talk, "talk_record", date(2024, 12, 3), by=lin)
    second = ledger.second_mandate(lin, ledger.personnel, "verify_claim")
    assert second.mandate != lin.mandate
    assert second.may("verify_claim", ledger.personnel)

    with pytest.raises(SamePerson):
        acts.verify_claim(by=second, where=ledger.personnel, on=TODAY, filed=filed)
    with pytest.raises(SamePerson):
        acts.verify_many(by=second, where=ledger.personnel, on=TODAY, claims=[filed.id])


class SimpleActor:
    """Somebody who may do everything, under a signature."""

    reach = None
    organ = None

    def __init__(self, signature):
        self.signature = signature

    def may(self, power, where):
        return True


def test_the_office_of_the_subject_does_not_verify_where_the_book_names_another(ledger, talk, lin, wen):
    filed = ledger.claim(talk, "talk_record", date(2024, 12, 3), by=lin)
    qiao = ledger.actor("qiao", ledger.stone)

    with pytest.raises(NotTheVerifier, match="上级组织部门"):
        acts.verify_claim(by=qiao, where=ledger.stone, on=TODAY, filed=filed)
    with pytest.raises(NotTheVerifier, match="上级组织部门"):
        acts.verify_many(by=qiao, where=ledger.stone, on=TODAY, claims=[filed.id])


def test_many_claims_are_filed_and_verified_as_one_act_each(ledger, talk):
    others = [ledger.duty(TALK, subject, "2024") for subject in (ledger.stone_head, ledger.white_head)]
    record = ledger.exhibit("talk_record", date(2024, 11, 4))
    rows = [
        {name: one[name] for name in ("key", "measure", "subject", "marker")}
        | {"exhibit_id": record, "kind": "talk_record", "happened_on": date(2024, 11, 4), "id": f"{number:032x}"}
        for number, one in enumerate(others, 1)
    ]
    lin, wen = ledger.actor("lin", ledger.city), ledger.actor("wen", ledger.city)
    at = {"where": ledger.city, "on": TODAY}

    assert acts.claim_many(by=lin, **at, claims=rows) == 2
    assert acts.verify_many(by=wen, **at, claims=[row["id"] for row in rows]) == 2
    ledger.refresh()
    assert [ledger.duty(TALK, one["subject"], "2024")["state"] for one in others] == ["done", "done"]


def test_many_claims_reach_no_further_than_one(ledger, talk):
    record = ledger.exhibit("talk_record", date(2024, 11, 4))
    row = {name: talk[name] for name in ("key", "measure", "subject", "marker")}
    row |= {"exhibit_id": record, "kind": "talk_record", "happened_on": date(2024, 11, 4)}
    qiao, shi = ledger.actor("qiao", ledger.stone), ledger.actor("shi", ledger.white)
    assert acts.claim_many(by=qiao, where=ledger.stone, on=TODAY, claims=[row]) == 1

    with pytest.raises(BeyondReach):
        acts.claim_many(by=shi, where=ledger.white, on=TODAY, claims=[row])


def test_a_withdrawn_claim_opens_the_duty_again_once(ledger):
    duty = ledger.duty(DOSSIER, ledger.stone_head, "2024-01-01")
    filed = ledger.claim(duty, "dossier_entry", date(2024, 3, 1))
    ledger.refresh()
    assert ledger.duty(DOSSIER, ledger.stone_head, "2024-01-01")["state"] == "done"

    with pytest.raises(NoReason):
        acts.withdraw_claim(**SYSTEM_AT, on=TODAY, filed=filed, reason=" ")
    withdrawal = acts.withdraw_claim(**SYSTEM_AT, on=TODAY, filed=filed, reason="重复报送")
    ledger.refresh()

    assert Withdrawal.objects.get(claim=filed.id).reason == withdrawal.reason == "重复报送"
    assert ledger.duty(DOSSIER, ledger.stone_head, "2024-01-01")["state"] == "past_suggested"
    with pytest.raises(AlreadyWithdrawn):
        acts.withdraw_claim(**SYSTEM_AT, on=TODAY, filed=filed, reason="重复报送")
    with pytest.raises(AlreadyWithdrawn):
        acts.verify_claim(**SYSTEM_AT, on=TODAY, filed=filed)
    with pytest.raises(AlreadyWithdrawn):
        acts.verify_many(**SYSTEM_AT, on=TODAY, claims=[filed.id])


def test_an_outsider_neither_claims_nor_withdraws(ledger, talk):
    filed = ledger.claim(talk, "talk_record", date(2024, 12, 3))
    shi = ledger.actor("shi", ledger.white)
    record = ledger.exhibit("talk_record", date(2024, 12, 4), owner=ledger.white)
    at = {"by": shi, "where": ledger.white, "on": TODAY}
    acts.claim(**at, exhibit=record, key=ledger.duty(TALK, ledger.white_head, "2024")["key"])

    with pytest.raises(NoSuchDuty):
        acts.claim(**at, exhibit=record, key=talk["key"])
    with pytest.raises(NoSuchDuty):
        acts.withdraw_claim(**at, filed=filed, reason="与我有关")


def test_what_the_ledger_does_not_list_yet_is_verified_by_whom_the_book_names_for_its_like(ledger, talk, lin):
    later = {name: talk[name] for name in ("measure", "subject")} | {
        "key": f"{7:032x}", "marker": "2026", "exhibit_id": ledger.exhibit("talk_record", date(2025, 6, 2)),
        "kind": "talk_record", "happened_on": date(2025, 6, 2), "id": f"{9:032x}"}  # fmt: skip
    acts.claim_many(by=lin, where=ledger.city, on=TODAY, claims=[later])
    qiao, wen = ledger.actor("qiao", ledger.stone), ledger.actor("wen", ledger.personnel, "verify_claim")

    with pytest.raises(NotTheVerifier):
        acts.verify_many(by=qiao, where=ledger.stone, on=TODAY, claims=[later["id"]])
    assert acts.verify_many(by=wen, where=ledger.personnel, on=TODAY, claims=[later["id"]]) == 1
