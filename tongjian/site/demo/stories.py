"""The cases that numbers alone do not show: waived, suspended, contested, answered, excused, taken back."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tongjian.duties import acts
from tongjian.duties.compile import TermRow
from tongjian.evidence import acts as evidence
from tongjian.rulebook import Rulebook
from tongjian.site.demo.accounts import Accounts
from tongjian.site.demo.exhibits import Plan, Row
from tongjian.site.demo.filing import CLAIMS, VERIFIES
from tongjian.site.demo.names import LABEL
from tongjian.site.demo.people import TODAY
from tongjian.site.demo.recording import City

OBJECTS, ANSWERS, DECIDES = "county-secretary", "city-office", "city-office"
WAIVED, SUSPENDED, OBJECTED, SHOWN = 28, 24, 25, 6


UPHELD, NOT_UPHELD = "经核对会议通知，情况属实（示例）。", "未见改期通知，维持原状态（示例）。"


@dataclass
class Stories:
    """Where the stories happen, and who acts in them."""

    city: City
    accounts: Accounts
    committee: str
    county: str
    chance: random.Random
    terms: Mapping[str, TermRow]
    book: Rulebook

    def draw(self, rows: Sequence[Row], count: int) -> list[Row]:
        """So many of the rows, always the same ones for a seed."""
        ordered = sorted(rows, key=lambda row: row["key"])
        return self.chance.sample(ordered, min(count, len(ordered)))


def relieve(stories: Stories, plan: Plan) -> dict[str, int]:
    """Waive some duties that nobody settled, suspend others: decisions of a person, with a reason."""
    low = {
        stories.city.organs[unit.key] for unit in stories.city.units.values() if unit.level in ("county", "township")
    }
    open_ones = [
        row
        for row in plan.missing
        if row["subject_organ"] in low
        and row["due"] > date(2024, 6, 30)
        and stories.book.measure(row["measure"]).measure.waivable_by is not None
    ]
    waived = stories.draw(open_ones, min(WAIVED, len(open_ones) // 8))
    for row in waived:
        on = max(row["opens"], min(TODAY, row["due"] - timedelta(days=stories.chance.randint(0, 20))))
        acts.waive(
            by=stories.accounts.acting(DECIDES, on),
            where=stories.committee,
            on=on,
            key=row["key"],
            reason="机构改革期间职责已并入其他单位，另有安排（示例）。",
        )
    taken = {row["key"] for row in waived}
    rest = [row for row in open_ones if row["key"] not in taken]
    suspended = stories.draw(rest, min(SUSPENDED, len(rest) // 8))
    for number, row in enumerate(suspended):
        on = max(row["opens"], row["due"] - timedelta(days=stories.chance.randint(1, 10)))
        if on > TODAY:
            continue
        relief = acts.suspend(
            by=stories.accounts.acting(DECIDES, on),
            where=stories.committee,
            on=on,
            key=row["key"],
            since=on,
            reason="等候上级批复，期限暂缓计算（示例）。",
        )
        resumed = on + timedelta(days=stories.chance.randint(15, 60))
        if number % 2 and resumed <= TODAY:
            acts.end_suspension(
                by=stories.accounts.acting(DECIDES, resumed),
                where=stories.committee,
                on=resumed,
                relief=relief,
                until=resumed,
            )
    return {"waived": len(waived), "suspended": len(suspended)}


def contest(stories: Stories, plan: Plan) -> dict[str, int]:
    """Object to late and missing duties of one county; some objections are answered, some still wait."""
    area = next(unit.area for unit in stories.city.units.values() if stories.city.organs[unit.key] == stories.county)
    here = {stories.city.organs[unit.key] for unit in stories.city.units.values() if unit.area.startswith(area)}
    near = [
        row
        for row in (*plan.missing, *plan.late)
        if row["bearer_organ"] in here and row["due"] < TODAY - timedelta(days=1) and not _ended(row)
    ]
    answered = judged = 0
    chosen = {row["key"]: row for row in stories.draw(near, OBJECTED)}
    for number, (key, row) in enumerate(sorted(chosen.items())):
        on = min(TODAY, row["due"] + timedelta(days=stories.chance.randint(2, 12)))
        binding = row["strength"] == "binding"
        objection = acts.object_to(
            by=stories.accounts.acting(OBJECTS, on),
            where=stories.county,
            on=on,
            key=key,
            grounds="当日会议因防汛改期，记录随后补报，请核对（示例）。",
        )
        later = min(TODAY, on + timedelta(days=stories.chance.randint(5, 25)))
        by = stories.accounts.acting(ANSWERS, later)
        if number % 5 < 3:
            upheld = number % 2 == 0
            acts.answer_objection(
                by=by,
                where=stories.county,
                on=later,
                objection=objection,
                upheld=upheld,
                answer=UPHELD if upheld else NOT_UPHELD,
            )
            answered += 1
        if number % 5 == 0 and binding:
            acts.find(
                by=by,
                where=stories.county,
                on=later,
                key=key,
                kind="excused" if number % 10 else "breach_confirmed",
                reason="集体研究认定（示例）。",
            )
            judged += 1
    return {"objections": len(chosen), "answered": answered, "judged": judged}


def show_files(stories: Stories, plan: Plan) -> int:
    """Settle a few duties of one county with whole files, verified by another office; one claim is taken back."""
    near = [row for row in plan.missing if row["bearer_organ"] == stories.county and row["due"] < TODAY]
    by, day = stories.accounts.acting(CLAIMS, TODAY), TODAY - timedelta(days=3)
    chosen = stories.draw([row for row in near if not _ended(row)], SHOWN)
    for number, row in enumerate(chosen):
        for kind in stories.terms[row["term"]].kinds.strip("|").split("|"):
            text = f"示例材料\n责任事项：{row['key']}\n种类：{kind}\n日期：{day}\n本材料纯属虚构。\n"
            exhibit = evidence.file(
                by=by,
                where=stories.county,
                on=TODAY,
                kind=kind,
                title=f"补报材料{LABEL}",
                happened_on=day,
                content=text.encode(),
                file_name=f"{row['key'][:8]}.txt",
            )
            filed = acts.claim(by=by, where=stories.county, on=TODAY, exhibit=exhibit.id, key=row["key"])
            if number:
                acts.verify_claim(
                    by=stories.accounts.acting(VERIFIES, TODAY), where=stories.county, on=TODAY, filed=filed
                )
            else:
                acts.withdraw_claim(by=by, where=stories.county, on=TODAY, filed=filed, reason="材料与事项不符（示例）")
    return len(chosen)


def _ended(row: Row) -> bool:
    return row["lapses_on"] is not None or row["superseded_on"] is not None
