"""What ``tongjian book import-text`` prints: what differs, which drafts find their words, what nobody accounts for."""

from collections.abc import Iterator
from typing import Any

from tongjian import terms
from tongjian.rulebook import AlignedClause, AlignedDraft, AlignedSentence, Alignment, ExpectedWords, Place
from tongjian.rulebook.nearness import shown
from tongjian.site.command._book_pages import from_checkout
from tongjian.site.command._screen import print_table


def print_alignment(alignment: Alignment) -> None:
    """The whole account: a table of clauses, then each difference, draft and unaccounted sentence with its places."""
    head, official = alignment.book.file, alignment.official
    print(f"{head.title.zh}（{head.key}，第 {head.edition} 版）")
    print(f"正式文本 {official.file}，SHA-256 {official.digest}\n")
    columns = ("条", "正式文本", "结果", "句", "有出入", "草案", "可启用", "无措施对应")
    print_table(columns, [_row(clause) for clause in alignment.clauses], numbers=range(3, len(columns)))
    for title, lines in (
        ("与正式文本有出入，或者由其补全", _differences(alignment)),
        ("草案", _drafts(alignment)),
        ("正式文本中无措施对应的字句", _unaccounted(alignment)),
        ("文件所缺", (f"  {clause.key}" for clause in alignment.missing)),
        ("本制度没有的条", (f"  第 {article.number} 条" for article in alignment.unplaced)),
    ):
        told = list(lines)
        if told:
            print(f"{title}：")
            print("\n".join(told) + "\n")
    waiting = sum(len(clause.drafts) for clause in alignment.clauses) - len(alignment.activates)
    print(f"签署后可启用 {len(alignment.activates)} 项；其余 {waiting} 项仍为草案：报纸版面所缺，导入正式文本后启用。")
    if alignment.agrees:
        print("与正式文本全部相符。")


def _row(clause: AlignedClause) -> tuple[Any, ...]:
    numbers = [article.number for article in clause.articles]
    spread = f"{numbers[0]}–{numbers[-1]}" if len(numbers) > 1 else "".join(map(str, numbers)) or "–"
    return (
        clause.key,
        spread,
        terms.label("aligned_clause", clause.status),
        len(clause.sentences),
        len(clause.differing),
        len(clause.drafts),
        len(clause.activates),
        len(clause.unaccounted),
    )


def _differences(alignment: Alignment) -> Iterator[str]:
    for clause in alignment.clauses:
        for one in clause.sentences:
            if one.kind in ("differs", "dropped", "added", "completed"):
                yield f"  {clause.key} {terms.label('aligned_sentence', one.kind)}  {_places(one)}"
                text = one.official.text if one.official else one.ours.text if one.ours else ""
                yield f"      {shown(one.difference) or text}"


def _places(one: AlignedSentence) -> str:
    places = (one.ours_at, one.official.place if one.official else None)
    return " ↔ ".join(_at(place) for place in places if place)


def _at(place: Place) -> str:
    return from_checkout(str(place))


def _drafts(alignment: Alignment) -> Iterator[str]:
    for clause in alignment.clauses:
        for draft in clause.drafts:
            yield from _draft(draft, ready=draft in clause.activates)


def _draft(draft: AlignedDraft, *, ready: bool) -> Iterator[str]:
    mark = "✓" if ready else "✗"
    yield f"  {mark} {draft.id} {draft.title.zh}（{terms.label('expected_words', draft.finding)}）"
    for one in draft.expected:
        yield f"      {terms.label('expected_words', one.finding)}  {_expected(one)}"


def _expected(one: ExpectedWords) -> str:
    at = f"  {_at(one.sentence.place)}" if one.sentence else ""
    return f"{shown(one.difference)}{at}"


def _unaccounted(alignment: Alignment) -> Iterator[str]:
    for clause in alignment.clauses:
        for one in clause.unaccounted:
            if one.official:
                words = "、".join(f"“{words}”" for words in one.unaccounted)
                yield f"  {clause.key} {_at(one.official.place)} {words}"


def print_sealed(sealed: Any) -> None:
    """What a signature has put in force, and what to do next."""
    print(f"已启用：{sealed.book} 第 {sealed.number} 版，{sealed.measures} 项措施，自 {sealed.on} 起。")
    print(f"摘要 {sealed.digest}")
    print(f"存于 {sealed.folder}。请运行 tongjian book check {sealed.book} 和 tongjian duties derive。")


def as_data(alignment: Alignment, sealed: Any = None) -> dict[str, Any]:
    """The alignment as plain data, for JSON, with what a signature has put in force."""
    signed = {"edition": sealed.number, "digest": sealed.digest, "measures": sealed.measures} if sealed else None
    return {
        "sealed": signed,
        "book": alignment.book.key,
        "edition": alignment.book.file.edition,
        "digest": alignment.book.digest,
        "text": alignment.official.digest,
        "agrees": alignment.agrees,
        "activates": [draft.id for draft in alignment.activates],
        "missing": [clause.key for clause in alignment.missing],
        "unplaced": [article.number for article in alignment.unplaced],
        "clauses": [_clause_data(clause) for clause in alignment.clauses],
    }


def _clause_data(clause: AlignedClause) -> dict[str, Any]:
    return {
        "clause": clause.key,
        "articles": [article.number for article in clause.articles],
        "status": clause.status,
        "sentences": [
            {
                "kind": one.kind,
                "ours": one.ours.text if one.ours else None,
                "ours_at": _at(one.ours_at) if one.ours_at else None,
                "official": one.official.text if one.official else None,
                "official_at": _at(one.official.place) if one.official else None,
                "difference": [list(piece) for piece in one.difference],
                "by": list(one.by),
                "unaccounted": list(one.unaccounted),
            }
            for one in clause.sentences
        ],
        "drafts": [
            {
                "measure": draft.id,
                "finding": draft.finding,
                "expected": [
                    {
                        "words": one.words,
                        "finding": one.finding,
                        "official": one.official,
                        "official_at": _at(one.sentence.place) if one.sentence else None,
                        "difference": [list(piece) for piece in one.difference],
                    }
                    for one in draft.expected
                ],
            }
            for draft in clause.drafts
        ],
    }
