"""The ladder, read once from ``.importlinter``: the rungs, and what may point at what."""

import ast
import re
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

from tests.house.finding import Finding, part_of, sources

RELATIONS = {"ForeignKey", "OneToOneField", "ManyToManyField"}
ORACLE_MAY_IMPORT = set(sys.stdlib_module_names) | {"hypothesis", "pytest"}


def layers(root: Path) -> list[str]:
    """The rungs of the ladder as written, highest first, e.g. ``(web)`` or ``rulebook | lake``."""
    config = ConfigParser()
    config.read(root / ".importlinter", encoding="utf-8")
    return config["importlinter:contract:ladder"]["layers"].split("\n")[1:]


def layers_of_docstring(root: Path) -> list[str]:
    """The rungs as the docstring of the package tells them; ``books/`` is data and no rung."""
    doc = ast.get_docstring(ast.parse((root / "tongjian/__init__.py").read_text(encoding="utf-8"))) or ""
    told = re.findall(r"^    (\(?[a-z]+\)?(?: \| [a-z]+)?)(?= {2,}|$)", doc, flags=re.MULTILINE)
    return [rung for rung in told if not rung.startswith("book")]


def heights(root: Path) -> dict[str, int]:
    """How high every part stands; parts on one rung stand equally high."""
    return {name: -depth for depth, rung in enumerate(layers(root)) for name in re.findall(r"\w+", rung)}


def lint_imports(root: Path) -> subprocess.CompletedProcess[str]:
    """Run the import contracts of a checkout on that checkout."""
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from importlinter.cli import lint_imports_command as run; run()",
            "--no-cache",
            "--config",
            str(root / ".importlinter"),
        ],
        cwd=root,
        env={"PYTHONPATH": str(root), "COLUMNS": "200", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
    )


def foreign_keys_point_down(root: Path) -> list[Finding]:
    """A key may point at its own part or at one below; then migrations form a tree by construction."""
    height, found = heights(root), []
    for path, tree in sources(root):
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in RELATIONS):
                continue
            target = next((k.value for k in node.keywords if k.arg == "to"), node.args[0] if node.args else None)
            if not (isinstance(target, ast.Constant) and "." in str(target.value)):
                continue
            here, there = part_of(path), str(target.value).split(".")[0]
            if here in height and there in height and there != here and height[there] >= height[here]:
                found.append(
                    Finding(
                        path,
                        node.lineno,
                        f"a key points up, from {here} to {there}",
                        f"keep the key in {there}, pointing down at {here}",
                    )
                )
    return found


def oracle_shares_no_code(root: Path) -> list[Finding]:
    """The oracle reads docs/semantics.md and nothing of the engine; only its tests may know both."""
    found = []
    for path in sorted((root / "tests/oracle").rglob("*.py")):
        if path.name.startswith(("test_", "conftest")):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            for name in names:
                if name.split(".")[0] not in ORACLE_MAY_IMPORT and not name.startswith("tests.oracle"):
                    found.append(
                        Finding(
                            path.relative_to(root).as_posix(),
                            node.lineno,
                            f"the oracle imports {name}",
                            "write it again in plain Python: an oracle that shares code shares faults",
                        )
                    )
    return found
