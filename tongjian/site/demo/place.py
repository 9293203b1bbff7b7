"""Where the demo is built, so that an interrupted build leaves nothing: a file beside, or one transaction.

The embedded database is built in a file of its own that takes the name of the database when it is whole.
PostgreSQL takes the whole demo in one transaction. Nothing but an empty database or a demo is ever touched.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from tongjian.site import database
from tongjian.site.demo.acts import BEGUN, COMPLETED
from tongjian.trail.queries import since
from tongjian.trail.refusal import Refusal

BUILDING = ".building"
ASIDE = ("", "-wal", "-shm", "-journal")


class NotADemo(Refusal):
    """The database holds something that is not a demo."""

    says = _("数据库里有不属于示例的内容，不能用示例覆盖。请用 TONGJIAN_HOME 或 DATABASE_URL 另指一处，再造示例。")


class NoDemo(Refusal):
    """There is no demo to show."""

    says = _("数据库里没有示例。请先运行 tongjian demo build。")


class BuiltAlready(Refusal):
    """A demo stands in PostgreSQL already, and sealed rows are never deleted."""

    says = _("该数据库已有示例（种子 %(seed)s），封印的记录不能删除。请新建一个数据库，再造示例。")


@dataclass(frozen=True)
class Standing:
    """What is there now; of a demo, how it was built and what it holds."""

    what: Literal["nothing", "demo", "other"]
    seed: int = 0
    scale: str = ""
    counts: dict[str, int] | None = None
    today: date | None = None


def standing() -> Standing:
    """What the database holds."""
    if _embedded() is not None and not os.path.exists(str(_embedded())):
        return Standing("nothing")
    if "trail_entry" not in connection.introspection.table_names():
        return Standing("other" if connection.introspection.table_names() else "nothing")
    first = since(0).first()
    if first is None:
        return Standing("nothing")
    if first.act != BEGUN:
        return Standing("other")
    last = since(0, acts=(COMPLETED,)).first()
    counts = {name: value for name, value in last.detail.items() if isinstance(value, int)} if last else None
    today = date.fromisoformat(last.detail["today"]) if last else None
    return Standing("demo", int(first.detail["seed"]), str(first.detail["scale"]), counts, today)


@contextmanager
def empty_place() -> Iterator[None]:
    """An empty database to build in; what was built appears at the end, or not at all.

    Raises:
        NotADemo: the database holds something else.
        BuiltAlready: a demo stands in PostgreSQL.
    """
    found = standing()
    if found.what == "other":
        raise NotADemo()
    target = _embedded()
    if target is None:
        if found.what == "demo":
            raise BuiltAlready(seed=found.seed)
        database.prepare()
        with transaction.atomic():
            yield
        return
    with _beside(target):
        yield


def _embedded() -> Path | None:
    """The file of the embedded database."""
    return Path(connection.settings_dict["NAME"]) if connection.vendor == "sqlite" else None


@contextmanager
def _beside(target: Path) -> Iterator[None]:
    settings.HOME.mkdir(parents=True, exist_ok=True)
    building = target.with_name(target.name + BUILDING)
    connection.close()
    _remove(building)
    connection.settings_dict["NAME"] = str(building)
    try:
        database.prepare()
        with connection.cursor() as cursor:
            # A crash costs only the file beside, so nothing needs to reach the disk before the end.
            cursor.execute("PRAGMA synchronous = OFF")
        yield
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        _to_disk(building)
    except BaseException:
        connection.close()
        _remove(building)
        raise
    finally:
        connection.settings_dict["NAME"] = str(target)
    _settle_what_was(target)
    building.replace(target)
    _remove(building)


def _settle_what_was(target: Path) -> None:
    """A log left by the demo that is replaced must not be read into the new one."""
    if target.exists():
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
    for end in ASIDE[1:]:
        Path(f"{target}{end}").unlink(missing_ok=True)


def _remove(building: Path) -> None:
    for end in ASIDE:
        Path(f"{building}{end}").unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
