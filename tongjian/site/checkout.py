"""What a checkout holds for a measure beside its book: the tests that guard it, and the procedure that carries it out.

A test or procedure belongs to a measure when it names the id of the measure; nothing keeps a list by hand.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from tongjian.rulebook import Rulebook

ROOT = Path(__file__).resolve().parents[2]
ID = re.compile(r"\b[a-z0-9_]+/[a-z0-9_.]+/[a-z][a-z0-9_]*\b")
# These run over every measure that derives; pytest knows each run by the id of the measure.
OF_EVERY_MEASURE = (
    "tests/test_examples.py::test_every_guard_of_the_measure_is_noticed_by_an_example",
    "tests/test_examples.py::test_every_measure_has_an_example_that_owes_and_one_that_does_not",
)
PROCEDURES = "tongjian/procedures"


def guarded_by(rulebook: Rulebook, root: Path = ROOT) -> dict[str, list[str]]:
    """Measure id → tests: as pytest names them, or as file and line that name the measure.

    Empty where the program was installed without its tests.
    """
    found: dict[str, list[str]] = {}
    for one in rulebook.measures:
        if one.measure.derives and not one.measure.draft and (root / "tests").is_dir():
            found[one.id] = [f"{test}[{one.id}]" for test in OF_EVERY_MEASURE]
    known = {one.id for one in rulebook.measures}
    for file in sorted([*root.glob("tests/**/*.py"), *root.glob("tongjian/*/tests/**/*.py")]):
        for number, name in _named(file, known):
            found.setdefault(name, []).append(f"{file.relative_to(root).as_posix()}:{number}")
    return found


def carried_out_by(rulebook: Rulebook, root: Path = ROOT) -> dict[str, list[str]]:
    """Measure id → folders of procedures that name it; empty while none is built."""
    known = {one.id for one in rulebook.measures}
    found: dict[str, list[str]] = {}
    for file in sorted(one for one in root.glob(f"{PROCEDURES}/**/*") if one.suffix in (".py", ".yaml", ".html")):
        inside = file.relative_to(root)
        if "tests" in inside.parts:
            continue
        place = "/".join(inside.parts[:3])
        for _number, name in _named(file, known):
            if place not in found.setdefault(name, []):
                found[name].append(place)
    return found


def _named(file: Path, known: set[str]) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        for name in dict.fromkeys(ID.findall(line)):
            if name in known:
                yield number, name
