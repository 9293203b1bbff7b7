"""The closed list: whole, known by the acts, and kept apart where it must be."""

import pytest

from tongjian.access.powers import clash, powers, roles, separations, unknown
from tongjian.trail.acts import CATALOGUE


def test_every_act_needs_a_power_of_the_list():
    # Acts that other tests made for themselves stay in the catalogue while the suite runs.
    product = [gate for gate in CATALOGUE.values() if ".tests." not in gate.__module__]
    needed = {gate.needs for gate in product if gate.needs}
    assert {"keep_register", "grant_mandate"} <= needed

    assert unknown(needed) == []


def test_no_usual_office_holds_powers_that_are_kept_apart():
    assert {"administrator", "auditor", "party_committee_office"} <= set(roles())
    assert {role.key: clash(role.powers) for role in roles().values()} == dict.fromkeys(roles())


def test_an_administrator_and_an_auditor_see_no_content():
    for key in ("administrator", "auditor", "register_keeper"):
        assert [power for power in roles()[key].powers if powers()[power].content] == []


def test_every_power_has_both_names_and_belongs_to_some_office_or_the_engine():
    given = {power for role in roles().values() for power in role.powers}
    assert set(powers()) - given == {"derive_duties"}
    assert [power.key for power in powers().values() if not (power.zh and power.en)] == []


@pytest.mark.parametrize("other", ["read_duties", "read_exhibits", "claim_duty", "read_trail"])
def test_who_administers_accounts_neither_reads_content_nor_the_log(other):
    assert clash([other]) is None
    assert clash([other, "administer_accounts"])[:2] == ("administer_accounts", other)


def test_every_separation_says_why():
    assert [pair for pair in separations() if not (pair.because.zh and pair.because.en)] == []
