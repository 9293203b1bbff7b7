"""The examples on the page of every part are run as they stand."""

import doctest
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [path for path in sorted(ROOT.glob("tongjian/*/README.md")) if ">>>" in path.read_text(encoding="utf-8")]
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.parent.name)
def test_the_examples_of_a_part_hold(path):
    text = path.read_text(encoding="utf-8").replace("```", "\n")
    example = doctest.DocTestParser().get_doctest(text, {}, str(path.relative_to(ROOT)), str(path), 0)
    said: list[str] = []

    failed, _tried = doctest.DocTestRunner(optionflags=FLAGS).run(example, out=said.append)

    assert failed == 0, "".join(said)


def test_every_part_shows_an_example():
    parts = {path.parent.name for path in ROOT.glob("tongjian/*/README.md")}

    assert parts - {path.parent.name for path in PAGES} == set()
