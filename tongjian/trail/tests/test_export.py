from datetime import date

import pytest

from tongjian.trail.acts import SYSTEM, cross_seal
from tongjian.trail.anchors import ForeignAnchor, NotAnAnchor
from tongjian.trail.export import export, write_anchor
from tongjian.trail.models import Clock, Entry, Salt
from tongjian.trail.tests.papers import COUNTY, LIN, TOWNSHIP, file_paper, load_papers, tamper
from tongjian.trail.verifier import verify_file
from tongjian.trail.verify import verify

DAY = date(2024, 1, 5)


def filed(count=3):
    for _ in range(count):
        file_paper(by=LIN, where=COUNTY, on=DAY, title="通知甲")
    file_paper(by=LIN, where=TOWNSHIP, on=DAY, title="通知乙")
    load_papers(by=LIN, where=None, on=DAY, rows=({"title": "通知丙"} for _ in range(60)))
    cross_seal(by=SYSTEM, where=None, on=DAY)


def test_an_exported_trail_verifies_without_the_database_and_tells_no_row(office, tmp_path):
    filed()

    assert export(tmp_path / "trail.jsonl") == 6

    text = (tmp_path / "trail.jsonl").read_text(encoding="utf-8")
    assert verify_file(tmp_path / "trail.jsonl") == []
    assert "通知" not in text
    assert not [salt for salt in Salt.objects.all() if bytes(salt.value).hex() in text]


def test_an_export_since_an_anchor_holds_what_came_after(office, tmp_path):
    filed()
    assert write_anchor(tmp_path / "anchor.json", on=DAY) == 4
    filed(count=2)

    assert export(tmp_path / "later.jsonl", since=tmp_path / "anchor.json") == 5

    assert verify_file(tmp_path / "later.jsonl", tmp_path / "anchor.json") == []
    assert export(tmp_path / "again.jsonl", since=tmp_path / "later.jsonl") == 0
    assert verify_file(tmp_path / "again.jsonl") == []


def test_a_chain_rewritten_in_the_database_contradicts_the_anchor(office, tmp_path):
    filed()
    write_anchor(tmp_path / "anchor.json", on=DAY)
    export(tmp_path / "trail.jsonl")
    assert verify_file(tmp_path / "trail.jsonl", tmp_path / "anchor.json") == []

    last = Entry.objects.get(chain=f"organ:{TOWNSHIP}")
    tamper("trail_entry", "UPDATE trail_entry SET seal = %s WHERE id = %s", ["0" * 64, last.id])
    export(tmp_path / "trail.jsonl")

    found = verify_file(tmp_path / "trail.jsonl", tmp_path / "anchor.json")
    assert [(one.kind, one.chain) for one in found] == [("rewritten", last.chain), ("altered", last.chain)]


def test_an_anchor_of_another_database_starts_no_export(office, tmp_path):
    filed()
    write_anchor(tmp_path / "anchor.json", on=DAY)
    Clock.objects.update(database="e" * 32)

    with pytest.raises(ForeignAnchor, match="属于另一个数据库"):
        export(tmp_path / "trail.jsonl", since=tmp_path / "anchor.json")
    assert not (tmp_path / "trail.jsonl").exists()


@pytest.mark.parametrize("text", ["", "不是锚点", "[]", '{"format": "tongjian-trail-anchor/1"}'])
def test_a_file_that_is_no_anchor_is_refused_in_a_sentence(office, tmp_path, text):
    filed()
    (tmp_path / "anchor.json").write_text(text, encoding="utf-8")

    with pytest.raises(NotAnAnchor, match=r"anchor\.json 不是锚点文件"):
        export(tmp_path / "trail.jsonl", since=tmp_path / "anchor.json")
    with pytest.raises(NotAnAnchor, match=r"anchor\.json 不是锚点文件"):
        verify(tmp_path / "anchor.json")
