"""Notice files: what replaces what, and that a wrong file is refused at its place."""
import shutil
from datetime import date

import pytest

from tongjian.calendar import Calendar, NoticeError, OutsideCalendar, TimeLimit, read_notice
from tongjian.calendar.days import _SHIPPED

# Fictional: what a notice for 2027 could say.
NOTICE_2027 = """\
year: 2027
notice:
  title: 关于2027年部分节假日安排的通知（虚构）
  number: 虚构〔2026〕1号
  number_status: memory
  announced: 2026-11-20
off:
  - {holidays: [new_year], from: 2027-01-01, to: 2027-01-03}
  - {holidays: [spring_festival], from: 2027-02-05, to: 2027-02-12}
  - {holidays: [tomb_sweeping], from: 2027-04-03, to: 2027-04-05}
  - {holidays: [labour_day], from: 2027-05-01, to: 2027-05-05}
  - {holidays: [dragon_boat], from: 2027-06-09, to: 2027-06-09}
  - {holidays: [mid_autumn], from: 2027-09-15, to: 2027-09-15}
  - {holidays: [national_day], from: 2027-10-01, to: 2027-10-07}
make_up:
  - {day: 2027-02-20, holidays: [spring_festival]}
  - {day: 2027-05-08, holidays: [labour_day]}
"""


@pytest.fixture
def notice(tmp_path):
    def write(text=NOTICE_2027, name="2027.yaml"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path
    return write


def test_an_unannounced_year_is_computed_until_its_notice_is_laid_over(notice):
    before = Calendar.read()
    after = Calendar.read(overlays=[notice()])
    limit, start = TimeLimit.parse("10 workdays"), date(2027, 2, 1)

    assert (before.announced(2027), after.announced(2027)) == (False, True)
    assert before.kind(date(2027, 2, 11)).works
    assert not after.kind(date(2027, 2, 11)).works
    assert before.deadline(limit, start).provisional
    assert not after.deadline(limit, start).provisional
    assert before.deadline(limit, start).due < after.deadline(limit, start).due
    assert before.version != after.version


def test_an_overlay_folder_works_like_its_files(notice, tmp_path):
    path = notice()

    assert Calendar.read(overlays=[tmp_path]).version == Calendar.read(overlays=[path]).version


def test_a_changed_notice_changes_version_and_answer_and_changing_it_back_restores_both(notice):
    def due():
        calendar = Calendar.read(overlays=[path])
        return calendar.version, calendar.workdays_after(date(2027, 2, 18), 2)

    path = notice()
    first = due()
    notice(NOTICE_2027.replace("  - {day: 2027-02-20, holidays: [spring_festival]}\n", ""))
    changed = due()
    notice()

    assert first[1] == date(2027, 2, 20)
    assert changed[1] == date(2027, 2, 22)
    assert changed[0] != first[0]
    assert due() == first


def test_a_comment_in_a_notice_changes_nothing(notice):
    plain = Calendar.read(overlays=[notice()]).version

    assert Calendar.read(overlays=[notice("# copied by clerk Lin\n" + NOTICE_2027)]).version == plain


def test_a_notice_may_reach_back_into_the_december_before_it(notice):
    earlier = NOTICE_2027.replace("from: 2027-01-01, to", "from: 2026-12-31, to")
    worked = earlier.replace("make_up:\n", "make_up:\n  - {day: 2026-12-27, holidays: [new_year]}\n")
    calendar = Calendar.read(overlays=[notice(worked)])

    assert calendar.kind(date(2026, 12, 31)).zh == "元旦"
    assert calendar.kind(date(2026, 12, 27)).zh == "元旦调休上班"


def test_a_year_missing_from_the_folder_is_computed_and_provisional(tmp_path):
    shutil.copytree(_SHIPPED, tmp_path / "years")
    (tmp_path / "years" / "2026.yaml").unlink()
    calendar = Calendar.read(tmp_path / "years")

    assert not calendar.announced(2026)
    assert not calendar.is_workday(date(2026, 2, 16))  # 除夕
    assert not calendar.is_workday(date(2026, 2, 14))  # a make-up Saturday only by the notice


@pytest.mark.parametrize("wrong, right, line, column, says", [
    ("year: 2027", "year: next", 1, 7, "'year' must be a year"),
    ("year: 2027", "years: 2027", 1, 1, "unknown key 'years'"),
    ("  announced: 2026-11-20\n", "", 3, 3, "the key 'announced' is missing"),
    ("announced: 2026-11-20", "announced: soon", 6, 14, "must be a date"),
    ("number_status: memory", "number_status: sure", 5, 18, "must be one of verified, memory"),
    ("[dragon_boat]", "[boat_race]", 12, 16, "unknown holiday 'boat_race'"),
    ("to: 2027-04-05", "to: 2027-04-01", 10, 55, "is before 'from'"),
    ("from: 2027-06-09, to: 2027-06-09", "from: 2027-06-10, to: 2027-06-10", 7, 1,
     "2027-06-09 is 端午节, off by law"),
    ("from: 2027-01-01", "from: 2026-11-30", 8, 34, "outside the year 2027"),
    ("{day: 2027-02-20", "{day: 2027-02-19", 16, 11, "is a weekday"),
    ("{day: 2027-02-20", "{day: 2027-02-06", 16, 11, "also among 'off'"),
    ("{day: 2027-05-08", "{day: 2027-02-20", 17, 11, "named twice"),
    ("  - {day: 2027-05-08, holidays: [labour_day]}\n", "  - 2027-05-08\n", 17, 5,
     "write a mapping with the keys"),
    ("make_up:\n", "off:\n", 15, 1, "duplicate key"),
    ("holidays: [new_year],", "holidays: [new_year", 8, 0, ""),
])
def test_a_wrong_notice_is_refused_with_line_and_column(notice, wrong, right, line, column, says):
    assert read_notice(notice()).year == 2027
    path = notice(NOTICE_2027.replace(wrong, right, 1))

    with pytest.raises(NoticeError) as refused:
        read_notice(path)

    assert says in refused.value.says
    assert str(refused.value).startswith(f"{path}:{refused.value.line}:{refused.value.column}: ")
    if column:
        assert (refused.value.line, refused.value.column) == (line, column)


def test_a_notice_for_a_year_the_calendar_does_not_reach_is_refused():
    shipped = read_notice(_SHIPPED / "2026.yaml")

    with pytest.raises(OutsideCalendar, match="the notice for 2020"):
        Calendar({2020: shipped})
