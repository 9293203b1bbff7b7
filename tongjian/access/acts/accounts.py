"""Acts on accounts: open, change or reset the password, close. An account alone may do nothing."""

import re

from django.contrib.auth.hashers import check_password, make_password

from tongjian.access.models import Account, Credential, Mandate, Person
from tongjian.access.refusals import (
    AccountBeyondReach,
    LoginNameTaken,
    LoginNameWrong,
    NameMissing,
    NotRecorded,
    PasswordShort,
    PasswordWeak,
    WrongPassword,
)
from tongjian.trail.acts import Deed, act

POWER = "administer_accounts"
LOGIN_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,63}")
SHORTEST = 10


@act("account.opened", needs=POWER)
def open_account(
    deed: Deed, *, name: str, login_name: str, password: str, holder: str | None = None
) -> Account:
    """Enter a person and the account to log in with.

    Args:
        holder: the same person in the register, if supervised there; matters about himself stay closed.
    """
    account = entered(deed, name=name, login_name=login_name, password=password, holder=holder)
    deed.about(f"account:{account.id}")
    return account


@act("account.password_changed", needs=None)
def change_password(deed: Deed, *, account: str, old: str, new: str) -> None:
    """The person changes the password; knowing the old one is what entitles to it."""
    credential = _credential(account)
    if not check_password(old, credential.password):
        raise WrongPassword()
    _replace(deed, credential, new)


@act("account.password_reset", needs=POWER)
def reset_password(deed: Deed, *, account: str, password: str) -> None:
    """An administrator of everything the person acts for sets a new password."""
    credential = _credential(account)
    _within_reach(deed, credential.account.person_id)
    _replace(deed, credential, password)


@act("account.closed", needs=POWER)
def close_account(deed: Deed, *, account: str) -> None:
    """The account is out of use from now on; the person's mandates stay as they are recorded."""
    credential = _credential(account)
    _within_reach(deed, credential.account.person_id)
    deed.close([credential, credential.account])
    deed.about(f"account:{account}")


def entered(deed: Deed, *, name: str, login_name: str, password: str, holder: str | None) -> Account:
    """Record person, account and credential."""
    if not name.strip():
        raise NameMissing()
    if not LOGIN_NAME.fullmatch(login_name):
        raise LoginNameWrong()
    if Account.objects.filter(login_name=login_name, closed_stamp=None).exists():
        raise LoginNameTaken(login_name=login_name)
    hashed = _hashed(password, login_name)
    person = Person(name=name.strip(), holder_id=holder)
    deed.record(person)
    account = Account(person=person, login_name=login_name)
    deed.record(account)
    deed.record(Credential(account=account, password=hashed))
    return account


def _credential(account: str) -> Credential:
    found = (
        Credential.objects.filter(account=account, closed_stamp=None, account__closed_stamp=None)
        .select_related("account")
        .first()
    )
    if found is None:
        raise NotRecorded(what=Account._meta.verbose_name, id=account)
    return found


def _replace(deed: Deed, credential: Credential, password: str) -> None:
    hashed = _hashed(password, credential.account.login_name)
    deed.close([credential])
    deed.record(Credential(account_id=credential.account_id, password=hashed))
    deed.about(f"account:{credential.account_id}")


def _hashed(password: str, login_name: str) -> str:
    if len(password) < SHORTEST:
        raise PasswordShort(count=SHORTEST)
    if login_name in password.lower() or len(set(password)) < SHORTEST // 2:
        raise PasswordWeak()
    return make_password(password)


def _within_reach(deed: Deed, person: str) -> None:
    """Whoever could take over an account must administer every organ that the person acts for."""
    organs = Mandate.objects.filter(person=person, closed_stamp=None, valid_to__gt=deed.on)
    for organ in sorted(set(organs.values_list("organ", flat=True)), key=str):
        if not deed.by.may(POWER, organ):
            raise AccountBeyondReach()
