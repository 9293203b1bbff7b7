"""The codes of GB/T 2260 over the years, with what became of them."""

import json
import lzma
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from tongjian.register.spans import OPEN

FILE = "codes_1981_2025.json.xz"


def read_areas(folder: Path | str) -> list[dict[str, Any]]:
    """Codes with name, span and successor codes, by code and day; none if the folder lacks the file.

    The source knows years only: a code that left the list in a year counts as ended on its 1 January.
    """
    path = Path(folder) / FILE
    if not path.exists():
        return []
    with lzma.open(path, "rt", encoding="utf-8") as text:
        found = [row for item in json.load(text)["items"] for row in _flat(item)]
    return sorted(found, key=lambda row: (row["code"], row["valid_from"]))


def _flat(item: dict[str, Any]) -> Iterator[dict[str, Any]]:
    # An heir with a year of its own took over only a part, while the code lived on.
    heirs = {str(heir["code"]) for heir in item.get("succ", ()) if "time" not in heir}
    yield {
        "code": str(item["code"]),
        "name": item["name"],
        "valid_from": date(item["start"], 1, 1),
        "valid_to": date(item["end"], 1, 1) if "end" in item else OPEN,
        "successor": " ".join(sorted(heirs)),
    }
    for child in item.get("children", ()):
        yield from _flat(child)
