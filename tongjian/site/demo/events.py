"""What happened to whom: events drawn for whatever the books in force speak of. Pure.

Driven by the compiled terms: an event that no measure names is not drawn; a subject that no term means has none.
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from tongjian.duties.compile import TermRow
from tongjian.site.demo.people import TODAY
from tongjian.site.demo.recording import City

FIRST = date(2024, 1, 3)
# How many a year for a hundred subjects; what is not listed is rare.
RATES = {
    ("collective_decision.taken", "body"): 300.0,
    ("archive_event.concluded", "post"): 9.0,
    ("finding.received", "organ"): 25.0,
    ("finding.received", "post"): 2.0,
    ("recommendation.served", "organ"): 9.0,
    ("deployment.received", "organ"): 60.0,
    ("supervision_plan.adopted", "organ"): 80.0,
    ("opinion.requested", "post"): 6.0,
    ("selection.opened", "post"): 4.0,
    ("report.received", "organ"): 300.0,
    ("clue.identified", "organ"): 40.0,
    ("consultation.called", "organ"): 40.0,
    ("assessment.opened", "body"): 30.0,
    ("measure_review.due", "organ"): 20.0,
    ("inquiry_reply.countersigned", "post"): 1.5,
    ("warning_sign.found", "post"): 3.0,
    ("intervention.experienced", "post"): 0.8,
    ("serious_case.closed", "organ"): 3.0,
}
RARE = 1.2
# What follows from what, on the same subject, after so many days.
FOLLOWS = {
    "recommendation.answered": ("recommendation.served", 12, 28),
    "rectification_report.received": ("finding.received", 25, 55),
}


def events(
    terms: Iterable[TermRow], city: City, ends: Mapping[str, date], chance: random.Random
) -> dict[date, list[dict[str, Any]]]:
    """The events by the last day of the month in which they were recorded."""
    meant: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for term in sorted(terms, key=lambda term: term.term):
        if term.generator == "event":
            for kind in term.events.strip("|").split("|"):
                meant[kind, term.subject_kind].update(_subjects(term, city))
    drawn: dict[tuple[str, str], list[tuple[str, date]]] = {}
    for kind, about in sorted(meant, key=lambda one: (one[0] in FOLLOWS, one)):
        if kind == "tenure.started":
            continue
        if kind in FOLLOWS:
            drawn[kind, about] = _following(drawn.get((FOLLOWS[kind][0], about), []), kind, chance)
        else:
            drawn[kind, about] = _drawn(meant[kind, about], ends, RATES.get((kind, about), RARE), chance)
    months: dict[date, list[dict[str, Any]]] = defaultdict(list)
    for (kind, _), found in drawn.items():
        for subject, day in found:
            months[month_end(day)].append({"kind": kind, "subject": subject, "day": day})
    return {
        month: sorted(found, key=lambda one: (one["day"], one["kind"], one["subject"]))
        for month, found in sorted(months.items())
    }


def month_end(day: date) -> date:
    """The last day of a month, or the demo's today.

    >>> month_end(date(2024, 2, 3)), month_end(date(2026, 11, 2))
    (datetime.date(2024, 2, 29), datetime.date(2026, 11, 23))
    """
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return min(TODAY, following - timedelta(days=1))


def _subjects(term: TermRow, city: City) -> dict[str, str]:
    """Identifier and organ of every subject that the term means on the first day."""
    found = {}
    for key, unit in city.units.items():
        if (
            unit.level == "province"
            or not _listed(term.classes, unit.organ_class)
            or not _listed(term.levels, unit.level)
        ):
            continue
        if term.subject_kind == "organ":
            found[city.organs[key]] = key
        elif term.subject_kind == "body":
            found[city.bodies[key]] = key
        else:
            found |= {city.posts[seat.key]: key for seat in unit.seats if _listed(term.roles, seat.role)}
    return found


def _listed(packed: str, word: str) -> bool:
    return not packed or f"|{word}|" in packed


def _drawn(
    subjects: Mapping[str, str], ends: Mapping[str, date], rate: float, chance: random.Random
) -> list[tuple[str, date]]:
    ids, days = sorted(subjects), (TODAY - FIRST).days
    found = []
    for _ in range(max(2, round(len(ids) * rate / 100 * days / 365))):
        subject, day = chance.choice(ids), _weekday(FIRST + timedelta(days=chance.randrange(days)))
        if day < ends.get(subjects[subject], TODAY):
            found.append((subject, day))
    # The same thing does not happen twice to one subject on one day.
    return sorted(set(found), key=lambda one: (one[1], one[0]))


def _following(before: list[tuple[str, date]], kind: str, chance: random.Random) -> list[tuple[str, date]]:
    _, soonest, latest = FOLLOWS[kind]
    later = [
        (subject, _weekday(day + timedelta(days=chance.randint(soonest, latest))))
        for subject, day in before
        if chance.random() < 0.85
    ]
    return sorted({one for one in later if one[1] <= TODAY}, key=lambda one: (one[1], one[0]))


def _weekday(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - 4))
