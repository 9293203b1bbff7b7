"""``tongjian trail``: verify what was sealed, export it, and seal the day."""

from pathlib import Path
from typing import Annotated

import typer

from tongjian.site.command._screen import day_of, progress

app = typer.Typer(help="查验、导出、封印留痕。Verify, export and seal the trail.", no_args_is_help=True)

AnchorFile = Annotated[
    Path | None,
    typer.Option("--anchor", help="此前公布的锚点或导出文件。Heads that were published earlier."),
]


@app.command()
def verify(
    file: Annotated[
        Path | None,
        typer.Option(
            "--file", help="查验导出文件，不用数据库。Verify an exported file without the database."
        ),
    ] = None,
    anchor: AnchorFile = None,
) -> None:
    """逐条核对封印及其所说的每一行、每一个文件。Check every seal, and every row and file it speaks of."""
    if file is not None:
        from tongjian.trail.verifier import verify_file

        findings, checked = verify_file(file, anchor), str(file)
    else:
        from tongjian.site.command import setup

        setup()
        from tongjian.trail.queries import heads
        from tongjian.trail.verify import verify as verify_database

        with progress("查验留痕"):
            findings = verify_database(anchor)
        ends = heads()
        checked = f"{len(ends)} 条链、{sum(seq for seq, _seal in ends.values())} 条记录"
    for finding in findings:
        typer.echo(finding.says)
    if any(finding.kind == "not_a_trail" for finding in findings):
        raise typer.Exit(1)
    if findings:
        typer.echo(f"共发现 {len(findings)} 处不符。请保全数据库和本结果，并向上一级机关报告。")
        raise typer.Exit(1)
    typer.echo(f"留痕完好：{checked}，全部相符。")


@app.command()
def export(
    file: Annotated[Path, typer.Argument(help="写到哪个文件。The file to write.")],
    since: Annotated[
        Path | None,
        typer.Option("--since", help="只导出此锚点或导出文件之后的记录。Only what came after this anchor."),
    ] = None,
) -> None:
    """导出全部封印，供别处保存、他人查验；不含个人信息。Write the seals to a file for keeping elsewhere."""
    from tongjian.site.command import setup

    setup()
    from tongjian.trail.export import export as write

    typer.echo(f"已导出 {write(file, since)} 条记录：{file}。查验：tongjian trail verify --file {file}")


@app.command()
def seal(
    anchor: Annotated[
        Path | None,
        typer.Option("--anchor", help="把各链之首写成锚点文件，另处保存。Write the heads to an anchor file."),
    ] = None,
    on: Annotated[str | None, typer.Option("--on", help="封印之日，默认今天。The office day.")] = None,
) -> None:
    """每日一次：交叉封印各机关的链。Once a day: seal the heads of all chains."""
    from tongjian.site.command import setup

    setup()
    from tongjian.trail.acts import SYSTEM, cross_seal
    from tongjian.trail.export import write_anchor

    day = day_of(on)
    typer.echo(f"已封印 {cross_seal(by=SYSTEM, where=None, on=day)} 条有变动的链。")
    if anchor is not None:
        typer.echo(f"锚点含 {write_anchor(anchor, on=day)} 条链：{anchor}。请存放到本机以外。")
