"""Every write of this part, one function per deed."""

from tongjian.duties.acts.adoption import adopt_book, end_adoption, sign_parameter, withdraw_signature
from tongjian.duties.acts.claims import claim, claim_many, withdraw_claim
from tongjian.duties.acts.editions import complete, import_text, seal_edition
from tongjian.duties.acts.events import record_event, record_events, withdraw_event
from tongjian.duties.acts.judgement import answer_objection, deliver_notice, find, object_to
from tongjian.duties.acts.ledger import bring_up_to_date, derive, project, publish, rederive, refresh
from tongjian.duties.acts.relief import end_suspension, suspend, waive
from tongjian.duties.acts.verification import verify_claim, verify_many

__all__ = [
    "adopt_book",
    "answer_objection",
    "bring_up_to_date",
    "claim",
    "claim_many",
    "complete",
    "deliver_notice",
    "derive",
    "end_adoption",
    "end_suspension",
    "find",
    "import_text",
    "object_to",
    "project",
    "publish",
    "record_event",
    "record_events",
    "rederive",
    "refresh",
    "seal_edition",
    "sign_parameter",
    "suspend",
    "verify_claim",
    "verify_many",
    "waive",
    "withdraw_claim",
    "withdraw_event",
    "withdraw_signature",
]
