"""A newspaper item is not a norm: what the shipped press texts say, and what any press text may say."""

import re

import pytest

from tongjian import rulebook
from tongjian.rulebook import check, is_template
from tongjian.rulebook.mistakes.measures import NumberFixedByPress

OPINION = "opinion_2021"
PRESS = ("shanxi_2021", "taiyuan_civic_2021", "taiyuan_heritage_2021")


def heads():
    return {key: rulebook.read_book(folder).file for key, folder in rulebook.shelf().items()}


def test_the_shipped_press_texts_are_the_only_templates():
    assert tuple(sorted(key for key, head in heads().items() if is_template(head))) == PRESS


@pytest.mark.parametrize("key", PRESS)
def test_no_number_of_a_shipped_press_text_runs_before_a_committee_signs_it(key):
    book = rulebook.read(key)

    deriving = [one.measure for one in book.measures if one.measure.derives]
    assert check(book.book(key)).templates == len(deriving) == 2
    for measure in deriving:
        assert [one.until_signed for one in measure.parameters.values()] == ["inactive"]
        assert measure.title.en


@pytest.mark.parametrize("key", PRESS)
def test_every_wording_of_a_shipped_press_text_is_inactive_without_a_signature(key):
    book = rulebook.read(key)

    for one in book.measures:
        if one.measure.derives:
            assert [wording.active for wording in rulebook.wordings(book, one.id, [key])] == [False]


def test_an_id_that_the_opinion_leaves_to_a_press_text_is_reconciled_there():
    left = heads()[OPINION].elsewhere
    assert len(left) == 19

    for entry, where in left.items():
        (key,) = re.findall(r"[a-z]+(?:_[a-z]+)?_2021", where)
        assert entry in heads()[key].entries


def test_that_a_window_ends_with_its_last_day_is_no_number_of_the_text(library):
    library.change("source_2020/book.yaml", "book_class: local_rule", "book_class: press_text")
    library.change("source_2020/clauses/1/measures.yaml", "half_year, basis: text", "half_year")
    library.read("source_2020")

    due = "due: {within: 5 days, basis: text}"
    library.change("source_2020/clauses/1/measures.yaml", "min_exposure: 3 months", due)

    assert isinstance(library.refusal("source_2020"), NumberFixedByPress)
