"""The jurist's tests: every example of every shipped book holds, and every guard is guarded by one."""
from functools import lru_cache

import pytest

from tests.mutations_of_measures import mutants, with_measure
from tongjian import rulebook
from tongjian.duties.examples import run
from tongjian.rulebook import EncodedMeasure, Example, Rulebook

BOOKS = tuple(sorted(rulebook.shelf()))


@lru_cache(maxsize=1)
def shipped() -> tuple[Rulebook, tuple[Example, ...]]:
    book = rulebook.read(*BOOKS)
    return book, rulebook.examples(book)


def deriving() -> list[EncodedMeasure]:
    return [one for one in shipped()[0].measures if one.measure.derives and not one.measure.draft]


def of(measure: EncodedMeasure) -> list[Example]:
    return [example for example in shipped()[1] if example.measure.id == measure.id]


@pytest.mark.parametrize("example", shipped()[1], ids=lambda example: f"{example.book}: {example.name}")
def test_the_example_holds(example: Example) -> None:
    assert run(reading(example), example).differences == ()


@pytest.mark.parametrize("measure", deriving(), ids=lambda measure: measure.id)
def test_every_guard_of_the_measure_is_noticed_by_an_example(measure: EncodedMeasure) -> None:
    survivors = [name for name, mutant in mutants(measure.measure) if not noticed(measure, mutant)]

    assert survivors == [], f"{measure.place}: no example of {measure.id} notices: {'; '.join(survivors)}"


@pytest.mark.parametrize("measure", deriving(), ids=lambda measure: measure.id)
def test_every_measure_has_an_example_that_owes_and_one_that_does_not(measure: EncodedMeasure) -> None:
    states = [{row.state for row in example.owes} for example in of(measure)]

    assert any(found - {"not_owed", "inactive"} for found in states), "no example owes"
    assert any(not found or found & {"not_owed", "inactive", "lapsed", "superseded"} for found in states) or any(
        example.only.subjects for example in of(measure)), "no example shows what is not owed"


def reading(example: Example) -> Rulebook:
    """The books that are in force for an example: its own and those it refines."""
    return rulebook.read(example.book)


def noticed(measure: EncodedMeasure, mutant: object) -> bool:
    return any(run(with_measure(reading(example), measure, mutant), example).differences for example in of(measure))
