"""Anchors as a database takes them: heads that were published earlier, in a file kept elsewhere."""
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from tongjian.trail.refusal import Refusal
from tongjian.trail.verifier import read_anchor


class NotAnAnchor(Refusal):
    """The file holds neither an anchor nor an exported trail."""

    says = _("%(path)s 不是锚点文件，也不是导出的留痕。请核对路径，改用 tongjian trail seal --anchor 写出的文件。")


class ForeignAnchor(Refusal):
    """The heads in the file are those of another database."""

    says = _("锚点 %(path)s 属于另一个数据库，不能与本数据库对照。请改用本数据库此前写出的锚点或导出文件。")


def published(path: Path | str) -> dict[str, Any]:
    """The anchor in a file, or the header of an exported trail.

    Raises:
        NotAnAnchor: the file is neither.
    """
    try:
        return read_anchor(path)
    except ValueError:
        raise NotAnAnchor(path=path) from None
