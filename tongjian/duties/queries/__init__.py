"""Every read of this part that others use; each names who is looking."""

from tongjian.duties.queries.asking import Workload, asked, impact, known_then, signable, what_if
from tongjian.duties.queries.blind_spots import BlindPost, BlindSpots, blind_posts, blind_spots
from tongjian.duties.queries.calendar import calendar
from tongjian.duties.queries.contacts import contact_kinds, contacts
from tongjian.duties.queries.coverage import Covered, coverage
from tongjian.duties.queries.editions import SealedEdition, editions
from tongjian.duties.queries.escalation import Proposal, open_proposals, proposals
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
from tongjian.duties.queries.relations import deriving_measures, dialect, meant_by, prepare, relations
from tongjian.duties.queries.verifiers import verifier_of, verifiers_of, verifying_organs
from tongjian.duties.queries.why import Why, cited, encoded, known_by_ledger, measure_of, why, wording_of

__all__ = [
    "Asked",
    "BlindPost",
    "BlindSpots",
    "Covered",
    "HandOver",
    "Proposal",
    "SealedEdition",
    "Why",
    "Workload",
    "adoptions",
    "asked",
    "blind_posts",
    "blind_spots",
    "by_state",
    "calendar",
    "cited",
    "contact_kinds",
    "contacts",
    "contested",
    "coverage",
    "deriving_measures",
    "dialect",
    "due_between",
    "duties",
    "duty",
    "editions",
    "encoded",
    "findings",
    "generation",
    "governors",
    "hand_over",
    "impact",
    "known_by_ledger",
    "known_then",
    "listed",
    "meant_by",
    "measure_of",
    "open_proposals",
    "prepare",
    "proposals",
    "read_rulebook",
    "relations",
    "scope_sql",
    "signable",
    "signatures",
    "terms",
    "verifier_of",
    "verifiers_of",
    "verifying_organs",
    "what_if",
    "why",
    "wording_of",
]
