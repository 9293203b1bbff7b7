"""An exhibit is filed once, seen where it should be, and read as it was filed."""

from datetime import date

import pytest

from tongjian.access import acts as access
from tongjian.access.mandate import SYSTEM as ENGINE
from tongjian.access.queries import act_as
from tongjian.access.tests.office import START
from tongjian.evidence.acts import file, file_many, read_content, withdraw
from tongjian.evidence.queries import exhibit, exhibits, facts_of
from tongjian.evidence.refusals import (
    AlreadyFiled,
    FileEmpty,
    NoContent,
    NotItsOrgan,
    NotRecorded,
    NotYetHappened,
    OfflineOnly,
    OwnerMissing,
    ReporterVault,
    RetentionWrong,
    StateSecret,
    TextTooLong,
    TitleMissing,
    UnknownWord,
)
from tongjian.trail.acts import SYSTEM, NoReasonGiven
from tongjian.trail.models import Entry, Look
from tongjian.trail.refusal import NotEmpowered
from tongjian.trail.verify import verify

MINUTES = "县委常委会会议记录（虚构）".encode()


def given(where, **changes):
    return {
        "where": where,
        "on": START,
        "kind": "minutes",
        "title": "第一次常委会会议记录",
        "happened_on": date(2024, 1, 4),
        "content": MINUTES,
        "file_name": "会议记录.PDF",
        **changes,
    }


def test_an_exhibit_is_filed_and_read_back(office, lin):
    filed = file(by=lin, **given(office.county))

    assert read_content(by=lin, on=START, exhibit=filed.id) == MINUTES
    assert (filed.owner_organ_id, filed.size, filed.media_type, filed.secrecy, filed.retention_years) == (
        office.county,
        len(MINUTES),
        "application/pdf",
        "internal",
        30,
    )
    entry = Entry.objects.get(act="exhibit.filed")
    assert (entry.about, entry.detail) == (f"exhibit:{filed.id}", {"kind": "minutes", "sha256": filed.sha256})
    assert verify() == []


def test_the_same_is_filed_once_and_the_refusal_names_the_first(office, lin):
    first = file(by=lin, **given(office.county))

    with pytest.raises(AlreadyFiled) as refused:
        file(by=lin, **given(office.county, title="会议记录（再报）"))

    assert str(refused.value) == (
        f"同一材料已于 2024-01-05 归入，题名为“第一次常委会会议记录”（编号 {first.id}）。"
        "请直接使用该材料，不必重复报送。"
    )
    assert len(exhibits(seen_by=lin)) == 1


@pytest.mark.parametrize(
    "changes", [{"kind": "attendance"}, {"happened_on": date(2024, 1, 3)}, {"content": MINUTES + b"."}]
)
def test_another_kind_day_or_content_is_another_exhibit(office, lin, changes):
    file(by=lin, **given(office.county))

    file(by=lin, **given(office.county, **changes))

    assert len(exhibits(seen_by=lin)) == 2


def test_the_same_content_in_two_organs_is_two_exhibits_and_one_file(office, lin, tmp_path):
    first = file(by=lin, **given(office.county))
    second = file(by=lin, **given(office.town))

    assert first.sha256 == second.sha256
    assert [path.name for path in (tmp_path / "exhibits").rglob("*") if path.is_file()] == [first.sha256]


def test_a_paper_original_is_filed_without_content(office, lin):
    filed = file(by=lin, **given(office.county, content=None, file_name="", retention_years=None))

    assert (filed.sha256, filed.size, filed.media_type, filed.retention_years) == ("", 0, "", None)
    with pytest.raises(NoContent):
        read_content(by=lin, on=START, exhibit=filed.id)


@pytest.mark.parametrize(
    "changes, refusal",
    [
        ({"title": "关于干部考察情况的请示（机密★10年）"}, StateSecret),
        ({"title": "机　密 关于干部考察情况的请示"}, StateSecret),
        ({"title": "报告", "file_name": "绝密.pdf"}, StateSecret),
        ({"title": "报告", "note": "密级：秘密"}, StateSecret),
        ({"secrecy": "秘密"}, StateSecret),
        ({"secrecy": "reporter_identity"}, ReporterVault),
        ({"secrecy": "offline_only"}, OfflineOnly),
        ({"secrecy": "everybody"}, UnknownWord),
        ({"kind": "rumour"}, UnknownWord),
        ({"title": "  "}, TitleMissing),
        ({"title": "长" * 201}, TextTooLong),
        ({"happened_on": date(2024, 1, 6)}, NotYetHappened),
        ({"content": b""}, FileEmpty),
        ({"retention_years": 0}, RetentionWrong),
        ({"where": None}, OwnerMissing),
    ],
)
def test_what_may_not_be_filed_is_refused_and_leaves_nothing(office, lin, tmp_path, changes, refusal):
    with pytest.raises(refusal):
        file(by=SYSTEM, **given(**{"where": office.county, **changes}))

    assert list(exhibits(seen_by=lin)) == []
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    file(by=lin, **given(office.county))


@pytest.mark.parametrize(
    "title", ["计算机密码管理制度", "保守工作秘密承诺书", "商业秘密保护培训签到", "密切联系群众情况报告"]
)
def test_words_that_only_resemble_a_mark_pass(office, lin, title):
    assert file(by=lin, **given(office.county, title=title)).title == title


def test_offline_originals_are_filed_as_an_item_only(office, lin):
    assert file(by=lin, **given(office.county, content=None, secrecy="offline_only")).sha256 == ""


def test_filing_needs_the_power_at_the_owner(office, lin):
    shi = act_as(office.grant(office.account("石", "shi"), office.sibling, "file_exhibit", "read_exhibits"), on=START)
    assert file(by=shi, **given(office.sibling)).owner_organ_id == office.sibling

    with pytest.raises(NotEmpowered):
        file(by=shi, **given(office.county))


def test_exhibits_are_seen_at_the_owner_and_above_and_not_beside(office, lin):
    filed = file(by=lin, **given(office.town))
    qiao = act_as(office.grant(office.account("乔", "qiao"), office.city, "read_exhibits"), on=START)
    shi = act_as(office.grant(office.account("石", "shi"), office.sibling, "read_exhibits"), on=START)

    assert [len(exhibits(seen_by=viewer)) for viewer in (lin, qiao, ENGINE, SYSTEM, shi)] == [1, 1, 1, 1, 0]
    assert exhibit(seen_by=qiao, id=filed.id) == filed
    assert exhibit(seen_by=shi, id=filed.id) is None
    with pytest.raises(NotEmpowered):
        read_content(by=shi, on=START, exhibit=filed.id)
    with pytest.raises(NotEmpowered):
        exhibits(seen_by=office.founder())


def test_a_recusal_from_the_owner_closes_its_exhibits(office, lin):
    filed = file(by=lin, **given(office.town))
    assert exhibit(seen_by=lin, id=filed.id) == filed

    access.declare_recusal(by=lin, where=office.county, on=START, kind="organ", subject=office.town, ground="kin")

    assert exhibit(seen_by=lin, id=filed.id) is None
    with pytest.raises(NotEmpowered):
        read_content(by=lin, on=START, exhibit=filed.id)


def test_reading_sensitive_content_is_logged_with_its_reason_and_refused_without(office, lin):
    filed = file(by=lin, **given(office.county, secrecy="personnel"))
    with pytest.raises(NoReasonGiven):
        read_content(by=lin, on=START, exhibit=filed.id)
    assert not Look.objects.exists()

    assert read_content(by=lin, on=START, exhibit=filed.id, why="核对述职材料") == MINUTES

    looks = Look.objects.values_list("at", "by", "why", "owner_organ")
    assert list(looks) == [(f"exhibit:{filed.id}", lin.signature, "核对述职材料", office.county)]


def test_reading_ordinary_content_is_not_logged(office, lin):
    filed = file(by=lin, **given(office.county))
    assert read_content(by=lin, on=START, exhibit=filed.id) == MINUTES

    assert not Look.objects.exists()


def test_a_withdrawn_exhibit_counts_no_more_and_may_be_filed_again(office, lin):
    first = file(by=lin, **given(office.county))
    assert list(facts_of(ids=[first.id])) == [first.id]
    with pytest.raises(NotItsOrgan):
        withdraw(by=lin, where=office.town, on=START, exhibit=first.id)

    withdraw(by=lin, where=office.county, on=START, exhibit=first.id)

    assert facts_of(ids=[first.id]) == {}
    with pytest.raises(NotRecorded):
        read_content(by=lin, on=START, exhibit=first.id)
    second = file(by=lin, **given(office.county))
    assert facts_of(ids=[first.id, second.id]) == {second.id: (office.county, "minutes", date(2024, 1, 4))}
    assert verify() == []


def test_exhibits_are_found_by_kind_and_day_latest_first(office, lin):
    for day in (2, 3, 4):
        file(by=lin, **given(office.county, happened_on=date(2024, 1, day)))
    file(by=lin, **given(office.county, kind="plan"))

    found = exhibits(
        seen_by=lin,
        owner=office.county,
        kind="minutes",
        happened_from=date(2024, 1, 2),
        happened_until=date(2024, 1, 4),
    )

    assert [row.happened_on.day for row in found] == [3, 2]


def test_many_are_filed_in_one_act(office, lin):
    rows = (
        {"kind": "talk_record", "title": f"谈话记录 {number}", "happened_on": date(2024, 1, 3)} for number in range(12)
    )
    told = []

    assert file_many(by=lin, where=office.county, on=START, exhibits=rows, progress=told.append) == 12

    assert told == [12]
    assert {row.secrecy for row in exhibits(seen_by=lin)} == {"internal"}
    assert Entry.objects.get(act="exhibits.filed").detail == {"count": 12}
    assert verify() == []


def test_many_of_several_organs_are_filed_by_the_system_only(office, lin):
    rows = [
        {"owner_organ": owner, "kind": "plan", "title": "工作计划", "happened_on": START}
        for owner in (office.county, office.town)
    ]
    assert file_many(by=SYSTEM, where=None, on=START, exhibits=rows) == 2

    with pytest.raises(NotEmpowered):
        file_many(by=lin, where=None, on=START, exhibits=rows)
    with pytest.raises(NotItsOrgan):
        file_many(by=lin, where=office.county, on=START, exhibits=rows)
    with pytest.raises(OwnerMissing):
        file_many(by=SYSTEM, where=None, on=START, exhibits=[{**rows[0], "owner_organ": ""}])
    assert len(exhibits(seen_by=SYSTEM)) == 2


def test_one_bad_row_among_many_leaves_none(office, lin):
    good = {"kind": "plan", "title": "工作计划", "happened_on": START}
    with pytest.raises(StateSecret):
        file_many(by=lin, where=office.county, on=START, exhibits=[good, {**good, "title": "绝密计划"}])

    assert list(exhibits(seen_by=lin)) == []
