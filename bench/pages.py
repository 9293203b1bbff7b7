"""`python -m bench.pages`: the list of duties over HTTP, as offices of four sizes ask for it.

Runs on the data folder in TONGJIAN_HOME (`make check-real` leaves one of the whole country). It opens an account for
the largest and for a middling province, for a prefecture and for a county, starts the real server, and asks for the
same pages one after the other and then four at a time. The client shares the machine with the server.
"""

import argparse
import http.client
import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlencode

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongjian.site.settings")
os.environ.setdefault("TONGJIAN_TODAY", "2026-11-23")
os.environ.setdefault("TONGJIAN_SECRET", "of-the-measurement-alone-0123456789abcdef0123456789")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from bench.stress import TODAY  # noqa: E402
from tongjian.access import acts as access  # noqa: E402
from tongjian.access.powers import roles  # noqa: E402
from tongjian.access.queries import act_as, authenticate  # noqa: E402
from tongjian.duties import queries  # noqa: E402
from tongjian.duties.models import Tally  # noqa: E402
from tongjian.duties.queries import Asked, Kept  # noqa: E402
from tongjian.register.models import PathSpan  # noqa: E402
from tongjian.trail.acts import SYSTEM  # noqa: E402

PASSWORD = "lantern-bridge-7"
HOST, PORT, WORKERS = "127.0.0.1", 8765, 2
STATES = ("", "overdue", "due_soon", "open", "not_open", "done", "done_late", "lapsed", "unknown", "not_owed",
          "past_suggested")  # fmt: skip
NEXT = re.compile(r'href="(\?[^"]*after=[^"]*)" rel="next"')


@dataclass(frozen=True)
class Office:
    """Who asks: the login name, the organ, and how many duties are within its reach."""

    name: str
    organ: str
    duties: int


def main() -> None:
    """Open the accounts, start the server, ask, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=600, help="requests one after the other")
    parser.add_argument("--seconds", type=int, default=30, help="how long four clients ask at once")
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    offices = [_seated(name, organ) for name, organ in _chosen().items()]
    for office in offices:
        print(f"{office.name}: {office.duties:,} duties within reach")
    settings.ALLOWED_HOSTS = ["*"]
    addresses = [(office, address) for office in offices for address in _addresses(office)]
    _budget(addresses)
    _against_rows(offices)
    chance = random.Random(given.seed)
    with _served() as workers:
        cookies = {office: _cookie(office) for office in offices}
        for office, address in addresses:
            _ask(http.client.HTTPConnection(HOST, PORT), cookies[office], address)
        asked = [chance.choice(addresses) for _ in range(given.requests)]
        _one_by_one(asked, cookies)
        _four_at_once(addresses, cookies, given.seconds, given.seed)
        _memory(workers)


def _chosen() -> dict[str, str]:
    """The largest province and a middling one, a prefecture and a county of the middling one, by duties and paths."""
    totals: dict[str, int] = {}
    for reach, total in Tally.objects.exclude(reach="").values_list("reach", "total"):
        totals[reach] = totals.get(reach, 0) + total
    roots = sorted((reach for reach in totals if reach.count("/") == 2), key=totals.__getitem__)
    middle = roots[len(roots) // 2]
    below = [reach for reach in totals if reach.startswith(middle) and reach.count("/") == 3]
    prefecture = max(below, key=totals.__getitem__)
    county = (
        PathSpan.objects.filter(kind="managed_by", path__startswith=prefecture)
        .exclude(path__in=totals)
        .order_by("path")
        .values_list("path", flat=True)
        .first()
    )
    found = {"largest-province": roots[-1], "province": middle, "prefecture": prefecture, "county": county or ""}
    return {name: path.strip("/").rsplit("/", 1)[-1] for name, path in found.items()}


def _seated(name: str, organ: str) -> Office:
    """An account at an organ with the powers of its party committee office, opened if it is not there yet."""
    login = f"bench-{name}"
    account = authenticate(login_name=login, password=PASSWORD)
    if account is None:
        keeper = authenticate(login_name="bench-keeper", password=PASSWORD)
        if keeper is None:
            access.found(by=SYSTEM, where=None, on=TODAY, name="压测", login_name="bench-keeper", password=PASSWORD)
            keeper = authenticate(login_name="bench-keeper", password=PASSWORD)
        founder = act_as(keeper, on=TODAY)
        opened = access.open_account(
            by=founder, where=None, on=TODAY, name=f"压测 {name}", login_name=login, password=PASSWORD
        )
        powers = roles()["party_committee_office"].powers
        access.grant_mandate(
            by=founder, where=organ, on=TODAY, person=opened.person_id, granted=powers, valid_from=TODAY
        )
        account = opened.id
    by = act_as(account, on=TODAY)
    return Office(name, organ, sum(queries.by_state(seen_by=by, as_of=TODAY).values()))


def _addresses(office: Office) -> Iterator[str]:
    """The pages that an office may ask for: tabs, clauses, due days, one organ, second pages."""
    client = Client(HTTP_HOST=HOST)
    assert client.post("/login", {"login_name": f"bench-{office.name}", "password": PASSWORD}).status_code == 302
    page = client.get("/duties").content.decode()
    clauses = re.findall(r'<option value="([^"]+/[^"]+)"', page)
    organs = re.findall(r'<option value="([0-9a-f]{32})"', page)
    asked = [{"state": state} for state in STATES]
    asked += [{"due": due, "state": state} for due in ("soon", "quarter", "year") for state in ("", "open", "overdue")]
    asked += [{"clause": clause, "state": state} for clause in clauses for state in ("", "overdue", "open", "done")]
    asked += [{"organ": organ} for organ in organs[:5]]
    for one in asked:
        address = f"/duties?{urlencode({name: value for name, value in one.items() if value})}"
        yield address
        if "clause" not in one and (found := NEXT.search(client.get(address).content.decode())):
            yield "/duties" + found.group(1).replace("&amp;", "&")


def _budget(addresses: list[tuple[Office, str]]) -> None:
    """Queries and their text, the most of any page."""
    clients: dict[Office, Client] = {}
    counted = []
    for office, address in addresses:
        if office not in clients:
            clients[office] = Client(HTTP_HOST=HOST)
            clients[office].post("/login", {"login_name": f"bench-{office.name}", "password": PASSWORD})
        with CaptureQueriesContext(connection) as asked:
            assert clients[office].get(address).status_code == 200
        counted.append((len(asked), sum(len(one["sql"].encode()) for one in asked.captured_queries), address))
    most = max(counted)
    longest = max(counted, key=lambda one: one[1])
    print(f"{len(addresses)} addresses: at most {most[0]} queries ({most[2]}), "
          f"at most {longest[1]:,} bytes of SQL ({longest[2]})")  # fmt: skip


def _against_rows(offices: list[Office]) -> None:
    """The same counts and pages without what is derived with the ledger: every row within reach is read."""
    for office in offices:
        by = act_as(authenticate(login_name=f"bench-{office.name}", password=PASSWORD), on=TODAY)
        at = {"seen_by": by, "as_of": TODAY}
        for what, kept in (("tallies and indexes", None), ("reading the rows", Kept())):
            begin = time.perf_counter()
            counts = queries.by_state(**at, kept=kept)
            counting = time.perf_counter() - begin
            begin = time.perf_counter()
            page = queries.duties(**at, asked=Asked(state="open", limit=21), kept=kept)
            listing = time.perf_counter() - begin
            print(f"{office.name}, {what}: counts {counting * 1000:.1f} ms, "
                  f"page of open duties {listing * 1000:.1f} ms ({sum(counts.values()):,} counted, "
                  f"first {page[0]['key'][:8] if page else '-'})")  # fmt: skip


@contextmanager
def _served() -> Iterator[list[int]]:
    """The real server, and the ids of its worker processes."""
    command = [Path(sys.executable).with_name("tongjian"), "serve", "--port", str(PORT), "--workers", str(WORKERS)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ)
    try:
        for _ in range(300):
            try:
                asking = http.client.HTTPConnection(HOST, PORT, timeout=5)
                asking.request("GET", "/login")
                if asking.getresponse().status == 200:
                    break
            except OSError:
                time.sleep(0.1)
        children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text(encoding="ascii").split()
        yield [int(one) for one in children]
    finally:
        server.terminate()
        server.wait()


def _cookie(office: Office) -> str:
    """The session of an office, as its browser keeps it."""
    asking = http.client.HTTPConnection(HOST, PORT)
    asking.request("GET", "/login")
    first = asking.getresponse()
    page = first.read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    csrf = re.search(r"csrftoken=([^;]+)", first.getheader("Set-Cookie") or "")
    assert token
    assert csrf
    body = urlencode(
        {"login_name": f"bench-{office.name}", "password": PASSWORD, "csrfmiddlewaretoken": token.group(1)}
    )
    asking.request(
        "POST", "/login", body,
        {"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"csrftoken={csrf.group(1)}"},
    )  # fmt: skip
    answer = asking.getresponse()
    answer.read()
    found = [part.split(";")[0] for part in answer.headers.get_all("Set-Cookie", []) if part.startswith("sessionid=")]
    assert found, answer.status
    return found[0]


def _ask(asking: http.client.HTTPConnection, cookie: str, address: str) -> float:
    """Seconds until the page is there, whole."""
    begin = time.perf_counter()
    asking.request("GET", address, headers={"Cookie": cookie})
    answer = asking.getresponse()
    page = answer.read()
    assert answer.status == 200, (answer.status, address)
    assert b"</html>" in page, address
    return time.perf_counter() - begin


def _told(seconds: list[float]) -> str:
    cuts = quantiles(seconds, n=20)
    return f"p50 {median(seconds) * 1000:.0f} ms, p95 {cuts[18] * 1000:.0f} ms, max {max(seconds) * 1000:.0f} ms"


def _one_by_one(asked: list[tuple[Office, str]], cookies: dict[Office, str]) -> None:
    asking = http.client.HTTPConnection(HOST, PORT)
    taken = [(_ask(asking, cookies[office], address), office.name, address) for office, address in asked]
    print(f"one at a time, {len(taken)} requests: {_told([one[0] for one in taken])}")
    for name in sorted({one[1] for one in taken}):
        print(f"  {name}: {_told([one[0] for one in taken if one[1] == name])}")
    print("  slowest: " + "; ".join(f"{one[0] * 1000:.0f} ms {one[1]} {one[2]}" for one in sorted(taken)[-3:]))


def _four_at_once(addresses: list[tuple[Office, str]], cookies: dict[Office, str], seconds: int, seed: int) -> None:
    until = time.perf_counter() + seconds

    def client(number: int) -> list[float]:
        chance, asking, taken = random.Random(seed + number), http.client.HTTPConnection(HOST, PORT), []
        while time.perf_counter() < until:
            office, address = chance.choice(addresses)
            taken.append(_ask(asking, cookies[office], address))
        return taken

    begin = time.perf_counter()
    with ThreadPoolExecutor(4) as pool:
        taken = [one for some in pool.map(client, range(4)) for one in some]
    rate = len(taken) / (time.perf_counter() - begin)
    print(f"four at a time, {len(taken)} requests: {rate:.1f} requests/s, {_told(taken)}; the client shares the cores")


def _memory(workers: list[int]) -> None:
    for worker in workers:
        status = Path(f"/proc/{worker}/status").read_text(encoding="utf-8")
        now, peak = (int(re.search(rf"{name}:\s+(\d+)", status).group(1)) // 1024 for name in ("VmRSS", "VmHWM"))
        print(f"worker {worker}: {now} MB resident, {peak} MB at most")


if __name__ == "__main__":
    main()
