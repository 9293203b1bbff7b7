"""What a house rule reports, and how it walks a checkout.

Every rule takes the root of a checkout, so that the same rule can be turned on a copy with a planted fault.
"""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SKIPPED = {".git", ".venv", "var", "build", "dist", "__pycache__", "node_modules", "vendor"}


@dataclass(frozen=True, order=True)
class Finding:
    """One breach: where, what, and the cure."""

    path: str
    line: int
    what: str
    cure: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.what}; {self.cure}"


def kept_files(root: Path) -> list[Path]:
    """Every file that is or would be committed; in a copy without git, every file."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        text=True,
    )
    if listed.returncode == 0 and (root / ".git").exists():
        found = (root / name for name in listed.stdout.split("\0") if name)
    else:
        found = (path for path in root.rglob("*") if not SKIPPED & set(path.relative_to(root).parts))
    return sorted(path for path in found if path.is_file() and not SKIPPED & set(path.relative_to(root).parts))


def text_of(path: Path) -> str | None:
    """The text of a file, or nothing where it is not text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


def sources(root: Path, *, tests: bool = False) -> Iterator[tuple[str, ast.Module]]:
    """The package's modules as (path from root, syntax tree), without migrations and, unless asked, tests."""
    unread = {"migrations", "__pycache__"} | (set() if tests else {"tests"})
    for path in sorted((root / "tongjian").rglob("*.py")):
        inside = path.relative_to(root)
        if not unread & set(inside.parts):
            yield inside.as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def part_of(path: str) -> str:
    """The rung a file belongs to: ``tongjian/duties/acts.py`` is of ``duties``."""
    return path.split("/")[1].removesuffix(".py")


def is_acts(path: str) -> bool:
    """Whether a file is ``<part>/acts.py`` or lies in ``<part>/acts/``."""
    return path.split("/")[2:3] in (["acts.py"], ["acts"])
