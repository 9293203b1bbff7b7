"""A further locality and a further book are one new folder each, and no other edit."""

import shutil
from pathlib import Path

from tongjian import rulebook
from tongjian.rulebook.book import digest_of
from tongjian.site.new_book import write_book

ANALYSIS = "opinion_2021/20/petition_analysis"
LOCALITY = {
    "book.yaml": """\
key: baihe_demo
book_class: local_rule
title: {zh: 白鹤市（示例）实施办法, en: Rules of Baihe (demo)}
issuer: {zh: 中共白鹤市委（示例）, en: Baihe city committee (demo)}
issued: 2024-01-01
in_force: 2024-01-01
fictional: true
source: 虚构
refines: [opinion_2021]
""",
    "clauses/1/text.md": "# 第一条\n\n信访举报情况每季度分析研判一次。\n",
    "clauses/1/text.en.md": "1. Petitions and reports are analysed once a quarter.\n",
    "clauses/1/measures.yaml": f"""\
refines:
  - measure: {ANALYSIS}
    says: [信访举报情况每季度分析研判一次。]
    in_force: 2024-01-01
    sign: {{analysis_every: quarter}}
""",
}


def shipped() -> dict[str, str]:
    return {folder.name: digest_of(folder) for folder in rulebook.SHIPPED.iterdir() if folder.is_dir()}


def test_a_second_book_is_one_new_folder(tmp_path):
    before = shipped()

    write_book(tmp_path, "baihe_rules")

    read = rulebook.read("baihe_rules", shelves=[tmp_path])
    assert [one.id for one in read.measures] == ["baihe_rules/1/yearly_report"]
    assert len(rulebook.examples(read)) == 1
    assert shipped() == before


def test_a_second_locality_is_one_new_folder(tmp_path):
    before = shipped()

    for name, text in LOCALITY.items():
        (tmp_path / "baihe_demo" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "baihe_demo" / name).write_text(text, encoding="utf-8")

    read = rulebook.read("baihe_demo", shelves=[tmp_path])
    unsigned, signed = rulebook.wordings(read, ANALYSIS, adopted=["baihe_demo"])
    assert (unsigned.every, unsigned.awaits) == (None, "analysis_every")
    assert (signed.every.value, signed.every.basis, signed.awaits) == ("quarter", "locality", None)
    assert shipped() == before


def test_a_copied_shelf_reads_the_same_wherever_it_stands(tmp_path):
    shutil.copytree(rulebook.SHIPPED / "opinion_2021", tmp_path / "opinion_2021")

    there = rulebook.read("opinion_2021", shelves=[tmp_path])

    assert there.book("opinion_2021").folder == Path(tmp_path, "opinion_2021").resolve()
    assert there.digest == rulebook.read("opinion_2021").digest
