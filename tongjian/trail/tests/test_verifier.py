"""The verifier that stands alone: chains, cross-seals, anchors and files, without Django."""
import ast
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tongjian.trail import verifier
from tongjian.trail.verifier import (
    CROSS_SEALED,
    Finding,
    canonical,
    digest,
    seal_of,
    verify_entries,
    verify_file,
)


def counted(seq):
    return {"count": seq}


def chain(name, length, suite="SHA-256", previous="", start=1, act="paper.filed", detail=counted):
    """A whole chain, sealed as the trail seals it."""
    for seq in range(start, start + length):
        entry = {
            "id": f"{seq:032x}", "chain": name, "seq": seq, "stamp": seq, "on": "2024-01-05",
            "at": "2024-01-05T08:30:00.000000Z", "actor": "mandate:lin", "act": act, "about": f"paper:{seq}",
            "detail": detail(seq), "rows": {}, "suite": suite, "previous": previous,
        }  # fmt: skip
        entry["seal"] = previous = seal_of(entry)
        yield entry


def cross_seals(*listed):
    return chain("seals", len(listed), act=CROSS_SEALED, detail=lambda seq: {"heads": listed[seq - 1]})


def head(entries):
    return [entries[-1]["seq"], entries[-1]["seal"]]


def write(path, entries, heads, **more):
    header = {"format": verifier.TRAIL_FORMAT, "database": "d" * 32, "heads": heads, **more}
    path.write_bytes(b"".join(canonical(line) + b"\n" for line in [header, *entries]))
    return path


def said(findings):
    return [(found.kind, found.chain, found.seq) for found in findings]


def test_an_honest_chain_has_nothing_to_say():
    for suite in verifier.SUITES:
        assert list(verify_entries(chain("system", 50, suite))) == []


def test_a_chain_may_change_its_suite_on_the_way():
    first = list(chain("system", 3, "SHA-256"))
    second = list(chain("system", 3, "SM3", previous=first[-1]["seal"], start=4))

    assert list(verify_entries(first + second)) == []
    second[1]["detail"] = {"count": 0}
    assert said(verify_entries(first + second)) == [("altered", "system", 5)]


def test_a_flipped_byte_in_one_of_a_hundred_thousand_entries_is_found_and_named(tmp_path):
    entries = list(chain("organ:a", 100_000))
    path = write(tmp_path / "trail.jsonl", entries, {"organ:a": head(entries)})

    content = bytearray(path.read_bytes())
    place = content.index(b"paper:77777")
    content[place + 3] ^= 1
    path.write_bytes(content)

    found = verify_file(path)
    assert found == [Finding("altered", chain="organ:a", seq=77777, act="paper.filed", on="2024-01-05")]
    assert found[0].says == "链 organ:a 第 77777 条（paper.filed，2024-01-05）的内容与封印不符，已被改动。"


def test_a_flip_of_any_byte_of_an_entry_is_found(tmp_path):
    entries = list(chain("organ:a", 3))
    path = write(tmp_path / "trail.jsonl", entries, {"organ:a": head(entries)})
    content = path.read_bytes()
    start = content.index(b"\n") + 1
    second = content.index(b"\n", start) + 1

    unseen = []
    for place in range(start, second):
        for bit in (0, 3, 7):
            flipped = bytearray(content)
            flipped[place] ^= 1 << bit
            path.write_bytes(flipped)
            if not verify_file(path):
                unseen.append((place, bit))

    assert unseen == []


def test_gaps_doubles_and_swapped_entries_are_found():
    whole = list(chain("organ:a", 6))

    assert said(verify_entries(whole[:2] + whole[3:])) == [("gap", "organ:a", 4)]
    assert said(verify_entries(whole[:3] + whole[2:])) == [("disordered", "organ:a", 3)]
    assert said(verify_entries([whole[1], whole[0], *whole[2:]]))[0] == ("gap", "organ:a", 2)
    assert said(verify_entries(whole[1:])) == [("gap", "organ:a", 2)]


def test_an_entry_changed_and_sealed_anew_does_not_fit_the_next_one():
    entries = list(chain("organ:a", 6))
    entries[2]["detail"] = {"count": 0}
    entries[2]["seal"] = seal_of(entries[2])

    assert said(verify_entries(entries)) == [("unlinked", "organ:a", 4)]


def test_a_chain_rewritten_to_its_end_contradicts_the_cross_seal_and_the_anchor():
    honest = list(chain("organ:a", 6))
    seals = list(cross_seals({"organ:a": head(honest[:4])}))
    rewritten = honest[:2] + list(
        chain("organ:a", 4, previous=honest[1]["seal"], start=3, detail=lambda seq: {"count": 0})
    )
    assert said(verify_entries(rewritten)) == []

    assert said(verify_entries(seals + rewritten)) == [("rewritten", "organ:a", 4)]
    assert said(verify_entries(rewritten, anchors=[{"organ:a": head(honest)}])) == [("rewritten", "organ:a", 6)]


def test_a_cut_tail_is_missed_by_the_cross_seal_and_the_anchor():
    honest = list(chain("organ:a", 6))
    seals = list(cross_seals({"organ:a": head(honest[:4])}, {"organ:a": head(honest)}))
    assert said(verify_entries(seals + honest)) == []

    assert said(verify_entries(seals + honest[:4])) == [("cut", "organ:a", 5)]
    assert said(verify_entries(seals)) == [("cut", "organ:a", 1)]
    assert said(verify_entries(honest[:5], anchors=[{"organ:a": head(honest)}])) == [("cut", "organ:a", 6)]


def test_cross_seals_cut_together_with_a_tail_are_missed_by_the_anchor():
    honest = list(chain("organ:a", 6))
    seals = list(cross_seals({"organ:a": head(honest[:4])}, {"organ:a": head(honest)}))
    anchor = {"seals": head(seals), "organ:a": head(honest)}

    found = said(verify_entries(seals[:1] + honest[:4], anchors=[anchor]))

    assert found == [("cut", "organ:a", 5), ("cut", "seals", 2)]


def test_an_unknown_suite_is_named():
    entries = list(chain("organ:a", 3))
    entries[1]["suite"] = "MD5"

    assert said(verify_entries(entries)) == [("unknown_suite", "organ:a", 2)]
    with pytest.raises(ValueError, match="known are SHA-256, SM3"):
        digest("MD5")


def test_a_file_shortened_by_a_line_contradicts_its_own_header(tmp_path):
    entries = list(chain("organ:a", 4))
    path = write(tmp_path / "trail.jsonl", entries[:3], {"organ:a": head(entries)})

    assert said(verify_file(path)) == [("cut", "organ:a", 4)]

    early = tmp_path / "anchor.json"
    heads = {"organ:a": head(entries[:2])}
    early.write_bytes(canonical({"format": verifier.ANCHOR_FORMAT, "database": "d" * 32, "heads": heads}))
    assert said(verify_file(path, early)) == [("cut", "organ:a", 4)]


def test_a_later_file_starts_where_the_anchor_ends(tmp_path):
    entries = list(chain("organ:a", 6))
    anchor = tmp_path / "anchor.json"
    begin = {"organ:a": head(entries[:3])}
    anchor.write_bytes(canonical({"format": verifier.ANCHOR_FORMAT, "database": "d" * 32, "heads": begin}))
    path = write(tmp_path / "later.jsonl", entries[3:], {"organ:a": head(entries)}, begin=begin)
    assert verify_file(path, anchor) == []

    forged = {"organ:a": [3, "0" * 64]}
    path = write(tmp_path / "later.jsonl", entries[3:], {"organ:a": head(entries)}, begin=forged)
    assert said(verify_file(path, anchor)) == [("rewritten", "organ:a", 3), ("unlinked", "organ:a", 4)]


def test_an_anchor_of_another_database_is_refused(tmp_path):
    entries = list(chain("organ:a", 2))
    path = write(tmp_path / "trail.jsonl", entries, {"organ:a": head(entries)})
    other = tmp_path / "anchor.json"
    other.write_bytes(canonical({"format": verifier.ANCHOR_FORMAT, "database": "e" * 32, "heads": {}}))

    assert said(verify_file(path, other)) == [("other_database", "", None)]
    other.write_text("{}")
    assert said(verify_file(path, other)) == [("not_a_trail", "", None)]


def test_the_verifier_imports_nothing_but_python_and_runs_as_a_copy(tmp_path):
    source = Path(verifier.__file__).read_text(encoding="utf-8")
    imported = {
        (node.module or "") if isinstance(node, ast.ImportFrom) else node.names[0].name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, (ast.Import, ast.ImportFrom))
    }
    optional = {"cryptography.hazmat.primitives.hashes"}
    assert {name.partition(".")[0] for name in imported - optional} <= sys.stdlib_module_names

    entries = list(chain("organ:a", 4, "SM3"))
    path = write(tmp_path / "trail.jsonl", entries, {"organ:a": head(entries)})
    copy = shutil.copy(verifier.__file__, tmp_path / "check.py")
    run = [sys.executable, "-X", "utf8", str(copy), str(path)]
    assert subprocess.run(run, capture_output=True, check=False).returncode == 0

    lines = path.read_text(encoding="utf-8").splitlines()
    entry = json.loads(lines[2])
    path.write_text("\n".join([*lines[:2], json.dumps({**entry, "actor": "mandate:shi"}), *lines[3:]]))
    told = subprocess.run(run, capture_output=True, check=False, encoding="utf-8")

    assert told.returncode == 1
    assert told.stdout == "链 organ:a 第 2 条（paper.filed，2024-01-05）的内容与封印不符，已被改动。\n"
