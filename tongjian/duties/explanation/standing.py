"""On which words a duty stands, and who made them hold."""

from collections.abc import Iterator

from tongjian.duties.explanation.case import Case
from tongjian.duties.explanation.line import Line

# What a word of the text leaves open, by the type of the parameter.
OPEN_WORD = {
    "every": "how often",
    "time_limit": "within what time",
    "count": "how many",
    "list": "which cases",
}


def words(case: Case) -> Iterator[Line]:
    """The measure and the sentences behind it."""
    measure, passage = case.encoded.measure, case.passage
    brought = measure.active_from
    yield Line(
        "measure",
        f"监督措施：{measure.title.zh}（{case.encoded.id}，第{measure.version}版，{measure.in_force}起施行"
        f"{f'，{brought}起据正式文本启用' if brought else ''}）。",
        f"Measure: {measure.title.en} ({case.encoded.id}, version {measure.version}, in force from {measure.in_force}"
        f"{f', active here from {brought} on the official text' if brought else ''}).",
    )
    at_zh, at_en = f"：{passage.zh}", f": {passage.en}"
    for quote in passage.quotes:
        yield Line(
            "sentence",
            f"依据{at_zh}：“{quote.text}”",
            f"Basis{at_en}: {quote.gloss} (In the original: “{quote.text}”)",
            quotes=(quote,),
        )
        at_zh, at_en = "：同上", ", same place"
    if not passage.quotes:
        yield Line("sentence", f"依据{at_zh}（原文未收录）。", f"Basis{at_en} (the text is not on this shelf).")


def governor(case: Case) -> Iterator[Line]:
    """Who adopted the book, or whose signature is awaited."""
    organ, opens = case.named.organ(case.row["governor"]), case.term["opens_from"]
    if case.row["generator"] == "inactive":
        parameter = case.encoded.measure.parameters[case.term["parameter"]]
        yield Line(
            "inactive",
            f"“{parameter.word}”没有取值，须由{organ}的上级或本级党委签署；签署之前本措施不产生责任。",
            f"The text leaves open {OPEN_WORD[parameter.type]} (“{parameter.word}”); until the party committee of "
            f"{organ}, or one above it, signs a value, nothing is owed.",
            names=(organ, parameter.word),
        )
        return
    yield Line(
        "adopted",
        f"{organ}采用本制度，{opens}起的责任适用本条款段。",
        f"{organ} adopted these rules; this wording applies to duties that open on {opens} or later.",
        (case.row["governor"],),
        (organ,),
    )
