"""SIGKILL during import and derivation: afterwards everything is old or everything is new, and it can go on.

Each trial copies a prepared home, starts the real console command there, kills it, looks (`bench.killed`), runs the
command once more undisturbed and looks again. Kills fall at any moment of the run; a part of them is aimed: at a size
of the write-ahead log (the transaction is just being written), at its end (it is being folded into the database), at
the moment a generation appears in the lake and the ledger does not point to it yet.

    python -m bench.kill --import 50 --derive 50
    python -m bench.kill --national HOME --times 3
"""

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from bench.killed import ENTERED, NEW_DAY

ROOT = Path(__file__).parent.parent
TONGJIAN = Path(sys.executable).parent / "tongjian"
POLL = 0.0005
Found = dict[str, Any]
Aim = Callable[["Progress"], bool]


@dataclass(frozen=True)
class Progress:
    """How far a command has come, as seen from outside: seconds, size of the log, generations in the lake."""

    seconds: float
    log: int
    generations: int


@dataclass(frozen=True)
class Homes:
    """What the trials start from: a workbook, an empty home, one that waits for its second generation; their states."""

    work: Path
    book: Path
    empty: Path
    full: Path
    old: dict[Path, Found]


@dataclass
class Profile:
    """What an undisturbed run looked like from outside, and what it left behind."""

    seconds: float
    moments: list[Progress]
    new: Found = field(default_factory=dict)

    @property
    def log(self) -> int:
        """The largest size of the log."""
        return max(moment.log for moment in self.moments)


def _environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "TONGJIAN_TODAY")}
    return kept | {"TONGJIAN_HOME": str(home), "PYTHONPATH": str(ROOT)}


def inside(home: Path, action: str, *arguments: str) -> Found:
    """Run one action of `bench.killed` in a home."""
    command = [sys.executable, "-m", "bench.killed", action, *arguments]
    done = subprocess.run(command, cwd=ROOT, env=_environment(home), capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{action}: {done.stderr}")
    found: Found = json.loads(done.stdout.splitlines()[-1])
    return found


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def run(home: Path, arguments: list[str], aim: Aim | None = None) -> tuple[int, list[Progress]]:
    """Start a console command and watch it; kill it when ``aim`` says so. Exit code and what was seen."""
    log, shelf = home / "tongjian.sqlite3-wal", home / "lake" / "generations" / "duties"
    seen: list[Progress] = []
    begin = time.perf_counter()
    with subprocess.Popen(
        [TONGJIAN, *arguments],
        cwd=home,
        env=_environment(home),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        while process.poll() is None:
            generations = len(list(shelf.iterdir())) if shelf.is_dir() else 0
            now = Progress(time.perf_counter() - begin, _size(log), generations)
            if not seen or (now.log, now.generations) != (seen[-1].log, seen[-1].generations):
                seen.append(now)
            if aim is not None and aim(now):
                process.send_signal(signal.SIGKILL)
                seen.append(now)
                break
            time.sleep(POLL)
    seen.append(Progress(time.perf_counter() - begin, _size(log), seen[-1].generations if seen else 0))
    return process.returncode, seen


def copied(template: Path, home: Path) -> Path:
    """A fresh copy of a prepared home."""
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(template, home)
    return home


def profile(template: Path, home: Path, arguments: list[str], same: tuple[str, ...]) -> Profile:
    """Run undisturbed in a copy, to know how long it takes, what it writes and what it should leave."""
    code, seen = run(copied(template, home), arguments)
    if code:
        raise SystemExit(f"{' '.join(arguments)} ended with {code} undisturbed")
    found = inside(home, "look")
    if found["wrong"]:
        raise SystemExit(f"undisturbed, and yet: {found['wrong']}")
    return Profile(seen[-1].seconds, seen, {name: found[name] for name in same})


def aims(known: Profile, random: Random) -> Aim:
    """When to kill: any moment, a size of the log, after its last growth, or when a generation has appeared."""
    dice, full = random.random(), known.log
    ends = known.seconds - max(moment.seconds for moment in known.moments[:-1] if moment.log == full)
    if dice < 0.4:
        at = random.uniform(0, known.seconds * 1.05)
        return lambda now: now.seconds >= at
    if dice < 0.75:
        size = random.uniform(1, full)
        return lambda now: now.log >= size
    before = known.moments[0].generations
    if dice < 0.85 or known.moments[-1].generations == before:
        return _after(lambda now: now.log >= full, random.uniform(0, ends))
    shown = next(moment.seconds for moment in known.moments if moment.generations > before)
    return _after(lambda now: now.generations > before, random.uniform(0, known.seconds - shown))


def _after(reached: Callable[[Progress], bool], seconds: float) -> Aim:
    """So many seconds after something was seen first."""
    first: list[float] = []

    def aim(now: Progress) -> bool:
        if not first and reached(now):
            first.append(now.seconds)
        return bool(first) and now.seconds >= first[0] + seconds

    return aim


def trial(template: Path, home: Path, arguments: list[str], known: Profile, old: Found, aim: Aim) -> Found:
    """One kill: when it fell, which state was found, and everything that was wrong then or after going on."""
    code, seen = run(copied(template, home), arguments, aim)
    if code >= 0:
        when = "after"
    else:
        when = "during" if any(moment.log for moment in seen) else "before"
    return {"when": when, **judged(home, arguments, known, old)}


def judged(home: Path, arguments: list[str], known: Profile, old: Found) -> Found:
    """Which of the two states a home is in after a kill, and whether it can go on from there."""
    went = inside(home, "go_on", *arguments)
    found, code, again = went["found"], went["code"], went["again"]
    wrong, same = list(found["wrong"]), known.new
    is_old, is_new = (all(found[name] == state[name] for name in state) for state in (old, _without_lake(same)))
    state = "old" if is_old else "new" if is_new else "neither"
    if state == "neither":
        wrong.append(f"neither the old state nor the new: {found['rows']} {found['pointer']}")
    # What was imported already is refused a second time; what was derived is derived again without changes.
    if code not in ((0,) if arguments[0] == "duties" or state == "old" else (1,)):
        wrong.append(f"the run afterwards ended with {code}")
    wrong += [f"afterwards: {said}" for said in again["wrong"]]
    for name in _without_lake(same):
        if name != "pointer" and again[name] != same[name]:
            wrong.append(f"afterwards: {name} is not what an undisturbed run leaves")
    if again["pointer"]["kept"] != same["pointer"]["kept"]:
        wrong.append("afterwards: the pointer is not what an undisturbed run leaves")
    return {"state": state, "left": found["left"], "wrong": wrong}


def _without_lake(state: Found) -> Found:
    """The state but for the number of the lake's generation: an interrupted run may have taken one."""
    pointer = {name: value for name, value in state["pointer"].items() if name != "lake"}
    return {**state, "pointer": _Partly(pointer)}


class _Partly(dict[str, Any]):
    """Equal to whatever has at least these values."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, dict) and all(other.get(name) == value for name, value in self.items())

    __hash__ = None  # type: ignore[assignment]


def prepare(work: Path, holders: int, book: str = "qinghe_demo") -> Homes:
    """Make what the trials start from."""
    from bench.workbook import write

    work.mkdir(parents=True, exist_ok=True)
    filled, empty, full = work / "register.xlsx", work / "empty", work / "full"
    rows = write(filled, holders)
    for home in (empty, full):
        shutil.rmtree(home, ignore_errors=True)
    old = {empty: inside(empty, "prepare")}
    shutil.copytree(empty, full)
    if run(full, importing(filled))[0]:
        raise SystemExit("the workbook was refused")
    old[full] = made = inside(full, "fill", book)
    print(f"register of {rows['人员']:,} holders, {rows['机关']:,} organs; first generation {made['rows_derived']:,} "
          f"duties, {made['claims_filed']:,} claims filed since", flush=True)  # fmt: skip
    return Homes(work, filled, empty, full, old)


def importing(book: Path) -> list[str]:
    return ["register", "import", str(book), "--on", ENTERED.isoformat()]


def deriving(engine: str) -> list[str]:
    return ["duties", "derive", "--as-of", NEW_DAY.isoformat(), "--known-on", NEW_DAY.isoformat(), "--engine", engine]


def trials(homes: Homes, arguments: list[str], times: int, seed: int) -> list[Found]:
    """So many kills of one command on copies of one home."""
    template = homes.empty if arguments[0] == "register" else homes.full
    home, old = homes.work / "trial", homes.old[template]
    known = profile(template, home, arguments, ("register", "ledger", "pointer"))
    counted = (
        ("rows", "register", "ledger", "pointer") if arguments[0] == "register" else ("register", "ledger", "pointer")
    )
    random, found = Random(seed), []
    for number in range(times):
        aim = aims(known, random)
        one = trial(template, home, arguments, known, {name: old[name] for name in counted}, aim)
        found.append(one)
        print(
            f"  {number + 1}/{times} killed {one['when']}, {one['state']} state{'; '.join(['', *one['wrong']])}",
            flush=True,
        )
    print(f"{' '.join(arguments[:2])}, undisturbed {known.seconds:.1f} s: {summary(found)}", flush=True)
    return found


def stubborn(homes: Homes, times: int) -> list[Found]:
    """Kill one home again and again, each time when a generation is in the lake and the ledger not yet points to it."""
    home, arguments = copied(homes.full, homes.work / "stubborn"), deriving("lake")
    known = profile(homes.full, homes.work / "trial", arguments, ("register", "ledger", "pointer"))
    old, found = homes.old[homes.full], []
    for number in range(times):
        there = {entry.name for entry in (home / "lake" / "generations" / "duties").iterdir()}

        def aim(now: Progress, there: set[str] = there) -> bool:
            return bool({entry.name for entry in (home / "lake" / "generations" / "duties").iterdir()} - there)

        code, _ = run(home, arguments, aim)
        seen = inside(home, "look")
        state = "old" if seen["ledger"] == old["ledger"] else "new"
        found.append({"when": "during" if code < 0 else "after", "state": state, "wrong": seen["wrong"], "left": 0})
        print(f"  {number + 1}/{times} killed between lake and ledger, {state} state, lake holds "
              f"{seen['generations']}{'; '.join(['', *seen['wrong']])}", flush=True)  # fmt: skip
    last = judged(home, arguments, known, {name: old[name] for name in ("register", "ledger", "pointer")})
    found[-1]["wrong"] += last["wrong"]
    print(f"the same home, {times} times: {summary(found)}", flush=True)
    return found


def summary(found: list[Found]) -> str:
    when, state = (Counter(one[name] for one in found) for name in ("when", "state"))
    told = [f"killed {name} {when[name]}" for name in ("before", "during", "after")]
    told += [f"{name} state {state[name]}" for name in ("old", "new")]
    return ", ".join([*told, f"failures {sum(bool(one['wrong']) for one in found)}"])


def national(home: Path, times: int, seconds: float, seed: int) -> list[Found]:
    """Kill derivations of a home of national size: at any moment, when the generation appears, while publishing."""
    day = inside(home, "touch")["as_of"]
    arguments = ["duties", "derive", "--as-of", day, "--known-on", day, "--engine", "lake"]
    random, found = Random(seed), []
    old = inside(home, "glance")
    print(f"{home.name}: {old['pointer']}", flush=True)
    for number in range(times):
        before = old["pointer"]["number"]
        shelf = set(os.listdir(home / "lake" / "generations" / "duties"))
        at, wait = random.uniform(0.05, 0.9) * seconds, random.uniform(0, 0.5)
        appeared = _after(lambda now, shelf=shelf: bool(_listed(home) - shelf), wait)  # type: ignore[misc]
        code, seen = run(home, arguments, (lambda now, at=at: now.seconds >= at) if number % 3 == 0 else appeared)  # type: ignore[misc]
        now = inside(home, "glance")
        state = (
            "old"
            if now["pointer"] == old["pointer"]
            else "new"
            if now["pointer"]["number"] == before + 1
            else "neither"
        )
        found.append({"when": "during" if code < 0 else "after", "state": state, "wrong": now["wrong"]})
        found[-1]["wrong"] += ["neither the old pointer nor the next"] if state == "neither" else []
        print(f"  {number + 1}/{times} killed {found[-1]['when']} at {seen[-1].seconds:.1f} s, {state} state, lake "
              f"holds {now['generations']}{'; '.join(['', *now['wrong']])}", flush=True)  # fmt: skip
        old = now
    code, seen = run(home, arguments)
    last = inside(home, "glance")
    if code or last["wrong"]:
        found[-1]["wrong"] += [f"the run afterwards ended with {code}", *last["wrong"]]
    print(f"  undisturbed {seen[-1].seconds:.1f} s: {last['pointer']}", flush=True)
    print(f"national derivation: {summary(found)}", flush=True)
    return found


def _listed(home: Path) -> set[str]:
    return set(os.listdir(home / "lake" / "generations" / "duties"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--import", dest="imports", type=int, default=0, help="kills during the import")
    parser.add_argument("--derive", type=int, default=0, help="kills during derivation, half of them in the lake")
    parser.add_argument("--stubborn", type=int, default=0, help="kills of one home between lake and ledger")
    parser.add_argument("--holders", type=int, default=4_000, help="size of the register")
    parser.add_argument("--national", type=Path, help="a home of `make check-real`; it is changed by one event")
    parser.add_argument("--times", type=int, default=3, help="kills of the national derivation")
    parser.add_argument("--seconds", type=float, default=120, help="what the national derivation takes, roughly")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="of the moments; printed, to repeat a run")
    asked = parser.parse_args()
    print(f"seed {asked.seed}, load {os.getloadavg()[0]:.1f}", flush=True)
    found: list[Found] = []
    work = Path(tempfile.mkdtemp(prefix="tongjian-kill-"))
    try:
        if asked.imports or asked.derive or asked.stubborn:
            homes = prepare(work, asked.holders)
            if asked.imports:
                found += trials(homes, importing(homes.book), asked.imports, asked.seed)
            for engine, times in (("database", asked.derive // 2), ("lake", asked.derive - asked.derive // 2)):
                if times:
                    found += trials(homes, deriving(engine), times, asked.seed + 1)
            if asked.stubborn:
                found += stubborn(homes, asked.stubborn)
        if asked.national:
            found += national(asked.national.resolve(), asked.times, asked.seconds, asked.seed)
    finally:
        shutil.rmtree(work)
    print(f"{len(found)} kills in all: {summary(found)}")
    sys.exit(any(one["wrong"] for one in found))


if __name__ == "__main__":
    main()
