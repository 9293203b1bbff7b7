"""The act that takes in administrative divisions: every place's organs, bodies and posts, and no person."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from tongjian.register.acts._rows import recorded
from tongjian.register.acts.imports import POWER, Progress
from tongjian.register.divisions.areas import read_areas
from tongjian.register.divisions.organs import PlannedOrgan, Posts, plan_organs
from tongjian.register.divisions.places import Missing, Place, read_places
from tongjian.register.models import (
    Area,
    Body,
    BodySpan,
    Organ,
    OrganSpan,
    PathSpan,
    Post,
    PostSpan,
    Relation,
)
from tongjian.register.refusals import AlreadyImported, NoDivisions
from tongjian.trail.acts import Actor, Deed, act
from tongjian.trail.identifiers import new_id

FIRST_DAY = date(2021, 1, 1)


@dataclass
class Taken:
    """What an import of divisions entered, and what it left out."""

    organs: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    rows: dict[str, int] = field(default_factory=dict)


def import_divisions(
    *,
    by: Actor,
    on: date = FIRST_DAY,
    folder: Path | str,
    mask: bool = False,
    posts: Posts = "standard",
    progress: Progress | None = None,
) -> Taken:
    """Take in a folder of divisions as organs, bodies and posts valid and recorded from ``on``.

    Args:
        mask: names become 地区-110101 and are marked as stress data.
        posts: ``slim`` enters one post of each title, ``leaders`` the top leaders only.
        progress: called with the name of a table and the rows written so far; may raise to stop, harmlessly.
    Raises:
        NoDivisions: the folder lacks a file.
        AlreadyImported: the register already holds organs of these areas.
    """
    try:
        places, skipped = read_places(folder)
    except Missing as error:
        raise NoDivisions(file=error) from error
    areas = read_areas(folder)
    return record_divisions(
        by=by,
        where=None,
        on=on,
        places=places,
        skipped=skipped,
        areas=areas,
        mask=mask,
        posts=posts,
        progress=progress,
    )


@act("divisions.imported", needs=POWER)
def record_divisions(
    deed: Deed,
    *,
    places: list[Place],
    skipped: Counter[str],
    areas: list[dict[str, Any]],
    mask: bool,
    posts: Posts,
    progress: Progress | None,
) -> Taken:
    """Record the organs, bodies and posts of all places, and the table of area codes."""
    _refuse_twice(places)
    planned = list(plan_organs(places, new_id, mask=mask, posts=posts))
    taken = Taken(
        Counter(organ.organ_class for organ in planned),
        Counter(f"{place.level}.{place.sort}" for place in places),
        skipped,
    )
    bodies = [new_id() for _ in planned]
    seats = [(new_id(), bodies[place], *head) for place, organ in enumerate(planned) for head in _each(organ)]
    always = {"valid_from": deed.on}
    for model, rows in (
        (Organ, ({"id": organ.id} for organ in planned)),
        (OrganSpan, (_organ_span(organ, always) for organ in planned)),
        (Relation, _relations(planned, always)),
        (PathSpan, _paths(planned, always)),
        (Body, ({"id": body, "organ_id": organ.id} for body, organ in zip(bodies, planned, strict=True))),
        (
            BodySpan,
            (
                {"body_id": body, "name": organ.body_name, "kind": organ.body_kind, **always}
                for body, organ in zip(bodies, planned, strict=True)
            ),
        ),
        (Post, ({"id": post, "body_id": body} for post, body, *_ in seats)),
        (
            PostSpan,
            (
                {"post_id": post, "title": title, "role": role, "precedence": precedence, **always}
                for post, _, title, role, precedence in seats
            ),
        ),
        (Area, ({**area, "name": f"地区-{area['code']}"} if mask else area for area in areas)),
    ):
        table = model._meta.db_table
        tell = _teller(str(model._meta.verbose_name), progress)
        taken.rows[table] = deed.record_many(model, rows, progress=tell)
    deed.note(**{f"rows_{table.removeprefix('register_')}": count for table, count in taken.rows.items()})
    deed.note(masked=mask, skipped=sum(skipped.values()))
    return taken


def _refuse_twice(places: list[Place]) -> None:
    codes = [place.code for place in places if place.level == "province"]
    there = recorded(OrganSpan, area_code__in=codes).values_list("area_code", flat=True).first()
    if there:
        raise AlreadyImported(code=there)


def _teller(name: str, progress: Progress | None) -> Any:
    return None if progress is None else lambda done: progress(name, done)


def _organ_span(organ: PlannedOrgan, always: dict[str, date]) -> dict[str, Any]:
    return {
        "organ_id": organ.id,
        "name": organ.name,
        "short_name": organ.short_name,
        "organ_class": organ.organ_class,
        "level": organ.level,
        "area_code": organ.area_code,
        **always,
    }


def _relations(planned: list[PlannedOrgan], always: dict[str, date]) -> Iterator[dict[str, Any]]:
    for organ in planned:
        yield {"kind": "managed_by", "lower_id": organ.id, "upper_id": organ.upper or None, **always}
        if organ.leader is not None:
            yield {"kind": "led_by", "lower_id": organ.id, "upper_id": organ.leader or None, **always}


def _paths(planned: list[PlannedOrgan], always: dict[str, date]) -> Iterator[dict[str, Any]]:
    for organ in planned:
        yield {"organ_id": organ.id, "kind": "managed_by", "path": organ.path, **always}
        if organ.leader is not None:
            yield {"organ_id": organ.id, "kind": "led_by", "path": organ.leader_path, **always}


def _each(organ: PlannedOrgan) -> Iterator[tuple[str, str, int]]:
    precedence = 0
    for title, role, count in organ.heads:
        for _ in range(count):
            precedence += 1
            yield title, role, precedence
