"""Looks at a home after a process in it was killed: is everything old or everything new, and nothing in between?

`python -m bench.killed look` runs in a process of its own (``TONGJIAN_HOME`` names the home) and prints what it
found as JSON. The other actions build the homes that the trials start from.
"""

import json
import os
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongjian.site.settings")

ADOPTED, OLD_DAY, NEW_DAY = date(2024, 1, 1), date(2024, 9, 30), date(2025, 4, 30)
ENTERED = date(2024, 1, 2)
# What a register says, without the identifiers that differ from one import to the next.
CONTENT = {
    "organs": "SELECT code, name, organ_class, level, area_code, valid_from, valid_to, recorded_from, recorded_to "
    "FROM register_organspan",
    "bodies": "SELECT o.code, s.name, s.kind FROM register_bodyspan s JOIN register_body b ON b.id = s.body_id "
    "JOIN register_organspan o ON o.organ_id = b.organ_id",
    "tenures": "SELECT s.title, s.precedence, b.name, h.name, h.number_commitment, t.kind, t.valid_from, t.valid_to "
    "FROM register_tenure t JOIN register_post p ON p.id = t.post_id JOIN register_postspan s ON s.post_id = p.id "
    "JOIN register_bodyspan b ON b.body_id = p.body_id LEFT JOIN register_holder h ON h.id = t.holder_id",
    "relations": "SELECT l.code, u.code, r.kind, r.valid_from FROM register_relation r "
    "JOIN register_organspan l ON l.organ_id = r.lower_id LEFT JOIN register_organspan u ON u.organ_id = r.upper_id",
    "paths": "SELECT o.code, p.kind, LENGTH(p.path) FROM register_pathspan p "
    "JOIN register_organspan o ON o.organ_id = p.organ_id",
}


def prepare() -> dict[str, Any]:
    """An empty database with all its tables."""
    from tongjian.site.database import prepare as ready

    ready()
    return look()


def fill(book: str) -> dict[str, Any]:
    """Let the prefecture adopt a book, confirm events, derive a first time, then file exhibits: the old state."""
    from tongjian.access.mandate import SYSTEM as ENGINE
    from tongjian.duties import acts
    from tongjian.duties.models import Duty
    from tongjian.evidence import acts as evidence
    from tongjian.register.models import BodySpan, OrganSpan
    from tongjian.trail.acts import SYSTEM
    from tongjian.trail.identifiers import new_id

    gate: dict[str, Any] = {"by": SYSTEM, "where": None, "on": OLD_DAY}
    root = OrganSpan.objects.get(code="99-00").organ_id
    acts.adopt_book(by=SYSTEM, where=root, on=ADOPTED, organ=root, book=book, since=ADOPTED, signer=root)
    bodies = list(BodySpan.objects.order_by("body_id").values_list("body_id", flat=True))
    happened = [
        {"kind": "collective_decision.taken", "subject": body, "day": ADOPTED + timedelta(days=number % 250)}
        for number, body in enumerate(bodies)
    ]
    acts.record_events(**gate, events=happened)
    # The old generation is kept in the lake as well: the ledger's pointer names it.
    from tongjian.duties.acts.lake import derive_in_lake

    written = derive_in_lake(by=ENGINE, where=None, on=OLD_DAY, as_of=OLD_DAY, home=home() / "lake")
    owed = list(Duty.objects.filter(reason="", opens__lte=OLD_DAY).exclude(due=None).order_by("key")[::3])
    shown = [new_id() for _ in owed]
    kinds: dict[str, str] = {}
    evidence.file_many(
        **gate,
        exhibits=(
            {"id": one, "owner_organ": duty.subject_organ, "kind": _kind(duty.term, kinds), "title": "压力数据",
             "happened_on": max(duty.opens, ADOPTED)}
            for one, duty in zip(shown, owed, strict=True)
        ),
    )  # fmt: skip
    acts.claim_many(
        **gate,
        claims=(
            {"id": new_id(), "exhibit_id": one, "key": duty.key, "measure": duty.measure, "subject": duty.subject,
             "marker": duty.marker, "kind": _kind(duty.term, kinds), "happened_on": max(duty.opens, ADOPTED)}
            for one, duty in zip(shown, owed, strict=True)
        ),
    )  # fmt: skip
    return {"rows_derived": written.rows, "claims_filed": len(owed), **look()}


def _kind(term: str, known: dict[str, str]) -> str:
    from tongjian.duties.models import Term

    if term not in known:
        known[term] = Term.objects.get(term=term).kinds.strip("|").split("|")[0]
    return known[term]


def home() -> Path:
    from django.conf import settings

    return Path(settings.HOME)


def look(deep: bool = True) -> dict[str, Any]:
    """What the home holds now, and everything that is wrong with it.

    Args:
        deep: also check every page and every seal; without it pointer, counts and lake only.
    """
    wrong: list[str] = []
    with closing(sqlite3.connect(home() / "tongjian.sqlite3", timeout=60)) as database:
        if deep:
            wrong += [f"integrity: {said}" for (said,) in database.execute("PRAGMA integrity_check") if said != "ok"]
            wrong += [f"foreign key: {row}" for row in database.execute("PRAGMA foreign_key_check")]
        tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        wrong += [f"left over: {name}" for name in sorted(tables & {"duty_stage", "duty_difference", "contact_stage"})]
        found: dict[str, Any] = {"rows": {}, "wrong": wrong}
        for name in sorted(tables) if deep else ["duties_duty", "trail_entry"]:
            if name.startswith(("register_", "trail_entr", "duties_", "evidence_")):
                found["rows"][name] = database.execute(f"SELECT COUNT(*) FROM {name}").fetchone()[0]
        found["pointer"] = _pointer(database, found["rows"]["duties_duty"], wrong)
        if deep:
            found["register"] = {name: _digest(database.execute(text)) for name, text in CONTENT.items()}
            contacts = database.execute("SELECT post, area, last_on FROM duties_contact")
            found["ledger"] = [_digest(database.execute("SELECT * FROM duties_duty")), _digest(contacts)]
    _look_at_lake(found, wrong)
    if deep:
        from tongjian.trail.verify import verify

        wrong += [f"trail: {finding.says}" for finding in verify()]
    return found


def _pointer(database: sqlite3.Connection, kept: int, wrong: list[str]) -> dict[str, Any]:
    columns = "number, as_of, rows, kept, inserted, changed, removed, lake"
    row = database.execute(f"SELECT {columns} FROM duties_generation ORDER BY number DESC LIMIT 1").fetchone()
    pointer = dict(zip(columns.split(", "), row, strict=True)) if row else {"number": 0, "kept": 0, "lake": ""}
    if pointer["kept"] != kept:
        wrong.append(f"pointer: generation {pointer['number']} keeps {pointer['kept']} rows, the ledger holds {kept}")
    return pointer


def _look_at_lake(found: dict[str, Any], wrong: list[str]) -> None:
    """Every generation on the shelf is whole, the one pointed to is among them, and a sweep leaves no leftovers."""
    from tongjian.lake.store import Lake

    lake = Lake(home() / "lake")
    kept = lake.generations("duties")
    wrong += [f"lake: {said}" for generation in kept for said in generation.damage()]
    folders = {entry.name for entry in (lake.home / "generations" / "duties").glob("*")}
    wrong += [f"lake: {name} is no generation" for name in sorted(folders - {f"{one.number:08}" for one in kept})]
    found["generations"] = [one.number for one in kept]
    pointed = found["pointer"]["lake"]
    if pointed and pointed not in {f"duties/{one.number}" for one in kept}:
        wrong.append(f"lake: the ledger points to {pointed}, which is gone")
    if (
        pointed
        and kept
        and pointed.endswith(f"/{kept[-1].number}")
        and kept[-1].about["rows"] != found["pointer"]["rows"]
    ):
        wrong.append("lake: the generation pointed to has another number of rows")
    work = lake.home / "work"
    found["left"] = len([entry for entry in work.glob("*") if entry.is_dir()]) if work.is_dir() else 0
    lake.sweep(keep=100)  # leftovers only: which generations go is the next derivation's business
    wrong += [f"lake: {entry.name} survived a sweep" for entry in (work.glob("*") if work.is_dir() else ())]


def _digest(rows: Any) -> str:
    """A digest of rows in any order."""
    total = sum(int.from_bytes(sha256(repr(row).encode()).digest()[:16], "big") for row in rows)
    return f"{total % 2**128:032x}"


def touch() -> dict[str, Any]:
    """One more event, so that the next derivation has something to publish; how many rows it will insert."""
    from tongjian.duties import acts
    from tongjian.duties.models import Generation
    from tongjian.register.models import OrganSpan
    from tongjian.trail.acts import SYSTEM

    on = Generation.objects.order_by("-number").values_list("known_on", flat=True)[0]
    county = OrganSpan.objects.filter(organ_class="party_committee", level="county").order_by("organ_id")
    organ = county.values_list("organ_id", flat=True)[0]
    event = acts.record_event(by=SYSTEM, where=organ, on=on, kind="deployment.received", subject=organ, day=on)
    return {"event": event.id, "as_of": on.isoformat()}


def go_on(*arguments: str) -> dict[str, Any]:
    """Look, run the command undisturbed, look again."""
    from tongjian.site.command import main as console

    found, code = look(), 0
    try:
        console(list(arguments))
    except SystemExit as ended:
        code = int(ended.code or 0)
    return {"found": found, "code": code, "again": look()}


def main() -> None:
    import django

    django.setup()
    actions: dict[str, Callable[..., dict[str, Any]]] = {
        "prepare": prepare, "fill": fill, "look": look, "glance": lambda: look(deep=False), "go_on": go_on,
        "touch": touch,
    }  # fmt: skip
    print(json.dumps(actions[sys.argv[1]](*sys.argv[2:]), default=str))


if __name__ == "__main__":
    main()
