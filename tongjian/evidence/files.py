"""The sealed files: named by the digest of their content, written once, checked whenever they are read. Pure.

A file appears under its name only when all of it is on the disk; what is there already is never overwritten.
"""

import hashlib
import os
import uuid
from pathlib import Path


class Damaged(ValueError):
    """The file is missing, or its content is not what its name says."""


def keep(folder: Path, content: bytes) -> str:
    """Keep the content below ``folder``; the digest it is found by. The same content is kept once.

    Raises:
        Damaged: a file of that name is there already, with another content.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    target = path_of(folder, sha256)
    if target.exists():
        read(folder, sha256)
        return sha256
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{uuid.uuid4().hex}.part")
    try:
        with part.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o440)
        part.rename(target)
    finally:
        part.unlink(missing_ok=True)
    _to_disk(target.parent)
    return sha256


def read(folder: Path, sha256: str) -> bytes:
    """The content kept under a digest.

    Raises:
        Damaged: missing, or changed.
    """
    path = path_of(folder, sha256)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Damaged(f"{path}: {error.strerror}") from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise Damaged(f"{path}: the content has another digest than the name")
    return content


def as_sealed(folder: Path, sha256: str) -> bool:
    """Whether the file is there with the content that its name says, however large it is."""
    try:
        with path_of(folder, sha256).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except OSError:
        return False


def path_of(folder: Path, sha256: str) -> Path:
    """Where the content of a digest lies.

    >>> path_of(Path("exhibits"), "ab12").as_posix()
    'exhibits/ab/ab12'
    """
    return folder / sha256[:2] / sha256


def _to_disk(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
