"""The state of a duty on a day: one CASE, generated once, first match wins (``docs/semantics.md`` §5). Pure."""

from datetime import date

from tongjian.duties.dialect import Dialect

OPEN = date(9999, 12, 31)

STATES = (
    "inactive",
    "not_owed",
    "unknown",
    "superseded",
    "waived",
    "suspended",
    "done",
    "done_late",
    "lapsed",
    "overdue",
    "past_suggested",
    "due_soon",
    "open",
    "not_open",
)

# What a person still has to do something about.
LIVE = ("unknown", "suspended", "overdue", "past_suggested", "due_soon", "open", "not_open")

# What nobody has to look at again.
SETTLED = ("not_owed", "superseded", "waived", "done", "done_late", "lapsed")

CASE = """CASE
  WHEN {r}generator = 'inactive' THEN 'inactive'
  WHEN {r}reason <> '' THEN 'not_owed'
  WHEN {r}missing <> '' AND {r}opens <= {day} THEN 'unknown'
  WHEN {r}superseded_on <= {day} THEN 'superseded'
  WHEN {r}waived_on <= {day} THEN 'waived'
  WHEN {r}suspended_from <= {day} AND {day} < {r}suspended_to THEN 'suspended'
  WHEN {r}done_on <= {day} AND {r}done_on <=
       CASE WHEN {r}suspended_to <= {day} THEN {r}due_final ELSE {r}due END THEN 'done'
  WHEN {r}done_on <= {day} AND COALESCE({r}lapses_on, {open}) > {r}done_on THEN
       CASE WHEN {r}strength = 'binding' THEN 'done_late' ELSE 'done' END
  WHEN {r}lapses_on <= {day} THEN 'lapsed'
  WHEN CASE WHEN {r}suspended_to <= {day} THEN {r}due_final ELSE {r}due END < {day} THEN
       CASE WHEN {r}strength = 'binding' THEN 'overdue' ELSE 'past_suggested' END
  WHEN {r}opens <= {day} AND {r}soon_on <= {day} THEN 'due_soon'
  WHEN {r}opens <= {day} THEN 'open'
  ELSE 'not_open' END"""


def state_sql(dialect: Dialect, as_of: date, row: str = "") -> str:
    """The expression that gives the state of a ledger row on a day; ``row`` is the table's alias."""
    return CASE.format(r=f"{row}." if row else "", day=dialect.date(as_of), open=dialect.date(OPEN))


def next_change_sql(dialect: Dialect, as_of: date, row: str = "") -> str:
    """The earliest day after ``as_of`` on which the state may change without any new fact; null if none."""
    alias, day, end = f"{row}." if row else "", dialect.date(as_of), dialect.date(date(9999, 12, 31))
    turns = (
        "opens",
        "soon_on",
        "next_due",
        "late_from",
        "superseded_on",
        "waived_on",
        "suspended_from",
        "suspended_to",
        "done_on",
        "lapses_on",
    )
    later = ", ".join(f"CASE WHEN {alias}{turn} > {day} THEN {alias}{turn} ELSE {end} END" for turn in turns)
    return f"NULLIF({dialect.least}({later}), {end})"
