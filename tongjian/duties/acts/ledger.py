"""Writing the ledger: only the difference between what is owed and what was written last."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Max

from tongjian.access.queries import SYSTEM as ENGINE
from tongjian.duties import contacts, queries, staging, tally
from tongjian.duties.almanac import Almanac, almanac
from tongjian.duties.compile import TermRow, clocks, digest
from tongjian.duties.derive import Scope, derive_sql
from tongjian.duties.models import Contact, Day, Deadline, Duty, Generation, Period, Projection, Tally, Term
from tongjian.register import queries as register
from tongjian.trail.acts import Deed, act

LEDGER = Duty._meta.db_table
CONTACTS = Contact._meta.db_table
TALLY = Tally._meta.db_table
Progress = Callable[[int, int, str], None]
# Measured on 112,000 duties in SQLite: one at a time reads the register too often, all at once shows no progress.
MEASURES_AT_ONCE = 8


@dataclass(frozen=True)
class Written:
    """What a derivation changed in the ledger."""

    rows: int
    inserted: int
    changed: int
    removed: int

    @property
    def changes(self) -> int:
        return self.inserted + self.changed + self.removed


@act("terms.projected", needs="derive_duties")
def project(deed: Deed, *, terms: Sequence[TermRow], days: Almanac, rulebook: str) -> bool:
    """Lay rulebook, signatures and calendar out as tables; returns whether anything had changed.

    Args:
        rulebook: digest of the terms (``compile.digest``).
    """
    found = Projection.objects.filter(number=1).first()
    bounds = {"since": days.first, "until": days.last}
    counted = set(Deadline.objects.values_list("clock", flat=True).distinct())
    same_terms = found is not None and found.rulebook == rulebook
    same_days = (
        found is not None
        and found.calendar == days.calendar.version
        and counted == set(days.clocks)
        and (found.since, found.until) == (days.first, days.last)
    )
    if not same_terms:
        Term.objects.all().delete()
        Term.objects.bulk_create([Term(**term.columns()) for term in terms], batch_size=500)
    if not same_days:
        _fill(Day, days.days())
        _fill(Period, days.windows())
        _fill(Deadline, days.deadlines())
    Projection.objects.update_or_create(
        number=1, defaults={"rulebook": rulebook, "calendar": days.calendar.version, **bounds}
    )
    deed.note(
        terms=len(terms),
        rulebook=rulebook,
        calendar=days.calendar.version,
        changed=not (same_terms and same_days),
    )
    return not (same_terms and same_days)


def _fill(model: type[Any], rows: Iterable[Sequence[Any]]) -> None:
    """Empty a projected table and fill it; its columns come in the order of the relation."""
    names = [field.attname for field in model._meta.concrete_fields if field.attname != "id"]
    model.objects.all().delete()
    model.objects.bulk_create((model(**dict(zip(names, row, strict=True))) for row in rows), batch_size=1000)


def refresh(*, by: Any, where: str | None, on: date, as_of: date, progress: Progress | None = None) -> Written:
    """Compile what was adopted and signed, project it, derive the whole ledger in the database."""
    compile_and_project(by=by, where=where, on=on, as_of=as_of)
    return derive(by=by, where=where, on=on, as_of=as_of, progress=progress)


def compile_and_project(*, by: Any, where: str | None, on: date, as_of: date) -> bool:
    """Compile what was adopted and signed and lay it out as tables; returns whether anything had changed."""
    _, terms = queries.terms(known_on=on)
    since = min((term.opens_from for term in terms), default=on)
    days = almanac(queries.calendar(), clocks(terms), since=since, until=as_of)
    changed: bool = project(by=by, where=where, on=on, terms=terms, days=days, rulebook=digest(terms))
    return changed


@act("duties.derived", needs="derive_duties")
def derive(deed: Deed, *, as_of: date, progress: Progress | None = None) -> Written:
    """Derive the whole ledger inside the database and write the difference.

    A few measures after the other; everything, with the pointer to the new generation, in one transaction.
    """
    measures = queries.deriving_measures()
    with connection.cursor() as cursor:
        _open_stage(cursor)
        done = 0
        for some in _batches(measures, MEASURES_AT_ONCE):
            _stage(cursor, as_of, deed.on, Scope(measures=tuple(some)))
            done += len(some)
            if progress:
                progress(done, len(measures), some[-1])
        written = _write_difference(cursor)
        _close_stage(cursor)
        _write_contacts(cursor, as_of, deed.on)
        _count_large_reaches(cursor, as_of)
    _point(deed, as_of, written, kept=written.rows, lake="")
    return written


@act("duties.rederived", needs="derive_duties")
def rederive(deed: Deed, *, as_of: date, scope: Scope) -> Written:
    """Derive again what one new fact can touch, and write the difference."""
    with connection.cursor() as cursor:
        _open_stage(cursor)
        _stage(cursor, as_of, deed.on, scope)
        written = _write_difference(cursor, scope, counting=True)
        _close_stage(cursor)
        _write_contacts(cursor, as_of, deed.on, scope.subjects)
    deed.note(as_of=as_of, inserted=written.inserted, changed=written.changed, removed=written.removed)
    return written


def bring_up_to_date(*, on: date, scope: Scope) -> Written:
    """Let the ledger follow what was just put on record: the engine derives the scope again as of the office day."""
    return rederive(by=ENGINE, where=None, on=on, as_of=on, scope=scope)


@act("duties.published", needs="derive_duties")
def publish(
    deed: Deed,
    *,
    as_of: date,
    written: Written,
    kept: int,
    lake: str,
    removed: Iterable[str],
    inserted: Iterator[Sequence[Any]],
    gone: Iterable[Sequence[Any]],
    come: Iterable[Sequence[Any]],
    counted: Iterable[Sequence[Any]],
    progress: Callable[[int], None] | None = None,
) -> Written:
    """Write a difference that the analytic store found, and point to its generation, in one transaction.

    Args:
        kept: rows of the ledger afterwards; the rest is in the lake only.
        removed: keys that leave the ledger, those of changed rows among them.
        inserted: rows in the order of ``staging.COLUMNS``, changed ones among them.
        gone: contacts that hold no more, each (post, area).
        come: contacts in the order of ``contacts.COLUMNS``.
        counted: the tallies of large reaches, in the order of ``tally.COLUMNS``.
    """
    with connection.cursor() as cursor:
        for keys in _batches(removed, 500):
            Duty.objects.filter(key__in=keys).delete()
        marks = ", ".join(["%s"] * len(staging.COLUMNS))
        insert = f"INSERT INTO {LEDGER} ({staging.LISTED}) VALUES ({marks})"
        done = 0
        for rows in _batches(inserted, 20_000):
            cursor.executemany(insert, rows)
            done += len(rows)
            if progress:
                progress(done)
        for some in _batches(gone, 20_000):
            cursor.executemany(f"DELETE FROM {CONTACTS} WHERE post = %s AND area = %s", some)
        for some in _batches(come, 20_000):
            cursor.executemany(f"INSERT INTO {CONTACTS} ({contacts.LISTED}) VALUES (%s, %s, %s)", some)
        cursor.execute(f"DELETE FROM {TALLY}")
        for some in _batches(counted, 20_000):
            cursor.executemany(f"INSERT INTO {TALLY} ({tally.LISTED}) VALUES (%s, %s, %s, %s, %s)", some)
    _point(deed, as_of, written, kept=kept, lake=lake)
    return written


def _batches(source: Iterable[Any], size: int) -> Iterator[list[Any]]:
    batch: list[Any] = []
    for one in source:
        batch.append(one)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _open_stage(cursor: Any) -> None:
    queries.prepare(connection)
    cursor.execute("DROP TABLE IF EXISTS duty_stage")
    cursor.execute("DROP TABLE IF EXISTS duty_difference")
    cursor.execute(staging.CREATE_STAGE)


def _close_stage(cursor: Any) -> None:
    cursor.execute("DROP TABLE duty_difference")
    cursor.execute("DROP TABLE duty_stage")


def _stage(cursor: Any, as_of: date, known_on: date, scope: Scope) -> None:
    dialect = queries.dialect()
    relations = queries.relations(dialect, known_on=known_on, scope=scope)
    text = derive_sql(dialect, as_of, relations=relations, scope=scope)
    cursor.execute(f"INSERT INTO duty_stage ({staging.LISTED}) SELECT {staging.LISTED} FROM ({text}) derived")


def _write_difference(cursor: Any, scope: Scope = Scope(), *, counting: bool = False) -> Written:
    bounds = scope.where(**{"d.measure": scope.measures, "d.subject": scope.subjects}).replace("WHERE", "AND", 1)
    cursor.execute(staging.difference("duty_stage", LEDGER, bounds))
    cursor.execute("SELECT what, COUNT(*) FROM duty_difference GROUP BY what")
    counts = dict(cursor.fetchall())
    cursor.execute("SELECT COUNT(*) FROM duty_stage")
    rows = cursor.fetchone()[0]
    if counting and counts:
        _add_to_tally(cursor)
    cursor.execute(staging.remove(LEDGER))
    cursor.execute(staging.insert("duty_stage", LEDGER))
    return Written(rows, counts.get("inserted", 0), counts.get("changed", 0), counts.get("removed", 0))


def _write_contacts(cursor: Any, as_of: date, known_on: date, posts: Sequence[str] | None = None) -> None:
    """Derive the contacts of all posts, or of some, and write the difference."""
    text = queries.contacts(as_of=as_of, known_on=known_on, posts=posts)
    scope = "" if posts is None else Scope(subjects=tuple(posts)).where(post=tuple(posts)).replace("WHERE", "AND", 1)
    cursor.execute(f"CREATE TEMPORARY TABLE contact_stage AS {text}")
    gone = contacts.gone_sql("contact_stage", CONTACTS, scope)
    cursor.execute(f"DELETE FROM {CONTACTS} WHERE (post, area) IN ({gone})")
    cursor.execute(f"INSERT INTO {CONTACTS} ({contacts.LISTED}) {contacts.come_sql('contact_stage', CONTACTS)}")
    cursor.execute("DROP TABLE contact_stage")


def _count_large_reaches(cursor: Any, as_of: date) -> None:
    """Count the ledger anew for every reach that holds many duties."""
    cursor.execute(f"DELETE FROM {TALLY}")
    cursor.execute(f"SELECT COUNT(*) FROM {LEDGER}")
    if cursor.fetchone()[0] <= tally.MANY:
        return
    counted = tally.counted_sql(queries.dialect(), as_of, rows=LEDGER, reaches=register.reaches_sql())
    cursor.execute(f"CREATE TEMPORARY TABLE tally_stage AS {counted}")
    cursor.execute(f"INSERT INTO {TALLY} ({tally.LISTED}) {tally.large_sql('tally_stage')}")
    cursor.execute("DROP TABLE tally_stage")


def _add_to_tally(cursor: Any) -> None:
    """Let the tallies follow the difference that is about to be written, as of the day for which they were counted."""
    shown = queries.generation()
    if shown is None or not Tally.objects.exists():
        return
    cursor.execute(f"CREATE TEMPORARY TABLE tally_rows AS {staging.differing('duty_stage', LEDGER)}")
    organs = "SELECT bearer_organ FROM tally_rows UNION SELECT subject_organ FROM tally_rows"
    counted = tally.counted_sql(
        queries.dialect(), shown.as_of, rows="tally_rows", reaches=register.reaches_sql(organs), sign="d.sign"
    )
    cursor.execute(tally.added_sql(TALLY, counted))
    cursor.execute("DROP TABLE tally_rows")


def _point(deed: Deed, as_of: date, written: Written, *, kept: int, lake: str) -> None:
    projection = Projection.objects.get(number=1)
    number = (Generation.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    Generation.objects.create(
        number=number,
        as_of=as_of,
        known_on=deed.on,
        rulebook=projection.rulebook,
        calendar=projection.calendar,
        rows=written.rows,
        kept=kept,
        inserted=written.inserted,
        changed=written.changed,
        removed=written.removed,
        lake=lake,
        tree=queries.tree_version(),
    )
    deed.about(f"generation:{number}")
    deed.note(
        as_of=as_of,
        rows=written.rows,
        inserted=written.inserted,
        changed=written.changed,
        removed=written.removed,
        rulebook=projection.rulebook,
        calendar=projection.calendar,
        lake=lake,
    )
