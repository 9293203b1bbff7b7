"""Why a duty is owed: gathers the row, the facts it stands on and the words of the book."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from tongjian import rulebook
from tongjian.access.queries import SYSTEM as ENGINE
from tongjian.access.queries import closed_to
from tongjian.duties.compile import Governor
from tongjian.duties.derive import Scope
from tongjian.duties.explanation import OPEN, Case, Facts, Line, Named, Passage, Quote, lines
from tongjian.duties.queries.calendar import calendar
from tongjian.duties.queries.governors import governors
from tongjian.duties.queries.ledger import duty, generation
from tongjian.duties.queries.relations import dialect, prepare, relations
from tongjian.duties.refusals import NoSuchDuty
from tongjian.duties.relations import RELATIONS
from tongjian.register import queries as register
from tongjian.rulebook import EncodedMeasure, Rulebook, Sentence, Wording, wordings
from tongjian.rulebook.schema import Measure

# An organ that adopted the book or signed its value, but is closed to the one who asks.
UNTOLD = "……"


@dataclass(frozen=True)
class Why:
    """A duty, its explanation, and the facts that are enough to derive it again."""

    row: Mapping[str, Any]
    facts: Facts
    lines: tuple[Line, ...]

    def text(self, language: str = "zh") -> str:
        """The explanation as plain text, one line a thing."""
        return "\n".join(line.zh if language == "zh" else line.en for line in self.lines)


def why(*, seen_by: Any, key: str, as_of: date, known_on: date | None = None) -> Why:
    """Explain one duty of the ledger on a day.

    Args:
        known_on: the day of knowledge of the facts cited; by default that of the ledger.
    Raises:
        NoSuchDuty: there is none of that key within the viewer's reach.
    """
    row = duty(seen_by=seen_by, key=key, as_of=as_of)
    if row is None:
        raise NoSuchDuty(key=key)
    known = known_on or known_by_ledger(as_of)
    governor = next(iter(governors(known_on=known, only=row["governor"])), None)
    book = _book(row["measure"], governor)
    encoded = book.measure(row["measure"])
    facts = cited(row, known_on=known)
    case = Case(
        row=row,
        facts=facts,
        encoded=encoded,
        passage=_passage(book, encoded.book, encoded.clause, _sentences(encoded.sentences)),
        local=_local(book, _wording(book, row, governor)),
        calendar=calendar(),
        named=_named(as_of, known, closed_to(seen_by=seen_by, kind="organ")),
        as_of=as_of,
    )
    return Why(row, facts, lines(case))


def clause_name(book_class: str, clause: str) -> str:
    """A clause as officials cite it: （十九） of an opinion, 第六条 of a rule; nothing where it has no number."""
    if not clause.isdigit():
        return ""
    return f"（{numeral(int(clause))}）" if book_class == "opinion" else f"第{numeral(int(clause))}条"


def _sentences(sentences: Sequence[Sentence]) -> tuple[Quote, ...]:
    return tuple(Quote(one.text, one.gloss) for one in sentences)


def _passage(book: Rulebook, key: str, clause: str, quotes: tuple[Quote, ...]) -> Passage:
    file = book.book(key).file
    zh = clause_name(file.book_class, clause)
    en = f"Article {clause}" if zh else "preamble" if clause == "chapeau" else ""
    return Passage(f"《{file.title.zh}》{zh}", ", ".join(filter(None, (file.title.en, en))), quotes)


def _local(book: Rulebook, wording: Wording | None) -> Passage | None:
    """Where a local book gives the deciding value of a deadline; nothing where an organ signed it by itself."""
    deciding = wording.deciding if wording else None
    if deciding is None or deciding.basis != "locality" or not deciding.sources[0].says:
        return None
    source = deciding.sources[0]
    clause = book.book(source.book).clause(source.clause)
    quotes = tuple(Quote(says, sentence.gloss) for says in source.says for sentence in clause.quoted([says])[:1])
    return _passage(book, source.book, source.clause, quotes)


def numeral(number: int) -> str:
    """A number below a hundred in Chinese.

    >>> numeral(6), numeral(10), numeral(19), numeral(20), numeral(25)
    ('六', '十', '十九', '二十', '二十五')
    """
    digits = " 一二三四五六七八九"
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{digits[tens]}十"
    return head + digits[ones].strip()


def known_by_ledger(as_of: date) -> date:
    """The day of knowledge of the ledger when it is looked at as of a day: acts since its derivation are in it."""
    shown = generation()
    return max(as_of, shown.known_on) if shown else as_of


def encoded(measure: str) -> EncodedMeasure:
    """A measure with its sentences, from the shelves."""
    return _book(measure, None).measure(measure)


def wording_of(row: Mapping[str, Any], *, known_on: date) -> Wording | None:
    """The wording behind the term of a ledger row, with what local books and signatures made of it."""
    governor = next(iter(governors(known_on=known_on, only=row["governor"])), None)
    return _wording(_book(row["measure"], governor), row, governor)


def wording_on(*, book: Rulebook, measure: str, governor: Governor | None, on: date) -> Wording | None:
    """What a measure says under a governor on a day; without one, what its book says by itself."""
    adopted = governor.adopted if governor else ()
    days: dict[str, date] = {}
    for one in adopted:
        days[one.book] = min(one.from_day, days.get(one.book, OPEN))
    found = wordings(book, measure, days, governor.signed if governor else ())
    return next((one for one in reversed(found) if one.opens_from <= on), found[0] if found else None)


def measure_of(key: str) -> Measure | None:
    """The measure of a duty of the ledger."""
    row = duty(seen_by=ENGINE, key=key, as_of=OPEN)
    return encoded(row["measure"]).measure if row else None


def _book(measure: str, governor: Governor | None) -> Rulebook:
    """What the books of a governor say of a measure, as they were read when the ledger was derived."""
    shown = generation()
    adopted = tuple(one.book for one in governor.adopted) if governor else ()
    return _read(measure, adopted, tuple(settings.BOOKS), shown.number if shown else 0)


@lru_cache(maxsize=512)
def _read(measure: str, adopted: tuple[str, ...], shelves: tuple[Path, ...], generation: int) -> Rulebook:
    return rulebook.read_about(measure, *adopted, shelves=shelves)


def _wording(book: Rulebook, row: Mapping[str, Any], governor: Governor | None) -> Wording | None:
    """The number at the end of a term's name is the place of its wording."""
    _, _, number = row["term"].rpartition("#")
    if governor is None or not number.isdigit():
        return None
    days: dict[str, date] = {}
    for one in governor.adopted:
        days[one.book] = min(one.from_day, days.get(one.book, OPEN))
    found = wordings(book, row["measure"], days, governor.signed)
    return found[int(number)] if int(number) < len(found) else None


def cited(row: Mapping[str, Any], *, known_on: date) -> Facts:
    """The facts a row stands on, as known on a day: enough, and little more, to derive it again."""
    prepare(connection)
    spoken = dialect()
    scope = Scope((row["measure"],), (row["subject"],))
    given = relations(spoken, known_on=known_on, scope=scope, organ=row["subject_organ"])
    subject, organ, measure, marker = row["subject"], row["subject_organ"], row["measure"], row["marker"]
    chain = row["generator"] == "continuous"
    one_duty = {"measure": measure, "subject": subject, "marker": marker}
    asked: dict[str, dict[str, Any]] = {
        "term": {"measure": measure, "governor": row["governor"]},
        "place": {"organ": organ},
        "subject": {"id": subject},
        "tenure": {"post": subject},
        "event": {"id": marker},
        "claim": {"measure": measure, "subject": subject} if chain else one_duty,
        "relief": one_duty,
        "adopter": {},
    }
    facts: dict[str, list[Mapping[str, Any]]] = {
        name: list(_select(given[name], RELATIONS[name], bounds)) for name, bounds in asked.items()
    }
    term = next(term for term in facts["term"] if term["term"] == row["term"])
    facts["event"] += [_started(tenure) for tenure in facts["tenure"] if tenure["id"] == marker and tenure["holder"]]
    facts["bearer"] = [
        fact
        for fact in _select(given["bearer"], RELATIONS["bearer"], {"selector": term["bearer"], "organ": organ})
        if fact["valid_from"] <= row["opens"] < fact["valid_to"]
    ]
    heirs = {organ, row["bearer_organ"], *(fact["bearer_organ"] for fact in facts["bearer"])}
    facts["heir"] = [fact for fact in _select(given["heir"], RELATIONS["heir"], {}) if fact["organ"] in heirs]
    facts["window"] = list(_select(given["period"], RELATIONS["period"], {"unit": term["every"], "marker": marker}))
    facts["tenure"] = _bearing(row, term, facts)
    return facts


def _started(tenure: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": tenure["id"],
        "kind": "tenure.started",
        "subject": tenure["post"],
        "detail": tenure["kind"],
        "day": tenure["valid_from"],
    }


def _bearing(row: Mapping[str, Any], term: Mapping[str, Any], facts: Facts) -> list[Mapping[str, Any]]:
    """Of the subject's tenures those that bear on this duty: in its window, under its event, along its chain."""
    if row["generator"] == "periodic" and facts["window"]:
        window = facts["window"][0]
        return [t for t in facts["tenure"] if t["valid_from"] < window["until"] and t["valid_to"] > window["first"]]
    if row["generator"] == "event":
        day = facts["event"][0]["day"] if facts["event"] else row["opens"]
        return [t for t in facts["tenure"] if t["valid_from"] <= day < t["valid_to"]]
    return [t for t in facts["tenure"] if t["valid_from"] <= row["opens"] < t["valid_to"]]


def _select(text: str, columns: Mapping[str, str], bounds: Mapping[str, Any]) -> list[dict[str, Any]]:
    where = " AND ".join(f"x.{name} = %s" for name in bounds) or "1 = 1"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join('x.' + name for name in columns)} FROM ({text}) x WHERE {where}",
            list(bounds.values()),
        )
        rows: Sequence[Sequence[Any]] = cursor.fetchall()
    return [
        {
            name: _date(value) if kind == "date" else value
            for (name, kind), value in zip(columns.items(), row, strict=True)
        }
        for row in rows
    ]


def _date(value: Any) -> Any:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _named(as_of: date, known_on: date, closed: frozenset[str]) -> Named:
    """Names as they were on the day asked about; of an organ from which the viewer is recused, none."""

    def organ(id: str) -> str:
        if id in closed:
            return UNTOLD
        found = register.organ_names(ids=[id], day=as_of, known_on=known_on)
        return found.get(id, id)

    def post(id: str) -> str:
        return register.post_names(ids=[id], day=as_of, known_on=known_on).get(id, id)

    def holder(id: str, day: date) -> str:
        held = register.holder_names(posts=[id], day=min(day, OPEN), known_on=known_on)
        return held.get(id, "")

    return Named(organ, post, holder)
