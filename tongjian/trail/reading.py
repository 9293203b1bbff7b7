"""Reads the trail and sealed tables as they lie in the database, whatever somebody did to them.

The ORM would stumble over a broken byte; here it comes through as it is and the verifier names it.
"""
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.apps import apps
from django.db import connection

from tongjian.trail.columns import DAY_SELECT, moment
from tongjian.trail.models import SealedRow
from tongjian.trail.verifier import SEALS, Finding, canonical
from tongjian.trail.writing import sealed_columns, sealed_places

AT_ONCE = 2000
FIELDS = (
    *("id", "chain", "seq", "stamp", "on", "at", "actor", "act", "about"),
    *("detail", "rows", "suite", "previous", "seal"),
)
MOMENT_SELECT = {
    "sqlite": "CAST({} AS TEXT)",
    "postgresql": """to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')""",
}
Bounds = tuple[int, int]


@contextmanager
def broken_text_allowed() -> Iterator[None]:
    """Within the block, SQLite hands out text that is not UTF-8 any more instead of failing on it."""
    connection.ensure_connection()
    if connection.vendor != "sqlite":
        yield
        return
    raw = connection.connection
    before, raw.text_factory = raw.text_factory, lambda text: text.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        raw.text_factory = before


def streamed(query: str, parameters: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
    """The rows of a query, a few thousand at a time."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(query, parameters)
        while rows := cursor.fetchmany(AT_ONCE):
            yield from rows


def entries_by_chain(within: Bounds) -> Iterator[dict[str, Any]]:
    """All entries as they were sealed: cross-seals first, then chain by chain."""
    for condition in ("chain = %s", "chain <> %s"):
        query = _select_entries(f"{condition} AND stamp BETWEEN %s AND %s ORDER BY chain, seq")
        yield from map(_as_sealed, streamed(query, (SEALS, *within)))


def _select_entries(where: str) -> str:
    day, at = DAY_SELECT[connection.vendor], MOMENT_SELECT[connection.vendor]
    special = {"on": day.format('entry."on"'), "at": at.format("entry.at")}
    columns = ", ".join(special.get(name, f'entry."{name}"') for name in FIELDS)
    return f"SELECT {columns} FROM trail_entry entry WHERE {where}"


def _as_sealed(row: tuple[Any, ...]) -> dict[str, Any]:
    """The entry as its seal covers it; without a seal-able body where a field cannot be read."""
    entry = dict(zip(FIELDS, row, strict=True))
    broken = {name: entry[name] for name in ("chain", "seq", "seal")}
    try:
        entry["at"] = _exact_moment(entry["at"])
        for name in ("detail", "rows"):
            text = entry[name]
            entry[name] = json.loads(text)
            if canonical(entry[name]) != text.encode("utf-8", "surrogateescape"):
                return broken
        return entry
    except (TypeError, ValueError, AttributeError):
        return broken


def _exact_moment(text: str) -> str:
    sealed = str(moment(text))
    plain = sealed.replace("T", " ").rstrip("Z")
    if text not in (sealed, plain, plain.removesuffix(".000000")):
        raise ValueError(f"not a moment as it was written: {text!r}")
    return sealed


@dataclass(frozen=True)
class Spoken:
    """What one entry says of rows, and the salt it said it with."""

    stamp: int
    chain: str
    seq: int
    act: str
    on: str
    rows: dict[str, dict[str, Any]]
    suite: str
    salt: bytes | None

    def finding(self, kind: str, table: str = "", rows: tuple[str, ...] = ()) -> Finding:
        return Finding(
            kind, chain=self.chain, seq=self.seq, act=self.act, on=self.on, table=table, rows=rows
        )


def spoken_by_stamp(within: Bounds) -> Iterator[Spoken]:
    """What the entries say of rows, in order of stamp."""
    day = DAY_SELECT[connection.vendor].format('entry."on"')
    query = (
        f"SELECT entry.stamp, entry.chain, entry.seq, entry.act, {day}, entry.rows, entry.suite, salt.value"
        " FROM trail_entry entry LEFT JOIN trail_salt salt ON salt.stamp = entry.stamp"
        " WHERE entry.stamp BETWEEN %s AND %s ORDER BY entry.stamp"
    )
    for stamp, chain, seq, act, on, rows, suite, salt in streamed(query, within):
        try:
            said = json.loads(rows)
        except (TypeError, ValueError):
            said = {}
        if not isinstance(said, dict) or not all(isinstance(table, dict) for table in said.values()):
            said = {}  # the chain's own check names the entry
        yield Spoken(stamp, chain, seq, act, on, said, suite, None if salt is None else bytes(salt))


def sealed_models() -> list[type[SealedRow]]:
    """Every table of sealed rows that stands, in order of name; the rows of a dropped one will be missed."""
    standing = set(connection.introspection.table_names())
    found = {model._meta.db_table: model for model in apps.get_models() if issubclass(model, SealedRow)}
    return [found[table] for table in sorted(found) if table in standing]


Row = tuple[Any, ...]


class Groups:
    """The rows of one sealed table that one act recorded (or closed), act after act in order of stamp."""

    def __init__(self, model: type[SealedRow], within: Bounds, *, closed: bool) -> None:
        self.table = model._meta.db_table
        self.closed = closed
        self.columns = ["id", "recorded_to"] if closed else sealed_columns(model)
        self._model = model
        self._groups = groupby(self._rows(within), key=itemgetter(0))
        self.stamp: int | None = None
        self._current: Iterator[Row] = iter(())
        self.advance()

    def advance(self) -> None:
        """Go to the next act; ``stamp`` is None when there is none."""
        self.stamp, self._current = next(self._groups, (None, iter(())))

    def rows(self) -> Iterator[tuple[str, Row]]:
        """(identifier, canonical values) of the act's rows, ascending by identifier; once."""
        return ((row[1], row[2:]) for row in self._current)

    def _rows(self, within: Bounds) -> Iterator[Row]:
        places = sealed_places(self._model)
        day = DAY_SELECT[connection.vendor].format("recorded_to")
        values = f"id, {day}" if self.closed else ", ".join(selected for selected, _read in places)
        stamp = "closed_stamp" if self.closed else "stamp"
        table = connection.ops.quote_name(self.table)
        ordered = "id" if connection.vendor == "sqlite" else 'id COLLATE "C"'
        query = (
            f"SELECT {stamp}, id, {values} FROM {table}"
            f" WHERE {stamp} BETWEEN %s AND %s ORDER BY {stamp}, {ordered}"
        )
        reads = [] if self.closed else [(place + 2, read) for place, (_, read) in enumerate(places) if read]
        for row in streamed(query, within):
            yield _canonically(row, reads) if reads else row


def _canonically(row: Row, reads: list[tuple[int, Any]]) -> Row:
    values = list(row)
    for place, read in reads:
        try:
            values[place] = read(values[place])
        except (TypeError, ValueError, ArithmeticError):
            values[place] = f"unreadable: {values[place]!r}"
    return tuple(values)
