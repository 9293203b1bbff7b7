"""``tongjian doctor``: is this installation fit for use, and if not, what to do.

Every check answers with one sentence and, where something is wrong, a second one that says the cure.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Annotated

import typer

app = typer.Typer(
    help="检查本机能否使用，并说明怎样处理。Is this installation fit for use, and if not, what to do.",
    subcommand_metavar="",
)

OLDEST_PYTHON = (3, 11)


@dataclass(frozen=True)
class Answer:
    """What one check found; without a cure all is well."""

    says: str
    cure: str = ""


@app.callback(invoke_without_command=True)
def doctor(
    prepare: Annotated[
        bool,
        typer.Option(
            "--prepare", help="先建好数据文件夹和数据表。Make the data folder and the tables first."
        ),
    ] = False,
) -> None:
    """检查本机能否使用，并说明怎样处理。Is this installation fit for use, and if not, what to do."""
    from tongjian.site.command import setup

    setup()
    if prepare:
        from tongjian.site import database

        database.prepare()
    answers = [_ask(check) for check in (python, home, tables, books, calendar, lake)]
    for answer in answers:
        typer.echo(
            f"{'✗' if answer.cure else '✓'} {answer.says}{'。' if not answer.says.endswith('。') else ''}"
        )
        if answer.cure:
            typer.echo(f"  → {answer.cure}")
    failed = sum(bool(answer.cure) for answer in answers)
    typer.echo(
        f"共 {len(answers)} 项，{failed} 项需要处理。" if failed else f"共 {len(answers)} 项，全部正常。"
    )
    raise typer.Exit(1 if failed else 0)


def _ask(check: Callable[[], Answer]) -> Answer:
    try:
        return check()
    except Exception as wrong:
        # Whatever a library says, the other checks must still be made.
        return Answer(
            f"{check.__name__}：{str(wrong).strip() or type(wrong).__name__}", "按上面的提示处理后再运行一次"
        )


def python() -> Answer:
    """The interpreter is recent enough."""
    running = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < OLDEST_PYTHON:
        return Answer(f"Python 为 {running}，版本过低", "安装 Python 3.11 或更新版本，再运行 make setup")
    return Answer(f"Python {running}")


def home() -> Answer:
    """The data folder can be written."""
    from django.conf import settings

    folder: Path = settings.HOME
    package = Path(__file__).resolve().parents[2]
    if folder.is_relative_to(package):
        return Answer(f"数据文件夹 {folder} 在程序文件夹之内", "用 TONGJIAN_HOME 另指一个文件夹")
    if not folder.is_dir():
        return Answer(
            f"数据文件夹 {folder} 还没有", "运行 tongjian doctor --prepare，或用 TONGJIAN_HOME 指定"
        )
    try:
        with TemporaryFile(dir=folder):
            return Answer(f"数据文件夹 {folder} 可以写入")
    except OSError:
        return Answer(
            f"数据文件夹 {folder} 不能写入", "请管理员授予写权限，或用 TONGJIAN_HOME 另指一个文件夹"
        )


def tables() -> Answer:
    """The database answers, understands Chinese, and has every table."""
    from django.db import OperationalError, connection

    from tongjian.site import database

    name = "PostgreSQL" if connection.vendor == "postgresql" else "内嵌数据库（SQLite）"
    try:
        waiting = database.unapplied()
    except OperationalError as wrong:
        said = str(wrong).strip().splitlines()[0]
        cure = (
            "检查 DATABASE_URL、网络和数据库服务"
            if connection.vendor == "postgresql"
            else "运行 tongjian doctor --prepare，建好数据文件夹和数据表"
        )
        return Answer(f"{name} 连不上：{said}", cure)
    if waiting:
        return Answer(
            f"{name} 有 {len(waiting)} 项数据表变更未执行：{'、'.join(waiting[:3])}"
            + (" 等" if len(waiting) > 3 else ""),
            "运行 tongjian doctor --prepare",
        )
    kind = database.character_type()
    if kind and not kind.upper().endswith(("UTF-8", "UTF8")):
        # With the character type C, substring search in Chinese silently finds nothing.
        return Answer(
            f"{name} 的字符类型为 {kind}，不能检索中文",
            "新建数据库：createdb -T template0 -E UTF8 --locale=C.UTF-8 tongjian",
        )
    return Answer(f"{name} 可用，数据表齐全" + (f"，字符类型 {kind}" if kind else ""))


def books() -> Answer:
    """Every book on the shelves can be read and agrees with its own text."""
    from django.conf import settings

    from tongjian.rulebook import read, shelf

    for place in settings.SHELVES:
        if not place.is_dir():
            return Answer(f"TONGJIAN_BOOKS 中的 {place} 不是文件夹", "改正路径，多个文件夹之间用冒号分开")
    keys = sorted(shelf(settings.BOOKS))
    for key in keys:
        try:
            read(key, shelves=settings.BOOKS)
        except ValueError as wrong:
            return Answer(
                f"制度 {key} 与其原文不符：{str(wrong).splitlines()[0]}",
                f"运行 tongjian book check {key} 查看全部",
            )
    if not keys:
        return Answer("没有任何制度", "重新安装程序，或检查 TONGJIAN_BOOKS")
    return Answer(f"制度 {len(keys)} 部可读：{'、'.join(keys)}")


def calendar() -> Answer:
    """The yearly notices of holidays are there; a year without one is computed and marked provisional."""
    from tongjian.calendar import Calendar

    today = date.today()  # noqa: DTZ011 - the office's own calendar day
    known = Calendar.read()
    announced = [year for year in range(2021, today.year + 2) if known.announced(year)]
    span = f"{announced[0]}–{announced[-1]} 年" if announced else "无"
    if not known.announced(today.year):
        return Answer(
            f"{today.year} 年的放假通知尚未录入（已有：{span}），期限按暂定日历计算",
            "录入当年放假通知，见 tongjian/calendar/README.md",
        )
    return Answer(f"工作日历已有 {span}的放假通知，其后各年按暂定日历计算")


def lake() -> Answer:
    """The analytic engine loads its scanners from the installed wheels, without a network."""
    import duckdb

    from tongjian.lake.connection import SCANNERS, connect

    with TemporaryDirectory() as spill, connect(memory="256MB", threads=1, spill=Path(spill)) as connection:
        connection.execute("SELECT 1")
    return Answer(f"分析引擎 DuckDB {duckdb.__version__} 的 {len(SCANNERS)} 个离线扩展可用")
