from tongjian.duties.models.facts import (
    Adoption,
    Claim,
    Event,
    Finding,
    Objection,
    Relief,
    Signature,
    Verification,
    Withdrawal,
)
from tongjian.duties.models.ledger import Contact, Duty, Generation, Notice, Tally
from tongjian.duties.models.projection import Day, Deadline, Period, Projection, Term

__all__ = [
    "Adoption",
    "Claim",
    "Contact",
    "Day",
    "Deadline",
    "Duty",
    "Event",
    "Finding",
    "Generation",
    "Notice",
    "Objection",
    "Period",
    "Projection",
    "Relief",
    "Signature",
    "Tally",
    "Term",
    "Verification",
    "Withdrawal",
]
