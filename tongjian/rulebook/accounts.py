"""A book against its own text: every word of a clause and every id of the reading is accounted for."""

from collections import Counter
from collections.abc import Iterator, Sequence

from tongjian.rulebook.clause import Clause
from tongjian.rulebook.document import Document
from tongjian.rulebook.errors import BookError, Place
from tongjian.rulebook.mistakes.measures import DuplicateSlug, EndsBeforeItBegins
from tongjian.rulebook.mistakes.texts import (
    AmbiguousQuotation,
    EntryListedTwice,
    ExpectsWithoutDraft,
    NotInTheText,
    QuotationWithoutText,
    QuotesNothing,
    SealOfNoText,
    TextNotAsSealed,
    TextWithoutSeal,
    UnaccountedWords,
    UnknownEntry,
    UnreconciledEntry,
)
from tongjian.rulebook.parameters import check_parameters
from tongjian.rulebook.schema import BookFile
from tongjian.rulebook.text import ClauseText, runs


def check_clause(clause: Clause) -> Iterator[BookError]:
    """The mistakes of a clause that can be seen without other clauses."""
    slugs: dict[str, int] = {}
    for index, measure in enumerate(clause.measures):
        path = ("measures", index)
        if measure.slug in slugs:
            first = clause.document.place("measures", slugs[measure.slug], "slug").line
            yield clause.document.problem((*path, "slug"), DuplicateSlug(slug=measure.slug, line=first))
        slugs.setdefault(measure.slug, index)
        if measure.until and measure.until <= measure.begins:
            ended = EndsBeforeItBegins(until=measure.until, in_force=measure.begins)
            yield clause.document.problem((*path, "until"), ended)
        if clause.text and not measure.says and not measure.draft:
            yield clause.document.problem(path, QuotesNothing(slug=measure.slug))
        if measure.expects and not measure.draft:
            yield clause.document.problem((*path, "expects"), ExpectsWithoutDraft(slug=measure.slug))
        yield from check_parameters(clause.document, path, measure)
    yield from _check_quotations(clause)


def check_seals(document: Document, seals: dict[str, str], clauses: Sequence[Clause]) -> Iterator[BookError]:
    """The texts that differ from their seals in book.yaml; nothing where the book seals no text."""
    texts = {clause.key: clause.text for clause in clauses if clause.text}
    for key, seal in seals.items():
        if key not in texts:
            yield document.problem(("texts", key), SealOfNoText(clause=key), key=True)
        elif texts[key].seal != seal:
            yield TextNotAsSealed(clause=key).at(Place(texts[key].file))
    if seals:
        for key in texts.keys() - seals.keys():
            yield document.problem(("texts",), TextWithoutSeal(clause=key), key=True)


def reconcile(document: Document, head: BookFile, clauses: Sequence[Clause]) -> Iterator[BookError]:
    """The ids of the reading that nothing reconciles, and the ids that nobody knows."""
    known, found = set(head.entries), set(head.elsewhere)
    for entry, count in Counter(head.entries).items():
        if count > 1:
            last = len(head.entries) - 1 - head.entries[::-1].index(entry)
            yield document.problem(("entries", last), EntryListedTwice(entry=entry, times=count))
    for entry in sorted(found - known):
        yield document.problem(("elsewhere", entry), UnknownEntry(entry=entry), key=True)
    for clause in clauses:
        for entry, path in clause.entries():
            found.add(entry)
            if entry not in known:
                yield clause.document.problem(path, UnknownEntry(entry=entry))
    for number, entry in enumerate(head.entries):
        if entry not in found:
            yield document.problem(("entries", number), UnreconciledEntry(entry=entry))


def _check_quotations(clause: Clause) -> Iterator[BookError]:
    covered: set[int] = set()
    lost = False
    for quote, path in clause.quotations():
        found = clause.text.find(quote) if clause.text else []
        wrong: BookError | None = None
        if clause.text is None:
            wrong = QuotationWithoutText()
        elif not found:
            wrong = NotInTheText(quote=quote, clause=clause.key)
        elif len(found) > 1 and any(quote != sentence.text for sentence, _ in found):
            wrong = AmbiguousQuotation(quote=quote, times=len(found), clause=clause.key)
        if wrong:
            lost = True
            yield clause.document.problem(path, wrong)
        for _, at in found:
            covered.update(range(at, at + len(quote)))
    # A lost quotation is one mistake: its words are not reported a second time as unaccounted for.
    if clause.text and not lost:
        yield from _uncovered(clause.text, covered)


def _uncovered(text: ClauseText, covered: set[int]) -> Iterator[BookError]:
    for sentence in text.sentences:
        left = sorted(sentence.words - covered)
        if left:
            own, its = (frozenset(at - sentence.start for at in some) for some in (sentence.words, covered))
            words = [f"“{run}”" for run in runs(sentence.text, own, its)]
            yield UnaccountedWords(words=words, sentence=sentence.number).at(text.place(sentence, left[0]))
