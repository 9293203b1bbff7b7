"""Deriving where the register is too large for the application's own database: in the lake, over a snapshot.

Never imported by a web process: it opens the analytic store. The live database is only ever written by the last
act, in one transaction: the difference and the pointer to the new generation, or nothing.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
from django.conf import settings
from django.db import connection

from tongjian.duties import contacts, queries, staging, tally
from tongjian.duties.acts.ledger import Progress, Written, compile_and_project, publish
from tongjian.duties.derive import PREPARED, Scope, derive_sql, prepare_sql
from tongjian.duties.dialect import DUCKDB
from tongjian.duties.relations import ROW
from tongjian.duties.state import SETTLED, state_sql
from tongjian.lake.connection import attach, literal
from tongjian.lake.store import Lake
from tongjian.register import queries as register

NAME = "duties"
MEMORY = "4GB"
TABLES = ("place", "subject", "tenure", "bearer", "heir", "event", "claim", "relief", "adopter", "term", "period",
          "deadline", "day")  # fmt: skip


def derive_in_lake(
    *, by: Any, where: str | None, on: date, as_of: date, home: Path, progress: Progress | None = None
) -> Written:
    """Derive the whole ledger over a snapshot, keep every row as a generation of the lake, publish the difference.

    The ledger then holds what is open and what was settled in this year or the year before; the rest is in the lake.
    An interrupted run leaves the ledger and its generation as they were.
    """
    compile_and_project(by=by, where=where, on=on, as_of=as_of)
    lake = Lake(home)
    shown = queries.generation()
    # Runs killed between lake and ledger leave newer generations; the one the ledger shows is not theirs to push out.
    lake.sweep(spare=[shown.lake] if shown else [])
    with staged(lake, as_of=as_of, known_on=on, progress=progress) as session:
        return _publish(lake, session, by=by, where=where, on=on, as_of=as_of)


@contextmanager
def staged(
    lake: Lake, *, as_of: date, known_on: date, progress: Progress | None = None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A session of the lake with every row owed in ``stage``, contacts in ``contact``, and the ledger as it was.

    One measure after the other is derived and written to a file of its own, so that memory holds one at a time.
    """
    measures = queries.deriving_measures()
    with lake.workplace() as folder, lake.session(memory=MEMORY) as session, _facts(lake, session):
        _load(session, known_on, progress)
        session.execute(f"CREATE TABLE none ({', '.join(f'{name} {kind}' for name, kind in ROW.items())})")
        session.execute(f"COPY none TO {literal(folder / 'rows-0.parquet')}")
        for done, measure in enumerate(measures, start=1):
            text = derive_sql(DUCKDB, as_of, scope=Scope(measures=(measure,)), prepared=True)
            session.execute(
                f"COPY (SELECT {staging.LISTED} FROM ({text})) TO {literal(folder / f'rows-{done}.parquet')}"
            )
            if progress:
                progress(done, len(measures), measure)
        session.execute(f"CREATE TABLE contact AS {contacts.contacts_sql(DUCKDB, queries.contact_kinds(), as_of)}")
        for name in (*TABLES, *PREPARED):
            session.execute(f"DROP TABLE {name}")
        session.execute(f"CREATE VIEW stage AS SELECT * FROM read_parquet({literal(folder / 'rows-*.parquet')})")
        yield session


@contextmanager
def _facts(lake: Lake, session: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Attach what the derivation reads for as long as the block runs: a snapshot, or PostgreSQL itself."""
    if connection.vendor == "postgresql":
        attach(session, settings.ENVIRONMENT.database_url)
        yield
    else:
        with lake.snapshot(Path(settings.DATABASES["default"]["NAME"])) as copy:
            attach(session, copy)
            yield


def _load(session: duckdb.DuckDBPyConnection, known_on: date, progress: Progress | None) -> None:
    """Lay every relation out as a table of the session, once for all measures."""
    given = dict(queries.relations(DUCKDB, known_on=known_on)) | prepare_sql(DUCKDB)
    names = (*TABLES, *PREPARED)
    for done, name in enumerate(names):
        session.execute(f"CREATE TABLE {name} AS SELECT * FROM ({given[name]})")
        if progress:
            progress(done + 1, len(names), name)


def _publish(lake: Lake, session: duckdb.DuckDBPyConnection, *, as_of: date, **gate: Any) -> Written:
    """Find the difference to the ledger, keep the generation, and let the act write."""
    settled = ", ".join(f"'{state}'" for state in SETTLED)
    cutoff = DUCKDB.date(date(as_of.year - 1, 1, 1))
    session.execute(
        f"CREATE VIEW kept AS SELECT * FROM stage s WHERE NOT (COALESCE(s.due_final, {cutoff}) < {cutoff} "
        f"AND {state_sql(DUCKDB, as_of, 's')} IN ({settled}))"
    )
    counted = tally.counted_sql(DUCKDB, as_of, rows="kept", reaches=register.reaches_sql())
    session.execute(f"CREATE TABLE tally AS {counted}")
    session.execute(f"CREATE TABLE ledger AS SELECT {staging.LISTED} FROM duties_duty")
    session.execute(staging.difference("kept", "ledger"))
    counts = dict(session.execute("SELECT what, COUNT(*) FROM duty_difference GROUP BY what").fetchall())
    rows = _count(session, "stage")
    written = Written(rows, counts.get("inserted", 0), counts.get("changed", 0), counts.get("removed", 0))
    kept = _count(session, "kept")
    about: dict[str, str | int] = {"as_of": as_of.isoformat(), "rows": rows, "kept": kept}
    generation = lake.write_generation(NAME, {"rows": session.view("stage")}, about)
    removed = session.execute("SELECT key FROM duty_difference WHERE what <> 'inserted'").fetchall()
    staged = ", ".join(f"s.{column}" for column in staging.COLUMNS)
    found = session.execute(
        f"SELECT {staged} FROM kept s JOIN duty_difference x ON x.key = s.key WHERE x.what <> 'removed'"
    )
    publish(
        as_of=as_of,
        written=written,
        kept=kept,
        lake=f"{NAME}/{generation.number}",
        removed=[key for (key,) in removed],
        inserted=_fetched(found),
        gone=_asked(session, contacts.gone_sql("contact", "duties_contact")),
        come=_asked(session, contacts.come_sql("contact", "duties_contact")),
        counted=_asked(session, tally.large_sql("tally")),
        **gate,
    )
    return written


def _count(session: duckdb.DuckDBPyConnection, table: str) -> int:
    found = session.execute(f"SELECT COUNT(*) FROM {table}").fetchone()
    return int(found[0]) if found else 0


def _asked(session: duckdb.DuckDBPyConnection, text: str) -> Iterator[Sequence[Any]]:
    """The rows of a SELECT that runs when they are wanted: a session gives one result at a time."""
    yield from _fetched(session.execute(text))


def _fetched(found: duckdb.DuckDBPyConnection) -> Iterator[Sequence[Any]]:
    while rows := found.fetchmany(20_000):
        for row in rows:
            yield [value.isoformat() if isinstance(value, date) else value for value in row]
