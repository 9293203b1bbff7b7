"""How far a viewer sees: the viewer's organ and whatever stands below it along `managed_by`. Pure text.

A viewer is the system, or anything with a ``reach``: the path of an organ, or None for the whole register.
"""

import re
from datetime import date
from typing import Any

_PATH = re.compile(r"(/[0-9a-z]{1,32})+/")


def reach_of(viewer: Any) -> str | None:
    """The viewer's path, or None when the viewer sees everything.

    Raises:
        ValueError: the path is not one.
    """
    reach = getattr(viewer, "reach", None) if getattr(viewer, "signature", "") == "system" else viewer.reach
    if reach is not None and not _PATH.fullmatch(reach):
        raise ValueError(f"reach {reach!r}: a path looks like /<id>/<id>/")
    return reach


def organ_of(path: str) -> str:
    """The organ at the end of a path.

    >>> organ_of("/a/b/")
    'b'
    """
    return path.rstrip("/").rsplit("/", 1)[-1]


def after(path: str) -> str:
    """The first text behind everything that begins with the path, so that an index finds the range.

    >>> after("/a/b/")
    '/a/b0'
    """
    return path[:-1] + "0"


def below_sql(seen_by: Any, *, day: date | None = None) -> str | None:
    """A SELECT of the organs within a viewer's reach, as presently known; None when there is no bound.

    Args:
        day: only what stands below on that day, or stood there last if it stands no more; without it, what stands
            below at any time.
    """
    reach = reach_of(seen_by)
    if reach is None:
        return None
    on = ""
    if day is not None:
        later = (
            "SELECT 1 FROM register_pathspan q WHERE q.organ_id = p.organ_id AND q.kind = p.kind "
            f"AND q.recorded_to = p.recorded_to AND q.valid_from >= p.valid_to AND q.valid_from <= '{day.isoformat()}'"
        )
        on = f" AND p.valid_from <= '{day.isoformat()}' AND NOT EXISTS ({later})"
    return (
        "SELECT p.organ_id FROM register_pathspan p "
        "WHERE p.kind = 'managed_by' AND p.recorded_to = '9999-12-31' "
        f"AND p.path >= '{reach}' AND p.path < '{after(reach)}'{on} UNION SELECT '{organ_of(reach)}'"
    )


def reaches_sql(organs: str | None = None) -> str:
    """A SELECT of (organ, reach): every reach within which an organ stands or stood, as presently known.

    The converse of `below_sql` for all viewers at once; one text for SQLite, PostgreSQL and DuckDB.

    Args:
        organs: a SELECT of the organs asked about; without it, all.
    """
    of_path, of_organ = (f" AND p.organ_id IN ({organs})", f" WHERE o.id IN ({organs})") if organs else ("", "")
    upper = "rtrim(rtrim(u.reach, '/'), '0123456789abcdefghijklmnopqrstuvwxyz')"
    return (
        "WITH RECURSIVE up(organ, reach) AS ("
        "SELECT p.organ_id, CAST(p.path AS TEXT) FROM register_pathspan p "
        f"WHERE p.kind = 'managed_by' AND p.recorded_to = '9999-12-31'{of_path} "
        # Whoever never had a superior has no path on record, and stands as root.
        f"UNION SELECT o.id, CAST('/' || o.id || '/' AS TEXT) FROM register_organ o{of_organ} "
        f"UNION SELECT u.organ, {upper} FROM up u WHERE {upper} <> '/') "
        "SELECT organ, reach FROM up"
    )


def tree_version_sql() -> str:
    """An expression that names the acts that last wrote and last closed a path: another one, another tree."""
    newest = "COALESCE((SELECT MAX({}) FROM register_pathspan), 0)"
    return f"CAST({newest.format('stamp')} AS TEXT) || ':' || CAST({newest.format('closed_stamp')} AS TEXT)"
