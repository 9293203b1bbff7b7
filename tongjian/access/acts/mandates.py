"""Acts on mandates: found the first, grant, let represent, end."""

from collections.abc import Iterable
from datetime import date

from tongjian.access.acts.accounts import entered
from tongjian.access.models import Mandate, Person
from tongjian.access.powers import Power, clash, powers, roles, unknown
from tongjian.access.refusals import (
    AlreadyFounded,
    BeyondTheRepresented,
    EndsInThePast,
    NoChainOfRepresentation,
    NoPowers,
    NotAPower,
    NotForWholeSystem,
    NotItsOrgan,
    NotItsPost,
    NotRecorded,
    OwnGrant,
    PowersClash,
    WrongDates,
)
from tongjian.register.queries import posts_of
from tongjian.trail.acts import SYSTEM, Deed, act
from tongjian.trail.models import OPEN

POWER = "grant_mandate"
FOUNDING = "founding"


@act("mandate.founded", needs=None)
def found(deed: Deed, *, name: str, login_name: str, password: str) -> Mandate:
    """The first mandate of an empty database: an administrator of the whole system, who sees no content."""
    if Mandate.objects.exists():
        raise AlreadyFounded()
    account = entered(deed, name=name, login_name=login_name, password=password, holder=None)
    mandate = Mandate(
        person=account.person,
        role="administrator",
        granted_by=FOUNDING,
        valid_from=deed.on,
        powers=_written(roles()["administrator"].powers),
    )
    deed.record(mandate)
    deed.about(f"mandate:{mandate.fact}")
    return mandate


@act("mandate.granted", needs=POWER)
def grant_mandate(
    deed: Deed,
    *,
    person: str,
    granted: Iterable[str],
    valid_from: date,
    valid_to: date = OPEN,
    post: str | None = None,
    role: str = "",
) -> Mandate:
    """Give a person powers at the organ of the act (``where`` None: the whole system) for a span of time."""
    mandate = Mandate(
        person=_person(person),
        organ_id=deed.where,
        post_id=post,
        role=role,
        powers=_written(granted),
        granted_by=_granting(deed),
        valid_from=valid_from,
        valid_to=valid_to,
    )
    if post is not None:
        _is_there(deed, post, valid_from)
    return _granted(deed, mandate)


@act("mandate.represented", needs=POWER)
def let_represent(
    deed: Deed,
    *,
    mandate: str,
    person: str,
    valid_from: date,
    valid_to: date,
    granted: Iterable[str] | None = None,
) -> Mandate:
    """Let a person act for the holder of a mandate, within its powers and days; the trail shows both."""
    origin = _own(deed, mandate)
    if origin.acting_for:
        raise NoChainOfRepresentation()
    chosen = _written(granted) if granted is not None else origin.powers
    if (
        set(chosen.split()) - set(origin.powers.split())
        or valid_from < origin.valid_from
        or valid_to > origin.valid_to
    ):
        raise BeyondTheRepresented()
    return _granted(
        deed,
        Mandate(
            person=_person(person),
            organ_id=origin.organ_id,
            post_id=origin.post_id,
            role=origin.role,
            powers=chosen,
            granted_by=_granting(deed),
            acting_for=origin.fact,
            valid_from=valid_from,
            valid_to=valid_to,
        ),
    )


@act("mandate.ended", needs=POWER)
def end_mandate(deed: Deed, *, mandate: str, valid_to: date) -> Mandate:
    """The mandate ends on a day (from then on it holds no more); one that has not begun is taken back."""
    row = _own(deed, mandate)
    if valid_to < deed.on:
        raise EndsInThePast(on=deed.on, valid_to=valid_to)
    if valid_to >= row.valid_to:
        raise WrongDates(valid_from=valid_to, valid_to=row.valid_to)
    _not_oneself(deed, row.person_id)
    deed.close([row])
    deed.about(f"mandate:{row.fact}")
    if valid_to <= row.valid_from:
        return row
    ended = Mandate(
        fact=row.fact,
        person_id=row.person_id,
        organ_id=row.organ_id,
        post_id=row.post_id,
        role=row.role,
        powers=row.powers,
        granted_by=row.granted_by,
        acting_for=row.acting_for,
        valid_from=row.valid_from,
        valid_to=valid_to,
    )
    deed.record(ended)
    return ended


def the_mandate(fact: str) -> Mandate:
    """The mandate as presently recorded."""
    row = Mandate.objects.filter(fact=fact, closed_stamp=None).first()
    if row is None:
        raise NotRecorded(what=Mandate._meta.verbose_name, id=fact)
    return row


def _granted(deed: Deed, mandate: Mandate) -> Mandate:
    """Record a mandate after all that may stand against it."""
    if mandate.valid_from >= mandate.valid_to:
        raise WrongDates(valid_from=mandate.valid_from, valid_to=mandate.valid_to)
    _not_oneself(deed, mandate.person_id)
    if mandate.organ_id is None:
        local = [key for key in mandate.powers.split() if not powers()[key].system]
        if local:
            raise NotForWholeSystem(powers=_named(local))
    _kept_apart(mandate)
    deed.record(mandate)
    deed.about(f"mandate:{mandate.fact}")
    return mandate


def _kept_apart(mandate: Mandate) -> None:
    """Refuse powers that the person, with all mandates that share a day, may not have together."""
    held = set(mandate.powers.split())
    others = Mandate.objects.filter(
        person=mandate.person_id,
        closed_stamp=None,
        valid_from__lt=mandate.valid_to,
        valid_to__gt=mandate.valid_from,
    )
    for text in others.values_list("powers", flat=True):
        held |= set(text.split())
    if found := clash(held):
        one, other, because = found
        raise PowersClash(one=powers()[one], other=powers()[other], because=because)


def _written(keys: Iterable[str]) -> str:
    chosen = sorted(set(keys))
    if not chosen:
        raise NoPowers()
    if strange := unknown(chosen):
        raise NotAPower(powers=strange)
    return " ".join(chosen)


def _named(keys: Iterable[str]) -> list[Power]:
    return [powers()[key] for key in keys]


def _person(person: str) -> Person:
    row = Person.objects.filter(id=person, closed_stamp=None).first()
    if row is None:
        raise NotRecorded(what=Person._meta.verbose_name, id=person)
    return row


def _granting(deed: Deed) -> str:
    return str(getattr(deed.by, "mandate", "") or SYSTEM.signature)


def _not_oneself(deed: Deed, person: str) -> None:
    if getattr(deed.by, "person", "") == person:
        raise OwnGrant()


def _own(deed: Deed, fact: str) -> Mandate:
    row = the_mandate(fact)
    if row.organ_id != deed.where:
        raise NotItsOrgan(owner=row.organ_id or "", where=deed.where or "")
    return row


def _is_there(deed: Deed, post: str, day: date) -> None:
    organ = deed.where or ""
    known = posts_of(seen_by=SYSTEM, organ=organ, day=day, known_on=deed.on)
    if post not in {found.id for found in known}:
        raise NotItsPost(day=day, organ=organ)
