"""Acts on superior relations: managed by, led by, stationed at; dated, and never in a circle."""

from datetime import date

from tongjian.register import vocabulary
from tongjian.register.acts._paths import keep_paths
from tongjian.register.acts._rows import close, correct, end, inside, known_word, ordered, recorded, the
from tongjian.register.models import Organ, OrganSpan, Relation
from tongjian.register.refusals import NotItsOrgan, RelationTaken
from tongjian.trail.acts import Deed, act
from tongjian.trail.models import OPEN
from tongjian.trail.refusal import NotEmpowered

POWER = "keep_register"


@act("relation.entered", needs=POWER)
def relate(
    deed: Deed, *, kind: str, lower: str, upper: str | None, valid_from: date, valid_to: date = OPEN
) -> Relation:
    """One organ answers to another from a day on; ``upper`` None: the superior stands outside this system.

    The act stands at the superior and needs the power at the lower organ too, so that nobody draws an
    organ under himself. An open relation of the same kind that began earlier ends that day.
    """
    known_word(kind, vocabulary.RELATION_KINDS, Relation._meta.get_field("kind").verbose_name)
    _may_relate(deed, lower, upper)
    ordered(valid_from, valid_to)
    for organ in filter(None, (lower, upper)):
        the(Organ, id=organ)
        inside(OrganSpan, valid_from, valid_to, organ=organ)
    if kind != "stationed_at":
        end(
            deed,
            recorded(Relation, lower=lower, kind=kind).filter(valid_from__lt=valid_from, valid_to=OPEN),
            valid_from,
        )
    relation = Relation(kind=kind, lower_id=lower, upper_id=upper, valid_from=valid_from, valid_to=valid_to)
    _free(relation)
    deed.record(relation)
    keep_paths(deed, [lower], kind)
    deed.about(f"relation:{relation.id}")
    return relation


@act("relation.ended", needs=POWER)
def end_relation(deed: Deed, *, relation: str, valid_to: date) -> Relation:
    """The relation ends on a day; without another one the organ stands as root from then on."""
    row = the(Relation, id=relation)
    _may_relate(deed, row.lower_id, row.upper_id)
    new = correct(deed, row, valid_to=valid_to)
    keep_paths(deed, [row.lower_id], row.kind)
    deed.about(f"relation:{relation}")
    return new


@act("relation.corrected", needs=POWER)
def correct_relation(
    deed: Deed,
    *,
    relation: str,
    upper: str | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Relation:
    """Say anew a relation that was recorded wrongly."""
    row = the(Relation, id=relation)
    _may_relate(deed, row.lower_id, upper or row.upper_id)
    planned = Relation(
        kind=row.kind,
        lower_id=row.lower_id,
        upper_id=upper or row.upper_id,
        valid_from=valid_from or row.valid_from,
        valid_to=valid_to or row.valid_to,
    )
    ordered(planned.valid_from, planned.valid_to)
    for organ in filter(None, (planned.lower_id, planned.upper_id)):
        inside(OrganSpan, planned.valid_from, planned.valid_to, organ=organ)
    _free(planned, beside=row.pk)
    new = correct(deed, row, upper_id=upper, valid_from=valid_from, valid_to=valid_to)
    keep_paths(deed, [row.lower_id], row.kind)
    deed.about(f"relation:{relation}")
    return new


@act("relation.withdrawn", needs=POWER)
def withdraw_relation(deed: Deed, *, relation: str) -> None:
    """Take back a relation that never was."""
    row = the(Relation, id=relation)
    _may_relate(deed, row.lower_id, row.upper_id)
    close(deed, [row])
    keep_paths(deed, [row.lower_id], row.kind)
    deed.about(f"relation:{relation}")


def _may_relate(deed: Deed, lower: str, upper: str | None) -> None:
    if deed.where is None:
        return
    if deed.where != upper:
        raise NotItsOrgan(owner=upper or "", where=deed.where)
    if not deed.by.may(POWER, lower):
        raise NotEmpowered(who=deed.by.signature, where=lower, power=POWER)


def _free(relation: Relation, beside: str = "") -> None:
    """One superior per kind and day; an office may be stationed at several organs, but at each once."""
    others = (
        recorded(Relation, lower=relation.lower_id, kind=relation.kind)
        .exclude(pk=beside)
        .filter(valid_from__lt=relation.valid_to, valid_to__gt=relation.valid_from)
    )
    if relation.kind == "stationed_at":
        others = others.filter(upper=relation.upper_id)
    clash = others.first()
    if clash:
        raise RelationTaken(valid_from=clash.valid_from, valid_to=clash.valid_to)
