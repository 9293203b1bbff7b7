"""Working folders that can be told from leftovers: each is locked by the process that uses it.

The kernel drops the lock when the process ends, however it ends; so a folder whose lock can be
taken is a leftover. Everything unfinished lives here: spill files, copies, half a generation.
"""

import fcntl
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def scratch(work: Path) -> Iterator[Path]:
    """A folder for one task, removed at its end."""
    work.mkdir(parents=True, exist_ok=True)
    while (held := _lock(work / f"{uuid.uuid4().hex}.lock", fresh=True)) is None:
        pass
    descriptor, lock = held
    folder = lock.with_suffix("")
    try:
        folder.mkdir()
        yield folder
    finally:
        _remove(folder, lock)
        os.close(descriptor)


def sweep_scratch(work: Path) -> list[str]:
    """Remove the working folders whose process is gone; names of what was removed."""
    removed: list[str] = []
    if not work.is_dir():
        return removed
    for lock in sorted(work.glob("*.lock")):
        held = _lock(lock, fresh=False)
        if held is None:
            continue
        _remove(lock.with_suffix(""), lock)
        os.close(held[0])
        removed.append(lock.stem)
    return removed


def _lock(path: Path, *, fresh: bool) -> tuple[int, Path] | None:
    """Take the lock of ``path`` without waiting; None when somebody has it or it is gone."""
    try:
        descriptor = os.open(path, os.O_RDWR | (os.O_CREAT | os.O_EXCL if fresh else 0))
    except (FileNotFoundError, FileExistsError):
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # A sweep may have removed the name between opening and locking: then the lock holds nothing.
        if path.stat().st_ino == os.fstat(descriptor).st_ino:
            return descriptor, path
    except (BlockingIOError, FileNotFoundError):
        pass
    os.close(descriptor)
    return None


def _remove(folder: Path, lock: Path) -> None:
    # Folder first: a folder is always accompanied by its lock.
    shutil.rmtree(folder, ignore_errors=True)
    if not folder.exists():
        lock.unlink(missing_ok=True)
