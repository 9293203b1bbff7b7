"""Every read of this part that others use; each names who is looking."""

from tongjian.duties.queries.asking import Workload, asked, impact, known_then, signable, what_if
from tongjian.duties.queries.blind_spots import BlindPost, BlindSpots, blind_pairs, blind_posts, blind_spots
from tongjian.duties.queries.calendar import calendar
from tongjian.duties.queries.contacts import contact_kinds, contacts
from tongjian.duties.queries.counts import Kept, by_measure, by_state, kept_for, tree_version
from tongjian.duties.queries.coverage import Covered, coverage
from tongjian.duties.queries.editions import SealedEdition, editions
from tongjian.duties.queries.escalation import Proposal, open_proposals, proposals
from tongjian.duties.queries.governors import adoptions, governor_of, governors, read_rulebook, signatures, terms
from tongjian.duties.queries.hand_over import HandOver, hand_over
from tongjian.duties.queries.handling import (
    Claimed,
    Happened,
    awaiting_signature,
    claim_row,
    claimed,
    contested_among,
    happened,
    kinds_asked,
    objections,
    progress,
    settled_too,
)
from tongjian.duties.queries.ledger import (
    Asked,
    contested,
    duty,
    findings,
    generation,
    listed,
    scope_sql,
)
from tongjian.duties.queries.lists import due_between, duties
from tongjian.duties.queries.recused import recused_among, recused_exhibits
from tongjian.duties.queries.relations import deriving_measures, dialect, meant_by, prepare, relations
from tongjian.duties.queries.verifiers import verifier_of, verifiers_of, verifying_organs
from tongjian.duties.queries.why import (
    Why,
    cited,
    clause_name,
    encoded,
    known_by_ledger,
    measure_of,
    why,
    wording_of,
    wording_on,
)
from tongjian.duties.tally import spans

__all__ = [
    "Asked",
    "BlindPost",
    "BlindSpots",
    "Claimed",
    "Covered",
    "HandOver",
    "Happened",
    "Kept",
    "Proposal",
    "SealedEdition",
    "Why",
    "Workload",
    "adoptions",
    "asked",
    "awaiting_signature",
    "blind_pairs",
    "blind_posts",
    "blind_spots",
    "by_measure",
    "by_state",
    "calendar",
    "cited",
    "claim_row",
    "claimed",
    "clause_name",
    "contact_kinds",
    "contacts",
    "contested",
    "contested_among",
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
    "governor_of",
    "governors",
    "hand_over",
    "happened",
    "impact",
    "kept_for",
    "kinds_asked",
    "known_by_ledger",
    "known_then",
    "listed",
    "meant_by",
    "measure_of",
    "objections",
    "open_proposals",
    "prepare",
    "progress",
    "proposals",
    "read_rulebook",
    "recused_among",
    "recused_exhibits",
    "relations",
    "scope_sql",
    "settled_too",
    "signable",
    "signatures",
    "spans",
    "terms",
    "tree_version",
    "verifier_of",
    "verifiers_of",
    "verifying_organs",
    "what_if",
    "why",
    "wording_of",
    "wording_on",
]
