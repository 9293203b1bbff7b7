"""Every page opens for whom it is for, in both languages, within its budget, and leaves nothing untranslated."""

import re
from html.parser import HTMLParser

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tongjian.duties import tally
from tongjian.duties.queries import editions
from tongjian.duties.tests.riverside import DOSSIER, TALK, TODAY
from tongjian.register import queries as register
from tongjian.trail.acts import SYSTEM

QUERIES, TEXT = 15, 30_000
HAN = re.compile(r"[\u3400-\u9fff\uff0c\u3002\uff1a\uff1b]")


def pages(site):
    talk = site.city.duty(TALK, site.city.stone_head, "2024")["key"]
    dossier = site.city.duty(DOSSIER, site.city.stone_head, "2024-01-01")["key"]
    return ("/", "/duties", "/duties?state=overdue", "/duties?due=soon", f"/duties/{talk}", f"/duties/{dossier}",
            f"/duties/{dossier}/file", f"/duties/{dossier}/link", "/blind-spots", "/blind-spots/talk",
            "/blind-spots/any?months=6", "/organs", "/organs?q=nothing-of-this-name", f"/organs/{site.city.stone}",
            "/books", "/books/river_rules/1", "/books/river_rules/3", "/books/river_rules/official-text",
            "/parameters")  # fmt: skip


class Shown(HTMLParser):
    """The words of a page outside what is marked as Chinese."""

    VOID = {"meta", "link", "input", "br", "img", "rect", "path", "hr"}

    def __init__(self):
        super().__init__()
        self.open, self.words = [], []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        for name in ("title", "aria-label", "placeholder", "value", "data-l", "content"):
            if given.get(name) and not self._chinese():
                self.words.append(given[name])
        if tag not in self.VOID:
            self.open.append((tag, given.get("lang")))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if not self._chinese() and not any(tag in ("script", "style") for tag, _ in self.open):
            self.words.append(data)

    def _chinese(self):
        said = [lang for _, lang in self.open if lang]
        return bool(said) and said[-1].startswith("zh")


def words(page):
    parser = Shown()
    parser.feed(page)
    return [one.strip() for one in parser.words if one.strip()]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_opens_and_no_table_on_it_is_empty(site, language):
    client = site.browser("office", language)

    for path in pages(site):
        answer = client.get(path)
        page = answer.content.decode()
        assert answer.status_code == 200, path
        assert "<tbody></tbody>" not in re.sub(r"\s+", "", page).replace('role="rowgroup"', ""), path
        assert f'<html lang="{"en" if language == "en" else "zh-CN"}">' in page


def test_in_english_nothing_is_left_in_chinese_but_names(site):
    city = register.as_of(seen_by=SYSTEM, day=TODAY, known_on=TODAY)
    names = {one.name for one in (*city.organs, *city.bodies, *city.tenures)} | {one.title for one in city.posts}
    client = site.browser("office", "en")

    for path in pages(site):
        left = []
        for text in words(client.get(path).content.decode()):
            for name in sorted(names, key=len, reverse=True):
                text = text.replace(name, "") if name else text
            if HAN.search(text):
                left.append(text)
        assert left == [], path


@pytest.mark.parametrize("many", [0, tally.MANY], ids=["large", "small"])
def test_the_list_of_duties_asks_little_of_the_database(site, monkeypatch, many):
    monkeypatch.setattr(tally, "MANY", many)
    site.city.refresh()
    client = site.browser("office")
    client.get("/duties")

    for asked in ("", "state=overdue", "due=year", "clause=river_rules/4&state=open", "due=soon&state=not_open"):
        with CaptureQueriesContext(connection) as said:
            client.get(f"/duties?{asked}")
        assert len(said) <= QUERIES, asked
        assert sum(len(one["sql"].encode()) for one in said.captured_queries) <= TEXT, asked


def test_the_list_goes_on_page_by_page_and_shows_each_duty_once(site, monkeypatch):
    monkeypatch.setattr("tongjian.web.staff.ledger.views.PAGE", 3)
    client, path, seen = site.browser("office"), "/duties", []
    while path:
        page = client.get(path).content.decode()
        seen += re.findall(r'class="key"[^>]*><a href="/duties/([0-9a-f]{32})"', page)
        following = re.search(r'href="(\?[^"]*after=[^"]*)" rel="next"', page)
        path = f"/duties{following.group(1).replace('&amp;', '&')}" if following else ""

    assert len(seen) == len(set(seen)) == len(site.city.ledger())


def test_every_answer_forbids_what_does_not_come_from_here(site):
    answer = site.browser("office").get("/duties")

    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    page = answer.content.decode()
    assert "style=" not in page
    assert "<script>" not in page
    assert not re.search(r"(src|href)=\"(https?:)?//", page)


def test_an_address_that_leads_nowhere_says_so_in_the_words_of_the_office(site):
    page = site.browser("office").get("/duties/" + "0" * 32)

    assert page.status_code == 404
    assert "没有这个页面，或者您无权查看" in page.content.decode()


def test_a_text_that_is_brought_is_compared_and_changes_nothing_by_itself(site):
    client = site.browser("office")
    text = "第一条 县委每年同下级主要负责人谈话。\n第九条 另有一条。\n"
    before = editions(book="river_rules")

    page = client.post("/books/river_rules/official-text", {"text": SimpleUploadedFile("official.txt", text.encode())})

    assert page.status_code == 200
    assert "比对结果" in page.content.decode()
    assert editions(book="river_rules") == before
    empty = client.post("/books/river_rules/official-text", {}).content.decode()
    assert "请选择一个 UTF-8 文本文件" in empty
    refused = site.browser("cases").post("/books/river_rules/official-text", {})
    assert refused.status_code == 403


@pytest.mark.parametrize(("path", "row"), [("/blind-spots/any", "organs"), ("/blind-spots", "duties")])
def test_blind_spots_go_on_page_by_page_and_show_each_row_once(site, monkeypatch, path, row):
    monkeypatch.setattr("tongjian.web.staff.blind.views.PAIRING", DOSSIER)
    client = site.browser("cases")
    whole = re.findall(rf'class="key"[^>]*><a href="/{row}/([0-9a-f]{{32}})"', client.get(path).content.decode())
    assert len(whole) > 1
    monkeypatch.setattr("tongjian.web.staff.blind.views.PAGE", 1)

    seen, further = [], path
    while further:
        page = client.get(further).content.decode()
        assert ("回到第一页" in page) is bool(seen)
        seen += re.findall(rf'class="key"[^>]*><a href="/{row}/([0-9a-f]{{32}})"', page)
        following = re.search(r'href="(\?[^"]*after=[^"]*)" rel="next"', page)
        further = f"{path}{following.group(1).replace('&amp;', '&')}" if following else ""

    assert seen == whole


def test_a_mark_that_is_none_begins_at_the_first_page(site):
    client = site.browser("cases")
    first = client.get("/blind-spots/any").content.decode()

    page = client.get("/blind-spots/any?after='~").content.decode()

    assert re.findall(r"/organs/[0-9a-f]{32}", page) == re.findall(r"/organs/[0-9a-f]{32}", first) != []


def test_every_page_marks_the_line_of_the_menu_it_belongs_to(site):
    talk = site.city.duty(TALK, site.city.stone_head, "2024")["key"]
    client = site.browser("office")

    for path, name in (("/", "/"), (f"/duties/{talk}/file", "/duties"), (f"/organs/{site.city.stone}", "/organs"),
                       ("/books/river_rules/1", "/books"), ("/parameters", "/parameters")):  # fmt: skip
        marked = set(re.findall(r'<a href="([^"]*)" aria-current="page"', client.get(path).content.decode()))
        assert marked == {name}, path


@pytest.mark.parametrize("path", ["/nowhere", "/duties/0"])
def test_who_is_logged_in_keeps_the_menu_where_there_is_no_page_and_a_stranger_sees_none(site, path):
    page = site.browser("office").get(path)

    assert page.status_code == 404
    assert 'href="/parameters"' in page.content.decode()
    assert 'href="/parameters"' not in Client(HTTP_HOST="127.0.0.1").get(path, follow=True).content.decode()
