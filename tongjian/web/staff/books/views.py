"""制度: the verbatim text beside its measures; parameters that await a signature."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongjian.duties import acts, queries
from tongjian.register import queries as register
from tongjian.rulebook import Book, Clause, Sentence, Span, Stated, Wording, lost_clauses, spans
from tongjian.terms import shows
from tongjian.trail.refusal import Refusal
from tongjian.web.staff.ledger.views import needs
from tongjian.web.staff.refused import found
from tongjian.web.staff.rulebook_of import CIRCLED, clause_called, rulebook_of
from tongjian.web.staff.sentence import sentence_of


@dataclass(frozen=True)
class Piece:
    """A stretch of the text: which measures quote it, and how it is underlined."""

    text: str
    look: str
    slug: str
    marks: tuple[tuple[str, str], ...]


def shelf(request: Any) -> HttpResponse:
    """The books in use, each with its clauses."""
    book = rulebook_of(request.today)
    # What is there to be read comes first; a book of limits alone, which others refer to, last.
    books = sorted(book.books, key=lambda one: not any(clause.text for clause in one.clauses))
    return render(request, "books/shelf.html", {"books": [(one, _rows(one), lost_clauses(one)) for one in books]})


@shows("sentence")
def clause(request: Any, book: str, clause: str) -> HttpResponse:
    """One clause: the text left, the measures right, tied to one another in both ways."""
    rulebook = rulebook_of(request.today)
    try:
        head, this = rulebook.book(book), rulebook.book(book).clause(clause)
    except KeyError:
        raise Http404 from None
    keys = [one.key for one in head.clauses]
    at = keys.index(clause)
    counts = _counts(request, f"{book}/{clause}")
    governor = queries.governor_of(organ=request.by.organ, on=request.today)
    said = {
        one.slug: queries.wording_on(
            book=rulebook, measure=this.measure_id(one.slug), governor=governor, on=request.today
        )
        for one in this.measures
        if one.derives is not None
    }
    waiting = {one.slug for one in this.measures if (found := said.get(one.slug)) and found.awaits and not one.draft}
    measures = [
        (_mark(number), one, counts.get(one.slug, 0), _stated(said.get(one.slug)), one.slug in waiting)
        for number, one in enumerate(this.measures)
    ]
    context = {
        "book": head,
        "clause": this,
        "name": _named(head, this),
        "sentences": [
            (sentence, list(_pieces(this, sentence, accounted, waiting))) for sentence, accounted in spans(this)
        ],
        "measures": measures,
        "refines": [(one, this.quoted(one.says)) for one in this.refines],
        "before": head.clauses[at - 1] if at else None,
        "behind": head.clauses[at + 1] if at + 1 < len(keys) else None,
        "before_name": _named(head, head.clauses[at - 1]) if at else "",
        "behind_name": _named(head, head.clauses[at + 1]) if at + 1 < len(keys) else "",
        "waiting": waiting,
    }
    return render(request, "books/clause.html", context)


@shows("parameter")
def parameters(request: Any) -> HttpResponse:
    """The words that have no value yet, for each organ that adopted a book; who may sign."""
    needs(request, "read_duties")
    rows = queries.awaiting_signature(seen_by=request.by, as_of=request.today)
    at = {"day": request.today, "known_on": request.today}
    names = register.organ_names(ids={row["governor"] for row in rows}, **at)
    book = rulebook_of(request.today)
    waiting = []
    for row in rows:
        measure = book.measure(row["measure"])
        slug = row["marker"].removeprefix("parameter:")
        waiting.append(
            {
                "measure": measure,
                "slug": slug,
                "parameter": measure.measure.parameters[slug],
                "organ": row["governor"],
                "name": names.get(row["governor"], ""),
                "may": request.by.may("sign_parameter", row["governor"]),
            }
        )
    return render(request, "books/parameters.html", {"waiting": waiting})


@require_POST
def sign(request: Any) -> HttpResponse:
    """Sign a value for a word, as a committee that stands above; who owes a duty never signs its reading."""
    needs(request, "sign_parameter")
    organ, measure = request.POST.get("organ", ""), request.POST.get("measure", "")
    waiting = queries.awaiting_signature(seen_by=request.by, as_of=request.today)
    found(next((row for row in waiting if (row["governor"], row["measure"]) == (organ, measure)), None))
    try:
        acts.sign_parameter(
            by=request.by,
            where=request.by.organ,
            on=request.today,
            organ=organ,
            measure=measure,
            parameter=request.POST.get("parameter", ""),
            value=request.POST.get("value", "").strip(),
            since=request.today,
            signer=request.by.organ,
        )
    except Refusal as refused:
        messages.error(request, sentence_of(request, refused))
    else:
        messages.success(request, _("已签署；自下一次推导起，该措施启用。"))
    return redirect("parameters")


def _counts(request: Any, clause: str) -> dict[str, int]:
    """How many duties within reach each measure of a clause has in the ledger."""
    if "read_duties" not in request.by.powers:
        return {}
    found = queries.by_measure(seen_by=request.by, as_of=request.today, clause=clause)
    return {measure.rsplit("/", 1)[-1]: count for measure, count in found.items()}


def _rows(book: Book) -> list[dict[str, Any]]:
    return [
        {
            "key": one.key,
            "name": _named(book, one),
            "opening": one.text.sentences[0].text if one.text else "",
            "gloss": one.text.sentences[0].gloss if one.text else "",
            "titles": [] if one.text else [measure.title for measure in one.measures if not measure.draft],
            "measures": sum(not measure.draft for measure in one.measures),
            "drafts": sum(bool(measure.draft) for measure in one.measures),
        }
        for one in book.clauses
    ]


def _named(book: Book, one: Clause) -> str:
    return clause_called(book, one.key)[1 if (get_language() or "").startswith("en") else 0]


def _mark(number: int) -> str:
    return CIRCLED[number] if number < len(CIRCLED) else f"({number + 1})"


def _stated(wording: Wording | None) -> list[tuple[str, Stated]]:
    """The numbers of a measure under the viewer's governor, each with its basis."""
    if wording is None:
        return []
    given = {"every": wording.every, "within": wording.within, "gap": wording.gap, "exposure": wording.min_exposure}
    return [(name, value) for name, value in given.items() if value]


def _pieces(clause: Clause, sentence: Sentence, accounted: Sequence[Span], waiting: set[str]) -> Iterator[Piece]:
    """The sentence in stretches, each with the numbers of the measures that quote it."""
    numbers = {clause.measure_id(one.slug): (number, one) for number, one in enumerate(clause.measures)}
    cuts = sorted({0, len(sentence.text), *(span.start for span in accounted), *(span.end for span in accounted)})
    for start, end in pairwise(cuts):
        by = [span.by for span in accounted if span.start <= start and end <= span.end and span.by in numbers]
        measures = [numbers[name] for name in dict.fromkeys(by)]
        look = "plain"
        if measures:
            look = "may" if all(one.norm == "may" for _, one in measures) else "must"
            look = "wait" if any(one.slug in waiting or one.draft for _, one in measures) else look
        marks = tuple(
            (_mark(number), one.slug)
            for number, one in measures
            if any(span.end == end and span.by == clause.measure_id(one.slug) for span in accounted)
        )
        yield Piece(sentence.text[start:end], look, measures[0][1].slug if measures else "", marks)
