"""Whom an organ answers to: dated, one superior of a kind at a time, never in a circle, with its path kept."""

from datetime import date

import pytest

from tongjian.register import acts, queries
from tongjian.register.refusals import ItsOwnSuperior, NotItsOrgan, OutsideItsLife, RelationTaken
from tongjian.register.tests.town import START, Clerk, organ, rows, tables
from tongjian.trail.acts import SYSTEM
from tongjian.trail.models import OPEN
from tongjian.trail.refusal import NotEmpowered

pytestmark = pytest.mark.django_db

SPRING, SUMMER, AUTUMN = date(2023, 3, 1), date(2023, 7, 1), date(2023, 10, 1)


def relate(lower, upper, day, kind="managed_by", by=SYSTEM, where=None, **more):
    given = {"kind": kind, "lower": lower, "upper": upper, "valid_from": day, **more}
    return acts.relate(by=by, where=where, on=day, **given)


def path(of, day, known_on=AUTUMN):
    return queries.path_of(organ=of, day=day, known_on=known_on)


def test_an_organ_that_moves_takes_everything_below_it_along():
    east, west = organ("东屏市委", level="city"), organ("西屏市委", level="city")
    county = organ("青石县委", under=east)
    town = organ("柳浦镇党委", level="township", under=county)

    relate(county, west, SUMMER)

    assert path(town, SPRING) == f"/{east}/{county}/{town}/"
    assert path(town, SUMMER) == f"/{west}/{county}/{town}/"
    assert path(town, SUMMER, known_on=SPRING) == f"/{east}/{county}/{town}/"


def test_only_the_paths_that_changed_are_written_again():
    east, west = organ("东屏市委", level="city"), organ("西屏市委", level="city")
    county, other = organ("青石县委", under=east), organ("白坪县委", under=east)
    before = rows("PathSpan")

    relate(county, west, SUMMER)

    assert rows("PathSpan", organ=other) == 1
    assert rows("PathSpan") - before == 2
    assert rows("PathSpan", organ=county, recorded_to=OPEN) == 2


def test_a_circle_is_refused_by_name_and_nothing_stays_written():
    city = organ("云岭市委", level="city")
    county = organ("青石县委", under=city)
    town = organ("柳浦镇党委", level="township", under=county)
    before = rows("Relation")

    with pytest.raises(ItsOwnSuperior) as refused:
        relate(city, town, SUMMER)

    assert refused.value.facts["chain"] == "云岭市委 → 柳浦镇党委 → 青石县委 → 云岭市委"
    assert refused.value.facts["day"] == SUMMER
    assert rows("Relation") == before


def test_who_stood_above_may_later_stand_below():
    first, second = organ("甲县委"), organ("乙县委")
    relate(first, second, START, valid_to=SPRING)

    relate(second, first, SPRING)

    assert path(first, START) == f"/{second}/{first}/"
    assert path(second, SPRING) == f"/{first}/{second}/"


def test_one_superior_of_a_kind_at_a_time():
    city, other, county = organ("云岭市委", level="city"), organ("东屏市委", level="city"), organ("青石县委")
    relate(county, city, SPRING, valid_to=AUTUMN)

    with pytest.raises(RelationTaken):
        relate(county, other, SUMMER)

    relate(county, other, SUMMER, kind="led_by")
    assert path(county, SUMMER) == f"/{city}/{county}/"


def test_an_office_may_be_stationed_at_several_organs_but_not_in_a_circle():
    office = organ("派驻第一组", "stationed_office")
    bureau, court = organ("财政局", "finance_department"), organ("法院", "court")
    relate(office, bureau, START, kind="stationed_at")
    relate(office, court, START, kind="stationed_at")

    with pytest.raises(ItsOwnSuperior):
        relate(court, office, START, kind="stationed_at")

    stationed = [row[1:3] for row in tables("bearer", known_on=AUTUMN) if row[0] == "stationed_office"]
    assert stationed == sorted([(bureau, office), (court, office)])


def test_a_superior_outside_this_system_makes_a_root():
    city = organ("云岭市委", level="city")

    relate(city, None, START)

    assert path(city, SPRING) == f"/{city}/"
    outside = [row for row in tables("bearer", known_on=AUTUMN) if row[0] == "superior_committee"]
    assert outside == [("superior_committee", city, "", "", START, OPEN)]


def test_a_relation_ends_and_the_organ_stands_alone():
    city, county = organ("云岭市委", level="city"), organ("青石县委")
    relation = relate(county, city, START)

    acts.end_relation(by=SYSTEM, where=None, on=SUMMER, relation=relation.id, valid_to=SUMMER)

    assert path(county, SPRING) == f"/{city}/{county}/"
    assert path(county, SUMMER) == f"/{county}/"


def test_a_relation_recorded_wrongly_is_corrected_or_withdrawn():
    city, other, county = organ("云岭市委", level="city"), organ("东屏市委", level="city"), organ("青石县委")
    wrong = relate(county, other, START)

    right = acts.correct_relation(by=SYSTEM, where=None, on=SUMMER, relation=wrong.id, upper=city)
    assert (path(county, SPRING, known_on=SPRING), path(county, SPRING)) == (
        f"/{other}/{county}/",
        f"/{city}/{county}/",
    )

    acts.withdraw_relation(by=SYSTEM, where=None, on=AUTUMN, relation=right.id)
    assert path(county, SPRING) == f"/{county}/"


def test_nobody_answers_to_an_organ_that_is_not_there():
    late, county = organ("云岭市委", level="city", valid_from=SUMMER), organ("青石县委")
    relate(county, late, SUMMER)

    with pytest.raises(OutsideItsLife):
        relate(organ("白坪县委"), late, SPRING)


def test_nobody_draws_an_organ_under_himself():
    mine, theirs = organ("云岭市委", level="city"), organ("青石县委")
    shi = Clerk("mandate:shi", {mine})
    lin = Clerk("mandate:lin", {mine, theirs})

    with pytest.raises(NotEmpowered):
        relate(theirs, mine, SPRING, by=shi, where=mine)
    with pytest.raises(NotItsOrgan):
        relate(theirs, None, SPRING, by=lin, where=theirs)

    assert relate(theirs, mine, SPRING, by=lin, where=mine).upper_id == mine
