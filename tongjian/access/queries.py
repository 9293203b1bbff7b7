"""Every read of access that others use. ``on`` is the office day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.hashers import check_password, make_password
from django.db.models import Q, QuerySet

from tongjian.access.mandate import SYSTEM, ActingMandate
from tongjian.access.models import Account, Credential, Mandate, Person, Recusal
from tongjian.access.refusals import NotMandated, SeveralMandates
from tongjian.register.queries import path_of
from tongjian.trail.acts import Actor
from tongjian.trail.refusal import NotEmpowered

__all__ = [
    "SYSTEM",
    "ActingMandate",
    "MandateView",
    "RecusalView",
    "act_as",
    "authenticate",
    "closed_to",
    "mandates_at",
    "mandates_of",
    "name_behind",
    "opened_by",
    "recusals_at",
    "recused_from",
    "share_a_person",
    "standing_of",
]


@dataclass(frozen=True)
class MandateView:
    """A mandate as recorded; ``organ`` empty: the whole system."""

    id: str
    person: str
    name: str
    organ: str
    post: str
    role: str
    powers: tuple[str, ...]
    valid_from: date
    valid_to: date
    granted_by: str
    acting_for: str


@dataclass(frozen=True)
class RecusalView:
    """A recusal, for whoever decides on recusals."""

    id: str
    mandate: str
    kind: str
    subject: str
    ground: str
    valid_from: date
    valid_to: date


@dataclass(frozen=True)
class Standing:
    """How the one who acts is addressed: the own name, the role, and for whom he acts, if for another."""

    name: str
    role: str
    acting_for: str


def standing_of(seen_by: ActingMandate) -> Standing:
    """Who acts under a mandate, as the page that he himself sees says it."""
    if not seen_by.acting_for:
        return Standing(seen_by.name, seen_by.role, "")
    names = Mandate.objects.filter(fact=seen_by.acting_for, closed_stamp=None).values_list("person__name", flat=True)
    return Standing(seen_by.name, seen_by.role, names.first() or "")


def act_as(who: Any, *, on: date, mandate: str | None = None) -> ActingMandate:
    """Open a mandate for one office day.

    Args:
        who: a mandate or an account (the row, or its identifier).
        mandate: which one, where the account has several.
    Raises:
        NotMandated: none holds on that day, was recorded by then, or the account is closed.
        SeveralMandates: the account has several and none was chosen.
    """
    key = str(getattr(who, "fact", None) or getattr(who, "id", who))
    persons = Account.objects.filter(id=key, closed_stamp=None).values("person")
    held = _holding(on).filter(Q(fact=key) | Q(person__in=persons))
    if mandate is not None:
        held = held.filter(fact=mandate)
    found = [row for row in held.select_related("person").order_by("fact") if _represented_holds(row, on)]
    if not found:
        raise NotMandated(on=on)
    if len(found) > 1:
        raise SeveralMandates(on=on, count=len(found))
    row = found[0]
    reach = path_of(organ=row.organ_id, day=on, known_on=on) if row.organ_id else None
    return ActingMandate(
        mandate=row.fact,
        person=row.person_id,
        holder=row.person.holder_id or "",
        organ=row.organ_id,
        post=row.post_id or "",
        powers=frozenset(row.powers.split()),
        on=on,
        reach=reach,
        acting_for=row.acting_for,
        name=row.person.name,
        role=row.role,
    )


def authenticate(*, login_name: str, password: str) -> str | None:
    """The account that this name and password open, or None; takes as long for a name that does not exist."""
    credential = (
        Credential.objects.filter(
            closed_stamp=None, account__login_name=login_name, account__closed_stamp=None
        )
        .select_related("account")
        .first()
    )
    if credential is None:
        make_password(password)
        return None
    return credential.account_id if check_password(password, credential.password) else None


def opened_by(password: str, *, login_names: Collection[str]) -> list[str]:
    """Which of these accounts a password opens; for whoever sets up the site, before anybody is let in."""
    found = Credential.objects.filter(
        closed_stamp=None, account__login_name__in=login_names, account__closed_stamp=None
    ).order_by("account__login_name")
    return [
        name
        for name, hashed in found.values_list("account__login_name", "password")
        if check_password(password, hashed)
    ]


def mandates_of(*, account: str, on: date) -> list[MandateView]:
    """The mandates that the person behind an account may act under on a day."""
    persons = Account.objects.filter(id=account, closed_stamp=None).values("person")
    rows = _holding(on).filter(person__in=persons).select_related("person").order_by("fact")
    return [_view(row) for row in rows if _represented_holds(row, on)]


def mandates_at(*, seen_by: Actor, where: str | None) -> list[MandateView]:
    """All present and future mandates of an organ, or of the system (None); past ones too.

    Raises:
        NotEmpowered: ``seen_by`` may not grant mandates there.
    """
    _needs(seen_by, "grant_mandate", where)
    rows = Mandate.objects.filter(organ=where, closed_stamp=None).select_related("person")
    return [_view(row) for row in rows.order_by("valid_from", "fact")]


def recusals_at(*, seen_by: Actor, where: str) -> list[RecusalView]:
    """The recusals of mandates of an organ, with their grounds.

    Raises:
        NotEmpowered: ``seen_by`` may not decide on recusals there.
    """
    _needs(seen_by, "order_recusal", where)
    mandates = Mandate.objects.filter(organ=where).values("fact")
    rows = Recusal.objects.filter(mandate__in=mandates, closed_stamp=None).order_by("valid_from", "fact")
    return [
        RecusalView(row.fact, row.mandate, row.kind, row.subject, row.ground, row.valid_from, row.valid_to)
        for row in rows
    ]


def closed_to(*, seen_by: Any, kind: str) -> frozenset[str]:
    """The holders, organs or duties to leave out of every list for this viewer; few, for use in SQL."""
    closed: frozenset[str] = seen_by.closed(kind) if isinstance(seen_by, ActingMandate) else frozenset()
    return closed


def recused_from(*, seen_by: Any, kind: str) -> frozenset[str]:
    """The holders, organs or duties that a recusal closes to this viewer; his own person is not among them."""
    recused: frozenset[str] = seen_by.recused_from(kind) if isinstance(seen_by, ActingMandate) else frozenset()
    return recused


def name_behind(*, seen_by: Actor, where: str | None, signature: str) -> str:
    """The name behind a signature of the trail, both names where one acts for another; else empty.

    Raises:
        NotEmpowered: ``seen_by`` may not read the trail there.
    """
    _needs(seen_by, "read_trail", where)
    facts = [part.split(":", 1)[1] for part in signature.split("/") if part.startswith(("mandate:", "for:"))]
    names = dict(Mandate.objects.filter(fact__in=facts).values_list("fact", "person__name"))
    return " → ".join(names[fact] for fact in facts if fact in names)


def share_a_person(one: str, other: str) -> bool:
    """Whether a person stands behind both signatures, acting or acted for, whatever the mandates; names nobody.

    For checks that a second person must make: two mandates of one person are one hand.
    """
    hands, others = _hands(one), _hands(other)
    if hands & others:
        return True
    persons = dict(Mandate.objects.filter(fact__in=hands | others).values_list("fact", "person"))
    return bool({persons.get(fact, fact) for fact in hands} & {persons.get(fact, fact) for fact in others})


def _hands(signature: str) -> set[str]:
    """The mandates in a signature; of what acts for nobody (``system:duties``) its name."""
    return {part.rpartition(":")[2] for part in signature.split("/")}


def _holding(on: date) -> QuerySet[Mandate]:
    # Recorded by then: a mandate that was ended or changed later does not open for a day before that.
    return Mandate.objects.filter(
        closed_stamp=None,
        recorded_from__lte=on,
        valid_from__lte=on,
        valid_to__gt=on,
        person__in=Person.objects.filter(closed_stamp=None),
    )


def _represented_holds(row: Mandate, on: date) -> bool:
    return not row.acting_for or _holding(on).filter(fact=row.acting_for).exists()


def _needs(seen_by: Actor, power: str, where: str | None) -> None:
    if not seen_by.may(power, where):
        raise NotEmpowered(who=seen_by.signature, where=where or "system", power=power)


def _view(row: Mandate) -> MandateView:
    return MandateView(
        row.fact,
        row.person_id,
        row.person.name,
        row.organ_id or "",
        row.post_id or "",
        row.role,
        tuple(row.powers.split()),
        row.valid_from,
        row.valid_to,
        row.granted_by,
        row.acting_for,
    )
