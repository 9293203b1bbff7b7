"""The shelf of the data folder: an edition is written whole, and one rename puts it in force. Pure: no database.

``books/editions/<digest>/<key>/`` holds every edition that was ever signed, ``books/<key>`` leads to the one in force.
Whatever is interrupted, ``books/<key>`` leads to a whole edition or is not there, and then the shipped book is read.
"""

import os
import shutil
import uuid
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from tongjian.rulebook import Book, BookError, Edition, read, shelf
from tongjian.rulebook.book import digest_of, read_book

EDITIONS, NEW, BROUGHT = "editions", ".new-", "official.txt"


def write_whole(home: Path, book: Book, edition: Edition, brought: bytes, shelves: Sequence[Path]) -> str:
    """Write an edition beside those in force, complete and checked; returns its digest.

    The book is read again as written, and with every book on the shelves that refines it: an edition that breaks
    another book is never put in force.

    Raises:
        BookError: the edition, or a book that refines it, does not agree with its text; nothing stays behind.
    """
    base = home / EDITIONS
    base.mkdir(parents=True, exist_ok=True)
    for left in base.glob(f"{NEW}*"):  # of a run that was killed; acts run one at a time
        shutil.rmtree(left)
    new = base / f"{NEW}{uuid.uuid4().hex}"
    try:
        _write(new / edition.key, book, edition, brought)
        digest = digest_of(new / edition.key)
        read_book(new / edition.key)
        read(*_readers(edition.key, shelves), shelves=[new, *shelves])
        target = folder_of(home, edition.key, digest).parent
        if not target.exists():
            new.rename(target)
            _to_disk(base)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return digest


def put_in_force(home: Path, key: str, digest: str) -> None:
    """Let the shelf lead to an edition, in one step."""
    place = home / key
    link = home / f"{NEW}{uuid.uuid4().hex}"
    try:
        link.symlink_to(folder_of(home, key, digest).relative_to(home), target_is_directory=True)
        link.replace(place)
    finally:
        link.unlink(missing_ok=True)
    _to_disk(home)


def occupied(home: Path, key: str) -> bool:
    """Whether something stands on the shelf that no act has put there."""
    return (home / key).exists() and not (home / key).is_symlink()


def in_force(home: Path, key: str) -> str:
    """The digest of the edition to which the shelf leads; empty where it leads to none."""
    place = home / key
    return digest_of(place.resolve()) if place.is_symlink() and place.exists() else ""


def folder_of(home: Path, key: str, digest: str) -> Path:
    """Where an edition lies.

    >>> folder_of(Path("books"), "opinion_2021", "ab12").as_posix()
    'books/editions/ab12/opinion_2021'
    """
    return home / EDITIONS / digest[:16] / key


def as_sealed(home: Path, key: str, digest: str) -> bool:
    """Whether an edition is there as it was signed."""
    folder = folder_of(home, key, digest)
    return folder.is_dir() and digest_of(folder) == digest


def _write(folder: Path, book: Book, edition: Edition, brought: bytes) -> None:
    shutil.copytree(book.folder, folder)
    for name, text in edition.files.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / BROUGHT).write_bytes(brought)
    for path in sorted(folder.rglob("*"), reverse=True):
        _to_disk(path)
    _to_disk(folder)


def _readers(key: str, shelves: Sequence[Path]) -> Iterator[str]:
    """The book itself and the books on the shelves that refine it, as far as they can be read now."""
    yield key
    for other, folder in shelf(shelves).items():
        with suppress(BookError):
            if other != key and key in read_book(folder).file.refines:
                read(other, shelves=shelves)
                yield other


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
