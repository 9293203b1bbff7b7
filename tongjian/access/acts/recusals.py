"""Acts on recusals: declare one's own, order another's, lift. The trail says that, never from what or why."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from tongjian.access.acts.mandates import the_mandate
from tongjian.access.mandate import ActingMandate
from tongjian.access.models import Mandate, Recusal
from tongjian.access.models.mandate import RECUSAL_GROUNDS, RECUSAL_SUBJECTS
from tongjian.access.refusals import (
    NotARecusal,
    NotItsOrgan,
    NotRecorded,
    OnlyAMandate,
    OwnRecusal,
    WrongDates,
)
from tongjian.trail.acts import Deed, act
from tongjian.trail.models import OPEN

POWER = "order_recusal"


@act("recusal.declared", needs=None)
def declare_recusal(deed: Deed, *, kind: str, subject: str, ground: str, valid_to: date = OPEN) -> Recusal:
    """Whoever acts withdraws from a holder, an organ or a duty; it is closed to him at once."""
    if not isinstance(deed.by, ActingMandate):
        raise OnlyAMandate()
    return _recused(deed, the_mandate(deed.by.mandate), kind, subject, ground, valid_to)


@act("recusal.ordered", needs=POWER)
def order_recusal(
    deed: Deed, *, mandate: str, kind: str, subject: str, ground: str, valid_to: date = OPEN
) -> Recusal:
    """Withdraw a matter from whoever holds a mandate of this organ."""
    row = the_mandate(mandate)
    if row.organ_id != deed.where:
        raise NotItsOrgan(owner=row.organ_id or "", where=deed.where or "")
    return _recused(deed, row, kind, subject, ground, valid_to)


@act("recusal.lifted", needs=POWER)
def lift_recusal(deed: Deed, *, recusal: str) -> None:
    """The matter is open again; decided by somebody else than the person recused."""
    row = Recusal.objects.filter(fact=recusal, closed_stamp=None).first()
    if row is None:
        raise NotRecorded(what=Recusal._meta.verbose_name, id=recusal)
    owner = the_mandate(row.mandate).organ_id
    if owner != deed.where:
        raise NotItsOrgan(owner=owner or "", where=deed.where or "")
    if getattr(deed.by, "person", "") == row.person_id:
        raise OwnRecusal()
    deed.close([row])
    if row.valid_from < deed.on:
        deed.record(
            Recusal(
                fact=row.fact,
                mandate=row.mandate,
                person_id=row.person_id,
                kind=row.kind,
                subject=row.subject,
                ground=row.ground,
                valid_from=row.valid_from,
                valid_to=deed.on,
            )
        )
    deed.about(f"mandate:{row.mandate}")


def _recused(deed: Deed, mandate: Mandate, kind: str, subject: str, ground: str, valid_to: date) -> Recusal:
    if kind not in RECUSAL_SUBJECTS:
        raise NotARecusal(word=kind, field=_("回避对象类别"))
    if ground not in RECUSAL_GROUNDS:
        raise NotARecusal(word=ground, field=_("回避事由"))
    if valid_to <= deed.on:
        raise WrongDates(valid_from=deed.on, valid_to=valid_to)
    recusal = Recusal(
        mandate=mandate.fact,
        person_id=mandate.person_id,
        kind=kind,
        subject=subject,
        ground=ground,
        valid_from=deed.on,
        valid_to=valid_to,
    )
    deed.record(recusal)
    deed.about(f"mandate:{mandate.fact}")
    return recusal
