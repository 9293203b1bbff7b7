import shutil
from pathlib import Path

import pytest

from tongjian import rulebook

SHELF = Path(__file__).parent / "shelf"
OFFICIAL = (Path(__file__).parent / "texts/harbour.txt").read_text(encoding="utf-8")


class Library:
    """A copy of the fictional shelf that a test may spoil."""

    def __init__(self, folder: Path) -> None:
        self.folder = shutil.copytree(SHELF, folder / "shelf")

    def path(self, name: str) -> Path:
        return self.folder / name

    def change(self, name: str, before: str, after: str) -> None:
        text = self.path(name).read_text(encoding="utf-8")
        assert text.count(before) == 1, f"{before!r} must occur once in {name}"
        self.path(name).write_text(text.replace(before, after), encoding="utf-8")

    def write(self, name: str, contents: str | bytes | None) -> None:
        """Write a file anew; without contents it is removed."""
        path = self.path(name)
        if contents is None:
            path.unlink()
            return
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(contents if isinstance(contents, bytes) else contents.encode())

    def read(self, *keys: str) -> rulebook.Rulebook:
        return rulebook.read(*(keys or ("riverside",)), shelves=[self.folder])

    def refusal(self, *keys: str) -> rulebook.BookError:
        with pytest.raises(rulebook.BookError) as caught:
            self.read(*keys)
        return caught.value


@pytest.fixture
def library(tmp_path):
    """Two fictional books, source_2020 and riverside, which refines it; both can be read."""
    library = Library(tmp_path)
    library.read()
    return library
