"""Every clause that narrows what somebody sees or does, found in the sources, and how each is taken out.

A clause is a call or a comparison. Taken out, it lets everything through; the function around it is compiled anew
from its source, put in place for a while, and then put back.
"""

import ast
import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from types import CodeType, FunctionType

ROOT = Path(__file__).parents[4]
EVERYTHING = '__import__("tongjian.trail.acts", fromlist=["SYSTEM"]).SYSTEM'
# What stands in for a call that was taken out.
OPEN = {
    "scope_sql": '"1 = 1"',
    "open_sql": '"1 = 1"',
    "open_posts_sql": '"1 = 1"',
    "below_sql": "None",
    "reach_of": "None",
    "closed_to": "frozenset()",
    "closed": "frozenset()",
    "recused_from": "frozenset()",
    "recused_among": "set()",
    "recused_exhibits": "set()",
    "posts_held": "set()",
    "needs": "None",
    "unrecused": "None",
    "within_reach": "None",
    "may": "True",
    "may_see": "True",
    "may_read": "True",
    "_needs": "None",
    "_may_read": "None",
    "_stands_below": "True",
}
COLUMNS = ("key", "subject", "bearer_organ", "subject_organ", "bearer_post")
BELOW = "WHERE p.kind = 'managed_by' AND "
# Called with the viewer first: the system asks instead.
VIEWED = {"_within", "_organ_ids", "_seen"}
# The demo fills its city with acts of its own; nobody looks through it.
ELSEWHERE = ("tests", "migrations", "demo")
CALLED: set[str] = set()


@dataclass(frozen=True)
class Clause:
    """One clause: the function it stands in, its own text, and which of several alike it is."""

    module: str
    function: str
    text: str
    turn: int

    def __str__(self) -> str:
        again = f" #{self.turn}" if self.turn else ""
        return f"{self.module.removeprefix('tongjian.')}:{self.function} {self.text}{again}"


@cache
def clauses() -> list[Clause]:
    """All of them, in the order of the sources."""
    found = []
    for path in sorted((ROOT / "tongjian").rglob("*.py")):
        inside = path.relative_to(ROOT)
        if set(inside.parts) & set(ELSEWHERE):
            continue
        module = ".".join(inside.with_suffix("").parts).removesuffix(".__init__")
        for function, node in functions(tree(path)):
            texts: list[str] = []
            for one in narrowing(node):
                text = " ".join(ast.unparse(one).split())
                found.append(Clause(module, function, text, texts.count(text)))
                texts.append(text)
    return found


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(module: ast.Module) -> Iterator[tuple[str, ast.FunctionDef]]:
    """The functions of a module and the methods of its classes, by their names."""
    for node in module.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from ((f"{node.name}.{one.name}", one) for one in node.body if isinstance(one, ast.FunctionDef))


def narrowing(function: ast.AST) -> Iterator[ast.expr]:
    """The clauses inside a function, in the order of the text."""
    found = [node for node in ast.walk(function) if isinstance(node, ast.expr) and opened(node) is not None]
    if isinstance(function, ast.FunctionDef) and function.name.endswith("_sql"):
        found += columns(function)
    yield from sorted(found, key=lambda node: (node.lineno, node.col_offset, -(node.end_col_offset or 0)))


def opened(node: ast.expr) -> str | None:
    """What stands in for a clause when it is taken out; None for what is no clause."""
    if isinstance(node, ast.Compare) and isinstance(node.comparators[0], ast.Attribute):
        return str(isinstance(node.ops[0], ast.In)) if node.comparators[0].attr == "powers" else None
    if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.LtE):
        right = node.comparators[0]
        return "True" if isinstance(right, ast.Attribute) and right.attr == "powers" else None
    if not isinstance(node, ast.Call):
        return given_on(node)
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name in OPEN:
        return OPEN[name]
    if name == "_place" and len(node.args) == 3:
        return f'{ast.unparse(node.args[1])}["bearer_organ"]'
    if name in VIEWED and node.args and ast.unparse(node.args[0]).endswith(("seen_by", "by")):
        return replaced(node, 0)
    for place, given in enumerate(node.keywords):
        if given.arg == "seen_by" and ast.unparse(given.value) not in ("SYSTEM", "ENGINE"):
            return replaced(node, place, keyword=True)
        if given.arg == "kind" and ast.unparse(given.value) == "'managed_by'":
            others = [one for one in node.keywords if one is not given]
            return ast.unparse(ast.Call(node.func, node.args, others))
    return None


def given_on(node: ast.expr) -> str | None:
    """The same for a viewer that is handed on in a dictionary, and for conditions written out as SQL."""
    if isinstance(node, ast.Dict):
        for place, key in enumerate(node.keys):
            if isinstance(key, ast.Constant) and key.value == "seen_by":
                values = [*node.values[:place], ast.parse(EVERYTHING, mode="eval").body, *node.values[place + 1 :]]
                return ast.unparse(ast.Dict(node.keys, values))
    if isinstance(node, ast.Constant) and BELOW in str(node.value):
        return repr(str(node.value).replace(BELOW, "WHERE "))
    return None


def columns(function: ast.AST) -> Iterator[ast.Constant]:
    """The columns that a condition on the ledger speaks of: each is a clause of its own."""
    for node in ast.walk(function):
        if isinstance(node, ast.Tuple) and all(isinstance(one, ast.Constant) for one in node.elts):
            yield from (one for one in node.elts if isinstance(one, ast.Constant) and one.value in COLUMNS)


def replaced(node: ast.Call, place: int, *, keyword: bool = False) -> str:
    """The same call, asked by the system."""
    call = ast.parse(ast.unparse(node), mode="eval").body
    assert isinstance(call, ast.Call)
    everything = ast.parse(EVERYTHING, mode="eval").body
    if keyword:
        call.keywords[place].value = everything
    else:
        call.args[place] = everything
    return ast.unparse(call)


class Without(ast.NodeTransformer):
    """Replaces one node."""

    def __init__(self, node: ast.expr) -> None:
        self.node = node

    def visit(self, node: ast.AST) -> ast.AST:
        if node is not self.node or (isinstance(node, ast.Constant) and node.value in COLUMNS):
            return super().visit(node)
        return ast.copy_location(ast.parse(opened(self.node) or "None", mode="eval").body, node)

    def visit_Tuple(self, node: ast.Tuple) -> ast.AST:
        """A column is taken out of its list."""
        if self.node in node.elts and isinstance(self.node, ast.Constant):
            node.elts.remove(self.node)
        return self.generic_visit(node)


@contextmanager
def without(clause: Clause) -> Iterator[None]:
    """The sources as they would be if the clause were not there."""
    module = tree(path_of(clause.module))
    function = dict(functions(module))[clause.function]
    alike = [one for one in narrowing(function) if " ".join(ast.unparse(one).split()) == clause.text]
    Without(alike[clause.turn]).visit(function)
    with compiled(clause.module, clause.function, module):
        yield


@contextmanager
def compiled(name: str, function: str, module: ast.Module) -> Iterator[None]:
    """A function as another tree of its module has it."""
    live = function_of(name, function)
    before = live.__code__
    live.__code__ = code_in(compile(ast.fix_missing_locations(module), before.co_filename, "exec"), function)
    try:
        yield
    finally:
        live.__code__ = before


@contextmanager
def noted() -> Iterator[None]:
    """Every function that holds a clause says that it was called."""
    before = []
    for name, function in sorted({(one.module, one.function) for one in clauses()}):
        module = tree(path_of(name))
        node = dict(functions(module))[function]
        told = f"__import__('sys').modules[{__name__!r}].CALLED.add({f'{name}:{function}'!r})"
        node.body.insert(0, ast.parse(told).body[0])
        live = function_of(name, function)
        before.append((live, live.__code__))
        live.__code__ = code_in(compile(ast.fix_missing_locations(module), live.__code__.co_filename, "exec"), function)
    try:
        yield
    finally:
        for live, code in before:
            live.__code__ = code


def path_of(module: str) -> Path:
    path = ROOT / Path(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def function_of(module: str, name: str) -> FunctionType:
    """The function itself, out of whatever is wrapped around it."""
    found = import_module(module)
    for part in name.split("."):
        found = getattr(found, part) if not isinstance(found, type) else inspect.getattr_static(found, part)
    found = getattr(found, "fget", found)
    plain = inspect.unwrap(found)
    assert isinstance(plain, FunctionType), f"{module}:{name}"
    return plain


def code_in(code: CodeType, name: str) -> CodeType:
    """The code of a function inside the code of its module."""
    for const in code.co_consts:
        if isinstance(const, CodeType):
            if const.co_qualname == name:
                return const
            if name.startswith(f"{const.co_qualname}."):
                return code_in(const, name)
    raise LookupError(name)
