"""The relations duties derive from: the same rows from SQLite, DuckDB and PostgreSQL, and what each selector means."""

import random
from datetime import date

import duckdb
import pytest
from django.apps import apps
from django.db import connection

from tongjian.register import acts
from tongjian.register.facts import fact_sql, organs_of_sql
from tongjian.register.tests.town import START, holder, organ, post, tables
from tongjian.rulebook import schema
from tongjian.trail.acts import SYSTEM
from tongjian.trail.models import OPEN

pytestmark = pytest.mark.django_db

SPRING, SUMMER, AUTUMN = date(2023, 3, 1), date(2023, 7, 1), date(2023, 10, 1)
TABLES = ("organspan", "pathspan", "relation", "body", "bodyspan", "post", "postspan", "tenure", "succession")


def bearers(known_on=AUTUMN, organs=None):
    """(selector, organ) → [(bearer organ, bearer post, from, to)]"""
    found = {}
    for selector, of, *rest in tables("bearer", known_on=known_on, organs=organs):
        found.setdefault((selector, of), []).append(tuple(rest))
    return found


def always(of, seat=""):
    return [(of, seat, START, OPEN)]


@pytest.fixture
def county():
    """A city and a county, each with committee, discipline organ and organization department."""
    made = {"city": organ("云岭市委", level="city")}
    made["county"] = organ("青石县委", under=made["city"])
    made["government"] = organ("青石县政府", "government", under=made["county"])
    made["city_discipline"] = organ("云岭市纪委", "discipline_organ", "city", under=made["city"])
    more = {"led_by": made["city_discipline"]}
    made["discipline"] = organ("青石县纪委", "discipline_organ", under=made["county"], **more)
    made["department"] = organ("青石县委组织部", "organization_department", under=made["county"])
    made["secretary"] = post(made["county"], "书记")
    made["mayor"] = post(made["government"], "县长")
    return made


def test_each_selector_finds_whom_it_names(county):
    found = bearers()

    own, above = county["county"], county["city"]
    assert found["own_organ", own] == always(own)
    assert found["own_top_leader", own] == always(own, county["secretary"])
    assert found["own_discipline_organ", own] == always(county["discipline"])
    assert found["own_organization_department", own] == always(county["department"])
    assert found["superior_committee", own] == always(above)
    assert found["superior_discipline_organ", own] == always(county["city_discipline"])
    assert found["superior_top_leader", county["government"]] == always(own, county["secretary"])
    assert found["superior_discipline_organ", county["government"]] == always(county["discipline"])
    assert found["superior_organization_department", county["government"]] == always(county["department"])
    assert found["leading_discipline_organ", county["discipline"]] == always(county["city_discipline"])
    assert ("superior_organization_department", own) not in found
    assert ("superior_top_leader", own) not in found


def test_an_organ_is_its_own_superior_office_only_while_there_is_no_other(county):
    first = county["discipline"]
    given = {"name": "青石县监委", "organ_class": "discipline_organ", "level": "county"}
    span = {"valid_from": SPRING, "valid_to": SUMMER, "managed_by": county["county"]}
    second = acts.establish_organ(by=SYSTEM, where=county["county"], on=START, **given, **span).id

    found = bearers()

    assert found["superior_discipline_organ", first] == sorted(
        [(first, "", START, SPRING), (second, "", SPRING, SUMMER), (first, "", SUMMER, OPEN)]
    )
    assert found["superior_discipline_organ", second] == [(first, "", SPRING, SUMMER)]


def test_of_several_top_leaders_the_first_in_precedence_counts_on_each_day(county):
    body = acts.create_body(
        by=SYSTEM,
        where=county["county"],
        on=START,
        organ=county["county"],
        name="县委常委会",
        kind="party_leading_body",
        valid_from=START,
    ).id
    seat = {"body": body, "title": "第一书记", "role": "top_leader", "precedence": 0}
    where = county["county"]
    first = acts.create_post(by=SYSTEM, where=where, on=START, **seat, valid_from=SPRING, valid_to=SUMMER).id

    assert bearers()["own_top_leader", where] == sorted(
        [
            (where, county["secretary"], START, SPRING),
            (where, first, SPRING, SUMMER),
            (where, county["secretary"], SUMMER, OPEN),
        ]
    )


def test_a_renamed_organ_gives_two_places_and_two_subjects_but_one_identity(county):
    where = county["county"]
    acts.rename_organ(by=SYSTEM, where=where, on=SPRING, organ=where, name="青石市委", valid_from=SPRING)

    places = [row[4:] for row in tables("place", known_on=AUTUMN) if row[0] == where]
    subjects = [row[4:] for row in tables("subject", known_on=AUTUMN) if row[:2] == ("organ", where)]

    assert places == subjects == [(START, SPRING), (SPRING, OPEN)]


def test_an_organ_without_a_path_stands_as_root(county):
    alone = organ("独立县委")

    (place,) = [row for row in tables("place", known_on=AUTUMN) if row[0] == alone]

    assert place == (alone, "party_committee", "county", f"/{alone}/", START, OPEN)


def test_restricted_to_organs_gives_the_same_rows_as_the_whole(county):
    who = holder("林一")
    given = {"post": county["secretary"], "holder": who, "kind": "appointed", "valid_from": START}
    acts.start_tenure(by=SYSTEM, where=county["county"], on=START, **given)
    asked = organs_of_sql([county["secretary"], county["discipline"]])
    kept = {county["county"], county["discipline"]}

    for name, place in (("place", 0), ("subject", 2), ("bearer", 1)):
        whole = [row for row in tables(name, known_on=AUTUMN) if row[place] in kept]
        assert tables(name, known_on=AUTUMN, organs=asked) == whole
    assert [row[1] for row in tables("tenure", known_on=AUTUMN, organs=asked)] == [county["secretary"]]


def test_the_selectors_are_those_of_the_rulebook(county):
    text = fact_sql("sqlite", known_on=SPRING)["bearer"]

    for selector in set(schema.Selector.__args__) - {"subject_post"}:
        assert f"'{selector}'" in text


@pytest.mark.parametrize("seed", range(4))
def test_every_dialect_gives_the_same_rows(seed):
    world = _random_world(random.Random(seed))
    lake = duckdb.connect()
    for table in TABLES:
        fields = apps.get_model("register", table)._meta.local_concrete_fields
        columns = ", ".join(f'"{field.column}" {_type(field)}' for field in fields)
        lake.execute(f"CREATE TABLE register_{table} ({columns})")
        names = [field.column for field in fields]
        _fill(lake, table, names, world.get(table, []))
    _fill_django(world)

    for known_on in (date(2021, 1, 1), date(2023, 1, 1)):
        for name, text in fact_sql("duckdb", known_on=known_on).items():
            assert tables(name, known_on=known_on) == sorted(lake.execute(text).fetchall()), name
    assert tables("bearer", known_on=date(2023, 1, 1))


def _type(field):
    while field.is_relation:
        field = field.target_field
    kind = field.get_internal_type()
    return "DATE" if kind == "DateField" else "BIGINT" if "Integer" in kind else "VARCHAR"


def _fill(lake, table, names, rows):
    if rows:
        marks = ", ".join("?" * len(names))
        lake.executemany(
            f"INSERT INTO register_{table} VALUES ({marks})", [[r.get(n) for n in names] for r in rows]
        )


def _fill_django(world):
    """Put the rows in past the acts and the triggers: these worlds overlap on purpose."""
    with connection.cursor() as cursor:
        for table, rows in world.items():
            if connection.vendor == "postgresql":
                cursor.execute(f"ALTER TABLE register_{table} DISABLE TRIGGER ALL")
            else:
                cursor.execute(f"DROP TRIGGER IF EXISTS register_{table}_overlap")
            for row in rows:
                names, marks = ", ".join(f'"{name}"' for name in row), ", ".join(["%s"] * len(row))
                cursor.execute(f"INSERT INTO register_{table} ({names}) VALUES ({marks})", list(row.values()))


def _random_world(rng):
    days = [date(year, month, 1) for year in range(2020, 2025) for month in (1, 4, 7, 10)]
    organs = [f"{number:032x}" for number in range(1, 9)]
    bodies = [(f"{100 + number:032x}", rng.choice(organs)) for number in range(8)]
    posts = [(f"{200 + number:032x}", rng.choice(bodies)[0]) for number in range(16)]
    world = {"organ": [], **{table: [] for table in TABLES}}

    def sealed(table, **values):
        values.setdefault("id", f"{rng.getrandbits(100):032x}")
        known = {
            "recorded_from": rng.choice([date(2020, 1, 1), date(2022, 1, 1)]),
            "recorded_to": rng.choice([OPEN, OPEN, date(2022, 6, 1)]),
        }
        world[table].append({"stamp": 1, **known, **values})

    def fact(table, **values):
        first, until = sorted(rng.sample(days, 2))
        identity = f"{rng.getrandbits(100):032x}"
        span = {"id": identity, "fact": identity, "valid_from": first, "valid_to": rng.choice([until, OPEN])}
        sealed(table, **span, **values)

    for one in organs:
        sealed("organ", id=one)
        for _ in range(2):
            organ_class = rng.choice(["party_committee", "discipline_organ", "organization_department"])
            text = {"name": "x", "short_name": "", "area_code": "", "code": ""}
            fact("organspan", organ_id=one, organ_class=organ_class, level="county", **text)
        if rng.random() < 0.7:
            fact("pathspan", organ_id=one, kind="managed_by", path=f"/{one}/")
        for kind in ("managed_by", "managed_by", "led_by", "stationed_at"):
            upper = rng.choice([*organs[:4], None])
            if upper != one:
                fact("relation", kind=kind, lower_id=one, upper_id=upper)
    for body, of in bodies:
        sealed("body", id=body, organ_id=of)
        fact("bodyspan", body_id=body, name="b", kind="party_group")
    for seat, body in posts:
        sealed("post", id=seat, body_id=body)
        for _ in range(2):
            role, precedence = rng.choice(["top_leader", "top_leader", "deputy"]), rng.choice([1, 1, 2])
            fact("postspan", post_id=seat, title="t", role=role, precedence=precedence, charge="")
            fact("tenure", post_id=seat, holder_id=None, kind="vacant")
    for _ in range(8):
        origin, heir = rng.choice(organs), rng.choice(organs)
        share = rng.choice([40, 60, 100])
        sealed("succession", origin_id=origin, heir_id=heir, day=rng.choice(days), share=share)
    return world
