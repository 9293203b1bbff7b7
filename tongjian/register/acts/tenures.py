"""Acts on office-holders: who holds which post from when, who acts, what stands vacant."""

from datetime import date

from tongjian.register import vocabulary
from tongjian.register.acts._rows import (
    close,
    correct,
    end,
    inside,
    known_word,
    of_this_key,
    ordered,
    organ_of_post,
    owned_by,
    recorded,
    the,
)
from tongjian.register.models import Holder, PostSpan, Tenure
from tongjian.register.numbers import birth_month, citizen_number_is_valid, commitment, masked
from tongjian.register.refusals import NameMissing, NumberInvalid, NumberKnown, PostTaken, VacancyHasNobody
from tongjian.trail.acts import Deed, act
from tongjian.trail.models import OPEN

POWER = "keep_register"


@act("holder.entered", needs=POWER)
def enter_holder(deed: Deed, *, name: str, number: str = "") -> Holder:
    """Enter a person; the citizen number is checked and then kept only as what recognises it again."""
    if not name.strip():
        raise NameMissing(what=Holder._meta.verbose_name)
    holder = Holder(name=name.strip())
    if number:
        if not citizen_number_is_valid(number):
            raise NumberInvalid()
        of_this_key([number])
        holder.number_commitment = commitment(number)
        known = recorded(Holder, number_commitment=holder.number_commitment).first()
        if known:
            raise NumberKnown(holder=known.id)
        holder.number_masked, holder.birth_month = masked(number), birth_month(number)
    deed.record(holder)
    deed.about(f"holder:{holder.id}")
    return holder


@act("tenure.started", needs=POWER)
def start_tenure(
    deed: Deed, *, post: str, holder: str | None, kind: str, valid_from: date, valid_to: date = OPEN
) -> Tenure:
    """A person takes a post: appointed, elected, acting or concurrent; an open vacancy ends that day."""
    owned_by(deed, organ_of_post(post))
    known_word(kind, vocabulary.TENURE_KINDS, Tenure._meta.get_field("kind").verbose_name)
    if (kind == "vacant") != (holder is None):
        raise VacancyHasNobody()
    if holder is not None:
        the(Holder, id=holder)
        end(
            deed,
            [
                row
                for row in recorded(Tenure, post=post, kind="vacant")
                if row.valid_from < valid_from and row.valid_to == OPEN
            ],
            valid_from,
        )
    tenure = Tenure(post_id=post, holder_id=holder, kind=kind, valid_from=valid_from, valid_to=valid_to)
    _fits(tenure)
    deed.record(tenure)
    deed.about(f"tenure:{tenure.id}")
    return tenure


@act("vacancy.recorded", needs=POWER)
def record_vacancy(deed: Deed, *, post: str, valid_from: date, valid_to: date = OPEN) -> Tenure:
    """The post stands empty, and that is known: not the same as nobody having said who holds it."""
    owned_by(deed, organ_of_post(post))
    tenure = Tenure(post_id=post, holder_id=None, kind="vacant", valid_from=valid_from, valid_to=valid_to)
    _fits(tenure)
    deed.record(tenure)
    deed.about(f"tenure:{tenure.id}")
    return tenure


@act("tenure.ended", needs=POWER)
def end_tenure(deed: Deed, *, tenure: str, valid_to: date, vacant: bool = False) -> Tenure:
    """The person leaves the post; with ``vacant`` the post is recorded as empty from that day."""
    row = the(Tenure, fact=tenure)
    owned_by(deed, organ_of_post(row.post_id))
    reached = row.valid_to
    new = correct(deed, row, valid_to=valid_to)
    if vacant:
        nobody = Tenure(
            post_id=row.post_id,
            holder_id=None,
            kind="vacant",
            valid_from=valid_to,
            valid_to=_next_after(row.post_id, valid_to, reached),
        )
        _fits(nobody)
        deed.record(nobody)
    deed.about(f"tenure:{tenure}")
    return new


@act("tenure.corrected", needs=POWER)
def correct_tenure(
    deed: Deed,
    *,
    tenure: str,
    holder: str | None = None,
    kind: str | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Tenure:
    """Say anew a tenure that was recorded wrongly; it keeps its identity, and so do the duties it began."""
    row = the(Tenure, fact=tenure)
    owned_by(deed, organ_of_post(row.post_id))
    if kind is not None:
        known_word(kind, vocabulary.TENURE_KINDS, Tenure._meta.get_field("kind").verbose_name)
    if holder is not None:
        the(Holder, id=holder)
    if ((kind or row.kind) == "vacant") != ((holder or row.holder_id) is None):
        raise VacancyHasNobody()
    planned = Tenure(
        post_id=row.post_id, valid_from=valid_from or row.valid_from, valid_to=valid_to or row.valid_to
    )
    _fits(planned, beside=row.pk)
    deed.about(f"tenure:{tenure}")
    return correct(deed, row, holder_id=holder, kind=kind, valid_from=valid_from, valid_to=valid_to)


@act("tenure.withdrawn", needs=POWER)
def withdraw_tenure(deed: Deed, *, tenure: str) -> None:
    """Take back a tenure that never was; that it had been recorded stays readable."""
    row = the(Tenure, fact=tenure)
    owned_by(deed, organ_of_post(row.post_id))
    close(deed, [row])
    deed.about(f"tenure:{tenure}")


def _fits(tenure: Tenure, beside: str = "") -> None:
    """The span is one, lies within the life of the post, and shares no day with another tenure of it."""
    ordered(tenure.valid_from, tenure.valid_to)
    inside(PostSpan, tenure.valid_from, tenure.valid_to, post=tenure.post_id)
    clash = (
        recorded(Tenure, post=tenure.post_id)
        .exclude(pk=beside)
        .filter(valid_from__lt=tenure.valid_to, valid_to__gt=tenure.valid_from)
        .first()
    )
    if clash:
        raise PostTaken(valid_from=clash.valid_from, valid_to=clash.valid_to)


def _next_after(post: str, day: date, latest: date) -> date:
    later = (
        recorded(Tenure, post=post).filter(valid_from__gte=day).values_list("valid_from", flat=True).first()
    )
    return min(latest, later) if later else latest
