"""The table *sentence of the seed → measure → screen → command → status*: whole, and every place in it is there."""

import json
import shlex

import pytest
from django.http import HttpResponse
from django.urls import Resolver404, path, resolve
from typer.main import get_command
from typer.testing import CliRunner

from tongjian import rulebook, terms
from tongjian.site import places, trace_page, trace_table
from tongjian.site.command import application, book
from tongjian.site.tests.test_duties_command import office  # noqa: F401 - the river city, in a process of its own

OPINION = "opinion_2021"
SEED = [OPINION, "shanxi_2021", "taiyuan_civic_2021", "taiyuan_heritage_2021"]
SOME_KEY = "0" * 32


@pytest.fixture(scope="module")
def read():
    return rulebook.read(*SEED)


@pytest.fixture(scope="module")
def rows(read):
    typed = places.commands(get_command(application()))
    return trace_table.rows(trace_table.Site(read, places.screens(), typed), SEED)


def test_the_texts_of_the_seed_are_the_opinion_and_the_three_press_texts():
    assert len(rulebook.shelf()) > len(SEED)

    assert trace_table.seed_books(()) == SEED


def test_every_sentence_has_one_row_and_every_measure_stands_in_one(read, rows):
    clauses = [clause for one in read.books if one.key in SEED for clause in one.clauses]
    sentences = [
        (clause.book, clause.key, one.number)
        for clause in clauses
        for one in (clause.text.sentences if clause.text else ())
    ]
    measures = {clause.measure_id(one.slug) for clause in clauses for one in clause.measures}

    assert [(row.book, row.clause, row.number) for row in rows if row.number] == sentences
    assert {one.id for row in rows for one in row.measures} == measures
    assert [row for row in rows if not (row.measures or row.because or not row.clause)] == []


def test_what_the_page_has_and_no_measure_needs_is_told(rows):
    left = {row.book: row.words[0] for row in rows if not row.clause}

    assert left.keys() == set(SEED) - {OPINION}
    assert left["shanxi_2021"].startswith("SX.1、SX.2、")


def test_every_address_of_a_page_resolves_and_a_wrong_one_would_not(rows):
    pages = {one for row in rows for one in row.screens}
    assert {"/books/opinion_2021/19", "/duties/KEY", "/blind-spots/talk", "/parameters"} <= pages

    for page in pages:
        assert resolve(page.partition("?")[0].replace(places.KEY, SOME_KEY))
    with pytest.raises(Resolver404):
        resolve("/measures/opinion_2021/19")


def test_every_form_of_a_command_about_books_runs(rows, tmp_path):
    text = tmp_path / "official.txt"
    text.write_text("（一）把对“一把手”的监督作为重中之重，强化监督执纪。\n", encoding="utf-8")
    forms = _forms(rows, "book")
    assert forms.keys() == {("book", "trace"), ("book", "check"), ("book", "import-text")}

    for command in forms.values():
        told = CliRunner().invoke(book.app, [str(text) if word == "FILE" else word for word in command[1:]])
        # The short text lacks most articles: that is found and told, which is exit code 1.
        assert told.exit_code == (1 if command[1] == "import-text" else 0), told.output
        assert told.stdout


def test_every_form_of_a_command_about_duties_runs(rows, office):  # noqa: F811
    key = office.says("duties", "keys", "--per-state")[1].split()[1]
    forms = _forms(rows, "duties")
    assert forms.keys() == {("duties", "list"), ("duties", "why"), ("duties", "blind-spots")}

    for command in forms.values():
        code, told = office.says(*[key if word == places.KEY else word for word in command])
        assert (code, bool(told)) == (0, True), told


def test_a_page_is_found_by_what_it_declares_and_nothing_else_is_edited(read):
    @terms.shows("event", "?of={measure}")
    def confirm(request, clause):
        return HttpResponse()

    def silent(request):
        return HttpResponse()

    added = places.screens([path("confirm/<slug:clause>", confirm), path("silent", silent)])
    assert added == (places.Place("event", "/confirm/{clause}?of={measure}"),)

    before, after = (
        _row(trace_table.Site(read, pages), read, 4) for pages in (places.screens(), (*places.screens(), *added))
    )
    assert "/confirm/19?of=opinion_2021/19/dossier_current" in set(after.screens) - set(before.screens)
    assert [one.without for one in before.measures] == [("event",), ("event",)]
    assert [one.without for one in after.measures] == [(), ()]


def test_a_word_that_is_no_aspect_is_refused_where_it_is_declared():
    assert terms.shown_by(terms.shows(f"{OPINION}/19/dossier_current")(lambda: None))

    with pytest.raises(ValueError, match="`sentense` is no aspect"):
        terms.shows("sentense")


def test_the_table_is_asked_for_on_the_terminal():
    told = CliRunner().invoke(book.app, ["trace", "19", "--table"])
    assert told.exit_code == 0
    assert told.stdout.startswith("## （十九）\n\n| 句 | 原文 | 措施 | 现状 | 页面 | 命令 |\n")
    assert "| 严格“凡提四必”程序（关口） | 办理程序未建 | `/books/opinion_2021/19` |" in told.stdout

    english = CliRunner().invoke(book.app, ["trace", "--table", "--book", "shanxi_2021", "--lang", "en"]).stdout
    assert "`/books/shanxi_2021/1` (once adopted)" in english
    assert "Template<br>no page yet: adopting a book" in english
    listed = json.loads(CliRunner().invoke(book.app, ["trace", "--table", "--json"]).stdout)
    assert {row["book"] for row in listed} == set(SEED)
    assert CliRunner().invoke(book.app, ["trace", "99", "--table"]).exit_code == 2


def test_the_short_table_counts_each_measure_once(read, rows):
    short = trace_page.short(rows, read, "en").splitlines()
    measures = {one.id: one for row in rows for one in row.measures}
    drafts = sum(one.standing == "draft" for one in measures.values())
    assert len(short) <= 40

    assert f"Draft, awaits the official text {drafts}<br>" in short[-1]
    assert short[-1].startswith(f"| **All** | {sum(bool(row.number) for row in rows)}<br>")


def _forms(rows, group):
    """One command of every form."""
    every = sorted({one for row in rows for one in row.commands})
    return {tuple(words[:2]): words for words in (shlex.split(one)[1:] for one in every) if words[0] == group}


def _row(site, read, number):
    return list(site.sentences(read.book(OPINION), read.book(OPINION).clause("19")))[number - 1]
