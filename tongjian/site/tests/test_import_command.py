"""`tongjian book import-text --sign`: an edition is signed and put in force, in a process of its own."""

import os
from pathlib import Path

import pytest

from tongjian import rulebook
from tongjian.site.tests.test_duties_command import Office

HARBOUR = Path(rulebook.__file__).parent / "tests"
TEXT = str(HARBOUR / "texts/harbour.txt")


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    office = Office(tmp_path_factory.mktemp("river"))
    office.environment["TONGJIAN_BOOKS"] += f"{os.pathsep}{HARBOUR / 'shelf'}"
    return office


def bring(office, signer, *more):
    return office.says(
        "book", "import-text", TEXT, "--book", "harbour_2020", "--on", "2025-06-16", "--sign", "河湾市委", "--signer",
        signer, *more,
    )  # fmt: skip


def test_a_signature_of_the_right_organ_puts_an_edition_in_force_and_nothing_else_does(office):
    code, told = bring(office, "青石县委")
    assert code == 1
    assert "不是" in told
    assert "的上级或本级党委，不能为其签署" in told

    code, told = bring(office, "江源省委")
    assert code == 0
    assert "已启用：harbour_2020 第 2 版，5 项措施，自 2025-06-16 起。" in told
    code, told = office.says("book", "check", "harbour_2020")
    assert code == 0
    assert "6 项，其中派生责任 4 项；未启用 0 项" in told
    assert "留痕完好" in office.says("trail", "verify")[1]

    code, told = bring(office, "江源省委")
    assert code == 1
    assert "没有可以据此文本启用的草案" in told


def test_an_organ_that_is_not_there_signs_nothing(office):
    assert bring(office, "河海省委")[0] == 2
