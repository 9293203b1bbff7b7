"""The world of the access matrix: the viewers' organ, and around it an organ for every kind of relation.

Each organ is named by a word of its own, and so are its posts, its office-holders, its exhibits and its objection:
whatever of it comes into an answer is recognised. Where the law lets a name through and nothing else (the superior,
who bears duties about the own organ; an organ about which the own one bears a duty), a second word stands for the rest.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tongjian.access import acts as access
from tongjian.access.powers import roles
from tongjian.access.queries import act_as
from tongjian.duties import acts, queries
from tongjian.duties.tests.riverside import BOOK, DOSSIER, FINDING, START, SYSTEM_AT, TALK, TODAY
from tongjian.evidence import acts as evidence
from tongjian.register import acts as register
from tongjian.trail.acts import SYSTEM

PASSWORD = "lantern-bridge-7"
ADOPTED, MOVED, CHANGED = date(2024, 1, 1), date(2025, 2, 1), date(2025, 6, 2)
OVERDUE, RECENT, SETTLED_ON = date(2025, 5, 12), date(2025, 6, 9), date(2024, 3, 1)


@dataclass(frozen=True)
class Place:
    """How an organ stands to that of the viewers.

    Attributes:
        under: the relation of the organ that manages it, empty for the root.
        word: by which its name and that of its top leader's post are recognised.
        secret: by which everything else of it is recognised; the word, where nothing of it may be seen at all.
        secret_head: whether that holds of the top leader instead, and everything else goes by the word.
        register: whether the register shows it to the viewers.
        ledger: whether the ledger shows its duties to them.
    """

    under: str
    word: str
    secret: str
    register: bool = False
    ledger: bool = False
    secret_head: bool = False

    @property
    def head(self) -> str:
        """By which the top leader's post is recognised."""
        return self.secret if self.secret_head else self.word

    @property
    def rest(self) -> str:
        """By which everything is recognised that is neither the organ's name nor about its top leader."""
        return self.word if self.secret_head else self.secret


PLACES = {
    "superior": Place("", "上峰", "上密"),
    "own": Place("superior", "本枢", "本枢", True, True),
    "below": Place("own", "直辖", "直辖", True, True),
    "two_below": Place("below", "再辖", "再辖", True, True),
    "level": Place("superior", "平级", "平级"),
    "other_subtree": Place("level", "旁支", "旁支"),
    "led": Place("level", "业领", "业领"),
    "borne_about": Place("level", "承办", "承密"),
    "stationed_here": Place("level", "派来", "派来"),
    "stationed_there": Place("level", "驻处", "驻处"),
    "formerly_below": Place("own", "旧属", "旧属", False, True),
    "its_new_superior": Place("level", "新上", "新密"),
    "recused": Place("own", "避机", "避机"),
    "below_recused": Place("recused", "避下", "避下", True, True),
    "recused_holder": Place("own", "留名", "避人", True, True, secret_head=True),
    "below_recused_holder": Place("recused_holder", "人下", "人下", True, True),
    "recused_duty": Place("own", "责所", "责所", True, True),
}
# The exhibits and the objection of the two duties that are closed.
CLOSED_MATTER = "避责"
WORDS = sorted({word for place in PLACES.values() for word in (place.word, place.secret)} | {CLOSED_MATTER})
SEATS = (
    "party_committee_office",
    "case_management",
    "organization_department",
    "top_leader",
    "body_member",
    "stationed_office",
    "register_keeper",
    "administrator",
)


@dataclass
class Planted:
    """The world: organs, posts and holders by relation, who acts, and the whole ledger as the engine has it."""

    organs: dict[str, str] = field(default_factory=dict)
    heads: dict[str, str] = field(default_factory=dict)
    holders: dict[str, str] = field(default_factory=dict)
    exhibits: dict[tuple[str, str], str] = field(default_factory=dict)
    findings: dict[str, str] = field(default_factory=dict)
    events: dict[str, Any] = field(default_factory=dict)
    claims: dict[str, Any] = field(default_factory=dict)
    put_forward: dict[str, set[str]] = field(default_factory=dict)
    titles: dict[str, tuple[str, str]] = field(default_factory=dict)
    actors: dict[str, Any] = field(default_factory=dict)
    founding: Any = None
    rows: list[dict[str, Any]] = field(default_factory=list)
    closed_duties: set[str] = field(default_factory=set)
    judged: set[str] = field(default_factory=set)

    @property
    def relations_of_heads(self) -> dict[str, str]:
        """The organ of each top leader's post."""
        return {post: self.organs[relation] for relation, post in self.heads.items()}

    @property
    def plans(self) -> set[str]:
        """One exhibit of each organ, about nobody in particular."""
        return {self.exhibits[relation, "plan"] for relation in PLACES}

    @property
    def relations(self) -> dict[str, str]:
        """The relation of each organ."""
        return {organ: relation for relation, organ in self.organs.items()}

    def duty(self, measure: str, relation: str, marker: str = "") -> dict[str, Any]:
        """The row of a measure about an organ or its top leader."""
        subjects = (self.organs[relation], self.heads[relation])
        found = (row for row in self.rows if row["measure"] == measure and row["subject"] in subjects)
        return next(row for row in found if row["marker"].startswith(marker))

    def acting(self, seat: str) -> Any:
        """The mandate of a seat, opened anew."""
        return act_as(self.actors[seat].mandate, on=TODAY)


def build() -> Planted:
    """The organs in their places, everything that a page could show of each, and somebody in every seat."""
    world = Planted()
    world.founding = access.found(**SYSTEM_AT, on=START, name="管理员", login_name="founder", password=PASSWORD)
    for relation, place in PLACES.items():
        _organ(world, relation, place)
    _relate(world)
    # The organ below the recused one goes by what that one adopted.
    for organ in [organ for relation, organ in world.organs.items() if relation != "below_recused"]:
        acts.adopt_book(**SYSTEM_AT, on=ADOPTED, organ=organ, book=BOOK, since=ADOPTED, signer=organ)
    superior = world.organs["superior"]
    acts.adopt_book(**SYSTEM_AT, on=ADOPTED, organ=superior, book="borne_rules", since=ADOPTED, signer=superior)
    for relation, place in PLACES.items():
        _file(world, relation, place)
    about = world.organs["borne_about"]
    for kind in ("consultation.called", "deployment.received"):
        acts.record_event(**SYSTEM_AT, on=RECENT, kind=kind, subject=about, day=RECENT)
    acts.refresh(**SYSTEM_AT, on=TODAY, as_of=TODAY)
    _handle(world)
    _seat(world)
    return world


def read(world: Planted) -> list[dict[str, Any]]:
    """The whole ledger."""
    return queries.duties(seen_by=SYSTEM, as_of=TODAY, asked=queries.Asked(limit=10_000))


def _organ(world: Planted, relation: str, place: Place) -> None:
    under = world.organs.get(place.under)
    organ = register.establish_organ(
        by=SYSTEM, where=under, on=START, name=f"{place.word}机关", short_name=f"{place.word}简",
        code=f"代码-{place.word}",
        organ_class="discipline_organ" if relation == "led" else "party_committee", level="county", valid_from=START,
        managed_by=under,
    ).id  # fmt: skip
    at = {"by": SYSTEM, "where": organ, "on": START}
    body = register.create_body(
        **at, organ=organ, name=f"{place.word}班子", kind="party_leading_body", valid_from=START
    )
    posts = {}
    for title, role in ((f"{place.head}书记", "top_leader"), (f"{place.rest}委员", "member")):
        given = {"body": body.id, "title": title, "role": role, "precedence": 1, "valid_from": START}
        posts[role] = register.create_post(**at, **given).id
    _held(posts["member"], f"{place.rest}乙", START)
    _held(posts["top_leader"], f"{place.head}甲", START, until=CHANGED)
    world.organs[relation], world.heads[relation] = organ, posts["top_leader"]
    world.holders[relation] = _held(posts["top_leader"], f"{place.head}丙", CHANGED)


def _held(post: str, name: str, since: date, *, until: date = date(9999, 12, 31)) -> str:
    holder = register.enter_holder(**SYSTEM_AT, on=since, name=name).id
    given = {"post": post, "holder": holder, "kind": "appointed", "valid_from": since, "valid_to": until}
    register.start_tenure(**SYSTEM_AT, on=since, **given)
    return holder


def _relate(world: Planted) -> None:
    """Leading, stationing, and the organ that moved away: none of them is a reach of reading."""
    own = world.organs["own"]
    for kind, lower, upper, day in (
        # So that the line of leadership runs as the line of management does, and goes on beyond it.
        ("led_by", "own", world.organs["superior"], START),
        ("led_by", "led", own, START),
        ("led_by", "borne_about", own, START),
        ("stationed_at", "stationed_here", own, START),
        ("stationed_at", "own", world.organs["stationed_there"], START),
        ("stationed_at", "own", world.organs["borne_about"], START),
        ("managed_by", "formerly_below", world.organs["its_new_superior"], MOVED),
    ):
        given = {"kind": kind, "lower": world.organs[lower], "upper": upper, "valid_from": day}
        register.relate(**SYSTEM_AT, on=day, **given)


def _file(world: Planted, relation: str, place: Place) -> None:
    """Two findings and five exhibits of an organ, two of them about its top leader."""
    organ = world.organs[relation]
    for day in (OVERDUE, RECENT):
        given = {"kind": "finding.received", "subject": organ, "day": day}
        event = acts.record_event(**SYSTEM_AT, on=day, **given)
        world.findings.setdefault(relation, event.id)
        world.events[relation] = event
    for kind, day in (
        ("plan", RECENT),
        ("report", RECENT),
        ("talk_record", RECENT),
        ("dossier_entry", SETTLED_ON),
        ("plan", OVERDUE),
    ):
        matter = place.rest if kind in ("plan", "report") else place.secret
        closed = relation == "recused_duty" and (day == OVERDUE or kind == "talk_record")
        matter = CLOSED_MATTER if closed else matter
        given = {"kind": kind, "title": f"{matter}材料 {kind} {day}", "happened_on": day}
        row = evidence.file(by=SYSTEM, where=organ, on=TODAY, **given)
        world.exhibits[relation, f"{kind} {day}" if day == OVERDUE else kind] = row.id
        world.titles[row.id] = (relation, matter)


def _handle(world: Planted) -> None:
    """Everything that is done about duties: claims without and with verification, an objection that waits."""
    world.rows = read(world)
    for relation, place in PLACES.items():
        overdue = world.duty(FINDING, relation, world.findings[relation])
        matter = CLOSED_MATTER if relation == "recused_duty" else place.rest
        world.claims[relation] = _claim(world, relation, f"plan {OVERDUE}", overdue)
        acts.object_to(**SYSTEM_AT, on=TODAY, key=overdue["key"], grounds=f"{matter}异议")
        _claim(world, relation, "talk_record", world.duty(TALK, relation, "2025"))
        if relation != "own":
            _claim(world, relation, "dossier_entry", world.duty(DOSSIER, relation))
    # One exhibit that stands for a duty within reach, for another one, and for one beyond it.
    for about in ("other_subtree", "below", "two_below"):
        _claim(world, "below", "report", world.duty(FINDING, about, world.findings[about]))
    # One of an organ from which the viewers are recused, for a duty from which they are not.
    _claim(world, "recused", "report", world.duty(FINDING, "below_recused", world.findings["below_recused"]))
    late, talk = world.findings["recused_duty"], world.duty(TALK, "recused_duty", "2025")
    world.closed_duties = {world.duty(FINDING, "recused_duty", late)["key"], talk["key"]}
    acts.refresh(**SYSTEM_AT, on=TODAY, as_of=TODAY)
    world.rows = read(world)
    for relation in PLACES:
        late = world.duty(FINDING, relation, world.findings[relation])["key"]
        acts.find(**SYSTEM_AT, on=TODAY, key=late, kind="excused", reason="防汛")
        world.judged.add(late)
    given = {"kind": "talk_record", "title": "再辖材料", "happened_on": TODAY}
    at = {"by": SYSTEM, "where": world.organs["two_below"], "on": TODAY}
    world.exhibits["two_below", "fresh"] = evidence.file(**at, **given).id


def _claim(world: Planted, relation: str, exhibit: str, duty: dict[str, Any]) -> Any:
    world.put_forward.setdefault(world.exhibits[relation, exhibit], set()).add(duty["key"])
    return acts.claim(**SYSTEM_AT, on=TODAY, exhibit=world.exhibits[relation, exhibit], key=duty["key"])


def _seat(world: Planted) -> None:
    """A mandate of every kind at the viewers' organ, each recused; and one above everything, for what could leak."""
    for seat in SEATS:
        _mandate(world, seat, "own", roles()[seat].powers)
    everything = sorted({one for seat in SEATS[:-1] for one in roles()[seat].powers})
    _mandate(world, "watcher", "superior", everything)
    _mandate(world, "clerk", "own", everything)
    _mandate(world, "himself", "own", roles()["top_leader"].powers, holder=world.holders["own"])
    recusals = (
        ("organ", world.organs["recused"]),
        ("holder", world.holders["recused_holder"]),
        *(("duty", key) for key in sorted(world.closed_duties)),
    )
    for seat in (*SEATS[:-1], "himself", "clerk"):
        for kind, subject in recusals:
            access.declare_recusal(
                by=world.actors[seat], where=world.organs["own"], on=TODAY, kind=kind, subject=subject, ground="kin"
            )
        world.actors[seat] = world.acting(seat)


def _mandate(world: Planted, seat: str, relation: str, powers: Any, holder: str | None = None) -> None:
    founder = act_as(world.founding, on=START)
    account = access.open_account(
        by=founder, where=None, on=START, name=seat, login_name=seat, password=PASSWORD, holder=holder
    )
    given = {"person": account.person_id, "granted": powers, "valid_from": START, "role": ""}
    mandate = access.grant_mandate(by=founder, where=world.organs[relation], on=START, **given)
    world.actors[seat] = act_as(mandate, on=TODAY)
