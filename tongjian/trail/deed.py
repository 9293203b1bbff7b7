"""The deed: what an act writes with. It records rows, closes rows, and notes what the entry will say."""
import re
from collections.abc import Callable, Iterable
from datetime import date
from itertools import groupby, islice
from typing import Any, Protocol

from django.db import connection, models

from tongjian.trail.digests import RowsDigest
from tongjian.trail.models import OPEN, SealedRow
from tongjian.trail.writing import insert, sealed_columns

BATCH = 5000
MANY = 500
HELD = 50_000  # so many closed rows are held until the act ends, in any order; more must come ascending
SPEAKABLE = re.compile(r"[A-Za-z0-9_.:/+=-]{0,128}")


class Actor(Protocol):
    """Who acts: a signature that names no person, and what it may do where."""

    @property
    def signature(self) -> str: ...

    def may(self, power: str, where: str | None) -> bool: ...


class Deed:
    """One act under way. Only the act's own function holds it, and only until that function returns."""

    def __init__(
        self, *, act: str, by: Actor, where: str | None, on: date, stamp: int, suite: str, salt: bytes
    ) -> None:
        self.act = act
        self.by = by
        self.where = where
        self.on = on
        self.stamp = stamp
        self.spoken_about = ""
        self.noted: dict[str, Any] = {}
        self._suite = suite
        self._salt = salt
        self._recorded: dict[type[SealedRow], RowsDigest] = {}
        self._closed: dict[type[SealedRow], RowsDigest] = {}

    def record(self, *rows: SealedRow) -> None:
        """Insert rows. Sets stamp and recorded span; id and fact where they are empty."""
        for model, group in groupby(rows, key=type):
            names, values = self._insert(model, list(group))
            self._digest_of(model).hold(zip(names, values, strict=True))

    def record_many(
        self,
        model: type[SealedRow],
        rows: Iterable[SealedRow | dict[str, Any]],
        *,
        batch: int = BATCH,
        progress: Callable[[int], None] | None = None,
    ) -> int:
        """Insert any number of rows of one table in bounded memory; returns how many.

        Args:
            rows: instances, or dicts of column values by attribute (``post_id``, not ``post``): faster.
            progress: called with the number of rows recorded so far, after each batch.
        Raises:
            OutOfOrder: rows bring identifiers of their own that do not ascend.
        """
        running, done, source = self._digest_of(model), 0, iter(rows)
        while taken := list(islice(source, batch)):
            names, values = self._insert(model, taken)
            running.stream(names, values)
            done += len(taken)
            if progress is not None:
                progress(done)
        if done >= MANY and connection.vendor == "postgresql":
            # PostgreSQL plans by what it knew of the table before: of a new one, that it is empty.
            with connection.cursor() as cursor:
                cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")
        return done

    def close(self, rows: models.QuerySet[Any] | Iterable[SealedRow]) -> int:
        """Close rows as of the deed's day; returns how many.

        Raises:
            ValueError: a row is closed already, or was recorded after this day.
            OutOfOrder: several very large closings of one table in one act, not ascending by id.
        """
        if isinstance(rows, models.QuerySet):
            found: dict[type[SealedRow], list[str]] = {rows.model: list(rows.values_list("pk", flat=True))}
        else:
            found = {}
            for row in rows:
                found.setdefault(type(row), []).append(row.pk)
                row.recorded_to, row.closed_stamp = self.on, self.stamp
        for model, names in found.items():
            self._close(model, sorted(names))
        return sum(map(len, found.values()))

    def about(self, what: str) -> None:
        """Name the thing the act is about: ``tenure:<id>``."""
        self.spoken_about = _speakable(what)

    def note(self, **said: Any) -> None:
        """Add to what the entry says: identifiers, digests, codes, days and counts; never personal data.

        Raises:
            ValueError: a text that is not one of these (Chinese text, blanks, a name).
        """
        self.noted.update({name: _speakable(value) for name, value in said.items()})

    def rows_said(self) -> dict[str, dict[str, Any]]:
        """What the entry says of the rows, per table."""
        said: dict[str, dict[str, Any]] = {}
        for model, running in self._recorded.items():
            total = running.hexdigest()
            if running.count:
                table = said.setdefault(model._meta.db_table, {})
                table.update(n=running.count, digest=total, columns=sealed_columns(model))
                if running.each:
                    table["each"] = running.each
        for model, running in self._closed.items():
            total = running.hexdigest()
            if running.count:
                table = said.setdefault(model._meta.db_table, {})
                table.update(closed_n=running.count, closed_digest=total)
                if running.each:
                    table["closed_each"] = running.each
        return said

    def _digest_of(self, model: type[SealedRow]) -> RowsDigest:
        if model not in self._recorded:
            if not issubclass(model, SealedRow):
                raise TypeError(f"{model.__name__} is not a SealedRow: a deed records sealed rows only")
            head = sealed_columns(model)
            self._recorded[model] = RowsDigest(self._suite, self._salt, model._meta.db_table, head)
        return self._recorded[model]

    def _insert(self, model: type[SealedRow], rows: list[Any]) -> tuple[list[str], list[tuple[Any, ...]]]:
        return insert(
            model, rows, stamp=self.stamp, recorded_from=self.on, recorded_to=OPEN, closed_stamp=None
        )

    def _close(self, model: type[SealedRow], names: list[str]) -> None:
        if not names:
            return
        if model not in self._closed:
            self._closed[model] = RowsDigest(self._suite, self._salt, model._meta.db_table, "closed")
        table = connection.ops.quote_name(model._meta.db_table)
        day = self.on.isoformat()
        sql = (
            f"UPDATE {table} SET recorded_to = %s, closed_stamp = %s"
            " WHERE id = %s AND closed_stamp IS NULL AND recorded_from <= %s"
        )
        touched = 0
        with connection.cursor() as cursor:
            for start in range(0, len(names), BATCH):
                part = names[start : start + BATCH]
                cursor.executemany(sql, [(day, self.stamp, name, day) for name in part])
                touched += cursor.rowcount
        if touched != len(names):
            raise ValueError(
                f"{model._meta.db_table}: {len(names) - touched} of {len(names)} rows cannot close on {day}: "
                "closed already, recorded later, or gone"
            )
        running = self._closed[model]
        if len(names) <= HELD:
            running.hold((name, (name, day)) for name in names)
            return
        for start in range(0, len(names), BATCH):
            part = names[start : start + BATCH]
            running.stream(part, [(name, day) for name in part])


def _speakable(value: Any) -> Any:
    """The value as the entry may hold it."""
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        if not SPEAKABLE.fullmatch(value):
            raise ValueError(f"an entry holds identifiers, digests, codes and counts, not the text {value!r}")
        return str(value)
    if isinstance(value, dict):
        return {_speakable(key): _speakable(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        ordered = sorted(value) if isinstance(value, (set, frozenset)) else value
        return [_speakable(inner) for inner in ordered]
    raise ValueError(f"an entry cannot hold {value!r}")
