"""The next edition of a book, as an official text brings drafts of it into force: its files, before any is written.

A lost clause gets its text, a clause that lacked its beginning gets it; the drafts whose words are all there quote them
and are active from a day on; what nobody quotes is listed as awaiting its encoding. Everything else stays as it is.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from tongjian.rulebook.alignment import AlignedClause, AlignedDraft, Alignment
from tongjian.rulebook.clause import Clause
from tongjian.rulebook.document import read_text
from tongjian.rulebook.text import runs, split, words_of

AWAITS_GLOSS = "(The gloss is awaited; the Chinese text governs.)"
FILLED = ("lost", "awaits_encoding")  # reasons that an official text does away with


@dataclass(frozen=True)
class Edition:
    """What the next edition of a book changes: files by their name inside the folder, and the measures it activates."""

    key: str
    number: int
    day: date
    files: dict[str, str]
    activated: tuple[str, ...]


def next_edition(alignment: Alignment, day: date) -> Edition:
    """The edition that a signature on this day brings into force; only for an alignment that activates something.

    Args:
        day: nothing of the activated measures opens before.
    """
    book = alignment.book
    number = book.file.edition + 1
    files: dict[str, str] = {}
    seals: dict[str, str] = {}
    for aligned in alignment.clauses:
        if aligned.activates:
            clause = book.clause(aligned.key)
            text = _text(clause, aligned)
            at = f"clauses/{clause.key}"
            if clause.text is None or text != read_text(clause.text.file):
                files[f"{at}/text.md"] = text
                files[f"{at}/text.en.md"] = _glosses(clause, text)
            files[f"{at}/measures.yaml"] = _measures(clause, aligned, text, day, fictional=book.file.fictional)
            if (clause.folder / "readings.md").exists():
                told = _told(alignment, aligned.activates, number, day)
                files[f"{at}/readings.md"] = f"{read_text(clause.folder / 'readings.md').rstrip()}\n\n{told}\n"
            seals[clause.key] = sha256(text.encode()).hexdigest()
    files["book.yaml"] = _head(alignment, number, day, seals)
    return Edition(book.key, number, day, files, tuple(draft.id for draft in alignment.activates))


def _text(clause: Clause, aligned: AlignedClause) -> str:
    """The text of a clause: the official articles where it was lost, else its own, completed where it was cut."""
    if clause.text is None:
        return "\n".join(article.text for article in aligned.articles)
    own = read_text(clause.text.file)
    completed = next((one for one in aligned.sentences if one.kind == "completed"), None)
    if completed is None or completed.ours is None or completed.official is None:
        return own
    place = completed.official.place
    lines = [line for article in aligned.articles for line in article.lines if line.line <= place.line]
    last = lines[-1]
    begun = [line.text for line in lines[:-1]]
    begun.append(last.text[: place.column - last.column + len(completed.official.text)])
    return own[: completed.ours.start] + "\n\n".join(begun) + own[completed.ours.end :]


def _glosses(clause: Clause, text: str) -> str:
    """One line per sentence; what is new awaits its gloss, also the sentence that was completed."""
    had = [sentence.gloss for sentence in clause.text.sentences] if clause.text else []
    awaited = len(list(split(text))) - len(had)
    if had:
        had[0] = f"{AWAITS_GLOSS} {had[0]}"
    lines = [*([AWAITS_GLOSS] * awaited), *had]
    return "\n".join([*(f"{number}. {line}" for number, line in enumerate(lines, 1)), ""])


def _told(alignment: Alignment, drafts: Sequence[AlignedDraft], number: int, day: date) -> str:
    """What a reader of the readings is told of the activation."""
    titles = "；".join(draft.title.zh for draft in drafts)
    return (
        f"第 {number} 版：{day} 据导入的正式文本（SHA-256 {alignment.official.digest[:12]}）启用：{titles}。"
        "其余草案仍未启用；尚无措施对应的字句列为“待编码”。"
    )


def _measures(clause: Clause, aligned: AlignedClause, text: str, day: date, *, fictional: bool) -> str:
    document = _load(read_text(clause.document.file))
    activated = {draft.slug for draft in aligned.activates}
    for row in document["measures"]:
        if row["slug"] in activated:
            _activate(row, day, "fictional" if fictional else "verified")
    kept = [
        row for row in document.get("not_encoded") or () if row.get("entries") or row["because"] not in FILLED
    ]
    quoting = [row for part in ("measures", "refines") for row in document.get(part) or ()]
    says = [*(quote for row in quoting for quote in row.get("says", ())), *(row["says"] for row in kept)]
    waiting = [_piece(words) for words in dict.fromkeys(_unaccounted(text, says))]
    document["not_encoded"] = CommentedSeq([*kept, *waiting])
    return _dumped(document)


def _activate(row: CommentedMap, day: date, status: str) -> None:
    """Let a draft quote the words it expected, from a day on."""
    words = CommentedSeq(str(one) for one in row.pop("expects"))
    if sum(map(len, words)) < 80:
        words.fa.set_flow_style()
    names = list(row)
    row.insert(names.index("norm") + 1, "says", words)
    del row["draft"]
    row["status"] = status
    version = row.pop("version", 1) + 1
    for name, value in (("version", version), ("active_from", day.replace())):  # one day twice would become an alias
        row.insert(list(row).index("in_force") + 1, name, value)


def _unaccounted(text: str, says: Collection[str]) -> Iterator[str]:
    """The pieces of a text that nobody quotes; where a piece occurs twice, the sentence that holds it."""
    sentences = [words for _, _, words in split(text)]
    for sentence in sentences:
        covered = {
            at + offset
            for quote in says
            for at in range(len(sentence))
            if sentence.startswith(quote, at)
            for offset in range(len(quote))
        }
        pieces = list(runs(sentence, words_of(sentence), covered))
        alone = all(sum(other.count(piece) for other in sentences) == 1 for piece in pieces)
        yield from pieces if alone else [sentence]


def _piece(words: str) -> CommentedMap:
    piece = CommentedMap(says=words, because="awaits_encoding")
    piece.fa.set_flow_style()
    return piece


def _head(alignment: Alignment, number: int, day: date, seals: dict[str, str]) -> str:
    book = alignment.book
    head = _load(read_text(book.document.file))
    if "edition" in head:
        head["edition"] = number
    else:
        head.insert(list(head).index("in_force") + 1, "edition", number)
    head["source"] = (
        f"{book.file.source}；第 {number} 版：{day} 据导入的正式文本（SHA-256 {alignment.official.digest[:12]}）"
        f"启用 {len(alignment.activates)} 项措施"
    )
    for key, seal in seals.items() if book.file.texts else ():
        head["texts"][DoubleQuotedScalarString(key)] = seal
    return _dumped(head)


def _yaml() -> YAML:
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 4096
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _load(text: str) -> Any:
    return _yaml().load(text)


def _dumped(document: Any) -> str:
    out = StringIO()
    _yaml().dump(document, out)
    return out.getvalue()
