"""What a person does on the pages: file, object, answer, verify; refused in sentences, whole or not at all."""

from datetime import date

from tongjian.duties import queries
from tongjian.duties.tests.riverside import DOSSIER, TALK, TODAY, WELCOME, leave, tenure
from tongjian.evidence.queries import exhibits
from tongjian.trail.acts import SYSTEM


def state(site, key):
    return queries.duty(seen_by=SYSTEM, key=key, as_of=TODAY)["state"]


def claimed(key):
    return queries.claimed(seen_by=SYSTEM, key=key, as_of=TODAY)


def objections(key):
    return queries.objections(seen_by=SYSTEM, key=key, as_of=TODAY)


def test_an_exhibit_is_filed_and_the_duty_closes_on_the_same_page(site):
    duty = site.city.duty(DOSSIER, site.city.stone_head, "2024-01-01")
    before = state(site, duty["key"])
    client = site.browser("office")

    answer = client.post(
        f"/duties/{duty['key']}/file",
        {"kind": "dossier_entry", "title": "归档登记", "happened_on": "2024-03-01"},
        follow=True,
    )

    assert before != "done"
    assert state(site, duty["key"]) == "done"
    assert "了结 1 项责任" in answer.content.decode()
    assert "归档登记" in answer.content.decode()


def test_one_exhibit_closes_a_second_duty_only_where_it_is_ticked_and_the_measure_allows_it(site):
    leave(site.city.stone_tenure, date(2025, 5, 1), on=TODAY)
    tenure(site.city.stone_head, "岩", date(2025, 6, 2), on=TODAY)
    site.city.refresh()
    welcome = next(row for row in site.city.ledger() if row["measure"] == WELCOME and row["state"] == "due_soon")
    client = site.browser("office")
    form = client.get(f"/duties/{welcome['key']}/file").content.decode()
    offered = {row["key"] for row in site.city.ledger() if row["key"] in form} - {welcome["key"]}

    assert offered
    assert {row["measure"] for row in site.city.ledger() if row["key"] in offered} == {TALK}

    client.post(
        f"/duties/{welcome['key']}/file",
        {"kind": "talk_record", "title": "任职谈话记录", "happened_on": TODAY.isoformat(), "too": sorted(offered)},
    )

    assert [len(claimed(key)) for key in offered] == [1] * len(offered)


def test_a_form_with_mistakes_says_at_each_field_what_is_right_and_keeps_what_was_typed(site):
    duty = site.city.duty(DOSSIER, site.city.stone_head, "2024-01-01")
    given = {"kind": "dossier_entry", "title": "", "happened_on": "去年"}

    page = site.browser("office").post(f"/duties/{duty['key']}/file", given).content.decode()

    assert "请写明材料名称" in page
    assert "日期请写成 2025-06-16 的样子" in page
    assert 'value="去年"' in page
    assert not exhibits(seen_by=SYSTEM).exists()


def test_what_the_office_refuses_is_told_in_its_sentence_and_nothing_is_left_half_done(site):
    duty = site.city.duty(DOSSIER, site.city.stone_head, "2024-01-01")
    given = {"kind": "minutes", "title": "会议记录", "happened_on": "2024-03-01"}

    page = site.browser("office").post(f"/duties/{duty['key']}/file", given).content.decode()

    assert "需要的材料是" in page
    assert not exhibits(seen_by=SYSTEM).exists()
    assert claimed(duty["key"]) == []


def test_an_objection_is_shown_beside_the_state_until_somebody_else_answers(site):
    duty = site.city.duty(DOSSIER, site.city.stone_head, "2024-01-01")
    leader, office = site.browser("stone_head"), site.browser("office")
    before = state(site, duty["key"])

    page = leader.post(f"/duties/{duty['key']}/object", {"grounds": "已于当日报送"}, follow=True).content.decode()
    assert "有异议" in page
    assert state(site, duty["key"]) == before
    assert "等待答复" in page

    assert "请选择采纳或者不予采纳" in office.post(f"/duties/{duty['key']}/answer", {"answer": "经核"}).content.decode()
    page = office.post(
        f"/duties/{duty['key']}/answer", {"answer": "经核对，已收到", "upheld": "yes"}, follow=True
    ).content.decode()

    assert "答复：采纳" in page
    assert "经核对，已收到" in leader.get(f"/duties/{duty['key']}").content.decode()
    assert [one.answered_on for one in objections(duty["key"])] == [TODAY]


def test_an_objection_without_grounds_is_sent_back(site):
    duty = site.city.duty(DOSSIER, site.city.stone_head, "2024-01-01")

    page = site.browser("stone_head").post(f"/duties/{duty['key']}/object", {"grounds": " "}).content.decode()

    assert "请写明哪一处不符" in page
    assert objections(duty["key"]) == []


def test_a_talk_closes_when_the_organization_department_has_verified_it(site):
    talk = site.city.duty(TALK, site.city.stone_head, "2024")
    office = site.browser("office")
    office.post(
        f"/duties/{talk['key']}/file", {"kind": "talk_record", "title": "谈话记录", "happened_on": "2024-12-03"}
    )
    (claim,) = claimed(talk["key"])
    assert state(site, talk["key"]) == "overdue"

    page = office.post(f"/duties/{talk['key']}/verify/{claim.id}", follow=True).content.decode()
    assert "提出人不能核验自己提出的材料" in page
    assert state(site, talk["key"]) == "overdue"

    site.browser("organization").post(f"/duties/{talk['key']}/verify/{claim.id}")
    assert state(site, talk["key"]) == "done"


def test_an_exhibit_that_is_there_already_is_referred_to_instead_of_filed_again(site):
    duty = site.city.duty(DOSSIER, site.city.stone_head, "2024-01-01")
    there = site.city.exhibit("dossier_entry", date(2024, 3, 1))
    client = site.browser("office")

    assert there in client.get(f"/duties/{duty['key']}/link").content.decode()
    assert "请先选择一份材料" in client.post(f"/duties/{duty['key']}/link", {}).content.decode()
    client.post(f"/duties/{duty['key']}/link", {"exhibit": there})

    assert state(site, duty["key"]) == "done"
    assert exhibits(seen_by=SYSTEM).count() == 1
