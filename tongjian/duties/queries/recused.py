"""What a recusal closes: a duty, an organ with all it bears and is about, an office-holder with his posts."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import connection

from tongjian.access.queries import closed_to, recused_from
from tongjian.register import queries as register

EVERYTHING = "1 = 1"


def open_sql(seen_by: Any, alias: str = "d") -> str:
    """The condition that keeps the rows of the ledger from which the viewer is not recused."""
    bounds = [EVERYTHING]
    for kind, columns in (("duty", ("key",)), ("organ", ("bearer_organ", "subject_organ"))):
        closed = ", ".join(f"'{one}'" for one in sorted(closed_to(seen_by=seen_by, kind=kind)))
        bounds += [f"{alias}.{column} NOT IN ({closed})" for column in columns if closed]
    if holders := recused_from(seen_by=seen_by, kind="holder"):
        # A change of person closes nothing: whoever came into a post before a duty was settled answers for it.
        held = f"SELECT 1 FROM ({register.held_sql(holders)}) h WHERE h.until > {alias}.opens AND h.post ="
        bounds += [f"NOT EXISTS ({held} {alias}.{column})" for column in ("subject", "bearer_post")]
    return " AND ".join(bounds)


def closed_sql(seen_by: Any, alias: str = "d") -> str | None:
    """The condition of the rows from which the viewer is recused, told so that indexes find them; ``None`` if none."""
    unrecused = open_sql(seen_by, alias)
    if unrecused == EVERYTHING:
        return None
    near = []
    for kind, columns in (("duty", ("key",)), ("organ", ("bearer_organ", "subject_organ"))):
        closed = ", ".join(f"'{one}'" for one in sorted(closed_to(seen_by=seen_by, kind=kind)))
        near += [f"{alias}.{column} IN ({closed})" for column in columns if closed]
    if holders := recused_from(seen_by=seen_by, kind="holder"):
        held = register.held_sql(holders)
        near += [f"{alias}.subject IN (SELECT h.post FROM ({held}) h)"]
        near += [f"{alias}.bearer_organ IN (SELECT h.organ FROM ({held}) h)"]
    return f"({' OR '.join(near)}) AND NOT ({unrecused})"


def open_posts_sql(seen_by: Any, *, day: date, alias: str) -> str:
    """The condition that keeps the (post, organ) from whose organ and holder of a day the viewer is not recused."""
    bounds = [EVERYTHING]
    if closed := ", ".join(f"'{one}'" for one in sorted(closed_to(seen_by=seen_by, kind="organ"))):
        bounds.append(f"{alias}.organ NOT IN ({closed})")
    if holders := recused_from(seen_by=seen_by, kind="holder"):
        held = f"SELECT h.post FROM ({register.held_sql(holders)}) h WHERE h.until > '{day.isoformat()}'"
        bounds.append(f"{alias}.post NOT IN ({held})")
    return " AND ".join(bounds)


def recused_among(*, seen_by: Any, keys: Collection[str]) -> set[str]:
    """Which of the duties a recusal closes to the viewer; what stands beyond reach is not asked about."""
    unrecused = open_sql(seen_by)
    if unrecused == EVERYTHING or not keys:
        return set()
    marks = ", ".join(["%s"] * len(keys))
    return _column(f"SELECT d.key FROM duties_duty d WHERE d.key IN ({marks}) AND NOT ({unrecused})", list(keys))


def recused_exhibits(*, seen_by: Any) -> set[str]:
    """The exhibits put forward for duties that a recusal closes to the viewer: their titles tell of the matter."""
    unrecused = open_sql(seen_by)
    if unrecused == EVERYTHING:
        return set()
    claims = "duties_duty d JOIN duties_claim c ON c.key = d.key"
    return _column(f"SELECT c.exhibit_id FROM {claims} WHERE NOT ({unrecused})", [])


def _column(text: str, given: list[Any]) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(text, given)
        return {one for (one,) in cursor.fetchall()}
