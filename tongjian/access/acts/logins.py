"""Logging in: a name, a password, and patience after mistakes. Nothing is kept of who made them, or from where."""

import hmac
from datetime import date, datetime

from django.conf import settings

from tongjian.access.acts.accounts import LOGIN_NAME
from tongjian.access.attempts import FORGOTTEN, NO_TIME, left, left_of_pace, pace_after, wait_after
from tongjian.access.models import FailedLogins
from tongjian.access.queries import authenticate
from tongjian.access.refusals import TooManyFailures, TooManyFailuresOfAll
from tongjian.trail.acts import SYSTEM, Deed, act

EVERYBODY = ""


def log_in(*, login_name: str, password: str, on: date, at: datetime) -> str | None:
    """The account that a name and a password open, or None; a name that does not exist is treated like any other.

    Raises:
        TooManyFailures: this name has to wait; the password was not even compared.
        TooManyFailuresOfAll: everybody has to.
    """
    mark = _mark(login_name)
    rows = {row.mark: row for row in FailedLogins.objects.filter(mark__in=(mark, EVERYBODY))}
    until = {name: row.until for name, row in rows.items()}
    if (wait := left(until.get(mark), at)) > NO_TIME:
        raise TooManyFailures(wait=wait, failures=rows[mark].failures)
    if (wait := left_of_pace(until.get(EVERYBODY), at)) > NO_TIME:
        raise TooManyFailuresOfAll(wait=wait)
    known = login_name if LOGIN_NAME.fullmatch(login_name) else ""
    account = authenticate(login_name=known, password=password)
    if account is None:
        fail_login(by=SYSTEM, where=None, on=on, mark=mark, at=at)
    elif mark in rows:
        forget_failures(by=SYSTEM, where=None, on=on, mark=mark)
    return account


@act("login.failed", needs=None)
def fail_login(deed: Deed, *, mark: str, at: datetime) -> None:
    """A name and a password opened nothing; the next try under this name waits longer."""
    FailedLogins.objects.filter(until__lt=at - FORGOTTEN).delete()
    rows = {row.mark: row for row in FailedLogins.objects.filter(mark__in=(mark, EVERYBODY))}
    failures = rows[mark].failures + 1 if mark in rows else 1
    FailedLogins.objects.update_or_create(
        mark=mark, defaults={"failures": failures, "until": at + wait_after(failures)}
    )
    filled = rows[EVERYBODY].until if EVERYBODY in rows else None
    FailedLogins.objects.update_or_create(mark=EVERYBODY, defaults={"failures": 0, "until": pace_after(filled, at)})
    deed.note(failures=failures)
    deed.about(f"login:{mark}")


@act("login.failures_forgotten", needs=None)
def forget_failures(deed: Deed, *, mark: str) -> None:
    """Somebody came in under this name: earlier mistakes count no more."""
    FailedLogins.objects.filter(mark=mark).delete()
    deed.about(f"login:{mark}")


def _mark(login_name: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), b"tongjian.access.login:" + login_name.encode(), "sha256").hexdigest()
