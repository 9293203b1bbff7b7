"""Rows are written in acts, through the gate, and nowhere else."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.finding import Finding, is_acts, part_of, sources

BULK = {"bulk_create", "bulk_update", "get_or_create", "update_or_create"}
DEED = {"record", "record_many", "close", "close_many"}
FACT = re.compile(r"[a-z][a-z_]*\.[a-z_]*(ed|en|ght|wn|ld|nt|ft|de|un|set|put|read|met)$")
SQL_WRITE = re.compile(
    r"\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE|DELETE\s+FROM|TRUNCATE(?:\s+TABLE)?|REPLACE\s+INTO)\s+(\w*)",
    re.IGNORECASE,
)
# A table that a module creates itself is its scratch paper: those of the application come from migrations.
SCRATCH = re.compile(r"\bCREATE (?:TEMP(?:ORARY)? )?TABLE (?:IF NOT EXISTS )?([a-z_]+)")
# The gate itself seals entries; it is the one place that acts stand on.
GATE = "trail"


def writes_rows(call: ast.Call) -> bool:
    """Whether a call writes rows: by the manager, by the row, or by SQL given as text."""
    if not isinstance(call.func, ast.Attribute):
        return False
    name = call.func.attr
    if name in BULK:
        return True
    if name in {"create", "acreate", "update"}:
        receiver = ast.unparse(call.func.value)
        return bool(re.search(r"\.(objects|_base_manager|_default_manager)\b|\.(filter|exclude|all)\(", receiver))
    if name in {"save", "delete"}:
        return not call.args
    return written_table(call) is not None


def written_table(call: ast.Call) -> str | None:
    """The table (or how its name begins) that SQL given as text writes to; nothing if it does not write."""
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in {"execute", "executemany"}:
        return None
    text = call.args[0] if call.args else None
    text = text.values[0] if isinstance(text, ast.JoinedStr) and text.values else text
    found = SQL_WRITE.match(str(text.value)) if isinstance(text, ast.Constant) else None
    return found.group(1) if found else None


def seals_rows(call: ast.Call) -> bool:
    """Whether a call hands rows to a deed."""
    return (
        isinstance(call.func, ast.Attribute)
        and call.func.attr in DEED
        and ast.unparse(call.func.value).split(".")[-1] == "deed"
    )


def writes_through(call: ast.Call, scratch: tuple[str, ...]) -> bool:
    """Whether a call writes rows of the application; those of scratch tables do not count."""
    table = written_table(call)
    return seals_rows(call) or (writes_rows(call) and not (table is not None and table.startswith(scratch)))


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _is_act(function: ast.FunctionDef) -> bool:
    return any(ast.unparse(mark).startswith("act(") for mark in function.decorator_list)


def _scratch(tree: ast.Module) -> set[str]:
    """The tables that a module makes for itself (or how their names begin); "" where all are in memory."""
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    if not any("django" in ast.unparse(node) for node in imports):
        return {""}  # it has no connection to the application's database
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return {name for text in texts for name in SCRATCH.findall(text)}


def rows_are_written_only_in_acts(root: Path) -> list[Finding]:
    """No ``save``, ``create``, ``update``, ``delete`` or sealing outside ``acts``."""
    found = []
    for path, tree in sources(root):
        if is_acts(path) or part_of(path) in (GATE, "lake"):
            continue
        scratch = tuple(_scratch(tree))
        for call in _calls(tree):
            if writes_through(call, scratch):
                what = f"`{ast.unparse(call.func)}` writes rows outside acts"
                found.append(Finding(path, call.lineno, what, "move the write into acts and decorate it with @act"))
    return found


def every_writing_function_is_an_act(root: Path) -> list[Finding]:
    """In ``acts`` a function that writes, or that calls a private one which writes, is an act.

    A function that takes a deed belongs to the act that holds it: nobody else has one.
    """
    found = []
    for path, tree in sources(root):
        if not is_acts(path) or part_of(path) == GATE:
            continue
        functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
        scratch = tuple(_scratch(tree))
        for function in functions.values():
            inner = function.name.startswith("_") or _takes_deed(function)
            if not _is_act(function) and not inner and (line := _writes_at(function, functions, scratch, set())):
                found.append(
                    Finding(
                        path,
                        line,
                        f"`{function.name}` writes outside an act",
                        "decorate it with @act, or take the deed of the act that calls it",
                    )
                )
    return found


def _takes_deed(function: ast.FunctionDef) -> bool:
    return any(argument.arg == "deed" for argument in function.args.args + function.args.kwonlyargs)


def _writes_at(
    function: ast.FunctionDef, functions: dict[str, ast.FunctionDef], scratch: tuple[str, ...], seen: set[str]
) -> int:
    """The line where a function first writes, itself or through a private one beside it; 0 if never."""
    seen.add(function.name)
    for call in _calls(function):
        called = functions.get(call.func.id) if isinstance(call.func, ast.Name) else None
        if writes_through(call, scratch):
            return call.lineno
        if called and called.name not in seen and not _is_act(called) and _writes_at(called, functions, scratch, seen):
            return call.lineno
    return 0


def acts_read_as_facts(root: Path) -> list[Finding]:
    """``duty.settled``, not ``settle_duty``: the trail is read long after the doing."""
    found = []
    for path, tree in sources(root):
        for call in _calls(tree):
            if ast.unparse(call.func).split(".")[-1] == "act" and call.args and isinstance(call.args[0], ast.Constant):
                name = str(call.args[0].value)
                if not FACT.match(name):
                    found.append(
                        Finding(
                            path,
                            call.lineno,
                            f"the act `{name}` does not read as a fact",
                            "name the thing and what happened to it, e.g. `tenure.started`",
                        )
                    )
    return found


def no_signals_and_no_overrides(root: Path) -> list[Finding]:
    """News goes down by call and up by trail; a row is saved by its act and by nothing hidden."""
    found = []
    for path, tree in sources(root):
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module in (
                "django.db.models.signals",
                "django.dispatch",
            ):
                found.append(Finding(path, node.lineno, "uses a Django signal", "call the act, or read the trail"))
            if isinstance(node, ast.FunctionDef) and node.name in {"save", "delete"} and "/models" in path:
                found.append(
                    Finding(
                        path,
                        node.lineno,
                        f"overrides `{node.name}`",
                        "do it in the act; the database refuses the rest",
                    )
                )
    return found
