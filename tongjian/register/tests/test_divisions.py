"""Taking in administrative divisions: a whole invented province, and nothing but its places."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tongjian.register import acts, queries
from tongjian.register.divisions.places import read_places
from tongjian.register.refusals import AlreadyImported, NoDivisions
from tongjian.register.tests.town import Clerk, all_rows, tables
from tongjian.trail.acts import SYSTEM
from tongjian.trail.refusal import NotEmpowered

pytestmark = pytest.mark.django_db

FOLDER = Path(__file__).parent / "fixtures" / "divisions"
DAY = date(2021, 1, 1)


def taken_in(**more):
    return acts.import_divisions(by=SYSTEM, folder=FOLDER, **more)


def found(text, organ_class):
    seen = queries.search(seen_by=SYSTEM, text=text, day=DAY, known_on=DAY)
    (only,) = [one for one in seen if one.organ_class == organ_class and one.area_code == text]
    return only


def test_rows_that_are_no_places_are_left_out_and_counted():
    places, skipped = read_places(FOLDER)

    assert skipped == {"gathering_row": 1, "placeholder_county": 1, "not_a_township": 3}
    assert len(places) + sum(skipped.values()) == 293
    assert Counter(f"{place.level}.{place.sort}" for place in places) == {
        "province.region": 1, "city.region": 3, "county.region": 13, "county.zone": 2,
        "township.region": 238, "township.sub_district": 22, "township.farm": 5, "township.zone": 4,
    }  # fmt: skip


def test_every_place_gets_its_organs_bodies_posts_and_superiors_and_no_person():
    taken = taken_in()

    rows = all_rows()
    places = sum(taken.places.values())
    seats = taken.places["province.region"] + taken.places["city.region"] + taken.places["county.region"]
    assert sum(taken.organs.values()) == rows["Organ"] == 2 * places + 2 * seats
    assert taken.organs["discipline_organ"] == taken.organs["organization_department"] == seats
    assert rows["Body"] == rows["BodySpan"] == rows["Organ"]
    assert rows["Relation"] == rows["PathSpan"] == rows["Organ"] + seats
    assert (rows["Holder"], rows["Tenure"]) == (0, 0)
    assert taken.rows["register_postspan"] == rows["PostSpan"]


def test_a_county_government_answers_to_its_committee_and_that_to_the_city():
    taken_in()
    county = found("990104", "government")

    up = [row for row in tables("bearer", known_on=DAY) if row[:2] == ("superior_committee", county.id)]
    committee = queries.organ(seen_by=SYSTEM, id=up[0][2], day=DAY, known_on=DAY)
    city = queries.organ(seen_by=SYSTEM, id=committee.path.split("/")[-3], day=DAY, known_on=DAY)

    assert (committee.area_code, committee.organ_class) == ("990104", "party_committee")
    assert (city.area_code, city.organ_class, city.level) == ("9901", "party_committee", "city")
    assert county.path == f"{committee.path}{county.id}/"


def test_discipline_organs_are_led_from_above_up_to_outside():
    taken_in()

    led = {row[1]: row[2] for row in tables("bearer", known_on=DAY) if row[0] == "leading_discipline_organ"}
    areas = {row.id: row.area_code for row in queries.as_of(seen_by=SYSTEM, day=DAY, known_on=DAY).organs}

    by_area = {areas[lower]: areas.get(upper, "") for lower, upper in led.items()}
    assert (by_area["990104"], by_area["9901"], by_area["99"]) == ("9901", "99", "")
    assert by_area["999001"] == "99"


def test_the_paths_are_those_that_the_acts_would_keep():
    taken_in()
    snapshot = queries.as_of(seen_by=SYSTEM, day=DAY, known_on=DAY)

    uppers = {row.lower: row.upper for row in snapshot.relations if row.kind == "managed_by"}
    for one in snapshot.organs:
        chain, here = [], one.id
        while here:
            chain.append(here)
            here = uppers[here]
        assert one.path == f"/{'/'.join(reversed(chain))}/"


def test_leaders_only_enters_one_post_for_each_organ():
    taken = taken_in(posts="leaders")

    assert taken.rows["register_post"] == taken.rows["register_organ"]


def test_masked_names_tell_no_place_and_say_that_they_are_stress_data():
    taken_in(mask=True)

    snapshot = queries.as_of(seen_by=SYSTEM, day=DAY, known_on=DAY)
    assert {one.name[:3] for one in snapshot.organs} == {"地区-"}
    assert all(one.name.endswith("（压力数据）") for one in snapshot.organs)
    assert {one.title for one in snapshot.posts} >= {"书记", "县长", "主任"}
    assert queries.area_on(code="990101", day=date(2020, 1, 1))[0] == "地区-990101"


def test_valid_and_recorded_from_the_given_day():
    taken_in(on=date(2022, 5, 1))

    before = queries.as_of(seen_by=SYSTEM, day=date(2022, 4, 30), known_on=date(2022, 5, 1))
    after = queries.as_of(seen_by=SYSTEM, day=date(2022, 5, 1), known_on=date(2022, 5, 1))
    assert (len(before.organs), len(after.organs)) == (0, all_rows()["Organ"])


def test_area_codes_know_their_years_and_heirs():
    taken_in()

    name, heirs = queries.area_on(code="990108", day=date(2013, 12, 31))
    assert name.startswith("旧")
    assert heirs == "990101 990102"
    assert queries.area_on(code="990108", day=date(2014, 1, 1)) is None
    assert queries.area_on(code="990104", day=date(2014, 1, 1))[1] == ""


def test_the_same_areas_are_not_taken_in_twice():
    taken_in()

    with pytest.raises(AlreadyImported):
        taken_in()


def test_an_import_that_is_stopped_leaves_nothing_behind():
    before = all_rows()

    def stop(table, rows):
        if table == "职务沿革":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        taken_in(progress=stop)

    assert all_rows() == before


def test_a_folder_without_the_files_is_refused(tmp_path):
    with pytest.raises(NoDivisions):
        acts.import_divisions(by=SYSTEM, folder=tmp_path)


def test_only_who_keeps_the_whole_register_takes_in_divisions():
    with pytest.raises(NotEmpowered):
        acts.import_divisions(by=Clerk("mandate:shi", {"x"}), folder=FOLDER)
