"""On what an act may lay hands: only what stands within the reach of whoever acts."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection

from tongjian.access.queries import SYSTEM as ENGINE
from tongjian.access.queries import closed_to, recused_from
from tongjian.duties import queries
from tongjian.duties.refusals import BeyondReach, NoSuchDuty
from tongjian.register import queries as register
from tongjian.trail.acts import Deed

CHUNK = 500


def the_duty(deed: Deed, key: str) -> dict[str, Any]:
    """The ledger row of a key with its state on the deed's day; what the actor may not see does not exist for him.

    Raises:
        NoSuchDuty: neither bearer nor subject stands within reach, or there is no such duty.
    """
    row = queries.duty(seen_by=deed.by, key=key, as_of=deed.on)
    if row is None or not _stands_below(deed, row):
        raise NoSuchDuty(key=key)
    return row


def _stands_below(deed: Deed, row: Mapping[str, Any]) -> bool:
    """What once stood below may still be read; acted upon is only what stands there on the day."""
    below = register.below_sql(deed.by, day=deed.on)
    if below is None:
        return True
    with connection.cursor() as cursor:
        given = [row["bearer_organ"], row["subject_organ"]]
        cursor.execute(f"SELECT 1 FROM ({below}) b WHERE b.organ_id IN (%s, %s)", given)
        return cursor.fetchone() is not None


def duty_for(deed: Deed, key: str, *, power: str, selector: str | None) -> tuple[dict[str, Any], bool]:
    """The ledger row of a key, and whether the actor holds a power at the organ that the book names for it.

    Whom the book names may act on the duty even where neither bearer nor subject stands below him. Where the named
    superior stands outside this system, whoever adopted the book puts its decision on record.
    """
    row = queries.duty(seen_by=ENGINE, key=key, as_of=deed.on)
    if row is not None and selector is not None and not queries.recused_among(seen_by=deed.by, keys=[key]):
        place = {"organ": row["subject_organ"], "day": deed.on, "known_on": deed.on}
        named = queries.meant_by(selector=selector, **place) or row["governor"]
        if deed.by.may(power, named):
            return row, True
    return the_duty(deed, key), False


def within_reach(deed: Deed, subjects: Iterable[str]) -> None:
    """Refuse when a post, body or organ stands beyond the actor's reach, or is closed to him, or its holder is.

    Raises:
        BeyondReach: one does.
    """
    below = register.below_sql(deed.by, day=deed.on)
    if below is None:
        return
    wanted = sorted(set(subjects))
    closed = closed_to(seen_by=deed.by, kind="organ")
    holders = recused_from(seen_by=deed.by, kind="holder")
    if not register.posts_held(holders=holders, day=deed.on, known_on=deed.on).isdisjoint(wanted):
        raise BeyondReach(who=deed.by.signature)
    with connection.cursor() as cursor:
        cursor.execute(below)
        reached = {organ for (organ,) in cursor.fetchall()} - closed
        for start in range(0, len(wanted), CHUNK):
            cursor.execute(register.organs_of_sql(wanted[start : start + CHUNK]))
            organs = {organ for (organ,) in cursor.fetchall()}
            if not organs or organs - reached:
                raise BeyondReach(who=deed.by.signature)


def unrecused(deed: Deed, keys: Iterable[str]) -> None:
    """Refuse when a recusal closes one of the duties to the actor.

    Raises:
        NoSuchDuty: what is closed does not exist for him.
    """
    wanted = sorted(set(keys))
    for start in range(0, len(wanted), CHUNK):
        for key in queries.recused_among(seen_by=deed.by, keys=wanted[start : start + CHUNK]):
            raise NoSuchDuty(key=key)
