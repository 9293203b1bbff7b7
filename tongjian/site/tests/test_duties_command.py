"""``tongjian duties`` as its user meets it: over the fictional river city, in a process of its own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SHELF = Path(__file__).parents[2] / "duties/tests/shelf"
RUN = [sys.executable, "-c", "from tongjian.site.command import main; main()"]
BUILD = """
import django; django.setup()
from tongjian.site import database; database.prepare()
from tongjian.duties.tests.riverside import build
print(build().city_head)
"""
TALK = "river_rules/1/oversight_talk"


class Office:
    """A data folder with the city in it, and the command line over it."""

    def __init__(self, home):
        self.environment = {
            **os.environ,
            "TONGJIAN_HOME": str(home),
            "TONGJIAN_BOOKS": str(SHELF),
            "DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "tongjian.site.settings",
            "PYTHONPATH": os.getcwd(),
        }
        self.city_head = self._run([sys.executable, "-c", BUILD]).stdout.strip()

    def _run(self, command):
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)

    def says(self, *arguments):
        """What a command answers, blanks evened out; a refusal is answered on standard error."""
        told = self._run([*RUN, *arguments])
        return told.returncode, " ".join((told.stdout if told.returncode == 0 else told.stderr).split())


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    office = Office(tmp_path_factory.mktemp("river"))
    assert office.says("duties", "derive", "--as-of", "2025-06-16", "--known-on", "2025-06-16")[0] == 0
    return office


def test_deriving_prints_states_figures_and_changes_and_a_second_time_none(office):
    code, told = office.says("duties", "derive", "--as-of", "2025-06-16", "--engine", "database")

    assert code == 0
    assert "逾期 2 超过建议期限 2 办理中 2 截至 2025-06-16" in told
    assert "责任 7 项 用时" in told
    assert told.endswith("写入变化 0 项：新增 0，变更 0，移除 0")


def test_why_explains_in_both_languages_and_refuses_a_key_that_is_not_there(office):
    key = dict(line.split("\t") for line in office_lines(office, "keys", "--per-state"))["overdue"]

    assert "截至2025-06-16：逾期。" in office.says("duties", "why", key)[1]
    english = office.says("duties", "why", key, "--lang", "en", "--as-of", "2024-06-30")[1]
    assert "As of 2024-06-30: open. Without new facts the state changes on 2024-12-01." in english
    assert office.says("duties", "why", "0" * 32) == (
        1,
        f"台账中没有编号为 {'0' * 32} 的责任事项；请核对编号，或先重新推导台账。",
    )
    code, refused = office.says("duties", "why", "0" * 32, "--lang", "en")
    assert code == 1
    assert refused.isascii()


def office_lines(office, *arguments):
    return office._run([*RUN, "duties", *arguments]).stdout.splitlines()


def test_one_key_of_each_state(office):
    assert [line.split("\t")[0] for line in office_lines(office, "keys", "--per-state")] == [
        "inactive",
        "overdue",
        "past_suggested",
        "open",
    ]
    assert len(office_lines(office, "keys")) == 7


def test_lists_are_narrowed_and_say_their_day(office):
    code, told = office.says("duties", "list", "--state", "overdue", "--measure", TALK, "--limit", "1")

    assert code == 0
    assert told.startswith("截至 2025-06-16")
    assert told.count(TALK) == 1
    assert office.says("duties", "list", "--state", "bad")[0] == 2


def test_coverage_gives_no_rate_where_nothing_binds(office):
    told = office.says("duties", "coverage", "--by", "clause")[1]

    assert "river_rules/1 逾期 2，办理中 2 2 0.0%" in told
    assert "river_rules/4 超过建议期限 2 0 —" in told


def test_blind_spots_count_by_kind_and_list_posts_without_names(office):
    assert "在任“一把手”职务 3 个" in office.says("duties", "blind-spots", "--months", "12")[1]
    posts = office.says("duties", "blind-spots", "--area", "talk")[1]
    assert "河湾市委市委书记 没有记录" in posts
    assert "江" not in posts.replace("江源", "")


def test_what_if_hand_over_and_proposals_answer(office):
    asked = ("duties", "what-if", "river_rules/3/briefing", "briefing_every")

    assert office.says(*asked, "quarter")[1] == "2025 年：现在 0 项，改签后 8 项，每月 +0.7 项。"
    assert "制度最宽到“half_year”" in office.says(*asked, "year")[1]
    assert "承担的责任 4 项" in office.says("duties", "hand-over", office.city_head)[1]
    assert "上报 上级党委 2025-01-30 上级纪检监察机关" in office.says("duties", "proposals")[1]


def test_impact_names_the_open_duties_that_a_new_version_changes(office, tmp_path):
    version = Path(shutil.copytree(SHELF / "river_rules", tmp_path / "river_rules"))
    assert office.says("book", "impact", str(version))[1] == "截至 2025-06-16，没有未结责任会变。"

    measures = version / "clauses/1/measures.yaml"
    said = measures.read_text(encoding="utf-8").replace("every: year,", "every: half_year,")
    measures.write_text(said, encoding="utf-8")

    assert office.says("book", "impact", str(version))[1].endswith("截至 2025-06-16，共 12 项未结责任会变。")
