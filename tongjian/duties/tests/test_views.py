"""Coverage, blind spots, hand-over, lists: views of one subtraction."""

from datetime import date

from tongjian.duties import acts, queries
from tongjian.duties.derive import Scope
from tongjian.duties.models import Contact
from tongjian.duties.tests.riverside import BRIEFING, DOSSIER, SYSTEM_AT, TALK, TODAY, leave, post, tenure
from tongjian.trail.acts import SYSTEM


def covered(by, name, seen_by=SYSTEM, as_of=TODAY):
    return next(one for one in queries.coverage(seen_by=seen_by, as_of=as_of, by=by) if one.name == name)


def talked(ledger, subject, day, year="2024"):
    """A verified talk."""
    filed = ledger.claim(ledger.duty(TALK, subject, year), "talk_record", day)
    acts.verify_claim(by=ledger.actor(f"wen{day}", ledger.personnel, "verify_claim"), where=ledger.personnel,
                      on=TODAY, filed=filed)  # fmt: skip
    ledger.refresh()


def test_only_binding_deadlines_enter_a_rate(ledger):
    talked(ledger, ledger.stone_head, date(2024, 12, 3))
    kept = ledger.duty(DOSSIER, ledger.stone_head, "2024-01-01")
    ledger.claim(kept, "dossier_entry", date(2024, 3, 1))
    ledger.refresh()

    talks, dossiers = covered("measure", TALK), covered("measure", DOSSIER)
    assert (talks.states, talks.due, talks.on_time) == ({"done": 1, "overdue": 1, "open": 2}, 2, 0.5)
    assert (dossiers.states, dossiers.due, dossiers.on_time) == ({"done": 1, "past_suggested": 2}, 0, None)
    # Grouped by organ and clause the suggested ones stay out as well.
    assert covered("clause", "river_rules/4").on_time is None
    assert covered("organ", ledger.discipline).on_time is None
    assert covered("post", ledger.city_head).on_time == 0.5


def test_coverage_comes_in_the_order_of_names(ledger):
    names = [one.name for one in queries.coverage(seen_by=SYSTEM, as_of=TODAY, by="clause")]

    assert names == ["river_rules/1", "river_rules/3", "river_rules/4"]


def test_a_leader_whom_nobody_met_is_a_blind_spot_by_kind(ledger):
    nobody = queries.blind_spots(seen_by=SYSTEM, as_of=TODAY, months=12)
    assert (nobody.leaders, nobody.without_any, nobody.without) == (3, 3, {"dossier": 3, "talk": 3})

    talked(ledger, ledger.stone_head, date(2024, 12, 3))

    after = queries.blind_spots(seen_by=SYSTEM, as_of=TODAY, months=12)
    assert (after.without_any, after.without) == (2, {"dossier": 3, "talk": 2})
    short = queries.blind_spots(seen_by=SYSTEM, as_of=TODAY, months=6)
    assert (short.since, short.without_any) == (date(2024, 12, 16), 3)


def test_a_talk_that_nobody_verified_is_no_contact(ledger):
    ledger.claim(ledger.duty(TALK, ledger.stone_head, "2024"), "talk_record", date(2024, 12, 3))
    ledger.refresh()

    assert queries.blind_spots(seen_by=SYSTEM, as_of=TODAY, months=12).without["talk"] == 3


def test_contacts_follow_one_fact_as_they_follow_all(ledger):
    def known():
        return sorted(Contact.objects.values_list("post", "area", "last_on"))

    def rederived():
        acts.rederive(**SYSTEM_AT, on=TODAY, as_of=TODAY, scope=Scope(subjects=(ledger.stone_head,)))
        return known()

    talked(ledger, ledger.stone_head, date(2024, 12, 3))
    talked(ledger, ledger.white_head, date(2024, 11, 4))
    talk = ledger.duty(TALK, ledger.stone_head, "2025")
    filed = ledger.claim(talk, "talk_record", date(2025, 3, 3))
    wen = ledger.actor("wen", ledger.personnel, "verify_claim")
    acts.verify_claim(by=wen, where=ledger.personnel, on=TODAY, filed=filed)
    before = known()
    assert before == [(ledger.stone_head, "talk", date(2024, 12, 3)), (ledger.white_head, "talk", date(2024, 11, 4))]

    after = rederived()
    assert after == [(ledger.stone_head, "talk", date(2025, 3, 3)), before[1]]
    ledger.refresh()
    assert known() == after

    acts.withdraw_claim(**SYSTEM_AT, on=TODAY, filed=filed, reason="重复报送")
    assert rederived() == before


def test_of_an_earlier_day_the_contacts_of_then_are_asked(ledger):
    talked(ledger, ledger.stone_head, date(2024, 12, 3))
    talked(ledger, ledger.stone_head, date(2025, 3, 3), "2025")

    def last(as_of):
        found = queries.blind_posts(seen_by=SYSTEM, as_of=as_of, months=1)
        return next(one.last_contact for one in found if one.post == ledger.stone_head)

    assert last(TODAY) == date(2025, 3, 3)
    assert last(date(2025, 2, 3)) == date(2024, 12, 3)
    assert last(date(2024, 10, 8)) is None


def test_a_vacant_post_is_no_blind_spot(ledger):
    leave(ledger.stone_tenure, date(2025, 5, 1), on=TODAY)

    assert queries.blind_spots(seen_by=SYSTEM, as_of=TODAY, months=12).leaders == 2


def test_blind_posts_come_by_organ_in_register_order_a_page_at_a_time(ledger):
    # The second post of the city is younger than those of the counties, and still comes with its organ.
    second = post(ledger.city, "市长")
    tenure(second, "湖", date(2025, 1, 6))
    talked(ledger, ledger.white_head, date(2025, 3, 3), "2025")
    asked = {"seen_by": SYSTEM, "as_of": TODAY, "months": 3}

    found = queries.blind_posts(**asked)

    assert [(one.organ, one.post) for one in found] == [
        (ledger.city, ledger.city_head),
        (ledger.city, second),
        (ledger.stone, ledger.stone_head),
        (ledger.white, ledger.white_head),
    ]
    assert found[-1].last_contact == date(2025, 3, 3)
    page = queries.blind_posts(**asked, limit=2)
    assert [*page, *queries.blind_posts(**asked, after=(page[-1].organ, page[-1].post))] == found
    assert [one.post for one in queries.blind_posts(seen_by=SYSTEM, as_of=TODAY, months=12, area="talk")] == [
        one.post for one in found[:-1]
    ]


def test_a_change_of_person_hands_over_exactly_what_is_not_settled(ledger):
    talked(ledger, ledger.stone_head, date(2024, 12, 3))
    before = queries.hand_over(seen_by=SYSTEM, post=ledger.city_head, as_of=TODAY)
    leave(ledger.city_tenure, date(2025, 6, 1), on=TODAY)
    tenure(ledger.city_head, "海", date(2025, 6, 9), on=TODAY)
    ledger.refresh()

    after = queries.hand_over(seen_by=SYSTEM, post=ledger.city_head, as_of=TODAY)

    assert [row["key"] for row in after.borne] == [row["key"] for row in before.borne]
    assert [(row["subject"], row["marker"], row["state"]) for row in after.borne] == sorted(
        [
            (ledger.white_head, "2024", "overdue"),
            (ledger.stone_head, "2025", "open"),
            (ledger.white_head, "2025", "open"),
        ],
        key=lambda row: (row[1], ledger.duty(TALK, row[0], row[1])["key"]),
    )
    about = queries.hand_over(seen_by=SYSTEM, post=ledger.stone_head, as_of=TODAY).about
    assert [(row["measure"], row["marker"]) for row in about] == [(DOSSIER, "2024-01-01"), (TALK, "2025")]


def test_lists_page_by_due_day_and_what_has_none_comes_last(ledger):
    everything = ledger.ledger()
    assert everything[-1]["measure"] == BRIEFING

    seen, after = [], None
    while page := queries.duties(seen_by=SYSTEM, as_of=TODAY, asked=queries.Asked(limit=2, after=after)):
        seen += page
        after = (page[-1]["due_final"] or date(9999, 12, 31), page[-1]["key"])

    assert seen == everything


def test_lists_are_narrowed_by_state_measure_bearer_subject_and_organ(ledger):
    def count(**asked):
        return len(queries.duties(seen_by=SYSTEM, as_of=TODAY, asked=queries.Asked(**asked)))

    assert count(state="overdue") == 2
    assert count(measure=DOSSIER) == 2
    assert count(bearer=ledger.city) == 5
    assert count(subject=ledger.stone_head) == 3
    assert count(organ=ledger.stone, state="open") == 1


def test_what_falls_due_soon_leaves_out_what_nobody_has_to_do_any_more(ledger):
    talk = ledger.duty(TALK, ledger.stone_head, "2025")

    def soon():
        return {row["subject"] for row in queries.due_between(seen_by=SYSTEM, as_of=date(2025, 12, 1), days=30)}

    assert soon() == {ledger.stone_head, ledger.white_head}
    acts.waive(**SYSTEM_AT, on=TODAY, key=talk["key"], reason="县委换届")
    ledger.refresh()
    assert soon() == {ledger.white_head}


def test_counts_by_state_come_in_the_order_of_the_states(ledger):
    assert queries.by_state(seen_by=SYSTEM, as_of=TODAY) == {
        "inactive": 1,
        "overdue": 2,
        "past_suggested": 2,
        "open": 2,
    }
