"""The shape of files and folders: short, named, and the same inside every part."""

import ast
import re
from pathlib import Path

from tests.house.finding import Finding, kept_files, sources, text_of
from tests.house.ladder import heights

LONGEST_FILE, LONGEST_FUNCTION = 400, 50
DRAWERS = re.compile(r"(^|/)(core|common|utils?|utilities|helpers?|services?|managers?|misc)(/|\.py$)")
MIGRATION = re.compile(r"\d{4}_(?!initial|auto)[a-z][a-z0-9_]+\.py$")


def files_and_functions_are_short(root: Path) -> list[Finding]:
    """A file over 400 lines or a function over 50 wants to be two."""
    found = []
    for path in kept_files(root):
        inside = path.relative_to(root)
        if path.suffix != ".py" or "migrations" in inside.parts:
            continue
        text = path.read_text(encoding="utf-8")
        lines = text.count("\n")
        if lines > LONGEST_FILE:
            found.append(Finding(inside.as_posix(), lines, f"{lines} lines", f"split it; {LONGEST_FILE} are enough"))
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                long = (node.end_lineno or node.lineno) - node.lineno + 1
                if long > LONGEST_FUNCTION:
                    found.append(
                        Finding(
                            inside.as_posix(),
                            node.lineno,
                            f"`{node.name}` has {long} lines",
                            f"split it; {LONGEST_FUNCTION} are enough",
                        )
                    )
    return found


def no_drawers(root: Path) -> list[Finding]:
    """No file or folder whose name says nothing about what is inside."""
    return [
        Finding(inside, 1, "is a drawer", "put each thing beside its one user, or name what it is")
        for inside in (path.relative_to(root).as_posix() for path in kept_files(root))
        if DRAWERS.search(inside)
    ]


def parts(root: Path) -> list[Path]:
    """The folders of the ladder that exist."""
    return sorted(path for name in heights(root) if (path := root / "tongjian" / name).is_dir())


def django_parts(root: Path) -> list[Path]:
    """The parts that keep rows."""
    return [part for part in parts(root) if (part / "apps.py").exists()]


def every_part_is_whole(root: Path) -> list[Finding]:
    """Every part says on one page what it is; with rows, it has one face for writes and one for reads."""
    found = []
    for part in parts(root):
        inside = part.relative_to(root).as_posix()
        if not (part / "README.md").exists():
            found.append(Finding(f"{inside}/README.md", 1, "is missing", "one page: words, picture, three examples"))
        if not ast.get_docstring(ast.parse((part / "__init__.py").read_text(encoding="utf-8"))):
            found.append(
                Finding(
                    f"{inside}/__init__.py",
                    1,
                    "has no docstring",
                    "say what the part is for and what it refuses to do",
                )
            )
    for part in django_parts(root):
        for face in ("acts", "queries", "models"):
            if not (part / f"{face}.py").exists() and not (part / face).is_dir():
                found.append(
                    Finding(
                        f"{part.relative_to(root).as_posix()}/{face}.py",
                        1,
                        "is missing",
                        "acts.py holds every write, queries.py every read that others use, models/ the rows",
                    )
                )
    return found


def every_module_says_what_it_is_for(root: Path) -> list[Finding]:
    """Every module has a docstring and every public function one sentence."""
    found = []
    for path, tree in sources(root):
        name = path.rsplit("/", 1)[-1]
        if name not in ("apps.py", "__init__.py", "__main__.py") and not ast.get_docstring(tree):
            found.append(Finding(path, 1, "has no docstring", "say what the module is for"))
        found += [
            Finding(path, node.lineno, f"`{node.name}` has no docstring", "say in one sentence what it gives")
            for node in tree.body
            if not name.startswith("_")
            and isinstance(node, ast.FunctionDef)
            and not node.name.startswith("_")
            and not ast.get_docstring(node)
        ]
    return found


def migrations_are_named(root: Path) -> list[Finding]:
    """A migration is named for what it does."""
    return [
        Finding(
            path.relative_to(root).as_posix(),
            1,
            "is not named for what it does",
            "makemigrations -n <what_it_does>",
        )
        for path in sorted((root / "tongjian").glob("*/migrations/[0-9]*.py"))
        if not MIGRATION.match(path.name)
    ]


def nothing_is_left_undone(root: Path) -> list[Finding]:
    """No stub and no reminder to oneself in what is kept."""
    marks = re.compile(r"\b(TODO|FIXME|XXX)\b|raise NotImplementedError|assert True\b")
    found = []
    for path in kept_files(root):
        inside = path.relative_to(root).as_posix()
        if path.suffix not in (".py", ".html", ".js", ".yaml") or inside == "tests/house/shape.py":
            continue
        found += [
            Finding(inside, number, "leaves something undone", "do it, or write it down as an issue")
            for number, line in enumerate((text_of(path) or "").splitlines(), 1)
            if marks.search(line)
        ]
    return found
