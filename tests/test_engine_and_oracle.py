"""The engine gives what the oracle gives, row by row, on random worlds aimed at the boundaries."""

import os
from collections.abc import Iterator
from dataclasses import fields
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings

from tests.engine_on_worlds import NAMES, Bench, postgresql_bench, sqlite_bench
from tests.oracle import oracle
from tests.oracle.worlds import Case, cases
from tongjian.duties.derive import Scope
from tongjian.duties.touched import touched_by

WORLDS = int(os.environ.get("TONGJIAN_WORLDS", "600"))
COMPARED = [field.name for field in fields(oracle.Row)]
BENCHES: dict[str, Bench] = {}


def bench(vendor: str) -> Bench:
    if vendor not in BENCHES:
        url = os.environ.get("DATABASE_URL", "")
        BENCHES[vendor] = sqlite_bench() if vendor == "sqlite" else postgresql_bench(url)
    return BENCHES[vendor]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def engine(request: pytest.FixtureRequest) -> Iterator[Bench]:
    if request.param == "postgresql" and not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        pytest.skip("DATABASE_URL names no PostgreSQL database")
    return bench(request.param)


def expected(case: Case) -> dict:
    """The oracle's rows, with state and next change."""
    rows = oracle.derive(case.world, case.as_of, case.known_on)
    found = {}
    for name, row in rows.items():
        words = {column: getattr(row, column) for column in COMPARED}
        words["missing"] = None if row.reason else row.missing
        found[name] = words | {
            "state": oracle.state(row, case.as_of),
            "next_change": oracle.next_change(row, case.as_of),
        }
    return found


def differences(engine_rows: dict, oracle_rows: dict) -> list[str]:
    found = [f"only the engine owes {name}" for name in engine_rows.keys() - oracle_rows.keys()]
    found += [f"only the oracle owes {name}" for name in oracle_rows.keys() - engine_rows.keys()]
    for name in engine_rows.keys() & oracle_rows.keys():
        for column in (*COMPARED, "state", "next_change"):
            if engine_rows[name][column] != oracle_rows[name][column]:
                found.append(
                    f"{name}: {column}: engine {engine_rows[name][column]}, oracle {oracle_rows[name][column]}"
                )
    return found


@settings(
    max_examples=WORLDS,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(case=cases())
def test_engine_and_oracle_agree_on_every_row(engine: Bench, case: Case) -> None:
    engine.load(case.world)

    assert differences(engine.derive(case.as_of, case.known_on), expected(case)) == []


@settings(
    max_examples=WORLDS // 4,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(case=cases())
def test_facts_added_one_by_one_in_any_order_give_what_full_derivation_gives(engine: Bench, case: Case) -> None:
    facts = [(NAMES[plural], fact) for plural in NAMES for fact in getattr(case.world, plural)]
    Random(len(facts)).shuffle(facts)
    late = facts[: len(facts) // 3]
    engine.load(case.world, leave_out=frozenset(id(fact) for _, fact in late))
    ledger = engine.derive(case.as_of, case.known_on)

    for name, fact in late:
        engine.add(name, fact)
        scope = touched_by(
            name,
            measure=getattr(fact, "measure", None),
            subject=getattr(fact, "post", None) or getattr(fact, "subject", None),
        )
        ledger = {key: row for key, row in ledger.items() if not within(key, scope)}
        ledger |= engine.derive(case.as_of, case.known_on, scope)

    assert differences(ledger, expected(case)) == []


def within(key: tuple[str, str, str], scope: Scope) -> bool:
    return (scope.measures is None or key[0] in scope.measures) and (scope.subjects is None or key[1] in scope.subjects)
