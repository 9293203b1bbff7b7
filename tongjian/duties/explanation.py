"""Why a duty is owed, or is not: sentences from a row, the facts it stands on, the words of the book. Pure.

Each line says one thing in Chinese and English and names the facts it cites; the facts alone are enough to
derive the same row again.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tongjian import terms
from tongjian.calendar import Calendar
from tongjian.duties.almanac import parse_clock
from tongjian.duties.state import LIVE
from tongjian.rulebook import EncodedMeasure, Source, Wording

Facts = Mapping[str, Sequence[Mapping[str, Any]]]
OPEN = date(9999, 12, 31)


@dataclass(frozen=True)
class Line:
    """One thing said about a duty; ``cites`` are the ids or markers of the facts it stands on."""

    topic: str
    zh: str
    en: str
    cites: tuple[str, ...] = ()


@dataclass(frozen=True)
class Named:
    """How the people of the register are called: organ and post titles by id, holder by post and day."""

    organ: Callable[[str], str]
    post: Callable[[str], str]
    holder: Callable[[str, date], str]


@dataclass(frozen=True)
class Case:
    """Everything an explanation needs about one duty."""

    row: Mapping[str, Any]
    facts: Facts
    encoded: EncodedMeasure
    wording: Wording | None
    book_title: tuple[str, str]
    calendar: Calendar
    named: Named
    as_of: date

    @property
    def term(self) -> Mapping[str, Any]:
        return next(term for term in self.facts["term"] if term["term"] == self.row["term"])


def lines(case: Case) -> tuple[Line, ...]:
    """The explanation, in the order in which an official would ask."""
    parts = (_words, _governor, _trigger, _tenures, _limit, _bearer, _exhibits, _relief, _state, _remedy)
    return tuple(line for part in parts for line in part(case))


def _label(vocabulary: str, key: str) -> tuple[str, str]:
    return terms.label(vocabulary, key), terms.label(vocabulary, key, language="en")


def _words(case: Case) -> Iterator[Line]:
    measure, (zh, en) = case.encoded.measure, case.book_title
    brought = measure.active_from
    yield Line(
        "measure",
        f"监督措施：{measure.title.zh}（{case.encoded.id}，第{measure.version}版，{measure.in_force}起施行"
        f"{f'，{brought}起据正式文本启用' if brought else ''}）。",
        f"Measure: {measure.title.en} ({case.encoded.id}, version {measure.version}, in force from {measure.in_force}"
        f"{f', active here from {brought} on the official text' if brought else ''}).",
    )
    for sentence in case.encoded.sentences:
        yield Line("sentence", f"依据：{zh}：“{sentence.text}”", f"Basis: {en}: {sentence.gloss}")
    if not case.encoded.sentences:
        yield Line("sentence", f"依据：{zh}（原文未收录）。", f"Basis: {en} (the text is not on this shelf).")


def _governor(case: Case) -> Iterator[Line]:
    organ, opens = case.named.organ(case.row["governor"]), case.term["opens_from"]
    if case.row["generator"] == "inactive":
        word = case.encoded.measure.parameters[case.term["parameter"]].word
        yield Line(
            "inactive",
            f"“{word}”没有取值，须由{organ}的上级或本级党委签署；签署之前本措施不产生责任。",
            f"The word “{word}” has no value yet; until the party committee of {organ}, or one above it, signs one, "
            "nothing is owed.",
        )
        return
    yield Line(
        "adopted",
        f"{organ}采用本制度，{opens}起的责任适用本条款段。",
        f"{organ} adopted the book; this wording governs what opens from {opens} on.",
        (case.row["governor"],),
    )


def _trigger(case: Case) -> Iterator[Line]:
    row, term = case.row, case.term
    subject = (
        case.named.post(row["subject"]) if term["subject_kind"] == "post" else case.named.organ(row["subject_organ"])
    )
    if row["generator"] == "periodic":
        zh, en = _label("every", term["every"])
        yield Line(
            "window",
            f"对象：{subject}。频次：{zh}；本期为{row['marker']}，自{row['opens']}起办理。",
            f"About: {subject}. Frequency: {en}; this window is {row['marker']}, open from {row['opens']}.",
            (row["subject"],),
        )
    elif row["generator"] == "event":
        for event in case.facts["event"]:
            zh, en = _label("event", event["kind"])
            yield Line(
                "event",
                f"对象：{subject}。{event['day']}发生“{zh}”，由此产生责任。",
                f"About: {subject}. “{en}” happened on {event['day']} and gave rise to this duty.",
                (event["id"],),
            )
    elif row["generator"] == "continuous":
        yield Line(
            "chain",
            f"对象：{subject}。连续责任：自{row['opens']}（任职、设立或上一次办理之日）重新起算。",
            f"About: {subject}. A continuous duty, counted anew from {row['opens']} (start or last act).",
            (row["subject"],),
        )


def _tenures(case: Case) -> Iterator[Line]:
    row = case.row
    for tenure in case.facts["tenure"]:
        until = "今" if tenure["valid_to"] == OPEN else str(tenure["valid_to"] - timedelta(days=1))
        until_en = "now" if tenure["valid_to"] == OPEN else until
        if tenure["holder"]:
            zh, en = _label("tenure_kind", tenure["kind"])
            name = case.named.holder(
                tenure["post"],
                max(tenure["valid_from"], min(case.as_of, tenure["valid_to"] - timedelta(days=1))),
            )
            yield Line(
                "tenure",
                f"任职：{name}（{zh}），{tenure['valid_from']}至{until}。",
                f"Tenure: {name} ({en}), {tenure['valid_from']} to {until_en}.",
                (tenure["id"],),
            )
        else:
            yield Line(
                "tenure",
                f"职务空缺：{tenure['valid_from']}至{until}。",
                f"The post was vacant from {tenure['valid_from']} to {until_en}.",
                (tenure["id"],),
            )
    if row["reason"]:
        zh, en = _label("reason", row["reason"])
        yield Line("not_owed", f"不产生责任：{zh}。", f"Not owed: {en}.")
    if row["missing"]:
        zh, en = _label("missing", row["missing"])
        yield Line(
            "missing",
            f"缺少事实：{zh}；补录之前不能判断。",
            f"A fact is missing: {en}; until it is recorded nobody can tell.",
        )
    if row["lapses_on"]:
        yield Line(
            "lapse",
            f"本责任随人：任期于{row['lapses_on']}前终止，未及到期，责任随之终止，不计逾期。",
            f"The duty is personal: the tenure ended before {row['lapses_on']}, before it fell due; "
            "it lapses and is not overdue.",
        )


def _limit(case: Case) -> Iterator[Line]:
    row, term = case.row, case.term
    if not row["due"] or not term["clock"]:
        return
    limit, rolls = parse_clock(term["clock"])
    start = next((w for w in case.facts["window"] if w["marker"] == row["marker"]), None)
    counted_from = (
        start["last"] if start else row["opens"] if row["generator"] == "continuous" else case.facts["event"][0]["day"]
    )
    if start:
        yield Line("reckoning", f"计算：本期末日为{counted_from}。", f"Reckoning: the window ends on {counted_from}.")
    if not (start and limit.count == 0):
        for step in case.calendar.deadline(limit, counted_from, rolls=rolls).steps:
            yield Line("reckoning", f"计算：{step.zh}", f"Reckoning: {step.en}")
    if row["due_final"] != row["due"]:
        yield Line(
            "shift",
            f"暂缓期间不计，顺延至{row['due_final']}。",
            f"Suspended time does not count: moved to {row['due_final']}.",
        )
    if row["provisional"]:
        yield Line(
            "provisional",
            "到期日所在年度的放假安排尚未公布，到期日暂定。",
            "The days off of that year are not announced: the date is provisional.",
        )
    yield from _basis(case)


def _basis(case: Case) -> Iterator[Line]:
    deciding = case.wording.deciding if case.wording else None
    zh, en = _label("basis", case.term["basis"])
    if case.term["basis"] == "locality":
        signer = case.named.organ(case.term["signer"]) if case.term["signer"] else ""
        says = _said(deciding.sources) if deciding else ""
        yield Line(
            "basis",
            f"期限依据：{zh}，由{signer}签署{says}。",
            f"The limit stands on: {en}, signed by {signer}.",
        )
        if case.row["strength"] == "suggested":
            yield Line(
                "own_signature",
                "签署机关就是责任主体：不得自己解释自己的责任，期限只作建议，不计逾期。",
                "The signer is the bearer: nobody signs the reading of one's own duty; "
                "the limit is a suggestion and never overdue.",
            )
    else:
        yield Line(
            "basis",
            f"期限依据：{zh}。" + ("期限只作建议，不计逾期。" if case.row["strength"] == "suggested" else ""),
            f"The limit stands on: {en}."
            + (" It is a suggestion and never overdue." if case.row["strength"] == "suggested" else ""),
        )


def _said(sources: Sequence[Source]) -> str:
    words = [f"“{says}”" for source in sources[:1] for says in source.says]
    return f"（{sources[0].book} 第{sources[0].clause}条{''.join(words)}）" if words else ""


def _bearer(case: Case) -> Iterator[Line]:
    row = case.row
    if row["generator"] == "inactive":
        return
    zh, en = _label("selector", case.term["bearer"])
    organ = case.named.organ(row["bearer_organ"])
    post = case.named.post(row["bearer_post"]) if row["bearer_post"] else ""
    due = row["due_final"] or case.as_of
    holder = case.named.holder(row["bearer_post"], min(due, case.as_of)) if row["bearer_post"] else ""
    yield Line(
        "bearer",
        f"责任主体：{zh}，即{organ}{post and '（' + post + '）'}"
        + (f"；到期日（或今日）在任：{holder}。" if holder else "。"),
        f"Borne by: {en}, that is {organ}{post and ' (' + post + ')'}"
        + (f"; in office on the due day (or today): {holder}." if holder else "."),
        tuple(fact["bearer_organ"] for fact in case.facts["bearer"]),
    )
    for heir in case.facts["heir"]:
        if heir["successor"] == row["bearer_organ"]:
            yield Line(
                "heir",
                f"原责任机关于{heir['day']}由{organ}承接，责任不变。",
                f"{organ} carries on from {heir['day']}; the duty is the same.",
                (heir["organ"],),
            )


def _exhibits(case: Case) -> Iterator[Line]:
    row, term = case.row, case.term
    asked = [kind for kind in term["kinds"].split("|") if kind]
    if not asked:
        return
    chain = row["generator"] == "continuous"
    names = [_label("exhibit_kind", kind) for kind in asked]
    zh, en = _listed(names, any_one=chain)
    how = ("，须经核验", ", to be verified") if term["verify"] else ("", "")
    yield Line("asked", f"需要材料：{zh}{how[0]}。", f"Asked for: {en}{how[1]}.")
    # Of a chain only this link: what opened it and what came after.
    claims = [one for one in case.facts["claim"] if not chain or one["happened_on"] >= row["opens"]]
    for claim in sorted(claims, key=lambda claim: claim["happened_on"]):
        yield _claimed(case, claim, asked)
    there = {claim["kind"] for claim in claims if claim["verified"] or not term["verify"]}
    lacking = names if chain else [pair for kind, pair in zip(asked, names, strict=True) if kind not in there]
    if row["done_on"] is None and lacking and not row["reason"]:
        zh, en = _listed(lacking, any_one=chain)
        yield Line("cure", f"补齐即了结：{zh}。", f"What would make it done: {en}.")


def _claimed(case: Case, claim: Mapping[str, Any], asked: Sequence[str]) -> Line:
    zh, en = _label("exhibit_kind", claim["kind"])
    if claim["kind"] not in asked:
        verdict = ("不是所需材料，不计", "not what is asked for")
    elif case.term["verify"] and not claim["verified"]:
        verdict = ("尚未核验，不计", "not yet verified")
    elif case.row["generator"] == "continuous" and claim["happened_on"] == case.row["opens"]:
        verdict = ("由此重新起算", "this link is counted from it")
    else:
        verdict = ("计入", "counts")
    day = claim["happened_on"]
    return Line(
        "claim", f"材料：{zh}，{day}，{verdict[0]}。", f"Exhibit: {en}, {day}, {verdict[1]}.", (claim["marker"],)
    )


def _listed(names: Sequence[tuple[str, str]], *, any_one: bool) -> tuple[str, str]:
    """Several kinds in one phrase; of a chain any one of them will do."""
    zh, en = "、".join(zh for zh, _ in names), ", ".join(en for _, en in names)
    return (f"{zh}（任一）", f"any one of {en}") if any_one and len(names) > 1 else (zh, en)


def _relief(case: Case) -> Iterator[Line]:
    row = case.row
    if row["waived_on"]:
        yield Line("waiver", f"{row['waived_on']}起免除。", f"Waived from {row['waived_on']}.")
    if row["suspended_from"]:
        until = "，尚未恢复" if row["suspended_to"] == OPEN else f"至{row['suspended_to']}"
        until_en = ", not resumed yet" if row["suspended_to"] == OPEN else f" to {row['suspended_to']}"
        yield Line(
            "suspension",
            f"{row['suspended_from']}起暂缓{until}。",
            f"Suspended from {row['suspended_from']}{until_en}.",
        )
    if row["superseded_on"]:
        yield Line(
            "superseded",
            f"{row['superseded_on']}起被取代：对象终止或制度废止。",
            f"Superseded on {row['superseded_on']}: the subject ended or the measure was repealed.",
        )


def _state(case: Case) -> Iterator[Line]:
    zh, en = _label("state", case.row["state"])
    change = case.row["next_change"] if case.row["state"] in LIVE else None
    yield Line(
        "state",
        f"截至{case.as_of}：{zh}。" + (f"如无新事实，{change}状态将变化。" if change else ""),
        f"As of {case.as_of}: {en}." + (f" Without new facts it changes on {change}." if change else ""),
    )


def _remedy(case: Case) -> Iterator[Line]:
    measure = case.encoded.measure
    if measure.waivable_by:
        zh, en = _label("selector", measure.waivable_by)
        yield Line("waivable", f"可以免除或暂缓的：{zh}。", f"May waive or suspend: {en}.")
    else:
        yield Line(
            "waivable",
            "制度没有规定可以免除；只能依新的制度版本改变。",
            "The book names nobody who may waive it; only a new version changes it.",
        )
    yield Line(
        "objection",
        "责任主体和对象认为有误的，可以提出异议，并应得到答复。",
        "Bearer and subject may object and are owed an answer.",
    )
