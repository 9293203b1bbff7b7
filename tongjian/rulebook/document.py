"""YAML 1.2 with the place of every node, validated by a Pydantic form.

Refuses what YAML allows but a jurist would overlook: duplicate keys, anchors and aliases, merge keys,
times of day. Keys of mappings are always texts.
"""

from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from tongjian.rulebook.errors import BookError, Place, refuse

T = TypeVar("T")
Path_ = tuple[str | int, ...]
DURATION_CURE = "write a whole number and a unit: `30 days`, `10 workdays`, `3 months` or `1 years`"


def read_text(file: Path) -> str:
    """The text of a UTF-8 file with line ends as ``\\n``.

    Raises:
        BookError: the file is missing or not UTF-8.
    """
    try:
        return file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        raise BookError(Place(file), "the file is missing", f"add `{file.name}`") from None
    except UnicodeDecodeError as error:
        raise BookError(
            Place(file), f"the file is not UTF-8 (byte {error.start})", "save it as UTF-8"
        ) from None


class Document:
    """One YAML file: its plain value, and the place of every node by its path."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._values: dict[Path_, Place] = {}
        self._keys: dict[Path_, Place] = {}
        self._seen: set[int] = set()
        text = read_text(file)
        try:
            node = YAML(typ="safe", pure=True).compose(text)
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
            raise BookError(
                place,
                f"this is not YAML: {error.problem}",
                "check indentation, brackets and quotes before this place",
            ) from None
        except YAMLError as error:
            raise BookError(
                Place(file), f"this is not YAML: {error}", "save the file as plain UTF-8 text"
            ) from None
        self.value: Any = None if node is None else self._build(node, ())

    def place(self, *path: str | int, key: bool = False) -> Place:
        """The place of the node at a path, or of the nearest node above it."""
        if key and path in self._keys:
            return self._keys[path]
        for length in range(len(path), -1, -1):
            if path[:length] in self._values:
                return self._values[path[:length]]
        return Place(self.file)

    def problem(self, path: Sequence[str | int], what: str, cure: str, *, key: bool = False) -> BookError:
        """An error at the node of a path."""
        return BookError(self.place(*path, key=key), what, cure)

    def validate(self, form: Any) -> Any:
        """The value as an instance of a Pydantic form (or any type).

        Raises:
            BookError: each mistake at the line and column of its node.
        """
        try:
            return TypeAdapter(form).validate_python(self.value, strict=True)
        except ValidationError as error:
            found: dict[Path_, BookError] = {}
            for details in error.errors(include_url=False):
                path = self._resolve(details["loc"])
                found.setdefault(
                    (*path, details["type"] == "missing" and details["loc"][-1]), self._explain(details, path)
                )
            refuse(list(found.values()))
            raise AssertionError("a validation error without details") from error

    def _build(self, node: Node, path: Path_) -> Any:
        place = Place(self.file, node.start_mark.line + 1, node.start_mark.column + 1)
        if id(node) in self._seen:
            raise BookError(place, "an alias (`*`) repeats another node", "write the value out")
        self._seen.add(id(node))
        self._values[path] = place
        if isinstance(node, MappingNode):
            return self._mapping(node, path)
        if isinstance(node, SequenceNode):
            return [self._build(item, (*path, index)) for index, item in enumerate(node.value)]
        return _scalar(node, place)

    def _mapping(self, node: MappingNode, path: Path_) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            place = Place(self.file, key_node.start_mark.line + 1, key_node.start_mark.column + 1)
            if not isinstance(key_node, ScalarNode):
                raise BookError(place, "a key is not a plain word", "write one word before the colon")
            key = str(key_node.value)
            if key in found:
                first = self._keys[(*path, key)]
                raise BookError(
                    place,
                    f"duplicate key `{key}` (first on line {first.line})",
                    "keep one of the two, or move the second under its own entry",
                )
            self._keys[(*path, key)] = place
            found[key] = self._build(value_node, (*path, key))
        return found

    def _resolve(self, location: Sequence[str | int]) -> Path_:
        """The deepest node of an error location; names of union members are skipped."""
        path: Path_ = ()
        for part in location:
            if (*path, part) in self._values:
                path = (*path, part)
        return path

    def _explain(self, details: ErrorDetails, path: Path_) -> BookError:
        kind, given, context = details["type"], details["input"], details.get("ctx", {})
        if kind == "missing":
            field = str(details["loc"][-1])
            return self.problem(path, f"`{field}` is missing", f"add `{field}: …` to this entry")
        if kind == "extra_forbidden":
            return self.problem(
                path, f"unknown key `{path[-1]}`", "remove it, or correct its spelling", key=True
            )
        if kind == "literal_error":
            words = [
                word.strip("' ")
                for part in str(context["expected"]).split(" or ")
                for word in part.split(",")
            ]
            near = get_close_matches(str(given), words, n=1)
            cure = f"did you mean `{near[0]}`? " if near else ""
            return self.problem(path, f"unknown word `{given}`", f"{cure}use one of: {', '.join(words)}")
        if kind == "string_pattern_mismatch":
            return self._bad_pattern(path, given, str(context["pattern"]))
        if kind == "value_error":
            what, _, cure = str(context["error"]).partition("; ")
            return self.problem(path, what, cure or "correct this entry")
        if kind == "string_type" and isinstance(given, int | float | date):
            return self.problem(
                path, f"`{given}` is read as a number or date, a text is expected", "put it in quotes"
            )
        if kind.startswith("date"):
            return self.problem(path, f"`{given}` is not a day", "write it as 2021-03-27")
        name = f"`{path[-1]}`: " if path else ""
        return self.problem(path, name + details["msg"], "give a value of that form")

    def _bad_pattern(self, path: Path_, given: Any, pattern: str) -> BookError:
        if "workdays" in pattern:
            return self.problem(path, f"`{given}` is not a time limit", DURATION_CURE)
        if "/" in pattern:
            return self.problem(path, f"`{given}` is not the id of a measure", "write book/clause/slug")
        if "64" in pattern:
            return self.problem(
                path, f"`{given}` is not a SHA-256", "print the seals with seal_texts and copy them"
            )
        return self.problem(path, f"`{given}` is not a slug", "use lower-case letters, digits and _")


def _scalar(node: Node, place: Place) -> Any:
    kind, text = str(node.tag).rpartition(":")[2], str(node.value)
    if kind == "null":
        return None
    if kind == "bool":
        return text.lower() == "true"
    if kind == "int":
        digits = text.replace("_", "")
        return int(digits, 0) if digits.lstrip("+-")[:2] in ("0o", "0x", "0b") else int(digits)
    if kind == "float":
        return float(text.replace(".inf", "inf").replace(".nan", "nan").replace("_", ""))
    if kind == "timestamp":
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise BookError(place, f"`{text}` is not a day", "write an existing day as 2021-03-27") from None
    if kind == "str":
        return text
    raise BookError(place, f"tag `{node.tag}` is not allowed", "write a plain value")
