"""``tongjian book``: read books, check them against their own text, compare, trace, begin new ones."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="核对、比较、追溯制度文本。Check, compare and trace books.", no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="以 JSON 输出。Answer as JSON.")]


def _shelves() -> tuple[Path, ...]:
    # Only the shelves are needed: books are read without a database.
    from tongjian.site.settings import BOOKS

    return BOOKS


@app.command()
def check(
    keys: Annotated[
        list[str] | None, typer.Argument(help="制度名称；不写则核对全部。Keys of books; all without one.")
    ] = None,
    json: AsJson = False,
) -> None:
    """与原文逐字核对：每一句归到哪里，哪些措施在等待签署。Account for every sentence and every measure."""
    from tongjian.rulebook import check as account
    from tongjian.rulebook import examples, read, shelf

    for number, key in enumerate(keys or sorted(shelf(_shelves()))):
        rulebook = read(key, shelves=_shelves())
        report = account(rulebook.book(key))
        shown = len(examples(rulebook, key))
        if json:
            typer.echo(report.as_json())
        else:
            typer.echo(("\n" if number else "") + report.as_text())
            typer.echo(f"例子 {shown} 个")


@app.command()
def diff(
    before: Annotated[str, typer.Argument(help="制度名称或文件夹。A key, or a folder.")],
    after: Annotated[str, typer.Argument(help="制度名称或文件夹。A key, or a folder.")],
) -> None:
    """两部制度或两个版本有何不同：逐项措施、逐句原文。What differs, by measure and sentence."""
    from tongjian.rulebook import diff as compare
    from tongjian.rulebook import read_book, shelf
    from tongjian.rulebook.difference import as_text

    known = shelf(_shelves())
    changes = compare(*(read_book(known.get(name, Path(name).resolve())) for name in (before, after)))
    typer.echo(as_text(changes) if changes else "没有不同。")


@app.command()
def trace(
    clause: Annotated[str | None, typer.Argument(help="条号，例如 19。The clause, e.g. 19.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="全部条款。Every clause.")] = False,
    book: Annotated[str, typer.Option("--book", help="制度名称。Key of the book.")] = "opinion_2021",
    json: AsJson = False,
) -> None:
    """从一条原文到措施、例子、程序、测试，并说明还缺什么。From a text to its tests, and what is missing."""
    from tongjian.rulebook import read
    from tongjian.rulebook import trace as follow
    from tongjian.rulebook.tracing import as_json

    if (clause is None) is not everything:
        raise typer.BadParameter("请写一个条号，或用 --all 追溯全部。")
    rulebook = read(book, shelves=_shelves())
    known = [one.key for one in rulebook.book(book).clauses]
    if clause is not None and clause not in known:
        raise typer.BadParameter(f"{book} 没有第 {clause} 条；有：{'、'.join(known)}。")
    lines = follow(rulebook, clause, book=book)
    typer.echo(as_json(lines) if json else "\n".join(map(str, lines)))
    missing = sum(len(line.missing) for line in lines)
    if not json:
        typer.echo(f"\n共 {len(lines)} 项，缺 {missing} 处。")


@app.command()
def new(
    key: Annotated[str, typer.Argument(help="新制度的名称，例如 qinghe_rules。Key of the new book.")],
    folder: Annotated[
        Path | None,
        typer.Option("--in", help="放在哪个书架；默认 TONGJIAN_BOOKS 的第一个，否则随程序。The shelf."),
    ] = None,
) -> None:
    """新建制度文件夹：各文件齐备，附一个待改写的例子。Begin a book; its example fails until rewritten."""
    from tongjian.rulebook import SHIPPED
    from tongjian.site.new_book import write_book

    written = write_book(folder or next(iter(_shelves()), SHIPPED), key)
    typer.echo(f"已建好 {written}。请录入原文，改写例子，再运行 tongjian book check {key}。")
