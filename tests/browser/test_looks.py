"""Every page in both languages at both widths: axe finds nothing, nothing runs over, no table is empty."""

import pytest

WIDTHS = (1440, 390)
PATHS = ("/", "/duties", "/duties?state=overdue", "/blind-spots", "/blind-spots/talk", "/organs", "/books",
         "/books/opinion_2021/19", "/books/opinion_2021/chapeau", "/books/qinghe_demo/15", "/parameters")  # fmt: skip


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["zh-CN", "en-US"])
def test_every_page_is_accessible_and_fits(demo, visit, language, width):
    from axe_playwright_python.sync_playwright import Axe

    page = visit(language, width)
    page.goto(f"{demo}/login")
    looked_at(page, Axe(), "/login")
    page.click('button[value="county-secretary"]')
    page.goto(f"{demo}/duties?state=overdue")
    duty = page.locator("td.key a").first.get_attribute("href")
    organ = "/organs"
    page.goto(f"{demo}{organ}")
    organ = page.locator("td.key a").first.get_attribute("href")

    for path in (*PATHS, duty, f"{duty}/file", f"{duty}/link", f"{duty}/object", organ):
        page.goto(f"{demo}{path}")
        looked_at(page, Axe(), path)


def looked_at(page, axe, path):
    found = axe.run(page, options={"resultTypes": ["violations"]})
    assert [
        (one["id"], [node["html"][:120] for node in one["nodes"][:3]]) for one in found.response["violations"]
    ] == [], path
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert over == 0, path
    assert page.locator("table:not(:has(tbody tr))").count() == 0, path
    assert page.complaints == [], path
