"""Logging in: mistakes cost time, growing and never more than a quarter of an hour; nothing tells who exists."""

import doctest
from datetime import UTC, datetime, timedelta

import pytest

from tongjian.access import attempts
from tongjian.access.acts import log_in
from tongjian.access.models import FailedLogins
from tongjian.access.refusals import TooManyFailures, TooManyFailuresOfAll
from tongjian.access.tests.office import PASSWORD, START
from tongjian.trail.queries import since

NOON = datetime(2024, 1, 5, 12, tzinfo=UTC)
WRONG = "paper-window-3"


@pytest.fixture
def lin(office):
    return office.account("林", "lin").id


def tried(name, password, minutes, seconds=0):
    """The account, None, or how many seconds are to be waited."""
    at = NOON + timedelta(minutes=minutes, seconds=seconds)
    try:
        return log_in(login_name=name, password=password, on=START, at=at)
    except (TooManyFailures, TooManyFailuresOfAll) as refused:
        return refused.wait.total_seconds()


def test_the_examples_of_waiting_run():
    assert doctest.testmod(attempts).attempted > 1
    assert not doctest.testmod(attempts).failed


def test_a_few_mistakes_cost_nothing(lin):
    assert [tried("lin", WRONG, 0) for _ in range(4)] == [None] * 4
    assert tried("lin", PASSWORD, 0) == lin


def test_after_five_mistakes_even_the_right_password_waits_a_minute(lin):
    for _ in range(5):
        assert tried("lin", WRONG, 0) is None

    assert tried("lin", PASSWORD, 0, 20) == 40
    assert tried("lin", PASSWORD, 1) == lin


def test_the_wait_doubles_up_to_a_quarter_of_an_hour_and_never_more(lin):
    minutes, waits = 0, []
    while len(waits) < 12:
        tried("lin", WRONG, minutes)
        row = FailedLogins.objects.exclude(mark="").get()
        waits.append((row.until - NOON).total_seconds() / 60 - minutes)
        minutes += waits[-1]

    assert waits == [0, 0, 0, 0, 1, 2, 4, 8, 15, 15, 15, 15]
    assert tried("lin", PASSWORD, minutes) == lin


def test_trying_while_waiting_does_not_lengthen_the_wait(lin):
    for _ in range(5):
        tried("lin", WRONG, 0)
    for second in range(1, 60):
        assert tried("lin", WRONG, 0, second) == 60 - second

    assert tried("lin", PASSWORD, 1) == lin


def test_who_came_in_begins_anew(lin):
    for _ in range(4):
        tried("lin", WRONG, 0)
    assert tried("lin", PASSWORD, 0) == lin

    assert [tried("lin", WRONG, 0) for _ in range(4)] == [None] * 4
    assert tried("lin", PASSWORD, 0) == lin


def test_mistakes_are_forgotten_after_a_day(lin):
    for _ in range(5):
        tried("lin", WRONG, 0)
    assert FailedLogins.objects.exclude(mark="").get().failures == 5

    tried("nobody", WRONG, 2 * 24 * 60)

    assert FailedLogins.objects.exclude(mark="").get().failures == 1
    assert [tried("lin", WRONG, 2 * 24 * 60) for _ in range(4)] == [None] * 4


def test_a_name_that_does_not_exist_waits_like_one_that_does_and_is_told_the_same(lin):
    told = {}
    for name in ("lin", "nobody", "不是账号"):
        answers = [tried(name, WRONG, 0) for _ in range(5)]
        with pytest.raises(TooManyFailures) as refused:
            log_in(login_name=name, password=WRONG, on=START, at=NOON)
        told[name] = (answers, str(refused.value))

    assert len({repr(one) for one in told.values()}) == 1
    assert "请 1 分钟后再试" in told["lin"][1]


def test_another_name_does_not_wait(office, lin):
    shi = office.account("石", "shi").id
    for _ in range(6):
        tried("lin", WRONG, 0)

    assert tried("lin", PASSWORD, 0) == 60
    assert tried("shi", PASSWORD, 0) == shi


def test_one_password_tried_on_every_name_is_slowed_down_for_seconds_only(lin):
    answers = [tried(f"name-{number}", WRONG, 0) for number in range(attempts.BURST)]
    assert set(answers) == {None}
    assert tried("one-more", WRONG, 0) is None

    assert tried("lin", PASSWORD, 0) == 3
    assert tried("lin", PASSWORD, 0, 3) == lin


def test_a_clock_set_back_locks_nobody_out(lin):
    for _ in range(9):
        tried("lin", WRONG, 60 * 24 * 365)

    assert tried("lin", PASSWORD, 0) == lin


def test_each_mistake_is_on_the_trail_without_the_name(lin):
    for name in ("lin", "lantern-bridge-7"):
        tried(name, WRONG, 0)
    tried("lin", PASSWORD, 0)

    told = [(entry.act, entry.actor, entry.detail) for entry in since(0) if entry.act.startswith("login.")]
    assert told == [
        ("login.failed", "system", {"failures": 1}),
        ("login.failed", "system", {"failures": 1}),
        ("login.failures_forgotten", "system", {}),
    ]
    kept = [*FailedLogins.objects.values_list("mark", flat=True), *(entry.about for entry in since(0))]
    assert not any("lin" in one or "lantern" in one for one in kept)
