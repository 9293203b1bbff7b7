"""How organs, posts and their holders are called on a day: what a page or an explanation needs, and no more.

No ``seen_by``: whoever may see a duty may see how those it concerns are called.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet

from tongjian.register.models import OrganSpan, PostSpan, Tenure


def organ_names(*, ids: Iterable[str], day: date, known_on: date) -> dict[str, str]:
    """The name of each organ on a day; of one that did not stand then, the nearest earlier or first name."""
    return _nearest(OrganSpan.objects.filter(organ__in=list(ids)), known_on, day, "organ_id", "name")


def post_names(*, ids: Iterable[str], day: date, known_on: date) -> dict[str, str]:
    """The title of each post on a day with the name of its organ before it."""
    return names_of(posts=ids, organs=(), day=day, known_on=known_on)[0]


def names_of(
    *, posts: Iterable[str], organs: Iterable[str], day: date, known_on: date
) -> tuple[dict[str, str], dict[str, str]]:
    """The titles of posts with their organs before them, and the names of organs: both for a list, in three looks."""
    wanted = list(posts)
    titles = _nearest(PostSpan.objects.filter(post__in=wanted), known_on, day, "post_id", "title")
    of = dict(PostSpan.objects.filter(post__in=wanted).values_list("post_id", "post__body__organ_id"))
    names = organ_names(ids={*organs, *of.values()}, day=day, known_on=known_on)
    return {post: _joined(names.get(of[post], ""), title) for post, title in titles.items()}, names


def holder_names(*, posts: Iterable[str], day: date, known_on: date) -> dict[str, str]:
    """Who held each post on a day; a vacant post and one nobody spoke of are left out."""
    rows = Tenure.objects.filter(
        post__in=list(posts),
        holder__isnull=False,
        valid_from__lte=day,
        valid_to__gt=day,
        recorded_from__lte=known_on,
        recorded_to__gt=known_on,
    )
    return dict(rows.order_by("post", "-id").values_list("post_id", "holder__name"))


def posts_held(*, holders: Iterable[str], day: date, known_on: date) -> set[str]:
    """The posts that some office-holders hold on a day: what a page leaves out for whoever is recused from them."""
    rows = Tenure.objects.filter(
        holder__in=list(holders),
        valid_from__lte=day,
        valid_to__gt=day,
        recorded_from__lte=known_on,
        recorded_to__gt=known_on,
    )
    return set(rows.values_list("post_id", flat=True))


def _joined(organ: str, title: str) -> str:
    return title if title.startswith(organ) else f"{organ}{title}"


def _nearest(spans: QuerySet[Any], known_on: date, day: date, identity: str, name: str) -> dict[str, str]:
    rows = spans.filter(recorded_from__lte=known_on, recorded_to__gt=known_on).order_by("valid_from", "id")
    found: dict[str, str] = {}
    for one, called, since in rows.values_list(identity, name, "valid_from"):
        if one not in found or since <= day:
            found[one] = called
    return found
