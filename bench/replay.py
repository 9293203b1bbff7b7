"""The replay law over a demo that stands: every duty, derived again by the oracle from what its explanation cites.

``TONGJIAN_HOME`` names the demo; ``python -m bench.replay [PART OF]`` replays one of so many parts.
"""

import os
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongjian.site.settings")


def main() -> None:
    import django

    django.setup()
    from tests.test_replay import SYSTEM, queries, replay
    from tongjian.duties.queries import Asked

    part, of = (int(one) for one in (sys.argv[1:] or ["0", "1"]))
    as_of = queries.generation().as_of
    begin = time.perf_counter()
    rows = queries.duties(seen_by=SYSTEM, as_of=as_of, asked=Asked(limit=10_000_000))
    mine = [row for row in rows if int(row["key"][:8], 16) % of == part]
    found = [line for row in mine for line in replay(row, as_of)]
    seconds = time.perf_counter() - begin
    print(f"replayed {len(mine):,} of {len(rows):,} duties as of {as_of} in {seconds:.0f} s: {len(found)} differences")
    for line in found[:20]:
        print("  ", line)
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
