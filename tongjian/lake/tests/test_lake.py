"""Sessions, snapshots and whole generations, on real files and real processes."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from contextlib import closing
from datetime import date

import duckdb
import pytest

from tongjian.lake.connection import attach, scanner
from tongjian.lake.refused import LakeError, NoGeneration, NotASnapshot
from tongjian.lake.snapshot import is_snapshot, snapshot_sqlite
from tongjian.lake.store import Lake


@pytest.fixture
def lake(tmp_path):
    return Lake(tmp_path / "lake")


@pytest.fixture
def live(tmp_path):
    path = tmp_path / "live.sqlite3"
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("CREATE TABLE post (id varchar(32) PRIMARY KEY, title varchar(80), started date)")
        database.execute("INSERT INTO post VALUES ('a', '县委书记', '2024-01-05')")
        database.execute("INSERT INTO post VALUES ('b', '县长', '9999-12-31')")
        database.commit()
    return path


def python(code, *arguments):
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)], stdout=subprocess.PIPE, text=True
    )


def test_a_copy_is_scanned_with_its_dates_and_its_tables_named_bare(lake, live):
    with lake.snapshot(live) as copy, lake.session(memory="200MB") as connection:
        attach(connection, copy)

        rows = connection.sql("SELECT id, title, started FROM post ORDER BY id").fetchall()
        full = connection.sql("SELECT count(*) FROM app.main.post").fetchone()

    assert rows == [("a", "县委书记", date(2024, 1, 5)), ("b", "县长", date(9999, 12, 31))]
    assert full == (2,)
    assert list((lake.home / "work").iterdir()) == []


def test_a_session_cannot_write_into_the_copy_and_keeps_its_own_tables(lake, live):
    with lake.snapshot(live) as copy, lake.session(memory="200MB") as connection:
        attach(connection, copy)
        connection.execute("CREATE TABLE held AS SELECT id FROM post WHERE title = '县长'")

        assert connection.sql("SELECT * FROM held").fetchall() == [("b",)]
        with pytest.raises(duckdb.InvalidInputException):
            connection.execute("DELETE FROM app.main.post")


def test_a_session_stays_closed_to_the_outside(lake):
    with lake.session(memory="200MB", threads=1) as connection:
        assert connection.sql("SELECT current_setting('threads')").fetchone() == (1,)
        for statement in (
            "SET autoinstall_known_extensions = true",
            "SET threads = 2",
            "LOAD httpfs",
            "FROM duckdb_settings_of_the_caller",
        ):
            with pytest.raises(duckdb.Error):
                connection.execute(statement)


def test_a_variable_of_the_caller_is_not_a_table(lake):
    with lake.session(memory="200MB") as connection:
        nobody = connection.sql("SELECT 1 AS one")
        assert nobody.fetchall() == [(1,)]

        with pytest.raises(duckdb.CatalogException):
            connection.sql("SELECT * FROM nobody")


def test_moments_do_not_depend_on_the_time_zone_of_the_host(lake, monkeypatch):
    monkeypatch.setenv("TZ", "America/Lima")
    time.tzset()
    try:
        with lake.session(memory="200MB") as connection:
            found = connection.sql("SELECT CAST(TIMESTAMPTZ '2024-01-05 00:00:00+00' AS VARCHAR)").fetchone()
    finally:
        monkeypatch.undo()
        time.tzset()

    assert found == ("2024-01-05 00:00:00+00",)


def test_the_scanners_come_from_the_wheels_of_this_very_version():
    for name in ("sqlite_scanner", "postgres_scanner"):
        assert scanner(name).parent.name == f"v{duckdb.__version__}"


def test_the_live_file_is_never_attached(lake, live, tmp_path):
    copy = snapshot_sqlite(live, tmp_path / "copy.sqlite3")
    assert is_snapshot(copy)
    assert not is_snapshot(live)

    with lake.session(memory="200MB") as connection:
        attach(connection, copy, name="copied")
        with pytest.raises(NotASnapshot):
            attach(connection, live)


def test_reading_a_copy_keeps_the_write_lock_of_this_process(lake, live):
    other = """
        import sqlite3, sys
        try:
            sqlite3.connect(sys.argv[1], timeout=0).execute("BEGIN IMMEDIATE")
            print("locked by me")
        except sqlite3.OperationalError as error:
            print(error)
    """
    assert python(other, live).communicate()[0].strip() == "locked by me"

    with closing(sqlite3.connect(live, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        with lake.snapshot(live) as copy, lake.session(memory="200MB") as connection:
            attach(connection, copy)
            connection.sql("SELECT count(*) FROM post").fetchall()
            with pytest.raises(NotASnapshot):
                attach(connection, live, name="live")

        assert python(other, live).communicate()[0].strip() == "database is locked"


def test_a_copy_holds_what_was_committed_and_nothing_that_is_under_way(live, tmp_path):
    with closing(sqlite3.connect(live, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO post VALUES ('c', '副书记', '2024-02-01')")
        copy = snapshot_sqlite(live, tmp_path / "copy.sqlite3")
        writer.execute("ROLLBACK")

    with closing(sqlite3.connect(copy)) as database:
        assert database.execute("SELECT id FROM post ORDER BY id").fetchall() == [("a",), ("b",)]
    assert sorted(path.name for path in tmp_path.glob("copy*")) == ["copy.sqlite3"]


def test_a_database_in_memory_is_copied_through_its_connection(tmp_path):
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE TABLE post (id text)")
        database.execute("INSERT INTO post VALUES ('a')")
        with pytest.raises(LakeError):
            snapshot_sqlite(database, tmp_path / "early.sqlite3")
        database.commit()
        copy = snapshot_sqlite(database, tmp_path / "copy.sqlite3")

    with closing(sqlite3.connect(copy)) as database:
        assert database.execute("SELECT id FROM post").fetchall() == [("a",)]


def test_a_copy_never_overwrites_its_source(live):
    with pytest.raises(LakeError):
        snapshot_sqlite(live, live)


def test_a_generation_is_read_back_and_the_newest_comes_first(lake):
    with lake.session(memory="200MB") as connection:
        for day in ("2024-01-05", "2024-01-06"):
            written = lake.write_generation(
                "duties",
                {"duty": connection.sql(f"SELECT i AS key, '{day}' AS day FROM range(3) t(i)")},
                about={"as_of": day, "stamp": 7},
            )

        newest = lake.read("duties", "duty", connection).order("key").fetchall()
        first = lake.read("duties", "duty", connection, number=1).order("key").fetchall()

    assert newest == [(0, "2024-01-06"), (1, "2024-01-06"), (2, "2024-01-06")]
    assert first == [(0, "2024-01-05"), (1, "2024-01-05"), (2, "2024-01-05")]
    assert [found.number for found in lake.generations("duties")] == [1, 2]
    assert (written.about, written.tables["duty"].rows) == ({"as_of": "2024-01-06", "stamp": 7}, 3)
    assert written.damage() == []


def test_an_empty_table_is_a_table(lake):
    with lake.session(memory="200MB") as connection:
        written = lake.write_generation("duties", {"duty": connection.sql("SELECT 1 AS key WHERE false")})
        assert lake.read("duties", "duty", connection).fetchall() == []
    assert written.tables["duty"].rows == 0


def test_what_is_not_there_is_refused_by_name(lake):
    with lake.session(memory="200MB") as connection:
        with pytest.raises(NoGeneration):
            lake.read("duties", "duty", connection)
        lake.write_generation("duties", {"duty": connection.sql("SELECT 1 AS key")})
        with pytest.raises(NoGeneration):
            lake.read("duties", "claim", connection)
        with pytest.raises(LakeError):
            lake.write_generation("../duties", {"duty": connection.sql("SELECT 1 AS key")})
        with pytest.raises(LakeError):
            lake.write_generation("duties", {"Duty": connection.sql("SELECT 1 AS key")})
    assert len(lake.generations("duties")) == 1


def test_a_flipped_byte_and_a_lost_file_are_found(lake):
    with lake.session(memory="200MB") as connection:
        row = connection.sql("SELECT 1 AS key")
        written = lake.write_generation("duties", {"duty": row, "claim": row})
    assert written.damage() == []

    content = bytearray(written.file("duty").read_bytes())
    content[len(content) // 2] ^= 1
    written.file("duty").write_bytes(content)
    written.file("claim").unlink()

    assert [sentence.split(": ")[1].split(" ")[0] for sentence in written.damage()] == ["missing", "digest"]


def test_a_failing_query_leaves_the_old_generation_and_no_leftover(lake):
    with lake.session(memory="200MB") as connection:
        lake.write_generation("duties", {"duty": connection.sql("SELECT 1 AS key")})
        failing = connection.sql("SELECT CAST('x' || i AS INTEGER) AS key FROM range(10) t(i)")
        with pytest.raises(duckdb.ConversionException):
            lake.write_generation("duties", {"duty": connection.sql("SELECT 2 AS key"), "bad": failing})
        assert lake.read("duties", "duty", connection).fetchall() == [(1,)]

    assert list((lake.home / "work").iterdir()) == []


def test_a_sweep_keeps_the_newest_generations_and_those_at_work(lake):
    with lake.session(memory="200MB") as connection:
        for number in range(4):
            lake.write_generation("duties", {"duty": connection.sql(f"SELECT {number} AS key")})

        assert lake.sweep() == ["duties/1", "duties/2"]
        # The session itself is at work: its folder stays until it ends.
        assert connection.sql("SELECT 1").fetchone() == (1,)
        assert len(list((lake.home / "work").glob("*.lock"))) == 1
        assert lake.read("duties", "duty", connection).fetchall() == [(3,)]
        assert lake.write_generation("duties", {"duty": connection.sql("SELECT 5 AS key")}).number == 5


def test_a_generation_that_somebody_points_to_survives_every_sweep(lake):
    with lake.session(memory="200MB") as connection:
        for number in range(4):
            lake.write_generation("duties", {"duty": connection.sql(f"SELECT {number} AS key")})

        assert lake.sweep(spare=["duties/1"]) == ["duties/2"]
        assert lake.read("duties", "duty", connection, number=1).fetchall() == [(0,)]


WRITER = """
    import sys, time
    from pathlib import Path
    from tongjian.lake.store import Lake

    class Halting(dict):
        def items(self):
            first, second = super().items()
            yield first
            print("half", flush=True)
            time.sleep(float(sys.argv[2]))
            yield second

    lake = Lake(Path(sys.argv[1]))
    with lake.session(memory="200MB", threads=1) as connection:
        print("ready", flush=True)
        while True:
            rows = connection.sql("SELECT i AS key, uuid() AS noise FROM range(20000) t(i)")
            lake.write_generation("duties", Halting(duty=rows, claim=rows))
"""


def test_a_writer_killed_halfway_leaves_the_old_generation_whole(lake):
    with lake.session(memory="200MB") as connection:
        lake.write_generation("duties", {"duty": connection.sql("SELECT 1 AS key")})
    writer = python(WRITER, lake.home, 60)
    assert [writer.stdout.readline().strip() for _ in range(2)] == ["ready", "half"]
    assert [path.name for path in (lake.home / "work").glob("*/part/*")] == ["duty.parquet"]
    assert lake.sweep() == []

    writer.send_signal(signal.SIGKILL)
    writer.communicate()

    assert [found.number for found in lake.generations("duties")] == [1]
    assert lake.generations("duties")[0].damage() == []
    assert len(lake.sweep()) == 2
    assert list((lake.home / "work").iterdir()) == []


def test_a_writer_killed_at_any_moment_leaves_only_whole_generations(lake):
    chance = random.Random(20240105)
    for _ in range(5):
        writer = python(WRITER, lake.home, 0)
        assert writer.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0.05, 0.4))
        os.kill(writer.pid, signal.SIGKILL)
        writer.communicate()

        for found in lake.generations("duties"):
            assert found.damage() == []
            assert {table.rows for table in found.tables.values()} == {20000}
        lake.sweep(keep=1)
        assert len(lake.generations("duties")) <= 1
        assert list((lake.home / "work").iterdir()) == []

    assert len(lake.generations("duties")) == 1


@pytest.mark.postgres
def test_a_postgresql_database_is_read_through_the_scanner(lake):
    address = os.environ.get("DATABASE_URL", "")
    if not address.startswith("postgres"):
        pytest.skip("DATABASE_URL names no PostgreSQL database")
    with lake.session(memory="200MB") as connection:
        attach(connection, address)
        assert connection.sql("SELECT count(*) > 0 FROM app.pg_catalog.pg_class").fetchone() == (True,)
        with pytest.raises(duckdb.Error):
            connection.execute("CREATE TABLE app.public.never (id INTEGER)")
