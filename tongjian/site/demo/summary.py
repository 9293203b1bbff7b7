"""What the demo shows on the terminal: how much there is, in which state, why, what nobody looked at, what next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tongjian import terms
from tongjian.duties import queries
from tongjian.register import queries as register
from tongjian.site.demo.people import REGISTERED, TODAY
from tongjian.site.demo.place import Standing
from tongjian.trail.acts import SYSTEM

MONTHS = 12
LOOKED_AT = 400
# What each transcript shows: its heading, the generator, the states that will do, and the bases.
SHOWN = (
    ("定期的责任", "periodic", ("done_late", "done"), ("text", "locality", "default")),
    ("由事件引起的责任", "event", ("done", "done_late"), ("text", "locality", "default")),
    ("持续的责任", "continuous", ("open", "due_soon", "done"), ("text", "locality", "default")),
    ("逾期的责任，期限由本地签署", "", ("overdue",), ("locality",)),
    ("不产生或待核实的责任", "", ("not_owed", "unknown"), ("text", "locality", "default")),
)
NEXT = (
    ("tongjian trail verify", "逐条核对封印，连同每一行、每一个文件"),
    ("tongjian book check opinion_2021", "逐句核对《意见》原文与措施"),
    ("tongjian book trace 19", "从第十九条原文到措施、例子和测试"),
    ("tongjian duties why <编号>", "任何一项责任为什么这样判断"),
    ("tongjian duties blind-spots --months 12", "哪些“一把手”十二个月没有人监督过"),
    ("tongjian demo build --seed 7", "换一个种子，再造一座示例市"),
)


@dataclass(frozen=True)
class Table:
    """Rows under a heading; the last column is a number."""

    heading: str
    columns: tuple[str, ...]
    rows: list[tuple[object, ...]]


def tables(found: Standing) -> Iterator[Table]:
    """What was built, duties by state, blind spots by kind."""
    yield _register(found)
    by_state = queries.by_state(seen_by=SYSTEM, as_of=TODAY)
    rows: list[tuple[object, ...]] = [
        (terms.label("state", state), terms.explain("state", state), count) for state, count in by_state.items()
    ]
    contested = len(queries.contested(seen_by=SYSTEM))
    rows.append(("合计", f"另有 {contested} 项异议等待答复", sum(by_state.values())))
    yield Table(f"责任事项（截至 {TODAY}）", ("状态", "含义", "件数"), rows)
    yield _blind_spots()


def transcripts() -> Iterator[tuple[str, str]]:
    """Five explanations, one of a kind: heading and text."""
    _, compiled = queries.terms(known_on=TODAY)
    bases = {term.term: term.basis for term in compiled}
    for heading, generator, states, allowed in SHOWN:
        row = _example(generator, states, [term for term, basis in bases.items() if basis in allowed])
        if row is not None:
            explained = queries.why(seen_by=SYSTEM, key=row["key"], as_of=TODAY)
            yield f"{heading}｜编号 {row['key']}", explained.text()


def _register(found: Standing) -> Table:
    seen = register.as_of(seen_by=SYSTEM, day=TODAY, known_on=TODAY)
    counts = found.counts or {}
    rows: list[tuple[object, ...]] = [
        ("机关、单位（现有）", len(seen.organs)),
        ("领导班子（现有）", len(seen.bodies)),
        ("职务（现有）", len(seen.posts)),
        ("在任（含空缺记录）", len(seen.tenures)),
        ("现任任职者", len({one.holder for one in seen.tenures if one.holder})),
        ("三年来登记过的任职者", counts.get("holders", 0)),
        ("三年来的人事、机构变动", counts.get("changes", 0)),
        ("触发事件", counts.get("events", 0)),
        ("证明材料", counts.get("exhibits", 0)),
        ("材料与责任的对应", counts.get("claims", 0)),
    ]
    heading = f"青禾市（示例），种子 {found.seed}，{REGISTERED} 至 {TODAY}；机关、人员均为虚构"
    return Table(heading, ("项目", "数量"), rows)


def _blind_spots() -> Table:
    blind = queries.blind_spots(seen_by=SYSTEM, as_of=TODAY, months=MONTHS)
    rows: list[tuple[object, ...]] = [
        (terms.label("area", area), missing) for area, missing in sorted(blind.without.items())
    ]
    rows.append(("任何一种监督都没有", blind.without_any))
    heading = f"监督盲区：在任“一把手”{blind.leaders} 个职务中，近 {MONTHS} 个月没有留下这类监督记录的"
    return Table(heading, ("监督方式", "职务数"), rows)


def _example(generator: str, states: Sequence[str], allowed: Sequence[str]) -> dict[str, Any] | None:
    """The first duty that shows the case; recent ones are understood sooner than old ones."""
    good = set(allowed)
    for state in states:
        rows = queries.duties(seen_by=SYSTEM, as_of=TODAY, asked=queries.Asked(state=state, limit=1_000_000))
        fitting = [
            row
            for row in rows
            if row["term"] in good and (not generator or row["generator"] == generator) and row["opens"] <= TODAY
        ]
        if fitting:
            return max(fitting[-LOOKED_AT:], key=lambda row: (row["missing"] != "", row["key"]))
    return None
