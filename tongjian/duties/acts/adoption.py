"""An organ adopts a book; a committee signs how an undefined word of it is read."""

from datetime import date

from django.conf import settings

from tongjian import rulebook
from tongjian.duties.models import Adoption, Signature
from tongjian.duties.refusals import AlreadyAdopted, NoBearerSigns, OutOfBounds, UnknownBook, UnknownParameter
from tongjian.register import queries as register
from tongjian.rulebook import refused_signature
from tongjian.trail.acts import Deed, act
from tongjian.trail.models import OPEN


def _stands_above(signer: str, organ: str, on: date) -> None:
    """Only a committee on the organ's own path may sign for it; whoever owes a duty by it is not bound by it."""
    if not register.stands_under(organ=organ, upper=signer, day=on, known_on=on):
        raise NoBearerSigns(signer=signer, organ=organ)


@act("book.adopted", needs="adopt_book")
def adopt_book(deed: Deed, *, organ: str, book: str, since: date, signer: str) -> Adoption:
    """Let a book apply to an organ and all below it for windows that open on ``since`` or later.

    Args:
        signer: the committee that signs the book's values: the organ itself or one above it.
    """
    if book not in rulebook.shelf(settings.BOOKS):
        raise UnknownBook(book=book)
    if Adoption.objects.filter(organ_id=organ, book=book, recorded_to=OPEN).exists():
        raise AlreadyAdopted(book=book)
    _stands_above(signer, organ, deed.on)
    adoption = Adoption(organ_id=organ, book=book, signer_id=signer, valid_from=since)
    deed.record(adoption)
    deed.about(f"organ:{organ}")
    deed.note(book=book, since=since, signer=signer)
    return adoption


@act("book.left", needs="adopt_book")
def end_adoption(deed: Deed, *, adoption: Adoption) -> None:
    """Take an adoption back; what was derived from it is derived anew."""
    deed.close([adoption])
    deed.about(f"organ:{adoption.organ_id}")
    deed.note(book=adoption.book)


@act("parameter.signed", needs="sign_parameter")
def sign_parameter(
    deed: Deed, *, organ: str, measure: str, parameter: str, value: str, since: date, signer: str
) -> Signature:
    """Give an undefined word of a measure its value for an organ and all below it.

    Raises:
        OutOfBounds: the value is looser than the book allows.
        NoBearerSigns: the signer stands neither above the organ nor is it.
    """
    book = rulebook.read(measure.split("/")[0], shelves=settings.BOOKS)
    declared = book.measure(measure).measure
    if parameter not in declared.parameters:
        raise UnknownParameter(measure=declared.title.zh, parameter=parameter)
    typed = int(value) if value.isdigit() else value
    if refused_signature(declared, parameter, typed):
        raise OutOfBounds(
            parameter=declared.parameters[parameter].word,
            value=value,
            loosest=declared.parameters[parameter].loosest,
        )
    _stands_above(signer, organ, deed.on)
    deed.close(
        Signature.objects.filter(
            organ_id=organ,
            measure=measure,
            parameter=parameter,
            signer_id=signer,
            valid_from=since,
            recorded_to=OPEN,
        )
    )
    signature = Signature(
        organ_id=organ, measure=measure, parameter=parameter, value=value, signer_id=signer, valid_from=since
    )
    deed.record(signature)
    deed.about(f"organ:{organ}")
    deed.note(measure=measure, parameter=parameter, since=since, signer=signer)
    return signature


@act("parameter.withdrawn", needs="sign_parameter")
def withdraw_signature(deed: Deed, *, signature: Signature) -> None:
    """Take a signed value back."""
    deed.close([signature])
    deed.about(f"organ:{signature.organ_id}")
    deed.note(measure=signature.measure, parameter=signature.parameter)
