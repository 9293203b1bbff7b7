"""Contacts: when a post was last met, by kind of supervision. Pure: builds SQL text, touches no database.

A contact is a claim that counts for a duty about the post which somebody else bears: what a leader files about
himself supervises nobody. Contacts are derived with the ledger, by the same scopes, and never typed.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from tongjian.duties.dialect import Dialect

COLUMNS = ("post", "area", "last_on")
LISTED = ", ".join(COLUMNS)


@dataclass(frozen=True)
class Kinds:
    """Through which measures somebody above meets a post: their areas, and which count only once verified."""

    areas: Mapping[str, str]
    verified: frozenset[str]

    def area_sql(self, column: str) -> str:
        """The expression that gives the area of a measure; null for one that is no contact."""
        cases = " ".join(f"WHEN '{measure}' THEN '{area}'" for measure, area in sorted(self.areas.items()))
        return f"CASE {column} {cases} END" if cases else "NULL"


def contacts_sql(
    dialect: Dialect, kinds: Kinds, as_of: date, *, claims: str = "claim", posts: Collection[str] | None = None
) -> str:
    """The SELECT of (post, area, last_on): the last day on or before ``as_of`` on which each post was met.

    Args:
        claims: the relation ``claim`` of ``docs/semantics.md``: the name of a table, or a SELECT in brackets.
        posts: only these.
    """

    def names(chosen: Collection[str]) -> str:
        return ", ".join(f"'{one}'" for one in sorted(chosen)) or "''"

    bounds = [
        f"c.happened_on <= {dialect.date(as_of)}",
        f"(c.measure IN ({names(kinds.areas.keys() - kinds.verified)}) "
        f"OR c.measure IN ({names(kinds.verified)}) AND c.verified = 1)",
    ]
    if posts is not None:
        bounds.append(f"c.subject IN ({names(posts)})")
    return (
        f"SELECT c.subject AS post, {kinds.area_sql('c.measure')} AS area, MAX(c.happened_on) AS last_on "
        f"FROM {claims} c WHERE {' AND '.join(bounds)} GROUP BY 1, 2"
    )


def gone_sql(stage: str, table: str, scope: str = "") -> str:
    """The SELECT of the (post, area) written last that hold no more; ``scope`` bounds the rows looked at."""
    return (
        f"SELECT d.post, d.area FROM {table} d WHERE NOT EXISTS (SELECT 1 FROM {stage} s "
        f"WHERE s.post = d.post AND s.area = d.area AND s.last_on = d.last_on) {scope}"
    )


def come_sql(stage: str, table: str) -> str:
    """The SELECT of the contacts that are not written yet."""
    return (
        f"SELECT s.post, s.area, s.last_on FROM {stage} s WHERE NOT EXISTS (SELECT 1 FROM {table} d "
        "WHERE d.post = s.post AND d.area = s.area AND d.last_on = s.last_on)"
    )
