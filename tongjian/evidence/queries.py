"""Every read of evidence that others use. Content is read through `tongjian.evidence.acts.read_content`."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from tongjian.access.queries import closed_to
from tongjian.evidence.files import as_sealed, path_of
from tongjian.evidence.models import Exhibit
from tongjian.register.queries import below_sql
from tongjian.trail.acts import Actor
from tongjian.trail.refusal import NotEmpowered

READ = "read_exhibits"


def folder() -> Path:
    """Where the sealed files lie."""
    return Path(settings.HOME) / "exhibits"


def exhibits(
    *,
    seen_by: Any,
    owner: str | None = None,
    kind: str | None = None,
    happened_from: date | None = None,
    happened_until: date | None = None,
) -> QuerySet[Exhibit]:
    """Present exhibits within the viewer's reach, latest first.

    Args:
        happened_until: the first day that is not wanted any more.
    Raises:
        NotEmpowered: the viewer may not read exhibits anywhere.
    """
    found = _seen(seen_by)
    if owner is not None:
        found = found.filter(owner_organ=owner)
    if kind is not None:
        found = found.filter(kind=kind)
    if happened_from is not None:
        found = found.filter(happened_on__gte=happened_from)
    if happened_until is not None:
        found = found.filter(happened_on__lt=happened_until)
    return found.order_by("-happened_on", "-id")


def exhibit(*, seen_by: Any, id: str) -> Exhibit | None:
    """One present exhibit, or None where there is none or the viewer may not see it."""
    return _seen(seen_by).filter(id=id).first()


def presentable(*, by: Any, id: str) -> tuple[str, date] | None:
    """Kind and day of a present exhibit, for who may read or file exhibits of its owner; None for everybody else.

    Who files for an organ puts forward what it has, without reading it.
    """
    row = Exhibit.objects.filter(id=id, closed_stamp=None).first()
    if row is None or not (may_read(by, row) or by.may("file_exhibit", row.owner_organ_id)):
        return None
    return row.kind, row.happened_on


def facts_of(*, ids: Iterable[str]) -> dict[str, tuple[str, str, date]]:
    """(owner, kind, day) of present exhibits by id: what a claim is checked against; no title, no content."""
    rows = Exhibit.objects.filter(id__in=list(ids), closed_stamp=None)
    return {row[0]: row[1:] for row in rows.values_list("id", "owner_organ_id", "kind", "happened_on")}


def same_content(*, owner: str, kind: str, happened_on: date, sha256: str) -> Exhibit | None:
    """The exhibit that already has this content, kind and day in this organ; it is the one to use."""
    return Exhibit.objects.filter(
        owner_organ=owner, kind=kind, happened_on=happened_on, sha256=sha256, closed_stamp=None
    ).first()


def checked_files() -> Iterator[tuple[str, int, bool, str]]:
    """(exhibit, stamp of its act, file as sealed?, path) of every exhibit with a file, for `verify`.

    Withdrawn exhibits too: their entries still speak of the file.
    """
    base, known = folder(), ("", False)
    rows = Exhibit.objects.exclude(sha256="").order_by("sha256", "id").values_list("id", "stamp", "sha256")
    for name, stamp, sha256 in rows.iterator(chunk_size=2000):
        if known[0] != sha256:
            known = (sha256, as_sealed(base, sha256))
        yield name, stamp, known[1], str(path_of(base, sha256))


def may_read(by: Any, row: Exhibit) -> bool:
    """Whether somebody may see an exhibit: the power at its owner, and no recusal."""
    actor: Actor = by
    return actor.may(READ, row.owner_organ_id)


def _seen(seen_by: Any) -> QuerySet[Exhibit]:
    found = Exhibit.objects.filter(closed_stamp=None)
    if seen_by.signature.startswith("system"):
        return found
    if READ not in seen_by.powers:
        raise NotEmpowered(who=seen_by.signature, where=seen_by.organ or "system", power=READ)
    below = below_sql(seen_by, day=seen_by.on)
    if below is not None:
        found = found.filter(owner_organ__in=RawSQL(below, ()))
    return found.exclude(owner_organ__in=closed_to(seen_by=seen_by, kind="organ"))
