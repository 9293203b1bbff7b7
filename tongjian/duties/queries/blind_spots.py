"""Blind spots: top leaders whom nobody has supervised, by kind of contact.

Posts are listed by organ in register order, never by length, and no person is named: a blind spot is a gap in the
supervision of a post.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from tongjian.calendar import months_after
from tongjian.duties.models import Contact
from tongjian.duties.queries.contacts import contact_kinds, contacts
from tongjian.duties.queries.ledger import rows, scope_sql
from tongjian.duties.queries.recused import open_posts_sql
from tongjian.duties.queries.relations import dialect
from tongjian.duties.queries.why import known_by_ledger
from tongjian.duties.state import state_sql
from tongjian.register import queries as register


@dataclass(frozen=True)
class BlindSpots:
    """Of the top leaders in office on a day: how many lack each kind of contact since ``since``."""

    as_of: date
    since: date
    leaders: int
    without_any: int
    without: Mapping[str, int]


@dataclass(frozen=True)
class BlindPost:
    """A top-leader post in office without a contact, with the organ it belongs to."""

    post: str
    organ: str
    last_contact: date | None


def blind_spots(*, seen_by: Any, as_of: date, months: int) -> BlindSpots:
    """How many top leaders in office lack a contact in the last ``months`` months, in all and by kind."""
    since = months_after(as_of, -months)
    with connection.cursor() as cursor:
        table = _prepared(cursor, seen_by, as_of)
        cursor.execute("SELECT COUNT(*) FROM leader_in_office")
        leaders = cursor.fetchone()[0]
        met = f"c.post = l.post AND {_meanwhile(since, as_of)}"
        cursor.execute(f"SELECT COUNT(*) FROM leader_in_office l WHERE EXISTS (SELECT 1 FROM {table} c WHERE {met})")
        by_anybody = cursor.fetchone()[0]
        cursor.execute(f"SELECT c.area, COUNT(*) FROM leader_in_office l JOIN {table} c ON {met} GROUP BY c.area")
        by_kind = dict(cursor.fetchall())
    without = {area: leaders - by_kind.get(area, 0) for area in sorted(set(contact_kinds().areas.values()))}
    return BlindSpots(as_of, since, leaders, leaders - by_anybody, without)


def blind_posts(
    *,
    seen_by: Any,
    as_of: date,
    months: int,
    area: str | None = None,
    limit: int = 50,
    after: tuple[str, str] = ("", ""),
) -> list[BlindPost]:
    """Top-leader posts in office without a contact (of a kind), by organ in register order, a page at a time.

    Args:
        after: (organ, post) of the last one seen.
    """
    since = months_after(as_of, -months)
    kind, given = ("", []) if area is None else ("AND c.area = %s", [area])
    with connection.cursor() as cursor:
        table = _prepared(cursor, seen_by, as_of)
        cursor.execute(
            f"""
            SELECT l.post, l.organ, (SELECT MAX(c.last_on) FROM {table} c WHERE c.post = l.post {kind}) AS last_contact
            FROM leader_in_office l
            WHERE (l.organ > %s OR (l.organ = %s AND l.post > %s)) AND NOT EXISTS (
              SELECT 1 FROM {table} c WHERE c.post = l.post AND {_meanwhile(since, as_of)} {kind})
            ORDER BY l.organ, l.post LIMIT {int(limit)}""",
            [*given, after[0], *after, *given],
        )
        found = cursor.fetchall()
    return [
        BlindPost(post, organ, date.fromisoformat(last) if isinstance(last, str) else last)
        for post, organ, last in found
    ]


def blind_pairs(
    *, seen_by: Any, as_of: date, measure: str, limit: int = 50, after: tuple[str, str] = ("", "")
) -> list[dict[str, Any]]:
    """The pairs whose superior has not acted in time: late duties of the pairing measure, by organ in register order.

    Args:
        measure: the measure that pairs a top leader with the one above.
        after: (subject_organ, key) of the last one seen.
    """
    state = state_sql(dialect(), as_of, "d")
    return rows(
        f"SELECT d.*, {state} AS state FROM duties_duty d WHERE d.measure = %s AND {scope_sql(seen_by)} "
        f"AND ({state}) IN ('overdue', 'past_suggested') "
        "AND (d.subject_organ > %s OR (d.subject_organ = %s AND d.key > %s)) "
        f"ORDER BY d.subject_organ, d.key LIMIT {int(limit)}",
        [measure, after[0], *after],
    )


def _meanwhile(since: date, as_of: date) -> str:
    return f"c.last_on > {dialect().date(since)} AND c.last_on <= {dialect().date(as_of)}"


def _prepared(cursor: Any, seen_by: Any, as_of: date) -> str:
    """Collect the top-leader posts held on a day within the viewer's reach; the table with their contacts.

    The last contacts are derived with the ledger. Of a day before the newest of them the claims are asked.
    """
    cursor.execute("DROP TABLE IF EXISTS leader_in_office")
    known = known_by_ledger(as_of)
    leaders = register.leaders_in_office_sql(dialect().name, seen_by=seen_by, day=as_of, known_on=known)
    unrecused = open_posts_sql(seen_by, day=as_of, alias="l")
    cursor.execute(f"CREATE TEMPORARY TABLE leader_in_office AS SELECT * FROM ({leaders}) l WHERE {unrecused}")
    if not Contact.objects.filter(last_on__gt=as_of).exists():
        return Contact._meta.db_table
    cursor.execute("DROP TABLE IF EXISTS contact_then")
    cursor.execute(f"CREATE TEMPORARY TABLE contact_then AS {contacts(as_of=as_of, known_on=known)}")
    cursor.execute("CREATE INDEX contact_then_post ON contact_then (post)")
    return "contact_then"
