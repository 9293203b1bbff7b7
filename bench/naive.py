"""The same duties the ordinary way: Django objects, one query after another, as a careful developer writes it first.

For every measure, every subject that it speaks of and every period: who held the post, who bears it, which exhibits
are there, what is waived; then ``get_or_create``. Indexed, in one transaction. Its rows must equal the engine's; only
the time differs. The tables are the relations of docs/semantics.md, so that both start from the same data.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import django
import duckdb
from django.conf import settings

from bench.engines import Measured, clocked, digest
from tongjian.calendar import Calendar, periods
from tongjian.duties.almanac import parse_clock
from tongjian.duties.compile import TermRow
from tongjian.duties.dialect import duty_key
from tongjian.duties.relations import FACTS, ROW, TERM

OPEN, DAY = date(9999, 12, 31), timedelta(days=1)
INDEXED = {
    "place": [["organ"]],
    "subject": [["kind", "role"], ["name"]],
    "tenure": [["post", "valid_from"]],
    "bearer": [["selector", "organ"]],
    "heir": [["organ"]],
    "event": [["subject", "kind", "day"]],
    "claim": [["measure", "subject", "marker"]],
    "relief": [["measure", "subject", "marker"]],
}
# A subject that was renamed has two rows, so its id cannot name them.
RENAMED = {("subject", "id"): "name"}
MODELS: dict[str, Any] = {}


def set_up(path: Path) -> None:
    """Django on a database file of its own, with a model for each relation and one for the duties."""
    settings.configure(
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": path,
                "OPTIONS": {
                    "transaction_mode": "IMMEDIATE",
                    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;",
                },
            }
        },
        USE_TZ=True,
    )
    django.setup()
    from django.db import connection, models

    kinds = {"text": models.TextField, "date": models.DateField, "integer": models.IntegerField}
    for name, columns in {**FACTS, "duty": ROW}.items():
        fields = {
            RENAMED.get((name, column), column): kinds[kind](null=kind == "date", unique=column == "key")
            for column, kind in columns.items()
            if (name, column) not in {("tenure", "id"), ("event", "id")}
        }
        if name in ("tenure", "event"):
            fields["id"] = models.CharField(max_length=32, primary_key=True)
        listed = enumerate(INDEXED.get(name, []))
        indexes = [models.Index(fields=on, name=f"naive_{name}_{number}") for number, on in listed]
        meta = type("Meta", (), {"app_label": "naive", "indexes": indexes})
        MODELS[name] = type(name.capitalize(), (models.Model,), {**fields, "__module__": __name__, "Meta": meta})
    with connection.schema_editor() as editor:
        for model in MODELS.values():
            editor.create_model(model)


def load(folder: Path) -> list[TermRow]:
    """Fill the tables from Parquet; the terms stay objects in memory."""
    with duckdb.connect() as source:
        for name in FACTS:
            text = f"SELECT {', '.join(FACTS[name])} FROM read_parquet('{folder}/{name}.parquet')"
            found = source.execute(text).fetchall()
            columns = [RENAMED.get((name, column), column) for column in FACTS[name]]
            MODELS[name].objects.bulk_create(
                (MODELS[name](**dict(zip(columns, row, strict=True))) for row in found), batch_size=500
            )
        listed = source.execute(f"SELECT {', '.join(TERM)} FROM read_parquet('{folder}/term.parquet')").fetchall()
    return [TermRow(**dict(zip(TERM, row, strict=True))) for row in listed]


def _named(packed: str) -> list[str]:
    return packed.strip("|").split("|") if packed else []


@dataclass
class Owing:
    """What one measure asks of one subject in one period, before the facts are looked at."""

    term: TermRow
    subject: str
    organ: str
    marker: str
    opens: date
    due: date
    lapses: date | None = None
    stop: date | None = None
    done: date | None = None
    reason: str = ""
    lacks: str = ""


class Deriving:
    """One run over all measures, as of a day."""

    def __init__(self, as_of: date) -> None:
        self.as_of, self.horizon = as_of, date(as_of.year, 12, 31)
        self.calendar = Calendar.read()
        self.seen = self.written = 0
        self.ended, self.inherited = OPEN, False

    def after(self, clock: str, day: date) -> date:
        limit, rolls = parse_clock(clock)
        return self.calendar.deadline(limit, day, rolls=rolls).due

    def run(self, terms: list[TermRow]) -> None:
        generators = {"periodic": self.periodic, "event": self.on_event, "continuous": self.continuous}
        for term in terms:
            for subject, organ, begin, until in self.subjects(term):
                self.ended = self.until_when(subject, organ)
                self.inherited = MODELS["heir"].objects.filter(organ=organ).exists()
                for owing in generators[term.generator](term, subject, organ, begin, until):
                    self.keep(owing)

    def subjects(self, term: TermRow) -> Iterator[tuple[str, str, date, date]]:
        """Whom the measure speaks of, and from when until when; touching spans are one."""
        found = MODELS["subject"].objects.filter(kind=term.subject_kind).order_by("name", "valid_from")
        if term.roles:
            found = found.filter(role__in=_named(term.roles))
        spans: dict[tuple[str, str], tuple[date, date]] = {}
        for subject in found:
            places = MODELS["place"].objects.filter(organ=subject.organ, path__contains=f"/{term.governor}/")
            if term.classes:
                places = places.filter(organ_class__in=_named(term.classes))
            if term.levels:
                places = places.filter(level__in=_named(term.levels))
            for place in places.order_by("valid_from"):
                begin, until = max(subject.valid_from, place.valid_from), min(subject.valid_to, place.valid_to)
                if begin < until:
                    name = (subject.name, subject.organ)
                    before = spans.get(name, (begin, until))
                    spans[name] = (min(before[0], begin), max(before[1], until))
        for (subject, organ), (begin, until) in spans.items():
            yield subject, organ, begin, until

    def periodic(self, term: TermRow, subject: str, organ: str, begin: date, until: date) -> Iterator[Owing]:
        for period in periods(term.every, term.opens_from.year, self.horizon.year):  # type: ignore[arg-type]
            if not (term.opens_from <= period.first < term.opens_until and period.first <= self.horizon):
                continue
            if begin > period.last or until <= period.first:
                continue
            due = self.after(term.clock, period.last)
            owing = Owing(term, subject, organ, period.marker, max(period.first, begin), due)
            if term.occupied:
                self.held_long_enough(owing, period.first, period.last + DAY)
            yield owing

    def held_long_enough(self, owing: Owing, first: date, until: date) -> None:
        """Whether somebody was in the post for the minimum time, and whether still on the due day."""
        tenures = list(MODELS["tenure"].objects.filter(post=owing.subject, valid_from__lt=until, valid_to__gt=first))
        fits = []
        for tenure in tenures:
            begin, end = max(tenure.valid_from, first), min(tenure.valid_to, until)
            if tenure.holder and (not owing.term.exposure or self.after(owing.term.exposure, begin) <= end):
                fits.append((begin, tenure))
        if fits:
            owing.opens = max(owing.opens, min(begin for begin, _ in fits))
            covered = any(tenure.valid_from <= owing.due < tenure.valid_to for _, tenure in fits)
            if owing.term.personal and not covered:
                owing.lapses = max(tenure.valid_to for _, tenure in fits)
        elif any(tenure.holder for tenure in tenures):
            owing.reason = "min_exposure"
        elif tenures:
            owing.reason = "vacant"
        else:
            owing.lacks = "tenure"

    def on_event(self, term: TermRow, subject: str, organ: str, begin: date, until: date) -> Iterator[Owing]:
        kinds, details = _named(term.events), _named(term.details)
        first, last = max(begin, term.opens_from), min(until - DAY, term.opens_until - DAY, self.horizon)
        found = [
            (event.id, event.detail, event.day)
            for event in MODELS["event"].objects.filter(subject=subject, kind__in=kinds, day__range=(first, last))
        ]
        if "tenure.started" in kinds:
            started = MODELS["tenure"].objects.filter(post=subject, valid_from__range=(first, last)).exclude(holder="")
            found += [(tenure.id, tenure.kind, tenure.valid_from) for tenure in started]
        for name, detail, day in found:
            if details and detail not in details:
                continue
            owing = Owing(term, subject, organ, name, day, self.after(term.clock, day))
            if term.personal and term.subject_kind == "post":
                self.still_in_post(owing, name if "tenure.started" in kinds else "")
            yield owing

    def still_in_post(self, owing: Owing, tenure_id: str) -> None:
        day = owing.opens
        found = MODELS["tenure"].objects.filter(post=owing.subject, valid_from__lte=day, valid_to__gt=day)
        if tenure_id:
            found = found.filter(id=tenure_id)
        tenures = list(found)
        held = [tenure for tenure in tenures if tenure.holder]
        if held:
            if not any(tenure.valid_to > owing.due for tenure in held):
                owing.lapses = max(tenure.valid_to for tenure in held)
        elif tenures:
            owing.reason = "vacant"
        else:
            owing.lacks = "tenure"

    def continuous(self, term: TermRow, subject: str, organ: str, begin: date, until: date) -> Iterator[Owing]:
        chains = [(begin, until)]
        if term.occupied:
            held = MODELS["tenure"].objects.filter(post=subject).exclude(holder="").order_by("valid_from")
            chains = [(tenure.valid_from, tenure.valid_to) for tenure in held]
        for start, stop in chains:
            start, stop = max(start, begin, term.chain_from), min(stop, until)
            if start >= stop or start > self.horizon:
                continue
            claims = self.claims(term, subject).filter(happened_on__gt=start, happened_on__lt=stop)
            days = sorted({start, *(claim.happened_on for claim in claims if claim.verified >= term.verify)})
            for number, day in enumerate(days):
                if day > self.horizon:
                    break
                due = self.after(term.clock, day)
                owing = Owing(term, subject, organ, day.isoformat(), day, due)
                owing.done = days[number + 1] if number + 1 < len(days) else None
                owing.stop = stop if stop <= due else None
                if term.personal:
                    owing.lapses = owing.stop
                yield owing

    def claims(self, term: TermRow, subject: str) -> Any:
        return MODELS["claim"].objects.filter(measure=term.measure, subject=subject, kind__in=_named(term.kinds))

    def done_on(self, owing: Owing) -> date | None:
        """All kinds must be there; the last of them settles the duty."""
        earliest: dict[str, date] = {}
        for claim in self.claims(owing.term, owing.subject).filter(marker=owing.marker):
            if claim.verified >= owing.term.verify:
                earliest[claim.kind] = min(claim.happened_on, earliest.get(claim.kind, OPEN))
        return max(earliest.values()) if len(earliest) == owing.term.kind_count else None

    def bearer(self, owing: Owing) -> tuple[str, str, str, str]:
        """On the opening day: organ, post, why nothing is owed, which fact is missing."""
        if owing.term.bearer == "subject_post":
            return owing.organ, owing.subject, "", ""
        found = MODELS["bearer"].objects.filter(
            selector=owing.term.bearer, organ=owing.organ, valid_from__lte=owing.opens, valid_to__gt=owing.opens
        )
        first = found.order_by("bearer_organ", "bearer_post").first()
        if first is None:
            return owing.organ, "", "", "superior"
        if not first.bearer_organ:
            return owing.organ, "", "superior_outside", ""
        return first.bearer_organ, first.bearer_post, "", ""

    def until_when(self, subject: str, organ: str) -> date:
        """Until when the subject stands, in an organ that stands."""
        subjects = MODELS["subject"].objects.filter(name=subject)
        places = MODELS["place"].objects.filter(organ=organ)
        return min(max(one.valid_to for one in subjects), max(place.valid_to for place in places))

    def keep(self, owing: Owing) -> None:
        """Look at everything else that bears on the duty, and write it unless it is there."""
        term, due = owing.term, owing.due
        done = owing.done if term.generator == "continuous" else self.done_on(owing)
        organ, post, outside, unnamed = self.bearer(owing)
        relief = {one.kind: one for one in MODELS["relief"].objects.filter(
            measure=term.measure, subject=owing.subject, marker=owing.marker)}  # fmt: skip
        waiver, suspension = relief.get("waiver"), relief.get("suspension")
        final = self.moved(due, suspension, term.clock) if suspension else due
        binding = term.basis == "text" or (term.basis == "locality" and term.signer != organ)
        heir = MODELS["heir"].objects.filter(organ=organ, day__gt=owing.opens, day__lte=min(self.as_of, done or OPEN))
        successor = heir.order_by("-day", "successor").first()
        ends = [self.ended] * (self.ended <= due and not self.inherited)
        ends += [term.repealed_on] * (term.repealed_on <= due)
        ends += [owing.stop] if owing.stop and not term.personal else []
        superseded, reason = min(ends, default=None), owing.reason or outside
        settled, counted = reason or done or waiver, "workdays" in term.clock or "rolls" in term.clock
        values = {
            "measure": term.measure, "subject": owing.subject, "marker": owing.marker, "term": term.term,
            "generator": term.generator, "governor": term.governor, "subject_organ": owing.organ,
            "opens": owing.opens, "due": due, "due_final": final, "soon_on": final - 30 * DAY,
            "next_due": due + DAY, "late_from": final + DAY,
            "provisional": int(not self.calendar.announced(final.year) and counted),
            "bearer_organ": successor.successor if successor else organ, "bearer_post": "" if successor else post,
            "strength": "binding" if binding else "suggested", "reason": reason,
            "missing": "" if settled else owing.lacks or unnamed,
            "done_on": done, "waived_on": waiver.valid_from if waiver else None,
            "suspended_from": suspension.valid_from if suspension else None,
            "suspended_to": suspension.valid_to if suspension else None,
            "superseded_on": superseded if superseded and (done or OPEN) >= superseded else None,
            "lapses_on": owing.lapses if owing.lapses and (done or OPEN) >= owing.lapses else None,
        }  # fmt: skip
        key = duty_key(f"{term.measure}|{owing.subject}|{owing.marker}")
        duty, new = MODELS["duty"].objects.get_or_create(key=key, defaults=values)
        self.seen, self.written = self.seen + 1, self.written + new
        if not new and any(getattr(duty, name) != value for name, value in values.items()):
            MODELS["duty"].objects.filter(key=key).update(**values)

    def moved(self, due: date, suspension: Any, clock: str) -> date:
        """Later by the length of the suspension; in working days where the clock counts those."""
        if suspension.valid_to == OPEN:
            return due
        if "workdays" not in clock:
            return due + (suspension.valid_to - suspension.valid_from)
        length = (suspension.valid_to - suspension.valid_from).days
        worked = sum(self.calendar.is_workday(suspension.valid_from + number * DAY) for number in range(length))
        return self.calendar.workdays_after(due, worked)


def on_django(folder: Path, work: Path, as_of: date) -> Measured:
    """The step: load, then derive object by object in one transaction."""
    found: Measured = {"version": django.get_version()}
    path = work / "naive.sqlite3"
    path.unlink(missing_ok=True)
    set_up(path)
    from django.db import transaction

    with clocked(found, "load"):
        terms = load(folder)
    with clocked(found), transaction.atomic():
        deriving = Deriving(as_of)
        deriving.run(terms)
    assert deriving.seen == deriving.written, "a duty was derived twice"
    found["rows"] = MODELS["duty"].objects.count()
    found["digest"] = digest(MODELS["duty"].objects.values_list(*ROW).iterator(chunk_size=20_000))
    return found
