"""Logging in, choosing a mandate, logging out; in the demo one click for each role."""

from math import ceil

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongjian.access.acts import log_in
from tongjian.access.powers import roles
from tongjian.access.queries import authenticate, mandates_of
from tongjian.access.refusals import TooManyFailures, TooManyFailuresOfAll
from tongjian.register import queries as register
from tongjian.web.staff.day import now, office_day
from tongjian.web.staff.who import ACCOUNT, enter, for_everybody, leave


@for_everybody
def login(request: HttpRequest) -> HttpResponse:
    """Who are you? A wrong name and a wrong password look the same."""
    if request.method != "POST":
        return _asked(request)
    name, password = request.POST.get("login_name", "").strip(), request.POST.get("password", "")
    try:
        account = log_in(login_name=name, password=password, on=office_day(), at=now())
    except (TooManyFailures, TooManyFailuresOfAll) as refused:
        answer = _asked(request, str(refused), status=429)
        answer["Retry-After"] = str(ceil(refused.wait.total_seconds()))
        return answer
    if account is None:
        return _asked(request, _("账号或密码不对；请核对后再试，连续多次不对的，请联系本单位系统管理员。"), status=401)
    return _in(request, account)


@for_everybody
@require_POST
def try_role(request: HttpRequest) -> HttpResponse:
    """In the demo: come in as one of its roles."""
    chosen = next((role for role in settings.DEMO_ROLES if role.login_name == request.POST.get("login_name")), None)
    if chosen is None:
        return redirect("login")
    account = authenticate(login_name=chosen.login_name, password=settings.DEMO_PASSWORD)
    return _in(request, account) if account else redirect("login")


@for_everybody
def choose(request: HttpRequest) -> HttpResponse:
    """Under which mandate? Every act is done under exactly one."""
    account, today = request.session.get(ACCOUNT), request.today  # type: ignore[attr-defined]
    if not account:
        return redirect("login")
    held = mandates_of(account=account, on=today)
    if request.method == "POST":
        if request.POST.get("mandate") in {one.id for one in held}:
            enter(request, account, request.POST["mandate"])
            return redirect("desk")
        return redirect("choose")
    names = register.organ_names(ids=[one.organ for one in held if one.organ], day=today, known_on=today)
    given = [(one, names.get(one.organ, ""), roles().get(one.role)) for one in held]
    return render(request, "entrance/choose.html", {"mandates": given})


@for_everybody
@require_POST
def leaving(request: HttpRequest) -> HttpResponse:
    """Log out."""
    leave(request)
    return redirect("login")


def _in(request: HttpRequest, account: str) -> HttpResponse:
    wanted = request.POST.get("next", "")
    enter(request, account)
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return redirect(wanted if wanted and safe else "desk")


def _asked(request: HttpRequest, wrong: str = "", status: int = 200) -> HttpResponse:
    wanted = request.POST.get("next") or request.GET.get("next", "")
    given = {"wrong": wrong, "next": wanted, "roles": settings.DEMO_ROLES}
    return render(request, "entrance/login.html", given, status=status)
