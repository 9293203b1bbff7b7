"""Derived rows beside the ledger, and the difference between the two, as SQL text. Pure.

``{stage}`` holds what is owed now, ``{ledger}`` what was written last; only the difference is ever written.
"""

from tongjian.duties.relations import ROW

COLUMNS = tuple(ROW)
LISTED = ", ".join(COLUMNS)
_DIFFERS = " OR ".join(f"d.{column} IS DISTINCT FROM s.{column}" for column in COLUMNS if column != "key")

CREATE_STAGE = "CREATE TEMPORARY TABLE duty_stage ({})".format(
    ", ".join(f"{name} {kind}" for name, kind in ROW.items())
)
CREATE_DIFFERENCE = """
CREATE TEMPORARY TABLE duty_difference AS
SELECT s.key, CASE WHEN d.key IS NULL THEN 'inserted' ELSE 'changed' END AS what
FROM {stage} s LEFT JOIN {ledger} d ON d.key = s.key
WHERE d.key IS NULL OR {differs}
UNION ALL
SELECT d.key, 'removed' FROM {ledger} d LEFT JOIN {stage} s ON s.key = d.key
WHERE s.key IS NULL {scope}
"""
REMOVE = "DELETE FROM {ledger} WHERE key IN (SELECT key FROM duty_difference WHERE what <> 'inserted')"
INSERT = (
    "INSERT INTO {ledger} ({listed}) SELECT {staged} FROM {stage} s "
    "JOIN duty_difference x ON x.key = s.key WHERE x.what <> 'removed'"
)


def difference(stage: str, ledger: str, scope: str = "") -> str:
    """The text that collects inserted, changed and removed keys; ``scope`` bounds the ledger rows looked at."""
    return CREATE_DIFFERENCE.format(stage=stage, ledger=ledger, differs=_DIFFERS, scope=scope)


def remove(ledger: str) -> str:
    """The text that takes out of the ledger what was collected as changed or removed."""
    return REMOVE.format(ledger=ledger)


def insert(stage: str, ledger: str) -> str:
    """The text that puts into the ledger what was collected as inserted or changed."""
    staged = ", ".join(f"s.{column}" for column in COLUMNS)
    return INSERT.format(stage=stage, ledger=ledger, listed=LISTED, staged=staged)


def differing(stage: str, ledger: str) -> str:
    """The SELECT of the rows that the difference takes out (``sign`` -1) and puts in (``sign`` 1)."""
    old, new = (", ".join(f"{alias}.{column}" for column in COLUMNS) for alias in ("d", "s"))
    return (
        f"SELECT {old}, -1 AS sign FROM {ledger} d JOIN duty_difference x ON x.key = d.key WHERE x.what <> 'inserted' "
        f"UNION ALL SELECT {new}, 1 FROM {stage} s JOIN duty_difference x ON x.key = s.key WHERE x.what <> 'removed'"
    )
