"""What the design promises under "Honest by rule" and a machine can keep without a page.

Overdue is a strong word; real places carry no persons; a focus never meets a person; a blind spot is a post.
"""

import ast
import inspect
import pkgutil
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

import tongjian
from tests.engine_on_worlds import Bench, sqlite_bench
from tests.oracle.worlds import Case, cases
from tongjian import rulebook
from tongjian.duties import acts, queries
from tongjian.duties.tests.riverside import START, SYSTEM_AT, organ, post, tenure
from tongjian.register import acts as register
from tongjian.register import queries as register_queries
from tongjian.trail.acts import SYSTEM

ROOT = Path(tongjian.__file__).parent
LATE = ("overdue", "done_late")
ADOPTED, FAR_OFF = date(2024, 1, 1), date(2033, 12, 31)
PERSON = {"person", "persons", "holder", "holders", "holder_id", "name_of_holder", "tenure", "tenures"}
ORDERING = {"order", "order_by", "sort", "sort_by", "longest", "worst", "rank"}


@pytest.fixture(scope="module")
def engine() -> Bench:
    return sqlite_bench()


@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(case=cases())
def test_what_nobody_signed_is_never_late_in_any_world(engine: Bench, case: Case) -> None:
    unsigned = tuple(replace(term, basis="default") for term in case.world.terms)
    engine.load(replace(case.world, terms=unsigned))

    rows = engine.derive(case.as_of, case.known_on).values()

    assert [row for row in rows if row["state"] in LATE or row["strength"] == "binding"] == []


@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(case=cases())
def test_whoever_owes_a_duty_never_makes_it_binding_by_his_own_signature(engine: Bench, case: Case) -> None:
    engine.load(case.world)
    terms = {term.term: term for term in case.world.terms}

    for row in engine.derive(case.as_of, case.known_on).values():
        term = terms[row["term"]]
        if term.basis == "locality" and row["strength"] == "binding" and row["bearer_organ"] == term.signer:
            # Only an heir may meet the signer: who bore the duty when it opened was another.
            assert any(heir.successor == row["bearer_organ"] for heir in case.world.heirs)


@pytest.fixture
def unsigned(db: None, settings: Any, tmp_path: Path) -> str:
    """A city that adopted the Opinion and signed nothing, in which whatever the Opinion speaks of has happened."""
    settings.HOME, settings.BOOKS = tmp_path, ()
    city = organ("河湾市委", "city")
    county = organ("青石县委", "county", under=city)
    offices = {city: _seated(city, "市委书记"), county: _seated(county, "县委书记")}
    for name in ("discipline_organ", "organization_department"):
        office = organ(name, "city", under=city, organ_class=name)
        offices[office] = _seated(office, "主要负责人")
    acts.adopt_book(**SYSTEM_AT, on=ADOPTED, organ=city, book="opinion_2021", since=ADOPTED, signer=city)
    subjects = [*offices, *(one for pair in offices.values() for one in pair)]
    _, terms = queries.terms(known_on=ADOPTED)
    kinds = {kind for term in terms for kind in term.events.split("|")} - {"", "tenure.started"}
    happened = [
        {"kind": kind, "subject": subject, "day": date(2024, 3, 4)} for kind in sorted(kinds) for subject in subjects
    ]
    acts.record_events(**SYSTEM_AT, on=date(2024, 3, 4), events=happened)
    return city


def _seated(of: str, title: str) -> tuple[str, str]:
    """A body with a top leader in office; returns the post and its body."""
    leader = post(of, title)
    tenure(leader, "江", START)
    seen = register_queries.bodies_of(seen_by=SYSTEM, organ=of, day=START, known_on=START)
    return leader, seen[0].id


def test_the_opinion_without_signatures_makes_nobody_late_in_ten_years(unsigned: str) -> None:
    _, terms = queries.terms(known_on=ADOPTED)
    fixed_by_text = {term.measure for term in terms if term.basis == "text"}
    acts.refresh(**SYSTEM_AT, on=FAR_OFF, as_of=FAR_OFF)

    found = queries.by_state(seen_by=SYSTEM, as_of=FAR_OFF)
    late = [
        row["measure"]
        for state in LATE
        for row in queries.duties(seen_by=SYSTEM, as_of=FAR_OFF, asked=queries.Asked(state=state, limit=10_000))
    ]

    assert found["past_suggested"] > 100  # there is something that could be called late
    assert found["inactive"] > 0
    assert set(late) - fixed_by_text == set()


def test_the_same_is_late_once_a_committee_above_has_signed(unsigned: str) -> None:
    measure, parameter = "opinion_2021/19/dossier_current", "archive_lag"
    counties = [
        one.id for one in register_queries.as_of(seen_by=SYSTEM, day=START, known_on=START).organs
        if one.level == "county"
    ]  # fmt: skip
    declared = rulebook.read("opinion_2021").measure(measure).measure.parameters[parameter]
    acts.sign_parameter(**SYSTEM_AT, on=ADOPTED, organ=unsigned, measure=measure, parameter=parameter,
                        value=str(declared.suggest), since=ADOPTED, signer=unsigned)  # fmt: skip
    acts.refresh(**SYSTEM_AT, on=FAR_OFF, as_of=FAR_OFF)

    rows = queries.duties(
        seen_by=SYSTEM, as_of=FAR_OFF, asked=queries.Asked(measure=measure, organ=counties[0], limit=10_000)
    )

    assert "overdue" in {row["state"] for row in rows}


def test_the_import_of_real_areas_brings_no_person_and_nothing_that_could_be_late(
    db: None, settings: Any, tmp_path: Path
) -> None:
    settings.HOME = tmp_path
    folder = ROOT / "register/tests/fixtures/divisions"

    taken = register.import_divisions(by=SYSTEM, folder=folder)

    seen = register_queries.as_of(seen_by=SYSTEM, day=START, known_on=date(9999, 1, 1))
    assert len(seen.posts) == taken.rows["register_postspan"] > 100
    assert seen.tenures == ()
    assert acts.refresh(**SYSTEM_AT, on=START, as_of=FAR_OFF).rows == 0


def test_what_imports_divisions_knows_no_holder_and_no_tenure() -> None:
    paths = [ROOT / "register/acts/divisions.py", *sorted((ROOT / "register/divisions").glob("*.py"))]
    named = {name for path in paths for name in _names(path)}

    assert "OrganSpan" in named  # it is the writing of rows that is looked at
    assert {"Holder", "Tenure", "enter_holder", "start_tenure", "Exhibit", "Claim"} & named == set()


def _names(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.alias):
            yield node.name.rpartition(".")[2]


def public_queries() -> Iterator[tuple[str, Any]]:
    """Every function that a part offers for reading, whichever part it is."""
    for part in pkgutil.iter_modules([str(ROOT)]):
        if not (ROOT / part.name / "queries").exists() and not (ROOT / part.name / "queries.py").exists():
            continue
        module = import_module(f"tongjian.{part.name}.queries")
        for name in dir(module):
            found = getattr(module, name)
            if inspect.isfunction(found) and not name.startswith("_"):
                yield f"{part.name}.{name}", found


def words_of(function: Any) -> set[str]:
    """What a query takes and what its rows hold, by name."""
    words = set(inspect.signature(function).parameters)
    module = inspect.getmodule(function)
    annotation = function.__annotations__.get("return", "")
    text = annotation if isinstance(annotation, str) else repr(annotation)
    for name, kind in vars(module).items():
        if is_dataclass(kind) and name in text:
            words |= {field.name for field in fields(kind)}
    return words


def test_no_query_brings_a_focus_together_with_a_person() -> None:
    found = {name: words_of(function) for name, function in public_queries()}

    assert "holder" in found["register.holders_of"]  # the test sees persons where they are
    assert {name for name, words in found.items() if words & {"focus", "foci"} and words & PERSON} == set()
    assert {name for name, words in found.items() if name.startswith("duties.") and words & {"focus", "foci"}} == set()


def test_no_view_of_duties_asks_for_a_person_or_for_the_longest_first() -> None:
    found = {name: words_of(function) for name, function in public_queries() if name.startswith("duties.")}

    assert {"months", "last_contact"} <= found["duties.blind_posts"]
    assert {name: words & (PERSON | ORDERING) for name, words in found.items() if words & (PERSON | ORDERING)} == {}


def test_every_view_of_the_ledger_says_who_is_looking() -> None:
    # These read no duty of anybody: the books, the calendar, what was adopted and signed, how SQL is spoken.
    about_rules = {
        "adoptions", "calendar", "clause_name", "contact_kinds", "contacts", "deriving_measures", "dialect", "editions",
        "encoded", "generation", "governor_of", "governors", "kinds_asked",
        "known_by_ledger", "meant_by", "prepare", "read_rulebook", "relations", "signable", "signatures", "spans",
        "terms", "tree_version", "wording_on",
    }  # fmt: skip
    # These serve acts and explanations after somebody's right to see the duty was checked.
    after_the_check = {
        "cited", "contested_among", "measure_of", "progress", "verifier_of", "verifiers_of", "verifying_organs",
        "wording_of", "scope_sql",
    }  # fmt: skip
    blind = {
        name.partition(".")[2]
        for name, function in public_queries()
        if name.startswith("duties.") and "seen_by" not in inspect.signature(function).parameters
    }

    assert blind <= about_rules | after_the_check
