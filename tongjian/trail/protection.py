"""Triggers that keep the trail and sealed tables from being changed, on both databases.

A trigger stops accidents and careless hands. Who owns the database can drop it; then ``verify`` still tells.

In a migration, after the table is made, and again after every later change to it::

    operations = [..., Protect("register_tenure")]
"""
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor as Editor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

SEALED_MESSAGE = "trail: a sealed row is only ever closed, once"
FROZEN_MESSAGE = "trail: rows of this table are never changed"
CLOSING = ("recorded_to", "closed_stamp")

POSTGRESQL_FUNCTIONS = f"""
CREATE OR REPLACE FUNCTION trail_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '{FROZEN_MESSAGE} (% on %)', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE OR REPLACE FUNCTION trail_close_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.closed_stamp IS NOT NULL OR NEW.closed_stamp IS NULL
     OR to_jsonb(NEW) - 'recorded_to' - 'closed_stamp'
        IS DISTINCT FROM to_jsonb(OLD) - 'recorded_to' - 'closed_stamp'
  THEN
    RAISE EXCEPTION '{SEALED_MESSAGE} (%)', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
"""


def protect(table: str, *, using: BaseDatabaseWrapper | None = None, frozen: bool = False) -> None:
    """Put the triggers on a table: no DELETE, no UPDATE except closing a row once (``frozen``: none)."""
    database = using or connection
    unprotect(table, using=database)
    on_postgresql = database.vendor == "postgresql"
    statements = _postgresql(table, frozen) if on_postgresql else _sqlite(table, frozen, database)
    with database.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def unprotect(table: str, *, using: BaseDatabaseWrapper | None = None) -> None:
    """Take the triggers off: for undoing a migration, and for tests that tamper."""
    database = using or connection
    place = f" ON {_quoted(table)}" if database.vendor == "postgresql" else ""
    with database.cursor() as cursor:
        for name in _trigger_names(table):
            cursor.execute(f"DROP TRIGGER IF EXISTS {_quoted(name)}{place}")


def unprotected(tables: list[str], *, using: BaseDatabaseWrapper | None = None) -> list[str]:
    """Which of the tables lack a trigger, or have one that does not know all their columns."""
    database = using or connection
    with database.cursor() as cursor:
        if database.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'")
            there = {name for (name,) in cursor.fetchall()}
            return [table for table in tables if not there.issuperset(_trigger_names(table))]
        cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'")
        there = {statement for (statement,) in cursor.fetchall()}
    return [
        table
        for table in tables
        if not any(there.issuperset(_sqlite(table, frozen, database)) for frozen in (False, True))
    ]


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _trigger_names(table: str) -> tuple[str, str, str]:
    return f"{table}_update", f"{table}_delete", f"{table}_empty"


def _postgresql(table: str, frozen: bool) -> list[str]:
    update, delete, truncate = map(_quoted, _trigger_names(table))
    on_update = "trail_refuse" if frozen else "trail_close_only"
    on, refuse = f"ON {_quoted(table)}", "EXECUTE FUNCTION trail_refuse()"
    return [
        f"CREATE TRIGGER {update} BEFORE UPDATE {on} FOR EACH ROW EXECUTE FUNCTION {on_update}()",
        f"CREATE TRIGGER {delete} BEFORE DELETE {on} FOR EACH ROW {refuse}",
        f"CREATE TRIGGER {truncate} BEFORE TRUNCATE {on} FOR EACH STATEMENT {refuse}",
    ]


def _sqlite(table: str, frozen: bool, database: BaseDatabaseWrapper) -> list[str]:
    update, delete, _ = map(_quoted, _trigger_names(table))
    condition = "" if frozen else f"WHEN {_changed_otherwise(table, database)} "
    message = FROZEN_MESSAGE if frozen else SEALED_MESSAGE
    return [
        f"CREATE TRIGGER {update} BEFORE UPDATE ON {_quoted(table)} {condition}"
        f"BEGIN SELECT RAISE(ABORT, '{message} ({table})'); END",
        f"CREATE TRIGGER {delete} BEFORE DELETE ON {_quoted(table)} "
        f"BEGIN SELECT RAISE(ABORT, '{FROZEN_MESSAGE} ({table})'); END",
    ]


def _changed_otherwise(table: str, database: BaseDatabaseWrapper) -> str:
    with database.cursor() as cursor:
        columns = [column.name for column in database.introspection.get_table_description(cursor, table)]
    same = [f"NEW.{_quoted(name)} IS NOT OLD.{_quoted(name)}" for name in columns if name not in CLOSING]
    return " OR ".join(["OLD.closed_stamp IS NOT NULL", "NEW.closed_stamp IS NULL", *same])


class Protect(Operation):
    """Migration operation: from here on rows of the tables are sealed.

    On SQLite Django changes a table by making it anew, which loses triggers: protect it again in the
    migration that changes it. ``unprotected`` finds what was forgotten.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, *tables: str, frozen: bool = False) -> None:
        self.tables = tables
        self.frozen = frozen

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__name__, list(self.tables), {"frozen": True} if self.frozen else {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        pass

    def database_forwards(
        self, app_label: str, schema_editor: Editor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for table in self.tables:
            protect(table, using=schema_editor.connection, frozen=self.frozen)

    def database_backwards(
        self, app_label: str, schema_editor: Editor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for table in self.tables:
            unprotect(table, using=schema_editor.connection)

    def describe(self) -> str:
        return f"Protect {', '.join(self.tables)} from changes"


class InstallProtection(Operation):
    """Migration operation: the functions that the triggers call on PostgreSQL."""

    reversible = True

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        pass

    def database_forwards(
        self, app_label: str, schema_editor: Editor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        if schema_editor.connection.vendor == "postgresql":
            with schema_editor.connection.cursor() as cursor:
                cursor.execute(POSTGRESQL_FUNCTIONS.replace("%", "%%"), [])

    def database_backwards(
        self, app_label: str, schema_editor: Editor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        if schema_editor.connection.vendor == "postgresql":
            with schema_editor.connection.cursor() as cursor:
                cursor.execute("DROP FUNCTION IF EXISTS trail_refuse(), trail_close_only()")

    def describe(self) -> str:
        return "Install the functions that protect sealed tables"
