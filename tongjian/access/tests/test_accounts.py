"""Accounts: a name, a password, nothing else."""

import pytest

from tongjian.access import acts
from tongjian.access.queries import act_as, authenticate
from tongjian.access.refusals import (
    AccountBeyondReach,
    LoginNameTaken,
    LoginNameWrong,
    NameMissing,
    NotMandated,
    NotRecorded,
    PasswordShort,
    PasswordWeak,
    WrongPassword,
)
from tongjian.access.tests.office import PASSWORD, START

OTHER = "paper-window-3"


def test_a_name_and_its_password_open_the_account(office):
    account = office.account("林", "lin")

    assert authenticate(login_name="lin", password=PASSWORD) == account.id
    assert authenticate(login_name="lin", password=OTHER) is None
    assert authenticate(login_name="nobody", password=PASSWORD) is None


def test_an_account_alone_may_nothing(office):
    account = office.account("林", "lin")
    assert authenticate(login_name="lin", password=PASSWORD)

    with pytest.raises(NotMandated):
        act_as(account, on=START)


def test_a_changed_password_replaces_the_old_one(office):
    account = office.account("林", "lin")
    office.grant(account, office.county, "read_duties")
    lin = act_as(account, on=START)
    with pytest.raises(WrongPassword):
        acts.change_password(by=lin, where=office.county, on=START, account=account.id, old=OTHER, new=OTHER)

    acts.change_password(by=lin, where=office.county, on=START, account=account.id, old=PASSWORD, new=OTHER)

    assert authenticate(login_name="lin", password=OTHER) == account.id
    assert authenticate(login_name="lin", password=PASSWORD) is None


def test_a_password_is_reset_only_by_who_administers_every_organ_of_the_person(office):
    shi, lin = office.account("石", "shi"), office.account("林", "lin")
    office.grant(shi, office.town, "read_duties")
    office.grant(lin, office.county, "administer_accounts")
    reset = {
        "by": act_as(lin, on=START),
        "where": office.county,
        "on": START,
        "account": shi.id,
        "password": OTHER,
    }
    acts.reset_password(**reset)
    assert authenticate(login_name="shi", password=OTHER) == shi.id

    office.grant(shi, office.sibling, "read_duties")

    with pytest.raises(AccountBeyondReach):
        acts.reset_password(**reset)
    with pytest.raises(AccountBeyondReach):
        acts.close_account(by=reset["by"], where=office.county, on=START, account=shi.id)


def test_a_closed_account_opens_nothing_and_its_login_name_is_free(office):
    account = office.account("林", "lin")
    office.grant(account, office.county, "read_duties")
    assert act_as(account, on=START).organ == office.county

    acts.close_account(by=office.founder(), where=None, on=START, account=account.id)

    assert authenticate(login_name="lin", password=PASSWORD) is None
    with pytest.raises(NotMandated):
        act_as(account, on=START)
    with pytest.raises(NotRecorded):
        acts.close_account(by=office.founder(), where=None, on=START, account=account.id)
    assert office.account("林二", "lin").login_name == "lin"


@pytest.mark.parametrize(
    "given, refusal",
    [
        ({"login_name": "lin"}, LoginNameTaken),
        ({"login_name": "Lin Yi"}, LoginNameWrong),
        ({"name": " "}, NameMissing),
        ({"password": "short-1"}, PasswordShort),
        ({"password": "qiao-and-more"}, PasswordWeak),
        ({"password": "1111111111111"}, PasswordWeak),
    ],
)
def test_an_account_is_refused_with_its_reason(office, given, refusal):
    office.account("林", "lin")
    whole = {"name": "乔", "login_name": "qiao", "password": PASSWORD}

    with pytest.raises(refusal):
        acts.open_account(by=office.founder(), where=None, on=START, **{**whole, **given})
    assert acts.open_account(by=office.founder(), where=None, on=START, **whole).login_name == "qiao"
