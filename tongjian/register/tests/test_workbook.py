"""Taking in a workbook: everything or nothing, and every fault told at its cell."""

import csv
from datetime import date

import pytest
import python_calamine
import xlsxwriter

from tongjian.register import acts, queries
from tongjian.register.refusals import ImportRefused
from tongjian.register.tests.town import Clerk, all_rows, holder, organ
from tongjian.register.workbook.sheets import BY_NAME, SHEETS
from tongjian.register.workbook.template import write_template
from tongjian.register.written_dates import NotADate, read_date
from tongjian.trail.acts import SYSTEM

pytestmark = pytest.mark.django_db

TODAY = date(2024, 6, 1)
NUMBER, OTHER_NUMBER = "990105194912310023", "990101198001010014"

GOOD = {
    "机关": [
        ["A1", "云岭市委", "市委", "党委", "市级", "990100", "", "2021-01-01", ""],
        ["A2", "青石县委", "县委", "党委", "县级", "990101", "", "2021年1月1日", ""],
        ["A3", "青石县纪委", "", "纪检监察机关", "县级", "", "", date(2021, 1, 1), ""],
    ],
    "班子": [["B1", "A2", "县委常委会", "党委领导班子", "2021.1.1", ""]],
    "职务": [
        ["P1", "B1", "书记", "一把手", 1, "全面工作", "2021/1/1", ""],
        ["P2", "B1", "副书记", "副职", 2.0, "", "20210101", ""],
    ],
    "人员": [["H1", "林一", NUMBER], ["H2", "乔二", ""]],
    "任职": [
        ["P1", "H1", "任命", "2021-03-01", "2023-03-01"],
        ["P1", "", "空缺", "2023-03-01", "2023-07-01"],
        ["P1", "H2", "代理、主持", "2023-07-01", ""],
        ["P2", "H2", "兼任", "2021-03-01", ""],
    ],
    "关系": [
        ["A1", "", "管理", "2021-01-01", ""],
        ["A2", "A1", "管理", "2021-01-01", ""],
        ["A3", "A2", "管理", "2021-01-01", ""],
    ],
}


def changed(**sheets):
    """The good workbook with some cells put wrong: ``机关=[(row, column, value)]`` in zero-based rows."""
    copy = {name: [list(row) for row in rows] for name, rows in GOOD.items()}
    for name, cells in sheets.items():
        for row, column, value in cells:
            while row >= len(copy[name]):
                copy[name].append([""] * len(BY_NAME[name].columns))
            copy[name][row][column] = value
    return copy


def workbook(folder, sheets, name="登记册.xlsx"):
    path = folder / name
    with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"}) as book:
        for sheet, rows in sheets.items():
            page = book.add_worksheet(sheet)
            page.write_row(0, 0, [column.heading for column in BY_NAME[sheet].columns])
            for number, row in enumerate(rows, start=1):
                for place, value in enumerate(row):
                    if value != "":
                        page.write(number, place, value)
    return path


def taken_in(path, by=SYSTEM, where=None, **more):
    return acts.import_workbook(by=by, where=where, on=TODAY, path=path, **more)


def faults(path, **given):
    before = all_rows()
    with pytest.raises(ImportRefused) as refused:
        taken_in(path, **given)
    assert all_rows() == before
    return [(fault.sheet, fault.cell, fault.what) for fault in refused.value.errors]


def find(text):
    (found,) = queries.search(seen_by=SYSTEM, text=text, day=TODAY, known_on=TODAY)
    return found


def test_a_good_workbook_is_taken_in_whole(tmp_path):
    counts = taken_in(workbook(tmp_path, GOOD))

    assert counts == {"机关": 3, "班子": 1, "职务": 2, "人员": 2, "任职": 4, "关系": 3}
    city, county = find("云岭市委"), find("青石县委")
    assert county.path == f"/{city.id}/{county.id}/"
    assert find("青石县纪委").path == f"{county.path}{find('青石县纪委').id}/"
    posts = queries.posts_of(seen_by=SYSTEM, organ=county.id, day=TODAY, known_on=TODAY)
    assert [(one.title, one.role, one.precedence) for one in posts] == [
        ("书记", "top_leader", 1),
        ("副书记", "deputy", 2),
    ]
    known = {"seen_by": SYSTEM, "post": posts[0].id, "known_on": TODAY}
    days = (date(2022, 1, 1), date(2023, 4, 1), TODAY)
    held = [[(one.name, one.kind) for one in queries.holders_of(day=day, **known)] for day in days]
    assert held == [[("林一", "appointed")], [("", "vacant")], [("乔二", "acting")]]


def test_a_folder_of_csv_files_is_taken_in_too_whatever_its_encoding(tmp_path):
    for number, (sheet, rows) in enumerate(GOOD.items()):
        encoding = "utf-8-sig" if number % 2 else "gb18030"
        with (tmp_path / f"{sheet}.csv").open("w", encoding=encoding, newline="") as file:
            csv.writer(file).writerows([[column.heading for column in BY_NAME[sheet].columns], *rows])

    assert taken_in(tmp_path)["任职"] == 4


@pytest.mark.parametrize(
    "sheets, expected",
    [
        ({"机关": [(1, 1, "")]}, ("机关", "B3", "“名称”没有填写")),
        ({"机关": [(1, 3, "县党委")]}, ("机关", "D3", "“县党委”不是可用的类别")),
        ({"机关": [(1, 7, "2021年3月")]}, ("机关", "H3", "“2021年3月”不是可以确定的日期")),
        ({"机关": [(1, 7, "2021-02-30")]}, ("机关", "H3", "“2021-02-30”不是可以确定的日期")),
        ({"机关": [(1, 6, "91350100M000100Y44")]}, ("机关", "G3", "统一社会信用代码校验未通过")),
        ({"机关": [(1, 8, "2020-01-01")]}, ("机关", "I3", "终止日期 2020-01-01 不晚于起始日期 2021-01-01")),
        ({"职务": [(1, 4, "第二")]}, ("职务", "E3", "“第二”不是 1 至 999 的整数")),
        ({"职务": [(1, 6, "2020-12-31")]}, ("职务", "G3", "2020-12-31 时所属的班子“B1”并不存在")),
        ({"职务": [(1, 0, "P1")]}, ("职务", "A3", "编号“P1”与 A2 重复")),
        ({"班子": [(0, 1, "A9")]}, ("班子", "B2", "“机关”表中没有编号“A9”")),
        ({"人员": [(0, 2, "990105194912310024")]}, ("人员", "C2", "身份证号校验未通过")),
        ({"人员": [(0, 2, 990105194912310023)]}, ("人员", "C2", "号码被存成了数字，末几位已丢失")),
        ({"人员": [(1, 2, NUMBER)]}, ("人员", "C3", "身份证号与 C2 重复")),
        ({"任职": [(1, 1, "H2")]}, ("任职", "B3", "空缺的职务填写了人员")),
        ({"任职": [(2, 1, "")]}, ("任职", "B4", "没有填写任职人员")),
        ({"任职": [(2, 3, "2023-02-01")]}, ("任职", "D4", "同一职务的任职时间与 D2 重叠")),
        (
            {"关系": [(3, 0, "A2"), (3, 1, "A3"), (3, 2, "管理"), (3, 3, "2022-01-01")]},
            ("关系", "D5", "同一机关的同类上级与 D3 重叠"),
        ),
        ({"关系": [(0, 1, "A3")]}, ("关系", "B2", "自 2021-01-01 起上下级成环：A1 → A3 → A2 → A1")),
    ],
)
def test_a_fault_is_told_at_its_cell_and_nothing_is_written(tmp_path, sheets, expected):
    assert expected in faults(workbook(tmp_path, changed(**sheets)))


def test_all_faults_are_told_at_once(tmp_path):
    wrong = changed(机关=[(1, 1, ""), (2, 4, "村级")], 职务=[(0, 1, "B7")], 任职=[(0, 3, "昨天")])

    assert faults(workbook(tmp_path, wrong)) == [
        ("机关", "B3", "“名称”没有填写"),
        ("机关", "E4", "“村级”不是可用的层级"),
        ("任职", "D2", "“昨天”不是可以确定的日期"),
        ("职务", "B2", "“班子”表中没有编号“B7”"),
    ]


def test_a_heading_that_nobody_knows_and_one_that_is_missing_are_told(tmp_path):
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        page = book.add_worksheet("人员")
        page.write_row(0, 0, ["人员编号", "名字", "备注"])
        page.write_row(1, 0, ["H1", "林一", "借调"])

    assert [fault[:2] for fault in faults(tmp_path / "a.xlsx")] == [("人员", "B1"), ("人员", "D1")]


def test_a_file_without_any_of_the_sheets_and_one_that_cannot_be_read_are_refused(tmp_path):
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        book.add_worksheet("工资表")
    (tmp_path / "b.xlsx").write_bytes(b"not a workbook")

    assert [fault[2] for fault in faults(tmp_path / "a.xlsx")] == ["没有可以导入的工作表"]
    assert [fault[2] for fault in faults(tmp_path / "b.xlsx")] == ["文件无法读取"]


def test_an_import_that_is_stopped_leaves_nothing_behind(tmp_path):
    path, before = workbook(tmp_path, GOOD), all_rows()

    def stop(sheet, rows):
        if sheet == "任职":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        taken_in(path, progress=stop)

    assert all_rows() == before
    assert taken_in(path)["任职"] == 4


def test_a_second_import_finds_the_organs_already_there(tmp_path):
    path = workbook(tmp_path, GOOD)
    taken_in(path)

    assert ("机关", "A2", "代码“A1”的机关已在登记册中") in faults(path)


def test_a_later_file_may_hang_organs_under_those_of_the_register(tmp_path):
    taken_in(workbook(tmp_path, GOOD))
    more = {
        "机关": [["A4", "柳浦镇党委", "", "党委", "乡级", "", "", "2021-01-01", ""]],
        "关系": [["A4", "A2", "管理", "2021-01-01", ""]],
        "人员": [["H1", "林一", NUMBER]],
    }

    taken_in(workbook(tmp_path, more, "续.xlsx"))

    assert find("柳浦镇党委").path == f"{find('青石县委').path}{find('柳浦镇党委').id}/"
    assert all_rows()["Holder"] == 2


def test_an_organ_of_the_register_gets_no_second_superior_and_no_circle(tmp_path):
    taken_in(workbook(tmp_path, GOOD))
    second = {"关系": [["A2", "A3", "管理", "2022-01-01", ""]]}
    circle = {"关系": [["A2", "A3", "领导", "2022-01-01", ""], ["A3", "A2", "领导", "2022-01-01", ""]]}

    assert ("关系", "A2", "登记册中该机关同期已有同类上级") in faults(workbook(tmp_path, second, "b.xlsx"))
    assert [fault[:2] for fault in faults(workbook(tmp_path, circle, "c.xlsx"))] == [("关系", "B2")]


def test_a_number_that_the_register_knows_under_another_name_is_refused(tmp_path):
    holder("石三", OTHER_NUMBER)
    wrong = changed(人员=[(1, 2, OTHER_NUMBER)])

    assert faults(workbook(tmp_path, wrong)) == [("人员", "B3", "该身份证号在登记册中属于另一姓名")]


def test_a_clerk_takes_in_only_what_stands_under_the_own_organs(tmp_path):
    mine, other = organ("青石县委", code="X1"), organ("白坪县委", code="X2")
    lin = Clerk("mandate:lin", {mine})
    town = ["T1", "柳浦镇党委", "", "党委", "乡级", "", "", "2021-01-01", ""]
    below = {"机关": [town], "关系": [["T1", "X1", "管理", "2021-01-01", ""]]}
    beside = {"机关": [town], "关系": [["T1", "X2", "管理", "2021-01-01", ""]]}
    rootless = {"机关": [town]}

    given = {"by": lin, "where": mine}
    assert [f[:2] for f in faults(workbook(tmp_path, beside, "b.xlsx"), **given)] == [("关系", "B2")]
    assert [f[:2] for f in faults(workbook(tmp_path, rootless, "c.xlsx"), **given)] == [("机关", "A2")]
    assert taken_in(workbook(tmp_path, below), **given)["机关"] == 1
    assert other != mine


def test_the_template_has_every_sheet_and_is_itself_a_valid_empty_file(tmp_path):
    path = tmp_path / "模板.xlsx"
    write_template(path)

    with python_calamine.load_workbook(str(path)) as book:
        headings = {sheet.name: book.get_sheet_by_name(sheet.name).to_python()[0] for sheet in SHEETS}

    assert headings == {sheet.name: [column.heading for column in sheet.columns] for sheet in SHEETS}
    assert set(taken_in(path).values()) == {0}


@pytest.mark.parametrize(
    "written",
    [
        "2024-03-05",
        "2024年3月5日",
        "2024.3.5",
        "2024/03/05",
        "20240305",
        "２０２４年３月５号",
        "2024 年 3 月 5 日",
    ],
)
def test_dates_are_read_as_officials_write_them(written):
    assert read_date(written) == date(2024, 3, 5)


@pytest.mark.parametrize("written", ["2024-13-01", "2024年3月", "24-03-05", "45356", "三月五日", ""])
def test_what_names_no_day_is_not_guessed(written):
    with pytest.raises(NotADate):
        read_date(written)
