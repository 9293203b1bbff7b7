"""What the documents say of commands, settings and acts is what the program has."""

import re
import subprocess
from pathlib import Path

import pytest
from typer.main import get_command

from tongjian.site import documents, reference
from tongjian.site.command import application

ROOT = Path(__file__).parent.parent
TARGETS = set(re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
PAGES = [
    *sorted(ROOT.glob("README*.md")),
    *sorted(ROOT.glob("docs/**/*.md")),
    *sorted(ROOT.glob("tongjian/*/README.md")),
]


def test_what_the_program_tells_in_the_documents_is_current():
    told = documents.pages()
    assert reference.PAGE in told
    assert {*documents.READMES.values(), *documents.TABLES.values()} <= told.keys()

    assert [file.name for file, text in told.items() if file.read_text(encoding="utf-8") != text] == [], (
        "run: make reference"
    )


def test_a_changed_line_of_a_generated_section_would_be_noticed():
    file = documents.READMES["zh"]
    text = file.read_text(encoding="utf-8")
    changed = documents.with_sections(
        text, {"trace": documents.section(text, "trace").replace("（十九）", "（二十九）")}
    )

    assert changed != text
    assert documents.with_sections(changed, {"trace": documents.section(text, "trace")}) == text
    with pytest.raises(LookupError, match="no section weather"):
        documents.section(text, "weather")


@pytest.mark.parametrize("section", [reference.commands, reference.settings, reference.acts])
def test_every_line_of_the_reference_says_something(section):
    rows = [row for line in section() for row in line.splitlines() if row.startswith("| `")]
    assert rows

    empty = [row for row in rows if row.endswith("|  |")]
    assert empty == [], "give these a sentence where they are defined"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_commands_in_the_documents_exist(path):
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        for words in re.findall(r"(?:\$ |`)(?:\.venv/bin/)?(tongjian [^`|>#]+|make [^`|>#]+)", line):
            assert understood(words.split()), f"{path.relative_to(ROOT)}:{number} there is no `{words.strip()}`"


def test_an_unknown_command_in_a_document_would_be_noticed():
    assert understood(["tongjian", "doctor", "--prepare"])
    assert understood(["make", "run"])

    assert not understood(["tongjian", "doctor", "--cure"])
    assert not understood(["tongjian", "heal"])
    assert not understood(["make", "heal"])


def test_every_target_of_the_makefile_is_listed_by_make():
    told = subprocess.run(["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True).stdout

    assert {f"make {target}" for target in TARGETS} == {" ".join(line.split()[:2]) for line in told.splitlines()}


def understood(words: list[str]) -> bool:
    """Whether a command line names a command and only options it has; its values are not tried."""
    if words[0] == "make":
        return all(word in TARGETS for word in words[1:] if "=" not in word)
    command = get_command(application())
    for word in words[1:]:
        children = getattr(command, "commands", {})
        if word in children:
            command = children[word]
        elif word.startswith("-"):
            if word.split("=")[0] not in {opt for one in command.params for opt in one.opts} | {
                "--help",
                "-h",
            }:
                return False
        elif children and not command.invoke_without_command and word != "…":
            return False
    return True
