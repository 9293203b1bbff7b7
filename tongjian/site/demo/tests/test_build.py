"""The demo built as a user builds it: from the command line, in a data folder of its own."""

import hashlib
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

LIMIT = 600
DEMO = (sys.executable, "-c", "from tongjian.site.command import main; main()", "demo")
# What differs between two buildings: seals and what quotes them, salts, passwords, moments, the database's name.
FREE = {
    "trail_entry": {"at", "seal", "previous", "rows", "detail"},
    "trail_clock": {"database"},
    "trail_salt": {"value"},
    "access_credential": {"password"},
    "django_migrations": {"applied"},
}
OTHER = """
import django; django.setup()
from datetime import date
from tongjian.site import database; database.prepare()
from tongjian.register.acts import establish_organ
from tongjian.trail.acts import SYSTEM
establish_organ(by=SYSTEM, where=None, on=date(2024, 1, 5), name="青苗局", organ_class="government_department",
                level="county", valid_from=date(2024, 1, 1))
"""
STALE = """
import sys
from tongjian.site.transcript import told
stale = [file.name for file, text in told(sys.argv[1]).items() if file.read_text(encoding="utf-8") != text]
print("stale:", stale)
"""


def _in(home, *, seed="0"):
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {**kept, "TONGJIAN_HOME": str(home), "PYTHONHASHSEED": seed, "NO_COLOR": "1",
            "DJANGO_SETTINGS_MODULE": "tongjian.site.settings"}  # fmt: skip


def _demo(home, *arguments, seed="0"):
    return subprocess.run(
        [*DEMO, *arguments], env=_in(home, seed=seed), capture_output=True, text=True, timeout=LIMIT, check=False
    )


def _digests(home):
    """A digest of every table: its rows without what differs from one building to the next."""
    found = {}
    with sqlite3.connect(home / "tongjian.sqlite3") as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in sorted(tables):
            columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
            listed = ", ".join(f'"{column}"' for column in columns if column not in FREE.get(table, ()))
            running = hashlib.sha256()
            for row in database.execute(f"SELECT {listed} FROM {table} ORDER BY {listed}"):
                running.update(repr(row).encode())
            found[table] = running.hexdigest()
    return found


def _asked(home, query):
    with sqlite3.connect(home / "tongjian.sqlite3") as database:
        return database.execute(query).fetchall()


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A small demo; before it was whole, its building was killed once."""
    folder = tmp_path_factory.mktemp("demo")
    begun = subprocess.Popen([*DEMO, "build", "--scale", "small"], env=_in(folder), stderr=subprocess.DEVNULL)
    while begun.poll() is None and not (folder / "tongjian.sqlite3.building").exists():
        time.sleep(0.05)
    time.sleep(3)
    killed_under_way = begun.poll() is None
    begun.send_signal(signal.SIGKILL)
    begun.wait()

    assert killed_under_way
    assert not (folder / "tongjian.sqlite3").exists()

    done = _demo(folder, "build", "--scale", "small")
    assert done.returncode == 0, done.stderr
    return folder


def test_a_building_that_was_killed_leaves_nothing_beside_the_whole_demo(home):
    assert sorted(path.name for path in Path(home).iterdir()) == ["exhibits", "tongjian.sqlite3"]


def test_the_same_seed_gives_the_same_rows_with_the_same_identifiers(home, tmp_path):
    again = _demo(tmp_path, "build", "--scale", "small", seed="4711")

    assert again.returncode == 0, again.stderr
    assert _digests(tmp_path) == _digests(home)


def test_every_state_of_the_three_years_occurs(home):
    shown = _demo(home, "summary")

    assert shown.returncode == 0, shown.stderr
    for state in ("不产生", "待核实", "已被取代", "已免除", "暂缓", "已完成", "逾期完成", "随任期终止", "逾期",
                  "超过建议期限", "即将到期", "办理中"):  # fmt: skip
        assert f"\n {state} " in shown.stdout
    assert shown.stdout.count("▍") == 5
    assert "异议等待答复" in shown.stdout


def test_the_transcript_in_the_readmes_is_what_the_command_answers(home):
    compared = [sys.executable, "-c", STALE, str(home)]
    told = subprocess.run(compared, env=_in(home), capture_output=True, text=True, timeout=LIMIT, check=True)

    assert told.stdout == "stale: []\n", "run: make reference"


def test_real_areas_carry_no_persons(home):
    # There are areas and persons that could be real.
    assert _asked(home, "SELECT COUNT(*) FROM register_holder")[0][0] > 500
    assert _asked(home, "SELECT COUNT(*) FROM register_organspan WHERE area_code NOT LIKE '99%'") == [(0,)]
    assert _asked(home, "SELECT COUNT(*) FROM register_organspan WHERE name NOT LIKE '%（示例）'") == [(0,)]
    numbered = "SELECT COUNT(*) FROM register_holder WHERE number_masked <> '' AND number_masked NOT LIKE '99%'"
    assert _asked(home, numbered) == [(0,)]


def test_one_exhibit_settles_what_one_act_did(home):
    shared = "SELECT COUNT(*) FROM (SELECT exhibit_id FROM duties_claim GROUP BY exhibit_id HAVING COUNT(*) > 2)"
    two_measures = (
        "SELECT COUNT(*) FROM (SELECT exhibit_id FROM duties_claim GROUP BY 1 HAVING COUNT(DISTINCT measure) > 1)"
    )

    assert _asked(home, shared)[0][0] > 100
    assert _asked(home, two_measures)[0][0] > 0


def test_who_puts_forward_never_verifies(home):
    same = """SELECT COUNT(*) FROM duties_verification v JOIN duties_claim c ON c.id = v.claim_id
              WHERE v.verified_by = c.claimed_by"""

    assert _asked(home, "SELECT COUNT(*) FROM duties_verification")[0][0] > 20
    assert _asked(home, same) == [(0,)]


def test_a_database_that_is_no_demo_is_never_overwritten(tmp_path):
    subprocess.run([sys.executable, "-c", OTHER], env=_in(tmp_path), check=True, timeout=LIMIT)
    before = _digests(tmp_path)

    refused = _demo(tmp_path, "build", "--scale", "small")

    assert refused.returncode == 1
    assert "不能用示例覆盖" in refused.stderr
    assert _digests(tmp_path) == before
