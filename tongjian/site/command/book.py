"""``tongjian book``: read books, check them against their own text, compare, trace, begin new ones."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from json import dumps, loads
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tongjian.site.command._screen import Language, complain, progress, sentence_of
from tongjian.terms import shows

if TYPE_CHECKING:
    from tongjian.rulebook import Rulebook
    from tongjian.site.trace_table import Site

app = typer.Typer(help="核对、比较、追溯制度文本。Check, compare and trace books.", no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="以 JSON 输出。Answer as JSON.")]


def _shelves() -> tuple[Path, ...]:
    # Only the shelves are needed: books are read without a database.
    from tongjian.site.settings import BOOKS

    return BOOKS


@app.command()
@shows("parameter", "{book}")
def check(
    keys: Annotated[
        list[str] | None, typer.Argument(help="制度名称；不写则核对全部。Keys of books; all without one.")
    ] = None,
    no_examples: Annotated[bool, typer.Option("--no-examples", help="不演算例子。Do not work the examples.")] = False,
    sentences: Annotated[
        bool, typer.Option("--sentences", help="逐句列出每一段归到哪里。Every sentence, span by span.")
    ] = False,
    json: AsJson = False,
    language: Annotated[
        Language, typer.Option("--lang", help="用何种语言说明制度的错误。Language of the mistakes found.")
    ] = "zh",
) -> None:
    """与原文逐字核对，并演算全部例子。Account for every sentence and measure, and work every example.

    With --json one book is an object, several are a list.
    """
    from tongjian.rulebook import check as account
    from tongjian.rulebook import read, shelf
    from tongjian.site.command import _book_pages as pages

    told: list[dict[str, Any]] = []
    failed = 0
    for number, key in enumerate(keys or sorted(shelf(_shelves()))):
        with _mistakes_told_in(language):
            rulebook = read(key, shelves=_shelves())
        report = account(rulebook.book(key))
        if not json:
            typer.echo("\n" if number else "", nl=False)
            pages.print_report(report, rulebook)
            if sentences:
                pages.print_sentences(rulebook.book(key))
        with _mistakes_told_in(language):
            worked = None if no_examples else _worked(rulebook, key)
        failed += len(worked["failed"]) if worked else 0
        if json:
            told.append({**loads(report.as_json()), "examples": worked})
        elif worked:
            pages.print_worked(worked)
    if json:
        typer.echo(dumps(told[0] if keys and len(keys) == 1 else told, ensure_ascii=False, indent=2))
    if failed:
        raise typer.Exit(1)


@contextmanager
def _mistakes_told_in(language: Language) -> Iterator[None]:
    """Complain of a faulty book in this language; the command line by itself does so in Chinese."""
    from tongjian.rulebook import BookError

    try:
        yield
    except BookError as refused:
        complain(sentence_of(refused, language) or "")
        raise typer.Exit(1) from None


def _worked(rulebook: "Rulebook", key: str) -> dict[str, Any]:
    """How many examples of a book there are and hold, and each difference of those that do not."""
    # The engine lays facts out over the register's own tables, in memory; no database is opened.
    from tongjian.site.command import setup

    setup()
    from tongjian.duties.examples import run
    from tongjian.rulebook import examples
    from tongjian.site.command._book_pages import from_checkout

    found = examples(rulebook, key)
    failed = []
    with progress(f"演算例子 {key}") as tell:
        for number, example in enumerate(found, 1):
            differences = run(rulebook, example).differences
            tell(number, len(found))
            if differences:
                place = f"{from_checkout(str(example.place.file))}:{example.place.line}"
                failed.append({"place": place, "name": example.name, "differences": list(differences)})
    return {"count": len(found), "held": len(found) - len(failed), "failed": failed}


@app.command()
def diff(
    before: Annotated[str, typer.Argument(help="制度名称或文件夹。A key, or a folder.")],
    after: Annotated[str, typer.Argument(help="制度名称或文件夹。A key, or a folder.")],
) -> None:
    """两部制度或两个版本有何不同：逐项措施、逐句原文。What differs, by measure and sentence."""
    from tongjian.rulebook import diff as compare
    from tongjian.rulebook import read_book, shelf
    from tongjian.site.command._book_pages import print_difference

    known = shelf(_shelves())
    old, new = (read_book(_folder(name, known)) for name in (before, after))
    print_difference(old, new, compare(old, new))


def _folder(name: str, known: dict[str, Path]) -> Path:
    folder = known.get(name, Path(name).resolve())
    if not (folder / "book.yaml").exists():
        raise typer.BadParameter(f"“{name}”不是制度名称，也不是含 book.yaml 的文件夹。有：{'、'.join(sorted(known))}。")
    return folder


@app.command()
def impact(
    folder: Annotated[Path, typer.Argument(help="新版本的文件夹，与制度同名。Folder of the new version.")],
    as_of: Annotated[str | None, typer.Option("--as-of", help="截至哪一天；默认台账之日。As of which day.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="最多列几项。List at most so many.")] = 50,
) -> None:
    """新版本施行后，哪些未结责任会变。Which open duties change under a new version of an adopted book."""
    from collections import Counter

    from tongjian.site.command import setup
    from tongjian.site.command._screen import day_of, print_table

    setup()
    from tongjian.duties import queries
    from tongjian.trail.acts import SYSTEM

    shown = queries.generation()
    day = day_of(as_of, default=shown.as_of if shown else None)
    adopted = dict.fromkeys(one.book for one in queries.adoptions(known_on=queries.known_by_ledger(day)))
    changes = queries.impact(seen_by=SYSTEM, book=_with_version(folder, list(adopted)), as_of=day)
    if not changes:
        typer.echo(f"截至 {day}，没有未结责任会变。")
        return
    totals = Counter((measure, what) for _, measure, what in changes)
    rows = [(measure, what, count) for (measure, what), count in sorted(totals.items())]
    print_table(("监督措施", "变化", "件数"), rows, numbers=(2,))
    print_table(("责任编号", "监督措施", "变化"), changes[:limit])
    typer.echo(f"截至 {day}，共 {len(changes):,} 项未结责任会变。")


def _with_version(folder: Path, adopted: list[str]) -> "Rulebook":
    """The adopted books, with one of them, or one that they refine, read from another folder."""
    from tempfile import TemporaryDirectory

    from tongjian.rulebook import read

    with TemporaryDirectory() as shelf:
        # A shelf of its own: what else lies beside the new version is not meant.
        (Path(shelf) / folder.resolve().name).symlink_to(folder.resolve(), target_is_directory=True)
        return read(*adopted, shelves=(Path(shelf), *_shelves()))


@app.command()
@shows("sentence", "{clause} --book {book}")
def trace(
    clause: Annotated[str | None, typer.Argument(help="条号，例如 19。The clause, e.g. 19.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="全部条款。Every clause.")] = False,
    table: Annotated[
        bool,
        typer.Option("--table", help="种子文本一句一行：措施、现状、页面、命令。A row for every sentence of the seed."),
    ] = False,
    book: Annotated[
        str | None, typer.Option("--book", help="制度名称；默认 opinion_2021，--table 默认全部种子文本。The book.")
    ] = None,
    json: AsJson = False,
    language: Annotated[Language, typer.Option("--lang", help="表格的语言。Language of the table.")] = "zh",
) -> None:
    """从一条原文到措施、例子、测试、页面、命令，并说明还缺什么。From a text to whatever stands on it."""
    if table:
        _print_table(clause, book, json, language)
        return
    if (clause is None) is not everything:
        raise typer.BadParameter("请写一个条号，或用 --all 追溯全部，或用 --table 一句一行。")
    _print_trace(clause, book or "opinion_2021", json)


def _print_trace(clause: str | None, book: str, json: bool) -> None:
    """From each id of a clause, or of all, to whatever stands on it."""
    from tongjian.rulebook import read
    from tongjian.rulebook import trace as follow
    from tongjian.rulebook.tracing import as_json
    from tongjian.site import checkout
    from tongjian.site.command._book_pages import from_checkout, print_trace

    rulebook = read(book, shelves=_shelves())
    _known(rulebook, book, clause)
    site = _site(rulebook)
    held = {"procedures": checkout.carried_out_by(rulebook), "tests": checkout.guarded_by(rulebook)}
    lines = follow(rulebook, clause, book=book, screens=site.screens, commands=site.commands, **held)
    if json:
        typer.echo(from_checkout(as_json(lines)))
    else:
        print_trace(lines, rulebook)


def _print_table(clause: str | None, book: str | None, json: bool, language: Language) -> None:
    """A row for every sentence of the texts of the seed, or of one book, or of one clause of it."""
    from dataclasses import asdict

    from tongjian.rulebook import read
    from tongjian.site import trace_page, trace_table

    keys = [book or "opinion_2021"] if book or clause else trace_table.seed_books(_shelves())
    rulebook = read(*keys, shelves=_shelves())
    _known(rulebook, keys[0], clause)
    rows = trace_table.rows(_site(rulebook), keys, clause)
    if json:
        typer.echo(dumps([asdict(row) for row in rows], ensure_ascii=False, indent=2))
    else:
        typer.echo(trace_page.whole(rows, rulebook, language), nl=False)


def _site(rulebook: "Rulebook") -> "Site":
    """What pages and commands show of these books; the pages are found over the URLconf, no database is opened."""
    from typer.main import get_command

    from tongjian.site.command import application, setup

    setup()
    from tongjian.site.places import commands, screens
    from tongjian.site.trace_table import Site

    return Site(rulebook, screens(), commands(get_command(application())))


def _known(rulebook: "Rulebook", book: str, clause: str | None) -> None:
    known = [one.key for one in rulebook.book(book).clauses]
    if clause is not None and clause not in known:
        raise typer.BadParameter(f"{book} 没有第 {clause} 条；有：{'、'.join(known)}。")


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
    from tongjian.site.settings import SHELVES

    written = write_book(folder or next(iter(SHELVES), SHIPPED), key)
    typer.echo(f"已建好 {written}。请录入原文，改写例子，再运行 tongjian book check {key}。")


@app.command("import-text")
@shows("draft", "FILE --book {book}")
def import_text(
    file: Annotated[Path, typer.Argument(help="正式文本，UTF-8 的 .txt 或 .md。The official text, UTF-8.")],
    book: Annotated[str, typer.Option("--book", help="制度名称。Key of the book.")] = "opinion_2021",
    sign: Annotated[
        str | None, typer.Option("--sign", help="为哪个机关启用：编号、代码或名称。For which organ.")
    ] = None,
    signer: Annotated[
        str | None, typer.Option("--signer", help="由哪个机关签署：本级或上级。The signing organ.")
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", envvar="TONGJIAN_TODAY", help="签署之日，默认今天。The office day.")
    ] = None,
    json: AsJson = False,
    language: Annotated[
        Language, typer.Option("--lang", help="用何种语言说明文本的错误。Language of the mistakes found.")
    ] = "zh",
) -> None:
    """与正式文本逐句核对；签署后启用所缺各条。Compare with the official text; a signature activates lost articles.

    Without --sign nothing is written. Exit code 1: something does not match, as listed.
    """
    from tongjian.rulebook import align, read, read_official
    from tongjian.site.command import _import_pages as pages

    if file.suffix.lower() not in (".txt", ".md"):
        raise typer.BadParameter("只能读 UTF-8 的 .txt 或 .md；Word 文件请先另存为纯文本。")
    if (sign is None) is not (signer is None):
        raise typer.BadParameter("--sign（为哪个机关）与 --signer（由谁签署）须一并写明。")
    brought = file.read_bytes()
    with _mistakes_told_in(language):
        alignment = align(read(book, shelves=_shelves()).book(book), read_official(brought, file))
    if not json:
        pages.print_alignment(alignment)
    sealed = None
    if sign is not None and signer is not None:
        with _mistakes_told_in(language), progress("导入正式文本") as tell:
            sealed = _signed(book, brought, file, (sign, signer), on, tell)
    if json:
        typer.echo(dumps(pages.as_data(alignment, sealed), ensure_ascii=False, indent=2))
    elif sealed:
        pages.print_sealed(sealed)
    raise typer.Exit(0 if sealed or alignment.agrees else 1)


def _signed(book: str, brought: bytes, file: Path, organs: tuple[str, str], on: str | None, tell: Any) -> Any:
    """Seal the edition in the name of the signer, and put it in force."""
    from tongjian.site.command import setup
    from tongjian.site.command._screen import day_of

    setup()
    from tongjian.duties.acts import import_text as bring
    from tongjian.trail.acts import SYSTEM

    day = day_of(on)
    organ, signer = (_organ(text, day) for text in organs)
    return bring(by=SYSTEM, where=signer, on=day, organ=organ, book=book, brought=brought, signer=signer,
                 file=Path(file.name), progress=tell)  # fmt: skip


def _organ(text: str, day: date) -> str:
    """The one organ of that id, code or name on a day."""
    from tongjian.register import queries
    from tongjian.trail.acts import SYSTEM

    when: dict[str, Any] = {"seen_by": SYSTEM, "day": day, "known_on": day}
    one = queries.organ(id=text, **when)
    exact = [one] if one else [o for o in queries.search(text=text, **when) if text in (o.name, o.code)]
    if len(exact) != 1:
        raise typer.BadParameter(f"{day} 没有、或者不止一个机关叫“{text}”；请用 tongjian register show 查编号。")
    return exact[0].id
