"""What the register answers for a day, as known on another, after every kind of change."""

from datetime import date

import pytest

from tongjian.register import acts, queries
from tongjian.register.refusals import (
    HeirNotThere,
    NoChangeThatDay,
    NotItsOrgan,
    OutsideItsLife,
    RecordedLater,
    SharesNotWhole,
    StillSuperior,
)
from tongjian.register.tests.town import START, Clerk, organ, post, tables
from tongjian.trail.acts import SYSTEM

pytestmark = pytest.mark.django_db

SPRING, SUMMER, AUTUMN = date(2023, 3, 1), date(2023, 7, 1), date(2023, 10, 1)


def named(identity, day, known_on):
    found = queries.organ(seen_by=SYSTEM, id=identity, day=day, known_on=known_on)
    return found.name if found else None


def test_a_new_name_holds_from_its_day_and_the_old_one_before():
    county = organ("青石县委")

    acts.rename_organ(by=SYSTEM, where=county, on=SPRING, organ=county, name="青石市委", valid_from=SPRING)

    assert named(county, date(2023, 2, 28), AUTUMN) == "青石县委"
    assert named(county, SPRING, AUTUMN) == "青石市委"


def test_what_was_not_yet_recorded_was_not_yet_known():
    county = organ("青石县委")

    acts.rename_organ(by=SYSTEM, where=county, on=SUMMER, organ=county, name="青石市委", valid_from=SPRING)

    assert named(county, SUMMER, date(2023, 6, 30)) == "青石县委"
    assert named(county, SUMMER, SUMMER) == "青石市委"


def test_a_correction_leaves_readable_what_was_believed():
    county = organ("青百县委")
    span = queries.organ(seen_by=SYSTEM, id=county, day=SPRING, known_on=SPRING).span

    acts.correct_organ(by=SYSTEM, where=county, on=SUMMER, span=span, name="青石县委")

    assert named(county, SPRING, SPRING) == "青百县委"
    assert named(county, SPRING, SUMMER) == "青石县委"


def test_a_correction_cannot_be_known_before_the_mistake():
    county = organ("青百县委", on=SUMMER)
    span = queries.organ(seen_by=SYSTEM, id=county, day=SPRING, known_on=SUMMER).span

    with pytest.raises(RecordedLater):
        acts.correct_organ(by=SYSTEM, where=county, on=SPRING, span=span, name="青石县委")


def test_a_change_on_the_first_day_of_a_span_is_a_correction():
    county = organ("青石县委")

    with pytest.raises(NoChangeThatDay):
        acts.rename_organ(by=SYSTEM, where=county, on=SPRING, organ=county, name="青石市委", valid_from=START)


def test_an_organ_may_be_raised_to_another_level():
    county = organ("青石县委")

    acts.reclassify_organ(by=SYSTEM, where=county, on=SPRING, organ=county, level="city", valid_from=SPRING)

    assert queries.organ(seen_by=SYSTEM, id=county, day=START, known_on=AUTUMN).level == "county"
    assert queries.organ(seen_by=SYSTEM, id=county, day=AUTUMN, known_on=AUTUMN).level == "city"


def test_an_abolished_organ_takes_its_posts_and_relations_with_it():
    city = organ("云岭市委", level="city")
    county = organ("青石县委", under=city)
    secretary = post(county, "书记")

    acts.abolish_organ(by=SYSTEM, where=county, on=SUMMER, organ=county, valid_to=SUMMER)

    before = queries.as_of(seen_by=SYSTEM, day=SPRING, known_on=SUMMER)
    after = queries.as_of(seen_by=SYSTEM, day=SUMMER, known_on=SUMMER)
    assert [found.id for found in before.posts] == [secretary]
    assert [len(before.organs), len(before.bodies), len(before.relations)] == [2, 1, 1]
    assert [len(after.organs), len(after.bodies), len(after.posts), len(after.relations)] == [1, 0, 0, 0]


def test_an_organ_with_others_under_it_is_not_abolished():
    city = organ("云岭市委", level="city")
    organ("青石县委", under=city)

    with pytest.raises(StillSuperior):
        acts.abolish_organ(by=SYSTEM, where=city, on=SUMMER, organ=city, valid_to=SUMMER)


def test_after_a_merger_the_heir_holds_what_stood_under_the_origins():
    city = organ("云岭市委", level="city")
    east, west = organ("东溪县委", under=city), organ("西溪县委", under=city)
    town = organ("柳浦镇党委", level="township", under=east)
    heir = organ("双溪县委", under=city)

    acts.merge_organs(by=SYSTEM, where=heir, on=SUMMER, origins=[east, west], heir=heir, day=SUMMER)

    assert queries.path_of(organ=town, day=SPRING, known_on=SUMMER) == f"/{city}/{east}/{town}/"
    assert queries.path_of(organ=town, day=SUMMER, known_on=SUMMER) == f"/{city}/{heir}/{town}/"
    assert [named(east, SPRING, SUMMER), named(east, SUMMER, SUMMER)] == ["东溪县委", None]
    heirs = tables("heir", known_on=SUMMER)
    assert heirs == sorted([(east, SUMMER, heir), (west, SUMMER, heir)])


def test_an_office_stationed_at_both_origin_and_heir_stays_stationed_once():
    city = organ("云岭市委", level="city")
    origin, heir, office = (organ(name, under=city) for name in ("水务局", "资源局", "驻水务局纪检组"))
    for upper in (origin, heir):
        acts.relate(by=SYSTEM, where=None, on=START, kind="stationed_at", lower=office, upper=upper, valid_from=START)

    acts.merge_organs(by=SYSTEM, where=heir, on=SUMMER, origins=[origin], heir=heir, day=SUMMER)

    stationed = [row for row in queries.as_of(seen_by=SYSTEM, day=SUMMER, known_on=SUMMER).relations
                 if row.kind == "stationed_at"]
    assert [(row.lower, row.upper) for row in stationed] == [(office, heir)]


def test_a_merger_into_an_organ_below_moves_that_organ_up():
    city = organ("云岭市委", level="city")
    old = organ("旧县委", under=city)
    new = organ("新县委", under=old)

    acts.merge_organs(by=SYSTEM, where=new, on=SUMMER, origins=[old], heir=new, day=SUMMER)

    assert queries.path_of(organ=new, day=SUMMER, known_on=SUMMER) == f"/{city}/{new}/"


def test_heirs_of_heirs_carry_on_from_their_own_days():
    first, second, third = organ("甲县委"), organ("乙县委"), organ("丙县委")

    acts.merge_organs(by=SYSTEM, where=second, on=SPRING, origins=[first], heir=second, day=SPRING)
    acts.merge_organs(by=SYSTEM, where=third, on=SUMMER, origins=[second], heir=third, day=SUMMER)

    assert tables("heir", known_on=SUMMER) == sorted(
        [(first, SPRING, second), (first, SUMMER, third), (second, SUMMER, third)]
    )
    assert tables("heir", known_on=SPRING) == [(first, SPRING, second)]


def test_the_largest_heir_of_a_split_carries_on():
    county, north, south = organ("溪县委"), organ("北溪县委"), organ("南溪县委")
    town = organ("柳浦镇党委", level="township", under=county)

    shares = {north: 40, south: 60}
    acts.split_organ(by=SYSTEM, where=county, on=SUMMER, origin=county, shares=shares, day=SUMMER)

    assert tables("heir", known_on=SUMMER) == [(county, SUMMER, south)]
    assert queries.path_of(organ=town, day=SUMMER, known_on=SUMMER) == f"/{south}/{town}/"


def test_an_organ_that_outlives_its_split_hands_nothing_over():
    county, north = organ("溪县委"), organ("北溪县委")

    shares = {county: 70, north: 30}
    acts.split_organ(by=SYSTEM, where=county, on=SUMMER, origin=county, shares=shares, day=SUMMER)

    assert tables("heir", known_on=SUMMER) == []
    assert named(county, AUTUMN, SUMMER) == "溪县委"


def test_shares_must_make_a_whole_and_heirs_must_stand():
    county, north = organ("溪县委"), organ("北溪县委")
    late = organ("南溪县委", valid_from=AUTUMN)

    with pytest.raises(SharesNotWhole):
        acts.split_organ(by=SYSTEM, where=county, on=SUMMER, origin=county, shares={north: 90}, day=SUMMER)
    with pytest.raises(HeirNotThere):
        acts.split_organ(by=SYSTEM, where=county, on=SUMMER, origin=county, shares={late: 100}, day=SUMMER)


def test_a_post_that_is_renamed_stays_the_same_post():
    county = organ("青石县委")
    secretary = post(county, "书记")

    changes = {"post": secretary, "title": "第一书记", "charge": "全面工作", "valid_from": SPRING}
    acts.change_post(by=SYSTEM, where=county, on=SPRING, **changes)

    (before,) = queries.posts_of(seen_by=SYSTEM, organ=county, day=START, known_on=SPRING)
    (after,) = queries.posts_of(seen_by=SYSTEM, organ=county, day=SPRING, known_on=SPRING)
    assert (before.id, before.title, before.charge) == (secretary, "书记", "")
    assert (after.id, after.title, after.charge) == (secretary, "第一书记", "全面工作")


def test_a_post_cannot_outlive_its_body():
    county = organ("青石县委")
    body = {"organ": county, "name": "临时班子", "kind": "party_leading_body"}
    made = acts.create_body(by=SYSTEM, where=county, on=START, **body, valid_from=START, valid_to=SUMMER)
    seat = {"body": made.id, "title": "书记", "role": "top_leader", "valid_from": START}
    acts.create_post(by=SYSTEM, where=county, on=START, **seat, valid_to=SUMMER)

    with pytest.raises(OutsideItsLife):
        acts.create_post(by=SYSTEM, where=county, on=START, **seat)


def test_a_clerk_keeps_only_the_register_of_the_organ_the_act_stands_at():
    lin = Clerk("mandate:lin", {county := organ("青石县委")})
    other = organ("白坪县委")
    change = {"name": "改名县委", "valid_from": SPRING}
    acts.rename_organ(by=lin, where=county, on=SPRING, organ=county, **change)

    with pytest.raises(NotItsOrgan):
        acts.rename_organ(by=lin, where=county, on=SPRING, organ=other, **change)
