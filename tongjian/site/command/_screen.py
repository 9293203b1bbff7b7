"""What the commands share of the screen: tables, progress, and complaints in sentences.

Answers go to standard output, and only answers; progress and complaints go to standard error.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Literal, Protocol

import typer

Language = Literal["zh", "en"]
# Library errors that mean something an office can mend; anything else unforeseen keeps its traceback.
SHOWN = 200
CURES = {
    "OperationalError": "数据库无法使用：{said}。请运行 tongjian doctor 查看原因。",
    "ProgrammingError": "数据库结构与程序不符：{said}。请运行 tongjian doctor --prepare。",
    "PermissionError": "没有权限读写：{said}。请检查该文件或文件夹的权限。",
    "FileNotFoundError": "找不到文件：{said}。请核对路径。",
    "IsADirectoryError": "这是文件夹，不是文件：{said}。请核对路径。",
    "NotADirectoryError": "这不是文件夹：{said}。请核对路径。",
    "UnicodeDecodeError": "文件不是 UTF-8 文本：{said}。请另存为 UTF-8 后再试。",
}


def complain(sentence: str) -> None:
    """Say on standard error what was refused and what to do now."""
    typer.secho(sentence, err=True, fg=typer.colors.RED)


def sentence_of(refused: Exception, language: Language = "zh") -> str | None:
    """The sentence for a refusal of this product or a mendable library error; nothing for the unforeseen.

    What is wrong with a book can be told in either language.
    """
    if type(refused).__module__.startswith("tongjian."):
        several = getattr(refused, "all", None)
        if several:  # a faulty book: each fault with its place and cure
            return _from_here("\n".join(fault.said(language) for fault in several))
        cells = [f"  {fault}" for fault in getattr(refused, "errors", ())]  # a faulty workbook: each cell
        more = [f"  其余 {len(cells) - SHOWN} 处从略。"] if len(cells) > SHOWN else []
        return "\n".join([_from_here(str(refused)), *cells[:SHOWN], *more])
    for kind in type(refused).__mro__:
        if kind.__name__ in CURES:
            said = str(refused).strip().splitlines()
            return CURES[kind.__name__].format(said=said[0] if said else kind.__name__)
    return None


def _from_here(said: str) -> str:
    # Places are named from where the command is run, as every other tool of the terminal does.
    return said.replace(f"{Path.cwd()}/", "")


def print_table(
    columns: Sequence[str], rows: Iterable[Sequence[object]], *, numbers: Sequence[int] = ()
) -> None:
    """Print rows under their headings; ``numbers`` are the columns set flush right."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for index, column in enumerate(columns):
        table.add_column(column, justify="right" if index in numbers else "left", overflow="fold")
    for row in rows:
        table.add_row(*(f"{value:,}" if isinstance(value, int) else str(value) for value in row))
    Console(soft_wrap=not sys.stdout.isatty(), width=None if sys.stdout.isatty() else 160).print(table)


def wide(text: str, columns: int) -> str:
    """Pad to so many columns of a terminal, where a Chinese character takes two.

    >>> len(wide("措施", 8))
    6
    """
    from rich.cells import cell_len

    return text + " " * max(columns - cell_len(text), 0)


class Tell(Protocol):
    """Says how far long work has come."""

    def __call__(self, done: int, total: int | None = None, at: str = "") -> None: ...


@contextmanager
def progress(says: str) -> Iterator[Tell]:
    """A bar on standard error while long work runs; silent where nobody watches."""
    if not sys.stderr.isatty():
        yield lambda done, total=None, at="": None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(says, total=None)

        def tell(done: int, total: int | None = None, at: str = "") -> None:
            bar.update(task, completed=done, total=total, description=f"{says} {at}".strip())

        yield tell


def day_of(text: str | None, *, default: date | None = None) -> date:
    """A day given as 2024-01-05; without one the default, else today.

    The command line is the one place that reads the clock: below it "today" is an argument.
    """
    if text is None:
        return default or date.today()  # noqa: DTZ011 - the office's own calendar day
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"日期请写成 2024-01-05 的样子，收到的是“{text}”。") from None
