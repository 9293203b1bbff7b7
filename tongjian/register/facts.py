"""The relations that duties derive from, as SQL over the register's own tables. Pure text, no connection.

One text for SQLite, PostgreSQL and DuckDB; they differ in three words. Whatever is empty is the empty string,
never null, so that comparisons and the smallest of several rows mean the same in all three.
"""

from collections.abc import Iterable
from datetime import date

from tongjian.register.bearers import bearer
from tongjian.register.dialects import DIALECTS, Words


def fact_sql(dialect: str, *, known_on: date, organs: str | None = None) -> dict[str, str]:
    """SELECT texts for place, subject, tenure, bearer and heir, as known on a day.

    Args:
        dialect: sqlite, postgresql or duckdb; the tables have the same names in all three.
        organs: a SELECT of organ ids to which all but ``heir`` are restricted (bearer: the subject's organ).
    """
    greatest, least, day = DIALECTS[dialect]
    words = Words(greatest, least, day.format(known_on.isoformat()))
    return {
        "place": _place(words, organs),
        "subject": _subject(words, organs),
        "tenure": _tenure(words, organs),
        "bearer": bearer(words, organs),
        "heir": _heir(words),
    }


def organs_of_sql(subjects: Iterable[str]) -> str:
    """A SELECT of the organs to which posts, bodies or organs belong, for the ``organs`` of `fact_sql`."""
    ids = ", ".join("'" + subject.replace("'", "''") + "'" for subject in subjects) or "NULL"
    return (
        f"SELECT b.organ_id AS organ FROM register_post p JOIN register_body b ON b.id = p.body_id "
        f"WHERE p.id IN ({ids}) UNION SELECT b.organ_id FROM register_body b WHERE b.id IN ({ids}) "
        f"UNION SELECT o.id FROM register_organ o WHERE o.id IN ({ids})"
    )


def _within(column: str, organs: str | None) -> str:
    return f" AND {column} IN ({organs})" if organs else ""


def _place(w: Words, organs: str | None) -> str:
    here = _within("s.organ_id", organs)
    return f"""
SELECT s.organ_id AS organ, s.organ_class AS organ_class, s.level AS level, p.path AS path,
       {w.common("s", "p")}
FROM register_organspan s
JOIN register_pathspan p ON p.organ_id = s.organ_id AND p.kind = 'managed_by'
 AND {w.seen("p")} AND {w.meet("s", "p")}
WHERE {w.seen("s")}{here}
UNION ALL
SELECT s.organ_id, s.organ_class, s.level, '/' || s.organ_id || '/', s.valid_from, s.valid_to
FROM register_organspan s
WHERE {w.seen("s")}{here} AND NOT EXISTS (
  SELECT 1 FROM register_pathspan p
  WHERE p.organ_id = s.organ_id AND p.kind = 'managed_by' AND {w.seen("p")})"""


def _subject(w: Words, organs: str | None) -> str:
    in_body = _within("b.organ_id", organs)
    return f"""
SELECT 'post' AS kind, p.id AS id, b.organ_id AS organ, s.role AS role,
       s.valid_from AS valid_from, s.valid_to AS valid_to
FROM register_body b JOIN register_post p ON p.body_id = b.id JOIN register_postspan s ON s.post_id = p.id
WHERE {w.seen("s")}{in_body}
UNION ALL
SELECT 'body', b.id, b.organ_id, '', s.valid_from, s.valid_to
FROM register_body b JOIN register_bodyspan s ON s.body_id = b.id
WHERE {w.seen("s")}{in_body}
UNION ALL
SELECT 'organ', s.organ_id, s.organ_id, '', s.valid_from, s.valid_to
FROM register_organspan s
WHERE {w.seen("s")}{_within("s.organ_id", organs)}"""


def _tenure(w: Words, organs: str | None) -> str:
    source = (
        "register_body b JOIN register_post p ON p.body_id = b.id JOIN register_tenure t ON t.post_id = p.id"
        if organs
        else "register_tenure t"
    )
    return f"""
SELECT t.fact AS id, t.post_id AS post, COALESCE(t.holder_id, '') AS holder, t.kind AS kind,
       t.valid_from AS valid_from, t.valid_to AS valid_to
FROM {source}
WHERE {w.seen("t")}{_within("b.organ_id", organs)}"""


def _heir(w: Words) -> str:
    # An organ that outlives its split is its own largest heir: it hands nothing over.
    return f"""
WITH RECURSIVE ranked AS (
  SELECT s.origin_id AS organ, s.day AS day, s.heir_id AS successor,
         ROW_NUMBER() OVER (PARTITION BY s.origin_id, s.day ORDER BY s.share DESC, s.heir_id) AS place
  FROM register_succession s WHERE {w.seen("s")}),
step AS (SELECT organ, day, successor FROM ranked WHERE place = 1 AND successor <> organ),
chain AS (
  SELECT organ, day, successor FROM step
  UNION
  SELECT c.organ, s.day, s.successor FROM chain c JOIN step s ON s.organ = c.successor AND s.day >= c.day)
SELECT c.organ AS organ, c.day AS day, c.successor AS successor
FROM chain c
WHERE NOT EXISTS (SELECT 1 FROM step s WHERE s.organ = c.successor AND s.day = c.day)"""
