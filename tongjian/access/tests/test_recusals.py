"""A recusal closes a matter at once and tells nobody why."""

from datetime import date

import pytest

from tongjian.access import acts
from tongjian.access.queries import act_as, closed_to, recusals_at
from tongjian.access.refusals import NotARecusal, NotItsOrgan, OnlyAMandate, OwnRecusal
from tongjian.access.tests.office import START
from tongjian.register.acts import enter_holder
from tongjian.trail.acts import SYSTEM
from tongjian.trail.models import Entry
from tongjian.trail.refusal import NotEmpowered

LATER = date(2024, 3, 1)


def holder(name="石"):
    return enter_holder(by=SYSTEM, where=None, on=START, name=name).id


def test_a_declared_recusal_closes_the_matter_at_once(office):
    lin, shi = office.lin("read_duties"), holder()
    assert lin.may_see("holder", shi)

    acts.declare_recusal(by=lin, where=office.county, on=START, kind="holder", subject=shi, ground="kin")

    assert not lin.may_see("holder", shi)
    assert closed_to(seen_by=lin, kind="holder") == {shi}
    assert lin.may_see("holder", holder("乔"))


def test_a_recusal_holds_under_every_mandate_of_the_person(office):
    account, shi = office.account("林", "lin"), holder()
    first = office.grant(account, office.county, "read_duties")
    second = office.grant(account, office.town, "read_duties")
    assert act_as(second, on=START).may_see("holder", shi)

    acts.declare_recusal(
        by=act_as(first, on=START), where=office.county, on=START, kind="holder", subject=shi, ground="kin"
    )

    assert not act_as(second, on=START).may_see("holder", shi)


def test_recused_from_an_organ_its_content_is_closed_and_its_register_is_not(office):
    lin = office.lin("read_duties", "read_register")
    assert lin.may("read_duties", office.town)

    acts.declare_recusal(
        by=lin, where=office.county, on=START, kind="organ", subject=office.town, ground="same_unit"
    )

    assert not lin.may("read_duties", office.town)
    assert lin.may("read_duties", office.county)
    assert lin.may("read_register", office.town)


def test_matters_about_oneself_are_always_closed(office):
    own, other = holder("乔"), holder("石")
    account = office.account("乔", "qiao", holder=own)
    office.grant(account, office.county, "read_duties")
    qiao = act_as(account, on=START)

    assert qiao.may_see("holder", other)
    assert not qiao.may_see("holder", own)
    assert closed_to(seen_by=qiao, kind="holder") == {own}


def test_a_recusal_is_ordered_and_lifted_by_others(office):
    lin, shi = office.lin("read_duties", "order_recusal"), holder()
    qiao = act_as(office.grant(office.account("乔", "qiao"), office.county, "order_recusal"), on=START)
    given = {"where": office.county, "on": START}
    ordered = acts.order_recusal(
        by=qiao, **given, mandate=lin.mandate, kind="holder", subject=shi, ground="witness"
    )
    assert not lin.may_see("holder", shi)

    with pytest.raises(OwnRecusal):
        acts.lift_recusal(by=lin, **given, recusal=ordered.fact)
    with pytest.raises(NotItsOrgan):
        acts.lift_recusal(by=qiao, where=office.town, on=START, recusal=ordered.fact)
    acts.lift_recusal(by=qiao, where=office.county, on=LATER, recusal=ordered.fact)

    assert act_as(lin.mandate, on=LATER).may_see("holder", shi)
    assert recusals_at(seen_by=qiao, where=office.county)[0].valid_to == LATER


def test_why_somebody_is_recused_is_told_only_to_who_decides_on_it(office):
    lin, shi = office.lin("read_duties"), holder()
    acts.declare_recusal(by=lin, where=office.county, on=START, kind="holder", subject=shi, ground="kin")
    qiao = act_as(office.grant(office.account("乔", "qiao"), office.county, "order_recusal"), on=START)
    assert [(view.subject, view.ground) for view in recusals_at(seen_by=qiao, where=office.county)] == [
        (shi, "kin")
    ]

    entry = Entry.objects.get(act="recusal.declared")
    assert [word for word in (shi, "kin", "holder") if word in f"{entry.about} {entry.detail}"] == []
    with pytest.raises(NotEmpowered):
        recusals_at(seen_by=lin, where=office.county)


def test_a_recusal_names_a_known_matter_and_ground_and_comes_from_a_person(office):
    lin, shi = office.lin("read_duties"), holder()
    given = {"where": office.county, "on": START, "subject": shi}

    with pytest.raises(NotARecusal):
        acts.declare_recusal(by=lin, **given, kind="weather", ground="kin")
    with pytest.raises(NotARecusal):
        acts.declare_recusal(by=lin, **given, kind="holder", ground="dislike")
    with pytest.raises(OnlyAMandate):
        acts.declare_recusal(by=SYSTEM, **given, kind="holder", ground="kin")
    with pytest.raises(ValueError):
        lin.may_see("weather", shi)
