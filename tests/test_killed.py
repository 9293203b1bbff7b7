"""A process killed at any moment leaves everything old or everything new, and the next one goes on.

The same trials as `python -m bench.kill`, few and small, so that every run of the suite holds them. The book has one
measure: what is killed here is the writing, not the deriving.
"""

import sqlite3
from contextlib import closing

import pytest

from bench import kill
from tongjian.site.new_book import write_book

KILLS, HOLDERS, SEED = 4, 400, 1248
SENTENCE = "每个职务每月报告一次。"
MEASURES = f"""\
measures:
  - slug: monthly_report
    title: {{zh: 每月报告, en: Report once a month}}
    kind: duty
    norm: must
    says: [{SENTENCE}]
    status: local
    in_force: 2024-01-01
    area: report_account
    bearer: {{who: own_organ}}
    subject: {{kind: post, roles: [top_leader, deputy, member]}}
    derives:
      periodic: {{every: month, basis: text}}
    exhibits: [{{kind: report}}]
"""


@pytest.fixture(scope="module")
def homes(tmp_path_factory):
    """A workbook, an empty home, and a home with a first generation that waits for the next."""
    work = tmp_path_factory.mktemp("killed")
    clause = write_book(work / "shelf", "killed_rules") / "clauses" / "1"
    (clause / "text.md").write_text(f"# 第一条\n\n{SENTENCE}\n", encoding="utf-8")
    (clause / "measures.yaml").write_text(MEASURES, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TONGJIAN_BOOKS", str(work / "shelf"))
        yield kill.prepare(work, HOLDERS, "killed_rules")


def wrong(found):
    return [said for one in found for said in one["wrong"]]


def test_a_killed_import_leaves_the_whole_register_or_nothing_and_can_be_repeated(homes):
    found = kill.trials(homes, kill.importing(homes.book), KILLS, SEED)

    assert wrong(found) == []
    assert {one["state"] for one in found} <= {"old", "new"}


@pytest.mark.parametrize("engine", ["database", "lake"])
def test_a_killed_derivation_leaves_the_old_generation_or_the_new_and_can_be_repeated(homes, engine):
    found = kill.trials(homes, kill.deriving(engine), KILLS // 2, SEED)

    assert wrong(found) == []
    assert {one["state"] for one in found} <= {"old", "new"}


def test_the_database_and_the_lake_derive_the_same_ledger_and_the_same_contacts(homes):
    left = [
        kill.profile(homes.full, homes.work / "beside", kill.deriving(engine), ("rows", "ledger")).new
        for engine in ("database", "lake")
    ]

    assert left[0]["rows"]["duties_contact"] > 0
    assert left[0]["ledger"] == left[1]["ledger"]


def test_half_a_state_would_be_found(homes):
    home = kill.copied(homes.full, homes.work / "halved")
    state = {name: homes.old[homes.full][name] for name in ("register", "ledger", "pointer")}

    with closing(sqlite3.connect(home / "tongjian.sqlite3")) as database, database:
        database.execute("DELETE FROM duties_duty WHERE key = (SELECT MIN(key) FROM duties_duty)")
    (home / "lake" / "generations" / "duties" / "00000001" / "rows.parquet").write_bytes(b"PAR1")
    found = kill.judged(home, kill.deriving("database"), kill.Profile(1, [], state), state)

    assert found["state"] == "neither"
    assert [said.split(":")[0] for said in found["wrong"][:2]] == ["pointer", "lake"]
