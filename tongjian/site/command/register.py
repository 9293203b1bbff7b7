"""``tongjian register``: take in organs, bodies, posts and office-holders; look at them as of any day."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from tongjian.site.command._screen import day_of, print_table, progress

app = typer.Typer(help="导入、查看名册。Take in and look at the register.", no_args_is_help=True)

On = Annotated[
    str | None, typer.Option("--on", help="办理之日，如 2024-01-05；默认今天。The office day of the act.")
]

# Rows of published division lists that are no place, by the reason that the importer gives.
SKIPPED = {
    "gathering_row": "汇总行（如“市辖区”“县”）",
    "placeholder_county": "与地市同名的占位县区",
    "not_administered": "海域等无建制的区划",
    "not_a_township": "并非乡镇街道（园区、农场等）",
}


@app.command()
def template(
    file: Annotated[Path, typer.Argument(help="写到哪个文件，.xlsx。The file to write.")],
) -> None:
    """写出空白的登记册工作簿，各列附说明。Write the empty register workbook, each column explained."""
    from tongjian.site.command import setup

    setup()
    from tongjian.register.workbook.template import write_template

    write_template(file)
    typer.echo(f"已写出模板：{file}。填好后运行 tongjian register import {file}")


@app.command("import")
def take_in(
    file: Annotated[
        Path, typer.Argument(help="填好的 xlsx，或 CSV 文件夹。A filled workbook, or CSV folder.")
    ],
    on: On = None,
) -> None:
    """导入登记册工作簿：全部写入，或指明每一处错误而不写入。Take in a workbook: all of it, or nothing."""
    from tongjian.site.command import setup

    setup()
    from tongjian.register.acts.imports import import_workbook
    from tongjian.trail.acts import SYSTEM

    with progress("导入") as tell:
        counts = import_workbook(
            by=SYSTEM,
            where=None,
            on=day_of(on),
            path=file,
            progress=lambda sheet, done: tell(done, at=sheet),
        )
    print_table(("工作表", "行数"), list(counts.items()), numbers=(1,))


@app.command("import-divisions")
def take_in_divisions(
    folder: Annotated[Path, typer.Argument(help="行政区划数据文件夹。The folder of divisions.")],
    mask: Annotated[
        bool, typer.Option("--mask", help="名称改为 地区-110101，标为压力数据。Mask names as stress data.")
    ] = False,
    leaders_only: Annotated[
        bool, typer.Option("--leaders-only", help="只设“一把手”职务。Enter top leaders' posts only.")
    ] = False,
    on: Annotated[
        str, typer.Option("--on", help="自何日起设立。The day from which they are valid.")
    ] = "2021-01-01",
) -> None:
    """由行政区划设立机关、班子、职务，不含任何人员。Enter the organs of divisions; never a person."""
    from tongjian.site.command import setup

    setup()
    from tongjian.register.acts.divisions import import_divisions
    from tongjian.register.vocabulary import ORGAN_CLASSES
    from tongjian.trail.acts import SYSTEM

    with progress("导入区划") as tell:
        taken = import_divisions(
            by=SYSTEM,
            on=day_of(on),
            folder=folder,
            mask=mask,
            posts="leaders" if leaders_only else "standard",
            progress=lambda table, done: tell(done, at=table),
        )
    organs = [(ORGAN_CLASSES.get(kind, kind), count) for kind, count in taken.organs.most_common()]
    print_table(("设立的机关", "个数"), [*organs, ("合计", taken.organs.total())], numbers=(1,))
    skipped = [(SKIPPED.get(reason, reason), count) for reason, count in taken.skipped.most_common()]
    print_table(("跳过的行", "行数"), [*skipped, ("合计", taken.skipped.total())], numbers=(1,))


@app.command()
def show(
    text: Annotated[str, typer.Argument(help="名称、代码或编号的一部分。Part of a name, a code or an id.")],
    day: Annotated[str | None, typer.Option("--day", help="哪一天的情况，默认今天。As of which day.")] = None,
    known_on: Annotated[
        str | None, typer.Option("--known-on", help="截至哪一天所知，默认今天。As known on which day.")
    ] = None,
) -> None:
    """查看机关及其班子、职务、任职，任意一天。An organ with its bodies, posts and holders, as of any day."""
    from tongjian.site.command import setup

    setup()
    from tongjian.register import queries
    from tongjian.trail.acts import SYSTEM

    when: dict[str, Any] = {"seen_by": SYSTEM, "day": day_of(day), "known_on": day_of(known_on)}
    one = queries.organ(id=text, **when)
    found = [one] if one else queries.search(text=text, **when)
    if not found:
        typer.echo(f"{when['day']} 没有名称或代码含“{text}”的机关。")
        raise typer.Exit(1)
    exact = [organ for organ in found if text in (organ.name, organ.code, organ.id)]
    if len(found) > 1 and len(exact) != 1:
        print_table(("名称", "代码", "编号"), [(organ.name, organ.code, organ.id) for organ in found])
        typer.echo("请写全名称、代码或编号，查看其中一个。")
        return
    _show_one((exact or found)[0], when)


def _show_one(organ: Any, when: dict[str, Any]) -> None:
    from tongjian.register import queries, vocabulary

    kind = vocabulary.ORGAN_CLASSES.get(organ.organ_class, organ.organ_class)
    level = vocabulary.LEVELS.get(organ.level, organ.level)
    typer.echo(f"{organ.name}（{kind}，{level}）{_span(organ.valid_from, organ.valid_to)}\n编号 {organ.id}")
    posts = queries.posts_of(organ=organ.id, **when)
    for body in queries.bodies_of(organ=organ.id, **when):
        typer.echo(f"\n{body.name}")
        rows = []
        for post in (post for post in posts if post.body == body.id):
            tenures = queries.holders_of(post=post.id, **when)
            holders = "；".join(
                f"{tenure.name or '空缺'}（{vocabulary.TENURE_KINDS.get(tenure.kind, tenure.kind)}，"
                f"{_span(tenure.valid_from, tenure.valid_to)}）"
                for tenure in tenures
            )
            rows.append(
                (post.title, vocabulary.ROLES.get(post.role, post.role), holders or "没有记录", post.id)
            )
        print_table(("职务", "角色", "任职", "编号"), rows)


def _span(first: date, until: date) -> str:
    return f"{first} 起" if until == date.max else f"{first} 至 {until}"
