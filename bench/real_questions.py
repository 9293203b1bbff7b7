"""Questions at national size: why a duty is owed, in process and from the shell; which leaders nobody supervised."""

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median, quantiles

from bench.stress import ENGINE, TODAY
from tongjian.duties import queries
from tongjian.duties.queries import Asked


def questions() -> None:
    """Time `why` for one key per state, 20 times each in turn, then once each from the shell; then blind spots."""
    keys = {
        state: found[0]["key"]
        for state in queries.by_state(seen_by=ENGINE, as_of=TODAY)
        if (found := queries.duties(seen_by=ENGINE, as_of=TODAY, asked=Asked(state=state, limit=1)))
    }
    seconds = []
    for _ in range(20):
        for key in keys.values():
            begin = time.perf_counter()
            queries.why(seen_by=ENGINE, key=key, as_of=TODAY)
            seconds.append(time.perf_counter() - begin)
    print(f"why in process, {len(keys)} states x 20: p50 {median(seconds) * 1000:.1f} ms, "
          f"p95 {quantiles(seconds, n=20)[18] * 1000:.1f} ms, max {max(seconds) * 1000:.1f} ms")  # fmt: skip
    command = Path(sys.executable).with_name("tongjian")
    shell = []
    for key in keys.values():
        begin = time.perf_counter()
        subprocess.run([command, "duties", "why", key, "--as-of", TODAY.isoformat()], check=True, env=os.environ,
                       stdout=subprocess.DEVNULL)  # fmt: skip
        shell.append(time.perf_counter() - begin)
    print(f"why from the shell: median {median(shell):.2f} s, max {max(shell):.2f} s")
    for turn in ("first", "second"):
        begin = time.perf_counter()
        found = queries.blind_spots(seen_by=ENGINE, as_of=TODAY, months=12)
        print(f"blind spots, 12 months ({turn}): {time.perf_counter() - begin:.2f} s, {found.leaders:,} in office, "
              f"{found.without_any:,} without any contact, by kind {dict(found.without)}")  # fmt: skip
