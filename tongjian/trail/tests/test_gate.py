"""The gate: permission, transaction, stamp, entry."""
from datetime import date, datetime

import pytest
from django.db import IntegrityError

from tongjian.trail import queries
from tongjian.trail.acts import CATALOGUE, SYSTEM, NoReasonGiven, act, cross_seal, looked
from tongjian.trail.deed import Deed
from tongjian.trail.identifiers import identifiers, new_id
from tongjian.trail.models import OPEN, Entry, Look, Salt
from tongjian.trail.refusal import NotEmpowered, Refusal
from tongjian.trail.tests.papers import (
    COUNTY,
    LIN,
    QIAO,
    SHI,
    TOWNSHIP,
    Paper,
    Posting,
    file_paper,
    load_papers,
    make_posting,
    withdraw,
)
from tongjian.trail.verifier import digest, seal_of

DAY = date(2024, 1, 5)


def test_an_act_writes_its_row_and_one_entry_in_the_chain_of_the_organ(office):
    paper = file_paper(by=LIN, where=COUNTY, on=DAY, title="通知")

    entry = Entry.objects.get()
    kept = Paper.objects.get()
    assert (kept.id, kept.title, kept.stamp, kept.recorded_from) == (paper.id, "通知", entry.stamp, DAY)
    assert (kept.recorded_to, kept.closed_stamp) == (OPEN, None)
    assert (entry.chain, entry.seq, entry.on, entry.act) == (f"organ:{COUNTY}", 1, DAY, "paper.filed")
    assert (entry.actor, entry.about, entry.previous) == ("mandate:lin", "paper:" + paper.id, "")
    assert entry.rows["trail_paper"]["n"] == 1
    assert list(entry.rows["trail_paper"]["each"]) == [paper.id]


def test_every_organ_has_its_chain_and_the_system_one(office):
    for where in (COUNTY, TOWNSHIP, COUNTY, None):
        file_paper(by=LIN, where=where, on=DAY, title="通知")

    chains = list(Entry.objects.order_by("stamp").values_list("chain", "seq", "stamp"))
    county, township = f"organ:{COUNTY}", f"organ:{TOWNSHIP}"
    assert chains == [(county, 1, 1), (township, 1, 2), (county, 2, 3), ("system", 1, 4)]
    first, second = Entry.objects.filter(chain=county).order_by("seq")
    assert second.previous == first.seal


def test_a_refused_act_leaves_nothing(office):
    file_paper(by=QIAO, where=COUNTY, on=DAY, title="县里的通知")

    with pytest.raises(NotEmpowered) as refused:
        file_paper(by=QIAO, where=TOWNSHIP, on=DAY, title="乡里的通知")
    with pytest.raises(NotEmpowered):
        file_paper(by=SHI, where=COUNTY, on=DAY, title="外人的通知")

    assert refused.value.facts == {"who": "mandate:qiao", "where": TOWNSHIP, "power": "file_paper"}
    assert "file_paper" in str(refused.value)
    assert (Entry.objects.count(), Paper.objects.count(), queries.latest_stamp()) == (1, 1, 1)


def test_an_act_that_fails_takes_back_its_rows_its_entry_and_its_stamp(office):
    class Full(Refusal):
        says = "档案柜已满。请另选。"

    @act("cabinet.filled", needs="file_paper")
    def fill(deed, *, refuse):
        deed.record(Paper(title="通知"))
        file_paper(by=deed.by, where=TOWNSHIP, on=deed.on, title="附件")
        if refuse:
            raise Full

    fill(by=LIN, where=COUNTY, on=DAY, refuse=False)
    with pytest.raises(Full):
        fill(by=LIN, where=COUNTY, on=DAY, refuse=True)
    del CATALOGUE["cabinet.filled"]

    assert (Entry.objects.count(), Paper.objects.count(), queries.latest_stamp()) == (2, 2, 2)


def test_an_act_within_an_act_seals_its_own_entry_and_both_belong_to_one_transaction(office):
    @act("bundle.filed", needs="file_paper")
    def file_bundle(deed):
        deed.record(Paper(title="目录"))
        inner = file_paper(by=deed.by, where=TOWNSHIP, on=deed.on, title="附件")
        deed.note(paper=inner.id)

    file_bundle(by=LIN, where=COUNTY, on=DAY)
    del CATALOGUE["bundle.filed"]

    outer, inner = Entry.objects.order_by("stamp")
    assert (outer.act, inner.act) == ("bundle.filed", "paper.filed")
    assert outer.detail == {"paper": Paper.objects.get(title="附件").id}
    assert [paper.stamp for paper in Paper.objects.order_by("stamp")] == [outer.stamp, inner.stamp]


def test_a_correction_closes_the_old_row_and_keeps_the_fact(office):
    first = make_posting(by=LIN, where=COUNTY, on=DAY, post="p" * 32, valid_from=date(2023, 1, 1))
    second = make_posting(
        by=LIN, where=COUNTY, on=date(2024, 2, 1), post="p" * 32, valid_from=date(2023, 3, 1), replaces=first
    )

    old, new = Posting.objects.order_by("stamp")
    assert first.fact == first.id
    assert (old.recorded_to, old.closed_stamp) == (date(2024, 2, 1), new.stamp)
    assert (new.fact, new.recorded_from, new.recorded_to) == (first.id, date(2024, 2, 1), OPEN)
    assert second.id != first.id
    assert Entry.objects.get(stamp=new.stamp).rows["trail_posting"]["closed_n"] == 1


def test_a_row_closes_once_and_never_before_it_was_recorded(office):
    paper = file_paper(by=LIN, where=COUNTY, on=DAY, title="通知")

    with pytest.raises(ValueError, match="1 of 1 rows cannot close"):
        withdraw(by=LIN, where=COUNTY, on=date(2024, 1, 4), papers=Paper.objects.all())
    withdraw(by=LIN, where=COUNTY, on=DAY, papers=Paper.objects.all())
    with pytest.raises(ValueError, match="1 of 1 rows cannot close"):
        withdraw(by=LIN, where=COUNTY, on=DAY, papers=[paper])

    assert Entry.objects.count() == 2
    assert Entry.objects.get(act="paper.withdrawn").detail == {"count": 1}


def test_an_entry_takes_no_personal_data(office):
    @act("paper.remarked", needs="file_paper")
    def remark(deed, *, what):
        deed.note(remark=what)

    remark(by=LIN, where=COUNTY, on=DAY, what={"ids": ["a1", "b2"], "count": 3, "day": DAY, "none": None})
    for personal in ("张某", "two words", 0.5, object()):
        with pytest.raises(ValueError, match="entry"):
            remark(by=LIN, where=COUNTY, on=DAY, what=personal)
    del CATALOGUE["paper.remarked"]

    assert Entry.objects.get().detail == {
        "remark": {"ids": ["a1", "b2"], "count": 3, "day": "2024-01-05", "none": None}
    }


def test_the_office_day_is_a_day_and_never_missing(office):
    with pytest.raises(TypeError):
        file_paper(by=LIN, where=COUNTY, on=datetime(2024, 1, 5, 9, 0), title="通知")  # noqa: DTZ001
    with pytest.raises(TypeError):
        file_paper(by=LIN, where=COUNTY, title="通知")


def test_a_row_made_outside_a_deed_does_not_fit_its_table(office):
    file_paper(by=LIN, where=COUNTY, on=DAY, title="通知")

    with pytest.raises(IntegrityError):
        Paper.objects.create(id="f" * 32, title="私自登记")


def test_act_names_are_words_and_belong_to_one_function():
    with pytest.raises(ValueError, match="act name"):
        act("Filed", needs="file_paper")
    with pytest.raises(ValueError, match="taken"):
        act("paper.filed", needs="file_paper")(lambda deed: None)

    assert CATALOGUE["paper.filed"] is file_paper
    assert file_paper.needs == "file_paper"


def test_a_salt_hides_equal_rows_behind_different_digests(office):
    with identifiers(1):
        file_paper(by=LIN, where=COUNTY, on=DAY, title="通知")
    with identifiers(2):
        file_paper(by=LIN, where=COUNTY, on=DAY, title="通知")

    first, second = Salt.objects.order_by("stamp")
    assert len(bytes(first.value)) == 16
    assert bytes(first.value) != bytes(second.value)


def test_a_look_is_written_to_the_chain_of_reads_and_takes_no_place_among_the_acts(office):
    file_paper(by=LIN, where=COUNTY, on=DAY, title="通知")

    looked(by=QIAO, where=COUNTY, on=DAY, at="dossier:17", why="任前核查")
    looked(by=QIAO, where=COUNTY, on=DAY, at="dossier:18", why="任前核查")
    with pytest.raises(NoReasonGiven):
        looked(by=QIAO, where=COUNTY, on=DAY, at="dossier:19", why="  ")

    reads = Entry.objects.filter(chain="reads").order_by("seq")
    places = [(entry.seq, entry.stamp, entry.about) for entry in reads]
    assert places == [(1, -1, "dossier:17"), (2, -2, "dossier:18")]
    assert [entry.act for entry in queries.since(0)] == ["paper.filed"]
    assert "任前核查" not in str(reads[0].detail)
    assert [look.why for look in queries.looks(seen_by=LIN, where=COUNTY)] == ["任前核查", "任前核查"]


def test_who_may_not_read_the_trail_reads_nothing(office):
    file_paper(by=LIN, where=COUNTY, on=DAY, title="通知")
    file_paper(by=LIN, where=TOWNSHIP, on=DAY, title="通知")
    looked(by=LIN, where=TOWNSHIP, on=DAY, at="dossier:17", why="任前核查")

    assert [entry.stamp for entry in queries.entries(seen_by=QIAO, where=COUNTY)] == [1]
    for forbidden in (queries.entries, queries.looks):
        assert len(forbidden(seen_by=LIN, where=TOWNSHIP)) == 1
        with pytest.raises(NotEmpowered):
            forbidden(seen_by=QIAO, where=TOWNSHIP)


def test_since_gives_what_came_after_a_stamp(office):
    papers = [file_paper(by=LIN, where=COUNTY, on=DAY, title="通知") for _ in range(3)]
    withdraw(by=LIN, where=COUNTY, on=DAY, papers=papers[:1])

    assert [entry.stamp for entry in queries.since(2)] == [3, 4]
    assert [entry.stamp for entry in queries.since(0, acts=("paper.withdrawn",))] == [4]
    assert queries.latest_stamp() == 4


def test_a_cross_seal_lists_the_heads_that_moved(office):
    file_paper(by=LIN, where=COUNTY, on=DAY, title="通知")
    file_paper(by=LIN, where=TOWNSHIP, on=DAY, title="通知")
    assert cross_seal(by=SYSTEM, where=None, on=DAY) == 2
    last = file_paper(by=LIN, where=COUNTY, on=DAY, title="通知")

    assert cross_seal(by=LIN, where=None, on=DAY) == 1

    entry = Entry.objects.get(chain="seals", seq=2)
    seal = Entry.objects.get(stamp=last.stamp).seal
    assert entry.detail == {"heads": {f"organ:{COUNTY}": [2, seal]}, "chains": 2}
    with pytest.raises(NotEmpowered):
        cross_seal(by=SHI, where=None, on=DAY)


@pytest.mark.parametrize("suite", ["SHA-256", "SM3"])
def test_each_entry_names_its_suite_and_is_sealed_with_it(office, settings, suite):
    settings.TONGJIAN_TRAIL_SUITE = suite

    file_paper(by=LIN, where=COUNTY, on=DAY, title="通知")

    entry = Entry.objects.values().get()
    sealed = {**entry, "on": "2024-01-05", "at": entry["at"].strftime("%Y-%m-%dT%H:%M:%S.%fZ")}
    assert entry["suite"] == suite
    assert entry["seal"] == seal_of(sealed)


def test_sm3_is_the_standard_one():
    running = digest("SM3")
    running.update(b"abc")

    assert running.hexdigest() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


def test_rows_come_by_the_thousand_as_dicts_or_instances(office):
    seen = []

    @act("papers.counted", needs="file_paper")
    def load(deed: Deed):
        rows = ({"title": f"第{number}号", "pages": number} for number in range(250))
        return deed.record_many(Paper, rows, batch=100, progress=seen.append)

    assert load(by=LIN, where=None, on=DAY) == 250
    instances = [Paper(title="通知") for _ in range(120)]
    assert load_papers(by=LIN, where=None, on=DAY, rows=instances, batch=50) == 120
    assert load_papers(by=LIN, where=None, on=DAY, rows=[]) == 0
    del CATALOGUE["papers.counted"]

    assert seen == [100, 200, 250]
    assert Paper.objects.filter(stamp=1).count() == 250
    kept = Paper.objects.filter(stamp=2).order_by("id")
    assert [paper.id for paper in instances] == [paper.id for paper in kept]
    assert Entry.objects.get(stamp=1).rows["trail_paper"]["n"] == 250
    assert "each" not in Entry.objects.get(stamp=1).rows["trail_paper"]
    assert Entry.objects.get(stamp=3).rows == {}


def test_bulk_rows_with_identifiers_of_their_own_must_ascend(office):
    rising = [{"id": f"{number:032x}", "title": "通知"} for number in range(1, 7)]
    assert load_papers(by=LIN, where=None, on=DAY, rows=rising, batch=2) == 6

    falling = [{"id": f"{number:032x}", "title": "通知"} for number in range(19, 13, -1)]
    with pytest.raises(ValueError, match="ascending order of id"):
        load_papers(by=LIN, where=None, on=DAY, rows=falling, batch=2)
    with pytest.raises(TypeError, match="no columns titel"):
        load_papers(by=LIN, where=None, on=DAY, rows=[{"titel": "通知"}])

    assert Paper.objects.count() == 6


def test_the_same_seed_gives_the_same_rows(office):
    with identifiers(3):
        paper = file_paper(by=LIN, where=COUNTY, on=DAY, title="通知")
    with identifiers(3):
        assert new_id() == paper.id


def test_looks_are_sealed_rows_too(office):
    looked(by=QIAO, where=COUNTY, on=DAY, at="dossier:17", why="任前核查")

    assert Look.objects.get().stamp == -1
