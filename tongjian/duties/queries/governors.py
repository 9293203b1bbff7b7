"""Who adopted what: the governors, and the terms that books and signatures give them."""

from datetime import date

from django.conf import settings
from django.db.models import QuerySet

from tongjian import rulebook
from tongjian.duties import compile
from tongjian.duties.compile import Adopted, Governor, TermRow
from tongjian.duties.models import Adoption, Signature
from tongjian.register import queries as register
from tongjian.rulebook import Rulebook, Signed


def _known(rows: QuerySet, known_on: date) -> QuerySet:
    return rows.filter(recorded_from__lte=known_on, recorded_to__gt=known_on)


def adoptions(*, known_on: date) -> list[Adoption]:
    """Every adoption as known on a day, in the order in which they took effect."""
    return list(_known(Adoption.objects.order_by("valid_from", "id"), known_on))


def signatures(*, known_on: date) -> list[Signature]:
    """Every signed parameter as known on a day, in the order in which they took effect."""
    return list(_known(Signature.objects.order_by("valid_from", "id"), known_on))


def read_rulebook(*, known_on: date) -> Rulebook:
    """The books that anybody adopted, with the books they refine."""
    books = dict.fromkeys(adoption.book for adoption in adoptions(known_on=known_on))
    return rulebook.read(*books, shelves=settings.BOOKS)


def governors(*, known_on: date, only: str | None = None) -> list[Governor]:
    """Every organ that adopted a book (or one of them), with what the committees above it adopted and signed.

    An adoption holds for the organ and all below it; a nearer governor adds to it and may only tighten.
    """
    adopted, signed = adoptions(known_on=known_on), signatures(known_on=known_on)
    found = []
    for organ in dict.fromkeys(adoption.organ_id for adoption in adopted if only in (None, adoption.organ_id)):
        since = min(adoption.valid_from for adoption in adopted if adoption.organ_id == organ)
        path = register.path_of(organ=organ, day=max(since, known_on), known_on=known_on).strip("/").split("/")
        near = {upper: place for place, upper in enumerate(reversed(path))}
        inherited = sorted((one for one in adopted if one.organ_id in near), key=lambda one: near[one.organ_id])
        found.append(
            Governor(
                organ,
                tuple(Adopted(one.book, one.valid_from, one.signer_id) for one in inherited),
                tuple(
                    Signed(one.measure, one.parameter, _typed(one.value), one.valid_from, one.signer_id)
                    for one in signed
                    if one.organ_id in near
                ),
            )
        )
    return found


def governor_of(*, organ: str | None, on: date) -> Governor | None:
    """The nearest organ upward that adopted a book, as it stands on a day; of nobody in particular the first one."""
    found = governors(known_on=on)
    if organ is None:
        return found[0] if found else None
    path = register.path_of(organ=organ, day=on, known_on=on).strip("/").split("/")
    above = sorted((one for one in found if one.organ in path), key=lambda one: -path.index(one.organ))
    return above[0] if above else None


def _typed(value: str) -> str | int:
    return int(value) if value.isdigit() else value


def terms(*, known_on: date) -> tuple[Rulebook | None, list[TermRow]]:
    """The rulebook and its terms as known on a day; nothing where no organ adopted a book."""
    found = governors(known_on=known_on)
    if not found:
        return None, []
    book = read_rulebook(known_on=known_on)
    return book, compile.terms(book, found)
