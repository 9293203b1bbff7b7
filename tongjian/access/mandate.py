"""Who acts: a mandate opened for one office day, and the engine, which acts for nobody.

Refuses to guess: a power is held at the mandate's own organ and at what stands below it along
`managed_by` on that day, and nowhere else. Both fulfil `Actor` and are given as ``seen_by``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from tongjian.access.models import Recusal
from tongjian.access.models.mandate import RECUSAL_SUBJECTS
from tongjian.access.powers import powers
from tongjian.register.queries import stands_under

DERIVE = "derive_duties"


class EngineOnlyDerives(PermissionError):
    """The engine was asked to do something that a person must answer for."""


class Engine:
    """The one viewer that sees everything and may do nothing but derive duties; only `duties` uses it."""

    signature = "system:duties"
    reach: str | None = None

    def may(self, power: str, where: str | None) -> bool:
        """True for deriving.

        Raises:
            EngineOnlyDerives: for any other power.
        """
        if power != DERIVE:
            raise EngineOnlyDerives(f"the engine derives duties and nothing else, not {power!r} at {where!r}")
        return True

    def may_see(self, kind: str, subject: str) -> bool:
        return True


SYSTEM = Engine()


@dataclass(frozen=True)
class ActingMandate:
    """A mandate as it holds on the day ``on``; made by `access.queries.act_as`.

    ``organ`` None: for the whole system. ``reach`` is the path of the organ on that day, None for everything.
    ``holder`` is the register's office-holder who is the same person, empty if none; ``name`` and ``role`` are how
    the pages address him. ``recusals`` are read once where a mandate lives no longer than one answer
    (`for_one_answer`); otherwise they are asked anew at every look.
    """

    mandate: str
    person: str
    holder: str
    organ: str | None
    post: str
    powers: frozenset[str]
    on: date
    reach: str | None
    acting_for: str = ""
    name: str = ""
    role: str = ""
    recusals: Mapping[str, frozenset[str]] | None = None

    @property
    def signature(self) -> str:
        """What the trail keeps: the mandate, and the one it stands in for."""
        own = f"mandate:{self.mandate}"
        return f"{own}/for:{self.acting_for}" if self.acting_for else own

    def may(self, power: str, where: str | None) -> bool:
        """Whether the mandate has the power at the organ ``where``, or (None) for the whole system."""
        if power not in self.powers:
            return False
        if where is None:
            return self.organ is None and powers()[power].system
        if self.organ is not None and not self._below(where):
            return False
        return not powers()[power].content or self.may_see("organ", where)

    def may_see(self, kind: str, subject: str) -> bool:
        """False where the person is recused, or would look at matters about himself; never says why."""
        if kind not in RECUSAL_SUBJECTS:
            raise ValueError(f"{kind!r}: recusals are from {', '.join(RECUSAL_SUBJECTS)}")
        return subject not in self.closed(kind, subject)

    def closed(self, kind: str, subject: str | None = None) -> frozenset[str]:
        """The holders, organs or duties closed to the person on this day (only ``subject``, if given)."""
        own = {self.holder} if kind == "holder" and self.holder else set()
        return self.recused_from(kind, subject) | own

    def recused_from(self, kind: str, subject: str | None = None) -> frozenset[str]:
        """The same without the person himself: what one owes, and what is owed about one, one may read."""
        if self.recusals is not None:
            return self.recusals.get(kind, frozenset())
        found = Recusal.objects.filter(
            person=self.person, kind=kind, closed_stamp=None, valid_from__lte=self.on, valid_to__gt=self.on
        )
        if subject is not None:
            found = found.filter(subject=subject)
        return frozenset(found.values_list("subject", flat=True))

    def for_one_answer(self) -> "ActingMandate":
        """This mandate with its recusals as they stand now: for one request, which asks for them many times."""
        rows = Recusal.objects.filter(
            person=self.person, closed_stamp=None, valid_from__lte=self.on, valid_to__gt=self.on
        ).values_list("kind", "subject")
        found: dict[str, set[str]] = {}
        for kind, subject in rows:
            found.setdefault(kind, set()).add(subject)
        return replace(self, recusals={kind: frozenset(subjects) for kind, subjects in found.items()})

    def _below(self, where: str) -> bool:
        return where == self.organ or stands_under(
            organ=where, upper=self.organ or "", day=self.on, known_on=self.on
        )
