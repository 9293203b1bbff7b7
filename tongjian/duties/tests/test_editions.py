"""An organ brings the official text of a book: who may sign, what is owed from then on; no half is ever read."""

import os
import signal
import time
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from tongjian import rulebook
from tongjian.duties import acts, editions, queries
from tongjian.duties.refusals import NoBearerSigns, NothingToActivate, ShelfOccupied, SignsForOthers, UnknownBook
from tongjian.duties.tests.riverside import ADOPTED, SYSTEM_AT, TODAY, tenure
from tongjian.register import acts as register
from tongjian.rulebook import BookError
from tongjian.rulebook.tests.conftest import OFFICIAL, SHELF
from tongjian.trail.models import Entry
from tongjian.trail.refusal import NotEmpowered
from tongjian.trail.verify import verify

BOOK = "harbour_2020"
TALK, SPOT = f"{BOOK}/s2/appointment_talk", f"{BOOK}/6/spot_check"
YEAR_END = date(2025, 12, 31)
PARTLY = OFFICIAL.replace("上级应当每季度抽查谈话记录", "上级应当抽查谈话记录")


@pytest.fixture
def harbour(river, settings):
    """The river city goes by a book of which articles were lost; the data folder has an empty shelf."""
    settings.BOOKS = (settings.HOME / "books", *settings.BOOKS, SHELF)
    acts.adopt_book(
        **SYSTEM_AT, on=ADOPTED, organ=river.city, book=BOOK, since=ADOPTED, signer=river.province
    )
    return river


def bring(river, **changes):
    given = {
        **SYSTEM_AT,
        "on": TODAY,
        "organ": river.city,
        "book": BOOK,
        "brought": OFFICIAL.encode(),
        "signer": river.province,
        **changes,
    }
    return acts.import_text(**given)


def on_the_shelf(settings):
    return rulebook.read(BOOK, shelves=settings.BOOKS).book(BOOK)


def rows(river, measure, as_of=YEAR_END):
    found = [row for row in river.ledger(as_of) if row["measure"] == measure]
    return sorted((row["marker"], row["subject"]) for row in found)


def test_a_signature_seals_who_signed_and_the_digests_of_edition_and_text(harbour, settings):
    before = on_the_shelf(settings)

    sealed = bring(harbour)

    entry = Entry.objects.get(act="edition.activated")
    assert entry.about == f"book:{BOOK}"
    assert entry.detail == {
        "book": BOOK,
        "edition": 2,
        "digest": sealed.digest,
        "before": before.digest,
        "text": sha256(OFFICIAL.encode()).hexdigest(),
        "organ": harbour.city,
        "signer": harbour.province,
        "measures": 5,
    }
    assert (sealed.whole, sealed.in_force, sealed.on) == (True, True, TODAY)
    after = on_the_shelf(settings)
    assert (after.digest, after.file.edition, after.folder) == (sealed.digest, 2, sealed.folder.resolve())
    assert (sealed.folder / "official.txt").read_bytes() == OFFICIAL.encode()
    assert rulebook.lost_clauses(after) == ()


def followed(of, post, day):
    """Somebody leaves a post and another takes it on the same day."""
    register.end_tenure(**SYSTEM_AT, on=day, tenure=of, valid_to=day)
    tenure(post, "兰", day)


def test_what_was_a_draft_is_owed_only_for_windows_that_open_from_the_day_of_the_signature(harbour):
    followed(harbour.stone_tenure, harbour.stone_head, date(2025, 3, 3))
    harbour.refresh(as_of=YEAR_END)
    assert rows(harbour, TALK) == rows(harbour, SPOT) == []

    bring(harbour)
    followed(harbour.white_tenure, harbour.white_head, date(2025, 6, 20))
    harbour.refresh(on=date(2025, 6, 20), as_of=YEAR_END)

    assert [subject for _, subject in rows(harbour, TALK)] == [harbour.white_head]
    assert {marker for marker, _ in rows(harbour, SPOT)} == {"2025Q3", "2025Q4"}
    (row,) = [row for row in harbour.ledger(YEAR_END) if row["measure"] == TALK]
    assert (row["opens"], row["due"], row["strength"], row["state"]) == (
        date(2025, 6, 20), date(2025, 7, 20), "binding", "overdue"
    )  # fmt: skip


def test_the_explanation_of_such_a_duty_quotes_the_text_and_says_since_when_it_is_active(harbour):
    bring(harbour)
    harbour.refresh(as_of=YEAR_END)
    (key, *_) = [row["key"] for row in harbour.ledger(YEAR_END) if row["measure"] == SPOT]

    told = queries.why(seen_by=SYSTEM_AT["by"], key=key, as_of=YEAR_END).text("zh")

    assert "2020-01-01起施行，2025-06-16起据正式文本启用" in told
    assert "“（六）上级应当每季度抽查谈话记录。”" in told


def test_what_does_not_match_stays_a_draft_and_owes_nothing(harbour, settings):
    bring(harbour, brought=PARTLY.encode())
    harbour.refresh(as_of=YEAR_END)

    assert rows(harbour, SPOT) == []
    (clause,) = rulebook.lost_clauses(on_the_shelf(settings))
    assert [(name, measure.draft) for name, measure in clause.drafts] == [(SPOT, "报纸版面所缺，导入正式文本后启用")]


def test_a_better_text_brings_the_rest_and_the_earlier_edition_stays_where_it_was(harbour, settings):
    first = bring(harbour, brought=PARTLY.encode())
    second = bring(harbour)

    assert (second.number, on_the_shelf(settings).file.edition) == (3, 3)
    assert [(one.number, one.whole, one.in_force) for one in queries.editions(BOOK)] == [
        (2, True, False), (3, True, True)
    ]  # fmt: skip
    assert first.folder.is_dir()


def test_the_same_text_again_is_refused_and_nothing_changes(harbour, settings):
    sealed = bring(harbour)

    with pytest.raises(NothingToActivate, match="港湾市监督规定"):
        bring(harbour)

    assert queries.editions() == [sealed]
    assert on_the_shelf(settings).digest == sealed.digest


def test_only_a_committee_above_signs_and_only_in_its_own_name(harbour, settings):
    with pytest.raises(NoBearerSigns):
        bring(harbour, signer=harbour.stone)
    clerk = harbour.actor("qiao", harbour.city)
    with pytest.raises(NotEmpowered):
        bring(harbour, by=clerk, where=harbour.city)  # in the name of the province
    with pytest.raises(UnknownBook):
        bring(harbour, book="sea_rules")

    assert nothing_was_written(settings)
    assert bring(harbour, by=clerk, where=harbour.city, signer=harbour.city).in_force


def test_a_county_signs_for_nobody_but_those_below_it(harbour, settings):
    with pytest.raises(SignsForOthers):
        bring(harbour, organ=harbour.stone, signer=harbour.stone)

    assert nothing_was_written(settings)


def nothing_was_written(settings):
    sealed = Entry.objects.filter(act="edition.activated").exists()
    return not sealed and not any((settings.HOME / "books").glob("editions/*"))


def test_a_text_that_would_spoil_the_book_is_refused_and_leaves_nothing_behind(harbour, settings):
    twice = OFFICIAL.replace("加强对谈话工作的领导，", "谈话材料妥善保管，加强对谈话工作的领导，")

    with pytest.raises(BookError, match="谈话材料妥善保管"):
        bring(harbour, brought=twice.encode())

    assert nothing_was_written(settings)
    assert on_the_shelf(settings).file.edition == 1


def test_what_nobody_signed_is_not_replaced_on_the_shelf(harbour, settings):
    (settings.HOME / "books" / BOOK).mkdir(parents=True)

    with pytest.raises(ShelfOccupied):
        bring(harbour)


@pytest.mark.parametrize("step", acts.editions.STEPS)
def test_a_run_that_is_interrupted_leaves_the_old_edition_whole_and_is_completed_by_the_next(harbour, settings, step):
    def interrupted(done, total, at):
        if at == step:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring(harbour, progress=interrupted)

    sealed = queries.editions(BOOK)
    assert [(one.whole, one.in_force) for one in sealed] == ([(True, False)] if step == acts.editions.STEPS[-1] else [])
    assert on_the_shelf(settings).file.edition == 1
    assert bring(harbour).in_force
    assert len(queries.editions(BOOK)) == 1
    assert on_the_shelf(settings).file.edition == 2


def test_a_process_that_is_killed_while_it_writes_leaves_a_whole_book_to_read(tmp_path):
    book = rulebook.read(BOOK, shelves=[SHELF]).book(BOOK)
    edition = rulebook.next_edition(rulebook.align(book, OFFICIAL), TODAY)
    shelves = (tmp_path / "trial", SHELF)
    begun = time.monotonic()
    written = editions.write_whole(tmp_path / "trial", book, edition, b"", shelves)
    whole = time.monotonic() - begun

    seen = set()
    for part in range(12):
        home = tmp_path / str(part)
        killed_while_writing(home, book, edition, whole * part / 8)
        read = rulebook.read(BOOK, shelves=[home, SHELF]).book(BOOK)
        seen.add(read.digest)
        again = editions.write_whole(home, book, edition, b"", [home, SHELF])
        editions.put_in_force(home, BOOK, again)
        assert editions.in_force(home, BOOK) == written
        assert [path.name for path in home.glob("editions/*")] == [written[:16]]

    assert book.digest in seen
    assert seen <= {book.digest, written}


def killed_while_writing(home: Path, book, edition, after: float) -> None:
    """A child process writes an edition and puts it in force; the alarm kills it when the time has come."""
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, max(after, 1e-4))
        try:
            digest = editions.write_whole(home, book, edition, b"", [home, SHELF])
            editions.put_in_force(home, BOOK, digest)
        finally:
            os._exit(0)
    os.waitpid(child, 0)


def test_verification_finds_an_edition_that_is_not_as_it_was_signed(harbour):
    sealed = bring(harbour)
    assert verify() == []

    measures = sealed.folder / "clauses/6/measures.yaml"
    measures.write_text(measures.read_text(encoding="utf-8").replace("quarter", "year"), encoding="utf-8")

    (finding,) = verify()
    assert (finding.kind, finding.rows, finding.act) == ("file_altered", (f"{BOOK}@2",), "edition.activated")
    assert f"{BOOK}@2 的文件 {sealed.folder}" in finding.says
