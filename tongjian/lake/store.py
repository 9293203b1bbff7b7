"""The lake: sessions, snapshots and generations below one folder.

Refuses to hand out anything unfinished: whatever is not yet whole lives in ``work/``.
"""

import os
import shutil
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import duckdb

from tongjian.lake import connection as connections
from tongjian.lake.generation import NAME, Generation, load, numbers, publish, write
from tongjian.lake.refused import LakeError, NoGeneration
from tongjian.lake.scratch import scratch, sweep_scratch
from tongjian.lake.snapshot import snapshot_sqlite


class Lake:
    """The analytic store in one folder of its own.

    ``<home>/generations/<name>/<number>/`` holds what is whole, ``<home>/work/`` what is under way.
    """

    def __init__(self, home: Path) -> None:
        self.home = home
        self._shelves = home / "generations"
        self._work = home / "work"

    @contextmanager
    def session(self, memory: str = "4GB", threads: int = 2) -> Iterator[duckdb.DuckDBPyConnection]:
        """A locked DuckDB connection; its spill files go with it."""
        with (
            scratch(self._work) as folder,
            connections.connect(memory=memory, threads=threads, spill=folder / "spill") as connection,
        ):
            yield connection

    @contextmanager
    def snapshot(self, source: Path | sqlite3.Connection) -> Iterator[Path]:
        """A copy of the embedded database for as long as the block runs."""
        with scratch(self._work) as folder:
            yield snapshot_sqlite(source, folder / "snapshot.sqlite3")

    @contextmanager
    def workplace(self) -> Iterator[Path]:
        """A folder for files under way, for as long as the block runs; a killed run's is swept later."""
        with scratch(self._work) as folder:
            yield folder

    def write_generation(
        self,
        name: str,
        tables: Mapping[str, duckdb.DuckDBPyRelation],
        about: Mapping[str, str | int] | None = None,
    ) -> Generation:
        """Write the tables as the next generation of ``name``; it is there whole or not at all."""
        shelf = self._shelf(name)
        with scratch(self._work) as folder:
            part = folder / "part"
            part.mkdir()
            write(part, tables, about or {})
            number = publish(part, shelf)
        return load(shelf, number)

    def generations(self, name: str) -> list[Generation]:
        """Every generation of ``name``, oldest first."""
        shelf = self._shelf(name)
        found = []
        for number in numbers(shelf):
            try:
                found.append(load(shelf, number))
            except NoGeneration:
                continue  # retired by a sweep since the folder was listed
        return found

    def read(
        self, name: str, table: str, connection: duckdb.DuckDBPyConnection, number: int | None = None
    ) -> duckdb.DuckDBPyRelation:
        """One table of the newest generation of ``name`` (or of ``number``), as a relation of ``connection``.

        Raises:
            NoGeneration: there is none, or it holds no such table.
        """
        shelf = self._shelf(name)
        if number is None:
            number = max(numbers(shelf), default=0)
        return connection.read_parquet(str(load(shelf, number).file(table)))

    def sweep(self, keep: int = 2, spare: Collection[str] = ()) -> list[str]:
        """Remove what interrupted runs left, and all but the newest ``keep`` generations of each name.

        Args:
            spare: generations (``name/number``) that somebody points to and that stay however old they are.
        """
        if keep < 1:
            raise LakeError(f"keep={keep}: at least the newest generation stays")
        removed = []
        for shelf in sorted(self._shelves.iterdir()) if self._shelves.is_dir() else []:
            for number in numbers(shelf)[:-keep]:
                if f"{shelf.name}/{number}" in spare:
                    continue
                self._retire(shelf / f"{number:08}")
                removed.append(f"{shelf.name}/{number}")
        return removed + sweep_scratch(self._work)

    def _retire(self, folder: Path) -> None:
        # Moved away first: a removal that is interrupted must not leave half a generation on the shelf.
        with scratch(self._work) as away:
            try:
                os.rename(folder, away / "retired")
            except FileNotFoundError:
                return
            shutil.rmtree(away / "retired")

    def _shelf(self, name: str) -> Path:
        if not NAME.fullmatch(name):
            raise LakeError(f"{name!r} cannot name a generation: lower-case letters, digits and _ only")
        return self._shelves / name
