"""Every act on a duty, done by somebody with all powers where he has no business: refused, nothing written."""

from collections.abc import Callable, Iterator
from typing import Any

from tongjian.duties import acts, queries
from tongjian.duties.tests.riverside import FINDING, TALK, TODAY
from tongjian.evidence import acts as evidence
from tongjian.evidence import queries as evidence_queries
from tongjian.trail.acts import SYSTEM
from tongjian.trail.refusal import NotEmpowered, Refusal
from tongjian.web.staff.tests import law
from tongjian.web.staff.tests.browsing import Probe, Site, same, taken_back
from tongjian.web.staff.tests.planted import OVERDUE, PLACES, Planted

CLERK = "clerk"
Tried = tuple[str, Callable[[dict[str, Any]], Any], bool]
# What a place of each kind lets the clerk do: everything where its duty is seen and stands below today.
MATTERS = dict.fromkeys(PLACES, FINDING) | {"recused_holder": TALK, "below_recused": TALK}


def probes_of_acts(site: Site) -> Iterator[Probe]:
    """Each act at each relation."""
    world = site.world
    for relation, measure in MATTERS.items():
        row = world.duty(measure, relation, world.findings[relation] if measure == FINDING else "2025")
        seen = law.keys(law.owed(world, CLERK))
        for name, do, never in (*_acts(world, relation, row), *_verified(world, relation)):
            may = not never and row["key"] in seen and law.acted_on(world, CLERK, row)
            yield Probe(CLERK, name, f"{name} at {relation}", _tried(world, do, may))


def beyond_the_gate(site: Site) -> Iterator[Probe]:
    """The act stands at an organ that the power does not reach."""
    world = site.world
    key = world.duty(TALK, "below", "2025")["key"]
    for relation in ("other_subtree", "superior", "formerly_below", "recused"):
        where = world.organs[relation]
        do = lambda by, where=where: acts.object_to(**{**by, "where": where}, key=key, grounds="理由")  # noqa: E731
        yield Probe(CLERK, "object_to", f"object_to standing at {relation}", _tried(world, do, False))


def _tried(world: Planted, do: Callable[[dict[str, Any]], Any], may: bool) -> Callable[[], None]:
    def run() -> None:
        with taken_back() as changed:
            try:
                do({"by": world.acting(CLERK), "where": world.organs["own"], "on": TODAY})
            except Refusal as refused:
                said = f"refused: {type(refused).__name__}"
            else:
                said = "done"
            assert (said == "done") is may, said
            assert changed() is may

    return run


def _acts(world: Planted, relation: str, row: law.Row) -> Iterator[Tried]:
    """(name, what is done, whether it is refused even where the duty itself is the clerk's business)."""
    key, talk = row["key"], row["measure"] == TALK
    kind = "talk_record" if talk else "plan"
    natural = {name: row[name] for name in ("key", "measure", "subject", "marker")}
    fresh = world.exhibits["own", "plan"] if not talk else world.exhibits["two_below", "fresh"]
    many = [{"exhibit_id": fresh, "kind": kind, "happened_on": TODAY, **natural}]
    claim = queries.claimed(seen_by=SYSTEM, key=key, as_of=TODAY)[0].id
    filed = queries.claim_row(seen_by=SYSTEM, key=key, claim=claim, as_of=TODAY)
    yield "claim", lambda by: acts.claim(**by, exhibit=fresh, key=key), False
    yield "claim_many", lambda by: acts.claim_many(**by, claims=many), False
    yield "withdraw_claim", lambda by: acts.withdraw_claim(**by, filed=filed, reason="误报"), False
    if not talk:
        yield "verify_claim", lambda by: acts.verify_claim(**by, filed=filed), False
        yield "verify_many", lambda by: acts.verify_many(**by, claims=[claim]), False
        objection = next(iter(queries.objections(seen_by=SYSTEM, key=key, as_of=TODAY)))
        given = {"objection": objection, "answer": "答复", "upheld": False}
        yield "answer_objection", lambda by: acts.answer_objection(**by, **given), False
        yield "find", lambda by: acts.find(**by, key=key, kind="excused", reason="防汛"), False
        other = {"kind": "finding.received", "subject": row["subject"], "day": TODAY}
        if key not in world.closed_duties:
            yield "record_event", lambda by: acts.record_event(**by, **other), False
            yield "record_events", lambda by: acts.record_events(**by, events=[other]), False
            yield "withdraw_event", lambda by: acts.withdraw_event(**by, event=world.events[relation]), False
    else:
        yield "object_to", lambda by: acts.object_to(**by, key=key, grounds="理由"), False
        if relation == "recused_holder":
            other = {"kind": "warning_sign.found", "subject": row["subject"], "day": TODAY}
            yield "record_event", lambda by: acts.record_event(**by, **other), False
    yield from _relieved(world, relation, key)
    for beyond in ("other_subtree", "recused"):
        there = world.exhibits[beyond, kind]
        yield "claim", lambda by, there=there: acts.claim(**by, exhibit=there, key=key), True
    closed = world.exhibits["recused_duty", "talk_record" if talk else f"plan {OVERDUE}"]
    yield "claim", lambda by: acts.claim(**by, exhibit=closed, key=key), True


def _relieved(world: Planted, relation: str, key: str) -> Iterator[Tried]:
    """The superior committee relieves, whoever else sees the duty."""
    under = "its_new_superior" if relation == "formerly_below" else PLACES[relation].under
    never = under not in law.registered(CLERK)
    yield "waive", lambda by: acts.waive(**by, key=key, reason="防汛"), never
    yield "suspend", lambda by: acts.suspend(**by, key=key, since=OVERDUE, reason="防汛"), never
    beyond = world.exhibits["other_subtree", "plan"]
    yield "waive", lambda by: acts.waive(**by, key=key, reason="防汛", exhibit=beyond), True


def _verified(world: Planted, relation: str) -> Iterator[Tried]:
    """Where the book names a verifier whom nobody is recorded as, whoever adopted it verifies."""
    row = world.duty(TALK, relation, "2025")
    claim = queries.claimed(seen_by=SYSTEM, key=row["key"], as_of=TODAY)[0].id
    never = row not in law.owed(world, CLERK) or world.relations[row["governor"]] not in law.registered(CLERK)
    yield "verify_many", lambda by: acts.verify_many(**by, claims=[claim]), never


def read_contents(site: Site) -> Iterator[Probe]:
    """Reading what an exhibit contains."""
    world = site.world
    for relation in PLACES:

        def run(relation: str = relation) -> None:
            may = relation in law.registered(CLERK)
            given = {"by": world.acting(CLERK), "on": TODAY, "exhibit": world.exhibits[relation, "plan"]}
            try:
                evidence.read_content(**given)
            except NotEmpowered:
                return same("refused", may, False)
            except Refusal:
                return same("looked", may, True)
            raise AssertionError("there is no content to read")

        yield Probe(CLERK, "read_content", f"read_content at {relation}", run)

    def without_power() -> None:
        try:
            found = list(evidence_queries.exhibits(seen_by=world.acting("body_member")))
        except NotEmpowered:
            return
        raise AssertionError(f"{len(found)} exhibits shown without the power")

    yield Probe("body_member", "exhibits", "exhibits without the power", without_power)
