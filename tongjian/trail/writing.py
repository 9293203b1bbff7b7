"""Inserts sealed rows: column by column, past the ORM, because millions of rows arrive in one act."""
from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Any

from django.db import connection

from tongjian.trail.columns import CLOSING, Column, columns_of
from tongjian.trail.identifiers import new_id
from tongjian.trail.models import SealedRow


@cache
def _columns(model: type[SealedRow], vendor: str) -> tuple[Column, ...]:
    return columns_of(model, vendor)


def sealed_columns(model: type[SealedRow]) -> list[str]:
    """The names of the columns that never change once recorded, sorted."""
    return [column.name for column in _columns(model, connection.vendor) if column.name not in CLOSING]


def sealed_places(model: type[SealedRow]) -> list[tuple[str, Callable[[Any], Any] | None]]:
    """For each sealed column the SQL that selects it and what makes it canonical (None: it is)."""
    columns = _columns(model, connection.vendor)
    return [(column.selected(connection), column.read) for column in columns if column.name not in CLOSING]


def insert(
    model: type[SealedRow], rows: list[Any], **constants: Any
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Insert instances or dicts, all of one model, not empty.

    Args:
        constants: values that all rows get, by attribute.
    Returns:
        the identifiers of the rows and their canonical values in the order of ``sealed_columns``.
    """
    columns = _columns(model, connection.vendor)
    asked = [column for column in columns if column.attribute not in constants]
    instances = not isinstance(rows[0], dict)
    given = _given_by_instances(rows, asked) if instances else _given_by_dicts(rows, asked)
    given["id"] = names = [name or new_id() for name in given["id"]]
    if "fact" in given:
        given["fact"] = [fact or name for fact, name in zip(given["fact"], names, strict=True)]
    written = {
        column.name: column.written(given[column.attribute])
        if column.attribute in given
        else [column.write(constants[column.attribute])] * len(rows)
        for column in columns
    }
    _insert(model, columns, written)
    if instances:
        _tell(rows, given, constants)
    sealed = (values for name, values in written.items() if name not in CLOSING)
    return names, list(zip(*sealed, strict=True))


def _given_by_instances(rows: list[Any], columns: list[Column]) -> dict[str, list[Any]]:
    return {column.attribute: list(map(attrgetter(column.attribute), rows)) for column in columns}


def _given_by_dicts(rows: list[dict[str, Any]], columns: list[Column]) -> dict[str, list[Any]]:
    known = {column.attribute for column in columns}
    if strange := set().union(*rows) - known:
        raise TypeError(f"no columns {', '.join(sorted(strange))}; there are {', '.join(sorted(known))}")
    return {
        column.attribute: [row[place] if place in row else column.default() for row in rows]
        for column in columns
        for place in (column.attribute,)
    }


def _insert(model: type[SealedRow], columns: tuple[Column, ...], written: dict[str, list[Any]]) -> None:
    quote = connection.ops.quote_name
    into = f"{quote(model._meta.db_table)} ({', '.join(quote(column.name) for column in columns)})"
    stored = [
        written[column.name] if column.store is None else _stored(column.store, written[column.name])
        for column in columns
    ]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql" and len(stored[0]) > 50:
            with cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for row in zip(*stored, strict=True):
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {into} VALUES ({places})", list(zip(*stored, strict=True)))


def _stored(store: Callable[[Any], Any], values: list[Any]) -> list[Any]:
    return [None if value is None else store(value) for value in values]


def _tell(rows: list[Any], given: dict[str, list[Any]], constants: dict[str, Any]) -> None:
    facts = given.get("fact")
    names, alias = given["id"], connection.alias
    for index, row in enumerate(rows):
        row.__dict__.update(constants)
        row.id = names[index]
        if facts is not None:
            row.fact = facts[index]
        row._state.adding = False
        row._state.db = alias
