"""The official text beside a book: every way in which they do not match, at its place on both sides."""

import pytest

from tongjian.rulebook import align, lost_clauses, read_official
from tongjian.rulebook.nearness import shown
from tongjian.rulebook.tests.conftest import OFFICIAL

BOOK = "harbour_2020"
TALK = "对新任职“一把手”应当在三十日内开展任职谈话"


@pytest.fixture
def brought(library):
    """Lays the official text, changed here and there, beside the fictional book of which articles were lost."""
    book = library.read(BOOK).book(BOOK)

    def lay(*changes):
        text = OFFICIAL
        for before, after in changes:
            assert text.count(before) == 1, f"{before!r} must occur once"
            text = text.replace(before, after)
        return align(book, text)

    return lay


def line_of(words):
    return next(number for number, line in enumerate(OFFICIAL.split("\n"), 1) if words in line)


def test_a_text_that_says_all_that_the_book_says_and_expects_agrees_and_activates_every_draft(brought):
    alignment = brought()

    assert alignment.agrees
    assert [draft.slug for draft in alignment.activates] == [
        "appointment_talk", "truthful_record", "oversight_talk", "lead", "spot_check"
    ]  # fmt: skip
    assert {clause.key: clause.status for clause in alignment.clauses} == {
        "chapeau": "same", "1": "same", "2": "same", "s2": "ready", "5": "ready", "6": "ready"
    }  # fmt: skip


def test_a_lost_section_stands_for_those_of_its_articles_that_have_no_clause_of_their_own(brought):
    alignment = brought()

    assert [article.number for article in alignment.clause("s2").articles] == [3, 4]
    assert [one.kind for one in alignment.clause("s2").sentences] == ["lost"] * 3
    assert [one.by for one in alignment.clause("s2").sentences] == [
        (f"{BOOK}/s2/{slug}",) for slug in ("appointment_talk", "truthful_record", "oversight_talk")
    ]


def test_a_sentence_that_differs_is_told_with_its_place_on_both_sides_and_the_words(brought):
    alignment = brought(("监督情况应当公开", "监督情况应该公开"))

    (one,) = alignment.clause("1").differing
    assert one.kind == "differs"
    assert shown(one.difference) == "监督情况应〔-当〕〔+该〕公开。"
    assert (one.ours_at.file.parts[-2:], one.ours_at.line, one.ours_at.column) == (("1", "text.md"), 3, 16)
    assert (one.official.place.line, one.official.place.column) == (line_of("监督情况"), 16)
    assert (alignment.clause("1").status, alignment.agrees) == ("differs", False)


def test_a_sentence_that_only_the_book_has_is_told(brought):
    alignment = brought(("监督情况应当公开。", ""))

    (one,) = alignment.clause("1").differing
    assert (one.kind, one.ours.text, one.official) == ("dropped", "监督情况应当公开。", None)


def test_a_sentence_that_only_the_official_text_has_is_told_and_nobody_accounts_for_it(brought):
    alignment = brought(("监督情况应当公开。", "监督情况应当公开。接受评议。"))

    (one,) = alignment.clause("1").differing
    assert (one.kind, one.ours, one.official.text, one.unaccounted) == ("added", None, "接受评议。", ("接受评议",))


def test_the_lost_beginning_of_a_sentence_is_no_difference_but_its_completion(brought):
    alignment = brought()

    clause = alignment.clause("5")
    assert [one.kind for one in clause.sentences] == ["completed", "same"]
    assert shown(clause.sentences[0].difference) == "〔+（五）加强对谈话工作〕的领导，谈话材料妥善保管。"
    assert (clause.sentences[0].by, clause.differing) == ((f"{BOOK}/5/lead",), ())


def test_nearly_the_expected_words_are_told_with_the_difference_and_their_place_and_activate_nothing(brought):
    alignment = brought(("在三十日内开展任职谈话", "在六十日内开展任前谈话"))

    draft = alignment.clause("s2").drafts[0]
    (words,) = draft.expected
    assert (draft.finding, words.official) == ("near", "对新任职“一把手”应当在六十日内开展任前谈话")
    assert shown(words.difference) == "对新任职“一把手”应当在〔-三〕〔+六〕十日内开展任〔-职〕〔+前〕谈话"
    assert (words.sentence.article, words.sentence.place.line) == (3, line_of("（三）"))
    assert draft not in alignment.activates
    assert (alignment.clause("s2").status, alignment.agrees) == ("partly", False)


def test_a_draft_whose_words_are_not_there_at_all_says_so(brought):
    alignment = brought((TALK, "新任者到任时即予座谈"))

    draft = alignment.clause("s2").drafts[0]
    assert (draft.finding, draft.expected[0].official, draft.expected[0].sentence) == ("absent", "", None)


def test_of_several_expected_words_the_worst_decides(brought):
    alignment = brought(("，谈话情况存入档案", "，谈话情况录入案卷"))

    draft = alignment.clause("s2").drafts[2]
    assert [one.finding for one in draft.expected] == ["exact", "near"]
    assert draft.finding == "near"


def test_words_that_stand_at_several_places_say_nothing_of_which_is_meant(brought):
    alignment = brought(("谈话应当如实记录。", "任职谈话应当如实记录，监督谈话应当如实记录。"))

    assert alignment.clause("s2").drafts[1].finding == "several"
    assert alignment.clause("s2").activates == tuple(alignment.clause("s2").drafts[i] for i in (0, 2))


def test_a_draft_that_states_no_words_stays_what_it_is(library):
    library.change(f"{BOOK}/clauses/6/measures.yaml", "    expects: [上级应当每季度抽查谈话记录]\n", "")

    alignment = align(library.read(BOOK).book(BOOK), OFFICIAL)

    assert alignment.clause("6").drafts[0].finding == "silent"
    assert (alignment.clause("6").status, alignment.agrees) == ("unmatched", False)


def test_every_word_of_a_lost_article_that_no_draft_stands_on_is_told(brought):
    alignment = brought(("谈话应当如实记录。", "谈话应当如实记录，由本人签字。结果应当公开。"))

    assert [(one.unaccounted, one.by != ()) for one in alignment.clause("s2").unaccounted] == [
        (("由本人签字",), True),
        (("结果应当公开",), False),
    ]
    assert not alignment.agrees


def test_what_the_file_lacks_and_what_the_book_lacks_is_told(brought):
    alignment = brought(("（六）上级应当每季度抽查谈话记录。", "三、附则\n（七）附则。"))

    assert [clause.key for clause in alignment.missing] == ["6"]
    assert [draft.finding for draft in alignment.clause("6").drafts] == ["absent"]
    assert [article.number for article in alignment.unplaced] == [7]
    assert not alignment.agrees


def test_a_file_without_the_headings_of_sections_lacks_the_lost_section(brought):
    alignment = brought(("一、总则", ""), ("二、对“一把手”的监督\n", ""))

    assert alignment.clause("s2").status == "missing"
    assert [article.number for article in alignment.unplaced] == [3, 4]


def test_while_a_text_is_in_dispute_nothing_of_its_clause_is_activated(brought):
    alignment = brought(("每半年检查一次", "每年检查一次"))

    assert alignment.clause("5").status == "differs"
    assert alignment.clause("5").activates == ()


def test_no_character_of_the_official_text_can_change_unnoticed(library):
    book = library.read(BOOK).book(BOOK)

    for at, character in enumerate(OFFICIAL):
        if character != "\n":
            changed = OFFICIAL[:at] + "某" + OFFICIAL[at + 1 :]
            try:
                assert not align(book, changed).agrees, OFFICIAL[at - 3 : at + 4]
            except ValueError:
                assert character in "（一二三四五六）"


def test_how_a_file_is_laid_out_makes_no_difference(library):
    book = library.read(BOOK).book(BOOK)
    lines = OFFICIAL.split("\n")
    laid_out = "\ufeff# " + "\r\n".join(f"\u3000\u3000{line} " if line else "" for line in lines).lstrip()

    alignment = align(book, read_official(laid_out.encode()))

    assert alignment.agrees
    place = alignment.clause("s2").sentences[1].official.place
    assert (place.line, place.column) == (line_of("（三）"), 29)


def test_articles_may_be_written_out_and_then_hold_items_of_their_own(library):
    text = "总则\n第一条　应当谈话：\n（一）任职谈话；\n（二）监督谈话。\n第二条\n附则。\n"

    official = read_official(text.encode())

    assert [(article.number, len(article.lines)) for article in official.articles] == [(0, 1), (1, 3), (2, 2)]


def test_the_lost_articles_are_listed_with_their_drafts(library):
    found = lost_clauses(library.read(BOOK).book(BOOK))

    assert [(clause.key, [name for name, _ in clause.drafts]) for clause in found] == [
        ("s2", [f"{BOOK}/s2/{slug}" for slug in ("appointment_talk", "truthful_record", "oversight_talk")]),
        ("5", [f"{BOOK}/5/lead"]),
        ("6", [f"{BOOK}/6/spot_check"]),
    ]
    assert {measure.draft for clause in found for _, measure in clause.drafts} == {"报纸版面所缺，导入正式文本后启用"}
