"""A consistent copy of the embedded SQLite database, made by the process that owns it.

DuckDB brings a second copy of SQLite. Opening the live file with it and closing it again drops the
POSIX locks that this process holds through Python's sqlite3, after which another process can write
into the middle of a transaction. Even reading the live file with ``open()`` does so. Therefore the copy
is made by ``sqlite3`` itself and carries a mark; only marked files are attached.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from tongjian.lake.refused import LakeError

# "TJCP" in the application id of the file's header: this is a copy.
MARK = 0x544A4350


def snapshot_sqlite(source: Path | sqlite3.Connection, target: Path) -> Path:
    """Copy the database as it stands into ``target``, which appears only when it is whole.

    Args:
        source: the live file, or a connection to it (the only way for a database in memory).
    Raises:
        LakeError: the source is not there, would be overwritten, or is in the middle of a transaction.
    """
    if isinstance(source, sqlite3.Connection):
        if source.in_transaction:  # backup() would wait for itself for ever
            raise LakeError("a copy is made outside a transaction of its own connection; commit first")
        return _copy(source, target)
    if not source.is_file():
        raise LakeError(f"{source}: no such database")
    if target.exists() and target.samefile(source):
        raise LakeError(f"{target}: the copy would overwrite its source")
    with closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True, timeout=60)) as live:
        return _copy(live, target)


def is_snapshot(path: Path) -> bool:
    """Whether ``path`` was made by ``snapshot_sqlite``; asked through sqlite3, which keeps the locks."""
    if not path.is_file():
        raise LakeError(f"{path}: no such database")
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as copy:
        try:
            return bool(copy.execute("PRAGMA application_id").fetchone()[0] == MARK)
        except sqlite3.DatabaseError:
            return False


def _copy(live: sqlite3.Connection, target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    with closing(sqlite3.connect(part, isolation_level=None)) as copy:
        live.backup(copy)
        # One file without a write-ahead log beside it: a reader needs nothing else.
        copy.execute("PRAGMA journal_mode = DELETE")
        copy.execute("PRAGMA synchronous = OFF")
        copy.execute(f"PRAGMA application_id = {MARK}")
    os.replace(part, target)
    return target
