"""What is wrong with a book, and where: a file, a line, a column and the cure."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Place:
    """A place in a file; lines and columns count from 1."""

    file: Path
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class BookError(ValueError):
    """A book contradicts its form, its own text or the book it refines.

    Attributes:
        file, line, column: where.
        what, cure: what is wrong, and what to do.
        others: further errors found in the same pass, in file order.
    """

    def __init__(self, place: Place, what: str, cure: str, others: Sequence["BookError"] = ()) -> None:
        self.place, self.what, self.cure, self.others = place, what, cure, tuple(others)
        self.file, self.line, self.column = place.file, place.line, place.column
        super().__init__(str(self))

    def __str__(self) -> str:
        more = f"\n(and {len(self.others)} more)" if self.others else ""
        return f"{self.place}: {self.what}\n  cure: {self.cure}{more}"

    @property
    def all(self) -> tuple["BookError", ...]:
        """This error and the others of the same pass."""
        return (self, *self.others)


def refuse(problems: Sequence[BookError]) -> None:
    """Raise the first of the problems, with the others attached; nothing when there are none."""
    if problems:
        first, *others = sorted(problems, key=lambda problem: problem.place)
        raise BookError(first.place, first.what, first.cure, others)
