"""Every read of the register that others use: ``day`` is the day asked about, ``known_on`` when it was known."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from tongjian.register.facts import fact_sql, organs_of_sql
from tongjian.register.leaders import held_sql, leaders_in_office_sql
from tongjian.register.models import (
    Area,
    Body,
    BodySpan,
    OrganSpan,
    PathSpan,
    Post,
    PostSpan,
    Relation,
    Tenure,
)
from tongjian.register.names import holder_names, names_of, organ_names, post_names, posts_held
from tongjian.register.reach import after, below_sql, organ_of, reach_of, reaches_sql, tree_version_sql

__all__ = [
    "BodyView",
    "OrganView",
    "PostView",
    "RelationView",
    "Snapshot",
    "TenureView",
    "area_on",
    "as_of",
    "below_sql",
    "bodies_of",
    "descendants",
    "fact_sql",
    "held_sql",
    "holder_names",
    "holders_of",
    "leaders_in_office_sql",
    "names_of",
    "organ",
    "organ_names",
    "organs_of_sql",
    "path_of",
    "post_names",
    "posts_held",
    "posts_of",
    "reach_of",
    "reaches_sql",
    "search",
    "stands_under",
    "tree_version_sql",
]

LIMIT = 50
Kept = TypeVar("Kept", bound=Model)


@dataclass(frozen=True)
class OrganView:
    """An organ as it stood; ``path`` along managed_by."""

    id: str
    name: str
    short_name: str
    organ_class: str
    level: str
    area_code: str
    code: str
    path: str
    valid_from: date
    valid_to: date
    span: str


@dataclass(frozen=True)
class BodyView:
    """A leading body as it stood."""

    id: str
    organ: str
    name: str
    kind: str
    span: str


@dataclass(frozen=True)
class PostView:
    """A post as it stood."""

    id: str
    body: str
    organ: str
    title: str
    role: str
    precedence: int
    charge: str
    span: str


@dataclass(frozen=True)
class TenureView:
    """Who held a post; ``holder`` and ``name`` are empty where it was recorded as vacant."""

    id: str
    post: str
    holder: str
    name: str
    kind: str
    valid_from: date
    valid_to: date


@dataclass(frozen=True)
class RelationView:
    """Whom an organ answered to; ``upper`` is empty where the superior stands outside this system."""

    id: str
    kind: str
    lower: str
    upper: str
    valid_from: date
    valid_to: date


@dataclass(frozen=True)
class Snapshot:
    """The register as it stood on one day: plain values, in a fixed order."""

    organs: tuple[OrganView, ...]
    bodies: tuple[BodyView, ...]
    posts: tuple[PostView, ...]
    tenures: tuple[TenureView, ...]
    relations: tuple[RelationView, ...]


def organ(*, seen_by: Any, id: str, day: date, known_on: date) -> OrganView | None:
    """An organ as it stood on a day, or None if it did not, or lies beyond the viewer's reach."""
    found = _organs(_within(seen_by, day, known_on).filter(organ=id), day, known_on)
    return found[0] if found else None


def search(*, seen_by: Any, text: str, day: date, known_on: date, limit: int = LIMIT) -> list[OrganView]:
    """Organs whose name, short name, code or area code holds the text, by name."""
    asked = text.strip()
    matches = (
        Q(name__contains=asked)
        | Q(short_name__contains=asked)
        | Q(code=asked)
        | Q(area_code__startswith=asked)
    )
    return _organs(
        _within(seen_by, day, known_on).filter(matches).order_by("name", "organ")[:limit], day, known_on
    )


def descendants(*, seen_by: Any, organ: str, day: date, known_on: date) -> QuerySet[PathSpan, str]:
    """Ids of the organs below one (not itself) on a day along managed_by; usable as a subquery."""
    path = path_of(organ=organ, day=day, known_on=known_on)
    seen = _within(seen_by, day, known_on).values("organ")
    return (
        _true(PathSpan, day, known_on)
        .filter(kind="managed_by", path__gt=path, path__lt=after(path), organ__in=seen)
        .order_by("path")
        .values_list("organ_id", flat=True)
    )


def directly_below(*, seen_by: Any, organ: str | None, day: date, known_on: date) -> list[OrganView]:
    """An organ and those that stand directly below it along managed_by on a day, by name; without one, the roots."""
    seen = _within(seen_by, day, known_on)
    lower = _true(Relation, day, known_on).filter(kind="managed_by", upper=organ).values("lower")
    below = _organs(seen.filter(organ__in=lower).order_by("name", "organ"), day, known_on)
    return [*_organs(seen.filter(organ=organ), day, known_on), *below]


def own_and_below(*, seen_by: Any, day: date, known_on: date) -> list[tuple[str, str]]:
    """Id and name of the viewer's own organ and of those directly below it, the own one first; or of the roots."""
    reach = reach_of(seen_by)
    own = organ_of(reach) if reach else None
    lower = _true(Relation, day, known_on).filter(kind="managed_by", upper=own).values("lower")
    found = _true(OrganSpan, day, known_on).filter(Q(organ__in=lower) | Q(organ=own))
    return sorted(found.values_list("organ_id", "name"), key=lambda one: (one[0] != own, one[1], one[0]))


def path_of(*, organ: str, day: date, known_on: date) -> str:
    """The path of an organ along managed_by on a day; an organ without one stands as root."""
    paths = _true(PathSpan, day, known_on).filter(organ=organ, kind="managed_by").order_by("id")
    return paths.values_list("path", flat=True).first() or f"/{organ}/"


def stands_under(*, organ: str, upper: str, day: date, known_on: date) -> bool:
    """Whether an organ is another one, or stood somewhere below it on a day."""
    return f"/{upper}/" in path_of(organ=organ, day=day, known_on=known_on)


def bodies_of(*, seen_by: Any, organ: str, day: date, known_on: date) -> list[BodyView]:
    """The leading bodies of an organ on a day."""
    return _bodies(_organ_ids(seen_by, day, known_on).filter(organ=organ), day, known_on)


def posts_of(*, seen_by: Any, organ: str, day: date, known_on: date) -> list[PostView]:
    """The posts of an organ on a day, in order of precedence."""
    return _posts(_organ_ids(seen_by, day, known_on).filter(organ=organ), day, known_on)


def holders_of(*, seen_by: Any, post: str, day: date, known_on: date) -> list[TenureView]:
    """Who held a post on a day: none where nobody said, one; a recorded vacancy is one without a holder."""
    owners = Post.objects.filter(id=post, body__organ__in=_organ_ids(seen_by, day, known_on)).values("id")
    return _tenures(owners, day, known_on)


def as_of(*, seen_by: Any, day: date, known_on: date) -> Snapshot:
    """The register within the viewer's reach as it stood on a day, as known on another."""
    seen = _organ_ids(seen_by, day, known_on)
    posts = Post.objects.filter(body__organ__in=seen).values("id")
    relations = _true(Relation, day, known_on).filter(lower__in=seen).order_by("kind", "lower", "id")
    return Snapshot(
        organs=tuple(_organs(_within(seen_by, day, known_on).order_by("name", "organ"), day, known_on)),
        bodies=tuple(_bodies(seen, day, known_on)),
        posts=tuple(_posts(seen, day, known_on)),
        tenures=tuple(_tenures(posts, day, known_on)),
        relations=tuple(
            RelationView(row.fact, row.kind, row.lower_id, row.upper_id or "", row.valid_from, row.valid_to)
            for row in relations
        ),
    )


def area_on(*, code: str, day: date) -> tuple[str, str] | None:
    """Name and successor codes of an area code on a day, as presently known."""
    found = Area.objects.filter(
        code=code, recorded_to__gt=day, valid_from__lte=day, valid_to__gt=day
    ).order_by("id")
    return found.values_list("name", "successor").first()


def _true(model: type[Kept], day: date, known_on: date) -> QuerySet[Kept]:
    """Rows that are true on a day and known on another."""
    return model._default_manager.filter(
        recorded_from__lte=known_on, recorded_to__gt=known_on, valid_from__lte=day, valid_to__gt=day
    )


def _within(seen_by: Any, day: date, known_on: date) -> QuerySet[OrganSpan]:
    spans = _true(OrganSpan, day, known_on)
    reach = reach_of(seen_by)
    if reach is None:
        return spans
    # The mandate's path is today's; on another day the same organ may have stood elsewhere.
    path = path_of(organ=organ_of(reach), day=day, known_on=known_on)
    below = _true(PathSpan, day, known_on).filter(kind="managed_by", path__gte=path, path__lt=after(path))
    return spans.filter(Q(organ__in=below.values("organ")) | Q(organ=organ_of(reach)))


def _organ_ids(seen_by: Any, day: date, known_on: date) -> QuerySet[OrganSpan, Any]:
    return _within(seen_by, day, known_on).values("organ")


def _organs(spans: Iterable[OrganSpan], day: date, known_on: date) -> list[OrganView]:
    rows = list(spans)
    paths: dict[str, str] = {}
    for start in range(0, len(rows), 500):
        some = [row.organ_id for row in rows[start : start + 500]]
        paths.update(
            _true(PathSpan, day, known_on)
            .filter(kind="managed_by", organ__in=some)
            .values_list("organ_id", "path")
        )
    return [
        OrganView(
            row.organ_id,
            row.name,
            row.short_name,
            row.organ_class,
            row.level,
            row.area_code,
            row.code,
            paths.get(row.organ_id, f"/{row.organ_id}/"),
            row.valid_from,
            row.valid_to,
            row.id,
        )
        for row in rows
    ]


def _bodies(organs: QuerySet[OrganSpan, Any], day: date, known_on: date) -> list[BodyView]:
    spans = (
        _true(BodySpan, day, known_on)
        .filter(body__in=Body.objects.filter(organ__in=organs))
        .select_related("body")
        .order_by("body__organ", "body")
    )
    return [BodyView(row.body_id, row.body.organ_id, row.name, row.kind, row.id) for row in spans]


def _posts(organs: QuerySet[OrganSpan, Any], day: date, known_on: date) -> list[PostView]:
    spans = (
        _true(PostSpan, day, known_on)
        .filter(post__in=Post.objects.filter(body__organ__in=organs))
        .select_related("post__body")
        .order_by("post__body__organ", "post__body", "precedence", "post")
    )
    return [
        PostView(
            row.post_id,
            row.post.body_id,
            row.post.body.organ_id,
            row.title,
            row.role,
            row.precedence,
            row.charge,
            row.id,
        )
        for row in spans
    ]


def _tenures(posts: QuerySet[Post, Any], day: date, known_on: date) -> list[TenureView]:
    rows = list(
        _true(Tenure, day, known_on).filter(post__in=posts).select_related("holder").order_by("post", "id")
    )
    return [
        TenureView(
            row.fact,
            row.post_id,
            row.holder_id or "",
            row.holder.name if row.holder else "",
            row.kind,
            row.valid_from,
            row.valid_to,
        )
        for row in rows
    ]
