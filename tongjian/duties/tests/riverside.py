"""河湾市: a fictional province office, a city under it, two counties, their leaders, and the usual cast.

Built by real acts. The city adopts the book of the test shelf from 2024 on, signed by the province above it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from tongjian.access import acts as access
from tongjian.access.queries import act_as
from tongjian.duties import acts, queries
from tongjian.evidence import acts as evidence
from tongjian.register import acts as register
from tongjian.trail.acts import SYSTEM

START = date(2021, 1, 1)
ADOPTED = date(2024, 1, 1)
TODAY = date(2025, 6, 16)
BOOK = "river_rules"
TALK, WELCOME = f"{BOOK}/1/oversight_talk", f"{BOOK}/2/appointment_talk"
BRIEFING, DOSSIER, FINDING = f"{BOOK}/3/briefing", f"{BOOK}/4/dossier_current", f"{BOOK}/5/finding_answered"
SYSTEM_AT = {"by": SYSTEM, "where": None}
OFFICE = (
    "adopt_book",
    "sign_parameter",
    "claim_duty",
    "verify_claim",
    "grant_waiver",
    "grant_suspension",
    "raise_objection",
    "answer_objection",
    "confirm_event",
    "record_event",
    "file_exhibit",
    "read_exhibits",
    "read_duties",
)


@dataclass
class Riverside:
    """The organs, posts and tenures by their names, and what the tests do with them again and again."""

    province: str
    city: str
    discipline: str
    personnel: str
    stone: str
    white: str
    city_head: str
    stone_head: str
    white_head: str
    city_tenure: str
    stone_tenure: str
    white_tenure: str
    founding: Any

    def actor(self, name: str, organ: str, *powers: str, on: date = TODAY) -> Any:
        """Somebody with a mandate at an organ, opened for a day."""
        founder = act_as(self.founding, on=START)
        account = access.open_account(
            by=founder, where=None, on=START, name=name, login_name=name, password="lantern-bridge-7"
        )
        mandate = access.grant_mandate(
            by=founder, where=organ, on=START, person=account.person_id, granted=powers or OFFICE, valid_from=START
        )
        return act_as(mandate, on=on)

    def second_mandate(self, actor: Any, organ: str, *powers: str, on: date = TODAY) -> Any:
        """Another mandate of the person behind an actor, opened for a day."""
        founder = act_as(self.founding, on=START)
        mandate = access.grant_mandate(
            by=founder, where=organ, on=START, person=actor.person, granted=powers, valid_from=START
        )
        return act_as(mandate, on=on)

    def refresh(self, on: date = TODAY, as_of: date = TODAY) -> Any:
        return acts.refresh(**SYSTEM_AT, on=on, as_of=as_of)

    def duty(self, measure: str, subject: str, marker: str, as_of: date = TODAY) -> dict[str, Any]:
        """The one ledger row of a natural key."""
        found = [row for row in self.ledger(as_of) if (row["measure"], row["subject"]) == (measure, subject)]
        return next(row for row in found if row["marker"] == marker)

    def ledger(self, as_of: date = TODAY) -> list[dict[str, Any]]:
        return queries.duties(seen_by=SYSTEM, as_of=as_of, asked=queries.Asked(limit=10_000))

    def exhibit(self, kind: str, day: date, owner: str | None = None) -> str:
        return evidence.file(
            by=SYSTEM, where=owner or self.city, on=max(day, START), kind=kind, title=f"{kind} {day}", happened_on=day
        ).id

    def claim(self, duty: dict[str, Any], kind: str, day: date, *, by: Any = SYSTEM, on: date = TODAY) -> Any:
        """File an exhibit and put it forward for a duty."""
        return acts.claim(by=by, where=self.city, on=on, exhibit=self.exhibit(kind, day), key=duty["key"])

    def finding(self, organ: str, day: date) -> str:
        """An organ received a finding."""
        return acts.record_event(**SYSTEM_AT, on=day, kind="finding.received", subject=organ, day=day).id


def build() -> Riverside:
    """The city as it stood on 2021-01-01, and the adoption."""
    founding = access.found(**SYSTEM_AT, on=START, name="管理员", login_name="founder", password="lantern-bridge-7")
    province = organ("江源省委", "province")
    city = organ("河湾市委", "city", under=province)
    discipline = organ("河湾市纪委", "city", under=city, organ_class="discipline_organ")
    personnel = organ("河湾市委组织部", "city", under=city, organ_class="organization_department")
    stone, white = organ("青石县委", "county", under=city), organ("白沙县委", "county", under=city)
    heads = [post(one, title) for one, title in ((city, "市委书记"), (stone, "县委书记"), (white, "县委书记"))]
    tenures = [tenure(head, name, START) for head, name in zip(heads, ("江", "石", "白"), strict=True)]
    acts.adopt_book(**SYSTEM_AT, on=ADOPTED, organ=city, book=BOOK, since=ADOPTED, signer=province)
    return Riverside(province, city, discipline, personnel, stone, white, *heads, *tenures, founding)


def organ(
    name: str,
    level: str,
    *,
    under: str | None = None,
    organ_class: str = "party_committee",
    on: date = START,
    since: date = START,
) -> str:
    return register.establish_organ(
        by=SYSTEM,
        where=under,
        on=on,
        name=name,
        organ_class=organ_class,
        level=level,
        valid_from=since,
        managed_by=under,
    ).id


def post(of: str, title: str, role: str = "top_leader", on: date = START) -> str:
    at = {"by": SYSTEM, "where": of, "on": on}
    body = register.create_body(**at, organ=of, name="常委会", kind="party_leading_body", valid_from=on).id
    return register.create_post(**at, body=body, title=title, role=role, precedence=1, valid_from=on).id


def tenure(of: str, name: str, since: date, *, on: date | None = None, kind: str = "appointed") -> str:
    """A new person takes a post."""
    at = {**SYSTEM_AT, "on": on or since}
    holder = register.enter_holder(**at, name=name).id
    return register.start_tenure(**at, post=of, holder=holder, kind=kind, valid_from=since).fact


def leave(of: str, until: date, *, on: date | None = None) -> None:
    """Somebody leaves a post; nobody follows yet."""
    register.end_tenure(**SYSTEM_AT, on=on or until, tenure=of, valid_to=until, vacant=True)
