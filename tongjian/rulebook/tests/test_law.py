"""A local book may tighten, name or add; it never loosens."""

import shutil

import pytest

from tongjian import rulebook

LOCAL = "riverside/clauses/1/measures.yaml"


def test_a_longer_interval_is_refused_with_the_sentence_that_forbids_it(library):
    library.change(LOCAL, "every: quarter", "every: year")

    error = library.refusal()

    source = library.path("source_2020/clauses/1/text.md").resolve()
    assert (error.file.name, error.line, error.column) == ("measures.yaml", 9, 5)
    assert error.what == (
        "`every: year` is looser than `half_year`, forbidden by source_2020/1/oversight_talk: "
        f"“同下级“一把手”每半年开展监督谈话。” ({source}:2:22)"
    )
    assert error.cure == "keep `half_year` or a stricter value; relief for a single duty is a waiver"


def test_a_value_beyond_the_bounds_of_its_parameter_is_refused_with_the_sentence_of_its_word(library):
    library.change(LOCAL, "sign: {talk_within: 30 days}", "sign: {talk_within: 91 days}")

    error = library.refusal()

    assert error.line == 5
    assert error.what.startswith(
        "`91 days` is looser than `90 days`, forbidden by source_2020/1/appointment_talk: "
        "“（一）对新任职“一把手”应当开展任职谈话；”"
    )
    assert error.cure == "keep `90 days` or a stricter value"


def test_units_that_cannot_be_compared_are_refused_as_undecidable(library):
    library.change(LOCAL, "sign: {talk_within: 30 days}", "sign: {talk_within: 3 months}")

    error = library.refusal()

    assert error.what.startswith("`3 months` and `90 days` cannot be compared")
    assert error.cure == "use the same unit"


@pytest.mark.parametrize(
    "before, after, what",
    [
        ("every: quarter", "within: 10 days", "`within: 10 days` is looser than `0 days`"),
        ("every: quarter", "gap: 10 days", "`oversight_talk` has no `gap` that could be tightened"),
        (
            "sign: {talk_within: 30 days}",
            "within: 30 days",
            "`within` is the parameter `talk_within` of the measure",
        ),
        (
            "sign: {talk_within: 30 days}",
            "sign: {talk_soon: 30 days}",
            "`appointment_talk` has no parameter `talk_soon`",
        ),
        (
            "measure: source_2020/1/oversight_talk",
            "measure: source_2020/1/oversight",
            "refines the unknown measure `source_2020/1/oversight`",
        ),
        (
            "in_force: 2021-05-10",
            "in_force: 2019-05-10",
            "the refinement begins before its measure (2020-01-01)",
        ),
        ("    sign: {talk_within: 30 days}\n", "", "this refinement changes nothing"),
    ],
)
def test_a_refinement_that_does_not_fit_its_measure_is_refused(library, before, after, what):
    library.change(LOCAL, before, after)

    error = library.refusal()

    assert error.what.startswith(what)
    assert error.file.as_posix().endswith(LOCAL)


def test_a_refinement_may_not_take_the_verifier_away(library):
    library.change(LOCAL, "source_2020/1/oversight_talk", "source_2020/1/dossier_current")
    library.change(LOCAL, "    every: quarter\n", "")

    error = library.refusal()

    assert error.what.startswith("this would take the verification away from superior_discipline_organ")
    assert error.line == 9


def test_a_book_refines_only_what_its_head_names(library):
    library.change("riverside/book.yaml", "refines: [source_2020]", "refines: []")

    assert library.refusal("source_2020", "riverside").what == (
        "book riverside does not say that it refines the book of this measure"
    )


def test_two_refinements_of_one_field_must_be_comparable(library):
    library.change("source_2020/clauses/1/measures.yaml", "loosest: 90 days", "loosest: 120 days")
    library.change(
        LOCAL,
        "    sign: {talk_within: 30 days}\n",
        """    sign: {talk_within: 30 days}
  - measure: source_2020/1/appointment_talk
    says: [任职谈话在三十日内开展]
    in_force: 2022-01-01
    sign: {talk_within: 1 months}
""",
    )

    error = library.refusal()

    assert (error.line, error.cure) == (9, "use the same unit")
    assert error.what.startswith("`1 months` cannot be compared with `30 days` at ")


def test_a_new_locality_is_one_new_folder(library):
    shutil.copytree(library.path("riverside"), library.path("hillside"))
    library.change("hillside/book.yaml", "key: riverside", "key: hillside")

    found = library.read("riverside", "hillside")

    assert [book.key for book in found.books] == ["source_2020", "riverside", "hillside"]
    assert [one.book for one in found.refinements_of("source_2020/1/oversight_talk")] == [
        "riverside",
        "hillside",
    ]


def test_an_extra_shelf_is_searched_before_the_shipped_one(library):
    assert rulebook.shelf([library.folder])["riverside"] == library.path("riverside").resolve()
    assert "riverside" not in rulebook.shelf()
