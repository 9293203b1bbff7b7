"""Who looks sees the own organ and what stands below it on the day asked about, and nothing else."""

from datetime import date

import pytest
from django.db import connection

from tongjian.register import acts, queries
from tongjian.register.tests.town import START, Clerk, holder, organ, post
from tongjian.trail.acts import SYSTEM

pytestmark = pytest.mark.django_db

SPRING, SUMMER = date(2023, 3, 1), date(2023, 7, 1)
TODAY = {"day": SUMMER, "known_on": SUMMER}


@pytest.fixture
def world():
    city = organ("云岭市委", level="city")
    county, other = organ("青石县委", under=city), organ("白坪县委", under=city)
    town = organ("柳浦镇党委", level="township", under=county)
    seat = post(town, "书记")
    given = {"post": seat, "holder": holder("乔二"), "kind": "appointed", "valid_from": START}
    acts.start_tenure(by=SYSTEM, where=town, on=START, **given)
    return {"city": city, "county": county, "other": other, "town": town, "seat": seat}


def viewer(of):
    return Clerk("mandate:x", reach=queries.path_of(organ=of, **TODAY))


def test_a_viewer_sees_the_own_organ_and_those_below(world):
    lin, shi = viewer(world["county"]), viewer(world["other"])

    seen = queries.as_of(seen_by=lin, **TODAY)
    hidden = queries.as_of(seen_by=shi, **TODAY)

    assert sorted(found.name for found in seen.organs) == ["柳浦镇党委", "青石县委"]
    assert [found.name for found in seen.tenures] == ["乔二"]
    assert [found.name for found in hidden.organs] == ["白坪县委"]
    assert (hidden.posts, hidden.tenures) == ((), ())


def test_each_read_keeps_within_reach(world):
    lin, shi = viewer(world["county"]), viewer(world["other"])
    town, seat = world["town"], world["seat"]

    def looked(by):
        return (
            queries.organ(seen_by=by, id=town, **TODAY) is not None,
            len(queries.search(seen_by=by, text="柳浦", **TODAY)),
            len(queries.bodies_of(seen_by=by, organ=town, **TODAY)),
            len(queries.posts_of(seen_by=by, organ=town, **TODAY)),
            len(queries.holders_of(seen_by=by, post=seat, **TODAY)),
            list(queries.descendants(seen_by=by, organ=world["city"], **TODAY)).count(town),
        )

    assert looked(lin) == (True, 1, 1, 1, 1, 1)
    assert looked(shi) == (False, 0, 0, 0, 0, 0)


def test_what_stood_below_on_another_day_is_seen_on_that_day(world):
    lin = viewer(world["county"])
    move = {"kind": "managed_by", "lower": world["town"], "upper": world["other"], "valid_from": SUMMER}
    acts.relate(by=SYSTEM, where=world["other"], on=SUMMER, **move)

    def sees(day):
        return queries.organ(seen_by=lin, id=world["town"], day=day, known_on=SUMMER) is not None

    assert (sees(SPRING), sees(SUMMER)) == (True, False)


def test_an_organ_that_moved_up_still_sees_its_own_past(world):
    move = {"kind": "managed_by", "lower": world["county"], "upper": None, "valid_from": SUMMER}
    acts.relate(by=SYSTEM, where=None, on=SUMMER, **move)
    lin = viewer(world["county"])

    assert lin.reach == f"/{world['county']}/"
    assert queries.organ(seen_by=lin, id=world["town"], day=SPRING, known_on=SUMMER).name == "柳浦镇党委"


def test_descendants_leave_the_organ_itself_out(world):
    below = queries.descendants(seen_by=SYSTEM, organ=world["county"], **TODAY)

    assert list(below) == [world["town"]]
    assert queries.stands_under(organ=world["town"], upper=world["city"], **TODAY)
    assert not queries.stands_under(organ=world["town"], upper=world["other"], **TODAY)


def test_the_scope_for_other_parts_is_one_select(world):
    def scope(by):
        with connection.cursor() as cursor:
            cursor.execute(queries.below_sql(by))
            return {row[0] for row in cursor.fetchall()}

    assert queries.below_sql(SYSTEM) is None
    assert scope(viewer(world["county"])) == {world["county"], world["town"]}
    assert scope(viewer(world["other"])) == {world["other"]}


def test_the_reaches_of_all_are_those_of_each_whatever_else_relates_them(world):
    lone = organ("无上级机关")
    move = {"kind": "managed_by", "lower": world["town"], "upper": world["other"], "valid_from": SUMMER}
    acts.relate(by=SYSTEM, where=world["other"], on=SUMMER, **move)
    led = {"kind": "led_by", "lower": world["other"], "upper": lone, "valid_from": START}
    acts.relate(by=SYSTEM, where=lone, on=SUMMER, **led)

    def asked(text):
        with connection.cursor() as cursor:
            cursor.execute(text)
            return cursor.fetchall()

    reaches = set(asked(queries.reaches_sql()))
    for one in (lone, *world.values()):
        if one == world["seat"]:
            continue
        by = viewer(one)
        assert {organ for organ, reach in reaches if reach == by.reach} == {
            organ for (organ,) in asked(queries.below_sql(by))
        }
        assert set(asked(queries.reaches_sql(f"SELECT '{one}'"))) == {pair for pair in reaches if pair[0] == one}


def test_a_reach_that_is_no_path_is_not_read_as_sql():
    with pytest.raises(ValueError, match="looks like"):
        queries.below_sql(Clerk("mandate:x", reach="/a/' OR 1=1 --/"))


@pytest.mark.parametrize("towns", [1, 3])
def test_a_list_takes_the_same_number_of_questions_whatever_its_length(towns, django_assert_num_queries):
    city = organ("云岭市委", level="city")
    for number in range(towns):
        organ(f"第{number}县委", under=city)
    lin = viewer(city)

    with django_assert_num_queries(3):
        found = queries.search(seen_by=lin, text="县委", **TODAY)

    assert len(found) == towns
