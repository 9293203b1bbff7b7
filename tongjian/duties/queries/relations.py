"""The facts that derivation reads, as SELECTs over the tables of the register and of this part."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db import connection

from tongjian.duties.derive import Scope
from tongjian.duties.dialect import DIALECTS, Dialect, duty_key
from tongjian.duties.models import Term
from tongjian.duties.relations import CALENDAR, TERM
from tongjian.register import queries as register

PROJECTED = {"term": "duties_term", **{name: f"duties_{name}" for name in CALENDAR}}


def dialect() -> Dialect:
    """The dialect of the database in use."""
    return DIALECTS[connection.vendor]


def prepare(connected: Any) -> None:
    """Give a SQLite connection the word it lacks: the key of a duty."""
    if connected.vendor == "sqlite":
        connected.ensure_connection()
        connected.connection.create_function("duty_key", 1, duty_key, deterministic=True)


def deriving_measures() -> list[str]:
    """Every measure with a term, in alphabetical order."""
    return list(Term.objects.order_by("measure").values_list("measure", flat=True).distinct())


def relations(
    spoken: Dialect,
    *,
    known_on: date,
    scope: Scope = Scope(),
    terms: str = PROJECTED["term"],
    organ: str | None = None,
) -> Mapping[str, str]:
    """A SELECT for each relation of ``docs/semantics.md`` §1, as known on a day and bounded by a scope.

    Args:
        terms: the table with the terms, another one for a rulebook that is only asked about.
        organ: the one organ of all subjects of the scope, where the caller knows it.
    """
    organs = f"SELECT '{organ}' AS organ" if organ else None
    if organs is None and scope.subjects is not None:
        organs = register.organs_of_sql(scope.subjects)
    given = dict(register.fact_sql(spoken.name, known_on=known_on, organs=organs))
    given |= own(spoken, known_on=known_on, scope=scope)
    given["term"] = f"SELECT {', '.join(TERM)} FROM {terms}"
    for name, columns in CALENDAR.items():
        given[name] = f"SELECT {', '.join(columns)} FROM {PROJECTED[name]}"
    return given


def own(spoken: Dialect, *, known_on: date, scope: Scope = Scope()) -> dict[str, str]:
    """Events, claims, reliefs and adoptions as known on a day."""
    day = spoken.date(known_on)

    def known(alias: str) -> str:
        return f"{alias}.recorded_from <= {day} AND {alias}.recorded_to > {day}"

    about = scope.where(subject=scope.subjects).replace("WHERE", "AND", 1)
    both = scope.where(measure=scope.measures, subject=scope.subjects).replace("WHERE", "AND", 1)
    return {
        "event": f"SELECT e.id, e.kind, e.subject, e.detail, e.day FROM duties_event e WHERE {known('e')} {about}",
        "claim": f"""SELECT c.measure, c.subject, c.marker, c.kind, c.happened_on,
            CASE WHEN EXISTS (SELECT 1 FROM duties_verification w WHERE w.claim_id = c.id AND {known("w")})
                 THEN 1 ELSE 0 END AS verified
            FROM duties_claim c WHERE {known("c")} {both}""",
        "relief": f"""SELECT r.measure, r.subject, r.marker, r.kind, r.valid_from, r.valid_to
            FROM duties_relief r WHERE {known("r")} {both}""",
        "adopter": f"SELECT DISTINCT a.organ_id AS organ FROM duties_adoption a WHERE {known('a')}",
    }


def meant_by(*, selector: str, organ: str, day: date, known_on: date) -> str | None:
    """The organ that a selector means for the subjects of an organ on a day.

    Empty where the superior stands outside this system; ``None`` where nobody is recorded.
    """
    return meant_for(selector=selector, organs=(organ,), day=day, known_on=known_on).get(organ)


def meant_for(*, selector: str, organs: Collection[str], day: date, known_on: date) -> dict[str, str]:
    """The organ that a selector means for the subjects of each organ on a day, where anybody is recorded."""
    if selector == "subject_post":
        return {organ: organ for organ in organs}
    bearer = register.fact_sql(dialect().name, known_on=known_on, organs=register.organs_of_sql(organs))["bearer"]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT b.organ, MIN(b.bearer_organ) FROM ({bearer}) b WHERE b.selector = %s "
            "AND b.valid_from <= %s AND %s < b.valid_to GROUP BY b.organ",
            [selector, day.isoformat(), day.isoformat()],
        )
        return dict(cursor.fetchall())
