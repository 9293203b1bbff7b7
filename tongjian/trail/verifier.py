"""Checks exported trails, and holds the two formulas everything rests on: the canonical bytes and the seal.

This file stands alone: no Django, no database, nothing else of this package. Anybody who holds an
exported trail may copy it and run ``python verifier.py TRAIL [ANCHOR]``. SM3 needs a Python whose
OpenSSL knows it, or the package ``cryptography``.
"""
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

TRAIL_FORMAT = "tongjian-trail/1"
ANCHOR_FORMAT = "tongjian-trail-anchor/1"
SUITES = ("SHA-256", "SM3")
SEALS = "seals"
CROSS_SEALED = "trail.cross_sealed"

Head = tuple[int, str]
_canonical_text = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
).encode

SENTENCES = {
    "altered": "链 {chain} 第 {seq} 条（{act}，{on}）的内容与封印不符，已被改动。",
    "unlinked": "链 {chain} 第 {seq} 条（{act}，{on}）与前一条接不上，前面的条目被换过。",
    "gap": "链 {chain} 在第 {seq} 条（{act}，{on}）之前缺少条目。",
    "disordered": "链 {chain} 第 {seq} 条（{act}，{on}）序号重复或次序颠倒。",
    "unreadable": "链 {chain} 第 {seq} 条无法读出。",
    "unknown_suite": "链 {chain} 第 {seq} 条（{act}，{on}）所用密码套件无法识别。",
    "cut": "链 {chain} 自第 {seq} 条起被截去。",
    "rewritten": "链 {chain} 第 {seq} 条（{act}，{on}）与此前公布的封印不同，整链被重写。",
    "other_database": "锚点与留痕文件不属于同一数据库。",
    "not_a_trail": "文件 {path} 不是留痕文件或锚点文件。",
    "row_altered": "数据表 {table} 的行 {rows} 与链 {chain} 第 {seq} 条（{act}，{on}）所记不符。",
    "row_missing": "链 {chain} 第 {seq} 条（{act}，{on}）所记数据表 {table} 的行 {rows} 已不存在。",
    "row_unspoken": "数据表 {table} 的行 {rows} 没有任何留痕条目记载。",
    "close_altered": "数据表 {table} 的行 {rows} 的注销与链 {chain} 第 {seq} 条（{act}，{on}）所记不符。",
    "close_unspoken": "数据表 {table} 的行 {rows} 的注销没有任何留痕条目记载。",
    "unsalted": "链 {chain} 第 {seq} 条（{act}，{on}）的盐值缺失，数据行无从核对。",
    "file_altered": "{rows} 的文件 {path} 与留痕所记不符（证明材料，或者制度的某一版）。",
    "unprotected": "数据表 {table} 的防改触发器缺失。",
    "stamp_missing": "印记 {rows} 的条目已不存在。",
    "clock_moved": "印记钟与已有条目不符，曾被改动。",
}


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it was sealed, and where."""

    kind: str
    chain: str = ""
    seq: int | None = None
    act: str = ""
    on: str = ""
    table: str = ""
    rows: tuple[str, ...] = ()
    path: str = ""

    @property
    def says(self) -> str:
        facts = {**self.__dict__, "rows": "、".join(self.rows) or "（未能定位到行）"}
        return SENTENCES[self.kind].format(**facts).replace("（，）", "")


class Digest(Protocol):
    def update(self, data: bytes, /) -> None: ...

    def hexdigest(self) -> str: ...


class _BorrowedSM3:
    """SM3 of the package ``cryptography``, where Python's own OpenSSL has none."""

    def __init__(self) -> None:
        from cryptography.hazmat.primitives.hashes import SM3, Hash

        self._hash = Hash(SM3())

    def update(self, data: bytes, /) -> None:
        self._hash.update(data)

    def hexdigest(self) -> str:
        return self._hash.finalize().hex()


def digest(suite: str) -> Digest:
    """An empty digest of the suite.

    Raises:
        ValueError: the suite is unknown.
    """
    if suite == "SHA-256":
        return hashlib.sha256()
    if suite == "SM3":
        return hashlib.new("sm3") if "sm3" in hashlib.algorithms_available else _BorrowedSM3()
    raise ValueError(f"unknown suite {suite!r}; known are {', '.join(SUITES)}")


def canonical(value: Any) -> bytes:
    """The one way to write a JSON value as bytes: sorted keys, no blanks, UTF-8.

    >>> canonical({"b": [1, None], "a": "鉴"}).decode()
    '{"a":"鉴","b":[1,null]}'
    """
    return _canonical_text(value).encode("utf-8", "surrogateescape")


def seal_of(entry: Mapping[str, Any]) -> str:
    """The seal of an entry: the digest of all its fields except the seal, ``previous`` among them."""
    running = digest(entry["suite"])
    running.update(canonical({name: value for name, value in entry.items() if name != "seal"}))
    return running.hexdigest()


def verify_entries(
    entries: Iterable[Mapping[str, Any]],
    *,
    begin: Mapping[str, Head] | None = None,
    anchors: Iterable[Mapping[str, Head]] = (),
) -> Iterator[Finding]:
    """What is wrong with a stream of entries: cross-seals first, then chain by chain in order of seq.

    Args:
        begin: the heads after which the stream starts (nothing: it starts at the beginning).
        anchors: heads that were published earlier and must still be there.
    """
    walk = _Walk(begin or {}, anchors)
    yield from walk.rewritten({(chain, head[0]) for chain, head in (begin or {}).items()})
    for entry in entries:
        try:
            yield from walk.step(entry)
        except (KeyError, TypeError, ValueError):
            yield walk.unreadable(entry)
    yield from walk.end()


class _Walk:
    """Walks the chains, holding their heads and the promises that earlier heads made."""

    def __init__(self, begin: Mapping[str, Head], anchors: Iterable[Mapping[str, Head]]) -> None:
        self.heads: dict[str, Head] = {chain: (head[0], head[1]) for chain, head in begin.items()}
        self.promised: dict[tuple[str, int], str] = {}
        self.broken: set[tuple[str, int]] = set()
        self.told: set[tuple[str, int]] = set()
        for anchor in anchors:
            for chain, head in anchor.items():
                self._promise(chain, head[0], head[1])

    def step(self, entry: Mapping[str, Any]) -> Iterator[Finding]:
        chain, seq, seal = entry["chain"], int(entry["seq"]), entry["seal"]
        last_seq, last_seal = self.heads.get(chain, (0, ""))
        self.heads[chain] = (max(seq, last_seq), seal)
        if self.promised.pop((chain, seq), seal) != seal:
            self.broken.add((chain, seq))
        if (chain, seq) in self.broken and (chain, seq) not in self.told:
            self.told.add((chain, seq))
            yield self._finding("rewritten", entry)
        if entry["suite"] not in SUITES:
            yield self._finding("unknown_suite", entry)
        elif seal_of(entry) != seal:
            yield self._finding("altered", entry)
        if seq <= last_seq:
            yield self._finding("disordered", entry)
        elif seq > last_seq + 1:
            yield self._finding("gap", entry)
        elif entry["previous"] != last_seal:
            yield self._finding("unlinked", entry)
        if chain == SEALS and entry["act"] == CROSS_SEALED:
            for other, (head_seq, head_seal) in entry["detail"]["heads"].items():
                self._promise(other, head_seq, head_seal)

    def unreadable(self, entry: Mapping[str, Any]) -> Finding:
        chain, seq = str(entry.get("chain", "?")), entry.get("seq")
        if isinstance(seq, int):
            self.promised.pop((chain, seq), None)
            self.heads[chain] = (seq, str(entry.get("seal")))
        return Finding("unreadable", chain=chain, seq=seq if isinstance(seq, int) else None)

    def end(self) -> Iterator[Finding]:
        cut = {chain for chain, seq in self.promised if seq > self.heads.get(chain, (0, ""))[0]}
        for chain in sorted(cut):
            yield Finding("cut", chain=chain, seq=self.heads.get(chain, (0, ""))[0] + 1)
        yield from self.rewritten(self.broken)

    def rewritten(self, places: set[tuple[str, int]]) -> Iterator[Finding]:
        """Heads that contradict each other at places where no entry is read that could be named."""
        for chain, seq in sorted((self.broken & places) - self.told):
            self.told.add((chain, seq))
            yield Finding("rewritten", chain=chain, seq=seq)

    def _promise(self, chain: str, seq: int, seal: str) -> None:
        known_seq, known_seal = self.heads.get(chain, (0, ""))
        # Heads before the start of the stream cannot be checked; the head at its start can.
        if seq > known_seq:
            known_seal = self.promised.setdefault((chain, seq), seal)
        if seq >= known_seq and known_seal != seal:
            self.broken.add((chain, seq))

    def _finding(self, kind: str, entry: Mapping[str, Any]) -> Finding:
        act, on = str(entry.get("act", "")), str(entry.get("on", ""))
        return Finding(kind, chain=entry["chain"], seq=entry["seq"], act=act, on=on)


def read_anchor(path: Path | str) -> dict[str, Any]:
    """An anchor file, or the header of an exported trail, which can serve as one.

    Raises:
        ValueError: the file is neither.
    """
    with open(path, encoding="utf-8") as lines:
        anchor: Any = json.loads(lines.readline())
    known = isinstance(anchor, dict) and anchor.get("format") in (ANCHOR_FORMAT, TRAIL_FORMAT)
    if not known or not isinstance(anchor.get("heads"), dict) or "database" not in anchor:
        raise ValueError(f"{path}: line 1: neither a trail nor an anchor")
    return dict(anchor)


def verify_file(path: Path | str, anchor: Path | str | None = None) -> list[Finding]:
    """What is wrong with an exported trail, by itself and against an anchor published earlier."""
    findings: list[Finding] = []
    try:
        header = read_anchor(path)
        published = read_anchor(anchor) if anchor else None
    except ValueError:
        return [Finding("not_a_trail", path=str(anchor or path))]
    anchors = [header["heads"]]
    if published is not None:
        anchors.append(published["heads"])
        if published["database"] != header["database"]:
            findings.append(Finding("other_database"))
    return findings + list(verify_entries(_entries_in(path), begin=header.get("begin"), anchors=anchors))


def _entries_in(path: Path | str) -> Iterator[Mapping[str, Any]]:
    with open(path, encoding="utf-8", errors="surrogateescape") as lines:
        next(lines)
        for line in lines:
            try:
                entry = json.loads(line)
            except ValueError:
                entry = {"line": line}
            yield entry if isinstance(entry, dict) else {"line": line}


def main(arguments: list[str]) -> int:
    """Print what is wrong with the trail file named first, against the anchor named second; 1 if anything."""
    findings = verify_file(*arguments[:2])
    for finding in findings:
        print(finding.says)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
