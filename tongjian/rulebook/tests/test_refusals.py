"""Every mistake is refused at its file and line, with a cure."""

from tongjian.rulebook import seal_texts
from tongjian.rulebook.mistakes.form import DuplicateKey, NotATimeLimit, UnknownWord
from tongjian.rulebook.mistakes.shelves import NoSuchBook, RefineEachOther
from tongjian.rulebook.mistakes.texts import (
    AmbiguousQuotation,
    NotInTheText,
    TextNotAsSealed,
    UnaccountedWords,
    UnreconciledEntry,
)

MEASURES = "source_2020/clauses/1/measures.yaml"
TEXT = "source_2020/clauses/1/text.md"


def test_a_changed_character_of_the_text_is_found_at_the_quotation_it_breaks(library):
    library.change(TEXT, "开展任职谈话", "开展任前谈话")

    error = library.refusal("source_2020")

    assert error.file.name == "measures.yaml"
    assert error.line == 7
    assert isinstance(error, NotInTheText)
    assert error.what == "“对新任职“一把手”应当开展任职谈话”不在第 1 条的任何一句之内。"
    assert error.cure == "请照 text.md 逐字引用，不得跨句。"


def test_a_changed_punctuation_mark_is_found_by_the_seal(library):
    seals = seal_texts(library.read().book("source_2020"))
    head = library.path("source_2020/book.yaml")
    head.write_text(head.read_text(encoding="utf-8") + seals + "\n", encoding="utf-8")
    library.read("source_2020")
    library.change(TEXT, "廉政档案，", "廉政档案、")

    error = library.refusal("source_2020")

    assert error.file.name == "text.md"
    assert isinstance(error, TextNotAsSealed)
    assert error.facts == {"clause": "1"}


def test_a_sentence_nobody_quotes_is_refused_at_its_line_with_its_words(library):
    library.change(TEXT, "坚持真管真严。", "坚持真管真严。结果应当公开。")
    library.path("source_2020/clauses/1/text.en.md").write_text("1. a\n2. b\n3. c\n4. d\n", encoding="utf-8")

    error = library.refusal("source_2020")

    assert (error.file.name, error.line, error.column) == ("text.md", 3, 25)
    assert isinstance(error, UnaccountedWords)
    assert error.what == "第 4 句的“结果应当公开”没有交代。"
    assert error.cure == "请由措施引用，或者列入 `not_encoded` 并写明理由。"


def test_words_between_two_quotations_are_not_passed_over(library):
    library.change(
        MEASURES, "says: [纪检监察机关应当动态更新廉政档案]", "says: [纪检监察机关应当, 更新廉政档案]"
    )

    error = library.refusal("source_2020")

    assert isinstance(error, UnaccountedWords)
    assert error.facts == {"words": ["“动态”"], "sentence": 3}
    assert (error.line, error.column) == (3, 9)


def test_a_quotation_may_not_reach_over_the_end_of_a_sentence(library):
    library.change(
        MEASURES,
        "says: [同下级“一把手”每半年开展监督谈话]",
        "says: [应当开展任职谈话；同下级“一把手”每半年开展监督谈话]",
    )

    assert isinstance(library.refusal("source_2020"), NotInTheText)


def test_a_quotation_that_occurs_twice_must_be_made_longer(library):
    library.change(
        MEASURES,
        "says: [对新任职“一把手”应当开展任职谈话]",
        "says: [对新任职“一把手”应当开展任职谈话, “一把手”]",
    )

    error = library.refusal("source_2020")

    assert isinstance(error, AmbiguousQuotation)
    assert error.facts == {"quote": "“一把手”", "times": 2, "clause": "1"}


def test_a_duplicate_key_is_refused_with_the_line_of_the_first(library):
    library.change(MEASURES, "    personal: true\n", "    personal: true\n    area: talk\n")

    error = library.refusal("source_2020")

    assert (error.file.name, error.line) == ("measures.yaml", 16)
    assert isinstance(error, DuplicateKey)
    assert error.what == "`area` 重复（首见于第 10 行）。"


def test_a_bad_duration_is_refused_at_its_value(library):
    library.change(MEASURES, "gap: 6 months", "gap: half a year")

    error = library.refusal("source_2020")

    assert (error.file.name, error.line, error.column) == ("measures.yaml", 47, 25)
    assert isinstance(error, NotATimeLimit)
    assert error.what == "`half a year` 不是期限。"
    assert error.cure.startswith("请写整数和单位：`30 days`（日）")


def test_an_entry_nothing_reconciles_is_refused_at_its_place_in_the_head(library):
    library.change("source_2020/book.yaml", "'2.1', '2.2']", "'2.1', '2.2', '2.3']")

    error = library.refusal("source_2020")

    assert (error.file.name, error.line, error.column) == ("book.yaml", 9, 46)
    assert isinstance(error, UnreconciledEntry)
    assert error.what == "条目 2.3 没有着落。"


def test_all_mistakes_of_one_pass_are_told_together(library):
    library.change(MEASURES, "gap: 6 months", "gap: 6 month")
    library.change("source_2020/clauses/2/measures.yaml", "because: vocabulary", "because: words")

    error = library.refusal("source_2020")

    assert [type(one) for one in error.all] == [NotATimeLimit, UnknownWord]
    assert [one.what for one in error.all] == ["`6 month` 不是期限。", "`words` 不是此处可用的词。"]


def test_two_books_may_not_refine_each_other(library):
    library.change("source_2020/book.yaml", "fictional: true", "fictional: true\nrefines: [riverside]")

    error = library.refusal()

    assert isinstance(error, RefineEachOther)
    assert error.facts == {"circle": "riverside → source_2020 → riverside"}


def test_an_unknown_book_names_the_nearest(library):
    error = library.refusal("river_side")

    assert isinstance(error, NoSuchBook)
    assert error.what == "书架上没有名为 `river_side` 的制度。"
    assert error.cure.startswith("您要写的可能是 `riverside`。")
    assert error.cure.en.startswith("did you mean `riverside`? ")


def test_under_its_seal_no_character_of_a_text_can_change(library):
    head = library.path("source_2020/book.yaml")
    seals = seal_texts(library.read().book("source_2020"))
    head.write_text(head.read_text(encoding="utf-8") + seals + "\n", encoding="utf-8")
    library.read("source_2020")
    file = library.path(TEXT)
    text = file.read_text(encoding="utf-8")

    for at in range(len(text)):
        file.write_text(text[:at] + "某" + text[at + 1 :], encoding="utf-8")
        assert library.refusal("source_2020").line >= 1
