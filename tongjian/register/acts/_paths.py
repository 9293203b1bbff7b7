"""The paths of the tree, kept in step with the relations by every act that touches them."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from django.db.models import Max, Min

from tongjian.register import vocabulary
from tongjian.register.acts._rows import close
from tongjian.register.models import OrganSpan, PathSpan, Relation
from tongjian.register.paths import Circle, paths_of
from tongjian.register.refusals import ItsOwnSuperior
from tongjian.register.spans import overlap
from tongjian.trail.acts import Deed
from tongjian.trail.models import OPEN

# SQLite takes 999 values in one statement on the oldest builds we meet.
CHUNK = 500

Superior = tuple[str | None, date, date]


def keep_paths(deed: Deed, organs: Iterable[str], kind: str) -> None:
    """Say anew the paths of the organs and of everything below them, where they changed.

    Raises:
        ItsOwnSuperior: the relations form a circle on some day; nothing is left written.
    """
    if kind not in vocabulary.PATH_KINDS:
        _refuse_circles(organs, kind)
        return
    moved = set(organs)
    subtree = _closure(moved, kind, down=True)
    superiors = superiors_of(subtree, kind)
    lives = _lives(subtree)
    new: dict[tuple[str, str, date, date], PathSpan] = {}
    # Those that were moved come first: a circle is told from where it was drawn.
    for organ in sorted(subtree, key=lambda one: (one not in moved, one)):
        for path, first, until in _paths(organ, superiors) if organ in superiors else ():
            days = overlap((first, until), lives.get(organ, (first, until)))
            if days:
                new[organ, path, *days] = PathSpan(
                    organ_id=organ, kind=kind, path=path, valid_from=days[0], valid_to=days[1]
                )
    _write_difference(deed, subtree, kind, new)


def _write_difference(
    deed: Deed, subtree: set[str], kind: str, new: dict[tuple[str, str, date, date], PathSpan]
) -> None:
    gone = []
    for some in chunks(subtree):
        for row in PathSpan.objects.filter(recorded_to=OPEN, kind=kind, organ__in=some):
            if new.pop((row.organ_id, row.path, row.valid_from, row.valid_to), None) is None:
                gone.append(row)
    if gone:
        close(deed, gone)
    rows: list[PathSpan] = sorted(new.values(), key=lambda row: (row.path, row.valid_from))
    if rows:
        deed.record_many(PathSpan, rows)


def _paths(organ: str, superiors: dict[str, list[Superior]]) -> list[tuple[str, date, date]]:
    try:
        return paths_of(organ, lambda one: superiors.get(one, ()))
    except Circle as circle:
        raise ItsOwnSuperior(day=circle.day, chain=named(circle.chain, circle.day)) from circle


def _refuse_circles(organs: Iterable[str], kind: str) -> None:
    start = set(organs)
    superiors = superiors_of(start, kind)
    for organ in sorted(start):
        _paths(organ, superiors)


def named(chain: Iterable[str], day: date) -> str:
    """The names of organs on a day, joined by arrows from lower to upper."""
    ids = list(chain)
    names = dict(
        OrganSpan.objects.filter(organ__in=ids, recorded_to=OPEN)
        .order_by("-valid_from")
        .values_list("organ", "name")
    )
    return " → ".join(names.get(organ, organ) for organ in ids)


def _closure(organs: Iterable[str], kind: str, *, down: bool) -> set[str]:
    seen = set(organs)
    edge = set(seen)
    here, there = ("upper", "lower") if down else ("lower", "upper")
    while edge:
        found: set[str] = set()
        for some in chunks(edge):
            found.update(
                Relation.objects.filter(recorded_to=OPEN, kind=kind, **{f"{here}__in": some})
                .exclude(**{f"{there}__isnull": True})
                .values_list(there, flat=True)
            )
        edge = found - seen
        seen |= edge
    return seen


def superiors_of(organs: set[str], kind: str) -> dict[str, list[Superior]]:
    """Present superiors of the organs and of everything above them, by the lower organ."""
    superiors: dict[str, list[Superior]] = {}
    for some in chunks(_closure(organs, kind, down=False)):
        for lower, upper, first, until in (
            Relation.objects.filter(recorded_to=OPEN, kind=kind, lower__in=some)
            .order_by("valid_from", "id")
            .values_list("lower", "upper", "valid_from", "valid_to")
        ):
            superiors.setdefault(lower, []).append((upper, first, until))
    return superiors


def _lives(organs: set[str]) -> dict[str, tuple[date, date]]:
    lives = {}
    for some in chunks(organs):
        for organ, first, until in (
            OrganSpan.objects.filter(recorded_to=OPEN, organ__in=some)
            .order_by()
            .values("organ")
            .annotate(first=Min("valid_from"), until=Max("valid_to"))
            .values_list("organ", "first", "until")
        ):
            lives[organ] = (first, until)
    return lives


def chunks(ids: Iterable[str]) -> Iterator[list[str]]:
    """The ids in order, few enough for one statement at a time."""
    rest = iter(sorted(ids))
    while some := list(islice(rest, CHUNK)):
        yield some
