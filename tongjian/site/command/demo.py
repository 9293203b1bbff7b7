"""``tongjian demo``: build 青禾市（示例） where there is nothing, and show what it holds."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from tongjian.site.command._screen import print_table, progress

app = typer.Typer(
    help="青禾市（示例）：虚构的一座市，三年的监督。A fictional city with three years of supervision.",
    invoke_without_command=True,
)

Seed = Annotated[int, typer.Option("--seed", min=0, help="同一种子，同一结果。The same seed, the same city.")]
Scale = Annotated[str, typer.Option("--scale", help="full 全市，small 一县。full, or small: one county.")]


@app.callback()
def demo(context: typer.Context) -> None:
    """没有示例就造一座，然后打印总览。Build the demo if there is none, then print the summary."""
    if context.invoked_subcommand is not None:
        return
    from tongjian.site.command import setup

    setup()
    from tongjian.site.demo.place import standing

    installed = os.environ.get("TONGJIAN_INSTALL_SECONDS", "")
    started = time.monotonic()
    if standing().what != "demo":
        _build(1, "full")
    took = time.monotonic() - started
    _show()
    if installed:
        typer.echo(f"安装 {installed} 秒，示例 {took:.1f} 秒。")


@app.command()
def ready() -> None:
    """没有示例就造一座，已有则不做事。Build the demo if there is none, and say no more."""
    from tongjian.site.command import setup

    setup()
    from tongjian.site.demo.place import standing

    if standing().what != "demo":
        _build(1, "full")


@app.command()
def build(seed: Seed = 1, scale: Scale = "full") -> None:
    """造一座示例市；中断不留半成品，不覆盖示例以外的数据库。Build it; nothing else is ever overwritten."""
    from tongjian.site.command import setup

    setup()
    from tongjian.site.demo.tree import SCALES

    if scale not in SCALES:
        raise typer.BadParameter(f"--scale 可用：{'、'.join(SCALES)}。")
    _build(seed, scale)


@app.command()
def summary() -> None:
    """打印总览：责任各状态、五则说明、盲区、下一步。States, five explanations, blind spots, what next."""
    from tongjian.site.command import setup

    setup()
    _show()


def _build(seed: int, scale: str) -> None:
    from tongjian.site.demo.build import build as build_all
    from tongjian.site.demo.place import empty_place

    started = time.monotonic()
    with empty_place():
        counts = build_all(seed=seed, scale=scale, step=_step)
    typer.echo(
        f"示例已建成：机关 {counts['organs']:,}，任职者 {counts['holders']:,}，责任 {counts['duties']:,}，"
        f"用时 {time.monotonic() - started:.1f} 秒。"
    )


def _show() -> None:
    from tongjian.site.demo.place import NoDemo, standing
    from tongjian.site.demo.summary import NEXT, tables, transcripts

    found = standing()
    if found.what != "demo":
        raise NoDemo()
    for table in tables(found):
        typer.echo(f"\n{table.heading}")
        print_table(table.columns, table.rows, numbers=(len(table.columns) - 1,))
    for heading, text in transcripts():
        typer.echo(f"\n▍{heading}\n{text}")
    typer.echo("\n接下来可以试：")
    for command, says in NEXT:
        typer.echo(f"  {command:<42}{says}")


@contextmanager
def _step(name: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """One step: a bar while it runs, one line on standard error when it is over."""
    started = time.monotonic()
    with progress(name) as tell:
        yield lambda done: tell(done, total)
    typer.echo(f"  {name}：{time.monotonic() - started:.1f} 秒", err=True)
