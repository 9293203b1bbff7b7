"""The law of access in plain Python over the planted world: what the pages must agree with, reckoned without them."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from tongjian.calendar import months_after
from tongjian.duties.tests.riverside import TODAY, WELCOME
from tongjian.web.staff.tests.planted import PLACES, SETTLED_ON, Planted

Row = dict[str, Any]
LIVE = ("unknown", "suspended", "overdue", "past_suggested", "due_soon", "open", "not_open")
EVERYWHERE = ("watcher",)
FAR = date(9999, 12, 31)


def carries(world: Planted, seat: str, *powers: str) -> bool:
    """Whether a mandate has every one of the powers."""
    return set(powers) <= world.actors[seat].powers


def registered(seat: str) -> list[str]:
    """The relations whose organs stand within a seat's reach today."""
    return [relation for relation, place in PLACES.items() if seat in EVERYWHERE or place.register]


def named(seat: str) -> set[str]:
    """The words of the organs within a seat's reach: a refusal may say where a power is lacking."""
    return {PLACES[relation].word for relation in registered(seat)}


def owed(world: Planted, seat: str) -> list[Row]:
    """The duties that a seat may see, in the order of the ledger; none without the power."""
    return seen(world, seat, world.rows) if carries(world, seat, "read_duties") else []


def seen(world: Planted, seat: str, rows: list[Row]) -> list[Row]:
    """Of some duties those within reach from which the seat is not recused."""
    if seat in EVERYWHERE:
        return rows
    within = {world.organs[relation] for relation, place in PLACES.items() if place.ledger or relation == "recused"}
    closed = keys(recused(world, rows))
    return [row for row in rows if {row["bearer_organ"], row["subject_organ"]} & within and row["key"] not in closed]


def recused(world: Planted, rows: list[Row]) -> list[Row]:
    """Of some duties those from which the seats are recused: by organ, by office-holder, by duty."""
    head, organ = world.heads["recused_holder"], world.organs["recused"]
    return [
        row
        for row in rows
        if organ in (row["bearer_organ"], row["subject_organ"])
        or head in (row["bearer_post"], row["subject"])
        or row["key"] in world.closed_duties
    ]


def welcome(world: Planted) -> Row:
    """The duty of welcoming a top leader, whose exhibit settles a closed one too."""
    return world.duty(WELCOME, "recused_duty")


def coming(rows: list[Row]) -> list[Row]:
    """What falls due within thirty days and is not settled."""
    return [row for row in rows if row["state"] in LIVE and TODAY < due(row) <= SPANS["soon"][1]]


def by_measure(rows: list[Row], clause: str) -> dict[str, int]:
    """How many duties of a clause each of its measures has."""
    return dict(Counter(row["measure"] for row in rows if row["measure"].startswith(f"{clause}/")))


def acted_on(world: Planted, seat: str, row: Row) -> bool:
    """Whether bearer or subject of a duty that is seen stands within reach today: what moved away is only read."""
    today = {world.organs[relation] for relation in registered(seat)}
    return bool({row["bearer_organ"], row["subject_organ"]} & today)


def keys(rows: Iterable[Row]) -> set[str]:
    return {row["key"] for row in rows}


def by_state(rows: Iterable[Row]) -> dict[str, int]:
    """How many duties are in which state."""
    return dict(Counter(row["state"] for row in rows))


def called(world: Planted, rows: Iterable[Row]) -> set[str]:
    """The words by which bearers and subjects of rows are called: who may see a duty may see whom it concerns."""
    concerned = {row[name] for row in rows for name in ("bearer_organ", "subject_organ", "bearer_post", "subject")}
    organs = {PLACES[relation].word for relation, organ in world.organs.items() if organ in concerned}
    return organs | {PLACES[relation].head for relation, post in world.heads.items() if post in concerned}


def words_of(relations: Iterable[str]) -> set[str]:
    """The words of organs as the register shows them."""
    return {PLACES[relation].word for relation in relations}


def directly_below(seat: str, relation: str) -> list[str]:
    """The organs directly below one that the register shows to a seat."""
    moved = {"formerly_below": "its_new_superior"}
    under = {one: moved.get(one, place.under) for one, place in PLACES.items()}
    return [one for one in registered(seat) if under[one] == relation]


def due(row: Row) -> date:
    return row["due_final"] or FAR


def leaders(world: Planted, seat: str) -> list[str]:
    """The relations with a top leader in office within reach, from whom nobody is recused."""
    return [one for one in registered(seat) if seat in EVERYWHERE or one != "recused_holder"]


def blind(world: Planted, seat: str, months: int, area: str | None) -> list[str]:
    """Of these, the ones without a contact of a kind (or of any) in the last months.

    A talk counts when it is verified, and none is; an entry of the dossier counts at once; the own organ has none.
    """
    since = months_after(TODAY, -months)
    met = {relation for relation in PLACES if relation != "own" and since < SETTLED_ON}
    return [one for one in leaders(world, seat) if one not in met or area not in (None, "dossier")]


def clauses() -> dict[str, Callable[[Row], bool]]:
    """The clauses that derive duties, each with which rows are its own."""
    names = ["river_rules/1", "river_rules/2", "river_rules/3", "river_rules/4", "river_rules/5"]
    names += ["borne_rules/1", "borne_rules/2"]

    def of(clause: str) -> Callable[[Row], bool]:
        return lambda row: row["measure"].startswith(f"{clause}/")

    return {name: of(name) for name in names}


SPANS = {
    "soon": (TODAY, date(2025, 7, 16)),
    "quarter": (date(2025, 4, 1), date(2025, 6, 30)),
    "year": (date(2025, 1, 1), date(2025, 12, 31)),
}
