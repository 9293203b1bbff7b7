"""Blind spots: top leaders whom nobody has supervised, by kind of contact, and by pair.

A contact is a claim that counts for a duty about the post which somebody else bears: what a leader files about
himself supervises nobody. Posts are listed by organ in register order, never by length, and no person is named:
a blind spot is a gap in the supervision of a post.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import connection

from tongjian import rulebook
from tongjian.access.queries import closed_to
from tongjian.calendar import months_after
from tongjian.duties.models import Term
from tongjian.duties.queries.relations import dialect
from tongjian.duties.queries.why import known_by_ledger
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


@dataclass(frozen=True)
class Contact:
    """Through which measures somebody above meets a post: their areas, and which count only once verified."""

    areas: Mapping[str, str]
    verified: frozenset[str]

    def counts(self, area: str | None = None) -> str:
        """The condition on a claim ``c`` under which it is a contact (of a kind)."""
        names = [name for name, kind in self.areas.items() if area in (None, kind)]
        plain, checked = (
            ", ".join(f"'{name}'" for name in names if (name in self.verified) is wanted) or "''"
            for wanted in (False, True)
        )
        return (
            f"(c.measure IN ({plain}) OR c.measure IN ({checked}) AND EXISTS "
            "(SELECT 1 FROM duties_verification v WHERE v.claim_id = c.id))"
        )


def contact() -> Contact:
    """The measures in force that speak of posts and that somebody else than the post itself bears."""
    about = Term.objects.filter(subject_kind="post").exclude(generator="inactive").exclude(bearer="subject_post")
    found = dict(about.order_by("measure").values_list("measure", "verify"))
    if not found:
        return Contact({}, frozenset())
    book = rulebook.read(*dict.fromkeys(name.split("/")[0] for name in found), shelves=settings.BOOKS)
    areas = {name: str(book.measure(name).measure.area) for name in found}
    return Contact(areas, frozenset(name for name, verify in found.items() if verify))


def blind_spots(*, seen_by: Any, as_of: date, months: int) -> BlindSpots:
    """How many top leaders in office lack a contact in the last ``months`` months, in all and by kind."""
    since, kinds = months_after(as_of, -months), contact()
    with connection.cursor() as cursor:
        _in_office(cursor, seen_by, as_of)
        cursor.execute("SELECT COUNT(*) FROM leader_in_office")
        leaders = cursor.fetchone()[0]
        cursor.execute(f"""
            CREATE TEMPORARY TABLE contact AS
            SELECT DISTINCT l.post, c.measure FROM leader_in_office l
            CROSS JOIN duties_claim c
            WHERE c.subject = l.post AND {_meanwhile(since, as_of)} AND {_known(as_of)} AND {kinds.counts()}""")
        cursor.execute("SELECT COUNT(DISTINCT post) FROM contact")
        met = cursor.fetchone()[0]
        without = {}
        for area in sorted(set(kinds.areas.values())):
            names = ", ".join(f"'{measure}'" for measure, kind in kinds.areas.items() if kind == area)
            cursor.execute(f"SELECT COUNT(DISTINCT post) FROM contact WHERE measure IN ({names})")
            without[area] = leaders - cursor.fetchone()[0]
        cursor.execute("DROP TABLE contact")
        cursor.execute("DROP TABLE leader_in_office")
    return BlindSpots(as_of, since, leaders, leaders - met, without)


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
    counts = f"c.subject = l.post AND {_known(as_of)} AND {contact().counts(area)}"
    with connection.cursor() as cursor:
        _in_office(cursor, seen_by, as_of)
        cursor.execute(
            f"""
            SELECT l.post, l.organ, (SELECT MAX(c.happened_on) FROM duties_claim c
                                     WHERE {counts} AND c.happened_on <= {dialect().date(as_of)}) AS last_contact
            FROM leader_in_office l
            WHERE (l.organ > %s OR (l.organ = %s AND l.post > %s)) AND NOT EXISTS (
              SELECT 1 FROM duties_claim c WHERE {counts} AND {_meanwhile(since, as_of)})
            ORDER BY l.organ, l.post LIMIT {int(limit)}""",
            [after[0], *after],
        )
        found = cursor.fetchall()
        cursor.execute("DROP TABLE leader_in_office")
    return [
        BlindPost(post, organ, date.fromisoformat(last) if isinstance(last, str) else last)
        for post, organ, last in found
    ]


def _meanwhile(since: date, as_of: date) -> str:
    return f"c.happened_on > {dialect().date(since)} AND c.happened_on <= {dialect().date(as_of)}"


def _known(as_of: date) -> str:
    """The claims that the ledger knows when it is looked at as of a day."""
    day = dialect().date(known_by_ledger(as_of))
    return f"c.recorded_from <= {day} AND c.recorded_to > {day}"


def _in_office(cursor: Any, seen_by: Any, as_of: date) -> None:
    """Collect the top-leader posts that somebody holds on a day, within the viewer's reach."""
    cursor.execute("DROP TABLE IF EXISTS leader_in_office")
    cursor.execute("DROP TABLE IF EXISTS contact")
    leaders = register.leaders_in_office_sql(
        dialect().name, seen_by=seen_by, day=as_of, known_on=known_by_ledger(as_of)
    )
    closed = ", ".join(f"'{one}'" for one in sorted(closed_to(seen_by=seen_by, kind="organ"))) or "''"
    cursor.execute(
        f"CREATE TEMPORARY TABLE leader_in_office AS SELECT * FROM ({leaders}) l WHERE l.organ NOT IN ({closed})"
    )
