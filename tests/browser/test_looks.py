"""Every address in both languages: axe finds nothing, nothing runs over, no table is empty, nothing is untranslated."""

import re

import pytest

from tests.browser.pages import DEMO, PAPER, RIVER, by_person, entered
from tongjian.web.staff.urls import urlpatterns

WIDE, NARROW, HEIGHT = 1440, 390, 900
# A4 without its margins, in the pixels of a printed page.
SHEET = 688
HAN = re.compile(r"[\u3400-\u9fff\uff0c\u3002\uff1a\uff1b]")
OVER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# What a page says outside the words of a book, with the names of fields and pictures.
SAID = """() => {
  const said = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walk.nextNode()) if (!walk.currentNode.parentElement.closest('[lang^=zh]')) said.push(walk.currentNode.data)
  for (const one of document.querySelectorAll('[title],[aria-label],[placeholder],[data-l]'))
    if (!one.closest('[lang^=zh]')) said.push(...['title', 'aria-label', 'placeholder', 'data-l'].map(
      name => one.getAttribute(name) || ''))
  return said.map(one => one.trim()).filter(Boolean)
}"""
LANGUAGES = pytest.mark.parametrize("language", ["zh-CN", "en-US"])


def test_every_address_has_a_case():
    assert {one.name for one in urlpatterns} == {*RIVER, *DEMO}


@LANGUAGES
def test_every_address_and_every_refusal_looks_right(river, visit, language):
    looked_at(visit(language), river, RIVER, language)


@LANGUAGES
def test_the_long_pages_of_the_demo_look_right(long_pages, visit, language):
    looked_at(visit(language), long_pages, DEMO, language)


@LANGUAGES
def test_a_printed_page_has_its_head_and_every_column_and_no_menu(long_pages, visit, language):
    page, demo = visit(language, SHEET), long_pages["address"]
    entered(page, demo, "city-cases")
    page.emulate_media(media="print")
    for name, path in PAPER.items():
        page.goto(demo + path.format(**long_pages))

        head = page.locator(".paper").inner_text()
        assert "2026-11-23" in head, name
        assert "中共青禾市委员会" in head, name
        assert ("示例数据" if language == "zh-CN" else "Demo data") in head, name
        for hidden in (".top", ".side", ".banner", ".crumb", ".filters", ".foot", "form", "a.btn"):
            assert [one for one in page.locator(hidden).all() if one.is_visible()] == [], (name, hidden)
        assert page.evaluate(OVER) == 0, name
        assert page.evaluate(
            "[...document.querySelectorAll('th,td')].every(one => one.getBoundingClientRect().right <= innerWidth)"
        ), name
        assert page.evaluate(
            "[...document.querySelectorAll('a')].every(one => getComputedStyle(one, '::after').content === 'none')"
        ), name
        if name == "ledger":
            assert b"/MediaBox [0 0 594" in page.pdf(prefer_css_page_size=True)
    assert page.complaints == []


def looked_at(page, told, cases, language):
    """Look at each case, wide and narrow; axe, which is slow, looks in one language wide, in the other narrow.

    Of colours it asks once for each address, and wherever something went wrong: no language and no length changes them.
    """
    from axe_playwright_python.sync_playwright import Axe

    axe, here, wide = Axe(), None, language == "zh-CN"
    names = told.get("names", ()) if language == "en-US" else ()
    for who, name, number, go in by_person(cases):
        case = f"{name} {number} as {who or 'a stranger'}"
        if who != here or not who:
            entered(page, told["address"], who)
            here = who
        go(page, told)
        for width in (WIDE, NARROW):
            page.set_viewport_size({"width": width, "height": HEIGHT})
            assert page.evaluate(OVER) == 0, (case, width)
            if width == (WIDE if wide else NARROW) and (wide or not number):
                coloured = wide and cases is RIVER and (not number or page.locator(".note").count() > 0)
                rules = {"color-contrast": {"enabled": coloured}}
                asked = {"resultTypes": ["violations"], "rules": rules}
                found = axe.run(page, options=asked).response["violations"]
                assert [(one["id"], [node["html"][:120] for node in one["nodes"][:3]]) for one in found] == [], case
        assert page.locator("table:not(:has(tbody tr))").count() == 0, case
        assert page.locator("h1").count() == 1, case
        assert not names or untranslated(page, names) == [], case
        assert page.complaints == [], case


def untranslated(page, names):
    """What an English page says in Chinese outside the names of the register and what people wrote."""
    left = []
    for text in page.evaluate(SAID):
        for name in names:
            text = text.replace(name, "")
        if HAN.search(text):
            left.append(text)
    return left
