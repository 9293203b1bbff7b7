"""Every act of the product, gathered: what it needs exists, and somebody may be given it."""

from tongjian.access.powers import powers, unknown
from tongjian.site.reference import catalogue


def test_every_act_needs_a_power_that_exists():
    needs = {name: act.needs for name, act in catalogue().items()}
    assert {"tenure.started", "exhibit.filed", "mandate.granted", "demo.begun"} <= set(needs)
    assert unknown(["keep_registers"]) == ["keep_registers"]

    assert {name: power for name, power in needs.items() if power and unknown([power])} == {}


def test_only_what_asks_for_something_else_needs_no_power():
    # The own password; who is not let in yet; an empty database; a withdrawal of oneself; a look asked about before.
    entrance = {"login.failed", "login.failures_forgotten"}
    free = {"account.password_changed", *entrance, "mandate.founded", "recusal.declared", "trail.looked"}

    assert {name for name, act in catalogue().items() if act.needs is None} == free


def test_every_power_that_is_no_reading_power_is_needed_by_an_act():
    needed = {act.needs for act in catalogue().values()}

    assert sorted(key for key in powers() if key not in needed and not key.startswith("read_")) == []
