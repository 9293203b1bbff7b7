"""Acts on organs: establish, rename, reclassify, correct, abolish, merge, split."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from tongjian.register import vocabulary
from tongjian.register.acts._paths import keep_paths
from tongjian.register.acts._rows import (
    again,
    close,
    correct,
    end,
    known_word,
    life_of,
    ordered,
    owned_by,
    recorded,
    standing,
    the,
    turn,
)
from tongjian.register.models import (
    Body,
    BodySpan,
    Organ,
    OrganSpan,
    Post,
    PostSpan,
    Relation,
    Succession,
    Tenure,
)
from tongjian.register.refusals import (
    HeirNotThere,
    NameMissing,
    NotItsOrgan,
    OriginIsHeir,
    SharesNotWhole,
    StillSuperior,
)
from tongjian.trail.acts import Deed, act
from tongjian.trail.models import OPEN
from tongjian.trail.refusal import NotEmpowered

POWER = "keep_register"


@act("organ.established", needs=POWER)
def establish_organ(
    deed: Deed,
    *,
    name: str,
    organ_class: str,
    level: str,
    valid_from: date,
    valid_to: date = OPEN,
    short_name: str = "",
    area_code: str = "",
    code: str = "",
    managed_by: str | None = None,
    led_by: str | None = None,
) -> Organ:
    """Enter a new organ, with its superiors if it has any; the act stands at the managing organ."""
    _checked(name=name, organ_class=organ_class, level=level)
    ordered(valid_from, valid_to)
    if managed_by is not None:
        owned_by(deed, managed_by)
    elif deed.where is not None:
        raise NotItsOrgan(owner="", where=deed.where)
    organ = Organ()
    deed.record(organ)
    deed.record(
        OrganSpan(
            organ=organ,
            name=name,
            organ_class=organ_class,
            level=level,
            short_name=short_name,
            area_code=area_code,
            code=code,
            valid_from=valid_from,
            valid_to=valid_to,
        )
    )
    for kind, upper in (("managed_by", managed_by), ("led_by", led_by)):
        if upper is not None:
            standing(OrganSpan, valid_from, organ=upper)
            deed.record(
                Relation(kind=kind, lower=organ, upper_id=upper, valid_from=valid_from, valid_to=valid_to)
            )
            keep_paths(deed, [organ.id], kind)
    deed.about(f"organ:{organ.id}")
    return organ


@act("organ.renamed", needs=POWER)
def rename_organ(deed: Deed, *, organ: str, name: str, valid_from: date, short_name: str = "") -> OrganSpan:
    """From a day on the organ bears another name; it stays the same organ."""
    _checked(name=name)
    return _turned(deed, organ, valid_from, name=name, short_name=short_name)


@act("organ.reclassified", needs=POWER)
def reclassify_organ(
    deed: Deed,
    *,
    organ: str,
    valid_from: date,
    organ_class: str | None = None,
    level: str | None = None,
    area_code: str | None = None,
    code: str | None = None,
) -> OrganSpan:
    """From a day on the organ is of another class, level, area or code."""
    _checked(organ_class=organ_class, level=level)
    return _turned(
        deed, organ, valid_from, organ_class=organ_class, level=level, area_code=area_code, code=code
    )


@act("organ.corrected", needs=POWER)
def correct_organ(
    deed: Deed,
    *,
    span: str,
    name: str | None = None,
    short_name: str | None = None,
    organ_class: str | None = None,
    level: str | None = None,
    area_code: str | None = None,
    code: str | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> OrganSpan:
    """Say anew one span of an organ that was recorded wrongly; what was known before stays readable."""
    row = the(OrganSpan, id=span)
    owned_by(deed, row.organ_id)
    _checked(name=name, organ_class=organ_class, level=level)
    new = correct(
        deed,
        row,
        name=name,
        short_name=short_name,
        organ_class=organ_class,
        level=level,
        area_code=area_code,
        code=code,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    for kind in vocabulary.PATH_KINDS:
        keep_paths(deed, [row.organ_id], kind)
    deed.about(f"organ:{row.organ_id}")
    return new


@act("organ.abolished", needs=POWER)
def abolish_organ(deed: Deed, *, organ: str, valid_to: date) -> int:
    """The organ ends with its bodies, posts, tenures and relations; refused while others stand under it."""
    owned_by(deed, organ)
    under = [row for row in recorded(Relation, upper=organ) if row.valid_to > valid_to]
    if under:
        raise StillSuperior(count=len({row.lower_id for row in under}))
    return _wind_up(deed, organ, valid_to)


@act("organ.merged", needs=POWER)
def merge_organs(deed: Deed, *, origins: Iterable[str], heir: str, day: date) -> list[Succession]:
    """Organs end and another carries on: duties and the organs under them pass to it."""
    merging = sorted(set(origins))
    if heir in merging:
        raise OriginIsHeir()
    owned_by(deed, heir)
    _there(heir, day)
    for origin in merging:
        _may_also(deed, origin)
    rows = [Succession(origin_id=origin, heir_id=heir, day=day) for origin in merging]
    deed.record(*rows)
    for origin in merging:
        _hand_over_lower(deed, origin, heir, day, ending=set(merging))
        _wind_up(deed, origin, day)
    deed.about(f"organ:{heir}")
    deed.note(origins=len(merging))
    return rows


@act("organ.divided", needs=POWER)
def split_organ(deed: Deed, *, origin: str, shares: Mapping[str, int], day: date) -> list[Succession]:
    """An organ is divided: ``shares`` gives each heir its percentage; the largest carries on the duties.

    An origin that is itself among the heirs goes on existing and keeps what stands under it.
    """
    owned_by(deed, origin)
    if sum(shares.values()) != 100:
        raise SharesNotWhole(sum=sum(shares.values()))
    for heir in shares:
        _there(heir, day)
        _may_also(deed, heir)
    rows = [
        Succession(origin_id=origin, heir_id=heir, day=day, share=share)
        for heir, share in sorted(shares.items())
    ]
    deed.record(*rows)
    if origin not in shares:
        largest = min(shares, key=lambda heir: (-shares[heir], heir))
        _hand_over_lower(deed, origin, largest, day, ending={origin})
        _wind_up(deed, origin, day)
    deed.about(f"organ:{origin}")
    deed.note(heirs=len(rows))
    return rows


def _checked(*, name: str | None = None, organ_class: str | None = None, level: str | None = None) -> None:
    if name is not None and not name.strip():
        raise NameMissing(what=Organ._meta.verbose_name)
    if organ_class is not None:
        known_word(
            organ_class, vocabulary.ORGAN_CLASSES, OrganSpan._meta.get_field("organ_class").verbose_name
        )
    if level is not None:
        known_word(level, vocabulary.LEVELS, OrganSpan._meta.get_field("level").verbose_name)


def _turned(deed: Deed, organ: str, day: date, **changes: Any) -> OrganSpan:
    owned_by(deed, organ)
    new = turn(deed, standing(OrganSpan, day, organ=organ), day, **changes)
    deed.about(f"organ:{organ}")
    return new


def _there(organ: str, day: date) -> None:
    first, until = life_of(organ)
    if not first <= day < until:
        raise HeirNotThere(day=day)


def _may_also(deed: Deed, organ: str) -> None:
    """An act that reaches into a second organ needs the power there too."""
    if deed.where is not None and not deed.by.may(POWER, organ):
        raise NotEmpowered(who=deed.by.signature, where=organ, power=POWER)


def _hand_over_lower(deed: Deed, origin: str, heir: str, day: date, *, ending: set[str]) -> None:
    """What stood under the origin stands under the heir; the heir moves up to where the origin stood."""
    touched: dict[str, set[str]] = {}
    for row in recorded(Relation, upper=origin):
        if row.valid_to <= day:
            continue
        end(deed, [row], day)
        touched.setdefault(row.kind, set()).add(row.lower_id)
        if row.lower_id not in ending | {heir}:
            if row.kind == "stationed_at" and _stationed(row.lower_id, heir, day):
                continue  # it watched the heir already
            deed.record(again(row, fact="", upper_id=heir, valid_from=max(day, row.valid_from)))
        elif row.lower_id == heir:
            for above in recorded(Relation, lower=origin, kind=row.kind):
                if above.valid_from <= day < above.valid_to and above.upper_id != heir:
                    deed.record(again(above, fact="", lower_id=heir, valid_from=day))
    for kind, lower in touched.items():
        keep_paths(deed, lower, kind)


def _stationed(office: str, organ: str, day: date) -> bool:
    """Whether an office is stationed at an organ on a day or later."""
    return recorded(Relation, kind="stationed_at", lower=office, upper=organ).filter(valid_to__gt=day).exists()


def _wind_up(deed: Deed, organ: str, day: date) -> int:
    """End everything of an organ on a day; returns how many rows ended."""
    bodies = list(recorded(Body, organ=organ).values_list("id", flat=True))
    posts = list(recorded(Post, body__in=bodies).values_list("id", flat=True))
    kinds = set(recorded(Relation, lower=organ).values_list("kind", flat=True))
    ended = (
        end(deed, recorded(Tenure, post__in=posts), day)
        + end(deed, recorded(PostSpan, post__in=posts), day)
        + end(deed, recorded(BodySpan, body__in=bodies), day)
        + end(deed, recorded(Relation, lower=organ), day)
        + end(deed, recorded(OrganSpan, organ=organ), day)
    )
    if not recorded(OrganSpan, organ=organ).exists():
        close(deed, recorded(Organ, id=organ))
    for kind in sorted(kinds):
        keep_paths(deed, [organ], kind)
    deed.about(f"organ:{organ}")
    return ended
