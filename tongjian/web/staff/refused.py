"""The pages that say no."""

from contextlib import suppress
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from tongjian.access.refusals import NotMandated, SeveralMandates
from tongjian.trail.refusal import Refusal
from tongjian.web.staff.who import for_everybody, recognise


class Expired(Refusal):
    """A form came from a page that had stood too long, or from another site."""

    says = _("页面已过期，或者不是由本系统打开的，未作任何改动；请返回并刷新页面后再提交。")


class NotThere(Refusal):
    """Nothing is there, or it is not for the one who asks: nobody learns which."""

    says = _("没有这个页面，或者您无权查看；请从菜单重新进入。")


@for_everybody
def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without the token of this site."""
    return _said(request, Expired(), status=403)


@for_everybody
def not_there(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """An address that leads nowhere."""
    return _said(request, NotThere(), status=404)


def found(thing: Any) -> Any:
    """The thing asked for; what is missing and what may not be seen look the same.

    Raises:
        Http404: there is nothing to show to this viewer.
    """
    if thing is None:
        raise Http404
    return thing


def _said(request: Any, refused: Refusal, status: int) -> HttpResponse:
    """The refusal with the menu of whoever is logged in: these pages come before any view has asked who it is."""
    if getattr(request, "by", None) is None and hasattr(request, "today"):
        with suppress(NotMandated, SeveralMandates):
            recognise(request)
    return render(request, "staff/refused.html", {"says": refused}, status=status)
