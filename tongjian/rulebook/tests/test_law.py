"""A local book may tighten, name or add; it never loosens."""

import shutil

from tongjian import rulebook
from tongjian.rulebook.mistakes.measures import LooserThanBound, NotComparable
from tongjian.rulebook.mistakes.refinements import (
    LooserThanText,
    NotComparableWithOther,
    NotRefinedByBook,
    TakesVerificationAway,
)

LOCAL = "riverside/clauses/1/measures.yaml"


def test_a_longer_interval_is_refused_with_the_sentence_that_forbids_it(library):
    library.change(LOCAL, "every: quarter", "every: year")

    error = library.refusal()

    source = library.path("source_2020/clauses/1/text.md").resolve()
    assert (error.file.name, error.line, error.column) == ("measures.yaml", 9, 5)
    assert isinstance(error, LooserThanText)
    assert error.what == (
        "`every: year` 宽于 `half_year`；source_2020/1/oversight_talk 规定："
        f"“同下级“一把手”每半年开展监督谈话。”（{source}:2:22）。"
    )
    assert error.cure == "请取 `half_year` 或者更严的值；个别责任确需放宽的，办理免除。"
    assert error.what.en == (
        "`every: year` is looser than `half_year`, forbidden by source_2020/1/oversight_talk: "
        f"“同下级“一把手”每半年开展监督谈话。” ({source}:2:22)"
    )


def test_a_value_beyond_the_bounds_of_its_parameter_is_refused_with_the_sentence_of_its_word(library):
    library.change(LOCAL, "sign: {talk_within: 30 days}", "sign: {talk_within: 91 days}")

    error = library.refusal()

    assert error.line == 5
    assert isinstance(error, LooserThanBound)
    assert error.what.startswith(
        "`91 days` 宽于 `90 days`；source_2020/1/appointment_talk 规定：“（一）对新任职“一把手”应当开展任职谈话；”"
    )
    assert error.cure == "请取 `90 days` 或者更严的值。"


def test_units_that_cannot_be_compared_are_refused_as_undecidable(library):
    library.change(LOCAL, "sign: {talk_within: 30 days}", "sign: {talk_within: 3 months}")

    error = library.refusal()

    assert isinstance(error, NotComparable)
    assert error.what.startswith("`3 months` 与 `90 days` 不能比较宽严；")
    assert error.cure == "请用与 `90 days` 相同的单位。"


def test_a_refinement_may_not_take_the_verifier_away(library):
    library.change(LOCAL, "source_2020/1/oversight_talk", "source_2020/1/dossier_current")
    library.change(LOCAL, "    every: quarter\n", "")

    error = library.refusal()

    assert isinstance(error, TakesVerificationAway)
    assert error.facts["verifier"] == "superior_discipline_organ"
    assert error.line == 9


def test_a_book_refines_only_what_its_head_names(library):
    library.change("riverside/book.yaml", "refines: [source_2020]", "refines: []")

    error = library.refusal("source_2020", "riverside")

    assert isinstance(error, NotRefinedByBook)
    assert error.facts == {"book": "riverside", "refined": "source_2020"}


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

    assert isinstance(error, NotComparableWithOther)
    assert error.line == 9
    assert error.what.startswith("`1 months` 与另一处细化的 `30 days`（")


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
