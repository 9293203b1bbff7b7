"""Blind spots: top leaders whom nobody has supervised, by kind of contact, and by pair.

A contact is a claim that stands for a duty about the post. Posts are listed in register order, never by length,
and no person is named: a blind spot is a gap in the supervision of a post.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import connection

from tongjian import rulebook
from tongjian.calendar import months_after
from tongjian.duties.models import Term
from tongjian.duties.queries.relations import deriving_measures, dialect
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


def areas() -> dict[str, str]:
    """The kind of contact of each measure in force that speaks of posts of top leaders: measure → area."""
    about = set(
        Term.objects.filter(subject_kind="post").exclude(generator="inactive").values_list("measure", flat=True)
    )
    names = [measure for measure in deriving_measures() if measure in about]
    book = (
        rulebook.read(*dict.fromkeys(name.split("/")[0] for name in names), shelves=settings.BOOKS) if names else None
    )
    return {name: book.measure(name).measure.area for name in names} if book else {}


def blind_spots(*, seen_by: Any, as_of: date, months: int) -> BlindSpots:
    """How many top leaders in office lack a contact in the last ``months`` months, in all and by kind."""
    since, spoken = months_after(as_of, -months), dialect()
    kinds = areas()
    with connection.cursor() as cursor:
        _in_office(cursor, seen_by, as_of)
        cursor.execute("SELECT COUNT(*) FROM leader_in_office")
        leaders = cursor.fetchone()[0]
        cursor.execute(f"""
            CREATE TEMPORARY TABLE contact AS
            SELECT DISTINCT l.post, c.measure FROM leader_in_office l
            CROSS JOIN duties_claim c
            WHERE c.subject = l.post AND c.happened_on > {spoken.date(since)} AND c.happened_on <= {spoken.date(as_of)}
              AND c.recorded_from <= {spoken.date(as_of)} AND c.recorded_to > {spoken.date(as_of)}""")
        cursor.execute("SELECT COUNT(DISTINCT post) FROM contact")
        met = cursor.fetchone()[0]
        without = {}
        for area in sorted(set(kinds.values())):
            names = ", ".join(f"'{measure}'" for measure, kind in kinds.items() if kind == area)
            cursor.execute(f"SELECT COUNT(DISTINCT post) FROM contact WHERE measure IN ({names})")
            without[area] = leaders - cursor.fetchone()[0]
        cursor.execute("DROP TABLE contact")
        cursor.execute("DROP TABLE leader_in_office")
    return BlindSpots(as_of, since, leaders, leaders - met, without)


def blind_posts(
    *, seen_by: Any, as_of: date, months: int, area: str | None = None, limit: int = 50, after: str = ""
) -> list[BlindPost]:
    """Top-leader posts in office without a contact (of a kind), in register order, a page at a time."""
    since, spoken = months_after(as_of, -months), dialect()
    known = f"c.recorded_from <= {spoken.date(as_of)} AND c.recorded_to > {spoken.date(as_of)}"
    of_kind = ""
    if area is not None:
        names = ", ".join(f"'{measure}'" for measure, kind in areas().items() if kind == area) or "''"
        of_kind = f"AND c.measure IN ({names})"
    with connection.cursor() as cursor:
        _in_office(cursor, seen_by, as_of)
        cursor.execute(
            f"""
            SELECT l.post, l.organ, (SELECT MAX(c.happened_on) FROM duties_claim c
                                     WHERE c.subject = l.post AND {known} {of_kind}) AS last_contact
            FROM leader_in_office l
            WHERE l.post > %s AND NOT EXISTS (
              SELECT 1 FROM duties_claim c WHERE c.subject = l.post AND {known} {of_kind}
              AND c.happened_on > {spoken.date(since)} AND c.happened_on <= {spoken.date(as_of)})
            ORDER BY l.post LIMIT {int(limit)}""",
            [after],
        )
        rows = cursor.fetchall()
        cursor.execute("DROP TABLE leader_in_office")
    return [
        BlindPost(post, organ, date.fromisoformat(last) if isinstance(last, str) else last)
        for post, organ, last in rows
    ]


def _in_office(cursor: Any, seen_by: Any, as_of: date) -> None:
    """Collect the top-leader posts that somebody holds on a day, within the viewer's reach and a governor's."""
    cursor.execute("DROP TABLE IF EXISTS leader_in_office")
    cursor.execute("DROP TABLE IF EXISTS contact")
    cursor.execute(
        "CREATE TEMPORARY TABLE leader_in_office AS "
        + register.leaders_in_office_sql(dialect().name, seen_by=seen_by, day=as_of, known_on=as_of)
    )
