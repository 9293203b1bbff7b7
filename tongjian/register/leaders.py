"""Who leads on a day, and what somebody holds, as SQL text for lists that are too long to carry about."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from tongjian.register.reach import below_sql


def leaders_in_office_sql(dialect: str, *, seen_by: Any, day: date, known_on: date) -> str:
    """A SELECT of (post, organ): every top-leader post held on a day within a viewer's reach."""

    def literal(one: date) -> str:
        return f"'{one.isoformat()}'" if dialect == "sqlite" else f"DATE '{one.isoformat()}'"

    def stands(alias: str) -> str:
        return (
            f"{alias}.valid_from <= {literal(day)} AND {alias}.valid_to > {literal(day)} "
            f"AND {alias}.recorded_from <= {literal(known_on)} AND {alias}.recorded_to > {literal(known_on)}"
        )

    below = below_sql(seen_by, day=day)
    within = f" AND b.organ_id IN ({below})" if below else ""
    return (
        "SELECT s.post_id AS post, b.organ_id AS organ FROM register_postspan s "
        "JOIN register_post p ON p.id = s.post_id JOIN register_body b ON b.id = p.body_id "
        f"WHERE s.role = 'top_leader' AND {stands('s')}{within} AND EXISTS ("
        f"SELECT 1 FROM register_tenure t WHERE t.post_id = s.post_id AND t.holder_id IS NOT NULL AND {stands('t')})"
    )


def held_sql(holders: Iterable[str]) -> str:
    """A SELECT of (post, organ, until): every post that some office-holders hold or held, as presently known."""
    ids = ", ".join("'" + holder.replace("'", "''") + "'" for holder in sorted(holders))
    return (
        "SELECT t.post_id AS post, b.organ_id AS organ, t.valid_to AS until FROM register_tenure t "
        "JOIN register_post p ON p.id = t.post_id JOIN register_body b ON b.id = p.body_id "
        f"WHERE t.holder_id IN ({ids or 'NULL'}) AND t.recorded_to = '9999-12-31'"
    )
