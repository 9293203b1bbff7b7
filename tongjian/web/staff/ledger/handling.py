"""What a person does about a duty: file an exhibit, refer to one, object, answer, verify."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import PurePath
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tongjian.duties import acts, queries
from tongjian.duties.derive import Scope
from tongjian.evidence import acts as evidence
from tongjian.evidence import queries as exhibits
from tongjian.trail.refusal import NotEmpowered, Refusal
from tongjian.web.staff.ledger.rows import shown
from tongjian.web.staff.ledger.views import needs, place_of
from tongjian.web.staff.refused import found
from tongjian.web.staff.sentence import sentence_of

Form = dict[str, Any]


@require_http_methods(["GET", "POST"])
def file_exhibit(request: Any, key: str) -> HttpResponse:
    """File an exhibit for a duty; one act settles every other duty that the measure lets it settle."""
    row = _row(request, key)
    _place(request, row, "claim_duty")
    _place(request, row, "file_exhibit")
    form: Form = {"kind": "", "title": "", "happened_on": request.today.isoformat(), "errors": {}}
    if request.method == "POST":
        form = {name: request.POST.get(name, "").strip() for name in ("kind", "title", "happened_on")} | {"errors": {}}
        happened_on = _day(form, "happened_on", request.today)
        if not form["title"]:
            form["errors"]["title"] = _("请写明材料名称，例如“2026年上半年监督谈话记录”。")
        if not form["errors"] and _kept(request, form, lambda: _file(request, row, form, happened_on)):
            return redirect("duty", key=key)
    kinds = queries.kinds_asked(term=row["term"])
    return render(request, "ledger/file.html", _around(request, row, form) | {"kinds": kinds})


@require_http_methods(["GET", "POST"])
def link_exhibit(request: Any, key: str) -> HttpResponse:
    """Put forward an exhibit that is there already: nobody is asked for the same thing twice."""
    row = _row(request, key)
    _place(request, row, "claim_duty")
    _place(request, row, "read_exhibits")
    form: Form = {"exhibit": "", "errors": {}}
    if request.method == "POST":
        form = {"exhibit": request.POST.get("exhibit", ""), "errors": {}}
        if not form["exhibit"]:
            form["errors"]["exhibit"] = _("请先选择一份材料。")
        elif _kept(request, form, lambda: _claim(request, row, form["exhibit"], [])):
            return redirect("duty", key=key)
    offered, closed = [], queries.recused_exhibits(seen_by=request.by)
    for kind in queries.kinds_asked(term=row["term"]):
        fitting = exhibits.exhibits(seen_by=request.by, kind=kind, happened_from=row["opens"])
        offered += list(fitting.exclude(id__in=closed)[:10])
    return render(request, "ledger/link.html", _around(request, row, form) | {"offered": offered})


@require_http_methods(["GET", "POST"])
def raise_objection(request: Any, key: str) -> HttpResponse:
    """Contest a duty; an answer is owed."""
    row = _row(request, key)
    place = _place(request, row, "raise_objection")
    form: Form = {"grounds": "", "errors": {}}
    if request.method == "POST":
        form = {"grounds": request.POST.get("grounds", "").strip(), "errors": {}}
        if not form["grounds"]:
            form["errors"]["grounds"] = _("请写明哪一处不符、依据是什么，以便答复。")
        elif _kept(
            request,
            form,
            lambda: acts.object_to(by=request.by, where=place, on=request.today, key=key, grounds=form["grounds"]),
        ):
            messages.success(request, _("异议已提出，状态旁标注“有异议”；应当得到答复。"))
            return redirect("duty", key=key)
    return render(request, "ledger/object.html", _around(request, row, form))


@require_http_methods(["GET", "POST"])
def answer(request: Any, key: str) -> HttpResponse:
    """Answer the objection to a duty, with reasons."""
    row = _row(request, key)
    place = _place(request, row, "answer_objection")
    waiting = next(
        (one for one in queries.objections(seen_by=request.by, key=key, as_of=request.today) if not one.answered_on),
        None,
    )
    objection = found(waiting)
    form: Form = {"answer": "", "upheld": "", "errors": {}}
    if request.method == "POST":
        form = {name: request.POST.get(name, "").strip() for name in ("answer", "upheld")} | {"errors": {}}
        if not form["answer"]:
            form["errors"]["answer"] = _("请写明答复及理由。")
        if form["upheld"] not in ("yes", "no"):
            form["errors"]["upheld"] = _("请选择采纳或者不予采纳。")
        if not form["errors"] and _kept(
            request,
            form,
            lambda: acts.answer_objection(by=request.by, where=place, on=request.today, objection=objection,
                                          answer=form["answer"], upheld=form["upheld"] == "yes"),
        ):  # fmt: skip
            messages.success(request, _("已答复，提出人可以看到答复全文。"))
            return redirect("duty", key=key)
    return render(request, "ledger/answer.html", _around(request, row, form) | {"objection": objection})


@require_POST
def verify(request: Any, key: str, claim: str) -> HttpResponse:
    """Confirm, as a second person, that an exhibit shows what it should."""
    row = _row(request, key)
    place = _place(request, row, "verify_claim")
    filed = found(queries.claim_row(seen_by=request.by, key=key, claim=claim, as_of=request.today))
    form: Form = {"errors": {}}

    def do() -> None:
        acts.verify_claim(by=request.by, where=place, on=request.today, filed=filed)
        acts.bring_up_to_date(on=request.today, scope=Scope((row["measure"],), (row["subject"],)))

    if _kept(request, form, do):
        messages.success(request, _("已核验。"))
    else:
        messages.error(request, form["errors"]["all"])
    return redirect("duty", key=key)


def _file(request: Any, row: Mapping[str, Any], form: Form, happened_on: date) -> None:
    """File the exhibit at the mandate's own organ and claim it for the duty and for those ticked beside it."""
    upload = request.FILES.get("content")
    filed = evidence.file(
        by=request.by,
        where=request.by.organ,
        on=request.today,
        kind=form["kind"],
        title=form["title"],
        happened_on=happened_on,
        content=upload.read() if upload else None,
        file_name=PurePath(upload.name).name if upload else "",
    )
    _claim(request, row, filed.id, request.POST.getlist("too"))


def _claim(request: Any, row: Mapping[str, Any], exhibit: str, too: list[str]) -> None:
    """Claim an exhibit for a duty and for others beside it, and let the ledger follow."""
    settled = []
    for one in [row, *(found(queries.duty(seen_by=request.by, key=key, as_of=request.today)) for key in too)]:
        place = _place(request, one, "claim_duty")
        acts.claim(by=request.by, where=place, on=request.today, exhibit=exhibit, key=one["key"])
        acts.bring_up_to_date(on=request.today, scope=Scope((one["measure"],), (one["subject"],)))
        settled.append(queries.duty(seen_by=request.by, key=one["key"], as_of=request.today))
    done = sum(one is not None and one["state"] in ("done", "done_late") for one in settled)
    messages.success(
        request,
        _("材料已归入。了结 %(done)d 项责任。") % {"done": done}
        if done
        else _("材料已归入；尚需补齐其他材料或者经核验，责任才算了结。"),
    )


def _kept(request: Any, form: Form, do: Callable[[], Any]) -> bool:
    """Do it whole or not at all; a refusal becomes the summary above the form."""
    try:
        with transaction.atomic():
            do()
    except Refusal as refused:
        form["errors"]["all"] = sentence_of(request, refused)
        return False
    return True


def _around(request: Any, row: Mapping[str, Any], form: Form) -> dict[str, Any]:
    """What every form of a duty shows."""
    too = queries.settled_too(
        seen_by=request.by, key=row["key"], happened_on=row["opens"] if row["opens"] > request.today else request.today,
        as_of=request.today,
    )  # fmt: skip
    return {"duty": shown([row], request.today)[0], "row": row, "form": form, "too": shown(too, request.today)}


def _row(request: Any, key: str) -> dict[str, Any]:
    needs(request, "read_duties")
    row: dict[str, Any] = found(queries.duty(seen_by=request.by, key=key, as_of=request.today))
    return row


def _place(request: Any, row: Mapping[str, Any], power: str) -> str:
    place = place_of(request.by, row, power)
    if place is None:
        raise NotEmpowered(who=request.by.signature, where=row["bearer_organ"], power=power)
    return place


def _day(form: Form, name: str, today: date) -> date:
    try:
        return date.fromisoformat(form[name])
    except ValueError:
        form["errors"][name] = _("日期请写成 %(day)s 的样子。") % {"day": today.isoformat()}
        return today
