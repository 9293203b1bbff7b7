"""Writes trails and anchors to files, for keeping elsewhere and for third parties to check.

A trail file is JSON lines: a header, then the entries as they were sealed. It holds no salt and no row, so it
tells nobody what the rows say. An anchor file is the heads alone: small enough to print and publish.
"""
from datetime import date
from pathlib import Path
from typing import Any

from tongjian.trail.anchors import ForeignAnchor, published
from tongjian.trail.models import Clock
from tongjian.trail.queries import bounds, heads
from tongjian.trail.reading import broken_text_allowed, entries_by_chain
from tongjian.trail.verifier import ANCHOR_FORMAT, TRAIL_FORMAT, canonical


def export(path: Path | str, since: Path | str | None = None) -> int:
    """Write the trail to ``path``; returns the number of entries.

    Args:
        since: an anchor, or an earlier export: only what came after its heads is written.
    Raises:
        NotAnAnchor: ``since`` is no anchor.
        ForeignAnchor: ``since`` is one of another database.
    """
    within = bounds()
    header = {"format": TRAIL_FORMAT, "database": _database(), "heads": _plain(heads(within))}
    begin: dict[str, Any] = {}
    if since is not None:
        earlier = published(since)
        if earlier["database"] != header["database"]:
            raise ForeignAnchor(path=since)
        header["begin"] = begin = earlier["heads"]
    written = 0
    with broken_text_allowed(), open(path, "wb") as file:
        file.write(canonical(header) + b"\n")
        for entry in entries_by_chain(within):
            if entry["seq"] > begin.get(entry["chain"], (0, ""))[0]:
                file.write(canonical(entry) + b"\n")
                written += 1
    return written


def write_anchor(path: Path | str, *, on: date) -> int:
    """Write the heads of all chains to ``path``; returns how many."""
    present = heads(bounds())
    anchor = {"format": ANCHOR_FORMAT, "database": _database(), "on": on.isoformat()}
    Path(path).write_bytes(canonical({**anchor, "heads": _plain(present)}) + b"\n")
    return len(present)


def _database() -> str:
    return Clock.objects.values_list("database", flat=True).get(name="acts")


def _plain(present: dict[str, tuple[int, str]]) -> dict[str, list[Any]]:
    return {chain: list(head) for chain, head in present.items()}
