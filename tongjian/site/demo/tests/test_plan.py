"""The plan of the demo before anything is recorded: invented, whole, and the same for a seed."""

import random
from datetime import date, timedelta
from itertools import pairwise, product

import pytest

from tests.house.words import NAMED, digest_of_name
from tongjian.register.numbers import citizen_number_is_valid
from tongjian.site.demo import names
from tongjian.site.demo.people import TODAY, friday, roster, spans
from tongjian.site.demo.tree import SCALES, tree


@pytest.fixture(scope="module")
def units():
    return tree(SCALES["full"], random.Random("1:tree"))


@pytest.fixture(scope="module")
def people(units):
    return roster(units, random.Random("1:people"))


def test_the_city_is_as_large_as_it_says(units, people):
    townships = [unit for unit in units if unit.level == "township" and unit.key.endswith("committee")]
    counties = [unit for unit in units if unit.level == "county" and unit.organ_class == "party_committee"]

    assert len(counties) == 6
    assert len(townships) == 90
    assert 580 <= len(units) <= 650
    assert 3_900 <= len(people.persons) <= 4_300


def test_every_organ_says_that_it_is_an_example_and_lies_in_no_real_area(units):
    assert all(unit.name.endswith(names.LABEL) for unit in units)
    assert all(unit.area.startswith("99") for unit in units)


def test_every_number_is_valid_and_belongs_to_nobody(people):
    numbers = [person.number for person in people.persons.values()]

    assert all(citizen_number_is_valid(number) and number.startswith("99") for number in numbers)
    assert len(set(numbers)) == len(numbers)


def test_no_name_that_could_be_drawn_is_one_of_the_newspaper_page():
    # The list bites: a name that is on it would be found.
    assert len(NAMED) > 0
    given = ["", *names._GIVEN_SECOND]
    every = ("".join(parts) for parts in product(names._SURNAMES, names._GIVEN_FIRST, given))

    assert not [name for name in every if digest_of_name(name) in NAMED]


def test_superiors_and_shared_seats_exist(units):
    keys = {unit.key for unit in units}
    seats = {seat.key for unit in units for seat in unit.seats}

    assert len(keys) == len(units)
    assert {unit.upper for unit in units} - keys == {""}
    assert {unit.leader for unit in units} - keys == {""}
    assert {at for unit in units for at in unit.stationed} <= keys
    assert {seat.also for unit in units for seat in unit.seats} - seats == {""}


def test_the_same_seed_gives_the_same_plan_and_another_another():
    def plan(seed):
        units = tree(SCALES["small"], random.Random(f"{seed}:tree"))
        return units, roster(units, random.Random(f"{seed}:people"))

    assert plan(1) == plan(1)
    assert plan(1) != plan(2)


def test_no_two_persons_hold_one_seat_on_one_day(people):
    by_seat = {}
    for seat, _, first, until in spans(people):
        by_seat.setdefault(seat, []).append((first, until or date.max))

    assert all(one[1] <= other[0] for held in by_seat.values() for one, other in pairwise(sorted(held)))


def test_nothing_is_registered_before_it_happens_or_after_the_last_day(people):
    assert all(change.day <= change.on <= TODAY for change in people.changes)
    assert all(friday(change.on) == change.on for change in people.changes)


def test_three_years_bring_vacancies_acting_heads_and_late_entries(people):
    kinds = {change.kind for change in people.changes} | {spell.kind for spell in people.spells}

    assert kinds >= {"appointed", "elected", "acting", "concurrent", "vacant"}
    assert any(change.vacant for change in people.changes)
    assert any(change.on - change.day > timedelta(days=50) for change in people.changes)
