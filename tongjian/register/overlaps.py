"""Triggers that keep the present spans of one identity from sharing a day, on both databases.

The acts refuse an overlap with a sentence; the trigger is the second lock. No exclusion constraint:
PostgreSQL would need an extension for it, and SQLite has none.
"""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

OPEN = "9999-12-31"
MESSAGE = "register: two present spans of the same thing share a day"

# What makes two rows speak of the same thing; an office may be stationed at several organs at a time.
SAME = {
    "register_organspan": "t.organ_id = NEW.organ_id",
    "register_bodyspan": "t.body_id = NEW.body_id",
    "register_postspan": "t.post_id = NEW.post_id",
    "register_tenure": "t.post_id = NEW.post_id",
    # Kind is joined to nothing, so that no plan reads by the index that begins with it.
    "register_pathspan": "t.organ_id = NEW.organ_id AND t.kind || '' = NEW.kind",
    "register_relation": "t.lower_id = NEW.lower_id AND t.kind = NEW.kind AND (t.kind <> 'stationed_at'"
    " OR COALESCE(t.upper_id, '') = COALESCE(NEW.upper_id, ''))",
}


class RefuseOverlaps(Operation):
    """Migration operation: put the trigger on the tables; again after every later change to one of them."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, *tables: str) -> None:
        self.tables = tables

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__name__, list(self.tables), {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        pass

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for table in self.tables:
            _run(schema_editor.connection, *_create(schema_editor.connection, table))

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for table in self.tables:
            _run(schema_editor.connection, *_drop(schema_editor.connection, table))

    def describe(self) -> str:
        return f"Refuse overlapping spans in {', '.join(self.tables)}"


def _create(connection: BaseDatabaseWrapper, table: str) -> list[str]:
    clash = (
        f"SELECT 1 FROM {table} t WHERE {SAME[table]} AND t.recorded_to = '{OPEN}' "
        "AND t.valid_from < NEW.valid_to AND NEW.valid_from < t.valid_to"
    )
    create = f"CREATE TRIGGER {table}_overlap BEFORE INSERT ON {table} "
    if connection.vendor != "postgresql":
        return [
            *_drop(connection, table),
            f"{create} WHEN NEW.recorded_to = '{OPEN}' "
            f"BEGIN SELECT RAISE(ABORT, '{MESSAGE} ({table})') WHERE EXISTS ({clash}); END",
        ]
    # A plan made while the table was empty would read all of it for every row of a large import.
    return [
        *_drop(connection, table),
        f"CREATE FUNCTION {table}_overlap() RETURNS trigger LANGUAGE plpgsql "
        "SET enable_seqscan = off AS $$ BEGIN "
        f"IF NEW.recorded_to = '{OPEN}' AND EXISTS ({clash}) THEN RAISE EXCEPTION '{MESSAGE} ({table})' "
        "USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",
        f"{create} FOR EACH ROW EXECUTE FUNCTION {table}_overlap()",
    ]


def _drop(connection: BaseDatabaseWrapper, table: str) -> list[str]:
    if connection.vendor != "postgresql":
        return [f"DROP TRIGGER IF EXISTS {table}_overlap"]
    return [
        f"DROP TRIGGER IF EXISTS {table}_overlap ON {table}",
        f"DROP FUNCTION IF EXISTS {table}_overlap()",
    ]


def _run(connection: BaseDatabaseWrapper, *statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
