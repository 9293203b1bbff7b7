"""Who is looking: the account in the cookie, the mandate opened anew for every request."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tongjian.access.queries import act_as
from tongjian.access.refusals import NotMandated, SeveralMandates
from tongjian.trail.refusal import NotEmpowered, Refusal
from tongjian.web.staff.day import office_day
from tongjian.web.staff.sentence import sentence_of

ACCOUNT, MANDATE = "account", "mandate"
View = Callable[..., HttpResponse]


def for_everybody(view: View) -> View:
    """Mark a view that needs nobody logged in."""
    view.for_everybody = True  # type: ignore[attr-defined]
    return view


def enter(request: HttpRequest, account: str, mandate: str = "") -> None:
    """Let somebody in; the old cookie is worth nothing afterwards."""
    request.session.flush()
    request.session[ACCOUNT] = account
    if mandate:
        request.session[MANDATE] = mandate


def leave(request: HttpRequest) -> None:
    """Let somebody out."""
    request.session.flush()


def recognise(request: Any) -> None:
    """Open the mandate of whoever is logged in; of a stranger none.

    Raises:
        SeveralMandates: none was chosen yet.
        NotMandated: none holds any more.
    """
    account = request.session.get(ACCOUNT)
    if account:
        request.by = act_as(account, on=request.today, mandate=request.session.get(MANDATE)).for_one_answer()


class Who:
    """Middleware: gives every request its office day and the acting mandate, and turns refusals into pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.today = office_day()  # type: ignore[attr-defined]
        request.by = None  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: Any, view: View, *given: Any) -> HttpResponse | None:
        """Open the mandate; who has none goes to the entrance, who has several chooses."""
        try:
            recognise(request)
        except SeveralMandates:
            return None if getattr(view, "for_everybody", False) else redirect("choose")
        except NotMandated:
            leave(request)
        if request.by is not None or getattr(view, "for_everybody", False):
            return None
        return redirect(f"/login?next={request.path}" if request.path != "/" else "/login")

    def process_exception(self, request: HttpRequest, refused: Exception) -> HttpResponse | None:
        """A refusal is an answer: what, why, and what to do now."""
        if not isinstance(refused, Refusal):
            return None
        status = 403 if isinstance(refused, NotEmpowered) else 409
        return render(
            request,
            "staff/refused.html",
            {"says": sentence_of(request, refused), "clause": refused.clause},
            status=status,
        )
