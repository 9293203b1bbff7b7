"""Which editions of books were signed when an official text was brought, and whether they are there as they were."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

from tongjian.duties import editions as files
from tongjian.trail import queries as trail

ACT = "edition.activated"


@dataclass(frozen=True)
class SealedEdition:
    """An edition of a book with the organ that signed it, the digests of edition and text, and where it lies.

    Attributes:
        whole: it lies there as it was signed.
        in_force: the shelf leads to it.
    """

    book: str
    number: int
    digest: str
    text: str
    organ: str
    signer: str
    measures: int
    on: date
    stamp: int
    folder: Path
    whole: bool
    in_force: bool


def shelf_home() -> Path:
    """The shelf of the data folder, on which signed editions stand."""
    home: Path = settings.HOME
    return home / "books"


def editions(book: str | None = None) -> list[SealedEdition]:
    """Every signed edition (of one book), the latest last."""
    found = []
    for entry in trail.since(0, acts=(ACT,)):
        said = entry.detail
        if book in (None, said["book"]):
            at = shelf_home(), said["book"], said["digest"]
            whole = files.as_sealed(*at)
            found.append(
                SealedEdition(
                    said["book"],
                    said["edition"],
                    said["digest"],
                    said["text"],
                    said["organ"],
                    said["signer"],
                    said["measures"],
                    entry.on,
                    entry.stamp,
                    files.folder_of(*at),
                    whole,
                    whole and files.in_force(shelf_home(), said["book"]) == said["digest"],
                )
            )
    return found


def checked_editions() -> Iterator[tuple[str, int, bool, str]]:
    """(book@edition, stamp of its act, files as sealed?, folder) of every signed edition, for `verify`."""
    for one in editions():
        yield f"{one.book}@{one.number}", one.stamp, one.whole, str(one.folder)
