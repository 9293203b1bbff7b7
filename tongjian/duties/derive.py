"""From measures and facts to duties owed: one SQL text, made for a database, a day and a scope.

Pure: builds text, touches no database. The same text runs on SQLite, PostgreSQL and DuckDB; it knows no
calendar (working days, periods and time limits are tables it looks up) and no rulebook (terms are rows).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from tongjian.duties.dialect import Dialect

PREPARED = ("happening", "governed", "lifetime")
STAGES = ("qualify", "instances", "facts", "rows")


@dataclass(frozen=True)
class Scope:
    """Which measures and subjects to derive; ``None`` means all. Ids and measure names only."""

    measures: tuple[str, ...] | None = None
    subjects: tuple[str, ...] | None = None

    def where(self, **columns: tuple[str, ...] | None) -> str:
        """A WHERE clause for the columns that are bounded; empty when none is."""
        bounds = [
            f"{column} IN ({', '.join(_quoted(value) for value in values)})" if values else "1 = 0"
            for column, values in columns.items()
            if values is not None
        ]
        return f"WHERE {' AND '.join(bounds)}" if bounds else ""


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


@cache
def _stage(name: str) -> str:
    return (Path(__file__).parent / "sql" / f"{name}.sql").read_text(encoding="utf-8")


def horizon_of(as_of: date) -> date:
    """The last day on which a window may open to be listed: the end of the year of ``as_of``."""
    return date(as_of.year, 12, 31)


def derive_sql(
    dialect: Dialect,
    as_of: date,
    *,
    relations: Mapping[str, str] | None = None,
    scope: Scope = Scope(),
    prepared: bool = False,
) -> str:
    """The SELECT that gives every ledger row, as far as ``scope`` reaches.

    Args:
        as_of: the day of asking; windows up to the end of its year are listed.
        relations: a SELECT for each relation that is not already a table of its canonical name.
        prepared: the relations of ``prepare_sql`` are tables too, made once for many scopes.
    """
    words = {
        **dialect.words,
        "horizon": dialect.date(horizon_of(as_of)),
        "as_of": dialect.date(as_of),
        "text_of_day": "CAST(l.day AS VARCHAR(10))",
        "key_of_row": dialect.key.format("measure || '|' || subject || '|' || marker"),
        "measure_scope": scope.where(measure=scope.measures),
        "subject_scope": scope.where(id=scope.subjects),
        "claim_scope": scope.where(measure=scope.measures, subject=scope.subjects),
        "governor_scope": scope.where(governor=scope.subjects).replace("WHERE", "AND", 1),
    }
    given = [f"{name} AS ({select})" for name, select in (relations or {}).items()]
    if not prepared:
        given += [f"{name} AS ({select})" for name, select in prepare_sql(dialect, scope).items()]
    stages = [_stage(name).format_map(words) for name in STAGES]
    return "WITH " + ",\n".join([*given, *stages])


def prepare_sql(dialect: Dialect, scope: Scope = Scope()) -> dict[str, str]:
    """The relations that follow from places, subjects and events alone, whatever the measure."""
    bounds = scope.where(**{"s.id": scope.subjects})
    return {
        name: _stage(f"prepared/{name}").format_map({**dialect.words, "lifetime_scope": bounds}) for name in PREPARED
    }
