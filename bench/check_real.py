"""National size on the real tree: `make check-real DATA=…`.

Imports the administrative divisions with masked names, draws tenures, events and exhibits as 压力数据, adopts the
fictional locality's book everywhere, derives twice, asks, changes one fact of three kinds and changes it back. Prints
every figure it measures. Each step runs in a process of its own, so that the memory told is its own. Steps may be
named: ``python -m bench.check_real DATA build settle derive questions changes``.
"""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

HOME = Path(os.environ.setdefault("TONGJIAN_HOME", "var/check-real")).resolve()
os.environ["DJANGO_SETTINGS_MODULE"] = "tongjian.site.settings"
SEED = 20240101


@contextmanager
def timed(what: str) -> Iterator[None]:
    begin = time.perf_counter()
    yield
    print(f"{what}: {time.perf_counter() - begin:.1f} s", flush=True)


def tell(what: str, done: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{what} {done:,}", end="", file=sys.stderr, flush=True)


def build(data: Path) -> None:
    """The register, its people and what they did: everything before the measured derivation."""
    from bench import stress
    from tongjian.duties import acts, queries
    from tongjian.duties.acts.lake import staged
    from tongjian.duties.acts.ledger import compile_and_project
    from tongjian.lake.store import Lake
    from tongjian.register import acts as register
    from tongjian.register.models import OrganSpan, Post
    from tongjian.trail.acts import SYSTEM

    with timed("import-divisions"):
        taken = register.import_divisions(
            by=SYSTEM, folder=data, mask=True, posts=os.environ.get("TONGJIAN_POSTS", "slim"), progress=tell
        )
    print("  organs by kind:", dict(sorted(taken.organs.items())))
    print("  rows skipped:", dict(taken.skipped), "| rows written:", taken.rows)
    posts = list(Post.objects.order_by("id").values_list("id", flat=True))
    with timed("people"):
        print("  ", stress.enter_people(by=SYSTEM, where=None, on=date(2021, 1, 1), posts=posts, seed=SEED, tell=tell))
    roots = list(
        OrganSpan.objects.filter(level="province", organ_class="party_committee").values_list("organ_id", flat=True)
    )
    for root in sorted(roots):
        acts.adopt_book(by=SYSTEM, where=root, on=stress.ADOPTED, organ=root, book="qinghe_demo", since=stress.ADOPTED,
                        signer=root)  # fmt: skip
    _, terms = queries.terms(known_on=stress.TODAY)
    print(f"  governors: {len(roots)}, terms: {len(terms)}, measures: {len({term.measure for term in terms})}")
    subjects = _subjects_of_events(terms)
    with timed("events"):
        found = stress.confirm_events(
            by=SYSTEM, where=None, on=stress.TODAY, kinds=subjects, seed=SEED, share=0.05, tell=tell
        )
        print(f"  events: {found:,}")
    with timed("first derivation, without exhibits"):
        compile_and_project(by=stress.ENGINE, where=None, on=stress.TODAY, as_of=stress.TODAY)
        lake = Lake(HOME / "lake")
        with staged(lake, as_of=stress.TODAY, known_on=stress.TODAY, progress=_step) as session:
            print(f"   {lake.write_generation('duties', {'rows': session.view('stage')}).tables['rows'].rows:,} duties")


def settle() -> None:
    """What the people of the register did about what they owed."""
    from bench import stress

    with timed("exhibits, claims, verifications"):
        print("  ", stress.settle(HOME / "lake", SEED, tell))


def _subjects_of_events(terms: list) -> dict[str, list[str]]:
    from tongjian.register.models import Body, Organ, Post

    found: dict[str, list[str]] = {}
    tables = {"post": Post, "body": Body, "organ": Organ}
    for kinds, subject in sorted({(term.events, term.subject_kind) for term in terms if term.events}):
        for kind in kinds.strip("|").split("|"):
            if kind != "tenure.started" and kind not in found:
                found[kind] = list(tables[subject].objects.order_by("id").values_list("id", flat=True)[::20])
    return found


def _step(done: int, of: int, what: str) -> None:
    if os.environ.get("TONGJIAN_STEPS"):
        print(f"    {time.perf_counter():.1f} {done}/{of} {what}", file=sys.stderr, flush=True)


def derive() -> None:
    """The measured derivation, twice: the second must find nothing to change."""
    from bench.stress import ENGINE, TODAY
    from tongjian.duties import queries
    from tongjian.duties.acts.lake import derive_in_lake

    for turn in ("derive", "derive again"):
        begin = time.perf_counter()
        written = derive_in_lake(by=ENGINE, where=None, on=TODAY, as_of=TODAY, home=HOME / "lake", progress=_step)
        seconds = time.perf_counter() - begin
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
        print(f"{turn}: {written.rows:,} duties, {seconds:.1f} s, {written.rows / seconds:,.0f} rows/s, "
              f"peak memory {peak:.2f} GB, changes written {written.changes:,} "
              f"(+{written.inserted:,} ~{written.changed:,} -{written.removed:,})", flush=True)  # fmt: skip
    with timed("duties by state"):
        for state, count in queries.by_state(seen_by=ENGINE, as_of=TODAY).items():
            print(f"  {state:<16}{count:>12,}")


def main() -> None:
    steps = sys.argv[2:] or ["build", "settle", "derive", "questions", "changes"]
    if len(steps) > 1:
        for step in steps:
            subprocess.run([sys.executable, "-u", "-m", "bench.check_real", sys.argv[1], step], check=True)
        return
    take(steps[0], Path(sys.argv[1]))


def take(step: str, data: Path) -> None:
    """Take one step in this process."""
    import django
    from django.core.management import call_command
    from django.db import connection

    HOME.mkdir(parents=True, exist_ok=True)
    django.setup()
    call_command("migrate", verbosity=0)
    if step in ("build", "settle") and connection.vendor == "sqlite":
        # Making the data is not what is measured: millions of rows into indexes of random keys, let them fit.
        connection.cursor().execute("PRAGMA cache_size=-3000000")
    if step == "build":
        build(data)
    elif step == "settle":
        settle()
    elif step == "derive":
        derive()
    elif step == "questions":
        from bench.real_questions import questions

        questions()
    elif step == "changes":
        from bench.real_changes import changes

        changes(HOME)
    else:
        raise SystemExit(f"no step {step!r}; there are build, settle, derive, questions, changes")


if __name__ == "__main__":
    main()
