"""What others may read of the trail."""
from django.db import connection
from django.db.models import QuerySet

from tongjian.trail.deed import Actor
from tongjian.trail.models import Clock, Entry, Look
from tongjian.trail.refusal import NotEmpowered
from tongjian.trail.verifier import CROSS_SEALED, SEALS, Head

READ_TRAIL = "read_trail"
HEADS = """
SELECT entry.chain, entry.seq, entry.seal FROM trail_entry entry
JOIN (SELECT chain, max(seq) AS seq FROM trail_entry WHERE stamp BETWEEN %s AND %s GROUP BY chain) head
ON entry.chain = head.chain AND entry.seq = head.seq ORDER BY entry.chain
"""


def since(stamp: int, *, acts: tuple[str, ...] = ()) -> QuerySet[Entry]:
    """Entries of the acts after ``stamp`` (0: all), in order of stamp; looks are not among them.

    A reader that remembers the last stamp it saw misses nothing: stamps commit in order.
    """
    entries = Entry.objects.filter(stamp__gt=max(stamp, 0)).order_by("stamp")
    return entries.filter(act__in=acts) if acts else entries


def latest_stamp() -> int:
    """The stamp of the latest act (0: none yet); inside an act, its own or that of the acts it called."""
    return Clock.objects.values_list("stamp", flat=True).get(name="acts")


def entries(*, seen_by: Actor, where: str | None) -> QuerySet[Entry]:
    """The chain of one organ, or of the system (None), latest first.

    Raises:
        NotEmpowered: ``seen_by`` may not read the trail there.
    """
    _may_read(seen_by, where)
    chain = f"organ:{where}" if where else "system"
    return Entry.objects.filter(chain=chain).order_by("-seq")


def looks(*, seen_by: Actor, where: str) -> QuerySet[Look]:
    """Who looked at the sensitive objects of an organ, and why, latest first.

    Raises:
        NotEmpowered: ``seen_by`` may not read the trail there.
    """
    _may_read(seen_by, where)
    return Look.objects.filter(owner_organ=where).order_by("stamp")


def bounds() -> tuple[int, int]:
    """The lowest (looks) and highest (acts) stamp so far.

    What lies between them never changes any more: reading within bounds is reading a snapshot.
    """
    stamps = dict(Clock.objects.values_list("name", "stamp"))
    return stamps["reads"], stamps["acts"]


def heads(within: tuple[int, int] | None = None) -> dict[str, Head]:
    """The last seq and seal of every chain."""
    with connection.cursor() as cursor:
        cursor.execute(HEADS, within or (-(2**62), 2**62))
        return {chain: (seq, seal) for chain, seq, seal in cursor.fetchall()}


def last_cross_sealed() -> dict[str, Head]:
    """The heads as the cross-seals so far know them."""
    known: dict[str, Head] = {}
    for detail in (
        Entry.objects.filter(chain=SEALS, act=CROSS_SEALED).order_by("seq").values_list("detail", flat=True)
    ):
        known.update({chain: (head[0], head[1]) for chain, head in detail["heads"].items()})
    return known


def _may_read(seen_by: Actor, where: str | None) -> None:
    if not seen_by.may(READ_TRAIL, where):
        raise NotEmpowered(who=seen_by.signature, where=where or "system", power=READ_TRAIL)
