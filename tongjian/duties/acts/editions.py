"""An organ brings the official text of a book: the drafts that find their words are active from that day on."""

from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from tongjian import rulebook
from tongjian.duties import editions, queries
from tongjian.duties.acts.adoption import ADOPTS, stands_above
from tongjian.duties.queries.editions import ACT, SealedEdition, shelf_home
from tongjian.duties.refusals import NothingToActivate, ShelfOccupied, SignsForOthers, UnknownBook
from tongjian.register import queries as register
from tongjian.trail.acts import Actor, Deed, act

Progress = Callable[[int, int, str], None]
STEPS = ("核对、写成新版", "封存", "上架")


@act(ACT, needs=ADOPTS)
def seal_edition(
    deed: Deed, *, organ: str, book: str, brought: bytes, file: Path, signer: str, progress: Progress
) -> str:
    """Sign that the official text brings drafts of a book into force from the day of the deed; returns the digest.

    The edition is written whole beside those in force, and is put in force only after this act has been sealed.

    Raises:
        NoBearerSigns, NotEmpowered: the signer stands neither above the organ nor is it, or others act in its name.
        SignsForOthers: an organ that does not stand under the signer goes by the same book.
        NothingToActivate: no draft finds all its words.
    """
    stands_above(deed, ADOPTS, signer, organ)
    _for_everybody(deed, book, signer)
    complete(book)
    read = rulebook.read(book, shelves=settings.BOOKS).book(book)
    alignment = rulebook.align(read, rulebook.read_official(brought, file))
    if not alignment.activates:
        raise NothingToActivate(book=read.file.title)
    edition = rulebook.next_edition(alignment, deed.on)
    digest = editions.write_whole(shelf_home(), read, edition, brought, settings.BOOKS)
    progress(1, len(STEPS), STEPS[1])
    deed.about(f"book:{book}")
    deed.note(
        book=book,
        edition=edition.number,
        digest=digest,
        before=read.digest,
        text=alignment.official.digest,
        organ=organ,
        signer=signer,
        measures=len(edition.activated),
    )
    return digest


def import_text(
    *,
    by: Actor,
    where: str | None,
    on: date,
    organ: str,
    book: str,
    brought: bytes,
    signer: str,
    file: Path = Path("official.txt"),
    progress: Progress | None = None,
) -> SealedEdition:
    """Seal an edition and put it in force; one that was sealed but not yet put in force is put there first.

    Duties follow with the next derivation. Called again with the same text it is refused: nothing is left to activate.

    Raises:
        What ``seal_edition`` raises; ShelfOccupied: what nobody signed stands on the shelf of the data folder.
        BookError: the text is no text of a book, or the new edition would break a book that refines this one.
    """
    tell = progress or (lambda done, total, at: None)
    if book not in rulebook.shelf(settings.BOOKS):
        raise UnknownBook(book=book)
    if editions.occupied(shelf_home(), book):
        raise ShelfOccupied(place=shelf_home() / book)
    waiting = complete(book)
    if waiting and waiting.text == sha256(brought).hexdigest():
        return waiting
    tell(0, len(STEPS), STEPS[0])
    given = {"organ": organ, "book": book, "brought": brought, "file": file, "signer": signer, "progress": tell}
    digest = seal_edition(by=by, where=where, on=on, **given)
    tell(2, len(STEPS), STEPS[2])
    editions.put_in_force(shelf_home(), book, digest)
    return queries.editions(book)[-1]


def complete(book: str) -> SealedEdition | None:
    """Put the last sealed edition of a book in force if a run was interrupted before; None where nothing is due."""
    sealed = queries.editions(book)
    if not sealed or sealed[-1].in_force or not sealed[-1].whole:
        return None
    editions.put_in_force(shelf_home(), book, sealed[-1].digest)
    return queries.editions(book)[-1]


def _for_everybody(deed: Deed, book: str, signer: str) -> None:
    """A book on the shelf is one for all: who brings its text stands above everybody who goes by it."""
    carried: dict[str, bool] = {}
    for adoption in queries.adoptions(known_on=deed.on):
        if adoption.book not in carried:
            books = rulebook.read(adoption.book, shelves=settings.BOOKS).books
            carried[adoption.book] = book in {one.key for one in books}
        under = register.stands_under(organ=adoption.organ_id, upper=signer, day=deed.on, known_on=deed.on)
        if carried[adoption.book] and not under:
            raise SignsForOthers(signer=signer, organ=adoption.organ_id)
