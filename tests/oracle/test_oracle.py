"""Worked cases of docs/semantics.md: one or more for each rule, to be read beside it."""
from dataclasses import replace
from datetime import date
from hashlib import sha256

from .days import DAY, OPEN, Calendar, months_after, windows
from .oracle import (
    Bearer,
    Claim,
    Event,
    Heir,
    Place,
    Relief,
    Row,
    Subject,
    Tenure,
    Term,
    World,
    derive,
    next_change,
    state,
)

CITY, COUNTY, POST, LIN, QIAO = (letter * 32 for letter in "ab123")
START = date(2023, 1, 1)
CALENDAR = Calendar(
    frozenset(date(2025, 10, 1) + DAY * number for number in range(8)),
    frozenset({date(2025, 9, 28), date(2025, 10, 11)}), date(2025, 12, 31))
YEARLY = Term(
    "t1", "qinghe/1/talk", CITY, "periodic", date(2024, 1, 1), every="year", clock="0 days",
    kinds=("talk_record",), bearer="superior_top_leader")
WORLD = World(
    (YEARLY,), CALENDAR, frozenset({CITY}), {},
    places=(Place(CITY, "party_committee", "city", f"/{CITY}/", START),
            Place(COUNTY, "party_committee", "county", f"/{CITY}/{COUNTY}/", START)),
    subjects=(Subject("post", POST, COUNTY, "top_leader", START),),
    tenures=(Tenure("f" * 32, POST, LIN, "appointed", START),),
    bearers=(Bearer("superior_top_leader", COUNTY, CITY, QIAO, START),))


def day(text: str) -> date:
    return date.fromisoformat(text)


def world(*, term: dict | None = None, **facts: tuple) -> World:
    return replace(WORLD, terms=(replace(YEARLY, **term or {}),), **facts)


def duties(of: World, as_of: str = "2025-06-30", known_on: str = "2026-12-31") -> dict[str, Row]:
    """The duties by their markers."""
    return {row.marker: row for row in derive(of, day(as_of), day(known_on)).values()}


def claim(on: str, kind: str = "talk_record", marker: str = "2024", verified: int = 1) -> Claim:
    return Claim(YEARLY.measure, POST, marker, kind, day(on), verified)


def relief(kind: str, begin: str, until: str = "9999-12-31") -> Relief:
    return Relief(YEARLY.measure, POST, "2024", kind, day(begin), day(until))


def tenure(begin: str, until: str = "9999-12-31", holder: str = LIN, number: str = "e") -> Tenure:
    return Tenure(number * 32, POST, holder, "appointed" if holder else "vacant", day(begin), day(until))


def states(row: Row, *days: str) -> list[str]:
    return [state(row, day(one)) for one in days]


def test_days_are_counted_after_the_first_and_months_keep_their_day():
    assert CALENDAR.after(day("2025-09-22"), "15 workdays") == day("2025-10-17")
    assert CALENDAR.after(day("2025-09-22"), "0 workdays") == day("2025-09-22")
    assert CALENDAR.after(day("2025-09-22"), "9 days", 1) == day("2025-10-09")
    assert months_after(day("2025-11-30"), 3) == day("2026-02-28")
    assert months_after(day("2023-12-31"), 12) == day("2024-12-31")
    assert [name for name, _, _ in windows("half_year", 2025)] == ["2025H1", "2025H2"]
    assert list(windows("quarter", 2025))[2] == ("2025Q3", day("2025-07-01"), day("2025-09-30"))
    assert list(windows("month", 2024))[1] == ("2024-02", day("2024-02-01"), day("2024-02-29"))


def test_a_yearly_duty_opens_with_its_window_and_falls_due_on_its_last_day():
    found = duties(WORLD)
    row = found["2024"]

    assert sorted(found) == ["2024", "2025"]
    assert (row.opens, row.due, row.due_final, row.soon_on) == (
        day("2024-01-01"), day("2024-12-31"), day("2024-12-31"), day("2024-12-01"))
    assert (row.bearer_organ, row.bearer_post, row.strength) == (CITY, QIAO, "binding")
    assert row.key == sha256(f"qinghe/1/talk|{POST}|2024".encode()).hexdigest()[:32]
    assert states(row, "2023-12-31", "2024-01-01", "2024-12-01", "2024-12-31", "2025-01-01") == [
        "not_open", "open", "due_soon", "due_soon", "overdue"]
    assert next_change(row, day("2023-06-01")) == day("2024-01-01")
    assert next_change(row, day("2024-12-01")) == day("2025-01-01")
    assert next_change(row, day("2025-01-01")) is None


def test_a_window_that_opened_before_the_adoption_day_is_not_recorded():
    assert sorted(duties(world(term={"opens_from": day("2024-01-02")}))) == ["2025"]


def test_in_mid_window_the_old_wording_governs_to_its_end():
    old = replace(YEARLY, opens_until=day("2024-08-15"))
    new = replace(YEARLY, term="t2", opens_from=day("2024-08-15"), every="quarter")

    found = duties(replace(WORLD, terms=(old, new)), "2024-12-01")

    assert {marker: row.term for marker, row in found.items()} == {"2024": "t1", "2024Q4": "t2"}


def test_a_duty_opens_when_the_subject_begins_to_qualify_and_needs_one_day_of_the_window():
    def of(begin: str, until: str = "9999-12-31") -> dict[str, Row]:
        return duties(world(subjects=(Subject("post", POST, COUNTY, "top_leader", day(begin), day(until)),)))

    assert of("2024-12-31")["2024"].opens == day("2024-12-31")
    assert sorted(of("2025-01-01")) == ["2025"]
    assert sorted(of("2023-01-01", "2025-01-01")) == ["2024"]


def test_role_class_level_and_the_nearest_governor_decide_who_qualifies():
    fitting = {"roles": ("top_leader",), "classes": ("party_committee",), "levels": ("county",)}

    assert sorted(duties(world(term=fitting))) == ["2024", "2025"]
    assert duties(world(term={"roles": ("deputy",)})) == {}
    assert duties(world(term={"classes": ("court",)})) == {}
    assert duties(world(term={"levels": ("city",)})) == {}
    assert duties(world(adopters=frozenset({CITY, COUNTY}))) == {}
    assert duties(world(adopters=frozenset())) == {}


def test_a_tenure_must_last_for_the_minimum_time_in_post():
    of = {"occupied": 1, "exposure": "3 months", "personal": 1}
    met, short = tenure("2024-10-01"), tenure("2024-10-02")

    assert duties(world(term=of, tenures=(met,)))["2024"].opens == day("2024-10-01")
    assert duties(world(term=of, tenures=(short,)))["2024"].reason == "min_exposure"
    assert state(duties(world(term=of, tenures=(short,)))["2024"], day("2025-01-01")) == "not_owed"


def test_a_vacant_post_owes_nothing_and_a_post_without_records_is_unknown():
    vacant = duties(world(term={"occupied": 1}, tenures=(tenure("2023-01-01", holder=""),)))["2024"]
    silent = duties(world(term={"occupied": 1}, tenures=()))["2024"]

    assert (vacant.reason, states(vacant, "2024-06-30")) == ("vacant", ["not_owed"])
    assert (silent.missing, states(silent, "2023-12-31", "2024-01-01")) == ("tenure", ["not_open", "unknown"])


def test_a_personal_duty_lapses_when_nobody_long_enough_in_post_stays_until_the_due_day():
    def of(until: str, personal: int = 1) -> Row:
        tenures = tenure("2023-01-01", until), tenure(until, number="d", holder=QIAO)
        term = {"occupied": 1, "personal": personal, "exposure": "3 months"}
        return duties(world(term=term, tenures=tenures))["2024"]

    assert of("2024-12-31").lapses_on == day("2024-12-31")
    assert states(of("2024-12-31"), "2024-12-30", "2024-12-31") == ["due_soon", "lapsed"]
    assert of("2025-01-01").lapses_on is None
    assert states(of("2024-12-31", personal=0), "2025-01-01") == ["overdue"]


def test_a_tenure_that_starts_is_an_event_and_its_end_lapses_the_personal_duty():
    term = {"generator": "event", "events": ("tenure.started",), "details": ("appointed",),
            "clock": "30 days", "personal": 1, "bearer": "subject_post"}
    first, second = tenure("2024-03-01", "2024-03-31"), tenure("2024-03-31", number="d")

    found = duties(world(term=term, tenures=(first, second)))

    assert (found[first.id].due, found[first.id].lapses_on) == (day("2024-03-31"), day("2024-03-31"))
    assert (found[second.id].due, found[second.id].lapses_on) == (day("2024-04-30"), None)
    assert (found[first.id].bearer_organ, found[first.id].bearer_post) == (COUNTY, POST)
    assert duties(world(term=term, tenures=(replace(first, kind="acting"),))) == {}


def test_an_event_binds_who_qualifies_on_its_day_and_asks_who_held_the_post():
    term = {"generator": "event", "events": ("finding.received",), "clock": "10 workdays", "personal": 1}
    event = Event("9" * 32, "finding.received", POST, "", day("2025-09-22"))

    def of(*tenures: Tenure, **changes: tuple) -> list[tuple[str | None, str | None]]:
        found = duties(world(term=term, **{"events": (event,), "tenures": tenures, **changes}))
        return [(row.reason, row.missing) for row in found.values()]

    assert of(tenure("2023-01-01")) == [(None, None)]
    assert of(tenure("2023-01-01", holder="")) == [("vacant", None)]
    assert of(tenure("2023-01-01", "2025-09-22")) == [(None, "tenure")]
    assert of(tenure("2023-01-01"), events=(replace(event, kind="other"),)) == []
    assert of(tenure("2023-01-01"), events=(replace(event, day=day("2023-12-31")),)) == []
    assert duties(world(term=term, events=(event,)))["9" * 32].due == day("2025-10-11")


CHAIN = {"generator": "continuous", "chain_from": day("2024-01-01"), "clock": "90 days"}


def test_each_activity_of_a_chain_settles_the_last_and_opens_the_next():
    claims = claim("2024-02-01", marker="any"), claim("2024-06-30"), claim("2024-01-01"), claim("2024-02-01")

    found = duties(world(term=CHAIN, claims=claims), "2024-12-31")

    assert [(row.opens, row.due, row.done_on) for row in found.values()] == [
        (day("2024-01-01"), day("2024-03-31"), day("2024-02-01")),
        (day("2024-02-01"), day("2024-05-01"), day("2024-06-30")),
        (day("2024-06-30"), day("2024-09-28"), None)]
    assert [state(row, day("2024-12-31")) for row in found.values()] == ["done", "done_late", "overdue"]


def test_a_chain_takes_the_wording_in_force_on_the_day_of_each_link():
    old = replace(YEARLY, **CHAIN, opens_until=day("2024-02-01"))
    new = replace(YEARLY, **{**CHAIN, "clock": "30 days"}, term="t2", opens_from=day("2024-02-01"),
                  kinds=("report",))
    claims = claim("2024-01-15"), claim("2024-02-01"), claim("2024-02-10", "report")

    found = duties(replace(WORLD, terms=(old, new), claims=claims), "2024-12-31")

    assert {row.opens: (row.term, row.done_on) for row in found.values()} == {
        day("2024-01-01"): ("t1", day("2024-01-15")),
        day("2024-01-15"): ("t1", day("2024-02-10")),
        day("2024-02-10"): ("t2", None)}


def test_a_new_tenure_starts_a_new_chain_and_a_change_of_name_does_not():
    spans = Place(COUNTY, "party_committee", "county", f"/{CITY}/{COUNTY}/", START, day("2024-06-01")), Place(
        COUNTY, "government", "county", f"/{CITY}/{COUNTY}/", day("2024-06-01"))
    tenures = tenure("2023-01-01", "2024-03-01"), tenure("2024-03-01", number="d")
    of = {**CHAIN, "occupied": 1, "personal": 1}

    found = duties(world(term=of, tenures=tenures, places=(WORLD.places[0], *spans),
                         claims=(claim("2024-03-01"), claim("2024-05-30"))), "2024-12-31")

    assert [(row.opens, row.done_on, row.lapses_on) for row in found.values()] == [
        (day("2024-01-01"), None, day("2024-03-01")),
        (day("2024-03-01"), day("2024-05-30"), None),
        (day("2024-05-30"), None, None)]
    assert duties(world(term=of, tenures=(tenure("2023-01-01", holder=""),))) == {}


def test_where_a_chain_stops_its_last_link_is_superseded_or_lapses_if_it_is_personal():
    def of(until: str, *claims: Claim, **term: int) -> list[tuple[date | None, date | None]]:
        tenures = tenure("2023-01-01", until), tenure(until, number="d")
        found = duties(world(term={**CHAIN, "occupied": 1, **term}, tenures=tenures, claims=claims))
        return [(row.superseded_on, row.lapses_on) for row in found.values() if row.opens < day(until)]

    assert of("2024-03-31") == [(day("2024-03-31"), None)]
    assert of("2024-03-31", personal=1) == [(None, day("2024-03-31"))]
    assert of("2024-04-01") == of("2024-04-01", personal=1) == [(None, None)]
    assert of("2024-03-31", claim("2024-03-30")) == [(None, None), (day("2024-03-31"), None)]


def test_a_chain_stops_where_class_or_governor_changes_even_if_the_organ_has_an_heir():
    turn, other, county = day("2024-03-31"), "c" * 32, replace(WORLD.places[1], valid_to=day("2024-03-31"))

    def of(**after: str) -> Row:
        places = *WORLD.places[:1], county, replace(county, valid_from=turn, valid_to=OPEN, **after)
        return duties(world(term={**CHAIN, "classes": ("party_committee",)}, places=places,
                            adopters=frozenset({CITY, other}), heirs=(Heir(COUNTY, turn, CITY),)))["2024-01-01"]

    assert of().superseded_on is None
    assert of(organ_class="government").superseded_on == turn
    assert of(path=f"/{other}/{COUNTY}/").superseded_on == turn
    assert states(of(organ_class="government"), "2024-03-30", "2024-03-31") == ["due_soon", "superseded"]


def test_what_is_done_late_after_a_duty_has_lapsed_no_longer_counts():
    def of(done: str, **changes: object) -> list[str]:
        term = {"occupied": 1, "personal": 1, **changes}
        held = tenure("2023-01-01", "2024-12-01"), tenure("2024-12-01", number="d", holder="")
        row = duties(world(term=term, tenures=held, claims=(claim(done),)))["2024"]
        return states(row, "2024-12-01", "2024-12-31", "2025-01-01")

    assert of("2025-01-01") == of("2025-01-01", basis="default") == ["lapsed", "lapsed", "lapsed"]
    assert of("2024-12-31") == ["lapsed", "done", "done"]
    assert of("2024-12-01") == of("2024-11-30") == ["done", "done", "done"]
    assert of("2025-01-01", personal=0) == ["due_soon", "due_soon", "done_late"]


def test_a_measure_that_awaits_its_parameter_is_inactive_and_visibly_so():
    row = duties(world(term={"generator": "inactive", "parameter": "frequency"}))["parameter:frequency"]

    assert (row.subject, row.bearer_organ, row.due, row.strength) == (CITY, CITY, None, "suggested")
    assert states(row, "2023-01-01", "2025-01-01") == ["inactive", "inactive"]


def test_the_bearer_is_resolved_on_the_opening_day():
    named = WORLD.bearers[0]
    turn = day("2024-01-01")
    anew = replace(named, valid_to=turn), replace(named, bearer_post=LIN, valid_from=turn)
    outside = duties(world(bearers=(replace(named, bearer_organ="", bearer_post=""),)))["2024"]
    unnamed = duties(world(bearers=()))["2024"]

    assert duties(world(bearers=anew))["2024"].bearer_post == LIN
    assert duties(world(bearers=(named, replace(named, bearer_post=LIN))))["2024"].bearer_post == LIN
    assert (outside.bearer_organ, outside.reason) == (COUNTY, "superior_outside")
    assert (unnamed.bearer_organ, unnamed.missing) == (COUNTY, "superior")
    assert duties(world(bearers=(), claims=(claim("2024-05-01"),)))["2024"].missing is None
    assert duties(world(bearers=(), reliefs=(relief("waiver", "2024-05-01"),)))["2024"].missing is None
    vacancy = tenure("2023-01-01", holder="")
    assert duties(world(term={"occupied": 1}, bearers=(), tenures=(vacancy,)))["2024"].missing is None


def test_the_heir_of_the_bearer_carries_on_what_was_not_done_before():
    heir = Heir(CITY, day("2024-07-01"), COUNTY)

    def bearer(as_of: str, *claims: Claim, **changes: date) -> tuple[str, str | None]:
        row = duties(world(heirs=(replace(heir, **changes),), claims=claims), as_of)["2024"]
        return row.bearer_organ, row.bearer_post

    assert bearer("2024-06-30") == (CITY, QIAO)
    assert bearer("2024-07-01") == (COUNTY, None)
    assert bearer("2024-07-01", claim("2024-06-30")) == (CITY, QIAO)
    assert bearer("2024-07-01", claim("2024-07-01")) == (COUNTY, None)
    assert bearer("2024-07-01", day=day("2024-01-01")) == (CITY, QIAO)


def test_an_unsigned_default_or_a_reading_signed_by_the_bearer_is_only_suggested():
    def of(basis: str, signer: str = "") -> Row:
        return duties(world(term={"basis": basis, "signer": signer}, claims=(claim("2025-03-01"),)))["2024"]

    assert [of("text").strength, of("locality", COUNTY).strength] == ["binding", "binding"]
    assert [of("default").strength, of("locality", CITY).strength] == ["suggested", "suggested"]
    assert states(of("default"), "2025-01-01", "2025-03-01") == ["past_suggested", "done"]
    assert states(of("text"), "2025-01-01", "2025-03-01") == ["overdue", "done_late"]


def test_a_duty_is_done_when_all_kinds_are_there_and_verified_where_that_is_asked():
    both = {"kinds": ("talk_record", "report"), "verify": 1}
    talk, report = claim("2024-12-31"), claim("2024-05-01", "report")

    def done(*claims: Claim) -> date | None:
        return duties(world(term=both, claims=claims))["2024"].done_on

    assert done(talk, report) == day("2024-12-31")
    assert done(talk, report, claim("2024-04-01")) == day("2024-05-01")
    assert done(talk) is None
    assert done(talk, replace(report, verified=0)) is None
    assert done(talk, replace(report, kind="agenda")) is None
    assert done(talk, replace(report, marker="2025")) is None
    assert states(duties(world(claims=(talk,)))["2024"], "2024-12-30", "2024-12-31") == ["due_soon", "done"]


def test_a_waiver_frees_and_a_suspension_moves_the_due_day_by_its_length():
    waived = duties(world(reliefs=(relief("waiver", "2025-01-02"),)))["2024"]
    resting = duties(world(reliefs=(relief("suspension", "2024-12-01"),)))["2024"]
    moved = duties(world(reliefs=(relief("suspension", "2024-12-01", "2024-12-11"),)))["2024"]

    assert states(waived, "2025-01-01", "2025-01-02") == ["overdue", "waived"]
    assert states(resting, "2024-11-30", "2024-12-01", "2026-01-01") == ["open", "suspended", "suspended"]
    assert (resting.due_final, next_change(resting, day("2025-01-01"))) == (day("2024-12-31"), None)
    assert (moved.due_final, moved.soon_on) == (day("2025-01-10"), day("2024-12-11"))
    assert states(moved, "2024-12-10", "2024-12-11", "2025-01-10", "2025-01-11") == [
        "suspended", "due_soon", "due_soon", "overdue"]


def test_a_suspension_counts_working_days_where_the_clock_does():
    term = {"every": "quarter", "clock": "10 workdays"}
    rest = Relief(YEARLY.measure, POST, "2025Q3", "suspension", day("2025-09-26"), day("2025-10-10"))

    row = duties(world(term=term, reliefs=(rest,)), "2025-12-31")["2025Q3"]

    assert (row.due, row.due_final) == (day("2025-10-21"), day("2025-10-28"))


def test_a_due_day_in_a_year_without_a_calendar_is_provisional_where_working_days_decide():
    def of(clock: str, rolls: int = 0) -> bool:
        return duties(world(term={"clock": clock, "rolls": rolls}), "2025-12-31")["2025"].provisional

    assert [of("1 workdays"), of("3 days", 1), of("3 days"), of("0 days", 1)] == [True, True, False, False]


def test_the_end_of_a_subject_supersedes_what_is_not_yet_due_unless_its_organ_has_an_heir():
    def of(until: str, **facts: tuple) -> Row:
        subject = Subject("post", POST, COUNTY, "top_leader", START, day(until))
        return duties(world(subjects=(subject,), **facts), "2024-12-31")["2024"]

    assert states(of("2024-12-31"), "2024-12-30", "2024-12-31") == ["due_soon", "superseded"]
    assert of("2025-01-01").superseded_on is None
    assert of("2024-12-31", heirs=(Heir(COUNTY, day("2024-12-31"), CITY),)).superseded_on is None
    assert of("2024-12-31", claims=(claim("2024-12-30"),)).superseded_on is None
    assert of("2024-12-31", claims=(claim("2024-12-31"),)).superseded_on == day("2024-12-31")


def test_a_repeal_supersedes_what_falls_due_on_it_or_later_and_leaves_what_fell_due_before():
    def of(repealed: str, *claims: Claim, **facts: tuple) -> Row:
        return duties(world(repealed_on={YEARLY.measure: day(repealed)}, claims=claims, **facts))["2024"]

    subject = Subject("post", POST, COUNTY, "top_leader", START, day("2024-12-30"))

    assert of("2023-06-01").superseded_on == day("2023-06-01")
    assert states(of("2024-12-31"), "2024-12-30", "2024-12-31") == ["due_soon", "superseded"]
    assert states(of("2025-01-01", claim("2025-02-01")), "2025-01-01", "2025-02-01") == ["overdue", "done_late"]
    assert of("2024-12-31", claim("2024-12-30")).superseded_on is None
    assert of("2024-12-31", claim("2024-12-31")).superseded_on == day("2024-12-31")
    assert of("2024-12-31", subjects=(subject,)).superseded_on == day("2024-12-30")


def test_a_correction_counts_from_the_day_on_which_it_was_recorded():
    wrong = replace(claim("2024-12-31"), recorded_from=day("2025-01-05"), recorded_to=day("2025-02-01"))
    right = replace(claim("2025-01-03"), recorded_from=day("2025-02-01"))

    def of(known_on: str) -> str:
        found = duties(world(claims=(wrong, right)), known_on=known_on)
        return state(found["2024"], day("2025-06-30"))

    assert [of("2025-01-04"), of("2025-01-05"), of("2025-01-31"), of("2025-02-01")] == [
        "overdue", "done", "done", "done_late"]
