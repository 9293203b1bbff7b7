"""In English every address leaves nothing in Chinese but names, own words and quotations beside their English."""

from dataclasses import dataclass

import pytest
from django.conf import settings as site_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tongjian import rulebook
from tongjian.access import acts as access
from tongjian.access.queries import act_as
from tongjian.duties import acts
from tongjian.duties.tests.riverside import BRIEFING, DOSSIER, START, SYSTEM_AT, TALK, TODAY, leave
from tongjian.register import queries as register
from tongjian.trail.acts import SYSTEM
from tongjian.web.staff.tests import english
from tongjian.web.staff.urls import urlpatterns

BROUGHT = "第一条 县委每年同下级主要负责人谈话。第九条 另有一条。第二条 甲。第一条 乙。"
GROUNDS, ANSWER, TITLE, GONE = "记录已于当日归档", "经核对，情况属实", "六月谈话材料一份", "归错了对象"
OWN = (GROUNDS, ANSWER, TITLE, GONE, "中文", "去年", "正式文本")


@dataclass
class Visit:
    """Who asks an address for what, and with what answer."""

    who: str
    path: str
    given: dict | None = None
    status: int = 200
    follow: bool = False


@pytest.fixture
def lived_in(site):
    """The city after a year: every kind of thing that a page can show has happened somewhere."""
    city = site.city
    talk, dossier = city.duty(TALK, city.stone_head, "2024"), city.duty(DOSSIER, city.stone_head, "2024-01-01")
    exhibit = city.exhibit("dossier_entry", TODAY.replace(month=1))
    acts.claim(**{**SYSTEM_AT, "where": city.city}, on=TODAY, exhibit=exhibit, key=dossier["key"])
    gone = city.claim(talk, "talk_record", TODAY.replace(month=2))
    acts.withdraw_claim(**{**SYSTEM_AT, "where": city.city}, on=TODAY, filed=gone, reason=GONE)
    filed = city.claim(talk, "talk_record", TODAY.replace(month=3))
    stone = site.browser("stone_head", "en")
    stone.post(f"/duties/{talk['key']}/object", {"grounds": GROUNDS})
    site.browser("office", "en").post(f"/duties/{talk['key']}/answer", {"answer": ANSWER, "upheld": "no"})
    stone.post(f"/duties/{dossier['key']}/object", {"grounds": GROUNDS})
    leave(city.white_tenure, TODAY.replace(month=4), on=TODAY)
    for organ in (city.stone, city.white):
        city.finding(organ, TODAY.replace(month=5))
    city.refresh()
    founder = act_as(city.founding, on=START)
    access.grant_mandate(
        by=founder, where=city.white, on=START, person=site.actors["stationed"].person, granted=("read_duties",),
        valid_from=START,
    )  # fmt: skip
    site.talk, site.dossier, site.claim = talk["key"], dossier["key"], filed.id
    return site


def visits(site):
    """Every address of the site, in every way in which it answers."""
    return {**coming_in(site), **looking(site), **doing(site), **books(site)}


def coming_in(site):
    """The entrance and the desk."""
    return {
        "desk": [Visit("office", "/"), Visit("administrator", "/"), Visit("stone_head", "/")],
        "login": [Visit("", "/login"), Visit("", "/login", {"login_name": "office", "password": "x"}, 401)],
        "try_role": [Visit("", "/login/role", {"login_name": "nobody"}, follow=True)],
        "choose": [Visit("stationed", "/login/mandate"), Visit("stationed", "/", follow=True)],
        "leave": [Visit("office", "/logout", {}, follow=True)],
        "set_language": [Visit("office", "/language", {"language": "en", "next": "/"}, follow=True)],
    }  # fmt: skip


def looking(site):
    """The ledger in every state, each duty, the organs and the blind spots."""
    city = site.city
    return {
        "ledger": [
            *(Visit("office", f"/duties{asked}") for asked in ("", "?due=soon", "?due=year", "?state=waived")),
            *(Visit("office", f"/duties?state={row['state']}") for row in city.ledger()),
            Visit("office", f"/duties?organ={city.stone}&clause=river_rules/1"),
            Visit("administrator", "/duties", status=403),
        ],
        "duty": [
            *(Visit("office", f"/duties/{row['key']}") for row in city.ledger()),
            Visit("organization", f"/duties/{site.talk}"),
            Visit("office", "/duties/" + "0" * 32, status=404),
        ],
        "blind_spots": [Visit("cases", f"/blind-spots{asked}") for asked in ("", "?months=24")],
        "blind_posts": [Visit("cases", f"/blind-spots/{area}") for area in ("any", "talk", "dossier")],
        "organs": [Visit("office", "/organs"), Visit("office", "/organs?q=nothing")],
        "organ": [Visit("office", f"/organs/{one}") for one in (city.city, city.stone, city.white, city.discipline)],
    }  # fmt: skip


def doing(site):
    """What a person does about a duty, rightly and wrongly."""
    talk, dossier = f"/duties/{site.talk}", f"/duties/{site.dossier}"
    wrong = {"kind": "dossier_entry", "title": "", "happened_on": "去年"}
    refused = {"kind": "minutes", "title": TITLE, "happened_on": "2024-03-01"}
    filed = {"kind": "dossier_entry", "title": TITLE, "happened_on": "2025-06-02"}
    return {
        "file_exhibit": [
            Visit("office", f"{dossier}/file"),
            Visit("office", f"{dossier}/file", wrong),
            Visit("office", f"{dossier}/file", refused),
            Visit("office", f"{talk}/file", {**filed, "kind": "talk_record"}, follow=True),
            Visit("cases", f"{talk}/file", status=403),
        ],
        "link_exhibit": [
            Visit("office", f"{talk}/link"),
            Visit("office", f"{dossier}/link"),
            Visit("office", f"{dossier}/link", {}),
            Visit("office", f"{dossier}/link", {"exhibit": "0" * 32}),
        ],
        "raise_objection": [
            Visit("stone_head", f"{dossier}/object"),
            Visit("stone_head", f"{dossier}/object", {"grounds": ""}),
            Visit("stone_head", f"{dossier}/object", {"grounds": GROUNDS}),
            Visit("cases", f"{dossier}/object", {"grounds": GROUNDS}, 403),
        ],
        "answer": [
            Visit("office", f"{dossier}/answer"),
            Visit("office", f"{dossier}/answer", {"answer": ANSWER}),
            Visit("organization", f"{dossier}/answer", {}, 403),
            Visit("office", f"{dossier}/answer", {"answer": ANSWER, "upheld": "yes"}, follow=True),
        ],
        "verify": [
            Visit("office", f"{talk}/verify/{site.claim}", {}, follow=True),
            Visit("organization", f"{talk}/verify/{site.claim}", {}, follow=True),
            Visit("organization", f"{talk}/verify/{site.claim}", {}, follow=True),
        ],
    }  # fmt: skip


def books(site):
    """The books, the text that somebody brings, the parameters and their signature."""
    city = site.city
    official = {"text": ("正式文本.txt", "第一条 县委每年同下级主要负责人谈话。\n第九条 另有一条。\n")}
    unordered = {"text": ("正式文本.txt", "第二条 甲。\n第一条 乙。\n")}
    briefing = {"organ": city.city, "measure": BRIEFING, "parameter": "briefing_every"}
    return {
        "books": [Visit("office", "/books")],
        "official_text": [
            Visit("office", "/books/river_rules/official-text"),
            Visit("cases", "/books/river_rules/official-text"),
            Visit("office", "/books/river_rules/official-text", {}),
            Visit("office", "/books/river_rules/official-text", official),
            Visit("office", "/books/river_rules/official-text", unordered),
            Visit("office", "/books/river_rules/official-text", {**official, "sign": "yes"}),
            Visit("cases", "/books/river_rules/official-text", official, 403),
        ],
        "clause": [
            *(Visit("office", f"/books/river_rules/{clause}") for clause in "12345"),
            Visit("office", "/books/river_rules/99", status=404),
        ],
        "parameters": [Visit("office", "/parameters"), Visit("cases", "/parameters")],
        "sign": [
            Visit("office", "/parameters/sign", {**briefing, "value": "year"}, follow=True),
            Visit("office", "/parameters/sign", {**briefing, "value": "quarter"}, follow=True),
            Visit("cases", "/parameters/sign", {**briefing, "value": "quarter"}, 403),
        ],
    }  # fmt: skip


def answered(site, visit):
    """The page that answers a visit."""
    client = site.browser(visit.who, "en") if visit.who else Client(HTTP_HOST="127.0.0.1")
    client.cookies["django_language"] = "en"
    given = visit.given and {
        name: SimpleUploadedFile(one[0], one[1].encode()) if isinstance(one, tuple) else one
        for name, one in visit.given.items()
    }
    asked = client.get(visit.path, follow=visit.follow) if given is None else client.post(
        visit.path, given, follow=visit.follow
    )  # fmt: skip
    assert asked.status_code == visit.status, (visit, asked.status_code)
    return asked.content.decode()


def called(site):
    """What is called by a name of its own in the city, and the words that somebody wrote there."""
    city = register.as_of(seen_by=SYSTEM, day=TODAY, known_on=TODAY)
    names = {one.name for one in (*city.organs, *city.bodies, *city.tenures)} | {one.title for one in city.posts}
    return {*names, "江", "石", "白", *words(), *OWN} - {""}


def words():
    """The words of the text that await a value, which a page quotes one by one."""
    book = rulebook.read("river_rules", "river_news", shelves=site_settings.BOOKS)
    return {one.word for measure in book.measures for one in measure.measure.parameters.values()}


def sentences():
    """Every sentence of the books on the shelf with its English."""
    book = rulebook.read("river_rules", "river_news", "river_house", shelves=site_settings.BOOKS)
    return [
        (one.text, one.gloss)
        for each in book.books
        for clause in each.clauses
        if clause.text
        for one in clause.text.sentences
    ]


def test_every_address_of_the_site_is_visited(lived_in):
    assert {one.name for one in urlpatterns} == set(visits(lived_in))


@pytest.mark.parametrize("name", sorted(one.name for one in urlpatterns))
def test_in_english_an_address_leaves_nothing_in_chinese_but_names_and_quotations(lived_in, name):
    own, known = called(lived_in), sentences()
    texts = [*(said for said, _ in known), BROUGHT]

    for visit in visits(lived_in)[name]:
        page = answered(lived_in, visit)
        assert english.left_in_chinese(page) == [], visit
        assert english.without_gloss(page, known) == [], visit
        assert english.house_words_marked(page, own) == [], visit
        assert english.strangers_marked(page, own, texts) == [], visit


def test_what_the_check_looks_for_it_finds():
    assert english.left_in_chinese('<p title="逾期">Overdue</p>') == ["逾期"]
    assert english.left_in_chinese('<p lang="zh-CN">县委</p>') == []
    assert english.left_in_chinese('<div lang="zh-CN"><p lang="en">逾期</p></div>') == ["逾期"]
    assert english.house_words_marked('<p lang="zh-CN">逾期</p>', {"县委"}) == ["逾期"]
    assert english.strangers_marked('<p lang="zh-CN">县委书记</p>', {"县委"}, ()) == ["县委书记"]
    assert english.without_gloss('<div><p lang="zh-CN">甲。</p></div><p>A.</p>', [("甲。", "A.")]) == ["甲。"]
    assert english.without_gloss('<div><p lang="zh-CN">甲。</p><p>A.</p></div>', [("甲。", "A.")]) == []
