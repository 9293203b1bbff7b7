"""What no kept file may say: machine paths, registry hosts, the workshop, names of real persons."""

import re
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

from tests.house.finding import Finding, kept_files, text_of
from tongjian.rulebook.text import split

MACHINE = re.compile(r"(?<![\w.])/(work|home|root|Users)/\w|[A-Z]:\\Users\\")
REGISTRY = re.compile(
    r"pypi\.(org|python)|pythonhosted\.org|npmjs\.(org|com)|registry\.[a-z]+\.(com|cn|org)|artifactory|"
    r"(--)?(extra-)?index-url\s*[= ]|--find-links|mirrors?\.[a-z]+\.(com|edu|cn|org)",
    re.IGNORECASE,
)
DEPENDENCIES = ("requirements/*", "*.lock", "package-lock.json", "pyproject.toml", "pylock*.toml")
WORKSHOP = re.compile(
    r"\bsub-?agents?\b|\b(this|last|next|previous|earlier|later|another|following) session\b|\bteam brief\b|"
    r"\b(language model|AI assistant|coding agent|chat ?bot|prompt engineering)\b|Co-Authored-By|"
    r"\b(see|in|of|closes|fixes) issue #?\d",
    re.IGNORECASE,
)

# The persons whom the newspaper page behind the shipped books happens to name. Digests, so that the list does
# not carry the names that it keeps out. They may stand in a source text and nowhere else.
SOURCE_TEXTS = "tongjian/books/*/clauses/*/text*.md"
# The trace has the sentences of the texts in cells, each whole.
TRACES = "docs/trace*.md"
NAMED = {
    "96696b1c7946508a",
    "bc22b8837f211a99",
    "2cc6393d6fde21df",
    "a213972f3354ca42",
    "8d996c2d9409de10",
    "7676adc9d221aef7",
    "f685e6efa3a6bf9b",
    "e598dd27d6787d7e",
    "e2056af7f0f806cd",
    "e275047dc01944a3",
    "1dbc8bbecd3cd418",
}


def _lines(root: Path) -> Iterator[tuple[str, int, str]]:
    for path in kept_files(root):
        inside = path.relative_to(root).as_posix()
        if inside != "tests/house/words.py":
            for number, line in enumerate((text_of(path) or "").splitlines(), 1):
                yield inside, number, line


def no_machine_path(root: Path) -> list[Finding]:
    """What is kept runs on any machine."""
    return [
        Finding(inside, number, f"names a machine's path `{hit.group()}…`", "say it relative to the checkout")
        for inside, number, line in _lines(root)
        if (hit := MACHINE.search(line))
    ]


def no_registry_host(root: Path) -> list[Finding]:
    """Where packages come from is the installing office's affair; dependency files name no address at all."""
    found = []
    for inside, number, line in _lines(root):
        pinned = any(fnmatch(inside, pattern) for pattern in DEPENDENCIES)
        if REGISTRY.search(line) or (pinned and re.search(r"https?://|file:", line)):
            found.append(
                Finding(inside, number, "names a package registry", "remove the address; `make lock` exports none")
            )
    return found


def nothing_of_the_workshop(root: Path) -> list[Finding]:
    """The text speaks of the work of an office, never of how the text was made."""
    return [
        Finding(inside, number, f"speaks of the workshop: `{hit.group()}`", "say what holds, not who made it when")
        for inside, number, line in _lines(root)
        if (hit := WORKSHOP.search(line))
    ]


def digest_of_name(name: str) -> str:
    """The form in which a name is kept out."""
    return sha256(f"tongjian house {name.casefold()}".encode()).hexdigest()[:16]


def _candidates(line: str) -> Iterator[str]:
    for run in re.findall(r"[\u4e00-\u9fff]{2,}", line):
        for width in (2, 3, 4):
            yield from (run[start : start + width] for start in range(len(run) - width + 1))
    words = re.findall(r"[a-z]+", line.casefold().replace("'", "").replace("’", ""))
    yield from (f"{first} {second}" for first, second in pairwise(words))


@cache
def _sentences(root: Path) -> frozenset[str]:
    """Every whole sentence of the source texts, and its gloss."""
    told = {text: text.read_text(encoding="utf-8") for text in root.glob(SOURCE_TEXTS)}
    verbatim = (words for text, says in told.items() if text.name == "text.md" for _, _, words in split(says))
    glosses = (line.split(". ", 1)[-1] for says in told.values() for line in says.splitlines())
    return frozenset([*verbatim, *glosses])


def _unquoted(root: Path, inside: str, line: str) -> str:
    """A line without the words that it quotes from a text: quoted, they are source text still."""
    if fnmatch(inside, TRACES):
        return " | ".join(cell for cell in line.split(" | ") if cell not in _sentences(root))
    text = (root / inside).with_name("text.md")
    if not inside.endswith("/measures.yaml") or not text.exists():
        return line
    source = text.read_text(encoding="utf-8")
    return re.sub(r"(?<=says: )[^,}\]]+", lambda said: "" if said.group() in source else said.group(), line)


def no_real_name_outside_source_texts(root: Path, named: frozenset[str] = frozenset(NAMED)) -> list[Finding]:
    """A name in a source text stays in the source text: never in a measure, duty, example or demo."""
    found, known = [], {}
    for inside, number, line in _lines(root):
        if fnmatch(inside, SOURCE_TEXTS) or inside.startswith("requirements/"):
            continue
        for word in set(_candidates(_unquoted(root, inside, line))):
            if word not in known:
                known[word] = digest_of_name(word) in named
            if known[word]:
                found.append(
                    Finding(
                        inside,
                        number,
                        f"names a real person (`{word}`)",
                        "use the fictional cast; a name stands only in text.md, or in words quoted from it",
                    )
                )
    return found
