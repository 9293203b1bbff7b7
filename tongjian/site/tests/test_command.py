"""The command line as its user meets it: in a process of its own."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tongjian.site.new_book import write_book

RUN = [sys.executable, "-c", "from tongjian.site.command import main; main()"]


@pytest.fixture
def tongjian(tmp_path):
    def run(*arguments: str, **names: str) -> subprocess.CompletedProcess[str]:
        home = {"TONGJIAN_HOME": str(tmp_path / "home"), "TONGJIAN_BOOKS": "", "DATABASE_URL": ""}
        environment = {**os.environ, **home, "PYTHONPATH": os.getcwd(), **names}
        return subprocess.run([*RUN, *arguments], env=environment, capture_output=True, text=True)

    return run


def test_help_lists_the_groups_and_needs_no_database(tongjian):
    told = tongjian("--help", DATABASE_URL="postgresql://nobody@127.0.0.1:1/nothing")

    assert told.returncode == 0
    for group in ("book", "demo", "doctor", "duties", "register", "trail"):
        assert f" {group} " in told.stdout


def test_an_unknown_command_is_not_understood(tongjian):
    assert tongjian("heal").returncode == 2


def test_doctor_says_what_is_wrong_and_the_cure(tongjian, tmp_path):
    told = tongjian("doctor")

    assert told.returncode == 1
    assert f"✗ 数据文件夹 {tmp_path / 'home'} 还没有。\n  → 运行 tongjian doctor --prepare" in told.stdout


def test_doctor_finds_nothing_once_prepared_and_preparing_twice_is_harmless(tongjian):
    assert tongjian("doctor", "--prepare").returncode == 0

    told = tongjian("doctor", "--prepare")

    assert told.returncode == 0
    assert "✗" not in told.stdout
    assert told.stdout.endswith("全部正常。\n")


def test_doctor_refuses_a_data_folder_inside_the_package(tongjian):
    inside = Path("tongjian", "var").resolve()

    told = tongjian("doctor", TONGJIAN_HOME=str(inside))

    assert "在程序文件夹之内" in told.stdout
    assert not inside.exists()


def test_a_database_that_does_not_answer_is_one_sentence_and_a_cure(tongjian):
    told = tongjian("doctor", DATABASE_URL="postgresql://nobody@127.0.0.1:1/nothing")

    assert told.returncode == 1
    assert "✗ PostgreSQL 连不上" in told.stdout
    assert "Traceback" not in told.stdout + told.stderr


def test_a_faulty_book_is_refused_at_its_place_without_a_traceback(tongjian, tmp_path):
    text = write_book(tmp_path, "qinghe_rules") / "clauses/1/text.md"
    shelves = {"TONGJIAN_BOOKS": str(tmp_path)}
    assert tongjian("book", "check", "qinghe_rules", "--no-examples", **shelves).returncode == 0

    text.write_text(text.read_text(encoding="utf-8").replace("一次", "两次"), encoding="utf-8")
    told = tongjian("book", "check", "qinghe_rules", **shelves)

    assert told.returncode == 1
    assert "qinghe_rules/clauses/1/measures.yaml:7:" in told.stderr
    assert "不在第 1 条的任何一句之内。\n  办法：请照 text.md 逐字引用" in told.stderr
    assert "Traceback" not in told.stderr
    assert told.stdout == ""


def test_a_command_before_the_tables_exist_says_what_to_do(tongjian):
    told = tongjian("trail", "verify")

    assert told.returncode == 1
    assert "请运行 tongjian doctor" in told.stderr
    assert "Traceback" not in told.stderr


def test_a_reader_who_has_seen_enough_causes_no_complaint():
    told = subprocess.run(
        f"{sys.executable} -c 'from tongjian.site.command import main; main()' book check --no-examples | head -n 1",
        shell=True, env={**os.environ, "PYTHONPATH": os.getcwd()}, capture_output=True, text=True,
    )  # fmt: skip

    assert told.stdout
    assert told.stderr == ""


def test_interrupting_says_that_nothing_was_written_and_exits_with_130(tmp_path):
    (tmp_path / "wait.py").write_text(
        "import time, typer\napp = typer.Typer()\n\n\n@app.callback(invoke_without_command=True)\n"
        "def wait():\n    print('waiting', flush=True)\n    time.sleep(60)\n",
        encoding="utf-8",
    )
    script = f"from tongjian.site import command as c; c.__path__.append({str(tmp_path)!r}); c.main(['wait'])"
    running = subprocess.Popen(
        [sys.executable, "-c", script], env={**os.environ, "PYTHONPATH": os.getcwd()},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        # A shell that starts the suite in the background has it ignore Ctrl-C, and children inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    assert running.stdout.readline() == "waiting\n"

    running.send_signal(signal.SIGINT)
    _said, complained = running.communicate(timeout=20)

    assert running.returncode == 130
    assert complained.strip() == "已中断，未写入任何内容。"
