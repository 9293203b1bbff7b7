"""The form of a book: what a measure may say, in closed vocabularies.

Pure Pydantic. There is no expression language: every condition is one of the fields below,
evaluated by the register as of a date. Semantics: ``docs/semantics.md``.
"""
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from tongjian.rulebook.mistakes import measures as mistakes

BookClass = Literal["opinion", "law", "local_rule", "press_text"]
Kind = Literal["duty", "gate", "procedure", "mechanism", "permission", "prohibition", "right", "principle"]
Norm = Literal["must", "should", "may", "encourage", "must_not"]
Status = Literal["seed", "verified", "memory", "local", "fictional"]
Basis = Literal["text", "default", "locality"]
Line = Literal["top_down", "peer", "bottom_up", "self", "specialist", "functional", "external"]
Focus = Literal["F1", "F2", "F3", "F4", "F5"]
Responsibility = Literal[
    "principal", "first", "dual_role", "specialist", "functional", "daily", "democratic"]
Area = Literal[
    "report_account", "talk", "meeting", "decision", "selection", "dossier", "assessment", "petition", "clue",
    "rectification", "recommendation", "inspection", "audit", "disclosure", "intervention", "plan",
    "education", "coordination", "linking", "internal_control", "protection", "appeal", "delivery"]
OrganClass = Literal[
    "party_committee", "working_committee", "government", "street_office", "discipline_organ",
    "stationed_office", "organization_department", "party_department", "government_department",
    "audit_office", "finance_department", "statistics_department", "petition_office", "peoples_congress",
    "political_consultative_conference", "court", "procuratorate", "public_institution", "state_enterprise",
    "university", "mass_organization"]
Level = Literal["centre", "province", "city", "county", "township"]
Role = Literal["top_leader", "deputy", "member"]
SubjectKind = Literal["post", "body", "organ"]
Selector = Literal[
    "own_organ", "own_top_leader", "own_discipline_organ", "own_organization_department",
    "superior_committee", "superior_top_leader", "superior_discipline_organ",
    "superior_organization_department", "leading_discipline_organ", "stationed_office", "subject_post"]
TenureKind = Literal["appointed", "elected", "acting", "concurrent"]
Event = Literal[
    "tenure.started", "life_meeting.irregular", "life_meeting.perfunctory", "major_issue.confirmed",
    "opinion.requested", "selection.opened", "assessment.opened", "problems_many.confirmed",
    "finding.received", "petition_cluster.confirmed", "petition_analysis.item", "public_opinion.received",
    "prominent_case.decided", "general_matter.found", "supervision_plan.adopted",
    "rectification_report.received", "serious_case.closed",
    "recommendation.served", "recommendation.answered", "poor_rectification.found", "clue.identified",
    "consultation.called", "deployment.received", "dereliction.found", "archive_event.concluded",
    "inquiry_reply.countersigned", "warning_sign.found", "important_problem.found",
    "intervention.experienced", "collective_decision.taken", "measure_review.due", "report.received"]
ExhibitKind = Literal[
    "plan", "list", "notice", "agenda", "attendance", "minutes", "speech", "self_check", "opinions",
    "talk_record", "reply", "report", "form", "vote_record", "dissent_record", "decision_document", "receipt",
    "feedback", "public_notice", "survey", "visit_record", "closeout_proof", "mechanism_document",
    "system_document", "signature", "dual_signature", "dossier_entry", "sealed_handover", "analysis",
    "recommendation_document", "transfer_document", "calendar_entry"]
Secrecy = Literal[
    "public", "internal", "work_secret", "personnel", "case_restricted", "reporter_identity", "offline_only"]
Rung = Literal[
    "remind", "urge", "supervise", "interview", "report_up", "correct_order", "redo_order", "circulate",
    "accountability", "transfer_clue", "block", "reassign"]
CheckHow = Literal[
    "system_presence", "document_review", "attend", "spot_check", "return_visit", "survey", "peer_review",
    "superior_sign_off"]
Every = Literal["year", "half_year", "quarter", "month"]
NotEncoded = Literal[
    "heading", "preamble", "principle", "quality", "vocabulary", "metadata", "boundary", "garbled", "lost",
    "awaits_encoding"]

TimeLimit = Annotated[str, StringConstraints(pattern=r"^(0|[1-9]\d{0,3}) (days|workdays|months|years)$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
MeasureId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+/[a-z0-9_.]+/[a-z][a-z0-9_]*$")]
Text = Annotated[str, StringConstraints(min_length=1)]


class Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Title(Form):
    zh: Text
    en: Text


class ByParameter(Form):
    """The text leaves the value open; a party committee signs it."""

    parameter: Slug


class Parameter(Form):
    """An undefined word of the text, and within which bounds a locality may give it a value."""

    word: Text
    type: Literal["every", "time_limit", "count", "list"]
    suggest: str | int | list[str] | None = None
    loosest: str | int | None = None
    until_signed: Literal["inactive", "suggest"] = "inactive"
    status: Status = "memory"
    source: str | None = None

    @model_validator(mode="after")
    def _a_suggestion_needs_a_value(self) -> "Parameter":
        if self.until_signed == "suggest" and self.suggest is None:
            raise mistakes.SuggestionWithoutValue()
        return self


class Due(Form):
    """The time limit: counted after the window's last day, the event's day or the opening day."""

    within: TimeLimit | ByParameter
    basis: Literal["text", "default"] = "default"
    clock: str | None = Field(
        default=None, description="id of the time limit in the book `clocks`, e.g. clocks/jb/acknowledge")
    rolls: bool = Field(default=False, description="a last day that is no working day moves to the next one")


class Periodic(Form):
    every: Every | ByParameter
    basis: Literal["text", "default"] = "default"
    due: Due = Due(within="0 days", basis="text")
    min_exposure: TimeLimit | None = None


class OnEvent(Form):
    on: list[Event] = Field(min_length=1)
    details: list[TenureKind] = []
    due: Due


class Continuous(Form):
    gap: TimeLimit | ByParameter
    basis: Literal["text", "default"] = "default"


class Derives(Form):
    """Exactly one generator."""

    periodic: Periodic | None = None
    event: OnEvent | None = None
    continuous: Continuous | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> "Derives":
        if sum(x is not None for x in (self.periodic, self.event, self.continuous)) != 1:
            raise mistakes.NotOneGenerator()
        return self


class Subject(Form):
    kind: SubjectKind
    roles: list[Role] = []
    classes: list[OrganClass] = []
    levels: list[Level] = []
    occupied: bool = Field(default=False, description="only while somebody holds the post")

    @model_validator(mode="after")
    def _only_posts_have_roles_and_holders(self) -> "Subject":
        if self.kind != "post" and (self.roles or self.occupied):
            raise mistakes.RolesOfNoPost()
        return self


class Bearer(Form):
    who: Selector
    joint_with: list[Selector] = []
    delegable: Literal["no", "with_approval", "yes"] = "no"


class Exhibit(Form):
    kind: ExhibitKind
    fields: list[Slug] = []
    by: Selector | None = None


class Check(Form):
    by: Selector
    how: CheckHow
    criteria: list[Slug] = []


class IfNot(Form):
    """A rung of escalation; only reminding, urging and blocking may happen without a person."""

    after: TimeLimit
    do: Rung
    to: Selector
    confirm: Selector | None = None

    @model_validator(mode="after")
    def _a_person_decides(self) -> "IfNot":
        if self.do not in ("remind", "urge", "block") and self.confirm is None:
            raise mistakes.NobodyConfirms(step=self.do)
        return self


class GateItem(Form):
    id: Slug
    need: Text
    by: Selector
    results: list[str] = Field(min_length=2)


class Measure(Form):
    """One obligation of a book, as data."""

    slug: Slug
    entries: list[str] = Field(default=[], description="ids of the reading of the text, e.g. 19.4")
    title: Title
    kind: Kind
    norm: Norm
    says: list[Text] = Field(default=[], description="verbatim, each inside one sentence of text.md")
    status: Status
    draft: str | None = Field(
        default=None, description="why the measure is inactive, e.g. 报纸版面所缺，导入正式文本后启用")
    expects: list[Text] = Field(
        default=[], description="of a draft: the words that the lost text is expected to hold; never a quotation")
    in_force: date
    active_from: date | None = Field(
        default=None, description="the day on which its text was brought and signed; nothing opens before")
    until: date | None = None
    version: int = Field(default=1, ge=1)
    line: Line | None = None
    focus: list[Focus] = []
    responsibility: Responsibility | None = None
    area: Area
    bearer: Bearer | None = None
    subject: Subject | None = None
    derives: Derives | None = None
    personal: bool = False
    exhibits: list[Exhibit] = []
    verified_by: Selector | None = None
    substitutes: list[MeasureId] = Field(
        default=[], description="measures that one exhibit of this measure may settle too")
    checks: list[Check] = []
    if_not: list[IfNot] = []
    waivable_by: Selector | None = None
    gate: list[GateItem] = []
    parameters: dict[Slug, Parameter] = {}
    steps: list[str] = []
    rights: list[Slug] = []
    recusal: list[Slug] = []
    never: list[Slug] = []
    secrecy: Secrecy = "internal"
    note: str | None = None

    @property
    def begins(self) -> date:
        """The first day on which anything of this measure may open."""
        return max(self.in_force, self.active_from or self.in_force)

    @model_validator(mode="after")
    def _a_measure_that_derives_is_whole(self) -> "Measure":
        if self.derives:
            if self.kind in ("gate", "permission", "prohibition", "right", "principle"):
                raise mistakes.NeverDerives(kind=self.kind)
            if not (self.bearer and self.subject and self.exhibits):
                raise mistakes.DerivesFromTooLittle()
            if self.derives.periodic and self.derives.periodic.min_exposure and not self.subject.occupied:
                raise mistakes.ExposureWithoutHolder()
            if self.personal and not (self.subject.kind == "post"):
                raise mistakes.PersonalWithoutPost()
        if self.kind == "gate" and not self.gate:
            raise mistakes.GateWithoutItems()
        return self


class Unencoded(Form):
    says: Text
    because: NotEncoded
    entries: list[str] = []
    note: str | None = None


class Refinement(Form):
    """A local patch: it may tighten, name or add, never loosen."""

    measure: MeasureId
    says: list[Text] = Field(min_length=1)
    in_force: date
    sign: dict[Slug, str | int | list[str]] = {}
    every: Every | None = None
    within: TimeLimit | None = None
    gap: TimeLimit | None = None
    verified_by: Selector | None = None
    add_exhibits: list[Exhibit] = []
    add_checks: list[Check] = []
    add_if_not: list[IfNot] = []
    title: Title | None = None


class ClauseFile(Form):
    """``clauses/<n>/measures.yaml``"""

    measures: list[Measure] = []
    refines: list[Refinement] = []
    not_encoded: list[Unencoded] = []


class BookFile(Form):
    """``book.yaml``"""

    key: Slug
    book_class: BookClass
    title: Title
    issuer: Title
    issued: date
    published: date | None = None
    in_force: date
    edition: int = Field(default=1, ge=1)
    fictional: bool = False
    source: str
    refines: list[Slug] = Field(
        default=[], description="books whose measures this one may refine; read first")
    entries: list[str] = Field(
        default=[], description="every id of the reading that this book must reconcile")
    elsewhere: dict[str, str] = Field(default={}, description="ids reconciled in another place, and where")
    texts: dict[str, Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]] = Field(
        default={}, description="clause: SHA-256 of its text.md, so that no changed character passes")
