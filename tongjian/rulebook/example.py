"""Worked examples: facts and a day in, the duties owed out. These are the tests a jurist reads.

The form is in README.md. Reads and checks; derives nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tongjian.rulebook.book import Book
from tongjian.rulebook.clause import Clause, Path_
from tongjian.rulebook.document import Document
from tongjian.rulebook.errors import BookError, Place, Said, refuse
from tongjian.rulebook.example_form import (
    OUTSIDE,
    Cast,
    Change,
    ClaimFact,
    EventFact,
    ExampleForm,
    Facts,
    Only,
    OrganFact,
    PostFact,
    RelationFact,
    ReliefFact,
    Row,
    SuccessionFact,
    TenureFact,
    Value,
)
from tongjian.rulebook.mistakes.examples import (
    DerivesNothing,
    NameUsedTwice,
    NobodyAdopted,
    NotInTheCast,
    NotInTheFacts,
    UnknownMeasure,
)
from tongjian.rulebook.mistakes.measures import NoSuchParameter
from tongjian.rulebook.mistakes.phrases import ORGAN, POST, SUBJECT, SUPERIOR
from tongjian.rulebook.parameters import wrong_value
from tongjian.rulebook.shelves import EncodedMeasure, Rulebook
from tongjian.rulebook.wording import Signed


@dataclass(frozen=True)
class Example:
    """An example with its cast laid under it and every default filled in."""

    name: str
    en: str
    book: str
    clause: str
    place: Place
    measure: EncodedMeasure
    as_of: date
    known_on: date
    adopted: Mapping[str, date]
    signed: tuple[Signed, ...]
    organs: Mapping[str, OrganFact]
    posts: Mapping[str, PostFact]
    tenures: Mapping[str, TenureFact]
    events: Mapping[str, EventFact]
    relations: tuple[RelationFact, ...]
    claims: tuple[ClaimFact, ...]
    reliefs: tuple[ReliefFact, ...]
    successions: tuple[SuccessionFact, ...]
    only: Only
    owes: tuple[Row, ...]


def examples(rulebook: Rulebook, book_key: str | None = None) -> tuple[Example, ...]:
    """Every worked example of the books that were read (or of one of them), in the order of reading.

    Raises:
        BookError: a mistake of form, a key that no fact has, a measure or parameter that does not exist,
            a name used twice; each at its line and column.
    """
    found: list[Example] = []
    for book in rulebook.books:
        if book_key in (None, book.key):
            found.extend(_of_book(rulebook, book))
    return tuple(found)


def _of_book(rulebook: Rulebook, book: Book) -> Iterator[Example]:
    cast = _cast(book)
    names: dict[str, Place] = {}
    for clause in book.clauses:
        file = clause.folder / "examples.yaml"
        if not file.exists():
            continue
        document = Document(file)
        rows: list[ExampleForm] = document.validate(list[ExampleForm]) if document.value is not None else []
        for index, row in enumerate(rows):
            place = document.place(index, "name")
            if row.name in names:
                raise NameUsedTwice(name=row.name, place=names[row.name]).at(place)
            names[row.name] = place
            written = _Written(rulebook, clause, document, index, row, cast, _laid_over(cast, row.facts))
            refuse([*_wrong_measure(written), *_wrong_signatures(written), *_unknown_keys(written)])
            yield _meant(written)


def _cast(book: Book) -> Cast:
    file = book.folder / "cast.yaml"
    if not file.exists():
        return Cast()
    document = Document(file)
    cast: Cast = document.validate(Cast) if document.value is not None else Cast()
    known = _known(cast)
    named = [*_references(cast), *((("adopted", key), ORGAN, key) for key in cast.adopted)]
    refuse(
        [
            document.problem(path, NotInTheCast(noun=noun, key=key))
            for path, noun, key in named
            if key not in known[noun]
        ]
    )
    return cast


@dataclass(frozen=True)
class _Written:
    """One example as written, on its way to what is meant."""

    rulebook: Rulebook
    clause: Clause
    document: Document
    index: int
    row: ExampleForm
    cast: Cast
    facts: Facts

    @property
    def adopted(self) -> Mapping[str, date]:
        return self.cast.adopted if self.row.adopted is None else self.row.adopted

    def full_id(self, name: str | None = None) -> str:
        name = name or self.row.measure
        return name if "/" in name else self.clause.measure_id(name)

    def problem(self, path: Path_, mistake: BookError) -> BookError:
        return self.document.problem((self.index, *path), mistake)


def _laid_over(cast: Cast, facts: Facts) -> Facts:
    """The facts of an example over those of its cast."""
    return Facts(
        organs={**cast.organs, **facts.organs},
        posts={**cast.posts, **facts.posts},
        tenures={**cast.tenures, **facts.tenures},
        events={**cast.events, **facts.events},
        relations=[*cast.relations, *facts.relations],
        claims=[*cast.claims, *facts.claims],
        reliefs=[*cast.reliefs, *facts.reliefs],
        successions=[*cast.successions, *facts.successions],
    )


def _wrong_measure(written: _Written) -> Iterator[BookError]:
    measures = {measure.id: measure for measure in written.rulebook.measures}
    name = written.full_id()
    if name not in measures:
        yield written.problem(("measure",), UnknownMeasure(measure=name))
    elif measures[name].measure.derives is None:
        yield written.problem(("measure",), DerivesNothing(measure=name))
    if not written.adopted:
        yield written.problem((), NobodyAdopted())


def _wrong_signatures(written: _Written) -> Iterator[BookError]:
    row = written.row
    signed: list[tuple[Path_, str, Value, str]] = [
        (("signed", parameter), parameter, value, written.full_id())
        for parameter, value in row.signed.items()
    ]
    signed += [
        (("signatures", number, "value"), one.parameter, one.value, written.full_id(one.measure))
        for number, one in enumerate(row.signatures)
    ]
    measures = {measure.id: measure.measure for measure in written.rulebook.measures}
    for path, parameter, value, name in signed:
        declared = measures[name].parameters if name in measures else {}
        if parameter not in declared:
            unknown = NoSuchParameter(measure=name, parameter=parameter, known=list(declared))
            yield written.problem(path, unknown)
        elif wrong := wrong_value(declared[parameter], value):
            yield written.problem(path, wrong)


def _unknown_keys(written: _Written) -> Iterator[BookError]:
    """Keys that no fact has, and measures of claims and reliefs that do not exist."""
    known, row = _known(written.facts), written.row
    found: list[tuple[Path_, Said, str]] = [
        (("facts", *path), noun, key) for path, noun, key in _references(row.facts)
    ]
    found += [(("adopted", key), ORGAN, key) for key in row.adopted or {}]
    found += [(("signer",), ORGAN, row.signer)] if row.signer else []
    found += [(("signatures", n, "by"), ORGAN, one.by) for n, one in enumerate(row.signatures)]
    found += [(("only", "subjects", n), SUBJECT, key) for n, key in enumerate(row.only.subjects)]
    for number, owed in enumerate(row.owes):
        found.append((("owes", number, "subject"), SUBJECT, owed.subject))
        found += [(("owes", number, "bearer"), ORGAN, owed.bearer)] if owed.bearer else []
        found += [(("owes", number, "bearer_post"), POST, owed.bearer_post)] if owed.bearer_post else []
    for path, noun, key in found:
        if key not in known[noun]:
            yield written.problem(path, NotInTheFacts(noun=noun, key=key, known=sorted(known[noun])))
    measures = {measure.id for measure in written.rulebook.measures}
    for group, rows in _settlements(row.facts).items():
        for number, fact in enumerate(rows):
            if (name := written.full_id(fact.measure)) not in measures:
                yield written.problem(("facts", group, number, "measure"), UnknownMeasure(measure=name))


def _settlements(facts: Facts) -> dict[str, Sequence[ClaimFact | ReliefFact]]:
    return {"claims": facts.claims, "reliefs": facts.reliefs}


def _known(facts: Facts) -> dict[Said, set[str]]:
    organs = {key for key, fact in facts.organs.items() if fact}
    posts = {key for key, fact in facts.posts.items() if fact}
    bodies = {f"{organ}_body" for organ in organs}
    return {
        ORGAN: organs,
        SUPERIOR: organs | {OUTSIDE},
        POST: posts,
        SUBJECT: organs | posts | bodies,
    }


def _references(facts: Facts) -> Iterator[tuple[Path_, Said, str]]:
    """Every key that a fact names, with its path and what it must be."""
    for key, organ in facts.organs.items():
        spots: list[tuple[Path_, OrganFact | Change]] = [((), organ)] if organ else []
        spots += [(("changes", n), change) for n, change in enumerate(organ.changes)] if organ else []
        for path, spot in spots:
            for field in ("under", "led_by", "stationed_at"):
                if name := getattr(spot, field):
                    yield ("organs", key, *path, field), SUPERIOR, name
    for key, post in facts.posts.items():
        if post:
            yield ("posts", key, "organ"), ORGAN, post.organ
    for key, tenure in facts.tenures.items():
        if tenure:
            yield ("tenures", key, "post"), POST, tenure.post
    for key, event in facts.events.items():
        if event:
            yield ("events", key, "subject"), SUBJECT, event.subject
    for number, relation in enumerate(facts.relations):
        yield ("relations", number, "lower"), ORGAN, relation.lower
        if relation.upper:
            yield ("relations", number, "upper"), ORGAN, relation.upper
    for group, rows in _settlements(facts).items():
        for number, fact in enumerate(rows):
            yield (group, number, "subject"), SUBJECT, fact.subject
    for number, succession in enumerate(facts.successions):
        yield ("successions", number, "origin"), ORGAN, succession.origin
        yield ("successions", number, "heir"), ORGAN, succession.heir


def _signed(written: _Written) -> Iterator[Signed]:
    row = written.row
    signer = row.signer or next(iter(written.adopted))
    day = row.signed_on or written.adopted.get(signer, row.as_of)
    for parameter, value in row.signed.items():
        yield Signed(written.full_id(), parameter, value, day, signer)
    for one in row.signatures:
        yield Signed(written.full_id(one.measure), one.parameter, one.value, one.since, one.by)


def _meant(written: _Written) -> Example:
    row, facts = written.row, written.facts
    return Example(
        name=row.name,
        en=row.en,
        book=written.clause.book,
        clause=written.clause.key,
        place=written.document.place(written.index),
        measure=written.rulebook.measure(written.full_id()),
        as_of=row.as_of,
        known_on=row.known_on or row.as_of,
        adopted=written.adopted,
        signed=tuple(_signed(written)),
        organs={key: fact for key, fact in facts.organs.items() if fact},
        posts={key: fact for key, fact in facts.posts.items() if fact},
        tenures={key: fact for key, fact in facts.tenures.items() if fact},
        events={key: fact for key, fact in facts.events.items() if fact},
        relations=tuple(facts.relations),
        claims=tuple(
            one.model_copy(update={"measure": written.full_id(one.measure)}) for one in facts.claims
        ),
        reliefs=tuple(
            one.model_copy(update={"measure": written.full_id(one.measure)}) for one in facts.reliefs
        ),
        successions=tuple(facts.successions),
        only=row.only,
        owes=tuple(row.owes),
    )
