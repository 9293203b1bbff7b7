"""A book with a pair of measures drawn at random: the exhibit of the first settles the second."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from random import Random

SHELF = Path(__file__).parents[2] / "tongjian" / "duties" / "tests" / "shelf" / "river_rules"
KINDS = ("minutes", "report", "visit_record", "reply", "form")
EVERY = ("month", "quarter", "half_year")
TEXT = "市委主要负责人应当{first}同下级主要负责人见面。市委主要负责人应当{second}听取下级主要负责人汇报。"
WORDS = {"month": "每月", "quarter": "每季度", "half_year": "每半年"}
MEASURE = """\
  - slug: {slug}
    title: {{zh: {zh}, en: {en}}}
    kind: duty
    norm: must
    says: [{says}]
    status: fictional
    in_force: 2023-06-01
    area: talk
    bearer: {{who: superior_top_leader}}
    subject: {{kind: post, roles: [top_leader], levels: [county], occupied: true}}
    derives: {{periodic: {{every: {every}, basis: text}}}}
    exhibits: [{{kind: {kind}}}]
"""


@dataclass(frozen=True)
class Pair:
    """The two measures: what is filed for the first settles the second too."""

    first: str
    second: str
    kind: str


def draw(shelf: Path, seed: int) -> Pair:
    """Write the river rules with one clause more onto a shelf."""
    random = Random(seed)
    kind = random.choice(KINDS)
    first, second = random.sample(EVERY, 2)
    book = shutil.copytree(SHELF, shelf / "river_rules")
    clause = book / "clauses" / "9"
    clause.mkdir()
    sentences = TEXT.format(first=WORDS[first], second=WORDS[second])
    one, two = (part + "。" for part in sentences.split("。")[:2])
    (clause / "text.md").write_text(sentences + "\n", encoding="utf-8")
    (clause / "text.en.md").write_text(
        f"1. The head of the city committee meets each subordinate head ({first}).\n"
        f"2. The head of the city committee hears each subordinate head ({second}).\n",
        encoding="utf-8",
    )
    rows = [
        MEASURE.format(slug="meeting", zh="见面", en="Meeting", says=one[:-1], every=first, kind=kind)
        + "    substitutes: [river_rules/9/hearing]\n",
        MEASURE.format(slug="hearing", zh="听取汇报", en="Hearing", says=two[:-1], every=second, kind=kind),
    ]
    (clause / "measures.yaml").write_text("measures:\n" + "".join(rows), encoding="utf-8")
    return Pair("river_rules/9/meeting", "river_rules/9/hearing", kind)
