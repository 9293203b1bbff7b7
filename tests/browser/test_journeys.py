"""What an official does in the first five minutes, and what a top leader does about a duty, in both languages."""

import pytest


@pytest.mark.parametrize("language", ["zh-CN", "en-US"])
def test_three_stops_lead_from_a_sentence_to_two_closed_duties(demo, visit, language):
    page = visit(language)
    page.goto(f"{demo}/login")
    page.click('button[value="county-secretary"]')
    stops = page.locator(".stops a")
    assert stops.count() == 3

    stops.nth(0).click()
    assert page.locator(".verbatim a").count() > 0
    assert page.locator("article.measure:target").count() == 1

    page.goto(f"{demo}/")
    page.locator(".stops a").nth(1).click()
    rows = page.locator("table.tb tbody tr")
    assert rows.count() > 0
    rows.first.locator(".key a").click()
    assert page.locator("ol.why > li").count() >= 6

    page.goto(f"{demo}/")
    page.locator(".stops a").nth(2).click()
    assert page.locator('input[name="too"]:checked').count() >= 1
    page.fill("#title", "听取汇报会议记录（示例）")
    page.click("form.form button[type=submit]")
    assert "2" in page.locator('[role="status"]').first.inner_text()
    assert page.locator(".duty-h .s-done, .duty-h .s-done_late").count() == 1
    assert page.complaints == []


@pytest.mark.parametrize("language", ["zh-CN", "en-US"])
def test_a_top_leader_objects_is_answered_and_one_exhibit_closes_a_pair(town, visit, language):
    first, second = (
        next(
            one
            for one in town["owed"]
            if (one["measure"], one["subject"], one["state"]) == (measure, town["stone_head"], "overdue")
        )
        for measure in (town["pair"].first, town["pair"].second)
    )
    leader = entered(visit(language), town["address"], "leader")
    leader.goto(f"{town['address']}/duties?state=overdue&clause=river_rules/9")
    assert first["key"] in leader.content()
    leader.goto(f"{town['address']}/duties/{first['key']}")
    assert leader.locator("ol.why > li").count() >= 6

    leader.click(f'a[href="/duties/{first["key"]}/object"]')
    leader.fill("#grounds", "当期已见面，记录待归档")
    leader.click("form.form button[type=submit]")
    assert leader.locator("#objections .muted").last.is_visible()

    office = entered(visit(language), town["address"], "office")
    office.goto(f"{town['address']}/duties/{first['key']}/answer")
    office.fill("#answer", "请归入记录，状态随之改变")
    office.check('input[name="upheld"][value="no"]')
    office.click("form.form button[type=submit]")

    leader.goto(f"{town['address']}/duties/{first['key']}")
    assert "请归入记录" in leader.locator("#objections .answer").inner_text()
    leader.click(f'a[href="/duties/{first["key"]}/file"]')
    for box in leader.locator('input[name="too"]').all():
        box.set_checked(box.get_attribute("value") == second["key"])
    leader.fill("#title", "见面记录")
    leader.click("form.form button[type=submit]")

    cases = entered(visit(language), town["address"], "cases")
    for one in (first, second):
        cases.goto(f"{town['address']}/duties/{one['key']}")
        assert cases.locator(".duty-h .s-done_late, .duty-h .s-done").count() == 1, town["seed"]
        assert cases.locator("#exhibits tbody tr").count() == 1
    assert leader.complaints == office.complaints == cases.complaints == []


def entered(page, address, name):
    """Log in by name and password."""
    page.goto(f"{address}/login")
    page.fill("#login_name", name)
    page.fill("#password", "lantern-bridge-7")
    page.click("form.gap button[type=submit]")
    page.wait_for_url(f"{address}/")
    return page
