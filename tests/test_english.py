"""English all the way: every kind of duty of the demo as text and as page, and every refusal of every part."""

import ast
import sys
from collections import defaultdict
from importlib import import_module
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.utils import translation

from tongjian import rulebook
from tongjian.access import refusals as access
from tongjian.access.powers import powers
from tongjian.duties import queries
from tongjian.duties import refusals as duties
from tongjian.duties.explanation import HAN
from tongjian.duties.models import Finding
from tongjian.duties.state import STATES
from tongjian.duties.tests.english import left_in_chinese, quoted_unsaid, without_gloss
from tongjian.rulebook.schema import Title
from tongjian.site.demo.build import build
from tongjian.site.demo.people import TODAY
from tongjian.site.demo.roles import ROLES
from tongjian.terms import label, term
from tongjian.trail.acts import SYSTEM
from tongjian.trail.refusal import Refusal
from tongjian.web.staff.tests import english

ROOT = Path(__file__).parents[1]
PRODUCT = sorted(path for path in (ROOT / "tongjian").rglob("*.py") if "tests" not in path.parts)


@pytest.fixture
def town(db, settings, tmp_path):
    """One county of the demo, with three years of everything."""
    if connection.vendor != "sqlite":
        pytest.skip("the texts are the same: one database is enough")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.HOME, settings.OFFICE_DAY, settings.DEMO_ROLES = tmp_path, TODAY, ROLES
    build(seed=1, scale="small")


def one_of_each_kind():
    """A duty of each measure, generator, state and strength, with and without relief, objection and finding."""
    rows = queries.duties(seen_by=SYSTEM, as_of=TODAY, asked=queries.Asked(limit=10_000_000))
    contested = queries.contested_among(keys={row["key"] for row in rows})
    found = set(Finding.objects.values_list("key", flat=True))
    kinds = defaultdict(list)
    for row in rows:
        relieved = (row["waived_on"] is not None, row["suspended_from"] is not None)
        lacking = (row["reason"], row["missing"], row["provisional"])
        spoken = (row["key"] in contested, row["key"] in found)
        kinds[row["measure"], row["generator"], row["state"], row["strength"], relieved, lacking, spoken].append(row)
    return {kind: rows[0] for kind, rows in kinds.items()}


def test_in_english_every_kind_of_duty_leaves_nothing_in_chinese_but_names_and_quotations(town):
    client = Client(HTTP_HOST="127.0.0.1")
    client.cookies["django_language"] = "en"
    assert client.post("/login/role", {"login_name": "city-cases"}).status_code == 302
    book = rulebook.read("qinghe_demo")
    known = [(one.text, one.gloss) for measure in book.measures for one in measure.sentences]
    kinds = one_of_each_kind()

    assert len(kinds) > 200
    assert {state for _, _, state, *_ in kinds} >= {"done", "done_late", "overdue", "waived", "suspended", "unknown"}
    for kind, row in kinds.items():
        why = queries.why(seen_by=SYSTEM, key=row["key"], as_of=TODAY)
        page = client.get(f"/duties/{row['key']}")
        assert (left_in_chinese(why), without_gloss(why), quoted_unsaid(why)) == ([], [], []), kind
        assert page.status_code == 200, kind
        assert english.left_in_chinese(page.content.decode()) == [], kind
        assert english.without_gloss(page.content.decode(), known) == [], kind


def test_in_english_every_clause_and_list_of_the_demo_leaves_nothing_in_chinese_but_names_and_quotations(town):
    client = Client(HTTP_HOST="127.0.0.1")
    client.cookies["django_language"] = "en"
    client.post("/login/role", {"login_name": "city-cases"})
    book = rulebook.read("qinghe_demo")
    known = [
        (one.text, one.gloss)
        for each in book.books for clause in each.clauses if clause.text for one in clause.text.sentences
    ]  # fmt: skip
    clauses = [f"/books/{each.key}/{clause.key}" for each in book.books for clause in each.clauses]
    states = [f"/duties?state={state}" for state in STATES]
    lists = ("/", "/duties", "/blind-spots", "/blind-spots/any", "/organs", "/books", "/parameters")

    assert len(clauses) > 50
    for path in (*lists, *states, *clauses):
        page = client.get(path)
        assert page.status_code == 200, path
        assert english.left_in_chinese(page.content.decode()) == [], path
        assert english.without_gloss(page.content.decode(), known) == [], path


def test_no_english_of_a_book_is_chinese():
    book = rulebook.read(*rulebook.shelf())
    said = [
        *(one.gloss for each in book.books for clause in each.clauses if clause.text for one in clause.text.sentences),
        *(one.measure.title.en for one in book.measures),
        *(text for each in book.books for text in (each.file.title.en, each.file.issuer.en)),
    ]

    assert len(said) > 300
    assert [one for one in said if HAN.search(one)] == []


def refusals():
    """Every kind of refusal of the product."""
    for path in PRODUCT:
        if "Refusal)" in path.read_text(encoding="utf-8"):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            module = sys.modules.get(name) or import_module(name)
            yield from (
                one
                for one in vars(module).values()
                if isinstance(one, type) and issubclass(one, Refusal) and one.__module__ == name and one.says
            )


def in_one_language(call):
    """The facts of a refusal that are written in one language where it is raised."""
    for given in call.keywords:
        for node in ast.walk(given.value):
            written = isinstance(node, ast.Constant) and isinstance(node.value, str) and HAN.search(node.value)
            chosen = isinstance(node, ast.Attribute) and node.attr in ("zh", "en", "label", "join")
            if (written or chosen) and not translated(given.value):
                yield f"{given.arg}={ast.unparse(given.value)}"


def translated(value):
    """Whether the Chinese in a fact is handed to the catalogue."""
    return any(isinstance(one, ast.Call) and getattr(one.func, "id", "") == "_" for one in ast.walk(value))


def test_no_refusal_is_filled_in_one_language():
    names, found = {one.__name__ for one in refusals()}, []
    for path in PRODUCT:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in names:
                found += [f"{path.relative_to(ROOT)}:{node.lineno}: {one}" for one in in_one_language(node)]

    assert len(names) > 90
    assert list(in_one_language(ast.parse("X(state=terms.label('state', key))", mode="eval").body)) != []
    assert list(in_one_language(ast.parse("X(powers='、'.join(all))", mode="eval").body)) != []
    assert found == []


def test_every_refusal_has_its_english():
    with translation.override("en"):
        assert [one.__name__ for one in refusals() if HAN.search(str(one.says))] == []
    with translation.override("zh-hans"):
        assert all(HAN.search(str(one.says)) for one in refusals())


def test_a_refusal_tells_its_facts_in_the_language_of_the_reader():
    title = Title(zh="监督谈话", en="Oversight talk")
    wrong = duties.WrongExhibit(
        measure=title, asked=[term("exhibit_kind", one) for one in ("plan", "list")], given=term("exhibit_kind", "form")
    )
    clash = access.PowersClash(one=powers()["grant_mandate"], other=powers()["read_duties"], because=title)

    with translation.override("en"):
        assert "Oversight talk" in str(wrong)
        assert f"{label('exhibit_kind', 'plan', 'en')}, {label('exhibit_kind', 'list', 'en')}" in str(wrong)
        assert not HAN.search(str(wrong) + str(clash))
    with translation.override("zh-hans"):
        assert "“监督谈话”需要的材料是计划、清单，提交的是“表格”" in str(wrong)
