"""`tongjian book`: the account of a book, its worked examples, its trace, its difference from another edition."""

import json
import shutil
from hashlib import sha256
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests import test_examples
from tongjian import rulebook
from tongjian.site import checkout, settings
from tongjian.site.command import book
from tongjian.site.new_book import write_book

OPINION, DOSSIER = "opinion_2021", "opinion_2021/19/dossier_current"
PRESS = ("shanxi_2021", "taiyuan_civic_2021", "taiyuan_heritage_2021")
WRONG = "state: overdue"


def ask(*arguments):
    return CliRunner().invoke(book.app, arguments)


@pytest.fixture
def rules(tmp_path, monkeypatch):
    """A new book as `tongjian book new` writes it: its one example is wrong on purpose."""
    monkeypatch.setattr(settings, "BOOKS", (tmp_path,))
    return write_book(tmp_path, "qinghe_rules")


def rewrite(file: Path, before: str, after: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(before) == 1
    file.write_text(text.replace(before, after), encoding="utf-8")


def test_the_account_of_the_opinion_leaves_out_no_character_and_no_id():
    told = ask("check", OPINION, "--no-examples")

    assert told.exit_code == 0
    lines = told.stdout.splitlines()
    assert lines[2].startswith("原文    13 条 66 句 2,987 字，逐字有交代：")
    assert lines[2].endswith("遗漏 0 字")
    assert lines[4] == "条目    140 个，逐一对上：措施 95，不编码 26，他处 19，遗漏 0"
    assert next(line.split() for line in lines if "/20/petition_analysis" in line)[2:] == [
        "analysis_every", "定期", "每季度"
    ]  # fmt: skip


def test_every_span_of_every_sentence_is_shown_on_demand():
    told = ask("check", OPINION, "--no-examples", "--sentences").stdout

    assert "\n19:4 纪检监察机关应当动态更新领导干部廉政档案，严把党风廉政意见回复关。\n" in told
    assert f"    1–20     {DOSSIER}  “纪检监察机关应当动态更新领导干部廉政档案”\n" in told
    assert "    5–26     不编码：标题  “强化选人用人的组织把关，落实干部考察考核制度”\n" in told


@pytest.mark.parametrize("key", PRESS)
def test_the_account_of_a_press_text_says_that_its_measures_are_templates(key):
    told = ask("check", key, "--no-examples")

    assert told.exit_code == 0
    assert "\n模板    报刊文稿不是规范：机关签署采用本文稿之后，2 项措施方产生责任；不采用即不产生\n" in told.stdout
    assert "遗漏 0 字" in told.stdout


def test_an_example_that_does_not_hold_is_named_with_its_place_and_its_difference(rules):
    told = ask("check", "qinghe_rules")

    assert told.exit_code == 1
    assert f"✗ {rules}/clauses/1/examples.yaml:2 请改写" in told.stdout
    assert "    county_secretary 2024: state is open, expected overdue\n" in told.stdout
    assert told.stdout.endswith("例子 1 个，0 个相符，1 个不符。\n")
    assert ask("check", "qinghe_rules", "--no-examples").exit_code == 0

    rewrite(rules / "clauses/1/examples.yaml", WRONG, "state: open")
    mended = ask("check", "qinghe_rules")

    assert mended.exit_code == 0
    assert mended.stdout.endswith("例子 1 个，全部相符。\n")


def test_the_mistakes_of_a_book_are_told_one_by_one_in_chinese_or_in_english(rules):
    rewrite(rules / "clauses/1/measures.yaml", "area: report_account", "area: report_acount")
    rewrite(rules / "clauses/1/measures.yaml", "{kind: report}", "{kind: reports}")

    chinese, english = ask("check", "qinghe_rules"), ask("check", "qinghe_rules", "--lang", "en")

    assert (chinese.exit_code, english.exit_code) == (1, 1)
    assert (chinese.stdout, english.stdout) == ("", "")
    first, cure, second, _ = chinese.stderr.splitlines()
    assert first == f"{rules}/clauses/1/measures.yaml:10:11: `report_acount` 不是此处可用的词。"
    assert cure.startswith("  办法：您要写的可能是 `report_account`。请改用下列之一：")
    assert second.endswith("`reports` 不是此处可用的词。")
    first, cure, second, _ = english.stderr.splitlines()
    assert first == f"{rules}/clauses/1/measures.yaml:10:11: unknown word `report_acount`"
    assert cure.startswith("  cure: did you mean `report_account`? use one of: ")
    assert second.endswith(": unknown word `reports`")


def test_a_mistake_of_an_example_is_told_in_english_too(rules):
    rewrite(rules / "clauses/1/examples.yaml", "measure: yearly_report", "measure: monthly_report")

    told = ask("check", "qinghe_rules", "--lang", "en")

    assert told.exit_code == 1
    assert "there is no measure `qinghe_rules/1/monthly_report`\n  cure: write the slug" in told.stderr


def test_the_account_as_json_tells_of_the_examples_too(rules):
    told = ask("check", "qinghe_rules", "--json")

    account = json.loads(told.stdout)
    assert told.exit_code == 1
    assert (account["book"], account["sentences"], account["measures"]) == ("qinghe_rules", 1, 1)
    assert (account["examples"]["count"], account["examples"]["held"]) == (1, 0)
    assert [one["book"] for one in json.loads(ask("check", "--json", "--no-examples").stdout)] == [
        "clocks", OPINION, "qinghe_demo", "qinghe_rules", *PRESS
    ]  # fmt: skip


def test_the_difference_of_two_editions_is_told_by_sentence_and_measure(rules, tmp_path):
    later = shutil.copytree(rules, tmp_path / "later" / "qinghe_rules")
    assert ask("diff", "qinghe_rules", str(later)).stdout.endswith("没有不同。\n")

    for name in ("text.md", "measures.yaml"):
        rewrite(later / "clauses/1" / name, "每年向市委报告一次", "每半年向市委报告一次")
    rewrite(later / "clauses/1/measures.yaml", "every: year", "every: half_year")
    before, after = (f"县委“一把手”每{span}年向市委报告一次履行监督责任的情况。" for span in ("", "半"))
    told = ask("diff", "qinghe_rules", str(later)).stdout.splitlines()

    assert told[3:6] == [
        f"~ 1:1: {before} → {after}",
        f"~ 1/yearly_report says: {before} → {after}",
        "~ 1/yearly_report derives.periodic.every: year → half_year",
    ]
    assert ask("diff", "qinghe_rules", str(tmp_path / "nowhere")).exit_code == 2


def test_a_changed_word_in_a_sealed_text_is_refused_before_it_is_compared(tmp_path):
    copy = shutil.copytree(rulebook.SHIPPED / OPINION, tmp_path / OPINION)
    text = copy / "clauses/19/text.md"
    assert sha256(text.read_bytes()).hexdigest() in (copy / "book.yaml").read_text(encoding="utf-8")

    rewrite(text, "落实干部考察考核制度", "落实干部考察考评制度")
    told = ask("diff", OPINION, str(copy))

    assert isinstance(told.exception, rulebook.BookError)
    assert str(told.exception).startswith(f"{copy}/clauses/19/measures.yaml:")


def test_the_trace_names_sentence_measure_examples_tests_and_what_is_not_built():
    rows = json.loads(ask("trace", "19", "--json").stdout)

    row = next(row for row in rows if row["entry"] == "19.4")
    assert row["measures"] == [DOSSIER]
    assert row["sentences"] == ["4 纪检监察机关应当动态更新领导干部廉政档案，严把党风廉政意见回复关。"]
    assert len(row["examples"]) == 6
    assert row["examples"][0].startswith("tongjian/books/opinion_2021/clauses/19/examples.yaml:179:3 廉政档案：")
    assert [test for test in row["tests"] if test.startswith("tongjian/site/tests/test_book_command.py:")] != []
    assert (row["procedure"], row["missing"]) == ([], [{"what": "procedure", "measure": DOSSIER}])
    assert row["screens"] == [
        "/books/opinion_2021/19", "/duties?clause=opinion_2021/19", "/duties/KEY", "/blind-spots/dossier"
    ]  # fmt: skip
    told = ask("trace", "19").stdout
    assert "    页面    /books/opinion_2021/19  /duties?clause=opinion_2021/19  /duties/KEY" in told
    assert "    办理    程序未建\n" in told


def test_the_trace_of_everything_reaches_every_id():
    rows = json.loads(ask("trace", "--all", "--json").stdout)

    head = rulebook.read(OPINION).book(OPINION).file
    assert {row["entry"] for row in rows} - {""} == set(head.entries)


def test_the_tests_that_the_trace_names_are_those_that_run():
    read = rulebook.read(OPINION)
    named = {test for tests in checkout.guarded_by(read).values() for test in tests if "[" in test}
    runs = [one.id for one in test_examples.deriving() if one.book == OPINION]

    assert named == {f"{test}[{run}]" for test in checkout.OF_EVERY_MEASURE for run in runs}
    for test in checkout.OF_EVERY_MEASURE:
        file, _, function = test.partition("::")
        assert Path(test_examples.__file__) == checkout.ROOT / file
        assert callable(getattr(test_examples, function))


def test_a_procedure_is_found_by_the_measures_that_it_names_and_a_page_is_none(tmp_path):
    for place in ("tongjian/procedures/talk/procedure.py", "tongjian/web/staff/talk.html"):
        (tmp_path / place).parent.mkdir(parents=True)
        (tmp_path / place).write_text(f"settles {DOSSIER}, not {DOSSIER}_at_all", encoding="utf-8")

    found = checkout.carried_out_by(rulebook.read(OPINION), tmp_path)

    assert found == {DOSSIER: ["tongjian/procedures/talk"]}


HARBOUR = Path(rulebook.__file__).parent / "tests"
OFFICIAL = (HARBOUR / "texts/harbour.txt").read_text(encoding="utf-8")


@pytest.fixture
def bring(tmp_path, monkeypatch):
    """Compares a text with the fictional book of which articles were lost."""
    monkeypatch.setattr(settings, "BOOKS", (HARBOUR / "shelf",))

    def compare(text, *arguments, name="official.txt"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return ask("import-text", str(tmp_path / name), "--book", "harbour_2020", *arguments)

    return compare


def test_a_text_that_agrees_is_told_in_one_table_and_nothing_is_written(bring, tmp_path):
    told = bring(OFFICIAL)

    assert told.exit_code == 0
    assert "与正式文本全部相符。" in told.stdout
    assert "签署后可启用 5 项；其余 0 项仍为草案：报纸版面所缺，导入正式文本后启用。" in told.stdout
    assert " s2        3–4        可以启用" in told.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["official.txt"]


def test_everything_that_does_not_match_is_listed_with_its_places_and_the_exit_code_says_so(bring, tmp_path):
    told = bring(
        OFFICIAL.replace("应当公开。", "应该公开。")
        .replace("在三十日内开展", "在六十日内开展")
        .replace("如实记录。", "如实记录。结果公开。")
        .replace("（六）上级应当每季度抽查谈话记录。\n", "")
    )

    assert told.exit_code == 1
    assert f"clauses/1/text.md:3:16 ↔ {tmp_path}/official.txt:7:16\n      监督情况应〔-当〕〔+该〕公开。" in told.stdout
    assert "✗ harbour_2020/s2/appointment_talk 任职谈话（相近）" in told.stdout
    assert f"应当在〔-三〕〔+六〕十日内开展任职谈话  {tmp_path}/official.txt:13:1\n" in told.stdout
    assert "✗ harbour_2020/6/spot_check 抽查谈话记录（没有）" in told.stdout
    assert f"  s2 {tmp_path}/official.txt:13:36 “结果公开”\n" in told.stdout
    assert "文件所缺：\n  6\n" in told.stdout


def test_the_comparison_can_be_had_as_json(bring):
    told = bring(OFFICIAL.replace("在三十日内开展", "在六十日内开展"), "--json")

    account = json.loads(told.stdout)
    assert (told.exit_code, account["agrees"], account["sealed"]) == (1, False, None)
    clause = next(one for one in account["clauses"] if one["clause"] == "s2")
    assert (clause["status"], clause["articles"], clause["drafts"][0]["finding"]) == ("partly", [3, 4], "near")
    assert "harbour_2020/s2/appointment_talk" not in account["activates"]


def test_a_file_that_is_no_text_of_a_book_is_refused_in_chinese_or_in_english(bring):
    assert bring("（二）二\n（一）一\n").stderr.splitlines()[0].endswith(":2:1: “（一）”排在第（二）条之后。")
    assert "the file holds no article" in bring("无", "--lang", "en").stderr
    assert bring(OFFICIAL, name="official.docx").exit_code == 2
    assert bring(OFFICIAL, "--sign", "河湾市委").exit_code == 2
