"""机关: an organ with its bodies, posts and holders, what it owes and what is owed about it."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from tongjian.access.queries import closed_to, recused_from
from tongjian.duties import queries
from tongjian.duties.queries import Asked
from tongjian.register import queries as register
from tongjian.register.queries import OrganView
from tongjian.web.staff.ledger.rows import shown
from tongjian.web.staff.ledger.views import needs
from tongjian.web.staff.refused import found

PAGE, SHOWN = 40, 8


def organs(request: Any) -> HttpResponse:
    """The organs within reach: the own one with those directly below, or those whose name holds a text."""
    needs(request, "read_register")
    at = {"day": request.today, "known_on": request.today}
    text = request.GET.get("q", "").strip()
    if text:
        rows = _open(request, register.search(seen_by=request.by, text=text, limit=PAGE + 1, **at))
    else:
        rows = _open(request, register.directly_below(seen_by=request.by, organ=request.by.organ, **at))
    return render(request, "organs/list.html", {"organs": rows[:PAGE], "q": text, "more": len(rows) > PAGE})


def organ(request: Any, id: str) -> HttpResponse:
    """One organ as it stands today."""
    needs(request, "read_register")
    today, by = request.today, request.by
    at = {"seen_by": by, "day": today, "known_on": today}
    this = found(next(iter(_open(request, [found(register.organ(id=id, **at))])), None))
    unseen = register.posts_held(holders=recused_from(seen_by=by, kind="holder"), day=today, known_on=today)
    posts = [one for one in register.posts_of(organ=id, **at) if one.id not in unseen]
    held = register.holder_names(posts=[one.id for one in posts], day=today, known_on=today)
    bodies = {one.id: one.name for one in register.bodies_of(organ=id, **at)}
    below = [one for one in _open(request, register.directly_below(organ=id, **at)) if one.id != id]
    above = [part for part in this.path.strip("/").split("/") if part not in {id, *closed_to(seen_by=by, kind="organ")}]
    upper = register.organ_names(ids=above, day=today, known_on=today)
    context: dict[str, Any] = {
        "organ": this,
        "posts": [(one, bodies.get(one.body, ""), held.get(one.id, "")) for one in posts],
        "below": below[:PAGE],
        "more": max(0, len(below) - PAGE),
        "path": [(part, upper[part]) for part in above if part in upper],
    }
    if "read_duties" in by.powers:
        counts = queries.by_state(seen_by=by, as_of=today, asked=Asked(organ=id))
        late = queries.duties(seen_by=by, as_of=today, asked=Asked(organ=id, state="overdue", limit=SHOWN))
        context |= {"counts": counts, "late": shown(late, today)}
    return render(request, "organs/organ.html", context)


def _open(request: Any, organs: Sequence[OrganView]) -> list[OrganView]:
    """The organs but for those closed to the viewer by a recusal."""
    closed = closed_to(seen_by=request.by, kind="organ")
    return [one for one in organs if one.id not in closed]
