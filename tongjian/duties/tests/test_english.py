"""An English reader can follow every why: nothing stays Chinese but names and quotations beside their English."""

from datetime import date

import pytest

from tongjian.duties import acts, queries
from tongjian.duties.explanation import Line, Quote
from tongjian.duties.tests.english import left_in_chinese, quoted_unsaid, without_gloss
from tongjian.duties.tests.riverside import (
    ADOPTED,
    BRIEFING,
    DOSSIER,
    FINDING,
    SYSTEM_AT,
    TALK,
    TODAY,
    WELCOME,
    leave,
    organ,
    post,
    tenure,
)
from tongjian.register import acts as register
from tongjian.trail.acts import SYSTEM

LISTED = "river_news/1/listed"


@pytest.fixture
def lived_in(river):
    """The city with every kind of duty: done, late, suspended, waived, vacant, unknown, signed, unsigned, inherited."""
    heir = organ("新石县委", "county", under=river.city)
    orphan = organ("孤山县委", "county")
    tenure(post(orphan, "县委书记"), "孤", date(2021, 1, 1))
    acts.adopt_book(**SYSTEM_AT, on=ADOPTED, organ=orphan, book="river_rules", since=ADOPTED, signer=orphan)
    for book in ("river_news", "river_house"):
        acts.adopt_book(**SYSTEM_AT, on=ADOPTED, organ=river.city, book=book, since=ADOPTED, signer=river.province)
    leave(river.white_tenure, date(2025, 2, 1), on=TODAY)
    tenure(river.white_head, "银", date(2025, 6, 2), on=TODAY)
    for number, received in enumerate((date(2025, 1, 20), date(2025, 4, 30), date(2025, 6, 9), TODAY)):
        river.finding((river.stone, river.white, river.city, river.stone)[number], received)
    river.refresh()
    findings = [row for row in river.ledger() if row["measure"] == FINDING]
    acts.waive(**SYSTEM_AT, on=TODAY, key=findings[0]["key"], reason="x")
    acts.suspend(**SYSTEM_AT, on=TODAY, key=findings[1]["key"], reason="x", since=TODAY, until=date(2025, 7, 1))
    river.claim(river.duty(TALK, river.stone_head, "2024"), "talk_record", date(2024, 5, 6))
    river.claim(river.duty(DOSSIER, river.stone_head, "2024-01-01"), "dossier_entry", date(2024, 3, 1))
    register.merge_organs(by=SYSTEM, where=heir, on=TODAY, origins=[river.stone], heir=heir, day=date(2025, 6, 10))
    acts.sign_parameter(
        **SYSTEM_AT, on=TODAY, organ=orphan, measure=BRIEFING, parameter="briefing_every", value="quarter",
        since=ADOPTED, signer=orphan,
    )  # fmt: skip
    river.refresh()
    return river


def explained(river):
    return [queries.why(seen_by=SYSTEM, key=row["key"], as_of=TODAY) for row in river.ledger()]


def test_in_english_no_kind_of_duty_leaves_anything_in_chinese(lived_in):
    found = explained(lived_in)
    kinds = {(one.row["measure"], one.row["generator"], one.row["state"]) for one in found}

    assert {measure for measure, _, _ in kinds} == {TALK, WELCOME, BRIEFING, DOSSIER, FINDING, LISTED}
    assert len(kinds) > 10
    assert {line.topic for one in found for line in one.lines} > {"inactive", "basis", "waiver", "claim", "missing"}
    for one in found:
        assert left_in_chinese(one) == [], one.row
        assert without_gloss(one) == [], one.row
        assert quoted_unsaid(one) == [], one.row


def test_words_of_a_local_book_that_set_a_limit_stand_beside_their_english(lived_in):
    (line, *_) = [
        line for one in explained(lived_in) if one.row["measure"] == LISTED for line in one.lines if line.quotes[:1]
        and line.topic == "basis"
    ]  # fmt: skip

    assert line.zh == "出自：《河湾市内务规定（虚构）》第一条：“问题在五日内列入清单”"
    assert line.en == (
        "It comes from: House rules of a fictional river city, Article 1: Problems are put on the list within five "
        "days. (In the original: “问题在五日内列入清单”)"
    )


def test_a_superior_nobody_knows_is_not_told_as_if_it_were_known(lived_in):
    told = [line.en for one in explained(lived_in) if one.row["missing"] == "superior" for line in one.lines]

    assert "Owed by: the superior's top leader; the register names none." in told
    assert not any(said.startswith("Owed by: the superior's top leader, that is") for said in told)


def test_of_a_line_only_what_it_lists_is_chinese_by_right():
    line = Line("x", "", "石 owes “动态” of 石山", names=("石", "石山"), quotes=(Quote("动态", "current"),))

    assert list(line.pieces) == [
        ("石", True), (" owes “", False), ("动态", True), ("” of ", False), ("石山", True),
    ]  # fmt: skip
