from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from tongjian.trail.protection import protect, unprotect, unprotected
from tongjian.trail.tests.papers import COUNTY, LIN, Paper, file_paper, withdraw

DAY = date(2024, 1, 5)


def run(sql):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.rowcount


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE trail_entry SET actor = 'x'",
        "DELETE FROM trail_entry",
        "UPDATE trail_salt SET stamp = 9",
        "DELETE FROM trail_salt",
        "DELETE FROM trail_paper",
        "UPDATE trail_paper SET title = 'x'",
        "UPDATE trail_paper SET title = 'x', recorded_to = '2024-02-01', closed_stamp = 2",
        "UPDATE trail_paper SET recorded_to = '2024-02-01'",
        "UPDATE trail_paper SET stamp = 9",
        "UPDATE trail_paper SET folder_id = id",
    ],
)
def test_the_database_itself_refuses_to_change_the_trail_and_sealed_rows(office, sql):
    file_paper(by=LIN, where=COUNTY, on=DAY, title="通知")

    with pytest.raises(DatabaseError, match="trail:"):
        run(sql)

    assert Paper.objects.get().title == "通知"


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE trail_paper SET closed_stamp = 9",
        "UPDATE trail_paper SET closed_stamp = NULL, recorded_to = '9999-12-31'",
        "UPDATE trail_paper SET recorded_to = '2023-01-01'",
    ],
)
def test_a_closed_row_is_never_opened_or_closed_again(office, sql):
    paper = file_paper(by=LIN, where=COUNTY, on=DAY, title="通知")
    withdraw(by=LIN, where=COUNTY, on=DAY, papers=[paper])

    with pytest.raises(DatabaseError, match="closed, once"):
        run(sql)


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no TRUNCATE")
@pytest.mark.parametrize("table", ["trail_entry", "trail_salt", "trail_paper"])
def test_a_protected_table_cannot_be_emptied(office, table):
    with pytest.raises(DatabaseError, match="trail:"):
        run(f"TRUNCATE {table}")


def test_a_table_without_its_triggers_is_named(office):
    assert unprotected(["trail_entry", "trail_paper"]) == []

    unprotect("trail_paper")
    assert unprotected(["trail_entry", "trail_paper"]) == ["trail_paper"]
    assert run("UPDATE trail_paper SET title = 'x'") == 0

    protect("trail_paper")
    assert unprotected(["trail_entry", "trail_paper"]) == []


def test_a_trigger_that_does_not_know_a_new_column_is_named(office):
    if connection.vendor != "sqlite":
        pytest.skip("on PostgreSQL the trigger compares whole rows")

    run("ALTER TABLE trail_posting ADD COLUMN remark varchar(20) NOT NULL DEFAULT ''")
    assert unprotected(["trail_posting"]) == ["trail_posting"]

    protect("trail_posting")
    assert unprotected(["trail_posting"]) == []
