"""Every mistake is refused at its file and line, with a cure."""

import pytest

from tongjian.rulebook import seal_texts

MEASURES = "source_2020/clauses/1/measures.yaml"
TEXT = "source_2020/clauses/1/text.md"


def test_a_changed_character_of_the_text_is_found_at_the_quotation_it_breaks(library):
    library.change(TEXT, "开展任职谈话", "开展任前谈话")

    error = library.refusal("source_2020")

    assert error.file.name == "measures.yaml"
    assert error.line == 7
    assert error.what == "“对新任职“一把手”应当开展任职谈话” is not in a sentence of clause 1"
    assert error.cure == "quote the words exactly as in text.md, inside one sentence"


def test_a_changed_punctuation_mark_is_found_by_the_seal(library):
    seals = seal_texts(library.read().book("source_2020"))
    head = library.path("source_2020/book.yaml")
    head.write_text(head.read_text(encoding="utf-8") + seals + "\n", encoding="utf-8")
    library.read("source_2020")
    library.change(TEXT, "廉政档案，", "廉政档案、")

    error = library.refusal("source_2020")

    assert error.file.name == "text.md"
    assert error.what == "the text of clause 1 is not the text that was sealed"


def test_a_sentence_nobody_quotes_is_refused_at_its_line_with_its_words(library):
    library.change(TEXT, "坚持真管真严。", "坚持真管真严。结果应当公开。")
    library.path("source_2020/clauses/1/text.en.md").write_text("1. a\n2. b\n3. c\n4. d\n", encoding="utf-8")

    error = library.refusal("source_2020")

    assert (error.file.name, error.line, error.column) == ("text.md", 3, 25)
    assert error.what == "nobody accounts for “结果应当公开” in sentence 4"
    assert error.cure == "quote the words by a measure, or list them under `not_encoded` with a reason"


def test_words_between_two_quotations_are_not_passed_over(library):
    library.change(
        MEASURES, "says: [纪检监察机关应当动态更新廉政档案]", "says: [纪检监察机关应当, 更新廉政档案]"
    )

    error = library.refusal("source_2020")

    assert error.what == "nobody accounts for “动态” in sentence 3"
    assert (error.line, error.column) == (3, 9)


def test_a_quotation_may_not_reach_over_the_end_of_a_sentence(library):
    library.change(
        MEASURES,
        "says: [同下级“一把手”每半年开展监督谈话]",
        "says: [应当开展任职谈话；同下级“一把手”每半年开展监督谈话]",
    )

    assert library.refusal("source_2020").what.endswith("is not in a sentence of clause 1")


def test_a_quotation_that_occurs_twice_must_be_made_longer(library):
    library.change(
        MEASURES,
        "says: [对新任职“一把手”应当开展任职谈话]",
        "says: [对新任职“一把手”应当开展任职谈话, “一把手”]",
    )

    error = library.refusal("source_2020")

    assert error.what == "““一把手”” occurs 2 times in clause 1"
    assert error.cure == "quote more words, until they occur once"


@pytest.mark.parametrize(
    "gloss, line, what",
    [
        ("1. a\n2. b\n", 3, "sentence 3 has no gloss: “纪检监察机关应当动态更新廉政档案，坚持真管真严。”"),
        ("1. a\n2. b\n3. c\n4. d\n", 4, "text.md has only 3 sentences"),
        ("1. a\n3. c\n", 2, "this is not the gloss of sentence 2"),
    ],
)
def test_every_sentence_has_exactly_one_gloss(library, gloss, line, what):
    library.path("source_2020/clauses/1/text.en.md").write_text(gloss, encoding="utf-8")

    error = library.refusal("source_2020")

    assert (error.file.name, error.line, error.what) == ("text.en.md", line, what)


def test_a_duplicate_key_is_refused_with_the_line_of_the_first(library):
    library.change(MEASURES, "    personal: true\n", "    personal: true\n    area: talk\n")

    error = library.refusal("source_2020")

    assert (error.file.name, error.line) == ("measures.yaml", 16)
    assert error.what == "duplicate key `area` (first on line 10)"
    assert error.cure == "keep one of the two, or move the second under its own entry"


def test_a_bad_duration_is_refused_at_its_value(library):
    library.change(MEASURES, "gap: 6 months", "gap: half a year")

    error = library.refusal("source_2020")

    assert (error.file.name, error.line, error.column) == ("measures.yaml", 47, 25)
    assert error.what == "`half a year` is not a time limit"
    assert error.cure == "write a whole number and a unit: `30 days`, `10 workdays`, `3 months` or `1 years`"


@pytest.mark.parametrize(
    "before, after, what, cure",
    [
        (
            "verified_by: superior_discipline_organ",
            "verified_by: superior_disciplin_organ",
            "unknown word `superior_disciplin_organ`",
            "did you mean `superior_discipline_organ`?",
        ),
        ("area: dossier", "aria: dossier", "`area` is missing", "add `area: …` to this entry"),
        (
            "slug: dossier_current",
            "slug: oversight_talk",
            "duplicate slug `oversight_talk` (first on line 19)",
            "give each measure of a clause its own slug",
        ),
        (
            "entries: ['1.3']",
            "entries: [1.3]",
            "`1.3` is read as a number or date, a text is expected",
            "put it in quotes",
        ),
        (
            "entries: ['1.3']",
            "entries: ['1.3', '1.4']",
            "unknown entry 1.4",
            "correct the id, or add it to `entries` of book.yaml",
        ),
        (
            "{parameter: talk_within}",
            "{parameter: talk_soon}",
            "unknown parameter `talk_soon`",
            "declare it under `parameters` of `appointment_talk`",
        ),
        (
            "{parameter: talk_within}",
            "30 days",
            "nothing in `derives` uses the parameter `talk_within`",
            "use it as {parameter: talk_within}, or remove it",
        ),
        (
            "suggest: 30 days, loosest: 90 days",
            "suggest: 120 days, loosest: 90 days",
            "`120 days` is looser than `90 days`",
            "keep `90 days` or a stricter value",
        ),
        (
            "suggest: 30 days",
            "suggest: soon",
            "`soon` is no value of type time_limit",
            "write a whole number and a unit",
        ),
        (
            "rolls: false",
            "clock: source_2020/1/no_such",
            "unknown clock `source_2020/1/no_such`",
            "write book/clause/slug of a measure that exists",
        ),
        (
            "rolls: false",
            "clock: timetable/1/limit",
            "there is no book `timetable` on the shelves",
            "the shelves hold:",
        ),
        (
            "gap: 6 months",
            "gap: &six 6 months, basis: *six",
            "an alias (`*`) repeats another node",
            "write the value out",
        ),
        (
            "personal: true",
            "substitutes: [source_2020/1/oversight]",
            "unknown measure `source_2020/1/oversight`",
            "did you mean `source_2020/1/oversight_talk`?",
        ),
        (
            "{after: 10 days, do: remind, to",
            "{after: 10 days, do: accountability, to",
            "`accountability` needs `confirm`: a person decides",
            "correct this entry",
        ),
        (
            "says: [同下级“一把手”每半年开展监督谈话]",
            "says: []",
            "`oversight_talk` quotes nothing",
            "quote its words under `says`, or say under `draft` why it is inactive",
        ),
        (
            "in_force: 2020-01-01\n    area: dossier",
            "in_force: 2020-02-30\n    area: dossier",
            "`2020-02-30` is not a day",
            "write an existing day as 2021-03-27",
        ),
    ],
)
def test_a_mistake_in_a_measure_says_what_and_how_to_cure_it(library, before, after, what, cure):
    library.change(MEASURES, before, after)

    error = library.refusal("source_2020")

    assert error.what == what
    assert error.cure.startswith(cure)
    assert error.file.name == "measures.yaml"
    assert error.line > 1


def test_an_entry_nothing_reconciles_is_refused_at_its_place_in_the_head(library):
    library.change("source_2020/book.yaml", "'2.1', '2.2']", "'2.1', '2.2', '2.3']")

    error = library.refusal("source_2020")

    assert (error.file.name, error.line, error.column) == ("book.yaml", 9, 46)
    assert error.what == "nothing reconciles entry 2.3"


def test_a_misspelt_file_is_not_dropped_in_silence(library):
    library.path("source_2020/clauses/1/example.yaml").write_text("[]", encoding="utf-8")

    error = library.refusal("source_2020")

    assert (error.file.name, error.what) == ("example.yaml", "nobody reads this file")


def test_all_mistakes_of_one_pass_are_told_together(library):
    library.change(MEASURES, "gap: 6 months", "gap: 6 month")
    library.change("source_2020/clauses/2/measures.yaml", "because: vocabulary", "because: words")

    error = library.refusal("source_2020")

    assert [one.what for one in error.all] == ["`6 month` is not a time limit", "unknown word `words`"]


def test_two_books_may_not_refine_each_other(library):
    library.change("source_2020/book.yaml", "fictional: true", "fictional: true\nrefines: [riverside]")

    assert (
        library.refusal().what
        == "the books riverside → source_2020 → riverside refine each other in a circle"
    )


def test_an_unknown_book_names_the_nearest(library):
    error = library.refusal("river_side")

    assert (error.what, error.cure) == (
        "there is no book `river_side` on the shelves",
        "did you mean `riverside`?",
    )


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
