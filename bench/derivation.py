"""`make bench`: how fast duties are derived, against mere writing, other databases and the ordinary way.

One synthetic register, one run: every figure in the result was measured in this run, each step in a process of its
own so that its memory is its own. Prints a table and writes it with everything else into ``bench/results/``.
"""

import argparse
import json
import os
import platform
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from bench import engines, synthetic
from bench.engines import Measured, digest
from tongjian.duties.dialect import DUCKDB
from tongjian.lake.store import Lake

ROOT = Path(__file__).parent.parent
RESULTS = Path(__file__).parent / "results"
# Past the organs of the province and of its first city: whole counties with their townships.
SLICE_FROM = 84
SAID = {
    "duckdb": "Tongjian: DuckDB, derive and write Parquet",
    "duckdb, written from a table": "limit: DuckDB only writes the same rows, from a table",
    "duckdb, written from range()": "limit: DuckDB only writes as many rows, from range()",
    "duckdb, slice for sql": "Tongjian: DuckDB",
    "sqlite": "the same text on SQLite",
    "postgresql": "the same text on PostgreSQL",
    "duckdb, slice for naive": "Tongjian: DuckDB",
    "sqlite, slice for naive": "the same text on SQLite",
    "naive": "naive: Django, object by object",
    "oracle": "oracle: plain Python loops",
}


def _take(step: str, folder: Path, work: Path) -> Measured:
    """Run one step here and say what it took."""
    steps = {
        "make": _make,
        "duckdb": engines.on_duckdb,
        "writing": engines.writing_duckdb,
        "generating": engines.generating_duckdb,
        "sqlite": engines.on_sqlite,
        "postgresql": _postgresql,
        "naive": _naive,
        "oracle": _oracle,
    }
    found: Measured = steps[step](folder, work, synthetic.TODAY)
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found.setdefault("peak_memory", round(kilobytes / (1024**2 if sys.platform != "darwin" else 1024**3), 3))
    return found


def _postgresql(folder: Path, work: Path, as_of: date) -> Measured:
    return engines.on_postgresql(folder, work, as_of, os.environ["DATABASE_URL"])


def _naive(folder: Path, work: Path, as_of: date) -> Measured:
    from bench.naive import on_django

    return on_django(folder, work, as_of)


def _oracle(folder: Path, work: Path, as_of: date) -> Measured:
    from bench.plain import COMPARED, on_oracle

    found = on_oracle(folder, work, as_of)
    mine = Lake(work / "lake").generations("duties")[-1]
    with duckdb.connect() as connection:
        listed = ", ".join(f"COALESCE(CAST({name} AS VARCHAR), '')" for name in COMPARED)
        rows = connection.execute(f"SELECT {listed} FROM read_parquet('{mine.file('rows')}')").fetchall()
    found["equal"] = digest(found.pop("compared")) == digest(rows)
    return found


def _make(folder: Path, work: Path, as_of: date) -> Measured:
    """The register, then its duties without exhibits, then the exhibits drawn for these."""
    found: Measured = {}
    bodies = int((work / "bodies").read_text())
    with duckdb.connect() as connection, engines.clocked(found):
        connection.execute("SET enable_progress_bar = false")
        register = synthetic.make(connection, folder, bodies)
        engines.load(connection, folder)
        engines.derive(connection.execute, DUCKDB, as_of)
        synthetic.settle(connection, folder)
        found["facts"] = {
            name: connection.execute(f"SELECT COUNT(*) FROM read_parquet('{folder}/{name}.parquet')").fetchall()[0][0]
            for name in synthetic.FACTS
        }
    (work / "organs").write_text("\n".join(organ.id for organ in register.organs))
    return found


def _apart(step: str, folder: Path, work: Path) -> Measured:
    """Run one step in a process of its own."""
    print(f"… {step} ({folder.name})", file=sys.stderr, flush=True)
    command = [sys.executable, "-m", "bench.derivation", "--step", step, "--folder", str(folder), "--work", str(work)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{step}: {done.stderr}")
    found: Measured = json.loads(done.stdout.splitlines()[-1])
    return found


def measure(work: Path, bodies: int, sql: int, naive: int, plain: int) -> tuple[dict[str, Any], dict[str, Measured]]:
    """Every step, in order; the data, and what each step took."""
    (work / "bodies").write_text(str(bodies))
    full = work / "full"
    data = {"bodies": bodies, "as_of": synthetic.TODAY.isoformat(), "seed": synthetic.SEED}
    data |= _apart("make", full, work)
    organs = (work / "organs").read_text().split()
    taken: dict[str, Measured] = {}

    def take(name: str, step: str, folder: Path, count: int) -> None:
        taken[name] = {"bodies": count, **_apart(step, folder, work)}

    def part(name: str, count: int) -> Path:
        first = min(SLICE_FROM, max(0, len(organs) - count))
        with duckdb.connect() as connection:
            return synthetic.cut(connection, full, work / name, organs[first : first + count])

    take("duckdb", "duckdb", full, bodies)
    take("duckdb, written from a table", "writing", full, bodies)
    take("duckdb, written from range()", "generating", full, bodies)
    some = part("for_sql", sql)
    take("duckdb, slice for sql", "duckdb", some, sql)
    take("sqlite", "sqlite", some, sql)
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        take("postgresql", "postgresql", some, sql)
    few = part("for_naive", naive)
    take("duckdb, slice for naive", "duckdb", few, naive)
    take("sqlite, slice for naive", "sqlite", few, naive)
    take("naive", "naive", few, naive)
    fewest = part("for_oracle", plain)
    checked = _apart("duckdb", fewest, work)
    take("oracle", "oracle", fewest, plain)
    _equal(taken, "duckdb, slice for sql", "sqlite", "postgresql")
    _equal(taken, "duckdb, slice for naive", "sqlite, slice for naive", "naive")
    if not taken["oracle"]["equal"] or checked["rows"] != taken["oracle"]["rows"]:
        raise SystemExit("oracle: its rows are not the engine's")
    return data, taken


def _equal(taken: dict[str, Measured], first: str, *others: str) -> None:
    for other in others:
        if other in taken:
            if (taken[other]["rows"], taken[other]["digest"]) != (taken[first]["rows"], taken[first]["digest"]):
                raise SystemExit(f"{other}: its rows are not those of {first}")
            taken[other]["equal"] = True


def ratios(taken: dict[str, Measured]) -> dict[str, float]:
    """What is compared, within this run: time against the limit, rows per second against the others."""

    def rate(name: str, seconds: str = "seconds") -> float:
        return float(taken[name]["rows"] / taken[name][seconds])

    ours, limit, floor = (taken[name] for name in list(SAID)[:3])
    found = {
        "ours / writing from a table, wall": ours["seconds"] / limit["seconds"],
        "ours / writing from a table, CPU": ours["cpu_seconds"] / limit["cpu_seconds"],
        "ours / writing from range(), wall": ours["seconds"] / floor["seconds"],
        "ours / writing from range(), CPU": ours["cpu_seconds"] / floor["cpu_seconds"],
        "rows/s, ours at full size / naive": rate("duckdb") / rate("naive"),
        "rows/CPU-s, ours at full size / naive": rate("duckdb", "cpu_seconds") / rate("naive", "cpu_seconds"),
        "rows/s, ours on the naive slice / naive": rate("duckdb, slice for naive") / rate("naive"),
        "rows/s, SQLite on the naive slice / naive": rate("sqlite, slice for naive") / rate("naive"),
        "rows/s, ours at full size / SQLite": rate("duckdb") / rate("sqlite"),
        "rows/s, ours at full size / oracle": rate("duckdb") / rate("oracle"),
    }
    if "postgresql" in taken:
        found["rows/s, ours at full size / PostgreSQL"] = rate("duckdb") / rate("postgresql")
    return {name: round(value, 2) for name, value in found.items()}


def table(run: dict[str, Any]) -> str:
    """The result as Markdown."""
    lines = [
        f"# Derivation, {run['date']}",
        "",
        f"{run['data']['bodies']:,} bodies, as of {run['data']['as_of']}, {run['machine']['cores']} cores; "
        f"load average {run['load_before'][0]} before, {run['load_after'][0]} after. Every figure is from this one "
        "run; seconds are of deriving and writing, loading the facts not counted.",
        "",
        "| step | bodies | rows | s | rows/s | CPU s | peak GB | MB of Parquet | same rows |",
        "|---|--:|--:|--:|--:|--:|--:|--:|---|",
    ]
    for name, one in run["taken"].items():
        cells = [SAID[name], f"{one['bodies']:,}", f"{one['rows']:,}", f"{one['seconds']:.2f}"]
        cells.append(f"{one['rows'] / one['seconds']:,.0f}")
        cells += [f"{one[part]:.2f}" if one.get(part) else "–" for part in ("cpu_seconds", "peak_memory")]
        cells += [f"{one['bytes'] / 1e6:,.1f}" if "bytes" in one else "–", "yes" if one.get("equal") else ""]
        lines.append(f"| {' | '.join(cells)} |")
    lines += ["", "| ratio within this run | |", "|---|--:|"]
    lines += [f"| {name} | {value:,} |" for name, value in run["ratios"].items()]
    whole = run["taken"]["duckdb"]
    lines += [
        "",
        f"Of the {whole['seconds']:.2f} s at full size {whole['derive_seconds']:.2f} s are deriving and "
        f"{whole['write_seconds']:.2f} s writing the generation (with its digest, forced to the disk).",
        "",
        "Facts: " + ", ".join(f"{count:,} {name}" for name, count in run["data"]["facts"].items()) + ".",
        "",
        "Versions: " + ", ".join(f"{name} {version}" for name, version in run["versions"].items()) + ".",
    ]
    return "\n".join(lines) + "\n"


@contextmanager
def _workplace(kept: Path | None) -> Iterator[Path]:
    """A folder for the data, removed at the end unless named."""
    work = kept or Path(tempfile.mkdtemp(prefix="tongjian-bench-"))
    work.mkdir(parents=True, exist_ok=True)
    try:
        yield work
    finally:
        if kept is None:
            shutil.rmtree(work)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bodies", type=int, default=30_000, help="bodies of the whole register")
    parser.add_argument("--sql-bodies", type=int, default=3_000, help="bodies of the slice for SQLite and PostgreSQL")
    parser.add_argument("--naive-bodies", type=int, default=600, help="bodies of the slice for the naive loop")
    parser.add_argument("--oracle-bodies", type=int, default=3, help="bodies of the slice for the oracle")
    parser.add_argument("--dry", action="store_true", help="print only, write no result")
    parser.add_argument("--work", type=Path, help="a folder for the data, kept")
    parser.add_argument("--step", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.step:
        print(json.dumps(_take(asked.step, asked.folder, asked.work)))
        return
    before = [round(value, 2) for value in os.getloadavg()]
    with _workplace(asked.work) as work:
        data, taken = measure(work, asked.bodies, asked.sql_bodies, asked.naive_bodies, asked.oracle_bodies)
    today = date.today().isoformat()  # noqa: DTZ011 - names the file
    versions = {"Python": platform.python_version(), "DuckDB": duckdb.__version__, "SQLite": sqlite3.sqlite_version,
                "Django": taken["naive"]["version"]}  # fmt: skip
    if "postgresql" in taken:
        versions["PostgreSQL"] = taken["postgresql"]["version"]
    run = {
        "date": today,
        "machine": {"cores": os.cpu_count(), "processor": platform.machine(), "system": platform.system()},
        "load_before": before,
        "load_after": [round(value, 2) for value in os.getloadavg()],
        "versions": versions,
        "data": data,
        "taken": taken,
        "ratios": ratios(taken),
    }
    print(table(run))
    if not asked.dry:
        RESULTS.mkdir(exist_ok=True)
        path = RESULTS / f"derivation-{today}"
        path.with_suffix(".json").write_text(json.dumps(run, indent=1) + "\n", encoding="utf-8")
        path.with_suffix(".md").write_text(table(run), encoding="utf-8")


if __name__ == "__main__":
    main()
