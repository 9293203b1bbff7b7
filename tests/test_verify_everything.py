"""One small city built by real acts, and every way to tamper with it: `verify` finds each and names it.

Runs on the database in use. Whoever tampers here has taken the triggers off first, as the owner of a database could.
"""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from typer.testing import CliRunner

import tongjian.duties.tests.riverside as riverside
from tongjian.duties import acts as duties
from tongjian.evidence import acts as evidence
from tongjian.register import acts as register
from tongjian.site.command import trail as command
from tongjian.trail.acts import SYSTEM, cross_seal, looked
from tongjian.trail.export import write_anchor
from tongjian.trail.models import Clock, Entry
from tongjian.trail.protection import protect, unprotect
from tongjian.trail.queries import bounds
from tongjian.trail.reading import entries_by_chain, sealed_models
from tongjian.trail.verifier import SEALS, canonical, seal_of
from tongjian.trail.verify import verify

TODAY = riverside.TODAY
FROZEN = ("trail_entry", "trail_salt")
CONTENT = "谈话记录：已按要求谈话。".encode()


class City:
    """The river city, and the rows that are tampered with below."""

    def __init__(self, home):
        self.river = river = riverside.build()
        self.files = home / "exhibits"
        river.refresh()
        lin = river.actor("lin", river.city)
        wen = river.actor("wen", river.personnel, "verify_claim")
        duty = river.duty(riverside.TALK, river.stone_head, "2024")
        # Clerk Lin files the record of a talk and puts it forward; Wen verifies; a second claim is verified by nobody.
        at = {"by": lin, "where": river.city, "on": TODAY}
        self.exhibit = evidence.file(**at, kind="talk_record", title="监督谈话记录", happened_on=date(2024, 12, 3),
                                     content=CONTENT, file_name="talk.txt")  # fmt: skip
        first = duties.claim(**at, exhibit=self.exhibit.id, key=duty["key"])
        duties.verify_claim(by=wen, where=river.personnel, on=TODAY, filed=first)
        other = river.duty(riverside.TALK, river.white_head, "2024")
        self.claim = river.claim(other, "talk_record", date(2024, 12, 4), by=lin)
        # Somebody leaves, somebody follows, a name was wrong, somebody looked: rows closed and rows replaced.
        riverside.leave(river.white_tenure, date(2025, 3, 1))
        self.tenure = riverside.tenure(river.white_head, "岚", date(2025, 3, 10))
        register.correct_tenure(by=SYSTEM, where=None, on=TODAY, tenure=self.tenure, valid_from=date(2025, 3, 11))
        looked(by=lin, where=river.city, on=TODAY, at=f"exhibit:{self.exhibit.id}", why="核查")
        river.refresh()
        self.cross_seal()

    def cross_seal(self):
        cross_seal(by=SYSTEM, where=None, on=TODAY)


@pytest.fixture
def city(db, settings, tmp_path):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.BOOKS = (Path(riverside.__file__).parent / "shelf",)
    settings.HOME = tmp_path
    return City(tmp_path)


def tamper(table, sql, *parameters):
    """Change a table behind the trail's back and put the triggers on again; exactly one row."""
    connection.check_constraints()  # PostgreSQL alters no table that still has checks outstanding
    unprotect(table)
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        assert cursor.rowcount == 1
    connection.check_constraints()
    protect(table, frozen=table in FROZEN)


def entry_of(row):
    return Entry.objects.get(stamp=row.stamp)


def said(findings):
    return [(found.kind, found.chain, found.seq, found.act, found.table, found.rows) for found in findings]


def named(kind, entry, table="", rows=()):
    return [(kind, entry.chain, entry.seq, entry.act, table, rows)]


def one_bit_off(text):
    """The text with the lowest bit of its last byte the other way round."""
    return text[:-1] + chr(ord(text[-1]) ^ 1)


def test_an_honest_city_has_nothing_to_say(city):
    assert verify() == []
    assert {"tenure.started", "claim.filed", "claim.verified", "exhibit.filed"} <= set(
        Entry.objects.values_list("act", flat=True)
    )


def test_a_flipped_byte_in_a_tenure_is_found_and_named(city):
    row = model("register_tenure").objects.get(fact=city.river.stone_tenure)
    assert row.valid_from == date(2021, 1, 1)

    # The last byte of 2021-01-01 with one bit flipped: 2021-01-03.
    tamper("register_tenure", "UPDATE register_tenure SET valid_from = %s WHERE id = %s", date(2021, 1, 3), row.id)

    found = verify()
    assert said(found) == named("row_altered", entry_of(row), "register_tenure", (row.id,))
    assert found[0].act == "tenure.started"
    assert row.id in found[0].says


def test_a_flipped_byte_in_a_claim_is_found_and_named(city):
    tamper(
        "duties_claim",
        "UPDATE duties_claim SET happened_on = %s WHERE id = %s",
        city.claim.happened_on + timedelta(days=1),
        city.claim.id,
    )

    assert said(verify()) == named("row_altered", entry_of(city.claim), "duties_claim", (city.claim.id,))


def test_a_flipped_byte_in_what_is_said_of_an_exhibit_is_found_and_named(city):
    title = one_bit_off(city.exhibit.title)

    tamper("evidence_exhibit", "UPDATE evidence_exhibit SET title = %s WHERE id = %s", title, city.exhibit.id)

    assert said(verify()) == named("row_altered", entry_of(city.exhibit), "evidence_exhibit", (city.exhibit.id,))


def test_a_flipped_byte_in_the_file_of_an_exhibit_is_found_and_named(city):
    file = city.files / city.exhibit.sha256[:2] / city.exhibit.sha256
    assert file.read_bytes() == CONTENT

    file.chmod(0o640)
    file.write_bytes(CONTENT[:-1] + bytes([CONTENT[-1] ^ 1]))

    found = verify()
    assert said(found) == named("file_altered", entry_of(city.exhibit), rows=(city.exhibit.id,))
    assert found[0].path == str(file)


def test_a_flipped_byte_in_an_entry_is_found_and_named(city):
    entry = entry_of(city.claim)

    tamper("trail_entry", "UPDATE trail_entry SET actor = %s WHERE id = %s", one_bit_off(entry.actor), entry.id)

    assert said(verify()) == named("altered", entry)


@pytest.mark.parametrize("change", ["reopened", "moved"])
def test_a_closing_that_was_changed_is_found_and_named(city, change):
    row = model("register_tenure").objects.get(fact=city.tenure, closed_stamp__isnull=False)
    closing = Entry.objects.get(stamp=row.closed_stamp)
    day, stamp = (date(9999, 12, 31), None) if change == "reopened" else (row.recorded_to + timedelta(1), closing.stamp)

    tamper(
        "register_tenure",
        "UPDATE register_tenure SET recorded_to = %s, closed_stamp = %s WHERE id = %s",
        day,
        stamp,
        row.id,
    )

    assert said(verify()) == named("close_altered", closing, "register_tenure", (row.id,))


def test_a_row_taken_away_is_missed_and_named(city):
    tamper("duties_claim", "DELETE FROM duties_claim WHERE id = %s", city.claim.id)

    assert said(verify()) == named("row_missing", entry_of(city.claim), "duties_claim", (city.claim.id,))


def test_a_tail_cut_off_with_all_it_wrote_is_found_by_an_anchor_kept_elsewhere(city, tmp_path):
    exhibit = city.river.exhibit("talk_record", date(2025, 6, 1))
    entry = Entry.objects.latest("stamp")
    assert entry.about == f"exhibit:{exhibit}"
    write_anchor(tmp_path / "anchor.json", on=TODAY)
    assert verify(tmp_path / "anchor.json") == []

    tamper("evidence_exhibit", "DELETE FROM evidence_exhibit WHERE id = %s", exhibit)
    tamper("trail_entry", "DELETE FROM trail_entry WHERE id = %s", entry.id)
    tamper("trail_salt", "DELETE FROM trail_salt WHERE stamp = %s", entry.stamp)
    Clock.objects.filter(name="acts").update(stamp=entry.stamp - 1)

    assert verify() == []
    assert said(verify(tmp_path / "anchor.json")) == [("cut", entry.chain, entry.seq, "", "", ())]


def test_a_tail_cut_off_behind_a_cross_seal_is_found_without_an_anchor(city):
    exhibit = city.river.exhibit("talk_record", date(2025, 6, 1))
    entry = Entry.objects.latest("stamp")
    city.cross_seal()

    tamper("evidence_exhibit", "DELETE FROM evidence_exhibit WHERE id = %s", exhibit)
    tamper("trail_entry", "DELETE FROM trail_entry WHERE id = %s", entry.id)
    tamper("trail_salt", "DELETE FROM trail_salt WHERE stamp = %s", entry.stamp)

    assert said(verify()) == [
        ("cut", entry.chain, entry.seq, "", "", ()),
        ("stamp_missing", "", None, "", "", (str(entry.stamp),)),
    ]


def test_a_chain_rewritten_with_its_cross_seals_is_found_by_an_anchor_kept_elsewhere(city, tmp_path):
    write_anchor(tmp_path / "anchor.json", on=TODAY)
    chain = entry_of(city.claim).chain
    assert verify(tmp_path / "anchor.json") == []

    rewrite(chain, {"actor": "mandate:" + "f" * 32})

    # Within itself the database is whole again: every seal fits, every cross-seal agrees.
    assert verify() == []
    found = verify(tmp_path / "anchor.json")
    heads = [Entry.objects.filter(chain=one).latest("seq") for one in (SEALS, chain)]
    assert said(found) == [line for head in heads for line in named("rewritten", head)]

    told = CliRunner().invoke(command.app, ["verify", "--anchor", str(tmp_path / "anchor.json")])
    assert told.exit_code == 1
    assert [line for line in told.stdout.splitlines() if "整链被重写" in line] == [one.says for one in found]


@pytest.mark.parametrize("verb", ["UPDATE", "DELETE"])
def test_no_row_of_the_trail_and_no_sealed_row_can_be_changed_or_deleted(city, verb):
    tables = ["trail_entry", "trail_salt", *(one._meta.db_table for one in sealed_models())]
    filled = [table for table in tables if count(table)]
    assert {*FROZEN, "trail_look", "register_tenure", "evidence_exhibit", "duties_claim", "access_mandate"} <= {*filled}

    statement = {"UPDATE": "UPDATE {} SET stamp = stamp", "DELETE": "DELETE FROM {}"}[verb]
    stopped = [table for table in filled if refused(statement.format(table))]

    assert stopped == filled
    assert verify() == []


def rewrite(chain, change):
    """Change the first entry of a chain and make every later seal fit, the cross-seals included."""
    heads = {}
    for only in (chain, SEALS):
        previous = ""
        for old in [entry for entry in entries_by_chain(bounds()) if entry["chain"] == only]:
            new = {**old, "previous": previous, **(change if only == chain and old["seq"] == 1 else {})}
            if only == SEALS:
                told = new["detail"]["heads"]
                fits = {one: [seq, heads.get((one, seq), seal)] for one, (seq, seal) in told.items()}
                new["detail"] = {**new["detail"], "heads": fits}
            previous = heads[only, new["seq"]] = seal_of(new)
            tamper(
                "trail_entry",
                "UPDATE trail_entry SET actor = %s, detail = %s, previous = %s, seal = %s WHERE id = %s",
                *(new["actor"], canonical(new["detail"]).decode(), new["previous"], previous, new["id"]),
            )


def model(table):
    return next(one for one in sealed_models() if one._meta.db_table == table)


def count(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return cursor.fetchone()[0]


def refused(statement):
    connection.check_constraints()
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except IntegrityError as error:
        return "trail: " in str(error)
    return False
