"""What the pages of the ledger show to each seat, and what its forms let it do."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from tongjian.duties.tests.riverside import FINDING, TALK, TODAY
from tongjian.web.staff.tests import law
from tongjian.web.staff.tests.browsing import KEY, TALLY, Asked, Site, number, same, shows
from tongjian.web.staff.tests.planted import CLOSED_MATTER, PLACES, WORDS, Planted

TAB = re.compile(r'<a href="\?([^"]*)"[^>]*>[^<]*<span>([\d,]+)</span></a>')
OPTION = re.compile(r'<option value="([0-9a-f]{32})"')
FORMS = {
    "file_exhibit": ("file", ("claim_duty", "file_exhibit")),
    "link_exhibit": ("link", ("claim_duty", "read_exhibits")),
    "raise_objection": ("object", ("raise_objection",)),
    "answer": ("answer", ("answer_objection",)),
    "verify": ("verify", ("verify_claim",)),
}
POSTS = {"verify"}
# Whoever sends every form for everything; the others, where there is nothing for them, one form for each organ.
WHOLLY = ("party_committee_office", "top_leader")


def desk(site: Site, seat: str) -> Asked:
    rows = law.owed(site.world, seat)

    def run() -> None:
        page = site.get(seat, "/")
        counts = law.by_state(rows)
        tallies = {state: counts.get(state, 0) for state in ("overdue", "due_soon", "open")} if rows else {}
        same("numbers", {state: number(count) for state, count in TALLY.findall(page)}, tallies)
        listed = [row for row in rows if row["state"] in ("overdue", "due_soon")]
        body, tour = page.partition('class="stats"')[2], page.partition('class="stats"')[0]
        same("duties", set(KEY.findall(body)), law.keys([*listed, *law.coming(rows)]))
        _stops(site.world, seat, tour, rows)
        shows(page, law.called(site.world, listed))
        if rows:
            waiting = re.search(r'href="#contested">.*?<b>(\d+)</b>', page, re.S)
            same("contested", waiting and number(waiting.group(1)), len(contested(site.world, rows)))

    yield "desk", "/", run


def _stops(world: Planted, seat: str, tour: str, rows: list[law.Row]) -> None:
    """What the menu offers opens, and the tour leads to a duty that is seen, to its form only who may file for it."""
    offered = {"/duties": "read_duties", "/blind-spots": "read_blind_spots", "/organs": "read_register"}
    offered |= {"/parameters": "read_duties"}
    menu = {path for path in offered if f'<a href="{path}"' in tour.partition("<main")[0]}
    same("menu", menu, {path for path, power in offered.items() if law.carries(world, seat, power)})
    led = [row for row in rows if row["key"] in KEY.findall(tour.partition("<main")[2])]
    same("stops", bool(led), bool(rows))
    filing = law.carries(world, seat, "claim_duty", "file_exhibit")
    for row in led:
        same("form", f"{row['key']}/file" in tour, filing)
        assert not filing or world.relations[row["bearer_organ"]] in law.registered(seat)


def contested(world: Planted, rows: list[law.Row]) -> set[str]:
    """The keys among these whose objection waits for an answer."""
    return law.keys(rows) & {world.duty(FINDING, one, world.findings[one])["key"] for one in PLACES}


def ledger(site: Site, seat: str) -> Asked:
    world, rows = site.world, law.owed(site.world, seat)
    middle = sorted(rows or world.rows, key=lambda row: (law.due(row), row["key"]))[3]
    behind = (law.due(middle), middle["key"])
    filters: list[tuple[str, Callable[[law.Row], bool]]] = [("", lambda row: True)]
    organs = [organ for turn, organ in enumerate(world.relations) if seat in WHOLLY or turn % 3 == len(seat) % 3]
    filters += [(f"organ={organ}", lambda row, o=organ: row["subject_organ"] == o) for organ in organs]
    filters += [(f"clause={name}", mine) for name, mine in law.clauses().items()]
    filters += [(f"due={name}", lambda row, s=span: s[0] <= law.due(row) <= s[1]) for name, span in law.SPANS.items()]
    for query, mine in filters:
        yield "ledger", f"/duties?{query}", _listed(site, seat, query, [row for row in rows if mine(row)])
    for state in ("inactive", "unknown", "done", "done_late", "overdue", "past_suggested", "due_soon", "open"):
        yield "ledger", f"/duties?state={state}", _listed(site, seat, f"state={state}", rows, state)
    after = [row for row in rows if (law.due(row), row["key"]) > behind]
    yield "ledger", "/duties?after", _listed(site, seat, f"after={behind[0]}~{behind[1]}", rows, after=after)


def _listed(
    site: Site, seat: str, query: str, rows: list[law.Row], state: str = "", after: list[law.Row] | None = None
) -> Callable[[], None]:
    """A page of the ledger: its rows, the counts of its tabs, the organs one may choose."""
    page_rows = [row for row in rows if state in ("", row["state"])] if after is None else after
    world, may = site.world, law.carries(site.world, seat, "read_duties")

    def run() -> None:
        page = site.get(seat, f"/duties?{query}", 200 if may else 403)
        if not may:
            return shows(page, set())
        offered = ["own", *law.directly_below(seat, "own")] if seat not in law.EVERYWHERE else ["superior"]
        offered += law.directly_below(seat, "superior") if seat in law.EVERYWHERE else []
        same("duties", set(KEY.findall(page)), law.keys(page_rows))
        shows(page, law.called(world, page_rows) | law.words_of(offered))
        counts = law.by_state(rows)
        counts |= {"": sum(counts.values())}
        same("organs", set(OPTION.findall(page)), {world.organs[one] for one in offered})
        tabs = {
            re.sub(r"(.*&amp;)?state=|.*", r"", one) or _state(one): number(count) for one, count in TAB.findall(page)
        }
        same("counts", tabs, counts)
        return None

    return run


def _state(query: str) -> str:
    found = re.search(r"(?:^|;)state=(\w+)", query)
    return found.group(1) if found else ""


def targets(world: Planted) -> Iterator[tuple[str, law.Row]]:
    """Of every organ: a late duty with an exhibit and an objection, and one about its top leader."""
    for relation in PLACES:
        yield relation, world.duty(FINDING, relation, world.findings[relation])
        yield relation, world.duty(TALK, relation, "2025")


def duty(site: Site, seat: str) -> Asked:
    seen, may = law.keys(law.owed(site.world, seat)), law.carries(site.world, seat, "read_duties")
    for _, row in targets(site.world):

        def run(row: law.Row = row) -> None:
            page = site.get(seat, f"/duties/{row['key']}", 403 if not may else 200 if row["key"] in seen else 404)
            if row["key"] not in seen:
                return shows(page, set())
            names = law.called(site.world, [row])
            shows(page, names | _matter(site.world, seat, row))
            beside = [int(count) for count in re.findall(r'data-l="同时用于">(\d+) ', page)]
            same("beside", max(beside, default=0), _beside(site.world, seen, row))
            return None

        yield "duty", f"/duties/{row['key']}", run


def _matter(world: Planted, seat: str, row: law.Row) -> set[str]:
    """What is put forward for a duty and said against it belongs to it, but for what comes from a closed organ."""
    put = [world.titles[exhibit] for exhibit, keys in world.put_forward.items() if row["key"] in keys]
    titles = {word for relation, word in put if relation != "recused" or seat in law.EVERYWHERE}
    closed = {CLOSED_MATTER} if row["key"] in world.closed_duties else set()
    grounds = {PLACES[world.relations[row["subject_organ"]]].rest} if contested(world, [row]) else set()
    return titles | (closed or grounds)


def _beside(world: Planted, seen: set[str], row: law.Row) -> int:
    """For how many other duties that are seen the exhibits of a duty stand."""
    put = [keys for keys in world.put_forward.values() if row["key"] in keys]
    return max((len(keys & seen - {row["key"]}) for keys in put), default=0)


def forms(site: Site, seat: str) -> Asked:
    """Every form for every organ; what is not there is asked for by other forms under other mandates, in turn."""
    world, seen = site.world, law.keys(law.owed(site.world, seat))
    for turn, (relation, row) in enumerate(targets(world)):
        place = PLACES[relation]
        if row["measure"] != (TALK if place.secret_head or relation == "below_recused" else FINDING):
            continue
        for name, (suffix, powers) in FORMS.items():
            if seat not in WHOLLY and row["key"] not in seen and (turn + len(seat)) % 5 != len(suffix) % 5:
                continue
            path = f"/duties/{row['key']}/{suffix}" + (f"/{world.claims[relation].id}" if name in POSTS else "")
            status = _status(world, seat, row, name, powers)
            if row["key"] in seen and status == 302 and row["measure"] == TALK and name in ("answer", "verify"):
                status = 404
            refused = row["key"] in seen and row["measure"] == FINDING and name == "raise_objection"
            given = _given(world, relation, row)
            yield name, f"POST {path}", _post(site, seat, path, given, 200 if refused and status == 302 else status)
            if name not in POSTS and (status == 302 or (turn + len(seat)) % 4 == len(suffix) % 4):
                yield name, path, _form(site, seat, path, row, 200 if status == 302 else status)


def ticked(site: Site, seat: str) -> Asked:
    """What is ticked beside a duty is asked for as if it stood alone; a closed duty is not offered."""
    world = site.world
    row = world.duty(FINDING, "two_below", world.findings["two_below"])
    path = f"/duties/{row['key']}/file"
    status = _status(world, seat, row, "file_exhibit", FORMS["file_exhibit"][1])
    for about, refused in (("other_subtree", 404), ("formerly_below", 200), ("recused", 404)):
        other = world.duty(FINDING, about, world.findings[about])["key"]
        given = {**_given(world, "two_below", row), "too": other}
        yield (
            "file_exhibit",
            f"POST {path} {about}",
            _post(site, seat, path, given, refused if status == 302 else status),
        )
    welcome = law.welcome(world)
    path, able = (
        f"/duties/{welcome['key']}/file",
        _status(world, seat, welcome, "file_exhibit", FORMS["file_exhibit"][1]),
    )

    def run() -> None:
        page = site.get(seat, path, 200 if able == 302 else able)
        open_talk = {world.duty(TALK, "recused_duty", "2024")["key"]} if able == 302 else set()
        same("ticked", set(re.findall(r'name="too" value="(\w+)"', page)), open_talk)

    yield "file_exhibit", path, run


def _status(world: Planted, seat: str, row: law.Row, name: str, powers: tuple[str, ...]) -> int:
    """What the law answers: 403 without the power, 404 where there is nothing for this seat."""
    if not law.carries(world, seat, "read_duties"):
        return 403
    if row["key"] not in law.keys(law.owed(world, seat)):
        return 404
    return 302 if law.carries(world, seat, *powers) and law.acted_on(world, seat, row) else 403


def _given(world: Planted, relation: str, row: law.Row) -> dict[str, str]:
    """Forms filled in as they should be: whoever may, settles something with them."""
    kind = "talk_record" if row["measure"] == TALK else "plan"
    return {
        "kind": kind,
        "title": "新材料",
        "happened_on": TODAY.isoformat(),
        "exhibit": world.exhibits[relation, kind],
        "grounds": "理由",
        "answer": "答复",
        "upheld": "no",
    }


def _post(site: Site, seat: str, path: str, given: dict[str, Any], status: int) -> Callable[[], None]:
    def run() -> None:
        page = site.post(seat, path, given, status)
        assert page.endswith("nothing written") is (status != 302), page[-500:]
        if status in (403, 404):
            shows(page, set())

    return run


def _form(site: Site, seat: str, path: str, row: law.Row, status: int) -> Callable[[], None]:
    world = site.world
    place = PLACES[world.relations[row["subject_organ"]]]

    def run() -> None:
        page = site.get(seat, path, status)
        same("duties", set(KEY.findall(page)) - {row["key"]}, set())
        if status != 200:
            return shows(page, set())
        offered = law.registered(seat) if path.endswith("/link") else []
        allowed = law.called(world, [row]) | {PLACES[one].rest for one in offered} | {place.rest}
        same("words", {word for word in WORDS if word in page} - allowed, set())
        return None

    return run
