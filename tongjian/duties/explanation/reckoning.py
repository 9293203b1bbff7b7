"""How the due day was reckoned, and on whose word the limit stands."""

from collections.abc import Iterator

from tongjian.duties.almanac import parse_clock
from tongjian.duties.explanation.case import Case
from tongjian.duties.explanation.line import Line


def limit(case: Case) -> Iterator[Line]:
    """From which day, by which rule, over which days, to which day."""
    row, term = case.row, case.term
    if not row["due"] or not term["clock"]:
        return
    length, rolls = parse_clock(term["clock"])
    window = next((one for one in case.facts["window"] if one["marker"] == row["marker"]), None)
    provisional = False
    if window and length.count == 0:
        last = window["last"]
        yield Line(
            "reckoning",
            f"计算：本期末日为{last}，即到期日。",
            f"Reckoning: the period ends on {last}, and that is the due day.",
        )
    else:
        if window:
            yield Line(
                "reckoning",
                f"计算：本期末日为{window['last']}。",
                f"Reckoning: the period ends on {window['last']}; the limit is counted from there.",
            )
        event = row["opens"] if row["generator"] == "continuous" else None
        start = window["last"] if window else event or case.facts["event"][0]["day"]
        deadline = case.calendar.deadline(length, start, rolls=rolls)
        provisional = deadline.provisional
        for step in deadline.steps:
            yield Line("reckoning", f"计算：{step.zh}", f"Reckoning: {step.en}")
    if row["due_final"] != row["due"]:
        yield Line(
            "shift",
            f"暂缓期间不计，顺延至{row['due_final']}。",
            f"The time of the suspension does not count: the due day moves to {row['due_final']}.",
        )
    if row["provisional"] and not provisional:
        yield Line(
            "provisional",
            "到期日所在年度的放假安排尚未公布，到期日暂定。",
            "The days off of that year are not announced yet; the date is provisional until they are.",
        )
    yield from _basis(case)


def _basis(case: Case) -> Iterator[Line]:
    suggested = case.row["strength"] == "suggested"
    if case.term["basis"] == "locality":
        yield from _signed(case)
        if suggested:
            yield Line(
                "own_signature",
                "签署机关就是责任主体：不得自己解释自己的责任，期限只作建议，不计逾期。",
                "The signer is the one who owes it: nobody sets the limit of their own duty, so this one is only a "
                "suggestion and never counts as overdue.",
            )
        return
    text = case.term["basis"] == "text"
    yield Line(
        "basis",
        f"期限依据：{'条文规定' if text else '软件建议'}。" + ("期限只作建议，不计逾期。" if suggested else ""),
        ("The limit stands in the text itself." if text else "The text sets no limit; this one is the software's.")
        + (" It is a suggestion and never counts as overdue." if suggested else ""),
    )


def _signed(case: Case) -> Iterator[Line]:
    """A limit that a locality set: by a signature, or by words of a book that it signed."""
    signer = case.named.organ(case.term["signer"]) if case.term["signer"] else ""
    by, by_en = (f"，由{signer}签署", f", signed by {signer}") if signer else ("", "")
    yield Line("basis", f"期限依据：地方签署{by}。", f"The limit is a local value{by_en}.", names=(signer,))
    if case.local and case.local.quotes:
        words = "".join(f"“{quote.text}”" for quote in case.local.quotes)
        glosses = " ".join(dict.fromkeys(quote.gloss for quote in case.local.quotes))
        yield Line(
            "basis",
            f"出自：{case.local.zh}：{words}",
            f"It comes from: {case.local.en}: {glosses} (In the original: {words})",
            quotes=case.local.quotes,
        )
