"""导入正式文本: the text an organ brings beside the book and its drafts; in force only by signature."""

from pathlib import Path
from typing import Any, Literal

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongjian.duties import acts
from tongjian.rulebook import Alignment, Book, BookError, align, lost_clauses, read_official
from tongjian.terms import shows
from tongjian.trail.refusal import Refusal
from tongjian.web.staff.ledger.views import needs
from tongjian.web.staff.rulebook_of import clause_called, rulebook_of
from tongjian.web.staff.sentence import mistake_of, sentence_of

LARGEST = 2 * 1024 * 1024


@shows("draft")
@require_http_methods(["GET", "POST"])
def official_text(request: Any, book: str) -> HttpResponse:
    """What the book still lacks; after a text was brought, what agrees and what does not; then the signature."""
    head = _book(request, book)
    context: dict[str, Any] = {"book": head, "lost": _lost(head), "may": "adopt_book" in request.by.powers, "wrong": ""}
    brought = request.FILES.get("text")
    if request.method == "POST":
        needs(request, "adopt_book")
        if brought is None or brought.size > LARGEST:
            context["wrong"] = _("请选择一个 UTF-8 文本文件（.txt 或 .md），不超过 2 MB。")
            return render(request, "books/official.html", context)
        try:
            content, name = brought.read(), Path(Path(brought.name).name)
            context["alignment"] = alignment = align(head, read_official(content, name))
            context["clauses"] = [(_named(head, one.key), one) for one in alignment.clauses]
            if request.POST.get("sign"):
                return _signed(request, book, content, name, alignment)
        except BookError as mistake:
            context["wrong"] = mistake_of(mistake, _speaking())
        except Refusal as refused:
            context["wrong"] = sentence_of(request, refused)
    return render(request, "books/official.html", context)


def _signed(request: Any, book: str, content: bytes, name: Path, alignment: Alignment) -> HttpResponse:
    """Sign as the viewer's own organ, which must stand above every organ that adopted the book."""
    acts.import_text(
        by=request.by,
        where=request.by.organ,
        on=request.today,
        organ=request.by.organ,
        book=book,
        brought=content,
        signer=request.by.organ,
        file=name,
    )
    said = _("已签署：%(count)d 项措施启用，自下一次推导起产生责任。")
    messages.success(request, said % {"count": len(alignment.activates)})
    return redirect("books")


def _book(request: Any, key: str) -> Book:
    try:
        return rulebook_of(request.today).book(key)
    except KeyError:
        raise Http404 from None


def _lost(book: Book) -> list[tuple[str, int]]:
    """The clauses that lack their text, and how many drafts wait there."""
    return [(_named(book, one.key), len(one.drafts)) for one in lost_clauses(book)]


def _named(book: Book, clause: str) -> str:
    return clause_called(book, clause)[1 if _speaking() == "en" else 0]


def _speaking() -> Literal["zh", "en"]:
    return "en" if (get_language() or "").startswith("en") else "zh"
