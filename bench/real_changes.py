"""One changed tenure, calendar day and parameter at national size: exactly the expected changes, and back again.

What is expected is reckoned another way than by the lake: for the tenure and the parameter by the same text on the
embedded database, before and after; for the calendar day by asking both calendars about every limit in use.
"""

import shutil
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import tongjian.calendar
from bench.stress import ENGINE, TODAY
from tongjian.calendar import Calendar, period_named
from tongjian.duties import acts, queries
from tongjian.duties.acts.lake import derive_in_lake
from tongjian.duties.almanac import parse_clock
from tongjian.duties.derive import Scope
from tongjian.duties.models import Term
from tongjian.duties.staging import COLUMNS
from tongjian.duties.state import SETTLED
from tongjian.lake.store import Lake
from tongjian.register import acts as register
from tongjian.register.models import OrganSpan, PostSpan, Tenure
from tongjian.trail.acts import SYSTEM
from tongjian.trail.models import OPEN

CUTOFF = f"{TODAY.year - 1}-01-01"


def changes(home: Path) -> None:
    """Change each of the three, derive, compare, change back, derive, compare."""
    for name, change, revert, expected in (_tenure(), _parameter(), _day(home)):
        before = expected()
        change()
        after = expected()
        _compare(f"{name} changed", _derive(home), _difference(before, after))
        revert()
        _compare(f"{name} reverted", _derive(home), _difference(after, before))


def _derive(home: Path) -> tuple[Counter[str], float]:
    begin = time.perf_counter()
    written = derive_in_lake(by=ENGINE, where=None, on=TODAY, as_of=TODAY, home=home / "lake")
    found = Counter(inserted=written.inserted, changed=written.changed, removed=written.removed)
    return found, time.perf_counter() - begin


def _compare(what: str, derived: tuple[Counter[str], float], expected: Counter[str]) -> None:
    found, seconds = derived
    verdict = "as expected" if +found == +expected else f"NOT AS EXPECTED: {dict(+expected)}"
    print(f"{what}: {dict(+found)} ({seconds:.1f} s), {verdict}", flush=True)


def _difference(before: dict[str, Any], after: dict[str, Any]) -> Counter[str]:
    found = Counter(inserted=len(after.keys() - before.keys()), removed=len(before.keys() - after.keys()))
    found["changed"] = sum(before[key] != after[key] for key in before.keys() & after.keys())
    return found


def _asked(scope: Scope) -> dict[str, Any]:
    """The rows of a scope that the ledger holds, by key, derived by the embedded database under today's terms."""
    _, terms = queries.terms(known_on=TODAY)
    rows = queries.asked(
        seen_by=ENGINE, as_of=TODAY, known_on=TODAY, scope=scope, terms=terms, calendar=queries.calendar()
    )
    kept = [row for row in rows if not (str(row["due_final"] or CUTOFF) < CUTOFF and row["state"] in SETTLED)]
    return {row["key"]: tuple(str(row[column]) for column in COLUMNS if column != "term") for row in kept}


def _tenure() -> tuple[str, Any, Any, Any]:
    post = PostSpan.objects.filter(role="top_leader").order_by("id")[40_000].post_id
    tenure = Tenure.objects.filter(post=post, valid_to=OPEN, recorded_to=OPEN).get()
    day = date(2026, 6, 15)

    def change() -> None:
        register.end_tenure(by=SYSTEM, where=None, on=TODAY, tenure=tenure.fact, valid_to=day)

    def revert() -> None:
        register.correct_tenure(by=SYSTEM, where=None, on=TODAY, tenure=tenure.fact, valid_to=OPEN)

    return f"one tenure ended on {day}", change, revert, lambda: _asked(Scope(subjects=(post,)))


def _parameter() -> tuple[str, Any, Any, Any]:
    measure, parameter = "opinion_2021/20/petition_analysis", "analysis_every"
    provinces = OrganSpan.objects.filter(level="province", organ_class="party_committee").order_by("organ")
    root = provinces[5].organ_id
    signed: list[Any] = []

    def change() -> None:
        signed.append(
            acts.sign_parameter(by=SYSTEM, where=root, on=TODAY, organ=root, measure=measure, parameter=parameter,
                                value="month", since=date(2026, 7, 1), signer=root)
        )  # fmt: skip

    def revert() -> None:
        acts.withdraw_signature(by=SYSTEM, where=root, on=TODAY, signature=signed[0])

    return "one parameter signed monthly", change, revert, lambda: _asked(Scope(measures=(measure,)))


def _day(home: Path) -> tuple[str, Any, Any, Any]:
    """A working day of this year declared off: every limit in working days that crosses it ends later."""
    folder, day = home / "calendar", date(2026, 9, 24)
    shipped = Path(tongjian.calendar.__file__).parent / "years" / "2026.yaml"

    def change() -> None:
        folder.mkdir(exist_ok=True)
        text = shipped.read_text(encoding="utf-8")
        assert "from: 2026-09-25" in text
        (folder / "2026.yaml").write_text(text.replace("from: 2026-09-25", f"from: {day}"), encoding="utf-8")

    def revert() -> None:
        shutil.rmtree(folder)

    return f"{day} declared a day off", change, revert, lambda: _reckoned(home, queries.calendar())


def _reckoned(home: Path, calendar: Calendar) -> dict[str, Any]:
    """Key and due day of every kept duty whose limit counts working days, by asking the calendar directly."""
    clocks = dict(Term.objects.filter(clock__contains="workdays").values_list("term", "clock"))
    clocks |= dict(Term.objects.filter(clock__contains="rolls").values_list("term", "clock"))
    with Lake(home / "lake").session() as session:
        Lake(home / "lake").read("duties", "rows", session).create_view("owed")
        names = ", ".join(f"'{term}'" for term in clocks)
        rows = session.execute(
            f"SELECT key, term, generator, marker, opens, due_final, done_on FROM owed WHERE term IN ({names})"
        ).fetchall()
    due: dict[tuple[str, date], date] = {}
    found = {}
    for key, term, generator, marker, opens, due_final, done_on in rows:
        if due_final < date.fromisoformat(CUTOFF) - timedelta(days=60) or (
            done_on and due_final < date.fromisoformat(CUTOFF)
        ):
            continue
        start = period_named(marker).last if generator == "periodic" else opens
        if (term, start) not in due:
            limit, rolls = parse_clock(clocks[term])
            due[term, start] = calendar.deadline(limit, start, rolls=rolls).due
        found[key] = due[term, start]
    return found
