"""Every write of evidence, and the reading of content, which is an act as well where it is sensitive."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from hashlib import sha256 as digest
from pathlib import PurePath
from typing import Any

from django.utils.translation import gettext_lazy as _

from tongjian.evidence import files
from tongjian.evidence.markings import state_secret_mark
from tongjian.evidence.models import Exhibit
from tongjian.evidence.queries import READ, folder, may_read, same_content
from tongjian.evidence.refusals import (
    AlreadyFiled,
    FileDamaged,
    FileEmpty,
    FileTooLarge,
    NoContent,
    NotItsOrgan,
    NotRecorded,
    NotYetHappened,
    OfflineOnly,
    OwnerMissing,
    ReporterVault,
    RetentionWrong,
    StateSecret,
    TextTooLong,
    TitleMissing,
    UnknownWord,
)
from tongjian.evidence.vocabulary import EXHIBIT_KINDS, READ_FREELY, SECRECY
from tongjian.trail.acts import Actor, Deed, act, looked
from tongjian.trail.refusal import NotEmpowered

POWER = "file_exhibit"
MEGABYTE = 1024 * 1024
LARGEST = 100 * MEGABYTE
RETENTION_YEARS = 30
LIMITS = ((_("题名"), 200), (_("文件名"), 200), (_("备注"), 500))
MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".ofd": "application/ofd",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".txt": "text/plain",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
}


@act("exhibit.filed", needs=POWER)
def file(
    deed: Deed,
    *,
    kind: str,
    title: str,
    happened_on: date,
    content: bytes | None = None,
    file_name: str = "",
    media_type: str = "",
    secrecy: str = "internal",
    retention_years: int | None = RETENTION_YEARS,
    note: str = "",
) -> Exhibit:
    """File one exhibit of the organ of the act; a second time the same is refused, naming the first.

    Args:
        content: the whole file; None where only the paper original exists, kept elsewhere.
        retention_years: None for ever.
    """
    if deed.where is None:
        raise OwnerMissing()
    name = PurePath(file_name.replace("\\", "/")).name
    row = _checked(
        deed,
        {
            "owner_organ": deed.where,
            "kind": kind,
            "title": title,
            "happened_on": happened_on,
            "secrecy": secrecy,
            "retention_years": retention_years,
            "note": note,
            "file_name": name,
        },
    )
    exhibit = Exhibit(**row)
    if content is not None:
        _measured(exhibit, content)
        exhibit.media_type = media_type or MEDIA_TYPES.get(PurePath(name).suffix.lower(), "application/octet-stream")
        _keep(exhibit, content)
    deed.record(exhibit)
    deed.about(f"exhibit:{exhibit.id}")
    deed.note(kind=kind, sha256=exhibit.sha256)
    return exhibit


@act("exhibits.filed", needs=POWER)
def file_many(deed: Deed, *, exhibits: Iterable[dict[str, Any]], progress: Callable[[int], None] | None = None) -> int:
    """File any number of exhibits without content in one act; returns how many.

    Args:
        exhibits: `kind`, `title`, `happened_on`, and where wanted `id` (ascending), `secrecy`,
            `retention_years`, `note`; `owner_organ` only where the act stands at no organ.
    """

    def rows() -> Iterator[dict[str, Any]]:
        for given in exhibits:
            owner = deed.where or given.get("owner_organ")
            if not owner:
                raise OwnerMissing()
            if given.get("owner_organ", owner) != owner:
                raise NotItsOrgan(owner=given["owner_organ"], where=owner)
            yield _checked(
                deed,
                {"secrecy": "internal", "retention_years": RETENTION_YEARS, **given, "owner_organ": owner},
            )

    filed = deed.record_many(Exhibit, rows(), progress=progress)
    deed.note(count=filed)
    return filed


@act("exhibit.withdrawn", needs=POWER)
def withdraw(deed: Deed, *, exhibit: str) -> None:
    """An exhibit filed by mistake counts no more; its file stays for as long as the trail speaks of it."""
    row = _present(exhibit)
    if row.owner_organ_id != deed.where:
        raise NotItsOrgan(owner=row.owner_organ_id, where=deed.where or "")
    deed.close([row])
    deed.about(f"exhibit:{exhibit}")


def read_content(*, by: Actor, on: date, exhibit: str, why: str = "") -> bytes:
    """The content of an exhibit; beyond `internal` the look is logged first, with its reason.

    Raises:
        NotEmpowered: no power to read exhibits of the owner, or recused.
        FileDamaged: the file is not what was filed.
    """
    row = _present(exhibit)
    if not may_read(by, row):
        raise NotEmpowered(who=by.signature, where=row.owner_organ_id, power=READ)
    if not row.sha256:
        raise NoContent()
    if row.secrecy not in READ_FREELY:
        looked(by=by, where=row.owner_organ_id, on=on, at=f"exhibit:{exhibit}", why=why)
    try:
        return files.read(folder(), row.sha256)
    except files.Damaged as error:
        raise FileDamaged(id=exhibit) from error


def _checked(deed: Deed, given: dict[str, Any]) -> dict[str, Any]:
    """The columns of a row, after all that may stand against it."""
    row = {**given, "owner_organ_id": given["owner_organ"], "title": str(given["title"]).strip()}
    del row["owner_organ"]
    texts = [row["title"], row.get("file_name", ""), row.get("note", "")]
    if mark := state_secret_mark(*texts, str(row["secrecy"])):
        raise StateSecret(mark=mark)
    if not row["title"]:
        raise TitleMissing()
    for (field, limit), text in zip(LIMITS, texts, strict=True):
        if len(text) > limit:
            raise TextTooLong(field=field, limit=limit)
    if row["kind"] not in EXHIBIT_KINDS:
        raise UnknownWord(word=row["kind"], field=_("材料类别"))
    if row["secrecy"] not in SECRECY:
        raise UnknownWord(word=row["secrecy"], field=_("知悉范围"))
    if row["secrecy"] == "reporter_identity":
        raise ReporterVault()
    if row["retention_years"] is not None and not 1 <= row["retention_years"] <= 100:
        raise RetentionWrong()
    if row["happened_on"] > deed.on:
        raise NotYetHappened(happened_on=row["happened_on"], on=deed.on)
    return row


def _measured(exhibit: Exhibit, content: bytes) -> None:
    if exhibit.secrecy == "offline_only":
        raise OfflineOnly()
    if not content:
        raise FileEmpty()
    if len(content) > LARGEST:
        raise FileTooLarge(size=-(-len(content) // MEGABYTE), limit=LARGEST // MEGABYTE)
    exhibit.size = len(content)
    exhibit.sha256 = digest(content).hexdigest()


def _keep(exhibit: Exhibit, content: bytes) -> None:
    first = same_content(
        owner=exhibit.owner_organ_id,
        kind=exhibit.kind,
        happened_on=exhibit.happened_on,
        sha256=exhibit.sha256,
    )
    if first is not None:
        raise AlreadyFiled(recorded=first.recorded_from, title=first.title, id=first.id)
    # Written before the row: a file without a row is a leftover, a row without its file would be damage.
    try:
        files.keep(folder(), content)
    except files.Damaged as error:
        raise FileDamaged(id=exhibit.sha256[:12]) from error


def _present(exhibit: str) -> Exhibit:
    row = Exhibit.objects.filter(id=exhibit, closed_stamp=None).first()
    if row is None:
        raise NotRecorded(id=exhibit)
    return row
