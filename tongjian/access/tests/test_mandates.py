"""Who may do what where: granting, ending, representing, and the engine."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tongjian.access import acts
from tongjian.access.mandate import SYSTEM as ENGINE
from tongjian.access.mandate import EngineOnlyDerives
from tongjian.access.queries import act_as, mandates_at, mandates_of, name_behind
from tongjian.access.refusals import (
    AlreadyFounded,
    BeyondTheRepresented,
    EndsInThePast,
    NoChainOfRepresentation,
    NoPowers,
    NotAPower,
    NotForWholeSystem,
    NotItsOrgan,
    NotItsPost,
    NotMandated,
    OwnGrant,
    PowersClash,
    SeveralMandates,
    WrongDates,
)
from tongjian.access.tests.office import PASSWORD, START
from tongjian.register.acts import create_body, create_post, relate
from tongjian.trail.acts import SYSTEM
from tongjian.trail.models import OPEN, Entry
from tongjian.trail.refusal import NotEmpowered
from tongjian.trail.verify import verify

LATER = date(2024, 3, 1)


def test_a_power_holds_at_the_own_organ_and_below_but_not_above_or_beside(office):
    lin = office.lin("read_duties", "file_exhibit")

    assert [
        lin.may("read_duties", where) for where in (office.county, office.town, office.city, office.sibling)
    ] == [True, True, False, False]
    assert lin.may("file_exhibit", office.county)
    assert not lin.may("verify_claim", office.county)
    assert not lin.may("read_duties", None)
    assert lin.reach == f"/{office.city}/{office.county}/"


def test_an_organ_that_moved_to_another_superior_follows_it(office):
    lin = office.lin("read_duties")
    assert lin.may("read_duties", office.town)

    relate(
        by=SYSTEM,
        where=office.sibling,
        on=LATER,
        kind="managed_by",
        lower=office.town,
        upper=office.sibling,
        valid_from=LATER,
    )

    assert not act_as(lin.mandate, on=LATER).may("read_duties", office.town)
    assert act_as(lin.mandate, on=START).may("read_duties", office.town)


def test_a_mandate_opens_only_within_its_days(office):
    granted = office.grant(
        office.account("林", "lin"), office.county, "read_duties", valid_from=START, valid_to=LATER
    )
    assert act_as(granted, on=date(2024, 2, 29)).may("read_duties", office.county)

    for day in (date(2024, 1, 4), LATER):
        with pytest.raises(NotMandated):
            act_as(granted, on=day)


def test_an_ended_mandate_opens_no_more_not_even_for_a_day_before_its_end(office):
    account = office.account("林", "lin")
    granted = office.grant(account, office.county, "read_duties")
    assert act_as(account, on=LATER).mandate == granted.fact

    ended = acts.end_mandate(
        by=office.founder(LATER), where=office.county, on=LATER, mandate=granted.fact, valid_to=LATER
    )

    assert (ended.fact, ended.valid_from, ended.valid_to) == (granted.fact, START, LATER)
    for day in (LATER, START, date(2024, 2, 1)):
        with pytest.raises(NotMandated):
            act_as(granted, on=day)


def test_a_mandate_may_end_on_a_day_to_come(office):
    granted = office.grant(office.account("林", "lin"), office.county, "read_duties")
    acts.end_mandate(by=office.founder(), where=office.county, on=START, mandate=granted.fact, valid_to=LATER)

    assert act_as(granted, on=date(2024, 2, 29)).may("read_duties", office.county)
    with pytest.raises(NotMandated):
        act_as(granted, on=LATER)
    with pytest.raises(WrongDates):
        acts.end_mandate(
            by=office.founder(), where=office.county, on=START, mandate=granted.fact, valid_to=OPEN
        )
    with pytest.raises(EndsInThePast):
        acts.end_mandate(
            by=office.founder(LATER), where=office.county, on=LATER, mandate=granted.fact, valid_to=START
        )


def test_a_mandate_that_has_not_begun_is_taken_back(office):
    granted = office.grant(office.account("林", "lin"), office.county, "read_duties", valid_from=LATER)
    assert len(mandates_at(seen_by=office.founder(), where=office.county)) == 1

    acts.end_mandate(by=office.founder(), where=office.county, on=START, mandate=granted.fact, valid_to=START)

    assert mandates_at(seen_by=office.founder(), where=office.county) == []


def test_an_account_with_several_mandates_chooses_one(office):
    account = office.account("林", "lin")
    first = office.grant(account, office.county, "read_duties")
    assert act_as(account, on=START).mandate == first.fact
    second = office.grant(account, office.town, "file_exhibit")

    with pytest.raises(SeveralMandates):
        act_as(account, on=START)
    assert act_as(account, on=START, mandate=second.fact).organ == office.town
    assert [view.id for view in mandates_of(account=account.id, on=START)] == [first.fact, second.fact]


def test_a_mandate_of_somebody_else_is_not_opened_from_an_account(office):
    lin, shi = office.account("林", "lin"), office.account("石", "shi")
    granted = office.grant(lin, office.county, "read_duties")
    office.grant(shi, office.sibling, "read_duties")
    assert act_as(lin, on=START, mandate=granted.fact).organ == office.county

    with pytest.raises(NotMandated):
        act_as(shi, on=START, mandate=granted.fact)


def test_the_founding_happens_once_and_sees_no_content(office):
    founder = office.founder()
    assert founder.may("grant_mandate", None)
    assert founder.may("grant_mandate", office.town)
    assert not founder.may("read_duties", office.county)

    with pytest.raises(AlreadyFounded):
        acts.found(by=SYSTEM, where=None, on=START, name="石", login_name="shi", password=PASSWORD)


def test_powers_that_must_be_kept_apart_are_refused_over_all_mandates_of_a_person(office):
    lin, qiao = office.account("林", "lin"), office.account("乔", "qiao")
    office.grant(lin, office.county, "administer_accounts")
    office.grant(qiao, office.county, "read_duties", "read_exhibits")

    with pytest.raises(PowersClash) as refused:
        office.grant(lin, office.town, "read_duties")
    assert (
        str(refused.value)
        == "“管理账号”与“查阅责任事项”不能由同一人持有：账号管理与内容查阅相分离。请分别授权给不同的人。"
    )
    with pytest.raises(PowersClash):
        office.grant(qiao, office.county, "administer_accounts", "read_duties")


def test_powers_kept_apart_may_follow_each_other(office):
    lin = office.account("林", "lin")
    office.grant(lin, office.county, "administer_accounts", valid_to=LATER)

    office.grant(lin, office.county, "read_duties", valid_from=LATER)

    assert act_as(lin, on=START).powers == {"administer_accounts"}


def test_nobody_grants_to_himself(office):
    lin = office.account("林", "lin")
    office.grant(lin, office.county, "grant_mandate")
    acting = act_as(lin, on=START)
    shi = office.account("石", "shi")
    granted = acts.grant_mandate(
        by=acting,
        where=office.town,
        on=START,
        person=shi.person_id,
        granted=["administer_accounts"],
        valid_from=START,
    )
    assert granted.granted_by == acting.mandate

    with pytest.raises(OwnGrant):
        acts.grant_mandate(
            by=acting,
            where=office.town,
            on=START,
            person=lin.person_id,
            granted=["administer_accounts"],
            valid_from=START,
        )
    with pytest.raises(OwnGrant):
        acts.end_mandate(by=acting, where=office.county, on=START, mandate=acting.mandate, valid_to=LATER)


def test_an_administrator_grants_within_reach_only(office):
    lin = office.account("林", "lin")
    office.grant(lin, office.county, "grant_mandate")
    acting = act_as(lin, on=START)
    shi = office.account("石", "shi").person_id
    acts.grant_mandate(
        by=acting, where=office.town, on=START, person=shi, granted=["read_duties"], valid_from=START
    )

    for beyond in (office.city, office.sibling, None):
        with pytest.raises(NotEmpowered):
            acts.grant_mandate(
                by=acting, where=beyond, on=START, person=shi, granted=["read_trail"], valid_from=START
            )


def test_what_is_granted_is_of_the_list_and_not_nothing(office):
    lin = office.account("林", "lin")
    with pytest.raises(NotAPower):
        office.grant(lin, office.county, "read_duties", "rule_the_world")
    with pytest.raises(NoPowers):
        office.grant(lin, office.county)
    with pytest.raises(NotForWholeSystem):
        office.grant(lin, None, "read_duties")
    assert office.grant(lin, None, "keep_register").organ_id is None


def test_a_mandate_for_a_post_belongs_to_the_organ_of_the_post(office):
    body = create_body(
        by=SYSTEM,
        where=office.county,
        on=START,
        organ=office.county,
        name="县委常委会",
        kind="party_leading_body",
        valid_from=START,
    )
    post = create_post(
        by=SYSTEM,
        where=office.county,
        on=START,
        body=body.id,
        title="县委书记",
        role="top_leader",
        valid_from=START,
    )
    lin = office.account("林", "lin")
    granted = office.grant(lin, office.county, "claim_duty", post=post.id)
    assert act_as(granted, on=START).post == post.id

    with pytest.raises(NotItsPost):
        office.grant(lin, office.town, "claim_duty", post=post.id)


def test_acting_for_somebody_shows_both_and_never_more_than_was_given(office):
    lin, qiao = office.account("林", "lin"), office.account("乔", "qiao")
    origin = office.grant(lin, office.county, "read_duties", "verify_claim", "read_trail")
    lent = acts.let_represent(
        by=office.founder(),
        where=office.county,
        on=START,
        mandate=origin.fact,
        person=qiao.person_id,
        granted=["verify_claim"],
        valid_from=START,
        valid_to=LATER,
    )

    acting = act_as(qiao, on=START)
    assert acting.signature == f"mandate:{lent.fact}/for:{origin.fact}"
    assert (acting.may("verify_claim", office.town), acting.may("read_duties", office.town)) == (True, False)
    assert (
        name_behind(seen_by=act_as(lin, on=START), where=office.county, signature=acting.signature)
        == "乔 → 林"
    )

    given = {"by": office.founder(), "where": office.county, "on": START, "person": qiao.person_id}
    with pytest.raises(BeyondTheRepresented):
        acts.let_represent(
            **given, mandate=origin.fact, granted=["file_exhibit"], valid_from=START, valid_to=LATER
        )
    with pytest.raises(NoChainOfRepresentation):
        acts.let_represent(**given, mandate=lent.fact, valid_from=START, valid_to=LATER)
    with pytest.raises(NotItsOrgan):
        acts.let_represent(
            **{**given, "where": office.town}, mandate=origin.fact, valid_from=START, valid_to=LATER
        )


def test_nobody_acts_for_a_mandate_that_has_ended(office):
    lin, qiao = office.account("林", "lin"), office.account("乔", "qiao")
    origin = office.grant(lin, office.county, "verify_claim")
    acts.let_represent(
        by=office.founder(),
        where=office.county,
        on=START,
        mandate=origin.fact,
        person=qiao.person_id,
        valid_from=START,
        valid_to=OPEN,
    )
    assert act_as(qiao, on=LATER).may("verify_claim", office.county)

    acts.end_mandate(
        by=office.founder(LATER), where=office.county, on=LATER, mandate=origin.fact, valid_to=LATER
    )

    with pytest.raises(NotMandated):
        act_as(qiao, on=LATER)
    assert mandates_of(account=qiao.id, on=LATER) == []


def test_the_trail_names_mandates_never_persons(office):
    lin = office.lin("grant_mandate")
    shi = office.account("石", "shi")
    acts.grant_mandate(
        by=lin, where=office.town, on=START, person=shi.person_id, granted=["read_duties"], valid_from=START
    )

    entry = Entry.objects.get(act="mandate.granted", chain=f"organ:{office.town}")
    assert (entry.actor, entry.about[:8]) == (f"mandate:{lin.mandate}", "mandate:")
    assert [said for said in (entry.detail, entry.rows) if "石" in str(said)] == []
    assert verify() == []


def test_names_behind_signatures_are_for_readers_of_the_trail(office):
    lin = office.lin("read_trail")
    assert name_behind(seen_by=lin, where=office.county, signature=lin.signature) == "林"

    shi = act_as(office.grant(office.account("石", "shi"), office.county, "read_duties"), on=START)
    with pytest.raises(NotEmpowered):
        name_behind(seen_by=shi, where=office.county, signature=lin.signature)


def test_the_engine_derives_and_does_nothing_else(office):
    assert ENGINE.may("derive_duties", None)
    assert ENGINE.may_see("organ", office.county)

    for power in ("claim_duty", "read_exhibits", "grant_mandate"):
        with pytest.raises(EngineOnlyDerives):
            ENGINE.may(power, office.county)


def test_a_sealed_mandate_is_not_changed_by_hand(office):
    lin = office.lin("read_duties")
    table = type(office.founding)
    assert table.objects.filter(fact=lin.mandate).count() == 1

    with pytest.raises(IntegrityError), transaction.atomic():
        table.objects.filter(fact=lin.mandate).update(powers="administer_accounts")
