"""Who adopts a book and signs its values: only a committee above, only within the bounds, never one's own reading."""

from datetime import date

import pytest

from tongjian.duties import acts, queries
from tongjian.duties.refusals import (
    AlreadyAdopted,
    NoBearerSigns,
    NotTaken,
    OutOfBounds,
    UnknownBook,
    UnknownMeasure,
    UnknownParameter,
)
from tongjian.duties.tests.riverside import ADOPTED, BOOK, BRIEFING, SYSTEM_AT, TODAY
from tongjian.trail.refusal import NotEmpowered


def sign(river, **changes):
    given = {
        **SYSTEM_AT,
        "on": TODAY,
        "organ": river.city,
        "measure": BRIEFING,
        "parameter": "briefing_every",
        "value": "quarter",
        "since": ADOPTED,
        "signer": river.province,
        **changes,
    }
    return acts.sign_parameter(**given)


def test_a_value_looser_than_the_book_allows_is_refused_with_the_bound(river):
    sign(river, value="half_year")

    with pytest.raises(OutOfBounds, match="制度最宽到“half_year”"):
        sign(river, value="year")


def test_a_value_that_is_none_is_refused_with_an_example(river):
    with pytest.raises(OutOfBounds, match="不能签为“now and then”：取值应写成如“half_year”"):
        sign(river, value="now and then")


def test_only_words_of_a_book_can_be_signed(river):
    with pytest.raises(UnknownParameter):
        sign(river, parameter="briefing_gap")
    with pytest.raises(UnknownMeasure):
        sign(river, measure=f"{BOOK}/3/nothing")
    with pytest.raises(UnknownBook):
        sign(river, measure="sea_rules/3/briefing")


def test_the_signer_stands_above_the_organ_or_is_it(river):
    sign(river, signer=river.city)

    with pytest.raises(NoBearerSigns):
        sign(river, signer=river.stone)
    with pytest.raises(NoBearerSigns):
        sign(river, organ=river.white, signer=river.stone)


def test_a_county_clerk_signs_for_the_county_but_never_in_the_name_of_the_city(river):
    qiao = river.actor("qiao", river.stone)
    mine = {"by": qiao, "where": river.stone, "organ": river.stone}
    sign(river, **mine, signer=river.stone)

    with pytest.raises(NotEmpowered):
        sign(river, **mine, signer=river.city)


def test_what_the_bearer_signed_is_never_binding(river):
    sign(river, organ=river.stone, signer=river.stone)
    acts.adopt_book(**SYSTEM_AT, on=TODAY, organ=river.stone, book=BOOK, since=ADOPTED, signer=river.stone)
    river.refresh()
    own = river.duty(BRIEFING, river.stone, "2025Q1")
    assert (own["strength"], own["state"]) == ("suggested", "past_suggested")

    sign(river, organ=river.stone, signer=river.city, value="month")
    river.refresh()

    assert river.duty(BRIEFING, river.stone, "2025-01")["strength"] == "binding"


def test_a_value_signed_anew_for_the_same_day_takes_the_place_of_the_old(river):
    sign(river, value="half_year")
    sign(river, value="quarter")

    assert [one.value for one in queries.signatures(known_on=TODAY)] == ["quarter"]


def test_a_book_is_adopted_once_from_the_shelf_and_by_whom_stands_above(river):
    given = {**SYSTEM_AT, "on": TODAY, "organ": river.stone, "book": BOOK, "since": ADOPTED, "signer": river.city}
    acts.adopt_book(**given)

    with pytest.raises(AlreadyAdopted):
        acts.adopt_book(**given)
    with pytest.raises(UnknownBook):
        acts.adopt_book(**{**given, "book": "sea_rules"})
    with pytest.raises(NoBearerSigns):
        acts.adopt_book(**{**given, "organ": river.white, "signer": river.stone})


def test_nobody_adopts_for_an_organ_elsewhere(river):
    shi = river.actor("shi", river.white)

    with pytest.raises(NotEmpowered):
        acts.adopt_book(
            by=shi, where=river.white, on=TODAY, organ=river.stone, book=BOOK, since=ADOPTED, signer=river.stone
        )


def test_what_was_taken_back_cannot_be_taken_back_again(river):
    signed = sign(river)
    acts.withdraw_signature(**SYSTEM_AT, on=TODAY, signature=signed)

    with pytest.raises(NotTaken):
        acts.withdraw_signature(**SYSTEM_AT, on=TODAY, signature=signed)


NEWS, HOUSE = "river_news", "river_house"


def adopt(river, book):
    acts.adopt_book(
        **SYSTEM_AT, on=TODAY, organ=river.city, book=book, since=ADOPTED, signer=river.province
    )


def owed_by_template(river):
    return [row for row in river.ledger() if row["measure"] == f"{NEWS}/1/listed"]


def test_a_template_owes_nothing_to_who_adopted_only_a_book_that_refines_it(river):
    river.finding(river.stone, date(2025, 3, 3))
    adopt(river, HOUSE)
    river.refresh()

    assert owed_by_template(river) == []


def test_a_template_owes_what_it_says_once_that_very_text_is_adopted_by_signature(river):
    river.finding(river.stone, date(2025, 3, 3))
    adopt(river, HOUSE)
    adopt(river, NEWS)
    river.refresh()

    (row,) = owed_by_template(river)
    assert (row["subject"], row["due"], row["state"], row["strength"]) == (
        river.stone, date(2025, 3, 8), "overdue", "binding"
    )  # fmt: skip


def test_an_adopted_template_is_inactive_until_a_committee_signs_its_limit(river):
    river.finding(river.stone, date(2025, 3, 3))
    adopt(river, NEWS)
    river.refresh()
    assert [(row["subject"], row["state"]) for row in owed_by_template(river)] == [(river.city, "inactive")]

    sign(river, measure=f"{NEWS}/1/listed", parameter="listed_within", value="10 days")
    river.refresh()

    assert [(row["subject"], row["state"]) for row in owed_by_template(river)] == [(river.stone, "overdue")]
