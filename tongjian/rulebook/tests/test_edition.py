"""The next edition of a book: what an official text brings into force, and that nothing else changes."""

import shutil
from datetime import date

import pytest

from tongjian import rulebook
from tongjian.rulebook import align, check, diff, lost_clauses, next_edition, spans, wordings
from tongjian.rulebook.tests.conftest import OFFICIAL

BOOK, DAY = "harbour_2020", date(2026, 5, 11)
TALK, OVERSIGHT = f"{BOOK}/s2/appointment_talk", f"{BOOK}/s2/oversight_talk"


@pytest.fixture
def before(library):
    return library.read(BOOK).book(BOOK)


@pytest.fixture
def brought(before, tmp_path):
    """Writes the edition that a text brings beside the book, and reads it."""

    def bring(text=OFFICIAL, base=before, shelf="brought"):
        edition = next_edition(align(base, text), DAY)
        folder = shutil.copytree(base.folder, tmp_path / shelf / BOOK)
        for name, contents in edition.files.items():
            (folder / name).write_text(contents, encoding="utf-8")
        return rulebook.read(BOOK, shelves=[tmp_path / shelf])

    return bring


def text_of(book, key):
    return book.clause(key).text.file.read_text(encoding="utf-8")


def test_the_edition_is_one_higher_and_the_activated_drafts_quote_their_words_from_a_day_on(brought):
    book = brought().book(BOOK)

    assert book.file.edition == 2
    assert lost_clauses(book) == ()
    first, _, third = book.clause("s2").measures
    assert (first.says, first.expects, first.draft) == (["对新任职“一把手”应当在三十日内开展任职谈话"], [], None)
    assert (first.in_force, first.active_from, first.version) == (date(2020, 1, 1), DAY, 2)
    assert (third.says, third.version) == (["同下级“一把手”每年开展监督谈话", "谈话情况存入档案"], 4)
    assert first.status == "fictional"  # of a book that is no fiction: verified


def test_the_lost_text_is_there_as_it_was_brought_and_the_cut_text_is_whole(brought):
    book = brought().book(BOOK)

    assert text_of(book, "s2") == (
        "（三）对新任职“一把手”应当在三十日内开展任职谈话。谈话应当如实记录。\n\n"
        "（四）同下级“一把手”每年开展监督谈话，谈话情况存入档案。\n"
    )
    assert text_of(book, "5") == "（五）加强对谈话工作的领导，谈话材料妥善保管。保管情况每半年检查一次。\n"
    assert [sentence.gloss for sentence in book.clause("5").text.sentences] == [
        "(The gloss is awaited; the Chinese text governs.) [the beginning is missing] … the lead; the papers are kept "
        "safely.",
        "Their keeping is checked every half-year.",
    ]


def test_every_text_is_sealed_and_the_head_says_on_which_text_it_stands(before, brought):
    book = brought().book(BOOK)

    assert book.file.texts == {clause.key: clause.text.seal for clause in book.clauses}
    assert {key: seal for key, seal in before.file.texts.items() if book.file.texts[key] != seal}.keys() == {"5"}
    assert book.file.source.startswith(before.file.source)
    assert book.file.source.endswith("启用 5 项措施")


def test_clauses_that_the_book_had_are_not_touched(before, brought):
    edition = next_edition(align(before, OFFICIAL), DAY)

    assert {name.split("/")[1] for name in edition.files if "/" in name} == {"s2", "5", "6"}
    changes = diff(before, brought().book(BOOK))
    assert {change.where.partition("/")[0].partition(":")[0] for change in changes} == {"book", "s2", "5", "6"}


def test_what_does_not_match_stays_a_draft_and_its_words_await_their_encoding(brought):
    book = brought(OFFICIAL.replace("每年开展监督谈话", "每两年开展监督谈话")).book(BOOK)

    (waiting,) = [one for one in check(book).waiting if one.draft]
    assert (waiting.measure, waiting.draft) == (OVERSIGHT, "报纸版面所缺，导入正式文本后启用")
    assert [(piece.says, piece.because) for piece in book.clause("s2").not_encoded] == [
        ("同下级“一把手”每两年开展监督谈话，谈话情况存入档案", "awaits_encoding")
    ]


def test_words_that_nobody_stands_on_are_listed_and_none_is_left_out(brought):
    book = brought(OFFICIAL.replace("如实记录。", "如实记录，由本人签字。结果公开。结果公开。")).book(BOOK)

    assert [piece.says for piece in book.clause("s2").not_encoded] == ["由本人签字", "结果公开。"]
    for clause in book.clauses:
        for sentence, found in spans(clause):
            covered = {at for span in found for at in range(span.start, span.end)}
            assert {at - sentence.start for at in sentence.words} <= covered


def test_where_a_remnant_awaited_its_beginning_nothing_is_called_lost_any_more(before, brought):
    assert "lost" in check(before).not_encoded

    assert check(brought().book(BOOK)).not_encoded == {"heading": 3, "principle": 2, "quality": 2, "preamble": 1}


def test_windows_open_only_from_the_day_of_the_signature(brought):
    read = brought()

    assert [(one.opens_from, one.within.value, one.basis) for one in wordings(read, TALK)] == [(DAY, "30 days", "text")]
    assert [(one.opens_from, one.every.basis) for one in wordings(read, OVERSIGHT)] == [(DAY, "text")]


def test_the_edition_agrees_with_the_text_it_stands_on_and_leaves_nothing_to_activate(brought):
    again = align(brought().book(BOOK), OFFICIAL)

    assert again.agrees
    assert again.activates == ()


def test_a_further_text_activates_what_the_first_left_and_takes_over_what_awaited(library, before, brought):
    library.change(f"{BOOK}/clauses/s2/measures.yaml", "[谈话应当如实记录]", "[谈话应当记录]")
    first = brought(base=library.read(BOOK).book(BOOK), shelf="first").book(BOOK)
    assert [draft for clause in lost_clauses(first) for draft, _ in clause.drafts] == [f"{BOOK}/s2/truthful_record"]
    measures = first.clause("s2").document.file
    text = measures.read_text(encoding="utf-8")
    measures.write_text(text.replace("[谈话应当记录]", "[谈话应当如实记录]"), encoding="utf-8")

    second = brought(base=rulebook.read_book(first.folder), shelf="second").book(BOOK)

    assert (second.file.edition, lost_clauses(second)) == (3, ())
    assert second.clause("s2").not_encoded == ()
    assert text_of(second, "s2") == text_of(first, "s2")


def test_the_opinion_as_printed_with_a_fictional_middle_becomes_an_edition_that_can_be_read(tmp_path):
    opinion = rulebook.read("opinion_2021").book("opinion_2021")
    texts = {clause.key: text_of(opinion, clause.key) for clause in opinion.clauses if clause.text}
    lost = (
        "（二）以身作则。对下级新任职“一把手”应当开展任职谈话。\n三、同级监督\n（八）领导班子成员相互监督。\n"
        "四、对下级的监督\n（十八）加强对下级领导班子民主生活"
    )
    official = texts["chapeau"] + texts["1"] + lost + "".join(texts[str(number)] for number in range(18, 26))

    alignment = align(opinion, official)
    edition = next_edition(alignment, DAY)

    assert [clause.key for clause in alignment.clauses if clause.differing] == []
    assert edition.activated == ("opinion_2021/s2/appointment_talk", "opinion_2021/18/guidance_of_life_meetings")
    folder = shutil.copytree(opinion.folder, tmp_path / opinion.key)
    for name, contents in edition.files.items():
        (folder / name).write_text(contents, encoding="utf-8")
    after = rulebook.read("qinghe_demo", shelves=[tmp_path])
    talk = after.measure("opinion_2021/s2/appointment_talk").measure
    assert (talk.status, talk.active_from) == ("verified", DAY)
    assert sum(measure.draft is not None for clause in after.books[-2].clauses for measure in clause.measures) == 35
