"""Who holds a post: one at a time, acting or concurrent, vacant on record or simply unknown."""

from datetime import date

import pytest
from django.db import connection
from django.db.utils import IntegrityError

from tongjian.register import acts, queries
from tongjian.register.models import Tenure
from tongjian.register.numbers import commitment
from tongjian.register.refusals import (
    NumberInvalid,
    NumberKnown,
    NumbersOfAnotherKey,
    OutsideItsLife,
    PostTaken,
    VacancyHasNobody,
    WrongDates,
)
from tongjian.register.tests.town import START, holder, organ, post, tables
from tongjian.trail.acts import SYSTEM

pytestmark = pytest.mark.django_db

SPRING, SUMMER, AUTUMN = date(2023, 3, 1), date(2023, 7, 1), date(2023, 10, 1)
NUMBER = "990105194912310023"


def start(where, seat, who, day, kind="appointed", on=None, **more):
    given = {"post": seat, "holder": who, "kind": kind, "valid_from": day, **more}
    return acts.start_tenure(by=SYSTEM, where=where, on=on or day, **given)


def held(seat, day, known_on=AUTUMN):
    found = queries.holders_of(seen_by=SYSTEM, post=seat, day=day, known_on=known_on)
    return [(one.name, one.kind) for one in found]


def test_one_leaves_the_post_stands_vacant_and_another_acts_then_holds_it():
    county = organ("青石县委")
    seat, lin, qiao = post(county, "书记"), holder("林一"), holder("乔二")

    first = start(county, seat, lin, START)
    acts.end_tenure(by=SYSTEM, where=county, on=SPRING, tenure=first.fact, valid_to=SPRING, vacant=True)
    acting = start(county, seat, qiao, SUMMER, "acting")
    acts.end_tenure(by=SYSTEM, where=county, on=AUTUMN, tenure=acting.fact, valid_to=AUTUMN)
    start(county, seat, qiao, AUTUMN)

    assert held(seat, date(2023, 2, 28)) == [("林一", "appointed")]
    assert held(seat, SPRING) == [("", "vacant")]
    assert held(seat, SUMMER) == [("乔二", "acting")]
    assert held(seat, AUTUMN) == [("乔二", "appointed")]
    assert held(post(county, "副书记", "deputy", 2), SPRING) == []


def test_two_may_not_hold_one_post_on_one_day():
    county = organ("青石县委")
    seat, lin, qiao = post(county, "书记"), holder("林一"), holder("乔二")
    start(county, seat, lin, SPRING, valid_to=AUTUMN)

    with pytest.raises(PostTaken):
        start(county, seat, qiao, SUMMER)

    start(county, seat, qiao, AUTUMN)
    assert held(seat, AUTUMN) == [("乔二", "appointed")]


def test_the_database_refuses_an_overlap_that_no_act_has_checked():
    county = organ("青石县委")
    seat, lin = post(county, "书记"), holder("林一")
    row = start(county, seat, lin, SPRING)
    values = {field.attname: getattr(row, field.attname) for field in Tenure._meta.concrete_fields}
    closed = Tenure(**{**values, "id": "0" * 32, "recorded_to": SUMMER, "closed_stamp": 1})
    closed.save(force_insert=True)

    with pytest.raises(IntegrityError, match="share a day"):
        Tenure(**{**values, "id": "1" * 32}).save(force_insert=True)
    assert connection.vendor in ("sqlite", "postgresql")


def test_one_person_may_hold_several_posts():
    county = organ("青石县委")
    first, second, lin = post(county, "书记"), post(county, "校长"), holder("林一")

    start(county, first, lin, START)
    start(county, second, lin, START, "concurrent")

    assert held(first, SPRING) + held(second, SPRING) == [("林一", "appointed"), ("林一", "concurrent")]


def test_a_corrected_tenure_keeps_its_identity():
    county = organ("青石县委")
    seat, lin, qiao = post(county, "书记"), holder("林一"), holder("乔二")
    wrong = start(county, seat, lin, SPRING)

    corrected = {"tenure": wrong.fact, "holder": qiao, "valid_from": START}
    acts.correct_tenure(by=SYSTEM, where=county, on=SUMMER, **corrected)

    assert held(seat, SPRING, known_on=SPRING) == [("林一", "appointed")]
    assert held(seat, START, known_on=SUMMER) == [("乔二", "appointed")]
    assert [row[0] for row in tables("tenure", known_on=SUMMER)] == [wrong.fact]


def test_a_correction_may_not_run_into_the_next_tenure():
    county = organ("青石县委")
    seat, lin, qiao = post(county, "书记"), holder("林一"), holder("乔二")
    first = start(county, seat, lin, START, valid_to=SPRING)
    start(county, seat, qiao, SPRING)

    with pytest.raises(PostTaken):
        acts.correct_tenure(by=SYSTEM, where=county, on=SUMMER, tenure=first.fact, valid_to=SUMMER)

    acts.correct_tenure(by=SYSTEM, where=county, on=SUMMER, tenure=first.fact, valid_to=date(2023, 2, 1))
    assert held(seat, date(2023, 2, 15)) == []


def test_a_withdrawn_tenure_is_gone_but_was_known():
    county = organ("青石县委")
    seat = post(county, "书记")
    wrong = start(county, seat, holder("林一"), SPRING)

    acts.withdraw_tenure(by=SYSTEM, where=county, on=SUMMER, tenure=wrong.fact)

    assert held(seat, AUTUMN, known_on=SPRING) == [("林一", "appointed")]
    assert held(seat, AUTUMN, known_on=SUMMER) == []


def test_a_recorded_vacancy_has_no_holder_and_a_held_post_has_one():
    county = organ("青石县委")
    seat = post(county, "书记")
    acts.record_vacancy(by=SYSTEM, where=county, on=START, post=seat, valid_from=START, valid_to=SPRING)
    assert tables("tenure", known_on=START)[0][2:4] == ("", "vacant")

    with pytest.raises(VacancyHasNobody):
        start(county, seat, holder("林一"), SUMMER, "vacant")
    with pytest.raises(VacancyHasNobody):
        start(county, seat, None, SUMMER)


def test_a_tenure_lies_within_the_life_of_its_post():
    county = organ("青石县委")
    seat, lin = post(county, "书记"), holder("林一")

    with pytest.raises(OutsideItsLife):
        start(county, seat, lin, date(2020, 12, 31), on=START)
    with pytest.raises(WrongDates):
        start(county, seat, lin, SPRING, valid_to=SPRING)

    assert start(county, seat, lin, START).valid_from == START


def test_a_citizen_number_is_checked_and_not_kept():
    holder("林一", NUMBER)

    with connection.cursor() as cursor:
        cursor.execute("SELECT name, number_commitment, number_masked, birth_month FROM register_holder")
        (name, commitment, masked, birth) = cursor.fetchone()
    assert (name, masked, birth) == ("林一", "990***********0023", "1949-12")
    assert len(commitment) == 64
    assert NUMBER not in commitment
    with pytest.raises(NumberInvalid):
        holder("石三", NUMBER[:-1] + "1")
    with pytest.raises(NumberKnown):
        holder("石三", NUMBER)


def test_a_person_is_known_again_by_the_same_key_alone(settings):
    settings.NUMBER_KEY = lambda: "a key that only this installation has"
    holder("林一", "11010519491231002X")
    with pytest.raises(NumberKnown):
        holder("石三", "11010519491231002X")

    settings.NUMBER_KEY = lambda: "a key that was made anew after a move"

    with pytest.raises(NumbersOfAnotherKey):
        holder("石三", "11010519491231002X")
    assert holder("乔四", NUMBER)


def test_who_has_the_rows_without_the_key_cannot_try_numbers_out(settings):
    marks = set()
    for key in ("a key that only this installation has", "a key that another installation has"):
        settings.NUMBER_KEY = lambda key=key: key
        marks.add(commitment("11010519491231002X"))
        marks.add(commitment(NUMBER))

    # A number that names nobody is the same everywhere; the other one is not.
    assert len(marks) == 3
    assert commitment(NUMBER) in marks
