"""盲区: top-leader posts without a contact, by kind of supervision and by pair; no names, no longest first."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from tongjian.duties import queries
from tongjian.register import queries as register
from tongjian.terms import shows
from tongjian.web.staff.ledger.rows import shown
from tongjian.web.staff.ledger.views import needs
from tongjian.web.staff.rulebook_of import rulebook_of

POWER, MONTHS, PAGE = "read_blind_spots", (6, 12, 24), 20
PAIRING = "opinion_2021/chapeau/top_leader_pairing"


@shows(PAIRING)
def blind_spots(request: Any) -> HttpResponse:
    """How many posts lack each kind of supervision, and the pairs whose superior has not acted."""
    needs(request, POWER)
    months, today = _months(request), request.today
    spots = queries.blind_spots(seen_by=request.by, as_of=today, months=months)
    pairs: list[dict[str, Any]] = []
    if any(one.id == PAIRING for one in rulebook_of(today).measures):
        pairs = queries.blind_pairs(
            seen_by=request.by, as_of=today, measure=PAIRING, limit=PAGE + 1, after=_after(request)
        )
    last = pairs[PAGE - 1] if len(pairs) > PAGE else None
    context = {
        "spots": spots,
        "kinds": list(spots.without.items()),
        "months": months,
        "choices": MONTHS,
        "pairs": shown(pairs[:PAGE], today),
        **_pages(request, months, (last["subject_organ"], last["key"]) if last else None),
    }
    return render(request, "blind/spots.html", context)


@shows("blind_spot")
def blind_posts(request: Any, area: str) -> HttpResponse:
    """The posts without one kind of supervision (or without any), by organ in register order."""
    needs(request, POWER)
    months, today = _months(request), request.today
    if area != "any" and area not in set(queries.contact_kinds().areas.values()):
        raise Http404
    found = queries.blind_posts(
        seen_by=request.by, as_of=today, months=months, area=None if area == "any" else area, limit=PAGE + 1,
        after=_after(request),
    )  # fmt: skip
    names = register.post_names(ids=[one.post for one in found], day=today, known_on=today)
    last = found[PAGE - 1] if len(found) > PAGE else None
    context = {
        "area": area,
        "months": months,
        "posts": [(one, names.get(one.post, "")) for one in found[:PAGE]],
        **_pages(request, months, (last.organ, last.post) if last else None),
    }
    return render(request, "blind/posts.html", context)


def _after(request: Any) -> tuple[str, str]:
    """Behind which row the page begins; a mark that is none begins at the first."""
    organ, _mark, row = request.GET.get("after", "").partition("~")
    return (organ, row) if organ.isalnum() and row.isalnum() else ("", "")


def _pages(request: Any, months: int, last: tuple[str, str] | None) -> dict[str, str]:
    """Where the next page begins, and the way back to the first."""
    return {
        "next": f"?months={months}&after={last[0]}~{last[1]}" if last else "",
        "first": f"?months={months}" if request.GET.get("after") else "",
    }


def _months(request: Any) -> int:
    given = request.GET.get("months", "12")
    return int(given) if given.isdigit() and int(given) in MONTHS else 12
