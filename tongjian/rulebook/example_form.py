"""The form of worked examples and of the cast they share.

Facts carry keys (slugs) where the register has ids. Semantics of every column: ``docs/semantics.md``.
"""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, model_validator

from tongjian.rulebook.mistakes.examples import EmptySpan, ReasonWithoutState, VacancyWithHolder
from tongjian.rulebook.schema import (
    Basis,
    Event,
    ExhibitKind,
    Form,
    Level,
    OrganClass,
    Role,
    Slug,
    TenureKind,
    Text,
)
from tongjian.rulebook.wording import OPEN

LONG_AGO = date(1990, 1, 1)
OUTSIDE = "outside"
State = Literal[
    "inactive", "not_owed", "unknown", "superseded", "waived", "suspended", "done", "done_late", "lapsed",
    "overdue", "past_suggested", "due_soon", "open", "not_open"]  # fmt: skip
MeasureName = Annotated[str, StringConstraints(pattern=r"^([a-z0-9_]+/[a-z0-9_.]+/)?[a-z][a-z0-9_]*$")]
Marker = Annotated[str, StringConstraints(pattern=r"^(parameter:)?[A-Za-z0-9_-]+$")]
Value = str | int | list[str]


class Known(Form):
    """When a fact was recorded, and until when it stood so."""

    recorded: date = LONG_AGO
    recorded_until: date = OPEN


class Span(Known):
    """A fact that holds over ``[from, until)``."""

    since: date = Field(default=LONG_AGO, alias="from")
    until: date = OPEN

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "Span":
        if self.until <= self.since:
            raise EmptySpan()
        return self


class Change(Known):
    """What is different about an organ from a day on."""

    since: date = Field(alias="from")
    organ_class: OrganClass | None = Field(default=None, alias="class")
    level: Level | None = None
    under: str | None = None
    led_by: str | None = None
    stationed_at: str | None = None


class OrganFact(Span):
    """An organ with its body ``<key>_body``; ``under: outside`` = its superior is not in this system."""

    organ_class: OrganClass = Field(alias="class")
    level: Level
    under: str | None = None
    led_by: str | None = None
    stationed_at: str | None = None
    changes: list[Change] = Field(default=[])


class PostFact(Span):
    """A post in the leading body of an organ."""

    organ: Slug
    role: Role
    precedence: int = 1


class TenureFact(Span):
    """Somebody in a post, or with ``holder: ~`` a recorded vacancy."""

    post: Slug
    holder: str | None
    kind: TenureKind | Literal["vacant"]

    @model_validator(mode="after")
    def _only_vacancies_are_empty(self) -> "TenureFact":
        if (self.holder is None) != (self.kind == "vacant"):
            raise VacancyWithHolder()
        return self


class EventFact(Known):
    """Something that happened to a subject."""

    kind: Event
    subject: Slug
    on: date
    detail: str = ""


class RelationFact(Span):
    """A dated superior relation; ``upper: ~`` = outside this system."""

    kind: Literal["managed_by", "led_by", "stationed_at"]
    lower: Slug
    upper: Slug | None


class ClaimFact(Known):
    """An exhibit put forward for one duty."""

    measure: MeasureName | None = None
    subject: Slug
    marker: Marker
    kind: ExhibitKind
    on: date
    verified: bool = True


class ReliefFact(Span):
    """A waiver or a suspension of one duty."""

    measure: MeasureName | None = None
    subject: Slug
    marker: Marker
    kind: Literal["waiver", "suspension"]


class SuccessionFact(Known):
    """After a merger or split: who carries on."""

    origin: Slug
    heir: Slug
    on: date


class Facts(Form):
    """Facts as written: keyed facts may be ``~``, which takes the fact of the cast away."""

    organs: dict[Slug, OrganFact | None] = Field(default={})
    posts: dict[Slug, PostFact | None] = Field(default={})
    tenures: dict[Slug, TenureFact | None] = Field(default={})
    events: dict[Slug, EventFact | None] = Field(default={})
    relations: list[RelationFact] = Field(default=[])
    claims: list[ClaimFact] = Field(default=[])
    reliefs: list[ReliefFact] = Field(default=[])
    successions: list[SuccessionFact] = Field(default=[])


class Cast(Facts):
    """``cast.yaml``: the facts all examples of a book share, and who adopted the book when."""

    adopted: dict[Slug, date] = Field(default={})


class Signature(Form):
    """One signature, where dates or signers differ."""

    parameter: Slug
    value: Value
    by: Slug
    since: date = Field(alias="from")
    measure: MeasureName | None = None


class Row(Form):
    """One duty that is expected; only what is written is compared."""

    subject: Slug
    marker: Marker
    state: State
    opens: date | None = None
    due: date | None = None
    bearer: Slug | None = None
    bearer_post: str | None = None
    done_on: date | None = None
    reason: Literal["vacant", "min_exposure", "superior_outside"] | None = None
    missing: Literal["tenure", "superior"] | None = None
    basis: Basis | None = None
    strength: Literal["binding", "suggested"] | None = None
    provisional: bool | None = None

    @model_validator(mode="after")
    def _no_duty_needs_its_reason(self) -> "Row":
        if (self.state == "not_owed") != (self.reason is not None):
            raise ReasonWithoutState()
        return self

    def written(self) -> dict[str, Any]:
        """The columns that the example states."""
        return {name: getattr(self, name) for name in sorted(self.model_fields_set)}


class Only(Form):
    """Limits the comparison to some rows; an empty list means any."""

    subjects: list[Slug] = Field(default=[])
    markers: list[Marker] = Field(default=[])


class ExampleForm(Form):
    """One row of ``examples.yaml``."""

    name: Text
    en: Text
    measure: MeasureName
    as_of: date
    known_on: date | None = None
    adopted: dict[Slug, date] | None = None
    signed: dict[Slug, Value] = Field(default={})
    signer: Slug | None = None
    signed_on: date | None = None
    signatures: list[Signature] = Field(default=[])
    facts: Facts = Facts()
    only: Only = Only()
    owes: list[Row]
