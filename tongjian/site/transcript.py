"""The transcript in the READMEs: one overdue duty about a county's top leader, as ``tongjian duties why`` tells it.

Run as ``python -m tongjian.site.transcript`` it builds the small demo aside and writes; a test runs the commands again.
"""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tongjian.site.documents import READMES, with_sections

# The sentence for which everything else is built: 上级“一把手”必须抓好下级“一把手”.
MEASURE = "opinion_2021/chapeau/top_leader_pairing"
RUN = (sys.executable, "-c", "from tongjian.site.command import main; main()")
WIDTH, OPENS, CLOSES = 96, "“‘（《", "，。；：、！？”’）》"


def write() -> None:
    """Build the small demo in a folder of its own, and write what it answers into both READMEs."""
    with TemporaryDirectory() as home:
        asked(home, "demo", "build", "--scale", "small")
        for file, text in told(home).items():
            file.write_text(text, encoding="utf-8")


def told(home: str | Path) -> dict[Path, str]:
    """Both READMEs with what the demo of a folder answers."""
    key, found = chosen(home), {}
    for language, file in READMES.items():
        answer = console(home, "duties", "why", key, *(("--lang", "en") if language == "en" else ()))
        found[file] = with_sections(file.read_text(encoding="utf-8"), {"why": answer})
    return found


def chosen(home: str | Path) -> str:
    """The overdue duty that fell due first among those about the secretary of a county committee."""
    code = f"""
import django; django.setup()
from tongjian.duties import queries
from tongjian.register import queries as register
from tongjian.trail.acts import SYSTEM
day = queries.generation().as_of
asked = queries.Asked(measure={MEASURE!r}, state="overdue", limit=10_000)
for row in queries.duties(seen_by=SYSTEM, as_of=day, asked=asked):
    organ = register.organ(seen_by=SYSTEM, id=row["subject_organ"], day=day, known_on=day)
    if (organ.organ_class, organ.level) == ("party_committee", "county"):
        print(row["key"])
        break
"""
    return _run(home, sys.executable, "-c", code).strip()


def console(home: str | Path, *arguments: str) -> str:
    """A command and its answer with long lines folded."""
    lines = asked(home, *arguments).splitlines()
    return "\n".join(["```console", f"$ tongjian {' '.join(arguments)}", *map(folded, lines), "```"])


def asked(home: str | Path, *arguments: str) -> str:
    """What a command answers over the data of a folder."""
    return _run(home, *RUN, *arguments)


def folded(line: str) -> str:
    """A line in as many as it takes, the others set in, a Chinese character taking two columns.

    >>> [len(one) for one in folded("责" * 60).splitlines()]
    [48, 14]
    """
    from rich.cells import cell_len

    lines, rest = [], line
    while cell_len(rest) > WIDTH:
        end = next(end for end in range(len(rest), 0, -1) if cell_len(rest[:end]) <= WIDTH)
        while not _may_part(rest[end - 1], rest[end]):
            end -= 1
        lines.append(rest[:end].rstrip())
        rest = "  " + rest[end:].lstrip()
    return "\n".join([*lines, rest])


def _may_part(before: str, after: str) -> bool:
    """Whether a line may break there: not inside a word or a number, nor before what closes or after what opens."""
    inside = before.isascii() and after.isascii() and " " not in (before, after)
    return not inside and after not in CLOSES and before not in OPENS


def _run(home: str | Path, *command: str) -> str:
    given = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    given |= {"TONGJIAN_HOME": str(home), "DJANGO_SETTINGS_MODULE": "tongjian.site.settings", "NO_COLOR": "1"}
    return subprocess.run(command, env=given, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    write()
