"""YAML 1.2 with the place of every node, validated by a Pydantic form.

Refuses what YAML allows but a jurist would overlook: duplicate keys, anchors and aliases, merge keys,
times of day. Keys of mappings are always texts.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from tongjian.rulebook.errors import BookError, Place, refuse
from tongjian.rulebook.mistakes import form as mistakes
from tongjian.rulebook.mistakes.phrases import did_you_mean

T = TypeVar("T")
Path_ = tuple[str | int, ...]
_SHAPES: dict[str, type[BookError]] = {
    "list_type": mistakes.NotAList,
    "dict_type": mistakes.NotAMapping,
    "model_type": mistakes.NotAMapping,
    "string_too_short": mistakes.EmptyText,
}


def read_text(file: Path) -> str:
    """The text of a UTF-8 file with line ends as ``\\n``.

    Raises:
        BookError: the file is missing or not UTF-8.
    """
    try:
        return file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        raise mistakes.MissingFile(name=file.name).at(Place(file)) from None
    except UnicodeDecodeError as error:
        raise mistakes.NotUtf8(byte=error.start + 1).at(Place(file)) from None


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
            raise mistakes.NotYaml(said=error.problem or error.context).at(place) from None
        except YAMLError as error:
            said = str(error).partition("\n")[0]
            raise mistakes.NotPlainText(said=said).at(Place(file)) from None
        self.value: Any = None if node is None else self._build(node, ())

    def place(self, *path: str | int, key: bool = False) -> Place:
        """The place of the node at a path, or of the nearest node above it."""
        if key and path in self._keys:
            return self._keys[path]
        for length in range(len(path), -1, -1):
            if path[:length] in self._values:
                return self._values[path[:length]]
        return Place(self.file)

    def problem(self, path: Sequence[str | int], mistake: BookError, *, key: bool = False) -> BookError:
        """A mistake at the node of a path."""
        return mistake.at(self.place(*path, key=key))

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
            raise mistakes.Alias().at(place)
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
                raise mistakes.KeyIsNoWord().at(place)
            key = str(key_node.value)
            if key in found:
                raise mistakes.DuplicateKey(key=key, line=self._keys[(*path, key)].line).at(place)
            self._keys[(*path, key)] = place
            found[key] = self._build(value_node, (*path, key))
            if found[key] is None:  # nothing after the colon: YAML sees it where the next thing begins
                self._values[(*path, key)] = place
        return found

    def _resolve(self, location: Sequence[str | int]) -> Path_:
        """The deepest node of an error location; names of union members are skipped."""
        path: Path_ = ()
        for part in location:
            if (*path, part) in self._values:
                path = (*path, part)
        return path

    def _explain(self, details: ErrorDetails, path: Path_) -> BookError:
        unknown = details["type"] == "extra_forbidden"
        mistake = mistakes.UnknownKey(key=path[-1]) if unknown else _mistake(details)
        return self.problem(path, mistake, key=unknown)


def _mistake(details: ErrorDetails) -> BookError:
    """What the form has found, as a mistake of a book."""
    kind, given, context = details["type"], details["input"], details.get("ctx", {})
    if kind == "value_error" and isinstance(context["error"], BookError):
        return context["error"]
    if kind == "missing":
        return mistakes.MissingField(field=details["loc"][-1])
    if kind == "literal_error":
        expected = str(context["expected"]).replace(" or ", ",").split(",")
        words = [word.strip("' ") for word in expected]
        return mistakes.UnknownWord(word=given, meant=did_you_mean(str(given), words), words=words)
    if kind == "string_pattern_mismatch":
        return _bad_pattern(given, str(context["pattern"]))
    if kind == "string_type" and isinstance(given, int | float | date):
        return mistakes.NotAText(value=given)
    if kind == "string_type" and given is None:
        return mistakes.EmptyText()
    if kind == "bool_type":
        return mistakes.NotTrueOrFalse(value=given)
    if kind == "too_short":
        return mistakes.TooFew(least=context["min_length"])
    if kind.startswith("date"):
        return mistakes.NotADay(value=given)
    return _SHAPES[kind]() if kind in _SHAPES else mistakes.MisshapenValue(said=details["msg"])


def _bad_pattern(given: str, pattern: str) -> BookError:
    if "workdays" in pattern:
        return mistakes.NotATimeLimit(value=given)
    if "/" in pattern:
        return mistakes.NotAMeasureId(value=given)
    if "64" in pattern:
        return mistakes.NotADigest(value=given)
    if "parameter" in pattern:
        return mistakes.NotAMarker(value=given)
    return mistakes.NotASlug(value=given)


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
            raise mistakes.NotADay(value=text).at(place) from None
    if kind == "str":
        return text
    raise mistakes.TagNotAllowed(tag=node.tag).at(place)
