"""``tongjian duties``: derive who owes what, list it, explain it, and see what nobody has looked at."""

from datetime import date
from typing import Annotated, Any, Literal

import typer

from tongjian.site.command._screen import day_of, print_table, progress
from tongjian.terms import shows

app = typer.Typer(help="推导责任，列出、说明、统计。Derive duties; list, explain, count.", no_args_is_help=True)

TODAY = "TONGJIAN_TODAY"
BACK = {"measure": "监督措施", "clause": "条款", "organ": "责任机关", "post": "责任职务"}
AsOf = Annotated[str | None, typer.Option("--as-of", help="截至哪一天；默认台账之日。As of which day.")]


@app.command()
def derive(
    as_of: Annotated[
        str | None, typer.Option("--as-of", envvar=TODAY, help="截至哪一天；默认今天，示例为示例之日。As of a day.")
    ] = None,
    known_on: Annotated[
        str | None, typer.Option("--known-on", help="按哪一天所知；默认今天。As known on which day.")
    ] = None,
    engine: Annotated[
        Literal["auto", "database", "lake"],
        typer.Option(help="在数据库内推导，或在分析库内推导（适于全国规模）。Where to derive."),
    ] = "auto",
    shown: Annotated[bool, typer.Option("--progress/--no-progress", help="显示进度。Show progress.")] = True,
) -> None:
    """推导全部责任，只写入变化；重复运行变化为零。Derive everything and write only the difference."""
    import resource
    import sys
    import time

    queries = _queries()
    today = _today()
    day = day_of(as_of, default=today)
    known = day_of(known_on, default=max(day, today))
    begin = time.perf_counter()
    with progress("推导") as tell:
        written = _derived(engine, day, known, tell if shown else None)
    seconds = time.perf_counter() - begin
    _print_states(queries, day)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024**3 if sys.platform == "darwin" else 1024**2)
    typer.echo(f"截至 {day}，按 {known} 所知：责任 {written.rows:,} 项")
    typer.echo(f"用时 {seconds:.1f} 秒，每秒 {written.rows / max(seconds, 1e-9):,.0f} 行，内存峰值 {peak:.2f} GB")
    told = (written.changes, written.inserted, written.changed, written.removed)
    typer.echo("写入变化 {:,} 项：新增 {:,}，变更 {:,}，移除 {:,}".format(*told))


def _derived(engine: str, as_of: date, known_on: date, tell: Any) -> Any:
    """Derive in the database or, from a million duties on, in the analytic store."""
    from django.conf import settings

    from tongjian.access.queries import SYSTEM
    from tongjian.duties import acts, queries

    def step(done: int, total: int, what: str) -> None:
        if tell is not None:
            tell(done, total, what)

    shown = queries.generation()
    large = shown is not None and (shown.lake != "" or shown.rows > 1_000_000)
    given: dict[str, Any] = {"by": SYSTEM, "where": None, "on": known_on, "as_of": as_of, "progress": step}
    if engine == "database" or (engine == "auto" and not large):
        return acts.refresh(**given)
    from tongjian.duties.acts.lake import derive_in_lake

    return derive_in_lake(**given, home=settings.HOME / "lake")


@app.command()
@shows("duty", "KEY")
def why(
    key: Annotated[str, typer.Argument(help="责任编号。Key of the duty.")],
    as_of: AsOf = None,
    known_on: Annotated[
        str | None, typer.Option("--known-on", help="按哪一天所知；默认台账所知。As known on which day.")
    ] = None,
    language: Annotated[Literal["zh", "en"], typer.Option("--lang", help="语言。Language.")] = "zh",
) -> None:
    """为什么有这项责任：措施、原文、期限、任职、材料、谁可免除。Why it is owed, by which words and facts."""
    queries = _queries()
    _speak(language)
    known = day_of(known_on) if known_on else None
    found = queries.why(seen_by=_seer(), key=key, as_of=_reading_day(queries, as_of), known_on=known)
    typer.echo(found.text(language))


@app.command("list")
@shows("duty", "--clause {book}/{clause}")
def listing(
    state: Annotated[str | None, typer.Option(help="状态，如 overdue。A state.")] = None,
    clause: Annotated[str | None, typer.Option(help="条款，如 opinion_2021/19。A clause.")] = None,
    measure: Annotated[str | None, typer.Option(help="监督措施编号。Id of a measure.")] = None,
    bearer: Annotated[str | None, typer.Option(help="责任机关编号。Id of the bearing organ.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="最多几项。At most so many.")] = 50,
    as_of: AsOf = None,
) -> None:
    """列出责任，按到期日。List duties by due day."""
    from tongjian import terms

    queries = _queries()
    if state is not None and state not in dict(terms.choices("state")):
        raise typer.BadParameter(f"没有状态“{state}”；有：{'、'.join(dict(terms.choices('state')))}。")
    day = _reading_day(queries, as_of)
    asked = queries.Asked(state=state, clause=clause, measure=measure, bearer=bearer, limit=limit)
    rows = queries.duties(seen_by=_seer(), as_of=day, asked=asked)
    typer.echo(f"截至 {day}")
    _print_duties(rows)


@app.command()
def coverage(
    by: Annotated[
        Literal["measure", "clause", "organ", "post"], typer.Option("--by", help="按什么汇总。By what.")
    ] = "measure",
    as_of: AsOf = None,
) -> None:
    """覆盖情况；只有有约束力的期限计入按时率。Coverage; only binding deadlines enter the rate."""
    from tongjian import terms

    queries = _queries()
    day = _reading_day(queries, as_of)
    found = queries.coverage(seen_by=_seer(), as_of=day, by=by)
    called = _names(by, [one.name for one in found], day)
    rows = [
        (
            called.get(one.name, one.name),
            "，".join(f"{terms.label('state', state)} {count:,}" for state, count in one.states.items()),
            one.due,
            "—" if one.on_time is None else f"{one.on_time:.1%}",
        )
        for one in found
    ]
    typer.echo(f"截至 {day}")
    print_table((BACK[by], "各状态", "计入比率", "按时率"), rows, numbers=(2, 3))


@app.command("blind-spots")
@shows("blind_spot", "--area {area}")
def blind_spots(
    months: Annotated[int, typer.Option(min=1, help="近几个月。In the last so many months.")] = 12,
    area: Annotated[str | None, typer.Option(help="监督方式，如 talk；列出职务。A kind; lists the posts.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="最多几个职务。At most so many posts.")] = 50,
    as_of: AsOf = None,
) -> None:
    """没有人监督过的“一把手”职务，按登记次序，不列人名。Posts nobody has supervised; no names."""
    from tongjian import terms

    queries = _queries()
    day = _reading_day(queries, as_of)
    if area is not None:
        posts = queries.blind_posts(seen_by=_seer(), as_of=day, months=months, area=area, limit=limit)
        called = _names("post", [one.post for one in posts], day)
        typer.echo(f"截至 {day}，近 {months} 个月没有“{terms.label('area', area)}”记录的：")
        print_table(("职务", "上一次"), [(called[one.post], one.last_contact or "没有记录") for one in posts])
        return
    spots = queries.blind_spots(seen_by=_seer(), as_of=day, months=months)
    rows = [(terms.label("area", one), count) for one, count in spots.without.items()]
    typer.echo(f"截至 {day}，在任“一把手”职务 {spots.leaders:,} 个，近 {months} 个月没有监督记录的：")
    print_table(("监督方式", "职务数"), [*rows, ("任何一种都没有", spots.without_any)], numbers=(1,))


@app.command("what-if")
def what_if(
    measure: Annotated[str, typer.Argument(help="监督措施编号。Id of the measure.")],
    parameter: Annotated[str, typer.Argument(help="参数。The parameter.")],
    value: Annotated[str, typer.Argument(help="假设签署的值，如 quarter。The value.")],
    since: Annotated[str | None, typer.Option("--since", help="自何日起；默认当年首日。From which day.")] = None,
    as_of: AsOf = None,
) -> None:
    """假如改签一个参数：一年的工作量变化，不写入。The workload if a parameter were signed otherwise."""
    queries = _queries()
    day = _reading_day(queries, as_of)
    found = queries.what_if(
        seen_by=_seer(),
        measure=measure,
        parameter=parameter,
        value=value,
        since=day_of(since, default=date(day.year, 1, 1)),
        as_of=day,
    )
    typer.echo(f"{found.year} 年：现在 {found.now:,} 项，改签后 {found.then:,} 项，每月 {found.monthly:+,.1f} 项。")


@app.command("hand-over")
def hand_over(
    post: Annotated[str, typer.Argument(help="职务编号。Id of the post.")],
    as_of: AsOf = None,
) -> None:
    """一个职务的交接清单：承担的和关于它的未结责任。What a post hands over."""
    queries = _queries()
    day = _reading_day(queries, as_of)
    found = queries.hand_over(seen_by=_seer(), post=post, as_of=day)
    typer.echo(f"{_names('post', [post], day).get(post, post)}，截至 {day}\n承担的责任 {len(found.borne)} 项：")
    _print_duties(found.borne)
    typer.echo(f"关于本职务的责任 {len(found.about)} 项：")
    _print_duties(found.about)


@app.command()
def proposals(
    limit: Annotated[int, typer.Option(min=1, help="最多看几项逾期责任。At most so many duties.")] = 50,
    as_of: AsOf = None,
) -> None:
    """建议的催办，由人决定；建议期限不催办。Proposed steps; a person decides."""
    from tongjian import terms

    queries = _queries()
    day = _reading_day(queries, as_of)
    rows = [
        (
            one.key,
            terms.label("rung", one.do),
            terms.label("selector", one.to),
            one.reached_on,
            terms.label("selector", one.confirm) if one.confirm else "",
        )
        for one in queries.open_proposals(seen_by=_seer(), as_of=day, limit=limit)
    ]
    typer.echo(f"截至 {day}")
    print_table(("责任编号", "建议", "对", "起于", "须由谁确认"), rows)


@app.command()
def keys(
    per_state: Annotated[bool, typer.Option("--per-state", help="每个状态一项。One of each state.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="最多几项。At most so many.")] = 50,
    as_of: AsOf = None,
) -> None:
    """责任编号，供脚本使用：状态与编号，以制表符分隔。Keys for scripts: state, tab, key."""
    queries = _queries()
    at: dict[str, Any] = {"seen_by": _seer(), "as_of": _reading_day(queries, as_of)}
    if per_state:
        rows = [queries.duties(**at, asked=queries.Asked(state=one, limit=1))[0] for one in queries.by_state(**at)]
    else:
        rows = queries.duties(**at, asked=queries.Asked(limit=limit))
    for row in rows:
        typer.echo(f"{row['state']}\t{row['key']}")


def _speak(language: str) -> None:
    """From here on, refusals too are told in this language."""
    from django.utils import translation

    translation.activate("en" if language == "en" else "zh-hans")


def _queries() -> Any:
    """The reads of the duties, once the parts that keep rows are importable."""
    from tongjian.site.command import setup

    setup()
    from tongjian.duties import queries

    return queries


def _seer() -> Any:
    """Whoever runs commands on the machine itself sees everything."""
    from tongjian.access.queries import SYSTEM

    return SYSTEM


def _reading_day(queries: Any, text: str | None) -> date:
    """The day asked about: named, or that of the ledger, or today."""
    shown = queries.generation()
    return day_of(text, default=shown.as_of if shown else None)


def _today() -> date:
    """Today; in the demo, whose calendar stands still, its last day."""
    from tongjian.site.demo.people import TODAY as DEMO_TODAY
    from tongjian.site.demo.place import standing

    return day_of(None, default=DEMO_TODAY if standing().what == "demo" else None)


def _names(by: str, ids: list[str], day: date) -> dict[str, str]:
    """How measures, organs and posts are called; a clause is called as it is numbered."""
    from tongjian.duties import queries
    from tongjian.register import queries as register

    known = max(day, queries.known_by_ledger(day))
    if by == "organ":
        return register.organ_names(ids=ids, day=day, known_on=known)
    if by == "post":
        return register.post_names(ids=ids, day=day, known_on=known)
    if by == "measure":
        return {one: f"{queries.encoded(one).measure.title.zh}（{one}）" for one in ids}
    return {}


def _print_states(queries: Any, day: date) -> None:
    from tongjian import terms

    found = queries.by_state(seen_by=_seer(), as_of=day)
    print_table(("状态", "件数"), [(terms.label("state", one), count) for one, count in found.items()], numbers=(1,))


def _print_duties(rows: list[dict[str, Any]]) -> None:
    from tongjian import terms

    print_table(
        ("编号", "状态", "监督措施", "期间或事由", "到期"),
        [
            (row["key"], terms.label("state", row["state"]), row["measure"], row["marker"], row["due_final"] or "")
            for row in rows
        ],
    )
