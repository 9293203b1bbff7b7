"""The keys of an installation: one signs the cookies, one recognises identity numbers. None is shipped.

A key is given in the environment, or made when it is first asked for and kept in the data folder, where its owner
alone can read it.
"""

import os
import secrets
from functools import cache
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from tongjian.trail.refusal import Refusal

COOKIES, NUMBERS = "cookies.key", "numbers.key"
SHORTEST = 32  # characters
LENGTH = 48  # bytes
# Once shipped as a default, and therefore known to everybody.
KNOWN = frozenset({"only-for-the-embedded-demo"})


class KeyReadByOthers(Refusal):
    """A kept key is a secret no longer, or may not be one."""

    says = _("密钥文件 %(path)s 对其他用户开放，可能已被他人读取。请执行 chmod 600 %(path)s；已被读取的，请另换密钥。")


class KeyShort(Refusal):
    """A key that can be found by trying is none."""

    says = _(
        "TONGJIAN_NUMBER_KEY 不足 %(count)s 个字符，别人可以据此试出身份证号。"
        "请换成 %(count)s 个以上的随机字符，或者删去这个变量，由程序生成。"
    )


def is_known(given: str) -> bool:
    """Whether a key is public, or so short that it can be found by trying."""
    return given in KNOWN or len(given) < SHORTEST


def key_of(home: Path, name: str, given: str = "") -> str:
    """The key given, else the one kept in the data folder under a name, made if there is none.

    Raises:
        KeyReadByOthers: the kept one can be read by others than its owner.
    """
    return given or _kept(home / name)


def number_key(home: Path, given: str = "") -> str:
    """The key by which identity numbers are recognised.

    Raises:
        KeyShort: the one given can be found by trying.
    """
    if given and is_known(given):
        raise KeyShort(count=SHORTEST)
    return key_of(home, NUMBERS, given)


@cache
def _kept(path: Path) -> str:
    if not path.exists():
        _keep(path, secrets.token_urlsafe(LENGTH))
    if path.stat().st_mode & 0o077:
        raise KeyReadByOthers(path=path)
    return path.read_text(encoding="ascii").strip()


def _keep(path: Path, key: str) -> None:
    """Put a whole key in place, unless another process was first: whoever reads finds one key, never a part of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(key)
            file.flush()
            os.fsync(file.fileno())
        os.link(beside, path)
        _to_disk(path.parent)
    except FileExistsError:
        return
    finally:
        beside.unlink()


def _to_disk(folder: Path) -> None:
    # Digests made with a key must not outlive it in a crash.
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
