"""The house rules catch what they are for: faults are planted in a copy of the checkout, one at a time.

The clean copy passes first, so that a rule which complains about everything would be found out too.
"""

import shutil
from pathlib import Path

import pytest

from tests.house import ladder, shape, words, writes

ROOT = Path(__file__).parent.parent


@pytest.fixture
def copy(tmp_path):
    shutil.copytree(ROOT / "tongjian", tmp_path / "tongjian", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / ".importlinter", tmp_path)
    return tmp_path


def plant(copy: Path, path: str, text: str) -> None:
    file = copy / path
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as opened:
        opened.write(text)


def broken(copy: Path) -> str:
    told = ladder.lint_imports(copy)
    assert told.returncode != 0, f"the planted import was not caught\n{told.stdout}"
    return told.stdout


def test_a_clean_copy_keeps_every_import_contract(copy):
    told = ladder.lint_imports(copy)

    assert told.returncode == 0, told.stdout + told.stderr


def test_an_upward_import_is_caught(copy):
    plant(copy, "tongjian/register/spans.py", "\nfrom tongjian.duties import state\n")

    assert "tongjian.register.spans -> tongjian.duties" in broken(copy)


def test_a_hidden_upward_import_inside_a_function_is_caught(copy):
    plant(copy, "tongjian/trail/planted.py", "def _later():\n    import tongjian.access.queries\n")

    assert "tongjian.trail.planted -> tongjian.access.queries (l.2)" in broken(copy)


def test_shelf_siblings_that_know_each_other_are_caught(copy):
    plant(copy, "tongjian/procedures/__init__.py", "")
    plant(copy, "tongjian/procedures/talk/__init__.py", "")
    plant(copy, "tongjian/procedures/duty_report/__init__.py", "")
    assert ladder.lint_imports(copy).returncode == 0, "a shelf of strangers is as it should be"

    plant(copy, "tongjian/procedures/talk/__init__.py", "import tongjian.procedures.duty_report\n")

    assert "tongjian.procedures.talk -> tongjian.procedures.duty_report" in broken(copy)


def test_django_in_a_pure_part_is_caught(copy):
    plant(copy, "tongjian/calendar/periods.py", "\nfrom django.utils import timezone\n")

    assert "tongjian.calendar.periods -> django (l." in broken(copy)


def test_django_behind_a_pure_rule_is_caught_through_another_module(copy):
    plant(copy, "tongjian/duties/planted.py", "import django\n")
    plant(copy, "tongjian/duties/state.py", "\nimport tongjian.duties.planted\n")

    assert "tongjian.duties.state -> tongjian.duties.planted" in broken(copy)


def test_rows_read_from_outside_their_part_are_caught(copy):
    plant(copy, "tongjian/duties/planted.py", "from tongjian.register.models import Organ\n")

    assert "tongjian.duties.planted -> tongjian.register.models" in broken(copy)


def test_a_web_page_that_loads_the_analytic_engine_is_caught(copy):
    plant(copy, "tongjian/web/__init__.py", "")
    plant(copy, "tongjian/web/staff/__init__.py", "import duckdb\n")

    assert "tongjian.web.staff -> duckdb" in broken(copy)


def test_a_utils_folder_is_caught_by_the_contract_and_by_its_name(copy):
    assert shape.no_drawers(copy) == []

    plant(copy, "tongjian/utils/__init__.py", "")

    assert "utils" in broken(copy)
    [finding] = shape.no_drawers(copy)
    assert str(finding).startswith("tongjian/utils/__init__.py:1 is a drawer; ")


def test_a_foreign_key_that_points_up_is_caught(copy):
    assert ladder.foreign_keys_point_down(copy) == []

    plant(
        copy,
        "tongjian/register/models/planted.py",
        "from django.db import models\n\n\nclass Planted(models.Model):\n"
        "    exhibit = models.ForeignKey('evidence.Exhibit', on_delete=models.PROTECT)\n",
    )

    [finding] = ladder.foreign_keys_point_down(copy)
    assert (finding.path, finding.line) == ("tongjian/register/models/planted.py", 5)
    assert finding.what == "a key points up, from register to evidence"


@pytest.mark.parametrize(
    "text",
    [
        "def f(row):\n    row.save()\n",
        "def f(Post):\n    Post.objects.create(title='x')\n",
        "def f(rows):\n    rows.filter(id='x').update(title='x')\n",
        "def f(Post, rows):\n    Post.objects.bulk_create(rows)\n",
        "def f(deed, row):\n    deed.record(row)\n",
        "from django.db import connection\n\nconnection.cursor().execute('DELETE FROM register_post')\n",
    ],
)
def test_a_write_outside_acts_is_caught(copy, text):
    before = writes.rows_are_written_only_in_acts(copy)

    plant(copy, "tongjian/register/planted.py", text)

    assert [f.path for f in writes.rows_are_written_only_in_acts(copy) if f not in before] == [
        "tongjian/register/planted.py"
    ]


def test_a_reading_that_looks_like_a_write_is_left_alone(copy):
    before = writes.rows_are_written_only_in_acts(copy)

    plant(
        copy,
        "tongjian/register/planted.py",
        "def f(digest, seen, cursor, Post):\n    digest.update(b'x')\n    seen.update({1})\n"
        "    cursor.execute('SELECT 1')\n    return Post.objects.filter(id='x')\n",
    )

    assert writes.rows_are_written_only_in_acts(copy) == before


def test_a_writing_function_in_acts_that_is_no_act_is_caught(copy):
    before = writes.every_writing_function_is_an_act(copy)

    plant(
        copy,
        "tongjian/evidence/acts.py",
        "\ndef slip_in(row):\n    _hide(row)\n\n\ndef _hide(row):\n    row.save()\n",
    )

    [finding] = [f for f in writes.every_writing_function_is_an_act(copy) if f not in before]
    assert finding.what == "`slip_in` writes outside an act"


def test_an_act_that_is_named_as_a_command_is_caught(copy):
    before = writes.acts_read_as_facts(copy)

    plant(
        copy,
        "tongjian/evidence/acts.py",
        "\n\n@act('settle_duty', needs=None)\ndef settle(deed):\n    '''Settle.'''\n",
    )

    [finding] = [f for f in writes.acts_read_as_facts(copy) if f not in before]
    assert finding.what == "the act `settle_duty` does not read as a fact"


def test_the_oracle_borrowing_from_the_engine_is_caught(tmp_path):
    plant(tmp_path, "tests/oracle/world.py", "import datetime\nfrom tests.oracle import state\n")
    assert ladder.oracle_shares_no_code(tmp_path) == []

    plant(tmp_path, "tests/oracle/state.py", "from tongjian.duties.state import STATES\n")

    [finding] = ladder.oracle_shares_no_code(tmp_path)
    assert finding.what == "the oracle imports tongjian.duties.state"


def test_files_and_functions_that_grew_too_long_are_caught(tmp_path):
    plant(tmp_path, "tongjian/fits.py", "def f():\n" + "    print()\n" * 49 + "# \n" * 350)
    assert shape.files_and_functions_are_short(tmp_path) == []

    plant(tmp_path, "tongjian/long.py", "def f():\n" + "    print()\n" * 50 + "# \n" * 350)

    assert [f.what for f in shape.files_and_functions_are_short(tmp_path)] == [
        "401 lines",
        "`f` has 51 lines",
    ]


def test_a_real_name_outside_a_source_text_is_caught(tmp_path):
    named = frozenset({words.digest_of_name("石某甲")})
    plant(tmp_path, "tongjian/books/page/clauses/1/text.md", "石某甲说，要开好民主生活会。\n")
    plant(tmp_path, "tongjian/books/page/clauses/1/measures.yaml", "- {says: 石某甲说, because: preamble}\n")
    assert words.no_real_name_outside_source_texts(tmp_path, named) == []

    plant(tmp_path, "tongjian/books/page/clauses/1/examples.yaml", "- holder: 原任石某甲\n")

    [finding] = words.no_real_name_outside_source_texts(tmp_path, named)
    assert (finding.path, finding.line) == ("tongjian/books/page/clauses/1/examples.yaml", 1)


def test_a_real_name_in_the_trace_is_caught_unless_it_stands_in_a_whole_sentence_of_the_text(tmp_path):
    named = frozenset({words.digest_of_name("石某甲")})
    plant(tmp_path, "tongjian/books/page/clauses/1/text.md", "石某甲说，要开好民主生活会。\n")
    plant(tmp_path, "docs/trace.md", "| 1 | 石某甲说，要开好民主生活会。 | 会议 |\n")
    assert words.no_real_name_outside_source_texts(tmp_path, named) == []

    plant(tmp_path, "docs/trace.md", "| 1 | 石某甲说，要开好民主生活会。 | 石某甲 |\n")

    [finding] = words.no_real_name_outside_source_texts(tmp_path, named)
    assert (finding.path, finding.line) == ("docs/trace.md", 2)


def test_machine_paths_and_registry_addresses_are_caught(tmp_path):
    plant(tmp_path, "docs/page.md", "see ./var/tongjian.sqlite3 and https://example.org/home/page\n")
    assert words.no_machine_path(tmp_path) == words.no_registry_host(tmp_path) == []

    plant(tmp_path, "docs/other.md", "see " + "/home" + "/lin/var\n")
    plant(tmp_path, "requirements/runtime.txt", "--extra-index" + "-url https://packages.example.org\n")

    assert [f.path for f in words.no_machine_path(tmp_path)] == ["docs/other.md"]
    assert [f.path for f in words.no_registry_host(tmp_path)] == ["requirements/runtime.txt"]
