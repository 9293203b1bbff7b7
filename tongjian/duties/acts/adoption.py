"""An organ adopts a book; a committee signs how an undefined word of it is read."""

from datetime import date

from django.conf import settings

from tongjian import rulebook
from tongjian.duties import queries
from tongjian.duties.models import Adoption, Signature
from tongjian.duties.refusals import (
    AlreadyAdopted,
    NoBearerSigns,
    NotTaken,
    UnknownBook,
)
from tongjian.register import queries as register
from tongjian.trail.acts import Deed, act
from tongjian.trail.models import OPEN
from tongjian.trail.refusal import NotEmpowered

ADOPTS, SIGNS = "adopt_book", "sign_parameter"


def stands_above(deed: Deed, power: str, signer: str, organ: str) -> None:
    """Only a committee on the organ's own path signs for it, and only who is empowered there signs in its name."""
    if not register.stands_under(organ=organ, upper=signer, day=deed.on, known_on=deed.on):
        raise NoBearerSigns(signer=signer, organ=organ)
    if not deed.by.may(power, signer):
        raise NotEmpowered(who=deed.by.signature, where=signer, power=power)


@act("book.adopted", needs=ADOPTS)
def adopt_book(deed: Deed, *, organ: str, book: str, since: date, signer: str) -> Adoption:
    """Let a book apply to an organ and all below it for windows that open on ``since`` or later.

    Args:
        signer: the committee that signs the book's values: the organ itself or one above it.
    """
    if book not in rulebook.shelf(settings.BOOKS):
        raise UnknownBook(book=book)
    if Adoption.objects.filter(organ_id=organ, book=book, recorded_to=OPEN).exists():
        raise AlreadyAdopted(book=book)
    stands_above(deed, ADOPTS, signer, organ)
    adoption = Adoption(organ_id=organ, book=book, signer_id=signer, valid_from=since)
    deed.record(adoption)
    deed.about(f"organ:{organ}")
    deed.note(book=book, since=since, signer=signer)
    return adoption


@act("book.left", needs=ADOPTS)
def end_adoption(deed: Deed, *, adoption: Adoption) -> None:
    """Take an adoption back; what was derived from it is derived anew."""
    _still_there(Adoption, adoption.id)
    stands_above(deed, ADOPTS, adoption.signer_id, adoption.organ_id)
    deed.close([adoption])
    deed.about(f"organ:{adoption.organ_id}")
    deed.note(book=adoption.book)


@act("parameter.signed", needs=SIGNS)
def sign_parameter(
    deed: Deed, *, organ: str, measure: str, parameter: str, value: str, since: date, signer: str
) -> Signature:
    """Give an undefined word of a measure its value for an organ and all below it.

    Raises:
        OutOfBounds: the value is no value of the parameter, or looser than the book allows.
        NoBearerSigns: the signer stands neither above the organ nor is it.
    """
    key = measure.partition("/")[0]
    if key not in rulebook.shelf(settings.BOOKS):
        raise UnknownBook(book=key)
    queries.signable(rulebook.read(key, shelves=settings.BOOKS), measure, parameter, value)
    stands_above(deed, SIGNS, signer, organ)
    same = {"organ_id": organ, "measure": measure, "parameter": parameter, "signer_id": signer, "valid_from": since}
    deed.close(Signature.objects.filter(**same, recorded_to=OPEN))
    signature = Signature(**same, value=value)
    deed.record(signature)
    deed.about(f"organ:{organ}")
    deed.note(measure=measure, parameter=parameter, since=since, signer=signer)
    return signature


@act("parameter.withdrawn", needs=SIGNS)
def withdraw_signature(deed: Deed, *, signature: Signature) -> None:
    """Take a signed value back."""
    _still_there(Signature, signature.id)
    stands_above(deed, SIGNS, signature.signer_id, signature.organ_id)
    deed.close([signature])
    deed.about(f"organ:{signature.organ_id}")
    deed.note(measure=signature.measure, parameter=signature.parameter)


def _still_there(model: type[Adoption] | type[Signature], id: str) -> None:
    """Refuse to take back what somebody took back already."""
    if not model.objects.filter(id=id, recorded_to=OPEN).exists():
        raise NotTaken(id=id)
