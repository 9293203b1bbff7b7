"""Files are sealed: what is changed, lost or put in their place is found."""

import subprocess
import sys
import textwrap
from datetime import date
from typing import get_args

import pytest

from tongjian.access.tests.office import START
from tongjian.evidence import files
from tongjian.evidence.acts import file, read_content, withdraw
from tongjian.evidence.refusals import FileDamaged
from tongjian.evidence.vocabulary import EXHIBIT_KINDS, SECRECY
from tongjian.rulebook import schema
from tongjian.trail.models import Entry
from tongjian.trail.verify import verify

CONTENT = b"minutes of a meeting that never took place"


def filed_by(lin, office, **changes):
    return file(
        by=lin,
        where=office.county,
        on=START,
        **{
            "kind": "minutes",
            "title": "会议记录",
            "happened_on": date(2024, 1, 4),
            "content": CONTENT,
            **changes,
        },
    )


def tamper(path, content):
    path.chmod(0o640)
    path.write_bytes(content)


def test_a_flipped_byte_in_a_file_is_found_and_the_file_is_not_handed_out(office, lin, tmp_path):
    filed = filed_by(lin, office)
    assert verify() == []
    path = files.path_of(tmp_path / "exhibits", filed.sha256)

    tamper(path, bytes([CONTENT[0] ^ 1]) + CONTENT[1:])

    entry = Entry.objects.get(act="exhibit.filed")
    assert [(found.kind, found.rows, found.path, found.chain, found.seq) for found in verify()] == [
        ("file_altered", (filed.id,), str(path), f"organ:{office.county}", entry.seq)
    ]
    with pytest.raises(FileDamaged):
        read_content(by=lin, on=START, exhibit=filed.id)


def test_a_lost_file_is_found_for_every_exhibit_that_stands_on_it(office, lin, tmp_path):
    first, second = filed_by(lin, office), filed_by(lin, office, kind="attendance")
    withdraw(by=lin, where=office.county, on=START, exhibit=second.id)
    assert verify() == []

    files.path_of(tmp_path / "exhibits", first.sha256).unlink()

    assert sorted(found.rows for found in verify()) == sorted([(first.id,), (second.id,)])


def test_what_was_changed_is_not_filed_upon_nor_overwritten(office, lin, tmp_path):
    filed = filed_by(lin, office)
    path = files.path_of(tmp_path / "exhibits", filed.sha256)
    tamper(path, b"something else")

    with pytest.raises(FileDamaged):
        filed_by(lin, office, kind="attendance")

    assert path.read_bytes() == b"something else"


def test_a_file_cannot_be_written_to_and_leaves_no_part_behind(tmp_path):
    sha256 = files.keep(tmp_path, CONTENT)
    assert files.read(tmp_path, sha256) == CONTENT
    assert files.keep(tmp_path, CONTENT) == sha256

    path = files.path_of(tmp_path, sha256)
    assert path.stat().st_mode & 0o222 == 0
    assert [entry.name for entry in path.parent.iterdir()] == [sha256]


def test_a_write_that_fails_halfway_leaves_nothing(tmp_path):
    assert files.keep(tmp_path, b"first")
    too_small = """
        import resource, signal, sys
        from pathlib import Path
        from tongjian.evidence.files import keep

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))
        keep(Path(sys.argv[1]), b"more than ten bytes")
    """

    writer = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(too_small), str(tmp_path)], capture_output=True, text=True, check=False
    )

    assert "File too large" in writer.stderr
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_the_vocabularies_are_those_of_the_rulebook():
    assert tuple(EXHIBIT_KINDS) == get_args(schema.ExhibitKind)
    assert tuple(SECRECY) == get_args(schema.Secrecy)
