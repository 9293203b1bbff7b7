"""A new book folder: every heading in place, a measure that quotes its sentence, and an example that fails.

The example is wrong on purpose: whoever fills the folder begins by saying what shall be owed when.
"""

import re
from pathlib import Path

FILES = {
    "book.yaml": """\
# 字段说明见 docs/schema/book.json。
key: {key}
book_class: local_rule
title: {{zh: （请填写名称）, en: (name of the book)}}
issuer: {{zh: （请填写制定机关）, en: (issuing organ)}}
issued: 2024-01-01
in_force: 2024-01-01
source: （请写明出处：文号、版本、由谁在何日核对）
# 若细化另一部制度，列出它的名称，例如 [opinion_2021]，并在 measures.yaml 的 refines 下写细化。
refines: []
""",
    "cast.yaml": """\
# 例子共用的虚构机关、职务和任职；不得使用真实的人名、地名。
adopted: {{county: 2024-01-01}}
organs:
  city: {{class: party_committee, level: city, under: outside}}
  county: {{class: party_committee, level: county, under: city}}
posts:
  county_secretary: {{organ: county, role: top_leader}}
tenures:
  lin: {{post: county_secretary, holder: lin, kind: appointed, from: 2022-01-01}}
""",
    "clauses/1/text.md": """\
# 第一条（请逐字录入原文）

县委“一把手”每年向市委报告一次履行监督责任的情况。
""",
    "clauses/1/text.en.md": """\
1. The top leader of a county committee reports once a year to the city committee how supervision was done.
""",
    "clauses/1/measures.yaml": """\
# 每一句原文，或者被某项措施的 says 引用，或者列入 not_encoded 并说明理由。
measures:
  - slug: yearly_report
    title: {{zh: 每年报告履行监督责任情况, en: Report once a year how supervision was done}}
    kind: duty
    norm: must
    says: [县委“一把手”每年向市委报告一次履行监督责任的情况。]
    status: local
    in_force: 2024-01-01
    area: report_account
    bearer: {{who: own_organ}}
    subject: {{kind: post, roles: [top_leader], classes: [party_committee], levels: [county], occupied: true}}
    derives:
      periodic: {{every: year, basis: text}}
    exhibits: [{{kind: report}}]
""",
    "clauses/1/examples.yaml": """\
# 这一例故意写错：年中尚未到期，不会逾期。请改成这一条真正的含义，再运行 tongjian book check {key}。
- name: 请改写：一年过半，县委书记的年度报告应当是什么状态
  en: To be rewritten; in mid-year the yearly report of the county secretary is not overdue
  measure: yearly_report
  as_of: 2024-07-01
  owes:
    - {{subject: county_secretary, marker: "2024", state: overdue}}
""",
    "clauses/1/readings.md": """\
# 第一条怎样理解

| 字句 | 读作 | 谁、何日决定 | 依据 |
|---|---|---|---|
| （原文中含义不确定的字句） | | | |
""",
}


class NoPlaceForBook(ValueError):
    """The name or the folder will not do."""


def write_book(shelf: Path, key: str) -> Path:
    """Write the folder of a new book on a shelf; returns the folder.

    Raises:
        NoPlaceForBook: the name is not one, or something stands there already.
    """
    if not re.fullmatch(r"[a-z][a-z0-9_]*", key):
        raise NoPlaceForBook(
            f"“{key}”不能作为名称：请用小写英文字母、数字和下划线，以字母开头，例如 qinghe_rules。"
        )
    folder = shelf / key
    if folder.exists():
        raise NoPlaceForBook(f"{folder} 已经存在。请另取名称，或先移走该文件夹。")
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text.format(key=key), encoding="utf-8")
    return folder
