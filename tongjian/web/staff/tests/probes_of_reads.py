"""Every read that other parts offer, whether or not a page shows it yet, asked by somebody with all powers."""

import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from tongjian.duties import queries, tally
from tongjian.duties.derive import Scope
from tongjian.duties.refusals import NoSuchDuty
from tongjian.duties.tests.riverside import DOSSIER, FINDING, START, TALK, TODAY
from tongjian.evidence import queries as evidence
from tongjian.register import queries as register
from tongjian.trail.acts import SYSTEM
from tongjian.web.staff.tests import law
from tongjian.web.staff.tests.browsing import Probe, Site, same
from tongjian.web.staff.tests.planted import PLACES, Planted

CLERK = "clerk"
NOW = {"day": TODAY, "known_on": TODAY}
# A read by its name, with what it shows and what the law gives.
Lazily = tuple[str, Callable[[], tuple[Any, Any]]]
Reading = Callable[[Planted, Any], Iterator[Lazily]]


def keys(rows: Iterable[Any]) -> set[str]:
    return {row["key"] for row in rows}


def each(world: Planted, ask: Callable[[str], Any]) -> set[str]:
    """The keys for which there is an answer, of a late duty of each organ and of one about its top leader."""
    found = set()
    for key in chosen(world):
        try:
            answered = ask(key)
        except NoSuchDuty:
            continue
        if answered:
            found.add(key)
    return found


def chosen(world: Planted) -> set[str]:
    talks = {world.duty(TALK, relation, "2024")["key"] for relation in PLACES}
    return talks | {world.duty(FINDING, relation, world.findings[relation])["key"] for relation in PLACES}


def _of_ledger(w: Planted, by: Any) -> Iterator[Lazily]:
    rows = law.owed(w, CLERK)
    seen, all_keys = law.keys(rows), [row["key"] for row in w.rows]
    see: dict[str, Any] = {"seen_by": by, "as_of": TODAY}
    system: dict[str, Any] = {"seen_by": SYSTEM, "as_of": TODAY}
    objected, few = law.keys(rows) & _objected(w), chosen(w)
    claimed = set().union(*w.put_forward.values()) & seen & few
    yield "duties", lambda: (keys(queries.duties(**see, asked=queries.Asked(limit=1000))), seen)
    yield "duty", lambda: (each(w, lambda key: queries.duty(**see, key=key)), seen & few)
    yield "listed", lambda: (keys(queries.listed(keys=all_keys, seen_by=by)), seen)
    yield "by_state", lambda: (queries.by_state(**see), law.by_state(rows))
    yield "kept_for", lambda: (queries.kept_for(by).large, len(seen) > tally.MANY)
    yield (
        "by_measure",
        lambda: (queries.by_measure(**see, clause="river_rules/1"), law.by_measure(rows, "river_rules/1")),
    )
    yield "contested", lambda: ({one.key for one in queries.contested(seen_by=by)}, objected)
    yield "findings", lambda: (each(w, lambda key: queries.findings(**see, key=key)), seen & w.judged)
    yield "due_between", lambda: (keys(queries.due_between(**see, days=30)), keys(law.coming(rows)))
    yield (
        "coverage",
        lambda: (sum(sum(one.states.values()) for one in queries.coverage(**see, by="measure")), len(rows)),
    )
    live = [
        row for row in rows if row["state"] in law.LIVE and {row["subject"], row["bearer_post"]} & {*w.heads.values()}
    ]
    yield "hand_over", lambda: (_handed(w, see), keys(live))
    late = {one.key for one in queries.open_proposals(seen_by=SYSTEM, as_of=TODAY)}
    yield "open_proposals", lambda: ({one.key for one in queries.open_proposals(**see)}, late & seen)
    yield "proposals", lambda: (each(w, lambda key: queries.proposals(**see, key=key)), late & seen & few)
    yield "why", lambda: (each(w, lambda key: queries.why(**see, key=key)), seen & few)
    yield "claimed", lambda: (each(w, lambda key: queries.claimed(**see, key=key)), claimed)
    yield "objections", lambda: (each(w, lambda key: queries.objections(**see, key=key)), objected)
    yield "happened", lambda: (each(w, lambda key: queries.happened(**see, key=key)), claimed | objected)
    one = {row["key"]: w.claims[w.relations[row["subject_organ"]]].id for row in w.rows}
    first = set().union(*({claim.key} for claim in w.claims.values()))
    yield (
        "claim_row",
        lambda: (each(w, lambda key: queries.claim_row(**see, key=key, claim=one[key])), first & seen & few),
    )
    too = {"key": law.welcome(w)["key"], "happened_on": TODAY}
    yield (
        "settled_too",
        lambda: (keys(queries.settled_too(**see, **too)), keys(queries.settled_too(**system, **too)) & seen),
    )
    yield (
        "awaiting_signature",
        lambda: (keys(queries.awaiting_signature(**see)), {r["key"] for r in rows if r["state"] == "inactive"}),
    )


def _of_what_is_derived(w: Planted, by: Any) -> Iterator[Lazily]:
    scope = {"known_on": TODAY, "scope": Scope()}
    for name, ask in (("asked", queries.asked), ("known_then", queries.known_then)):
        found: list[Any] = ask(seen_by=SYSTEM, as_of=TODAY, **scope)
        yield (
            name,
            lambda name=name, ask=ask, found=found: (
                keys(ask(seen_by=by, as_of=TODAY, **scope)),
                keys(law.seen(w, CLERK, found)),
            ),
        )
    book = queries.read_rulebook(known_on=TODAY)
    without = replace(book, _measures={name: one for name, one in book._measures.items() if name != TALK})
    changed = {"book": without, "as_of": TODAY}
    gone = {one[0] for one in queries.impact(seen_by=SYSTEM, **changed)}
    yield (
        "impact",
        lambda: ({one[0] for one in queries.impact(seen_by=by, **changed)}, gone & law.keys(law.owed(w, CLERK))),
    )
    given = {"measure": DOSSIER, "parameter": "lag", "value": "30 days", "since": START, "as_of": TODAY}
    end: dict[str, Any] = {"as_of": date(2025, 12, 31), "known_on": TODAY, "scope": Scope(measures=(DOSSIER,))}
    rows = law.seen(w, CLERK, queries.known_then(seen_by=SYSTEM, **end))
    opening = [row for row in rows if row["opens"].year == 2025 and row["state"] not in ("not_owed", "inactive")]
    yield "what_if", lambda: (queries.what_if(seen_by=by, **given).now, len(opening))


def _of_blind_spots(w: Planted, by: Any) -> Iterator[Lazily]:
    see: dict[str, Any] = {"seen_by": by, "as_of": TODAY}
    late = {
        row["key"] for row in law.owed(w, CLERK) if row["state"] == "overdue" and "oversight_talk" in row["measure"]
    }
    leading = {w.organs[one] for one in law.leaders(w, CLERK)}
    yield "blind_spots", lambda: (queries.blind_spots(**see, months=12).leaders, len(leading))
    yield "blind_posts", lambda: ({one.organ for one in queries.blind_posts(**see, months=12)}, leading)
    yield "blind_pairs", lambda: (keys(queries.blind_pairs(**see, measure="river_rules/1/oversight_talk")), late)
    closed = law.keys(law.recused(w, w.rows))
    yield "recused_among", lambda: (queries.recused_among(seen_by=by, keys=[row["key"] for row in w.rows]), closed)
    yield (
        "recused_exhibits",
        lambda: (queries.recused_exhibits(seen_by=by), {x for x, put in w.put_forward.items() if put & closed}),
    )


def _handed(w: Planted, see: dict[str, Any]) -> set[str]:
    """What the posts of top leaders hand over."""
    handed = [queries.hand_over(**see, post=post) for post in w.heads.values()]
    return keys(row for one in handed for row in (*one.borne, *one.about))


def _stands(shown: Any) -> tuple[set[str], ...]:
    """Whose organs, relations, bodies with their posts, and whose holders a snapshot has."""
    return (
        {one.id for one in shown.organs},
        {one.lower for one in shown.relations if one.kind == "managed_by"},
        {one.organ for one in (*shown.bodies, *shown.posts)},
        {one.name[:2] for one in shown.tenures if one.name.endswith("乙")},
    )


def _objected(w: Planted) -> set[str]:
    return {claim.key for claim in w.claims.values()}


def _of_register(w: Planted, by: Any) -> Iterator[Lazily]:
    # What the register knows of a recused organ or holder the pages leave out.
    within = {w.organs[one] for one in (*law.registered(CLERK), "recused")}
    see: dict[str, Any] = {"seen_by": by, **NOW}
    everywhere = w.organs.values()
    yield "organ", lambda: ({one for one in everywhere if register.organ(**see, id=one)}, within)
    yield "search", lambda: ({one.id for one in register.search(**see, text="机关")}, within)
    for name, ask in (("bodies_of", register.bodies_of), ("posts_of", register.posts_of)):
        yield name, lambda name=name, ask=ask: ({one for one in everywhere if ask(**see, organ=one)}, within)
    heads = w.relations_of_heads.items()
    yield "holders_of", lambda: ({organ for post, organ in heads if register.holders_of(**see, post=post)}, within)
    own, root = w.organs["own"], w.organs["superior"]
    yield "descendants", lambda: (set(register.descendants(**see, organ=root)), within - {own} | {own})
    below = {w.organs[one] for one in (*law.directly_below(CLERK, "own"), "recused")}
    yield "own_and_below", lambda: ({one for one, _ in register.own_and_below(**see)}, below | {own})
    yield (
        "directly_below",
        lambda: ({one.id for organ in everywhere for one in register.directly_below(**see, organ=organ)}, within),
    )
    named = {PLACES[w.relations[one]].rest for one in within}
    yield "as_of", lambda: (_stands(register.as_of(**see)), (within, within, within, named))


def _of_evidence(w: Planted, by: Any) -> Iterator[Lazily]:
    within = {w.exhibits[one, "plan"] for one in law.registered(CLERK)}
    yield "exhibits", lambda: ({row.id for row in evidence.exhibits(seen_by=by, kind="plan")} & w.plans, within)
    yield "exhibit", lambda: ({one for one in w.plans if evidence.exhibit(seen_by=by, id=one)}, within)


READINGS = {
    queries: (_of_ledger, _of_what_is_derived, _of_blind_spots),
    register: (_of_register,),
    evidence: (_of_evidence,),
}


def probes_of_reads(site: Site) -> Iterator[Probe]:
    """What each read gives is what the law gives."""
    by = site.world.acting(CLERK)
    for parts in READINGS.values():
        for part in parts:
            for name, look in part(site.world, by):
                yield Probe(CLERK, name, name, lambda name=name, look=look: same(name, *look()))


def offered() -> set[str]:
    """The reads that name who is looking, in the parts that keep content; texts for other reads are none."""
    return {
        name
        for module in READINGS
        for name in dir(module)
        if callable(ask := getattr(module, name)) and not name.startswith("_") and not name.endswith("_sql")
        if module.__name__.rpartition(".")[0] in getattr(ask, "__module__", "") and _names_a_viewer(ask)
    }


def _names_a_viewer(ask: Any) -> bool:
    return not inspect.isclass(ask) and "seen_by" in inspect.signature(ask).parameters
