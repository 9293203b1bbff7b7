"""``@act``: the gate through which anything is ever written, and the acts of the trail itself.

Permission, transaction, stamp and sealed entry are the gate's business; the function inside it only says
what happens. Acts that write run one at a time: each holds the clock from its first statement to its
commit, so stamps commit in order and whoever reads "since stamp N" misses nothing.
"""
import re
import secrets
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import update_wrapper
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from tongjian.trail.columns import moment
from tongjian.trail.deed import Actor, Deed
from tongjian.trail.identifiers import new_id
from tongjian.trail.models import Clock, Entry, Look, Salt
from tongjian.trail.queries import heads, last_cross_sealed
from tongjian.trail.refusal import NotEmpowered, Refusal
from tongjian.trail.verifier import CROSS_SEALED, SEALS, seal_of

__all__ = ["CATALOGUE", "SYSTEM", "Act", "Actor", "Deed", "act", "cross_seal", "looked"]

SYSTEM_CHAIN = "system"
READS = "reads"
SALT_BYTES = 16
NAME = re.compile(r"[a-z][a-z_]*(\.[a-z][a-z_]*)+")

Given = ParamSpec("Given")
Result = TypeVar("Result")

CATALOGUE: dict[str, "Act[Any]"] = {}


class System:
    """The system acting for itself: the daily tick, cross-seals, first set-up. May do everything."""

    signature = "system"

    def may(self, power: str, where: str | None) -> bool:
        return True


SYSTEM = System()


class NoReasonGiven(Refusal):
    """Somebody wanted to look at a sensitive object without saying why."""

    says = _("查看 %(at)s 需要说明事由。请填写事由后再查看。")


class Act(Generic[Result]):
    """A function behind the gate. Called with keywords only; ``by``, ``where`` and ``on`` always."""

    __qualname__: str
    __wrapped__: Callable[..., Result]

    def __init__(
        self, name: str, needs: str | None, chain: str | None, function: Callable[..., Result]
    ) -> None:
        self.name = name
        self.needs = needs
        self._chain = chain
        self._clock = "reads" if chain == READS else "acts"
        self._function = function
        update_wrapper(self, function)

    def __call__(self, *, by: Actor, where: str | None, on: date, **given: Any) -> Result:
        if isinstance(on, datetime) or not isinstance(on, date):
            raise TypeError(f"{self.name}: 'on' is the office day of the act, a date, not {on!r}")
        if self.needs is not None and not by.may(self.needs, where):
            raise NotEmpowered(who=by.signature, where=where or SYSTEM_CHAIN, power=self.needs)
        with transaction.atomic():
            stamp = _next_stamp(self._clock)
            salt, suite = secrets.token_bytes(SALT_BYTES), _suite()
            deed = Deed(act=self.name, by=by, where=where, on=on, stamp=stamp, suite=suite, salt=salt)
            result = self._function(deed, **given)
            _seal(deed, self._chain or (f"organ:{where}" if where else SYSTEM_CHAIN), suite, salt)
        return result


def act(
    name: str, *, needs: str | None, chain: str | None = None
) -> Callable[[Callable[Concatenate[Deed, Given], Result]], Act[Result]]:
    """Put a function behind the gate: power checked, one transaction, one sealed entry.

    Args:
        name: what happened, as a fact in the past: ``tenure.started``.
        needs: the power that ``by`` must have at ``where``; None only where everybody may.
        chain: a chain other than that of the organ ``where``; the trail's own business.
    Raises:
        ValueError: the name is not a name, or is taken.
    """
    if not NAME.fullmatch(name):
        raise ValueError(f"act name {name!r}: lower-case words joined by '.', like 'tenure.started'")

    def behind_the_gate(function: Callable[Concatenate[Deed, Given], Result]) -> Act[Result]:
        taken = CATALOGUE.get(name)
        if taken is not None and taken.__qualname__ != function.__qualname__:
            raise ValueError(f"act name {name!r} is taken by {taken.__qualname__}")
        CATALOGUE[name] = gate = Act(name, needs, chain, function)
        return gate

    return behind_the_gate


def _suite() -> str:
    return str(getattr(settings, "TONGJIAN_TRAIL_SUITE", "SHA-256"))


def _next_stamp(clock: str) -> int:
    """The next stamp; from here to the commit no other act gets one."""
    step = -1 if clock == "reads" else 1
    # An UPDATE locks the row on PostgreSQL as SELECT FOR UPDATE would, in one statement fewer.
    if not Clock.objects.filter(name=clock).update(stamp=F("stamp") + step):
        raise RuntimeError(f"the trail's clock '{clock}' is missing: migrate the database, or verify it")
    return Clock.objects.values_list("stamp", flat=True).get(name=clock)


def _seal(deed: Deed, chain: str, suite: str, salt: bytes) -> None:
    rows = deed.rows_said()
    if rows:
        Salt.objects.create(stamp=deed.stamp, value=salt)
    last = Entry.objects.filter(chain=chain).order_by("-seq").values_list("seq", "seal").first() or (0, "")
    at = datetime.now(UTC)
    entry = {
        "id": new_id(),
        "chain": chain,
        "seq": last[0] + 1,
        "stamp": deed.stamp,
        "on": deed.on.isoformat(),
        "at": moment(at),
        "actor": deed.by.signature,
        "act": deed.act,
        "about": deed.spoken_about,
        "detail": deed.noted,
        "rows": rows,
        "suite": suite,
        "previous": last[1],
    }
    Entry.objects.create(**{**entry, "on": deed.on, "at": at}, seal=seal_of(entry))


@act("trail.looked", needs=None, chain=READS)
def looked(deed: Deed, *, at: str, why: str) -> None:
    """Log that somebody looked at a sensitive object; whether they may is asked before.

    Raises:
        NoReasonGiven: ``why`` is empty.
    """
    if not why.strip():
        raise NoReasonGiven(at=at)
    deed.record(Look(at=at, owner_organ=deed.where or "", by=deed.by.signature, why=why.strip()))
    deed.about(at)


@act(CROSS_SEALED, needs="seal_trail", chain=SEALS)
def cross_seal(deed: Deed) -> int:
    """Seal the heads of all chains that moved since the last cross-seal; returns how many moved.

    Done daily. Heads that did not move stay as the earlier cross-seal has them.
    """
    known = last_cross_sealed()
    present = {chain: head for chain, head in heads().items() if chain != SEALS}
    moved = {chain: list(head) for chain, head in present.items() if known.get(chain) != head}
    deed.note(heads=moved, chains=len(present))
    return len(moved)
