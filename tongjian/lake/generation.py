"""A generation: tables written together as Parquet files, with a manifest of their digests.

A folder ``<name>/<number>`` exists only when it is whole: it is written elsewhere, forced to the disk
and renamed. A reader therefore sees the old generation or the new one, never a mixture.
"""

import hashlib
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from tongjian.lake.refused import LakeError, NoGeneration

MANIFEST = "manifest.json"
NAME = re.compile(r"[a-z][a-z0-9_]*")
NUMBER = re.compile(r"\d{8}")


@dataclass(frozen=True)
class Table:
    """One file of a generation."""

    rows: int
    size: int
    sha256: str


@dataclass(frozen=True)
class Generation:
    """One whole set of tables; ``about`` is what its author said of it, e.g. the as-of day."""

    name: str
    number: int
    folder: Path
    tables: Mapping[str, Table]
    about: Mapping[str, str | int]
    digest: str

    def file(self, table: str) -> Path:
        """The Parquet file of one table."""
        if table not in self.tables:
            raise NoGeneration(f"{self.folder}: no table {table!r}, only {', '.join(sorted(self.tables))}")
        return self.folder / f"{table}.parquet"

    def damage(self) -> list[str]:
        """What differs from the manifest, one sentence per file; empty when all is whole."""
        found = []
        for table, noted in self.tables.items():
            path = self.file(table)
            if not path.is_file():
                found.append(f"{path}: missing")
            elif (digest := _digest(path)) != noted.sha256:
                found.append(f"{path}: digest {digest}, the manifest says {noted.sha256}")
        return found


def write(
    folder: Path, tables: Mapping[str, duckdb.DuckDBPyRelation], about: Mapping[str, str | int]
) -> None:
    """Write the files and the manifest of one generation into ``folder`` and force them to the disk."""
    noted = {}
    for table, rows in tables.items():
        if not NAME.fullmatch(table):
            raise LakeError(f"{table!r} cannot name a table: lower-case letters, digits and _ only")
        path = folder / f"{table}.parquet"
        rows.write_parquet(str(path), compression="zstd")
        _to_disk(path)
        noted[table] = {"rows": _count(path), "size": path.stat().st_size, "sha256": _digest(path)}
    manifest = {"about": dict(about), "engine": f"duckdb {duckdb.__version__}", "tables": noted}
    path = folder / MANIFEST
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    path.write_text(text, encoding="utf-8")
    _to_disk(path)
    _to_disk(folder)


def publish(folder: Path, shelf: Path) -> int:
    """Move a written folder to the next free number on the shelf, at one stroke; the number."""
    shelf.mkdir(parents=True, exist_ok=True)
    while True:
        number = max(numbers(shelf), default=0) + 1
        try:
            os.rename(folder, shelf / f"{number:08}")
        except OSError:
            if not (shelf / f"{number:08}").exists():
                raise
            continue  # another writer took the number
        _to_disk(shelf)
        return number


def numbers(shelf: Path) -> list[int]:
    """The numbers on one shelf, ascending."""
    if not shelf.is_dir():
        return []
    return sorted(int(entry.name) for entry in shelf.iterdir() if NUMBER.fullmatch(entry.name))


def load(shelf: Path, number: int) -> Generation:
    """One generation as its manifest describes it.

    Raises:
        NoGeneration: it is not there.
    """
    folder = shelf / f"{number:08}"
    try:
        text = (folder / MANIFEST).read_bytes()
    except FileNotFoundError:
        raise NoGeneration(f"{folder}: no such generation") from None
    manifest: dict[str, Any] = json.loads(text)
    tables = {table: Table(**noted) for table, noted in manifest["tables"].items()}
    return Generation(shelf.name, number, folder, tables, manifest["about"], hashlib.sha256(text).hexdigest())


def _count(path: Path) -> int:
    """Rows of a Parquet file, from its footer."""
    with duckdb.connect(":memory:", config={"threads": 1}) as connection:
        row = connection.execute("SELECT sum(num_rows) FROM parquet_file_metadata(?)", [str(path)]).fetchone()
    return int(row[0]) if row and row[0] is not None else 0


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
