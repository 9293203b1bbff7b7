"""Coming in: a name and a password, one mandate, nothing told to strangers."""

from collections import namedtuple
from types import SimpleNamespace

from django.test import Client

from tongjian.access import acts as access
from tongjian.access.queries import act_as
from tongjian.duties.tests.riverside import START, TODAY
from tongjian.web.staff.tests.conftest import PASSWORD

Both = namedtuple("Both", "zh en")
ROLE = SimpleNamespace(
    login_name="office", icon="building", name=Both("办公室", "Office"), does=Both("登记", "Registers")
)


def test_a_stranger_is_led_to_the_entrance_from_every_address(site):
    client = Client(HTTP_HOST="127.0.0.1")

    for path in ("/", "/duties", f"/organs/{site.city.stone}", "/books", "/parameters", "/blind-spots"):
        answer = client.get(path)
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/login")


def test_a_wrong_name_and_a_wrong_password_are_told_in_the_same_words(site):
    client = Client(HTTP_HOST="127.0.0.1")
    told = [
        client.post("/login", {"login_name": name, "password": "wrong-and-long"}) for name in ("office", "nobody-here")
    ]

    assert [one.status_code for one in told] == [401, 401]
    assert len({one.content.decode().split("账号或密码不对")[1][:60] for one in told}) == 1


def test_outside_a_demo_no_role_is_offered_even_where_the_day_stands_still(site, settings):
    client = Client(HTTP_HOST="127.0.0.1")
    settings.DEMO_ROLES = [ROLE]
    assert "示例角色" in client.get("/login").content.decode()

    settings.DEMO_ROLES = []

    assert settings.OFFICE_DAY == TODAY
    assert "示例角色" not in client.get("/login").content.decode()
    assert client.post("/login/role", {"login_name": "office"})["Location"] == "/login"


def test_who_has_two_mandates_chooses_one_and_acts_under_it_alone(site):
    second = site.city.second_mandate(site.actors["stone_head"], site.city.white, "read_duties")
    client = Client(HTTP_HOST="127.0.0.1")
    client.post("/login", {"login_name": "stone_head", "password": PASSWORD})
    assert client.get("/duties")["Location"] == "/login/mandate"

    client.post("/login/mandate", {"mandate": second.mandate})

    page = client.get("/duties").content.decode()
    assert "白沙县委" in page
    assert "青石县委" not in page


def test_an_ended_mandate_lets_nobody_in_any_more(site):
    client = site.browser("stone_head")
    assert client.get("/duties").status_code == 200
    founder = act_as(site.city.founding, on=START)

    access.end_mandate(
        by=founder, where=site.city.stone, on=TODAY, mandate=site.actors["stone_head"].mandate, valid_to=TODAY
    )

    assert client.get("/duties")["Location"].startswith("/login")


def test_nobody_is_led_to_another_site_after_logging_in(site):
    client = Client(HTTP_HOST="127.0.0.1")
    given = {"login_name": "office", "password": PASSWORD}

    assert client.post("/login", {**given, "next": "//elsewhere.example/"})["Location"] == "/"
    assert client.post("/login", {**given, "next": "/duties"})["Location"] == "/duties"


def test_the_language_follows_the_browser_until_somebody_chooses(site):
    client = Client(HTTP_HOST="127.0.0.1", HTTP_ACCEPT_LANGUAGE="en-GB,en;q=0.9")
    assert "Password" in client.get("/login").content.decode()

    client.post("/language", {"language": "zh-hans", "next": "/login"})

    assert "密码" in client.get("/login").content.decode()


def test_after_many_mistakes_the_entrance_says_how_long_to_wait_and_the_roles_of_the_demo_do_not(site, settings):
    client = Client(HTTP_HOST="127.0.0.1")
    settings.DEMO_ROLES, settings.DEMO_PASSWORD = [ROLE], PASSWORD
    told = [client.post("/login", {"login_name": "office", "password": "wrong-and-long"}) for _ in range(5)]
    assert [one.status_code for one in told] == [401] * 5

    waiting = client.post("/login", {"login_name": "office", "password": PASSWORD})

    assert waiting.status_code == 429
    assert 0 < int(waiting["Retry-After"]) <= 60
    assert "请 1 分钟后再试" in waiting.content.decode()
    assert client.post("/login/role", {"login_name": "office"})["Location"] == "/"
