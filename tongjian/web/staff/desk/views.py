"""工作台: four numbers, what waits, what falls due, and in the demo three stops to understand the rest."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from tongjian.calendar import Calendar
from tongjian.duties import queries
from tongjian.duties.queries import Asked
from tongjian.web.staff.day import standing_still
from tongjian.web.staff.desk.tour import stops
from tongjian.web.staff.ledger.rows import shown
from tongjian.web.staff.rulebook_of import rulebook_of

WAITING, COMING = 8, 6


def desk(request: Any) -> HttpResponse:
    """The first page."""
    today, by = request.today, request.by
    context: dict[str, Any] = {"workdays": _workdays(queries.calendar(), today), "weekday": today.isoweekday()}
    if "read_duties" in by.powers:
        at: dict[str, Any] = {"seen_by": by, "as_of": today, "kept": queries.kept_for(by)}
        counts = queries.by_state(**at)
        waiting = [
            row
            for state in ("overdue", "due_soon")
            for row in queries.duties(**at, asked=Asked(state=state, limit=WAITING))
        ][:WAITING]
        coming = queries.due_between(**at, days=30, limit=COMING)
        rows = shown([*waiting, *coming], today, rulebook_of(today, at["kept"].number))
        context |= {
            "numbers": [(state, counts.get(state, 0)) for state in ("overdue", "due_soon", "open")],
            "contested": len(queries.contested(seen_by=by)),
            "waiting": rows[: len(waiting)],
            "coming": rows[len(waiting) :],
            "stops": stops(by, today, at["kept"]) if standing_still() else [],
        }
    return render(request, "desk/desk.html", context)


def _workdays(calendar: Calendar, today: date) -> Mapping[str, Any]:
    """Which working day of the month it is, of how many, and the made-up days of the month."""
    first = today.replace(day=1)
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    before = calendar.workday_number(first) - calendar.is_workday(first)
    days = [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
    return {
        "works": calendar.is_workday(today),
        "number": calendar.workday_number(today) - before,
        "of": calendar.workday_number(last) - before,
        "made_up": [day for day in days if calendar.kind(day).kind == "make_up"],
    }
