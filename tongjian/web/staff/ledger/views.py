"""The list of duties, and one duty with why it is owed."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from tongjian.access.queries import closed_to
from tongjian.duties import queries
from tongjian.duties.queries import Asked
from tongjian.duties.state import STATES
from tongjian.register import queries as register
from tongjian.rulebook import Rulebook
from tongjian.terms import shows
from tongjian.trail.refusal import NotEmpowered
from tongjian.web.staff.ledger.chain import chain_of, quoted, strip_of
from tongjian.web.staff.ledger.rows import remaining, shown
from tongjian.web.staff.refused import found
from tongjian.web.staff.rulebook_of import SHORT, clause_called, rulebook_of

PAGE = 20
POWER = "read_duties"
# What most people look for first; the rest in the order of the states.
FIRST = ("overdue", "due_soon", "open", "done", "done_late")


@shows("duty", "?clause={book}/{clause}")
def ledger(request: Any) -> HttpResponse:
    """Duties within reach: filters, tabs by state with counts, one page after the other."""
    needs(request, POWER)
    given = {name: request.GET.get(name, "") for name in ("organ", "clause", "due", "state", "after")}
    asked = _asked(given, request.today)
    kept = queries.kept_for(request.by)
    counts = queries.by_state(seen_by=request.by, as_of=request.today, asked=asked, kept=kept)
    state = given["state"] if given["state"] in STATES else None
    page = Asked(**{**asked.__dict__, "state": state, "after": _after(given["after"]), "limit": PAGE + 1})
    rows = queries.duties(seen_by=request.by, as_of=request.today, asked=page, kept=kept)
    more = rows[PAGE - 1] if len(rows) > PAGE else None
    book = rulebook_of(request.today, kept.number)
    context = {
        "rows": shown(rows[:PAGE], request.today, book),
        "tabs": _tabs(given, counts),
        "total": sum(counts.values()),
        "here": counts.get(state, 0) if state else sum(counts.values()),
        "given": given,
        "organs": _organs(request),
        "clauses": _clauses(book),
        "next": _query(given, after=f"{more['due_final'] or '9999-12-31'}~{more['key']}") if more else "",
        "first": _query(given, after="") if given["after"] else "",
    }
    return render(request, "ledger/list.html", context)


@shows("duty")
def duty(request: Any, key: str) -> HttpResponse:
    """One duty: its state, why it is owed step by step, its exhibits, what was done, what can be done now."""
    needs(request, POWER)
    today = request.today
    row = found(queries.duty(seen_by=request.by, key=key, as_of=today))
    why = queries.why(seen_by=request.by, key=key, as_of=today)
    left, urgent = remaining(row, queries.calendar(), today)
    one = shown([row], today)[0]
    context = {
        "duty": one,
        "row": row,
        "left": left,
        "urgent": urgent,
        "chain": chain_of(why),
        "sentences": quoted(queries.encoded(row["measure"]).sentences),
        "strip": strip_of(row, why, queries.calendar(), today),
        "claims": queries.claimed(seen_by=request.by, key=key, as_of=today),
        "objections": queries.objections(seen_by=request.by, key=key, as_of=today),
        "happened": queries.happened(seen_by=request.by, key=key, as_of=today),
        "proposals": queries.proposals(seen_by=request.by, key=key, as_of=today),
        "can": can(request.by, row),
        "settles": row["state"] not in ("inactive", "not_owed", "superseded", "waived"),
    }
    return render(request, "ledger/duty.html", context)


def needs(request: Any, power: str) -> None:
    """Refuse the page to whom lacks the power.

    Raises:
        NotEmpowered: the mandate does not carry it.
    """
    if power not in request.by.powers:
        raise NotEmpowered(who=request.by.signature, where=request.by.organ or "system", power=power)


def place_of(by: Any, row: Mapping[str, Any], power: str) -> str | None:
    """At which organ of a duty the mandate carries a power: the bearer's or the subject's; or nowhere.

    What once stood below is still read, but nothing is done about it any more.
    """
    return next((organ for organ in (row["bearer_organ"], row["subject_organ"]) if by.may(power, organ)), None)


def can(by: Any, row: Mapping[str, Any]) -> dict[str, bool]:
    """What the mandate may do about a duty."""
    powers = ("claim_duty", "file_exhibit", "read_exhibits", "verify_claim", "raise_objection", "answer_objection")
    return {power: place_of(by, row, power) is not None for power in powers}


def _asked(given: Mapping[str, str], today: date) -> Asked:
    since, until = queries.spans(today).get(given["due"], (None, None))
    return Asked(
        organ=given["organ"] or None,
        clause=given["clause"] or None,
        due_from=since,
        due_until=until,
    )


def _after(text: str) -> tuple[date, str] | None:
    day, _mark, key = text.partition("~")
    try:
        return (date.fromisoformat(day), key) if key.isalnum() else None
    except ValueError:
        return None


def _query(given: Mapping[str, str], **changed: str) -> str:
    return "?" + urlencode({name: value for name, value in {**given, **changed}.items() if value})


def _tabs(given: Mapping[str, str], counts: Mapping[str, int]) -> list[dict[str, Any]]:
    """All, then the states that occur."""
    order = [*FIRST, *(state for state in STATES if state not in FIRST)]
    tabs = [{"state": "", "count": sum(counts.values()), "query": _query(given, state="", after="") or "?"}]
    tabs += [
        {"state": state, "count": counts[state], "query": _query(given, state=state, after="")}
        for state in order
        if counts.get(state)
    ]
    return [{**tab, "here": tab["state"] == given["state"]} for tab in tabs]


def _organs(request: Any) -> list[tuple[str, str]]:
    """The viewer's own organ and those directly below it, but for those closed to him."""
    closed = closed_to(seen_by=request.by, kind="organ")
    found = register.own_and_below(seen_by=request.by, day=request.today, known_on=request.today)
    return [one for one in found if one[0] not in closed]


def _clauses(book: Rulebook) -> list[tuple[str, str]]:
    """The clauses that any measure derives from, as the list names them."""
    found: dict[str, str] = {}
    for measure in book.measures:
        if measure.measure.derives is not None and measure.measure.draft is None:
            head = book.book(measure.book)
            at = 1 if (get_language() or "").startswith("en") else 0
            short = SHORT.get(head.file.book_class, ("", ""))[at]
            found.setdefault(f"{measure.book}/{measure.clause}", f"{short} {clause_called(head, measure.clause)[at]}")
    return list(found.items())
