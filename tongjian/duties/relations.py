"""The relations that derivation reads and the row that it writes: names, columns, types.

Pure. The register, the ledger and the rulebook each give these relations over their own tables; an example, a
random world or the analytic store gives them as tables of the same names. Meaning: ``docs/semantics.md`` §1.
"""

from collections.abc import Sequence

OPEN = "9999-12-31"

FACTS: dict[str, dict[str, str]] = {
    "place": {
        "organ": "text",
        "organ_class": "text",
        "level": "text",
        "path": "text",
        "valid_from": "date",
        "valid_to": "date",
    },
    "subject": {
        "kind": "text",
        "id": "text",
        "organ": "text",
        "role": "text",
        "valid_from": "date",
        "valid_to": "date",
    },
    "tenure": {
        "id": "text",
        "post": "text",
        "holder": "text",
        "kind": "text",
        "valid_from": "date",
        "valid_to": "date",
    },
    "bearer": {
        "selector": "text",
        "organ": "text",
        "bearer_organ": "text",
        "bearer_post": "text",
        "valid_from": "date",
        "valid_to": "date",
    },
    "heir": {"organ": "text", "day": "date", "successor": "text"},
    "event": {"id": "text", "kind": "text", "subject": "text", "detail": "text", "day": "date"},
    "claim": {
        "measure": "text",
        "subject": "text",
        "marker": "text",
        "kind": "text",
        "happened_on": "date",
        "verified": "integer",
    },
    "relief": {
        "measure": "text",
        "subject": "text",
        "marker": "text",
        "kind": "text",
        "valid_from": "date",
        "valid_to": "date",
    },
    "adopter": {"organ": "text"},
}

TERM: dict[str, str] = {
    "term": "text",
    "measure": "text",
    "governor": "text",
    "generator": "text",
    "opens_from": "date",
    "opens_until": "date",
    "chain_from": "date",
    "repealed_on": "date",
    "every": "text",
    "clock": "text",
    "exposure": "text",
    "basis": "text",
    "signer": "text",
    "subject_kind": "text",
    "roles": "text",
    "classes": "text",
    "levels": "text",
    "events": "text",
    "details": "text",
    "occupied": "integer",
    "personal": "integer",
    "verify": "integer",
    "bearer": "text",
    "kinds": "text",
    "kind_count": "integer",
    "parameter": "text",
    "substitutes": "text",
}

CALENDAR: dict[str, dict[str, str]] = {
    "period": {"unit": "text", "marker": "text", "first": "date", "last": "date", "until": "date"},
    "deadline": {"clock": "text", "day": "date", "due": "date"},
    "day": {
        "day": "date",
        "number": "integer",
        "workdays_before": "integer",
        "workday_number": "integer",
        "is_workday": "integer",
        "announced": "integer",
        "soon_on": "date",
        "next_day": "date",
    },
}

RELATIONS: dict[str, dict[str, str]] = {**FACTS, "term": TERM, **CALENDAR}

ROW: dict[str, str] = {
    "key": "text",
    "measure": "text",
    "subject": "text",
    "marker": "text",
    "term": "text",
    "generator": "text",
    "governor": "text",
    "subject_organ": "text",
    "opens": "date",
    "due": "date",
    "due_final": "date",
    "soon_on": "date",
    "next_due": "date",
    "late_from": "date",
    "provisional": "integer",
    "bearer_organ": "text",
    "bearer_post": "text",
    "strength": "text",
    "reason": "text",
    "missing": "text",
    "done_on": "date",
    "waived_on": "date",
    "suspended_from": "date",
    "suspended_to": "date",
    "superseded_on": "date",
    "lapses_on": "date",
}


def packed(values: Sequence[str]) -> str:
    """A list as the engine stores it: ``|a|b|``, or empty for "any".

    >>> packed(["top_leader", "deputy"])
    '|top_leader|deputy|'
    """
    return f"|{'|'.join(values)}|" if values else ""
