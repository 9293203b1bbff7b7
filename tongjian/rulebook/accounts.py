"""A book against its own text: every word of a clause and every id of the reading is accounted for."""

from collections import Counter
from collections.abc import Iterator, Sequence

from tongjian.rulebook.clause import Clause
from tongjian.rulebook.document import Document
from tongjian.rulebook.errors import BookError, Place
from tongjian.rulebook.parameters import check_parameters
from tongjian.rulebook.schema import BookFile
from tongjian.rulebook.text import ClauseText, Sentence


def check_clause(clause: Clause) -> Iterator[BookError]:
    """The mistakes of a clause that can be seen without other clauses."""
    slugs: dict[str, int] = {}
    for index, measure in enumerate(clause.measures):
        path = ("measures", index)
        if measure.slug in slugs:
            first = clause.document.place("measures", slugs[measure.slug], "slug").line
            what = f"duplicate slug `{measure.slug}` (first on line {first})"
            cure = "give each measure of a clause its own slug"
            yield clause.document.problem((*path, "slug"), what, cure)
        slugs.setdefault(measure.slug, index)
        if measure.until and measure.until <= measure.in_force:
            what = f"the measure ends on {measure.until}, before it begins"
            yield clause.document.problem((*path, "until"), what, "let `until` be later than `in_force`")
        if clause.text and not measure.says and not measure.draft:
            cure = "quote its words under `says`, or say under `draft` why it is inactive"
            yield clause.document.problem(path, f"`{measure.slug}` quotes nothing", cure)
        yield from check_parameters(clause.document, path, measure)
    yield from _check_quotations(clause)


def check_seals(document: Document, seals: dict[str, str], clauses: Sequence[Clause]) -> Iterator[BookError]:
    """The texts that differ from their seals in book.yaml; nothing where the book seals no text."""
    texts = {clause.key: clause.text for clause in clauses if clause.text}
    for key, seal in seals.items():
        if key not in texts:
            what = f"there is no text of a clause `{key}`"
            yield document.problem(("texts", key), what, "remove the seal", key=True)
        elif texts[key].seal != seal:
            what = f"the text of clause {key} is not the text that was sealed"
            cure = "restore text.md, or check it against the source and seal it anew (seal_texts)"
            yield BookError(Place(texts[key].file), what, cure)
    if seals:
        for key in texts.keys() - seals.keys():
            what = f"the text of clause {key} has no seal"
            yield document.problem(("texts",), what, "add it (seal_texts prints it)", key=True)


def reconcile(document: Document, head: BookFile, clauses: Sequence[Clause]) -> Iterator[BookError]:
    """The ids of the reading that nothing reconciles, and the ids that nobody knows."""
    known, found = set(head.entries), set(head.elsewhere)
    for entry, count in Counter(head.entries).items():
        if count > 1:
            last = len(head.entries) - 1 - head.entries[::-1].index(entry)
            what = f"entry {entry} is listed {count} times"
            yield document.problem(("entries", last), what, "list each id once")
    for entry in sorted(found - known):
        cure = "correct the id, or add it to `entries`"
        yield document.problem(("elsewhere", entry), f"unknown entry {entry}", cure, key=True)
    for clause in clauses:
        for entry, path in clause.entries():
            found.add(entry)
            if entry not in known:
                cure = "correct the id, or add it to `entries` of book.yaml"
                yield clause.document.problem(path, f"unknown entry {entry}", cure)
    for number, entry in enumerate(head.entries):
        if entry not in found:
            cure = "name it in `entries` of a measure or of not_encoded, or under `elsewhere`"
            yield document.problem(("entries", number), f"nothing reconciles entry {entry}", cure)


def _check_quotations(clause: Clause) -> Iterator[BookError]:
    covered: set[int] = set()
    lost = False
    for quote, path in clause.quotations():
        found = clause.text.find(quote) if clause.text else []
        what, cure = "", "quote the words exactly as in text.md, inside one sentence"
        if clause.text is None:
            what, cure = "a clause without text.md cannot be quoted", "add text.md, or remove the quotation"
        elif not found:
            what = f"“{quote}” is not in a sentence of clause {clause.key}"
        elif len(found) > 1 and any(quote != sentence.text for sentence, _ in found):
            what = f"“{quote}” occurs {len(found)} times in clause {clause.key}"
            cure = "quote more words, until they occur once"
        if what:
            lost = True
            yield clause.document.problem(path, what, cure)
        for _, at in found:
            covered.update(range(at, at + len(quote)))
    # A lost quotation is one mistake: its words are not reported a second time as unaccounted for.
    if clause.text and not lost:
        yield from _uncovered(clause.text, covered)


def _uncovered(text: ClauseText, covered: set[int]) -> Iterator[BookError]:
    for sentence in text.sentences:
        left = sorted(sentence.words - covered)
        if left:
            words = "、".join(f"“{run}”" for run in _runs(sentence, left, covered))
            what = f"nobody accounts for {words} in sentence {sentence.number}"
            cure = "quote the words by a measure, or list them under `not_encoded` with a reason"
            yield BookError(text.place(sentence, left[0]), what, cure)


def _runs(sentence: Sentence, left: Sequence[int], covered: set[int]) -> Iterator[str]:
    """The uncovered words as pieces of the sentence; only punctuation joins two of them."""
    first = last = left[0]
    for at in (*left[1:], None):
        if at is None or any(between in covered for between in range(last, at)):
            yield sentence.text[first - sentence.start : last + 1 - sentence.start]
            first = at if at is not None else first
        last = at if at is not None else last
