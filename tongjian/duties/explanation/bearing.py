"""Why this organ and this post: what the duty is about, what set it off, who was in office, who bears it."""

from collections.abc import Iterator
from datetime import timedelta

from tongjian import terms
from tongjian.calendar import period_named
from tongjian.duties.almanac import parse_clock
from tongjian.duties.explanation.case import OPEN, Case
from tongjian.duties.explanation.line import Line, inside, label


def trigger(case: Case) -> Iterator[Line]:
    """What the duty is about, and the period, event or last act it comes from."""
    row, subject = case.row, case.subject
    if row["generator"] == "periodic":
        (zh, en), period = label("every", case.term["every"]), period_named(row["marker"])
        yield Line(
            "window",
            f"对象：{subject}。频次：{zh}；本期为{period.zh}，自{row['opens']}起办理。",
            f"About: {subject}. Frequency: {en}; this period is {period.en}, open from {row['opens']}.",
            (row["subject"],),
            (subject,),
        )
    elif row["generator"] == "event":
        for event in case.facts["event"]:
            zh, en = label("event", event["kind"])
            yield Line(
                "event",
                f"对象：{subject}。{event['day']}发生“{zh}”，由此产生责任。",
                f"About: {subject}. The duty arose from an event of {event['day']}: {en}.",
                (event["id"],),
                (subject,),
            )
    elif row["generator"] == "continuous":
        gap, _rolls = parse_clock(case.term["clock"])
        yield Line(
            "chain",
            f"对象：{subject}。连续责任：两次办理间隔不超过{gap.zh}，自{row['opens']}（任职、设立或上一次办理之日）重新起算。",
            f"About: {subject}. A continuing duty: no more than {gap.en} from one act to the next, counted here from "
            f"{row['opens']} (taking office, founding or the last act).",
            (row["subject"],),
            (subject,),
        )


def tenures(case: Case) -> Iterator[Line]:
    """Who was in office, and whether that leaves nothing owed, nothing known or nothing more to do."""
    row = case.row
    for tenure in case.facts["tenure"]:
        since, last = tenure["valid_from"], tenure["valid_to"] - timedelta(days=1)
        until, until_en = ("今", f"since {since}") if tenure["valid_to"] == OPEN else (last, f"from {since} to {last}")
        if tenure["holder"]:
            zh, en = label("tenure_kind", tenure["kind"])
            name = case.named.holder(tenure["post"], max(since, min(case.as_of, last)))
            yield Line(
                "tenure",
                f"任职：{name}（{zh}），{since}至{until}。",
                f"In office: {name} ({en}), {until_en}.",
                (tenure["id"],),
                (name,),
            )
        else:
            yield Line("tenure", f"职务空缺：{since}至{until}。", f"Post vacant {until_en}.", (tenure["id"],))
    if row["reason"]:
        yield _not_owed(case)
    if row["missing"]:
        zh, told = label("missing", row["missing"])[0], inside(terms.explain("missing", row["missing"], "en"))
        yield Line(
            "missing",
            f"缺少事实：{zh}；补录之前不能判断。",
            f"A fact is missing: {told}; until it is recorded nobody can tell.",
        )
    if row["lapses_on"]:
        yield Line(
            "lapse",
            f"本责任随人：任期于{row['lapses_on']}前终止，未及到期，责任随之终止，不计逾期。",
            f"The duty is personal: the tenure ended on {row['lapses_on'] - timedelta(days=1)}, before the due day, "
            "and the duty with it; it does not count as overdue.",
        )


def _not_owed(case: Case) -> Line:
    reason, exposure = case.row["reason"], case.term["exposure"]
    zh, told = label("reason", reason)[0], inside(terms.explain("reason", reason, "en"))
    least = parse_clock(exposure)[0] if reason == "min_exposure" and exposure else None
    return Line(
        "not_owed",
        f"不产生责任：{zh}{f'（期内须满{least.zh}）' if least else ''}。",
        f"Nothing is owed: {told}{f' (it takes {least.en})' if least else ''}.",
    )


def bearer(case: Case) -> Iterator[Line]:
    """Who owes it, and who is in office there."""
    row = case.row
    if row["generator"] == "inactive":
        return
    zh, en = label("selector", case.term["bearer"])
    found = {fact["bearer_organ"] for fact in case.facts["bearer"]}
    if case.term["bearer"] != "subject_post" and not found:
        yield Line("bearer", f"责任主体：{zh}；登记册中没有，尚不知是谁。", f"Owed by: {en}; the register names none.")
        return
    if "" in found:
        yield Line("bearer", f"责任主体：{zh}，不在本系统内。", f"Owed by: {en}, which is outside this system.")
        return
    yield _borne(case, zh, en)
    organ = case.named.organ(row["bearer_organ"])
    for heir in case.facts["heir"]:
        if heir["successor"] == row["bearer_organ"]:
            yield Line(
                "heir",
                f"原责任机关于{heir['day']}由{organ}承接，责任不变。",
                f"{organ} took over from the earlier bearer on {heir['day']}; the duty stays the same.",
                (heir["organ"],),
                (organ,),
            )


def _borne(case: Case, zh: str, en: str) -> Line:
    row = case.row
    who = case.named.post(row["bearer_post"]) if row["bearer_post"] else case.named.organ(row["bearer_organ"])
    due = row["due_final"] or case.as_of
    holder = case.named.holder(row["bearer_post"], min(due, case.as_of)) if row["bearer_post"] else ""
    when, when_en = ("到期日", "on the due day") if due <= case.as_of else ("目前", "now")
    return Line(
        "bearer",
        f"责任主体：{zh}，即{who}" + (f"；{when}在任：{holder}。" if holder else "。"),
        f"Owed by: {en}, that is {who}" + (f"; in office {when_en}: {holder}." if holder else "."),
        tuple(fact["bearer_organ"] for fact in case.facts["bearer"]),
        (who, holder),
    )
