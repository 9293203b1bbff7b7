"""Verifies the database: chains, cross-seals, every sealed row, every file that entries speak of.

Takes no lock and keeps no transaction open: it reads between two stamps, where nothing changes any more.
"""
import heapq
from collections.abc import Callable, Iterable, Iterator
from itertools import count, islice
from pathlib import Path
from typing import Any

from django.db import connection

from tongjian.trail.anchors import published
from tongjian.trail.digests import RowsDigest
from tongjian.trail.models import OPEN, Clock, Entry
from tongjian.trail.protection import unprotected
from tongjian.trail.queries import bounds
from tongjian.trail.reading import (
    AT_ONCE,
    Bounds,
    Groups,
    Spoken,
    broken_text_allowed,
    entries_by_chain,
    sealed_models,
    spoken_by_stamp,
    streamed,
)
from tongjian.trail.verifier import SUITES, Finding, verify_entries

NAMED = 20  # so many rows a finding names at most

FileCheck = Callable[[], Iterable[tuple[str, int, bool, str]]]
FILE_CHECKS: list[FileCheck] = []
"""Whoever keeps files adds a function that yields (name, stamp, as sealed?, path) for each file."""


def verify(anchor: Path | str | None = None) -> list[Finding]:
    """Everything in the database that is not as it was sealed, beginning with the chains.

    Args:
        anchor: a file of heads published earlier, which must still be there.
    Raises:
        NotAnAnchor: the file is none.
    """
    within = bounds()
    with broken_text_allowed():
        return [
            *_chains(within, anchor),
            *_rows(within),
            *_closed_without_a_word(within),
            *_files(),
            *(Finding("unprotected", table=table) for table in unprotected(_protected_tables())),
        ]


def _protected_tables() -> list[str]:
    return ["trail_entry", "trail_salt", *(model._meta.db_table for model in sealed_models())]


def _chains(within: Bounds, anchor: Path | str | None) -> Iterator[Finding]:
    anchors: list[dict[str, Any]] = []
    if anchor is not None:
        earlier = published(anchor)
        if earlier["database"] != Clock.objects.get(name="acts").database:
            yield Finding("other_database")
        anchors.append(earlier["heads"])
    yield from verify_entries(entries_by_chain(within), anchors=anchors)
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(stamp), max(stamp) FROM trail_entry")
        lowest, highest = cursor.fetchone()
    now = bounds()
    if (lowest or 0) < now[0] or (highest or 0) > now[1]:
        yield Finding("clock_moved")


def _rows(within: Bounds) -> Iterator[Finding]:
    """Merge what the entries say, by stamp, with the rows of all sealed tables, by stamp."""
    ticket = count()  # orders streams that stand at the same stamp
    waiting: list[tuple[int, int, Groups]] = []

    def wait(groups: Groups) -> None:
        if groups.stamp is not None:
            heapq.heappush(waiting, (groups.stamp, next(ticket), groups))

    for model in sealed_models():
        wait(Groups(model, within, closed=False))
        wait(Groups(model, within, closed=True))
    expected = within[0]
    for spoken in spoken_by_stamp(within):
        yield from _missing_stamps(expected, spoken.stamp)
        expected = spoken.stamp + 1
        there: dict[tuple[str, bool], Groups] = {}
        while waiting and waiting[0][0] <= spoken.stamp:
            _stamp, _ticket, groups = heapq.heappop(waiting)
            said = spoken.rows.get(groups.table, {})
            if groups.stamp == spoken.stamp and said.get(_word(groups.closed, "n")):
                there[groups.table, groups.closed] = groups
                continue
            yield _unspoken(groups)
            groups.advance()
            wait(groups)
        yield from _as_spoken(spoken, there)
        for groups in there.values():
            groups.advance()
            wait(groups)
    yield from _missing_stamps(expected, within[1] + 1)
    while waiting:
        _stamp, _ticket, groups = heapq.heappop(waiting)
        yield _unspoken(groups)
        groups.advance()
        wait(groups)


def _missing_stamps(expected: int, found: int) -> Iterator[Finding]:
    """Stamps are given out without a gap, and given back when an act fails: a gap is a lost entry."""
    lost = [stamp for stamp in range(expected, min(found, expected + NAMED)) if stamp != 0]
    if lost:
        yield Finding("stamp_missing", rows=tuple(map(str, lost)))


def _word(closed: bool, word: str) -> str:
    return f"closed_{word}" if closed else word


def _unspoken(groups: Groups) -> Finding:
    names = tuple(name for name, _values in islice(groups.rows(), NAMED))
    return Finding("close_unspoken" if groups.closed else "row_unspoken", table=groups.table, rows=names)


def _as_spoken(spoken: Spoken, there: dict[tuple[str, bool], Groups]) -> Iterator[Finding]:
    if spoken.rows and (spoken.salt is None or spoken.suite not in SUITES):
        yield spoken.finding("unsalted")
        return
    for table, said in sorted(spoken.rows.items()):
        for closed in (False, True):
            if said.get(_word(closed, "n")):
                yield from _compared(spoken, table, said, there.get((table, closed)), closed)


def _compared(
    spoken: Spoken, table: str, said: dict[str, Any], groups: Groups | None, closed: bool
) -> Iterator[Finding]:
    """A finding unless the rows are as the entry says; it names them where they can be told."""
    altered, missing = ("close_altered", "close_altered") if closed else ("row_altered", "row_missing")
    each: dict[str, str] = said.get(_word(closed, "each"), {})
    if groups is None:
        yield spoken.finding(missing, table, tuple(sorted(each))[:NAMED])
        return
    try:
        running = _digested(spoken, said, groups)
        total = running.hexdigest()
    except (TypeError, ValueError, KeyError):
        yield spoken.finding(altered, table, tuple(sorted(each))[:NAMED])
        return
    if running.count == said[_word(closed, "n")] and total == said[_word(closed, "digest")]:
        return
    there = running.each
    if each and (there or not running.count):
        odd = sorted(name for name in each.keys() | there.keys() if each.get(name) != there.get(name))
        kind = missing if all(name not in there for name in odd) else altered
        yield spoken.finding(kind, table, tuple(odd[:NAMED]))
    else:
        yield spoken.finding(missing if running.count < said[_word(closed, "n")] else altered, table)


def _digested(spoken: Spoken, said: dict[str, Any], groups: Groups) -> RowsDigest:
    columns = groups.columns if groups.closed else said["columns"]
    head = "closed" if groups.closed else columns
    running = RowsDigest(spoken.suite, spoken.salt or b"", groups.table, head)
    # A column that a later release added is not under the digest of an earlier entry.
    places = None if columns == groups.columns else [groups.columns.index(name) for name in columns]
    rows = groups.rows()
    while batch := list(islice(rows, AT_ONCE)):
        values = [row if places is None else tuple(row[place] for place in places) for _name, row in batch]
        running.stream([name for name, _row in batch], values)
    return running


def _closed_without_a_word(within: Bounds) -> Iterator[Finding]:
    """Rows that hide without a closing stamp, and rows with stamps that were never given out."""
    for model in sealed_models():
        table = connection.ops.quote_name(model._meta.db_table)
        query = f"SELECT id FROM {table} WHERE closed_stamp IS NULL AND recorded_to <> %s ORDER BY id"
        hidden = tuple(name for (name,) in islice(streamed(query, (OPEN.isoformat(),)), NAMED))
        if hidden:
            yield Finding("close_unspoken", table=model._meta.db_table, rows=hidden)
        for column, kind in (("stamp", "row_unspoken"), ("closed_stamp", "close_unspoken")):
            query = f"SELECT id, {column} FROM {table} WHERE {column} NOT BETWEEN %s AND %s ORDER BY id"
            strays = list(islice(streamed(query, within), NAMED))
            lowest, highest = bounds()  # after the rows were read: acts may have gone on meanwhile
            odd = tuple(
                name for name, stamp in strays if not isinstance(stamp, int) or not lowest <= stamp <= highest
            )
            if odd:
                yield Finding(kind, table=model._meta.db_table, rows=odd)


def _files() -> Iterator[Finding]:
    for check in FILE_CHECKS:
        for name, stamp, as_sealed, path in check():
            if not as_sealed:
                entry = Entry.objects.filter(stamp=stamp).values_list("chain", "seq", "act", "on").first()
                chain, seq, act, on = entry or ("", None, "", "")
                yield Finding(
                    "file_altered", chain=chain, seq=seq, act=act, on=str(on), rows=(name,), path=path
                )
