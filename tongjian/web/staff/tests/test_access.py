"""What stands beyond a mandate does not exist: on no page, in no list, no count, no search, no form."""

import pytest

from tongjian.access import acts as access
from tongjian.duties.tests.riverside import FINDING, TALK, TODAY, organ, post, tenure


@pytest.fixture
def planted(site):
    """In the white county: a town with a leader of an unmistakable name, and duties that speak of them."""
    town = organ("白沙县漏斗镇党委", "township", under=site.city.white)
    head = post(town, "漏斗镇党委书记")
    tenure(head, "漏斗先生", TODAY.replace(month=1, day=6))
    received = site.city.finding(town, TODAY)
    site.city.refresh()
    site.city.town, site.city.town_duty = town, site.city.duty(FINDING, town, received)["key"]
    return site


def pages(city):
    return ("/", "/duties", "/duties?state=open", "/duties?state=overdue", "/blind-spots", "/blind-spots/any",
            "/blind-spots/talk", "/organs", "/organs?q=漏斗", f"/organs/{city.city}", f"/organs/{city.town}",
            f"/duties?organ={city.town}", "/books", "/parameters")  # fmt: skip


def test_what_could_leak_is_there_for_who_may_see_it(planted):
    seen = {path: planted.browser("cases").get(path).content.decode() for path in pages(planted.city)}

    assert "漏斗" in seen["/organs?q=漏斗"].replace('value="漏斗"', "")
    assert "漏斗先生" in seen[f"/organs/{planted.city.town}"]
    assert "漏斗" in seen[f"/duties?organ={planted.city.town}"]
    assert "漏斗" in seen["/blind-spots/any"]


@pytest.mark.parametrize("who", ["stone_head", "stone_member"])
def test_nothing_of_another_county_reaches_a_page(planted, who):
    client = planted.browser(who)

    for path in pages(planted.city):
        page = client.get(path).content.decode().replace('value="漏斗"', "")
        assert "漏斗" not in page, path
        assert "白沙县委" not in page or path == f"/organs/{planted.city.city}", path


def test_a_duty_beyond_reach_is_not_there_whatever_is_asked_of_it(planted):
    key = planted.city.town_duty
    client, other = planted.browser("white_head"), planted.browser("stone_head")

    for suffix in ("", "/file", "/link", "/object"):
        assert client.get(f"/duties/{key}{suffix}").status_code in (200, 403), suffix
        assert other.get(f"/duties/{key}{suffix}").status_code == 404, suffix
    for suffix in ("/file", "/link", "/object", "/answer"):
        assert other.post(f"/duties/{key}{suffix}", {"grounds": "x"}).status_code == 404, suffix


def test_counts_count_only_what_is_within_reach(planted):
    def total(who):
        page = planted.browser(who).get("/duties").content.decode()
        return int(page.split('aria-current="true"')[1].split("<span>")[1].split("</span>")[0].replace(",", ""))

    assert total("cases") > total("white_head") > 0
    assert total("stone_head") > 0
    assert total("stone_head") + total("white_head") < total("cases")


def test_who_is_recused_from_an_organ_finds_nothing_of_it(planted):
    client = planted.browser("white_head")
    assert "漏斗" in client.get("/organs?q=漏斗").content.decode().replace('value="漏斗"', "")
    assert client.get(f"/duties/{planted.city.town_duty}").status_code == 200

    access.declare_recusal(
        by=planted.actors["white_head"], where=planted.city.white, on=TODAY, kind="organ", subject=planted.city.town,
        ground="kin",
    )  # fmt: skip

    assert client.get(f"/duties/{planted.city.town_duty}").status_code == 404
    assert "漏斗" not in client.get("/duties").content.decode()
    assert "漏斗" not in client.get("/organs?q=漏斗").content.decode().replace('value="漏斗"', "")
    assert client.get(f"/organs/{planted.city.town}").status_code == 404
    assert "漏斗" not in client.get(f"/organs/{planted.city.white}").content.decode()


@pytest.mark.parametrize(
    ("who", "path", "status"),
    [
        ("administrator", "/duties", 403),
        ("administrator", "/blind-spots", 403),
        ("administrator", "/organs", 403),
        ("administrator", "/", 200),
        ("stone_member", "/blind-spots", 403),
        ("stone_member", "/duties", 200),
        ("stationed", "/organs", 200),
    ],
)
def test_a_page_asks_for_its_power_and_the_menu_offers_only_what_opens(site, who, path, status):
    client = site.browser(who)

    assert client.get(path).status_code == status
    offered = f'href="{path}"' in client.get("/").content.decode().split("<main")[0]
    assert offered is (status == 200) or path == "/"


def test_a_form_asks_for_its_power_again(site):
    talk = site.city.duty(TALK, site.city.stone_head, "2024")

    assert site.browser("cases").get(f"/duties/{talk['key']}/file").status_code == 403
    assert site.browser("cases").post(f"/duties/{talk['key']}/object", {"grounds": "x"}).status_code == 403
    assert site.browser("organization").post(f"/duties/{talk['key']}/answer", {}).status_code == 403
