"""Digests of the rows an act recorded or closed: salted, in order of identifier, never all in memory.

The digest of a table is the digest of ``salt`` and the compact JSON array ``[table, columns, row, row, …]``,
rows ascending by identifier; of closed rows ``[table, "closed", [id, recorded_to], …]``. Because new
identifiers only grow, rows can be digested while they stream; identifiers that do not grow are refused
instead of sorted. An order-free sum of row digests would need no order, but sums can be forged.
"""
import json
from collections.abc import Iterable, Sequence
from typing import Any

from tongjian.trail.verifier import Digest, canonical, digest

NAMED = 50  # up to so many rows of a table, the entry names each: a changed row is then found by name
_compact = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


class OutOfOrder(ValueError):
    """Rows of one act reached a table in an order that cannot be digested while they stream."""


class RowsDigest:
    """The running digest of one table's rows under one act."""

    def __init__(self, suite: str, salt: bytes, table: str, head: Sequence[str] | str) -> None:
        self._salt = salt
        self._suite = suite
        self._opening = canonical([table, head])[:-1]
        self._running: Digest = digest(suite)
        self._running.update(salt + self._opening)
        self._waiting: dict[str, Sequence[Any]] = {}
        self._last = ""
        self.count = 0
        self.each: dict[str, str] = {}

    def hold(self, rows: Iterable[tuple[str, Sequence[Any]]]) -> None:
        """Take (identifier, canonical values) in any order; few enough to keep."""
        for name, values in rows:
            if name in self._waiting:
                raise OutOfOrder(f"row {name} was recorded twice in one act")
            self._waiting[name] = values

    def stream(self, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Take rows ascending by identifier, after whatever is held."""
        self._settle()
        self._feed(names, rows)

    def hexdigest(self) -> str:
        self._settle()
        self._running.update(b"]")
        return self._running.hexdigest()

    def _settle(self) -> None:
        if self._waiting:
            names = sorted(self._waiting)
            self._feed(names, [self._waiting[name] for name in names])
            self._waiting = {}

    def _feed(self, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        last = self._last
        for name in names:
            if name <= last:
                raise OutOfOrder(f"row {name} comes after {last}: give the rows in ascending order of id")
            last = name
        self._last = last
        if self.count + len(names) <= NAMED:
            for name, row in zip(names, rows, strict=True):
                self.each[name] = self._row_digest(row)
        elif self.each:
            self.each = {}
        self.count += len(names)
        text = _compact(rows)[1:-1]
        if text:
            self._running.update(("," + text).encode("utf-8", "surrogateescape"))

    def _row_digest(self, row: Sequence[Any]) -> str:
        single = digest(self._suite)
        text = "," + _compact(row) + "]"
        single.update(self._salt + self._opening + text.encode("utf-8", "surrogateescape"))
        return single.hexdigest()[:32]
