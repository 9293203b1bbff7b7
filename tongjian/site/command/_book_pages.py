"""What ``tongjian book`` prints of books: their account, their trace, their difference. Chinese, in columns."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from tongjian import terms
from tongjian.rulebook import Book, Change, Report, Rulebook, Trace, spans
from tongjian.site.checkout import ROOT
from tongjian.site.command._screen import print_table, wide


def print_report(report: Report, rulebook: Rulebook) -> None:
    """The account of one book: sentences, ids, measures, what waits, what runs on a suggestion."""
    print(f"{report.title}（{report.book}） 摘要 {report.digest[:12]}\n")
    for name, says in _accounts(report):
        print(f"{wide(name, 8)}{says}")
    book = rulebook.book(report.book)
    if report.sentences:
        columns = ("条", "句", "引用", "仅不编码", "字", "措施", "派生责任", "条目")
        print_table(columns, _by_clause(book), numbers=range(1, len(columns)))
    if report.not_encoded:
        reasons = [(terms.label("not_encoded", key), key, count) for key, count in report.not_encoded.items()]
        print_table(("不编码的理由", "代码", "句"), reasons, numbers=(2,))
    if report.measures:
        print_table(*_kinds(book), numbers=range(1, 2 + len(report.by_status)))
    _print_waiting(report, rulebook)
    if report.suggested:
        print(f"按建议值运行（未签署，最多为“超过建议期限”，不算逾期）：{len(report.suggested)} 项")
        print_table(("措施", "参数", "原文字句", "建议值"), [_parameter(rulebook, one) for one in report.suggested])


def _accounts(report: Report) -> Iterator[tuple[str, str]]:
    alone = report.words - report.words_quoted
    if report.sentences:
        yield "原文", (
            f"{report.clauses} 条 {report.sentences} 句 {report.words:,} 字，逐字有交代："
            f"措施引用 {report.words_quoted:,} 字，列明不编码 {alone:,} 字，遗漏 0 字"
        )
        yield "句", f"措施引用 {report.quoted} 句，仅列入不编码 {report.only_not_encoded} 句，遗漏 0 句"
    else:
        yield "原文", f"{report.clauses} 条，未录原文：只登记时限和出处"
    if report.entries:
        yield "条目", (
            f"{report.entries} 个，逐一对上：措施 {report.by_measures}，不编码 {report.by_not_encoded}，"
            f"他处 {len(report.elsewhere)}，遗漏 0"
        )
    yield "措施", (
        f"{report.measures} 项，其中派生责任 {report.deriving} 项；未启用 {len(report.waiting)} 项；"
        f"细化其他制度 {report.refinements} 处"
    )
    if report.templates:
        yield "模板", f"报刊文稿不是规范：机关签署采用本文稿之后，{report.templates} 项措施方产生责任；不采用即不产生"


def _by_clause(book: Book) -> Iterator[tuple[Any, ...]]:
    for clause in book.clauses:
        told = list(spans(clause))
        quoted = sum(any(span.encoded for span in found) for _, found in told)
        yield (
            clause.key,
            len(told),
            quoted,
            len(told) - quoted,
            sum(len(sentence.words) for sentence, _ in told),
            len(clause.measures),
            sum(measure.derives is not None for measure in clause.measures),
            len({entry for entry, _ in clause.entries()}),
        )


def _kinds(book: Book) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    """Measures by kind (rows) and status of their text (columns)."""
    measures = [one for clause in book.clauses for one in clause.measures]
    tally: Counter[tuple[str, str]] = Counter((one.kind, one.status) for one in measures)
    kinds = [key for key, _ in terms.choices("kind") if any(kind == key for kind, _ in tally)]
    statuses = [key for key, _ in terms.choices("status") if any(status == key for _, status in tally)]
    rows: list[tuple[Any, ...]] = []
    for kind in kinds:
        counts = [tally[kind, one] for one in statuses]
        rows.append((terms.label("kind", kind), *counts, sum(counts)))
    totals = [sum(tally[kind, one] for kind in kinds) for one in statuses]
    rows.append(("合计", *totals, sum(totals)))
    return ("措施种类", *(terms.label("status", one) for one in statuses), "合计"), rows


def _print_waiting(report: Report, rulebook: Rulebook) -> None:
    drafts: dict[str, list[tuple[str, str]]] = {}
    for one in report.waiting:
        if one.draft:
            drafts.setdefault(one.draft, []).append((one.measure, one.title))
    awaited = [(one, slug) for one in report.waiting if not one.draft for slug in one.parameters]
    if awaited:
        print(f"未启用，等待党委（党组）签署数值：{len({one.measure for one, _ in awaited})} 项")
        print_table(
            ("措施", "名称", "等待签署", "原文字句", "建议值"),
            [(one.measure, one.title, *_parameter(rulebook, f"{one.measure}.{slug}")[1:]) for one, slug in awaited],
        )
    for draft, measures in drafts.items():
        print(f"未启用，{draft}：{len(measures)} 项")
        print_table(("措施", "名称"), measures)


def _parameter(rulebook: Rulebook, name: str) -> tuple[str, str, str, str]:
    measure, _, slug = name.rpartition(".")
    parameter = rulebook.measure(measure).measure.parameters[slug]
    suggested = parameter.suggest
    return measure, slug, parameter.word, "–" if suggested is None else _value(suggested)


def _value(value: str | int | list[str]) -> str:
    if isinstance(value, list):
        return "、".join(value)
    count, _, unit = str(value).partition(" ")
    if unit:
        return f"{count} {'个' if unit == 'months' else ''}{terms.label('limit_unit', unit)}"
    return terms.label("every", count) if count in dict(terms.choices("every")) else count


def print_worked(worked: dict[str, Any]) -> None:
    """How many examples hold; each that does not, at its file and line, with every difference."""
    for one in worked["failed"]:
        print(f"✗ {one['place']} {one['name']}")
        for difference in one["differences"]:
            print(f"    {difference}")
    if worked["failed"]:
        print(f"例子 {worked['count']} 个，{worked['held']} 个相符，{len(worked['failed'])} 个不符。")
    else:
        print(f"例子 {worked['count']} 个，全部相符。" if worked["count"] else "没有例子。")


def print_sentences(book: Book) -> None:
    """Every sentence of a book with the characters that each measure quotes and those not encoded."""
    for clause in book.clauses:
        for sentence, found in spans(clause):
            print(f"\n{clause.key}:{sentence.number} {sentence.text}")
            for span in found:
                by = span.by if span.encoded else f"不编码：{terms.label('not_encoded', span.by)}"
                words = sentence.text[span.start : span.end]
                shown = words if len(words) <= 24 else f"{words[:11]}…{words[-11:]}"
                print(f"    {f'{span.start + 1}–{span.end}':<9}{by}  “{shown}”")


def print_trace(lines: Sequence[Trace], rulebook: Rulebook) -> None:
    """From each id and sentence to measures, examples, tests, pages, commands, procedures; what is missing is said."""
    for line in lines:
        print(f"\n{line.clause or '他处'}  {line.entry or '（无条目编号）'}")
        for name, told in _traced(line, rulebook):
            print(f"    {wide(name, 8)}{told}")
    missing = Counter(gap.what for line in lines for gap in line.missing)
    print(f"\n共 {len(lines)} 行。缺例子 {missing['example']} 处，办理程序未建 {missing['procedure']} 处。")


def _traced(line: Trace, rulebook: Rulebook) -> Iterator[tuple[str, str]]:
    for words in line.sentences:
        number, _, text = words.partition(" ")
        yield "原文", f"第 {number} 句 {text}"
    for name in line.measures:
        measure = rulebook.measure(name).measure
        kind = terms.label("kind", measure.kind)
        yield "措施", f"{name} {measure.title.zh}（{kind}{f'；未启用：{measure.draft}' if measure.draft else ''}）"
    for reason in line.because:
        known = reason in dict(terms.choices("not_encoded"))
        yield ("不编码", terms.label("not_encoded", reason)) if known else ("见", reason)
    for file, places in _by_file(line.examples):
        yield "例子", f"{len(places)} 个  {file}:{'、'.join(places)}"
    for test in line.tests:
        yield "检验", test
    for place in line.procedure:
        yield "办理", place
    if line.screens:
        yield "页面", "  ".join(line.screens)
    if line.commands:
        yield "命令", "；".join(line.commands)
    wanting = [gap.what for gap in line.missing]
    if "procedure" in wanting:
        yield "办理", "程序未建"
    if "example" in wanting:
        yield "缺", f"例子：{'、'.join(gap.measure for gap in line.missing if gap.what == 'example')}"


def _by_file(examples: Iterable[str]) -> list[tuple[str, list[str]]]:
    found: dict[str, list[str]] = {}
    for told in examples:
        file, number, _column = told.split(" ", 1)[0].rsplit(":", 2)
        found.setdefault(from_checkout(file), []).append(number)
    return list(found.items())


def from_checkout(text: str) -> str:
    """Paths inside the checkout said from its root."""
    return text.replace(f"{ROOT}/", "").replace(f"{Path.cwd()}/", "")


def print_difference(before: Book, after: Book, changes: Sequence[Change]) -> None:
    """The changes that lead from one edition to the other, one per line, and how many there are."""
    print(f"旧 {before.file.title.zh}（{before.key}，第 {before.file.edition} 版，{before.digest[:12]}）")
    print(f"新 {after.file.title.zh}（{after.key}，第 {after.file.edition} 版，{after.digest[:12]}）\n")
    for change in changes:
        print(change)
    if not changes:
        print("没有不同。")
        return
    texts = sum(":" in change.where for change in changes)
    print(f"\n共 {len(changes)} 处不同（+ 新增，- 删去，~ 改动）：")
    print(f"原文 {texts} 句，措施和书目 {len(changes) - texts} 处。")
