"""One DuckDB connection, closed to the outside: extensions only from the installed wheels.

A session never installs, downloads or writes into the home folder, and after it is opened its
settings are locked. ``attach`` reads a snapshot copy of a SQLite file or a PostgreSQL database, never more.
"""

import importlib.util
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from tongjian.lake.refused import LakeError, NotASnapshot, ScannerMissing
from tongjian.lake.snapshot import is_snapshot

SCANNERS = {
    "sqlite_scanner": "duckdb_extension_sqlite_scanner",
    "postgres_scanner": "duckdb_extension_postgres_scanner",
}


def scanner(name: str) -> Path:
    """The extension file of one scanner inside its installed wheel, for exactly this DuckDB.

    Raises:
        ScannerMissing: the wheel is absent or of another version; both are always raised together.
    """
    wheel = SCANNERS[name]
    found = importlib.util.find_spec(wheel)
    if found is None or found.origin is None:
        raise ScannerMissing(f"{wheel} is not installed; install the version of duckdb {duckdb.__version__}")
    path = Path(found.origin).parent / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"
    if not path.is_file():
        raise ScannerMissing(
            f"{path}: missing; {wheel} and duckdb {duckdb.__version__} are of different versions"
        )
    return path


@contextmanager
def connect(*, memory: str, threads: int, spill: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A locked connection in memory; what does not fit into ``memory`` spills into the folder ``spill``."""
    connection = duckdb.connect(
        ":memory:",
        config={
            "memory_limit": memory,
            "threads": threads,
            "temp_directory": str(spill),
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "allow_community_extensions": "false",
            "allow_unsigned_extensions": "false",
            # Otherwise a misspelt table name silently reads a Python variable of the caller.
            "python_enable_replacements": "false",
        },
    )
    try:
        for name in SCANNERS:
            connection.execute(f"LOAD {literal(scanner(name))}")
        connection.execute("SET enable_progress_bar = false")
        # Days are dates here; a moment must not change with the host's time zone.
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute("SET lock_configuration = true")
        yield connection
    finally:
        connection.close()


def attach(connection: duckdb.DuckDBPyConnection, source: Path | str, name: str = "app") -> None:
    """Attach a snapshot copy (a path) or a PostgreSQL database (its address) read-only as ``name``.

    Its tables can then be named bare (``register_tenure``) too; new tables go into the session.

    Raises:
        NotASnapshot: the file does not come from ``snapshot_sqlite``; the live file is never attached,
            because closing it here would drop the locks that this process holds on it through sqlite3.
    """
    if not name.isidentifier():
        raise LakeError(f"{name!r} cannot name an attached database")
    if isinstance(source, str):
        if not source.startswith(("postgres://", "postgresql://")):
            raise LakeError("a database address starts with postgresql://; a file is given as a Path")
        kind, schema, place = "POSTGRES", "public", source
    else:
        if not is_snapshot(source):
            raise NotASnapshot(f"{source}: not a snapshot; make one with snapshot_sqlite and attach that")
        kind, schema, place = "SQLITE", "main", str(source)
    connection.execute(f"ATTACH {literal(place)} AS {name} (TYPE {kind}, READ_ONLY)")
    row = connection.execute("SELECT current_setting('search_path')").fetchone()
    before = row[0] if row and row[0] else "memory.main"
    connection.execute(f"SET search_path = {literal(f'{before},{name}.{schema}')}")


def literal(text: Path | str) -> str:
    """A SQL string literal; for the statements that take no parameters."""
    return "'" + str(text).replace("'", "''") + "'"
