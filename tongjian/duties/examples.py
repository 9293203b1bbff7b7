"""Runs the worked examples of books: their facts laid out as a small register, the real derivation over it.

The keys of an example stand for ids. What the example's day of knowledge does not reach is left out beforehand.
An adoption is signed by the organ directly above the adopter, or by the adopter where nothing stands above it.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Any

from tongjian.calendar import FIRST_DAY, LAST_DAY, Calendar
from tongjian.duties import compile
from tongjian.duties.almanac import NO_LIMIT, almanac
from tongjian.duties.compile import Adopted, Governor, TermRow
from tongjian.duties.dialect import SQLITE
from tongjian.duties.rehearse import create, load, memory, rehearse
from tongjian.duties.relations import FACTS, TERM
from tongjian.register import queries as register
from tongjian.rulebook import Example, Rulebook

LONG_AGO, OPEN = date(1990, 1, 1), date(9999, 12, 31)
REGISTER = {
    "register_organspan": ("organ_id", "organ_class", "level", "valid_from", "valid_to"),
    "register_pathspan": ("organ_id", "kind", "path", "valid_from", "valid_to"),
    "register_body": ("id", "organ_id"),
    "register_bodyspan": ("body_id", "valid_from", "valid_to"),
    "register_post": ("id", "body_id"),
    "register_postspan": ("post_id", "role", "precedence", "valid_from", "valid_to"),
    "register_tenure": ("fact", "post_id", "holder_id", "kind", "valid_from", "valid_to"),
    "register_relation": ("kind", "lower_id", "upper_id", "valid_from", "valid_to"),
    "register_succession": ("origin_id", "heir_id", "day", "share"),
}
Relation = tuple[str, str, str | None, date, date]


@dataclass(frozen=True)
class Outcome:
    """What the engine says to one example: nothing, or each way in which it differs from what is expected."""

    example: Example
    differences: tuple[str, ...]
    rows: tuple[Mapping[str, Any], ...]


def run(rulebook: Rulebook, example: Example, terms: list[TermRow] | None = None) -> Outcome:
    """Derive the measure of an example and compare with what it expects.

    Args:
        terms: other terms than the rulebook's, to see whether the example notices.
    """
    rows = tuple(derived(example, compiled(rulebook, example) if terms is None else terms))
    return Outcome(example, tuple(_differences(example, rows)), rows)


def compiled(rulebook: Rulebook, example: Example) -> list[TermRow]:
    """The terms of the example's measure under its adoptions and signatures."""
    paths = _paths(example, _relations(example))
    found = []
    for organ in example.adopted:
        path = next(path for path, since, until in paths[organ] if since <= example.as_of < until)
        above = path.strip("/").split("/")[::-1]
        signer = above[1] if len(above) > 1 else organ
        adopted = tuple(
            Adopted(book.key, example.adopted[one], signer if one == organ else one)
            for one in above
            if one in example.adopted
            for book in rulebook.books
        )
        found.append(Governor(organ, adopted, tuple(one for one in example.signed if _signs(one.by, above))))
    return [term for term in compile.terms(rulebook, found) if term.measure == example.measure.id]


def _signs(signer: str, above: list[str]) -> bool:
    return signer in above


def derived(example: Example, terms: list[TermRow]) -> list[dict[str, Any]]:
    """The rows that the engine gives for an example under some terms, as far as the example looks."""
    bench = _bench()
    bench.clear()
    for clock in compile.clocks(terms):
        bench.know(clock)
    _fill(bench.connection, example, _relations(example))
    load(bench.connection, "term", ([term.columns()[name] for name in TERM] for term in terms))
    given = register.fact_sql(SQLITE.name, known_on=example.known_on)
    rows = rehearse(bench.connection, example.as_of, relations=given)
    return [row for row in rows if _looked_at(example, row)]


def _looked_at(example: Example, row: Mapping[str, Any]) -> bool:
    only = example.only
    return (
        row["measure"] == example.measure.id
        and (not only.subjects or row["subject"] in only.subjects)
        and (not only.markers or row["marker"] in only.markers)
    )


def _differences(example: Example, rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    found = {(row["subject"], row["marker"]): row for row in rows}
    expected = {(row.subject, row.marker): row for row in example.owes}
    for subject, marker in sorted(found.keys() - expected.keys()):
        row = found[subject, marker]
        said = f"{row['state']}, opens {row['opens']}, due {row['due_final']}, {row['reason']}"
        yield f"not expected: {subject} {marker} ({said})"
    for subject, marker in sorted(expected.keys() - found.keys()):
        yield f"not derived: {subject} {marker}"
    names = {"due": "due_final", "bearer": "bearer_organ"}
    for key in sorted(found.keys() & expected.keys()):
        for column, value in expected[key].written().items():
            if column in ("subject", "marker", "basis"):
                continue
            given = found[key][names.get(column, column)]
            if (given or None) != (value or None):
                yield f"{key[0]} {key[1]}: {column} is {given}, expected {value}"


def _known(example: Example, facts: Iterable[Any]) -> list[Any]:
    return [fact for fact in facts if fact.recorded <= example.known_on < fact.recorded_until]


def _relations(example: Example) -> list[Relation]:
    """Every dated superior relation: those written as relations, and those of organs and their changes."""
    found: list[Relation] = [
        (one.kind, one.lower, one.upper, one.since, one.until) for one in _known(example, example.relations)
    ]
    for key, organ in example.organs.items():
        if organ not in _known(example, [organ]):
            continue
        for kind, column in (("managed_by", "under"), ("led_by", "led_by"), ("stationed_at", "stationed_at")):
            turns = [(organ.since, getattr(organ, column))]
            turns += [
                (change.since, getattr(change, column))
                for change in _known(example, organ.changes)
                if getattr(change, column) is not None
            ]
            for (since, upper), (until, _) in zip(turns, [*turns[1:], (organ.until, None)], strict=True):
                if upper is not None:
                    found.append((kind, key, None if upper == "outside" else upper, since, until))
    return found


def _paths(example: Example, relations: Iterable[Relation]) -> dict[str, list[tuple[str, date, date]]]:
    """The paths along managed_by with their spans; an organ without a superior stands as root."""
    managed = [one for one in relations if one[0] == "managed_by"]
    days = sorted({LONG_AGO, OPEN, *(day for one in managed for day in one[3:])})
    found: dict[str, list[tuple[str, date, date]]] = {organ: [] for organ in example.organs}
    for since, until in pairwise(days):
        above = {lower: upper for _, lower, upper, begin, end in managed if begin <= since < end and upper}
        for organ in found:
            path, at = organ, organ
            while at in above:
                at = above[at]
                path = f"{at}/{path}"
            found[organ].append((f"/{path}/", since, until))
    return found


def _fill(connection: sqlite3.Connection, example: Example, relations: list[Relation]) -> None:
    def put(table: str, *values: object) -> None:
        row = [v.isoformat() if isinstance(v, date) else v for v in (*values, LONG_AGO, OPEN)]
        connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)

    for organ, spans in _paths(example, relations).items():
        for path, since, until in spans:
            put("register_pathspan", organ, "managed_by", path, since, until)
    for key, organ_fact in example.organs.items():
        if organ_fact not in _known(example, [organ_fact]):
            continue
        put("register_body", f"{key}_body", key)
        put("register_bodyspan", f"{key}_body", organ_fact.since, organ_fact.until)
        changes = [one for one in _known(example, organ_fact.changes) if one.organ_class or one.level]
        stands, level, since = organ_fact.organ_class, organ_fact.level, organ_fact.since
        for change in changes:
            put("register_organspan", key, stands, level, since, change.since)
            stands, level, since = change.organ_class or stands, change.level or level, change.since
        put("register_organspan", key, stands, level, since, organ_fact.until)
    for kind, lower, upper, since, until in relations:
        put("register_relation", kind, lower, upper, since, until)
    for key, post in example.posts.items():
        if post in _known(example, [post]):
            put("register_post", key, f"{post.organ}_body")
            put("register_postspan", key, post.role, post.precedence, post.since, post.until)
    for key, tenure in example.tenures.items():
        if tenure in _known(example, [tenure]):
            put("register_tenure", key, tenure.post, tenure.holder, tenure.kind, tenure.since, tenure.until)
    for one in _known(example, example.successions):
        put("register_succession", one.origin, one.heir, one.on, 100)
    _fill_papers(connection, example)


def _fill_papers(connection: sqlite3.Connection, example: Example) -> None:
    own = example.measure.id
    events = ((key, e.kind, e.subject, e.detail, e.on) for key, e in example.events.items() if _known(example, [e]))
    load(connection, "event", events)
    load(
        connection,
        "claim",
        (
            (_full(c.measure, own), c.subject, c.marker, c.kind, c.on, int(c.verified))
            for c in _known(example, example.claims)
        ),
    )
    load(
        connection,
        "relief",
        (
            (_full(r.measure, own), r.subject, r.marker, r.kind, r.since, r.until)
            for r in _known(example, example.reliefs)
        ),
    )
    load(connection, "adopter", ((organ,) for organ in example.adopted))


def _full(name: str | None, own: str) -> str:
    return own if name is None else name if "/" in name else f"{own.rpartition('/')[0]}/{name}"


class Bench:
    """One database in memory for one example after the other: the calendar stays, the facts go."""

    def __init__(self) -> None:
        self.connection = memory()
        self.calendar = Calendar.read()
        self.clocks: set[str] = set()
        for table, columns in REGISTER.items():
            self.connection.execute(f"CREATE TABLE {table} ({', '.join((*columns, 'recorded_from', 'recorded_to'))})")
        create(self.connection)
        self.connection.execute("CREATE INDEX temp.deadline_of ON deadline (clock, day)")
        self.connection.execute("CREATE INDEX temp.day_of ON day (day)")
        years = almanac(self.calendar, [], since=FIRST_DAY, until=LAST_DAY)
        load(self.connection, "day", years.days())
        load(self.connection, "period", years.windows())
        self.know(NO_LIMIT)

    def know(self, clock: str) -> None:
        """Lay out where a time limit leads, once; limits are counted from days before 2030."""
        if clock not in self.clocks:
            self.clocks.add(clock)
            days = almanac(self.calendar, [clock], since=FIRST_DAY, until=date(2028, 12, 31))
            load(self.connection, "deadline", (row for row in days.deadlines() if row[0] == clock))

    def clear(self) -> None:
        """Forget the facts and terms of the example before."""
        for table in (*REGISTER, *FACTS, "term"):
            self.connection.execute(f"DELETE FROM {table}")


@lru_cache(maxsize=1)
def _bench() -> Bench:
    return Bench()
