"""What was filed and what is lacking, relief, the state that follows, and what one may do about it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tongjian import terms
from tongjian.duties.explanation.case import OPEN, Case
from tongjian.duties.explanation.line import Line, label, listed
from tongjian.duties.state import LIVE


def exhibits(case: Case) -> Iterator[Line]:
    """What is asked for, what was filed and how it counts, what would settle the duty."""
    row, term = case.row, case.term
    asked = [kind for kind in term["kinds"].split("|") if kind]
    if not asked:
        return
    chain = row["generator"] == "continuous"
    zh, en = _kinds(asked, any_one=chain)
    how = ("，须经核验", ", to be verified by somebody else") if term["verify"] else ("", "")
    yield Line("asked", f"需要材料：{zh}{how[0]}。", f"Asked for: {en}{how[1]}.")
    claims = [one for one in case.facts["claim"] if not chain or _in_this_link(case, one)]
    for claim in sorted(claims, key=lambda claim: claim["happened_on"]):
        yield _claimed(case, claim, asked)
    there = {claim["kind"] for claim in claims if claim["verified"] or not term["verify"]}
    lacking = asked if chain else [kind for kind in asked if kind not in there]
    if row["state"] in LIVE and row["done_on"] is None and lacking:
        zh, en = _kinds(lacking, any_one=chain)
        yield Line("cure", f"补齐即了结：{zh}。", f"To be done it still needs: {en}.")


def _in_this_link(case: Case, claim: Mapping[str, Any]) -> bool:
    """Of a chain only this link counts: from what opened it to what ended it."""
    return bool(case.row["opens"] <= claim["happened_on"] <= (case.row["done_on"] or OPEN))


def _claimed(case: Case, claim: Mapping[str, Any], asked: Sequence[str]) -> Line:
    zh, en = label("exhibit_kind", claim["kind"])
    if claim["kind"] not in asked:
        verdict = ("不是所需材料，不计", "not what is asked for, so it does not count")
    elif case.term["verify"] and not claim["verified"]:
        verdict = ("尚未核验，不计", "not verified yet, so it does not count")
    elif case.row["generator"] == "continuous" and claim["happened_on"] == case.row["opens"]:
        verdict = ("由此重新起算", "the count starts anew from it")
    else:
        verdict = ("计入", "it counts")
    day = claim["happened_on"]
    return Line(
        "claim", f"材料：{zh}，{day}，{verdict[0]}。", f"Filed: {en} of {day}; {verdict[1]}.", (claim["marker"],)
    )


def _kinds(keys: Sequence[str], *, any_one: bool) -> tuple[str, str]:
    """Several kinds in one phrase; of a chain any one of them will do."""
    names = [label("exhibit_kind", key) for key in keys]
    zh, en = "、".join(zh for zh, _ in names), [en for _, en in names]
    if any_one and len(names) > 1:
        return f"{zh}（任一）", f"{'any one of ' if len(en) > 2 else ''}{listed(en, 'or')}"
    return zh, listed(en, "and")


def relief(case: Case) -> Iterator[Line]:
    """Waived, suspended, superseded."""
    row = case.row
    if row["waived_on"]:
        yield Line("waiver", f"{row['waived_on']}起免除。", f"Waived from {row['waived_on']}.")
    if row["suspended_from"]:
        until = "，尚未恢复" if row["suspended_to"] == OPEN else f"至{row['suspended_to']}"
        until_en = " and not resumed yet" if row["suspended_to"] == OPEN else f" to {row['suspended_to']}"
        yield Line(
            "suspension",
            f"{row['suspended_from']}起暂缓{until}。",
            f"Suspended from {row['suspended_from']}{until_en}.",
        )
    if row["superseded_on"]:
        yield Line(
            "superseded",
            f"{row['superseded_on']}起被取代：对象终止或制度废止。",
            f"Superseded on {row['superseded_on']}: what it is about came to an end, or the measure was repealed.",
        )


def state(case: Case) -> Iterator[Line]:
    """The state on the day asked about, and when it changes by itself."""
    zh, en = label("state", case.row["state"])
    change = case.row["next_change"] if case.row["state"] in LIVE else None
    yield Line(
        "state",
        f"截至{case.as_of}：{zh}。" + (f"如无新事实，{change}状态将变化。" if change else ""),
        f"As of {case.as_of}: {en}." + (f" Without new facts the state changes on {change}." if change else ""),
    )


def remedy(case: Case) -> Iterator[Line]:
    """Who may relieve of it, and that whoever disagrees may object."""
    waivable = case.encoded.measure.waivable_by
    if waivable:
        zh, en = terms.label("selector", waivable), terms.label("selector", waivable, "en")
        yield Line("waivable", f"可以免除或暂缓的：{zh}。", f"{en} may waive or suspend it.")
    else:
        yield Line(
            "waivable",
            "制度没有规定可以免除；只能依新的制度版本改变。",
            "The book names nobody who may waive it; only a new version of the book can change it.",
        )
    yield Line(
        "objection",
        "责任主体和对象认为有误的，可以提出异议，并应得到答复。",
        "Whoever owes it and whoever it is about may object, and are owed an answer.",
    )
