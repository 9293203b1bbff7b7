"""One small fictional county for the tests: a city, a county, its organs, and the usual cast."""

from dataclasses import dataclass, field
from datetime import date

from django.apps import apps
from django.db import connection

from tongjian.register import acts
from tongjian.register.queries import fact_sql
from tongjian.trail.acts import SYSTEM

START = date(2021, 1, 1)


@dataclass
class Clerk:
    """Somebody with the power to keep the register at some organs."""

    signature: str
    keeps: set[str] = field(default_factory=set)
    reach: str | None = None

    def may(self, power: str, where: str | None) -> bool:
        return power == "keep_register" and where in self.keeps


def organ(
    name: str,
    organ_class: str = "party_committee",
    level: str = "county",
    *,
    under: str | None = None,
    on: date = START,
    **more: object,
) -> str:
    return acts.establish_organ(
        by=SYSTEM,
        where=under,
        on=on,
        name=name,
        organ_class=organ_class,
        level=level,
        valid_from=more.pop("valid_from", START),
        managed_by=under,
        **more,
    ).id


def post(
    of: str, title: str, role: str = "top_leader", precedence: int = 1, *, body: str | None = None
) -> str:
    body = (
        body
        or acts.create_body(
            by=SYSTEM,
            where=of,
            on=START,
            organ=of,
            name=f"{title}所在班子",
            kind="party_leading_body",
            valid_from=START,
        ).id
    )
    return acts.create_post(
        by=SYSTEM,
        where=of,
        on=START,
        body=body,
        title=title,
        role=role,
        precedence=precedence,
        valid_from=START,
    ).id


def holder(name: str, number: str = "") -> str:
    return acts.enter_holder(by=SYSTEM, where=None, on=START, name=name, number=number).id


def rows(model: str, **where: object) -> int:
    """How many rows a table of the register holds, closed ones too."""
    return apps.get_model("register", model).objects.filter(**where).count()


def all_rows() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in apps.get_app_config("register").get_models()}


def tables(name: str, *, known_on: date, organs: str | None = None) -> list[tuple]:
    """A canonical relation as the database in use gives it, dates as dates, sorted."""
    with connection.cursor() as cursor:
        cursor.execute(fact_sql(connection.vendor, known_on=known_on, organs=organs)[name])
        return sorted(tuple(_day(value) for value in row) for row in cursor.fetchall())


def _day(value: object) -> object:
    if isinstance(value, str) and len(value) == 10 and value[4] == "-":
        return date.fromisoformat(value)
    return value
