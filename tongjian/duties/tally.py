"""Counting large reaches with the ledger, so that a page does not count millions of rows. Pure: builds SQL text.

A tally says how many duties within a reach are in which state on the day of the ledger, by measure and by stretch of
due days. It never decides anything: on another day, or after the tree has changed, the rows themselves are counted.
"""

from datetime import date, timedelta

from tongjian.duties.almanac import SOON_DAYS
from tongjian.duties.dialect import Dialect
from tongjian.duties.state import state_sql

# Below so many duties the rows are counted as fast as the tally is read.
MANY = 5_000
COLUMNS = ("reach", "measure", "stretch", "state", "total")
LISTED = ", ".join(COLUMNS)
DAY = timedelta(days=1)
NO_DUE_DAY = -1


def spans(as_of: date) -> dict[str, tuple[date, date]]:
    """The stretches of due days that people ask about, both days included: soon, this quarter, this year.

    >>> spans(date(2026, 11, 23))["quarter"]
    (datetime.date(2026, 10, 1), datetime.date(2026, 12, 31))
    """
    quarter = date(as_of.year, as_of.month - (as_of.month - 1) % 3, 1)
    following = (quarter + timedelta(days=95)).replace(day=1)
    return {
        "soon": (as_of, as_of + timedelta(days=SOON_DAYS)),
        "quarter": (quarter, following - DAY),
        "year": (date(as_of.year, 1, 1), date(as_of.year, 12, 31)),
    }


def borders(as_of: date) -> list[date]:
    """The days on which a stretch begins, in order."""
    return sorted({day for first, last in spans(as_of).values() for day in (first, last + DAY)})


def stretches(as_of: date, due_from: date | None, due_until: date | None) -> tuple[int, ...] | None:
    """The stretches between two due days, both included; ``None`` where these are no borders of stretches.

    >>> stretches(date(2026, 11, 23), date(2026, 1, 1), date(2026, 12, 31))
    (1, 2, 3, 4)
    """
    edges = borders(as_of)
    if due_from not in edges or due_until is None or due_until + DAY not in edges:
        return None
    return tuple(range(edges.index(due_from) + 1, edges.index(due_until + DAY) + 1))


def stretch_sql(dialect: Dialect, as_of: date, column: str) -> str:
    """The expression that gives the stretch of a due day: how many borders lie on or before it."""
    edges = borders(as_of)
    cases = " ".join(f"WHEN {column} < {dialect.date(edge)} THEN {number}" for number, edge in enumerate(edges))
    return f"CASE WHEN {column} IS NULL THEN {NO_DUE_DAY} {cases} ELSE {len(edges)} END"


def counted_sql(dialect: Dialect, as_of: date, *, rows: str, reaches: str, sign: str = "1") -> str:
    """The SELECT of (reach, measure, stretch, state, total) over ledger rows, each counted once in each of its reaches.

    Args:
        rows: the name of a table of ledger rows, or a SELECT in brackets.
        reaches: a SELECT of (organ, reach).
        sign: an expression over a row; -1 takes it off the count.
    """
    return f"""
WITH reaching AS ({reaches}),
grouped AS (
  SELECT d.bearer_organ, d.subject_organ, d.measure, {stretch_sql(dialect, as_of, "d.due_final")} AS stretch,
         {state_sql(dialect, as_of, "d")} AS state, SUM({sign}) AS n
  FROM {rows} d GROUP BY 1, 2, 3, 4, 5
),
pair AS (SELECT DISTINCT bearer_organ, subject_organ FROM grouped),
within AS (
  SELECT p.bearer_organ, p.subject_organ, r.reach FROM pair p JOIN reaching r ON r.organ = p.bearer_organ
  UNION SELECT p.bearer_organ, p.subject_organ, r.reach FROM pair p JOIN reaching r ON r.organ = p.subject_organ
  UNION SELECT bearer_organ, subject_organ, '' FROM pair
)
SELECT w.reach AS reach, g.measure AS measure, g.stretch AS stretch, g.state AS state, SUM(g.n) AS total
FROM grouped g JOIN within w ON w.bearer_organ = g.bearer_organ AND w.subject_organ = g.subject_organ
GROUP BY 1, 2, 3, 4"""


def large_sql(counted: str) -> str:
    """Of what was counted, a table or a SELECT in brackets, what belongs to large reaches."""
    return (
        f"SELECT {LISTED} FROM {counted} c WHERE c.reach IN "
        f"(SELECT reach FROM {counted} s GROUP BY reach HAVING SUM(s.total) > {MANY})"
    )


def added_sql(table: str, counted: str) -> str:
    """The text that adds what was counted to the tallies that are kept; what is not kept stays so."""
    return (
        f"INSERT INTO {table} ({LISTED}) SELECT {LISTED} FROM ({counted}) c "
        f"WHERE c.reach IN (SELECT reach FROM {table}) "
        f"ON CONFLICT (reach, measure, stretch, state) DO UPDATE SET total = {table}.total + excluded.total"
    )
