"""Every kind of mistake is told in Chinese and in English, and is found in a small book that makes it."""

import ast
import re
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from string import Formatter

import pytest

from tongjian import rulebook
from tongjian.rulebook import BookError, mistakes
from tongjian.rulebook.errors import NOTHING, Place, Said, refuse
from tongjian.rulebook.mistakes import phrases
from tongjian.rulebook.tests.broken import BROKEN, BROUGHT

SOURCES = sorted(Path(rulebook.__file__).parent.glob("*.py"))
MODULES = [import_module(f"{mistakes.__name__}.{found.name}") for found in iter_modules(mistakes.__path__)]
KINDS = {
    kind.__name__: kind
    for module in MODULES
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, BookError) and kind is not BookError
}
CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_mistake_says_what_and_the_cure_in_both_languages_with_the_same_facts(kind):
    for said in (kind.what, kind.cure):
        assert placeholders(said) == placeholders(said.en)
        assert CHINESE.search(said) or placeholders(said), "the Chinese is missing"
        assert said.en, "the English is missing"
        assert not CHINESE.search(said.en)
    assert kind.__doc__


def test_a_phrase_has_both_languages_with_the_same_facts():
    told = [phrase for phrase in vars(phrases).values() if isinstance(phrase, Said) and phrase != NOTHING]
    assert told

    for phrase in told:
        assert placeholders(phrase) == placeholders(phrase.en)
        assert CHINESE.search(phrase)
        assert phrase.en
        assert not CHINESE.search(phrase.en)


def test_no_kind_of_mistake_is_unused_and_each_is_made_of_the_facts_that_it_tells():
    used, made = set(), {}
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Name | ast.Attribute):
                used.add(name_of(node))
            if isinstance(node, ast.Call) and name_of(node.func) in KINDS:
                made.setdefault(name_of(node.func), []).append({given.arg for given in node.keywords})

    assert set(KINDS) - used == set()
    for name, kind in KINDS.items():
        wanted = placeholders(kind.what) | placeholders(kind.cure)
        assert all(given == wanted for given in made.get(name, [set()])), f"{name} tells of {wanted}"


def name_of(node: ast.expr) -> str:
    return getattr(node, "attr", getattr(node, "id", ""))


def test_no_book_is_refused_in_words_that_are_no_kind_of_mistake():
    for path in SOURCES:
        text = path.read_text(encoding="utf-8").replace("class BookError(ValueError)", "")
        assert "BookError(" not in text, f"{path.name}: make it a kind of mistake"
        if path.name in ("schema.py", "example_form.py"):
            assert "ValueError(" not in text, f"{path.name}: make it a kind of mistake"


def test_there_is_a_broken_book_for_every_kind_of_mistake():
    assert {broken.mistake.__name__ for broken in BROKEN} == set(KINDS)


def look_at_everything(library):
    rulebook.examples(library.read("source_2020", "riverside"))
    rulebook.read_official(library.path(BROUGHT).read_bytes(), library.path(BROUGHT))


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: f"{broken.mistake.__name__} {broken.tells}")
def test_a_broken_book_is_refused_at_its_place_with_its_mistake_in_both_languages(library, broken):
    for name, before, after in broken.changes:
        if before is None:
            library.write(name, after)
        else:
            library.change(name, before, after)

    with pytest.raises(BookError) as refused:
        look_at_everything(library)

    found = next(one for one in refused.value.all if type(one) is broken.mistake)
    assert f"{found.file.name}:{found.line}" == broken.place
    for language in ("zh", "en"):
        said = found.said(language)
        assert said.startswith(f"{found.place}: ")
        assert broken.tells in said.removeprefix(str(found.place))


def test_a_mistake_is_shown_in_chinese_and_on_demand_in_english():
    kind = KINDS["DuplicateSlug"]
    error = kind(slug="talk", line=3).at(Place(Path("measures.yaml"), 9, 5))

    assert str(error) == (
        "measures.yaml:9:5: 措施代号 `talk` 重复（首见于第 3 行）。\n  办法：同一条内，每项措施请各用一个 `slug`。"
    )
    assert error.said("en") == (
        "measures.yaml:9:5: duplicate slug `talk` (first on line 3)\n  cure: give each measure of a clause its own slug"
    )
    assert error.what == "措施代号 `talk` 重复（首见于第 3 行）。"
    assert error.cure == "同一条内，每项措施请各用一个 `slug`。"
    assert (error.facts, error.line, error.column) == ({"slug": "talk", "line": 3}, 9, 5)


def test_the_first_mistake_of_a_pass_is_raised_as_it_is_and_leads_the_others():
    kinds = (KINDS["TextWithoutSeal"], KINDS["DuplicateSlug"], KINDS["QuotesNothing"])
    first, second, third = (kind(clause="1", slug="talk", line=1) for kind in kinds)
    second.others = (third,)
    problems = [third.at(Place(Path("b"), 2)), second.at(Place(Path("b"), 1)), first.at(Place(Path("a"), 1))]

    with pytest.raises(KINDS["TextWithoutSeal"]) as refused:
        refuse(problems)

    assert refused.value is first
    assert refused.value.all == (first, second, third)
    assert second.others == ()
    assert str(first).endswith("\n（另有 2 处）")


def test_a_list_is_joined_as_each_language_asks_and_an_empty_one_is_said():
    kind = KINDS["NoSuchParameter"]

    two, none = (kind(measure="talk", parameter="soon", known=known) for known in (["a", "b"], []))

    assert (two.cure, two.cure.en) == ("请改签它已有的参数：a、b。", "sign one of its parameters: a, b")
    assert (none.cure, none.cure.en) == ("请改签它已有的参数：无。", "sign one of its parameters: none")
