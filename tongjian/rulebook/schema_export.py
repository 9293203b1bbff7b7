"""The forms of a book as JSON Schema (draft 2020-12), for editors and for software that reads books."""

import json
from typing import Any, Literal

from pydantic import TypeAdapter

from tongjian.rulebook.example_form import Cast, ExampleForm
from tongjian.rulebook.schema import BookFile, ClauseFile

FormName = Literal["measure", "book", "examples", "cast"]
DRAFT = "https://json-schema.org/draft/2020-12/schema"
_FORMS: dict[FormName, Any] = {
    "measure": ClauseFile,
    "book": BookFile,
    "examples": list[ExampleForm],
    "cast": Cast,
}
_TITLES: dict[FormName, str] = {
    "measure": "Tongjian measures.yaml",
    "book": "Tongjian book.yaml",
    "examples": "Tongjian examples.yaml",
    "cast": "Tongjian cast.yaml",
}


def json_schema(form: FormName = "measure") -> dict[str, Any]:
    """The schema of one form: ``measure`` (measures.yaml), ``book``, ``examples`` or ``cast``.

    >>> json_schema()["$schema"]
    'https://json-schema.org/draft/2020-12/schema'
    """
    schema = TypeAdapter(_FORMS[form]).json_schema(by_alias=True)
    return {"$schema": DRAFT, "$id": f"tongjian:{form}", **schema, "title": _TITLES[form]}


def as_text(form: FormName = "measure") -> str:
    """The schema as it stands in ``docs/schema/<form>.json``."""
    return json.dumps(json_schema(form), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
