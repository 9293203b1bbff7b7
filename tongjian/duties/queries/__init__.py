"""Every read of this part that others use; each names who is looking."""

from tongjian.duties.queries.asking import Workload, asked, impact, known_then, what_if
from tongjian.duties.queries.blind_spots import BlindPost, BlindSpots, blind_posts, blind_spots
from tongjian.duties.queries.coverage import Covered, coverage
from tongjian.duties.queries.escalation import Proposal, proposals
from tongjian.duties.queries.governors import adoptions, governors, read_rulebook, signatures, terms
from tongjian.duties.queries.hand_over import HandOver, hand_over
from tongjian.duties.queries.ledger import (
    Asked,
    by_state,
    contested,
    due_between,
    duties,
    duty,
    findings,
    generation,
    listed,
    scope_sql,
)
from tongjian.duties.queries.relations import deriving_measures, dialect, prepare, relations
from tongjian.duties.queries.why import Why, calendar, cited, why

__all__ = [
    "Asked",
    "BlindPost",
    "BlindSpots",
    "Covered",
    "HandOver",
    "Proposal",
    "Why",
    "Workload",
    "adoptions",
    "asked",
    "blind_posts",
    "blind_spots",
    "by_state",
    "calendar",
    "cited",
    "contested",
    "coverage",
    "deriving_measures",
    "dialect",
    "due_between",
    "duties",
    "duty",
    "findings",
    "generation",
    "governors",
    "hand_over",
    "impact",
    "known_then",
    "listed",
    "prepare",
    "proposals",
    "read_rulebook",
    "relations",
    "scope_sql",
    "signatures",
    "terms",
    "what_if",
    "why",
]
