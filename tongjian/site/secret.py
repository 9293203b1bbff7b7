"""The key by which cookies are signed: given, kept in the data folder, or good for one process only."""

import os
import secrets
from pathlib import Path

NAME = "secret"
LENGTH = 48  # bytes


def secret_of(home: Path, given: str = "") -> str:
    """The key of an installation: the one given, else the one kept, else a new one that nobody else knows.

    Args:
        home: the data folder; nothing is written there.
    """
    kept = home / NAME
    return given or (kept.read_text(encoding="ascii").strip() if kept.is_file() else secrets.token_urlsafe(LENGTH))


def keep_secret(home: Path) -> None:
    """Keep a key in the data folder, readable by its owner alone, unless one is there: logins outlive a restart."""
    home.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(home / NAME, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(LENGTH))
