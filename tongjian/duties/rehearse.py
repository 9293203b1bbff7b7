"""Derivation in memory, for worked examples, what-if questions and random worlds: the same SQL, no ledger. Pure."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from tongjian.duties.derive import Scope, derive_sql
from tongjian.duties.dialect import SQLITE, duty_key
from tongjian.duties.relations import RELATIONS, ROW
from tongjian.duties.state import next_change_sql, state_sql


def memory() -> sqlite3.Connection:
    """A database in memory that can say the key of a duty."""
    connection = sqlite3.connect(":memory:")
    connection.create_function("duty_key", 1, duty_key, deterministic=True)
    return connection


def create(connection: Any, names: Iterable[str] = RELATIONS) -> None:
    """Create empty tables for the relations of ``docs/semantics.md``."""
    for name in names:
        columns = ", ".join(f"{column} {kind}" for column, kind in RELATIONS[name].items())
        connection.execute(f"CREATE TEMPORARY TABLE {name} ({columns})")


def load(connection: sqlite3.Connection, relation: str, rows: Iterable[Sequence[object]]) -> None:
    """Insert rows whose values come in the order of the relation's columns; dates become ISO text."""
    marks = ", ".join("?" * len(RELATIONS[relation]))
    connection.executemany(
        f"INSERT INTO {relation} VALUES ({marks})",
        ([value.isoformat() if isinstance(value, date) else value for value in row] for row in rows),
    )


def rehearse(
    connection: sqlite3.Connection,
    as_of: date,
    *,
    relations: Mapping[str, str] | None = None,
    scope: Scope = Scope(),
) -> list[dict[str, Any]]:
    """The ledger rows on ``as_of``, each with its ``state`` and ``next_change``, ordered by natural key."""
    derived = derive_sql(SQLITE, as_of, relations=relations, scope=scope)
    found = connection.execute(
        f"SELECT r.*, {state_sql(SQLITE, as_of, 'r')} AS state, {next_change_sql(SQLITE, as_of, 'r')} AS next_change "
        f"FROM ({derived}) r ORDER BY r.measure, r.subject, r.marker"
    )
    names = [column[0] for column in found.description]
    dates = {name for name, kind in ROW.items() if kind == "date"} | {"next_change"}
    return [
        {
            name: date.fromisoformat(value) if name in dates and value else value
            for name, value in zip(names, row, strict=True)
        }
        for row in found
    ]
