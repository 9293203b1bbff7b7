"""Acts that take in a whole file at once: everything, or nothing."""

from collections.abc import Callable, Iterable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from tongjian.register import vocabulary
from tongjian.register.acts._paths import chunks, keep_paths, superiors_of
from tongjian.register.acts._rows import of_this_key, recorded
from tongjian.register.models import (
    Body,
    BodySpan,
    Holder,
    Organ,
    OrganSpan,
    Post,
    PostSpan,
    Relation,
    Tenure,
)
from tongjian.register.numbers import birth_month, commitment, masked
from tongjian.register.refusals import ImportRefused
from tongjian.register.workbook.cells import CellError, read_pages
from tongjian.register.workbook.checking import Filled, Known, check, read_filled
from tongjian.trail.acts import Actor, Deed, act
from tongjian.trail.identifiers import new_id

POWER = "keep_register"
Progress = Callable[[str, int], None]


def import_workbook(
    *, by: Actor, where: str | None, on: date, path: Path | str, progress: Progress | None = None
) -> dict[str, int]:
    """Take in a filled register workbook (xlsx, or a folder of CSV files); returns the rows per sheet.

    Args:
        progress: called with the name of a sheet and the rows written so far; may raise to stop, harmlessly.
    Raises:
        ImportRefused: something is wrong; its ``errors`` name every cell, and nothing was written.
    """
    path = Path(path)
    try:
        filled = read_filled(read_pages(path), path.name)
    except (ValueError, OSError) as error:
        raise ImportRefused(
            [CellError(path.name, "", "", "文件无法读取", "请另存为 xlsx 或 UTF-8 的 CSV 后重试")]
        ) from error
    return record_workbook(by=by, where=where, on=on, filled=filled, file=_digest(path), progress=progress)


@act("register.imported", needs=POWER)
def record_workbook(
    deed: Deed, *, filled: Filled, file: str, progress: Progress | None = None
) -> dict[str, int]:
    """Check the rows of a workbook against the register and record them all."""
    known = _known(deed, filled)
    errors = check(filled, known)
    if errors:
        raise ImportRefused(errors)
    tell = progress or (lambda sheet, rows: None)
    organs = {code: found[0] for code, found in known.organs.items()}
    organs |= {row["key"]: new_id() for row in filled.rows["机关"]}
    _organs(deed, filled, organs, tell)
    posts = _posts(deed, filled, organs, tell)
    _tenures(deed, filled, posts, _holders(deed, filled, known, tell), tell)
    counts = {sheet: len(rows) for sheet, rows in filled.rows.items()}
    deed.about(f"file:{file[:32]}")
    deed.note(file=file, organs=counts["机关"], bodies=counts["班子"], posts=counts["职务"])
    deed.note(holders=counts["人员"], tenures=counts["任职"], relations=counts["关系"])
    return counts


def _organs(deed: Deed, filled: Filled, organs: dict[str, str], tell: Progress) -> None:
    rows = filled.rows["机关"]
    deed.record_many(Organ, ({"id": organs[row["key"]]} for row in rows))
    names = ("name", "short_name", "organ_class", "level", "area_code", "valid_from", "valid_to")
    deed.record_many(
        OrganSpan,
        (
            {"organ_id": organs[row["key"]], "code": row["code"] or row["key"], **_taken(row, names)}
            for row in rows
        ),
        progress=lambda done: tell("机关", done),
    )
    related = filled.rows["关系"]
    deed.record_many(
        Relation,
        (
            {
                "lower_id": organs[row["lower"]],
                "upper_id": organs[row["upper"]] if row["upper"] else None,
                **_taken(row, ("kind", "valid_from", "valid_to")),
            }
            for row in related
        ),
        progress=lambda done: tell("关系", done),
    )
    for kind in vocabulary.PATH_KINDS:
        keep_paths(deed, {organs[row["lower"]] for row in related if row["kind"] == kind}, kind)


def _posts(deed: Deed, filled: Filled, organs: dict[str, str], tell: Progress) -> dict[str, str]:
    bodies = {row["key"]: new_id() for row in filled.rows["班子"]}
    deed.record_many(
        Body,
        ({"id": bodies[row["key"]], "organ_id": organs[row["organ"]]} for row in filled.rows["班子"]),
    )
    deed.record_many(
        BodySpan,
        (
            {"body_id": bodies[row["key"]], **_taken(row, ("name", "kind", "valid_from", "valid_to"))}
            for row in filled.rows["班子"]
        ),
        progress=lambda done: tell("班子", done),
    )
    posts = {row["key"]: new_id() for row in filled.rows["职务"]}
    deed.record_many(
        Post, ({"id": posts[row["key"]], "body_id": bodies[row["body"]]} for row in filled.rows["职务"])
    )
    names = ("title", "role", "precedence", "charge", "valid_from", "valid_to")
    deed.record_many(
        PostSpan,
        ({"post_id": posts[row["key"]], **_taken(row, names)} for row in filled.rows["职务"]),
        progress=lambda done: tell("职务", done),
    )
    return posts


def _holders(deed: Deed, filled: Filled, known: Known, tell: Progress) -> dict[str, str]:
    """Ids by key; who is known by number already is not entered twice."""
    ids: dict[str, str] = {}
    new: list[dict[str, Any]] = []
    for row in filled.rows["人员"]:
        number = row["number"]
        mark = commitment(number) if number else ""
        if mark in known.holders:
            ids[row["key"]] = known.holders[mark][0]
            continue
        ids[row["key"]] = new_id()
        new.append(
            {
                "id": ids[row["key"]],
                "name": row["name"],
                "number_commitment": mark,
                "number_masked": masked(number) if number else "",
                "birth_month": birth_month(number) if number else "",
            }
        )
    deed.record_many(Holder, new, progress=lambda done: tell("人员", done))
    return ids


def _tenures(
    deed: Deed, filled: Filled, posts: dict[str, str], holders: dict[str, str], tell: Progress
) -> None:
    deed.record_many(
        Tenure,
        (
            {
                "post_id": posts[row["post"]],
                "holder_id": holders[row["holder"]] if row["holder"] else None,
                **_taken(row, ("kind", "valid_from", "valid_to")),
            }
            for row in filled.rows["任职"]
        ),
        progress=lambda done: tell("任职", done),
    )


def _taken(row: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: row[name] for name in names}


def _known(deed: Deed, filled: Filled) -> Known:
    """What the register holds of the codes and numbers that the file names."""
    codes = {
        row[name]
        for sheet, name in (
            ("机关", "key"),
            ("机关", "code"),
            ("班子", "organ"),
            ("关系", "lower"),
            ("关系", "upper"),
        )
        for row in filled.rows[sheet]
    } - {"", None}
    ids: dict[str, str] = {}
    for some in chunks(codes):
        for code, organ in recorded(OrganSpan, code__in=some).values_list("code", "organ_id"):
            ids.setdefault(code, organ)
    lives: dict[str, list[tuple[date, date]]] = {}
    for some in chunks(ids.values()):
        for organ, first, until in recorded(OrganSpan, organ__in=some).values_list(
            "organ_id", "valid_from", "valid_to"
        ):
            lives.setdefault(organ, []).append((first, until))
    superiors = {
        (kind, lower): found
        for kind in vocabulary.RELATION_KINDS
        for lower, found in superiors_of(set(ids.values()), kind).items()
    }
    holders: dict[str, tuple[str, str]] = {}
    numbers = {row["number"] for row in filled.rows["人员"] if row["number"]}
    of_this_key(numbers)
    for some in chunks(map(commitment, numbers)):
        for mark, holder, name in recorded(Holder, number_commitment__in=some).values_list(
            "number_commitment", "id", "name"
        ):
            holders[mark] = (holder, name)
    return Known(
        organs={code: (organ, sorted(lives[organ])) for code, organ in ids.items()},
        superiors=superiors,
        holders=holders,
        commitment=commitment,
        keeps=lambda organ: deed.where is None or (organ is not None and deed.by.may(POWER, organ)),
    )


def _digest(path: Path) -> str:
    running = sha256()
    for file in sorted(path.glob("*.csv")) if path.is_dir() else [path]:
        running.update(file.read_bytes())
    return running.hexdigest()
