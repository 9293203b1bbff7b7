"""An excerpt says of one measure exactly what the whole books say."""

from collections import Counter
from itertools import product

import pytest

from tongjian import rulebook

BOOKS = ("opinion_2021", "qinghe_demo")
WHOLE = rulebook.read(*BOOKS)
DERIVING = [measure.id for measure in WHOLE.measures if measure.measure.derives]


@pytest.mark.parametrize("measure", DERIVING)
def test_an_excerpt_gives_the_measure_its_refinements_and_its_wordings_as_the_whole_books_do(measure):
    part = rulebook.read_about(measure, *BOOKS)

    assert part.measure(measure) == WHOLE.measure(measure)
    assert part.refinements_of(measure) == WHOLE.refinements_of(measure)
    assert rulebook.wordings(part, measure, BOOKS) == rulebook.wordings(WHOLE, measure, BOOKS)


def test_an_excerpt_reads_little_of_the_books():
    clauses = Counter(
        clause.key for measure, key in product(DERIVING, BOOKS) for clause in _book(measure, key).clauses
    )
    whole = sum(len(WHOLE.book(key).clauses) for key in BOOKS)

    assert clauses.total() < whole * len(DERIVING) / 10


def _book(measure, key):
    return rulebook.read_about(measure, *BOOKS).book(key)


def test_a_book_that_refines_another_comes_after_it_whatever_the_order_of_asking():
    part = rulebook.read_about("opinion_2021/18/attendance", "qinghe_demo", "opinion_2021")

    assert [book.key for book in part.books] == ["opinion_2021", "qinghe_demo"]


def test_a_changed_clause_is_read_anew(library):
    name, shelves = "source_2020/1/appointment_talk", [library.folder]
    before = rulebook.read_about(name, shelves=shelves).measure(name).measure.title.zh
    library.change("source_2020/clauses/1/measures.yaml", f"zh: {before},", "zh: 换了名称,")

    assert rulebook.read_about(name, shelves=shelves).measure(name).measure.title.zh == "换了名称"


def test_a_book_that_stands_on_no_shelf_has_no_excerpt(library):
    with pytest.raises(KeyError, match="nowhere"):
        rulebook.read_about("nowhere/1/plan", shelves=[library.folder])
