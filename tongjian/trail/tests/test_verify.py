"""Every way to tamper with the database that we could think of is found, and named."""
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection

from tongjian.trail import verify as verification
from tongjian.trail.acts import CATALOGUE, SYSTEM, act, cross_seal, looked
from tongjian.trail.export import write_anchor
from tongjian.trail.models import Clock, Entry, Salt
from tongjian.trail.protection import protect, unprotect
from tongjian.trail.tests.papers import (
    COUNTY,
    LIN,
    TOWNSHIP,
    Paper,
    PostingBefore,
    create,
    file_paper,
    load_papers,
    make_posting,
    tamper,
    withdraw,
)

DAY, LATER = date(2024, 1, 5), date(2024, 2, 1)
CHAIN = f"organ:{COUNTY}"
EVERYTHING = {
    "title": "“通知”\n第一号",
    "pages": 12,
    "urgent": True,
    "happened_on": date(2023, 12, 31),
    "received_at": datetime(2024, 1, 5, 8, 30, 0, 500, tzinfo=UTC),
    "fee": Decimal("1234.50"),
    "share": 0.1,
    "marks": {"甲": [1, None, "x"], "a": True},
    "stamped": b"\x00\xff",
}


def verify(anchor=None):
    """What is found in the trail's own tables and chains, whatever state other parts are in."""
    return [found for found in verification.verify(anchor) if found.table[:6] in ("", "trail_")]


def said(findings):
    return [(found.kind, found.chain, found.seq, found.table, found.rows) for found in findings]


def filed():
    """Papers of every kind and state, two chains, looks, a cross-seal."""
    first = file_paper(by=LIN, where=COUNTY, on=DAY, **EVERYTHING)
    second = file_paper(by=LIN, where=COUNTY, on=DAY, title="附件", folder=first)
    file_paper(by=LIN, where=TOWNSHIP, on=DAY, title="通知")
    load_papers(by=LIN, where=None, on=DAY, rows=({**EVERYTHING, "pages": number} for number in range(200)))
    posting = make_posting(by=LIN, where=COUNTY, on=DAY, post="p" * 32, valid_from=date(2023, 1, 1))
    make_posting(by=LIN, where=COUNTY, on=LATER, post="p" * 32, valid_from=date(2023, 3, 1), replaces=posting)
    withdraw(by=LIN, where=COUNTY, on=LATER, papers=Paper.objects.filter(pages__lt=100, stamp=4))
    withdraw(by=LIN, where=COUNTY, on=LATER, papers=[second])
    looked(by=LIN, where=COUNTY, on=DAY, at="dossier:1", why="核查")
    cross_seal(by=SYSTEM, where=None, on=LATER)
    file_paper(by=LIN, where=COUNTY, on=LATER, title="通知")
    return first


def test_an_honest_database_has_nothing_to_say(office):
    assert verify() == []
    filed()

    assert verify() == []


@pytest.mark.parametrize("pair", [("SHA-256", "SM3"), ("SM3", "SHA-256")])
def test_a_chain_may_change_its_suite(office, settings, pair):
    settings.TONGJIAN_TRAIL_SUITE = pair[0]
    filed()
    settings.TONGJIAN_TRAIL_SUITE = pair[1]
    paper = file_paper(by=LIN, where=COUNTY, on=DAY, title="通知")
    assert verify() == []

    tamper("trail_paper", "UPDATE trail_paper SET title = 'x' WHERE id = %s", [paper.id])

    assert said(verify()) == [("row_altered", CHAIN, 8, "trail_paper", (paper.id,))]


CHANGES = {
    "title": "'“通知”\n第一 号'",
    "pages": "13",
    "urgent": "false",
    "happened_on": "'2023-12-30'",
    "received_at": "'2024-01-05 08:30:00.000501+00:00'",
    "fee": "1234.51",
    "share": "0.1000000000000001",
    "marks": """'{"甲":[1,null,"y"],"a":true}'""",
    "stamped": {"sqlite": "x'01ff'", "postgresql": r"'\x01ff'"},
    "folder_id": "id",
    "recorded_from": "'2024-01-04'",
}


@pytest.mark.parametrize("column", CHANGES)
def test_a_changed_cell_is_found_and_its_row_named(office, column):
    paper = filed()
    changed = CHANGES[column]
    changed = changed[connection.vendor] if isinstance(changed, dict) else changed

    tamper("trail_paper", f"UPDATE trail_paper SET {column} = {changed} WHERE id = %s", [paper.id])

    assert said(verify()) == [("row_altered", CHAIN, 1, "trail_paper", (paper.id,))]
    assert verify()[0].says == (
        f"数据表 trail_paper 的行 {paper.id} 与链 {CHAIN} 第 1 条（paper.filed，2024-01-05）所记不符。"
    )


def test_a_flipped_byte_in_a_bulk_row_is_found_and_its_entry_named(office):
    filed()

    tamper("trail_paper", "UPDATE trail_paper SET title = '通姬' WHERE stamp = 4 AND pages = 150")

    assert said(verify()) == [("row_altered", "system", 1, "trail_paper", ())]


def test_a_byte_that_is_no_text_any_more_is_found(office):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps no broken text")
    paper = filed()

    tamper("trail_paper", "UPDATE trail_paper SET title = CAST(x'E980FF' AS TEXT) WHERE id = %s", [paper.id])
    tamper("trail_entry", "UPDATE trail_entry SET actor = CAST(x'6DFF' AS TEXT) WHERE stamp = 2")
    tamper("trail_entry", "UPDATE trail_entry SET detail = '{]' WHERE stamp = 3")

    assert said(verify()) == [
        ("altered", CHAIN, 2, "", ()),
        ("unreadable", f"organ:{TOWNSHIP}", 1, "", ()),
        ("row_altered", CHAIN, 1, "trail_paper", (paper.id,)),
    ]


def test_a_row_taken_away_is_missed_and_named(office):
    filed()
    last = Paper.objects.order_by("-stamp")[0]

    tamper("trail_paper", "DELETE FROM trail_paper WHERE id = %s", [last.id])
    tamper("trail_paper", "DELETE FROM trail_paper WHERE stamp = 4 AND pages = 150")

    assert said(verify()) == [
        ("row_missing", "system", 1, "trail_paper", ()),
        ("row_missing", CHAIN, 7, "trail_paper", (last.id,)),
    ]


def test_a_row_smuggled_in_is_found(office):
    filed()
    columns = "id, stamp, recorded_from, recorded_to, at, by, owner_organ, why"
    for name, stamp in (("1" * 32, 99), ("2" * 32, 2), ("3" * 32, -1)):
        tamper(
            "trail_look",
            f"""INSERT INTO trail_look ({columns.replace('by', '"by"')})
            VALUES (%s, %s, '2024-01-05', '9999-12-31', 'dossier:1', 'x', '', 'x')""",
            [name, stamp],
        )

    assert said(verify()) == [
        ("row_altered", "reads", 1, "trail_look", ("3" * 32,)),
        ("row_unspoken", "", None, "trail_look", ("2" * 32,)),
        ("row_unspoken", "", None, "trail_look", ("1" * 32,)),
    ]


def test_a_row_hidden_or_brought_back_is_found(office):
    paper = filed()
    second = Paper.objects.get(title="附件")

    tamper("trail_paper", "UPDATE trail_paper SET recorded_to = '2024-01-20' WHERE id = %s", [paper.id])
    tamper(
        "trail_paper",
        "UPDATE trail_paper SET recorded_to = '9999-12-31', closed_stamp = NULL WHERE id = %s",
        [second.id],
    )
    tamper("trail_paper", "UPDATE trail_paper SET recorded_to = '2024-02-02' WHERE pages = 50")
    tamper(
        "trail_paper", "UPDATE trail_paper SET closed_stamp = 77, recorded_to = '2024-02-01' WHERE pages = 160"
    )
    hidden = Paper.objects.get(pages=160)

    assert said(verify()) == [
        ("close_altered", CHAIN, 5, "trail_paper", ()),
        ("close_altered", CHAIN, 6, "trail_paper", (second.id,)),
        ("close_unspoken", "", None, "trail_paper", (paper.id,)),
        ("close_unspoken", "", None, "trail_paper", (hidden.id,)),
    ]


@pytest.mark.parametrize(
    "column,value",
    [
        ("actor", "'mandate:shi'"),
        ('"on"', "'2024-01-06'"),
        ("about", "'paper:9'"),
        ("act", "'paper.lost'"),
        ("detail", "'{\"count\":2}'"),
        ("at", "'2024-01-05 08:00:00'"),
        ("id", "'99999999999999999999999999999999'"),
    ],
)
def test_a_changed_entry_is_found_and_named(office, column, value):
    filed()

    tamper("trail_entry", f"UPDATE trail_entry SET {column} = {value} WHERE stamp = 2")

    assert [(found.kind, found.chain, found.seq) for found in verify()] == [("altered", CHAIN, 2)]


def test_a_changed_blank_in_an_entry_is_found(office):
    filed()

    tamper("trail_entry", "UPDATE trail_entry SET detail = '{ }' WHERE stamp = 2")

    assert [(found.kind, found.chain, found.seq) for found in verify()] == [("unreadable", CHAIN, 2)]


def test_an_entry_taken_from_the_middle_is_missed(office):
    filed()

    tamper("trail_entry", "DELETE FROM trail_entry WHERE stamp = 2")

    kinds = [(found.kind, found.chain, found.seq, found.rows) for found in verify()]
    assert ("gap", CHAIN, 3, ()) in kinds
    assert ("stamp_missing", "", None, ("2",)) in kinds


def test_a_cut_tail_is_missed_even_with_its_rows_gone_and_the_clock_set_back(office):
    filed()
    latest = Entry.objects.order_by("-stamp").first()
    tamper("trail_paper", "DELETE FROM trail_paper WHERE stamp = %s", [latest.stamp])
    tamper("trail_entry", "DELETE FROM trail_entry WHERE stamp = %s", [latest.stamp])
    assert said(verify()) == [("stamp_missing", "", None, "", (str(latest.stamp),))]

    Clock.objects.filter(name="acts").update(stamp=latest.stamp - 1)
    assert verify() == []  # nothing in the database remembers it: this is what anchors are for

    tamper("trail_entry", "DELETE FROM trail_entry WHERE act = 'paper.withdrawn'")
    assert ("cut", CHAIN, 5) in [(found.kind, found.chain, found.seq) for found in verify()]


def test_an_anchor_kept_elsewhere_finds_a_cut_tail_and_a_clock_set_back(office, tmp_path):
    filed()
    write_anchor(tmp_path / "anchor.json", on=LATER)
    assert verify(tmp_path / "anchor.json") == []

    latest = Entry.objects.order_by("-stamp").first()
    tamper("trail_paper", "DELETE FROM trail_paper WHERE stamp = %s", [latest.stamp])
    tamper("trail_entry", "DELETE FROM trail_entry WHERE stamp = %s", [latest.stamp])
    Clock.objects.filter(name="acts").update(stamp=latest.stamp - 1)

    assert said(verify(tmp_path / "anchor.json")) == [("cut", CHAIN, 7, "", ())]


def test_a_clock_set_back_is_found(office):
    filed()

    Clock.objects.filter(name="acts").update(stamp=3)

    assert "clock_moved" in [found.kind for found in verify()]


def test_a_lost_salt_and_a_lost_trigger_are_found(office):
    filed()
    assert Salt.objects.filter(stamp=2).exists()

    tamper("trail_salt", "DELETE FROM trail_salt WHERE stamp = 2")
    unprotect("trail_paper")

    assert said(verify()) == [("unsalted", CHAIN, 2, "", ()), ("unprotected", "", None, "trail_paper", ())]


def test_a_file_that_changed_is_found_and_its_entry_named(office, monkeypatch):
    paper = filed()
    checks = [lambda: [(paper.id, 1, True, "exhibits/ab"), ("e" * 32, 2, False, "exhibits/cd")]]
    monkeypatch.setattr(verification, "FILE_CHECKS", checks)

    found = verify()

    assert said(found) == [("file_altered", CHAIN, 2, "", ("e" * 32,))]
    assert found[0].path == "exhibits/cd"


def test_a_column_added_later_leaves_earlier_entries_whole(office):
    @act("posting.made_before", needs="file_paper")
    def make_before(deed):
        deed.record(PostingBefore(valid_from=DAY))

    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE trail_posting")
    create(PostingBefore)
    make_before(by=LIN, where=COUNTY, on=DAY)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE trail_posting ADD COLUMN post varchar(32) NOT NULL DEFAULT ''")
    protect("trail_posting")
    make_posting(by=LIN, where=COUNTY, on=DAY, post="p" * 32, valid_from=DAY)
    del CATALOGUE["posting.made_before"]

    assert verify() == []

    tamper("trail_posting", "UPDATE trail_posting SET valid_to = '2024-06-01'")
    assert [(found.kind, found.seq) for found in verify()] == [("row_altered", 1), ("row_altered", 2)]


def test_a_hundred_thousand_rows_verify_and_one_changed_among_them_is_found(office):
    rows = ({"title": f"第{number}号", "pages": number, "happened_on": DAY} for number in range(100_000))
    assert load_papers(by=LIN, where=None, on=DAY, rows=rows) == 100_000
    assert verify() == []

    tamper("trail_paper", "UPDATE trail_paper SET pages = 1 WHERE pages = 77777")

    assert said(verify()) == [("row_altered", "system", 1, "trail_paper", ())]
