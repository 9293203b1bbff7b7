"""The same derivation on DuckDB, SQLite and PostgreSQL, each fed with the same Parquet relations; and mere writing.

Every function is one measured step: it loads (timed apart), derives, and tells rows, seconds and a digest of the
rows that does not depend on their order.
"""

import resource
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date
from hashlib import md5
from pathlib import Path
from typing import Any

import duckdb

from tongjian.duties.derive import Scope, derive_sql, prepare_sql
from tongjian.duties.dialect import DUCKDB, POSTGRESQL, SQLITE, Dialect, duty_key
from tongjian.duties.relations import RELATIONS, ROW
from tongjian.duties.staging import LISTED
from tongjian.lake.store import Lake

Measured = dict[str, Any]
DUTY = f"({', '.join(f'{name} {kind}' for name, kind in ROW.items())})"
# What the tables of the application are indexed by; the same on SQLite and PostgreSQL.
INDEXES = {
    "place": "organ",
    "subject": "organ, kind",
    "tenure": "post",
    "bearer": "selector, organ",
    "claim": "measure, subject, marker",
    "relief": "measure, subject, marker",
    "deadline": "clock, day",
    "day": "day",
    "term": "measure",
}


@contextmanager
def clocked(found: Measured, name: str = "") -> Iterator[None]:
    """Wall and CPU seconds of the block, as ``<name>_seconds`` and ``<name>_cpu_seconds``."""
    wall, cpu = time.perf_counter(), _cpu()
    yield
    stem = f"{name}_" if name else ""
    found[f"{stem}seconds"] = round(time.perf_counter() - wall, 3)
    found[f"{stem}cpu_seconds"] = round(_cpu() - cpu, 3)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def digest(rows: Iterable[Sequence[Any]]) -> str:
    """A digest of rows in any order; a date is its ISO text, nothing is the empty text."""
    total = 0
    for row in rows:
        text = "|".join("" if value is None else str(value) for value in row)
        total += int.from_bytes(md5(text.encode(), usedforsecurity=False).digest(), "big")
    return f"{total % 2**128:032x}"


def fetched(cursor: Any) -> Iterator[Sequence[Any]]:
    """The rows of a cursor, never all in memory."""
    while rows := cursor.fetchmany(50_000):
        yield from rows


def load(session: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Lay the relations out as tables of a DuckDB session."""
    for name in RELATIONS:
        session.execute(f"CREATE TABLE {name} AS SELECT * FROM read_parquet('{folder}/{name}.parquet')")


def derive(run: Any, dialect: Dialect, as_of: date) -> None:
    """Fill ``owed``, one measure after the other, as the application does it.

    In the lake what follows from the facts alone is laid out first; in the application's database it is a part of
    each statement.
    """
    prepared = dialect is DUCKDB
    for name, text in prepare_sql(dialect).items() if prepared else ():
        run(f"CREATE TABLE {name} AS SELECT * FROM ({text}) prepared")
    run(f"CREATE TABLE owed {DUTY}")
    for (measure,) in run("SELECT DISTINCT measure FROM term ORDER BY measure").fetchall():
        text = derive_sql(dialect, as_of, scope=Scope(measures=(measure,)), prepared=prepared)
        run(f"INSERT INTO owed ({LISTED}) SELECT {LISTED} FROM ({text}) derived")


def on_duckdb(folder: Path, work: Path, as_of: date) -> Measured:
    """As `derive_in_lake` does it: a session of the lake, a stage, and a generation forced to the disk."""
    found: Measured = {}
    lake = Lake(work / "lake")
    with lake.session(memory="6GB") as session:
        with clocked(found, "load"):
            load(session, folder)
        with clocked(found):
            with clocked(found, "derive"):
                derive(session.execute, DUCKDB, as_of)
            with clocked(found, "write"):
                kept = lake.write_generation("duties", {"rows": session.table("owed")})
        found["rows"] = kept.tables["rows"].rows
        found["bytes"] = kept.tables["rows"].size
        found["digest"] = digest(fetched(session.execute(f"SELECT {LISTED} FROM owed")))
    return found


def writing_duckdb(folder: Path, work: Path, as_of: date) -> Measured:
    """The write limit: DuckDB writes the very rows that it derived, from a table, and nothing else."""
    found: Measured = {}
    lake = Lake(work / "lake")
    with lake.session(memory="6GB") as session:
        with clocked(found, "load"):
            session.execute(f"CREATE TABLE owed {DUTY}")
            lake.read("duties", "rows", session).insert_into("owed")
        target = work / "limit.parquet"
        with clocked(found):
            session.table("owed").write_parquet(str(target), compression="zstd")
        found["rows"], found["bytes"] = _size(session, target)
    return found


def generating_duckdb(folder: Path, work: Path, as_of: date) -> Measured:
    """The write limit without reading: as many rows of the same columns out of ``range()``."""
    found: Measured = {}
    lake = Lake(work / "lake")
    with lake.session(memory="6GB") as session:
        count = lake.generations("duties")[-1].tables["rows"].rows
        day = "CAST(DATE '2024-01-01' + CAST(i % 1000 AS INTEGER) AS DATE)"
        said = {"key": "md5(CAST(i AS VARCHAR))", "measure": f"'measure_' || (i * 58 // {count})",
                "marker": "CAST(2024 + i % 3 AS VARCHAR)", "term": f"'measure_' || (i * 58 // {count}) || '@root#0'",
                "generator": "'periodic'", "governor": "repeat('0', 32)", "strength": "'binding'"}  # fmt: skip
        kinds = {"text": "lpad(CAST(i // 8 AS VARCHAR), 32, '0')", "date": day, "integer": "0"}
        never = ("waived_on", "suspended_from", "suspended_to", "superseded_on", "lapses_on")
        said |= dict.fromkeys(never, "CAST(NULL AS DATE)") | dict.fromkeys(("reason", "missing"), "''")
        listed = ", ".join(f"{said.get(name, kinds[kind])} AS {name}" for name, kind in ROW.items())
        target = work / "generated.parquet"
        with clocked(found):
            session.sql(f"SELECT {listed} FROM range({count}) AS numbers(i)").write_parquet(
                str(target), compression="zstd"
            )
        found["rows"], found["bytes"] = _size(session, target)
    return found


def _size(session: duckdb.DuckDBPyConnection, path: Path) -> tuple[int, int]:
    row = session.execute(f"SELECT COUNT(*) FROM read_parquet('{path}')").fetchone()
    return int(row[0]) if row else 0, path.stat().st_size


def _batches(folder: Path, name: str) -> Iterator[list[list[Any]]]:
    with duckdb.connect() as connection:
        cursor = connection.execute(f"SELECT * FROM read_parquet('{folder}/{name}.parquet')")
        while rows := cursor.fetchmany(50_000):
            yield [[value.isoformat() if isinstance(value, date) else value for value in row] for row in rows]


def on_sqlite(folder: Path, work: Path, as_of: date) -> Measured:
    """Into a table of an embedded database on the disk, in one transaction."""
    found: Measured = {}
    path = work / f"{folder.name}.sqlite3"
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.create_function("duty_key", 1, duty_key, deterministic=True)
        for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "cache_size = -65536"):
            connection.execute(f"PRAGMA {pragma}")
        with clocked(found, "load"):
            connection.execute("BEGIN IMMEDIATE")
            for name, columns in RELATIONS.items():
                connection.execute(f"CREATE TABLE {name} ({', '.join(f'{c} {k}' for c, k in columns.items())})")
                marks = ", ".join("?" * len(columns))
                for rows in _batches(folder, name):
                    connection.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)
                if name in INDEXES:
                    connection.execute(f"CREATE INDEX {name}_by ON {name} ({INDEXES[name]})")
            connection.execute("COMMIT")
            connection.execute("ANALYZE")
        with clocked(found):
            connection.execute("BEGIN IMMEDIATE")
            derive(connection.execute, SQLITE, as_of)
            connection.execute("COMMIT")
        found["rows"] = connection.execute("SELECT COUNT(*) FROM owed").fetchone()[0]
        found["digest"] = digest(fetched(connection.execute(f"SELECT {LISTED} FROM owed")))
    return found


def on_postgresql(folder: Path, work: Path, as_of: date, url: str) -> Measured:
    """Into an unlogged table, in one transaction, in a schema of its own that is dropped again."""
    import psycopg

    found: Measured = {}
    with psycopg.connect(url, autocommit=True) as connection:
        found["version"] = connection.execute("SHOW server_version").fetchone()[0].split()[0]  # type: ignore[index]
        connection.execute("DROP SCHEMA IF EXISTS tongjian_bench CASCADE")
        connection.execute("CREATE SCHEMA tongjian_bench")
        connection.execute("SET search_path = tongjian_bench")
        with clocked(found, "load"):
            for name, columns in RELATIONS.items():
                listed = ", ".join(f"{c} {k}" for c, k in columns.items())
                connection.execute(f"CREATE UNLOGGED TABLE {name} ({listed})")
                with connection.cursor().copy(f"COPY {name} FROM STDIN") as copy:
                    for rows in _batches(folder, name):
                        for row in rows:
                            copy.write_row(row)
                if name in INDEXES:
                    connection.execute(f"CREATE INDEX {name}_by ON {name} ({INDEXES[name]})")
                connection.execute(f"ANALYZE {name}")
        with clocked(found), connection.transaction():
            derive(lambda text: connection.execute(_unlogged(text)), POSTGRESQL, as_of)
        found["rows"] = connection.execute("SELECT COUNT(*) FROM owed").fetchone()[0]  # type: ignore[index]
        with connection.transaction(), connection.cursor("rows") as cursor:
            cursor.execute(f"SELECT {LISTED} FROM owed")
            found["digest"] = digest(fetched(cursor))
        connection.execute("DROP SCHEMA tongjian_bench CASCADE")
    # What the server spent is not in this process: neither its CPU seconds nor its memory are known here.
    for name in [name for name in found if name.endswith("cpu_seconds")]:
        del found[name]
    found["peak_memory"] = None
    return found


def _unlogged(text: str) -> str:
    return text.replace("CREATE TABLE", "CREATE UNLOGGED TABLE", 1) if text.startswith("CREATE TABLE") else text
