"""How the columns of a sealed table are written: to the database, and as canonical values under a digest.

A canonical value is the same on every database: text, whole numbers and fractions as they are, days
and times as ISO text, yes/no as 1/0, decimals as text with all their places, JSON as canonical text,
bytes as hex.
"""
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from tongjian.trail.verifier import canonical

CLOSING = ("closed_stamp", "recorded_to")
DAY_SELECT = {"sqlite": "CAST({} AS TEXT)", "postgresql": "to_char({}, 'YYYY-MM-DD')"}
NOTHING = type(None)


@dataclass(frozen=True)
class Column:
    """One column: where its value stands on an instance, and the three ways to write it.

    ``write`` makes the canonical value of a Python value, ``store`` what the database takes (None: the
    canonical value itself), ``select`` the SQL to read the column with, ``read`` the canonical value of what
    was read (None: it is canonical already). Values of the types in ``plain`` are canonical as they are.
    """

    name: str
    attribute: str
    write: Callable[[Any], Any]
    default: Callable[[], Any]
    store: Callable[[Any], Any] | None = None
    select: str = "{}"
    read: Callable[[Any], Any] | None = None
    plain: frozenset[type] = frozenset()

    def written(self, values: list[Any]) -> list[Any]:
        """The canonical values of many; whole columns at once where that is cheaper than one by one."""
        if self.plain.issuperset(map(type, values)):
            return values
        if self.write is _day:
            texts = {value: _day(value) for value in set(values)}
            return [texts[value] for value in values]
        return [self.write(value) for value in values]

    def selected(self, connection: BaseDatabaseWrapper) -> str:
        return self.select.format(connection.ops.quote_name(self.name))


def _text(value: Any) -> Any:
    if value.__class__ is str or value is None:
        return value
    return str(value.value) if isinstance(value, Enum) else str(value)


def _whole(value: Any) -> Any:
    return value if value.__class__ is int or value is None else int(value)


def _fraction(value: Any) -> Any:
    return None if value is None else float(value)


def _day(value: Any) -> Any:
    if value.__class__ is date:
        return value.isoformat()
    if value is None:
        return None
    if isinstance(value, datetime):
        raise TypeError(f"a day is wanted, not the moment {value!r}")
    return date.fromisoformat(str(value)).isoformat()


def moment(value: Any) -> Any:
    """A moment as canonical text: UTC with microseconds."""
    if value is None:
        return None
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    if not isinstance(value, datetime):
        raise TypeError(f"a moment is wanted, not {value!r}")
    value = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    return value.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _json(value: Any) -> Any:
    return None if value is None else canonical(value).decode()


def _json_read(value: Any) -> Any:
    return _json(json.loads(value) if isinstance(value, str) else value)


def _hex(value: Any) -> Any:
    return None if value is None else bytes(value).hex()


def _decimal(places: int) -> Callable[[Any], Any]:
    step = Decimal(1).scaleb(-places)

    def write(value: Any) -> Any:
        return None if value is None else format(Decimal(str(value)).quantize(step), "f")

    return write


def columns_of(model: type[models.Model], vendor: str) -> tuple[Column, ...]:
    """The columns of a sealed table, sorted by name.

    Raises:
        TypeError: the table has a column whose value would depend on a clock or on the database.
    """
    fields = sorted(model._meta.local_concrete_fields, key=lambda field: str(field.column))
    return tuple(_column(field, vendor) for field in fields)


def _column(field: models.Field, vendor: str) -> Column:
    kind: models.Field = field
    while isinstance(kind, models.ForeignKey):
        kind = kind.target_field
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False) or field.generated:
        raise TypeError(f"{field}: sealed values come from the act, not from a clock or the database")
    place: dict[str, Any] = {"name": field.column, "attribute": field.attname, "default": field.get_default}
    postgresql = vendor == "postgresql"
    if isinstance(kind, (models.CharField, models.TextField)):
        return Column(**place, write=_text, plain=frozenset({str, NOTHING}))
    if isinstance(kind, models.BooleanField):
        return Column(**place, write=_whole, store=bool, select="CAST({} AS INTEGER)")
    if isinstance(kind, models.IntegerField) and not isinstance(kind, models.AutoField):
        return Column(**place, write=_whole, plain=frozenset({int, NOTHING}))
    if isinstance(kind, models.FloatField):
        return Column(**place, write=_fraction)
    if isinstance(kind, models.DateTimeField):
        return Column(**place, write=moment, store=_stored_moment(postgresql), read=moment)
    if isinstance(kind, models.DateField):
        return Column(**place, write=_day, select=DAY_SELECT[vendor])
    if isinstance(kind, models.DecimalField):
        write = _decimal(kind.decimal_places or 0)
        return Column(**place, write=write, read=write)
    if isinstance(kind, models.JSONField):
        return Column(**place, write=_json, read=_json_read)
    if isinstance(kind, models.BinaryField):
        return Column(**place, write=_hex, store=bytes.fromhex, read=_hex)
    raise TypeError(f"{field}: a sealed table has no columns of the kind {type(kind).__name__}")


def _stored_moment(postgresql: bool) -> Callable[[Any], Any]:
    # SQLite keeps moments as Django writes them: UTC, a blank between day and time, no zone.
    return (lambda text: text) if postgresql else (lambda text: text.replace("T", " ").rstrip("Z"))
