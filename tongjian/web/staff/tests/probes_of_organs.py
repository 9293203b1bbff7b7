"""What the pages of organs, blind spots, books and the entrance show to each seat."""

import re
from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile

from tongjian.duties.tests.riverside import TALK
from tongjian.web.staff.tests import law
from tongjian.web.staff.tests.browsing import KEY, TALLY, Asked, Site, number, same, shows
from tongjian.web.staff.tests.planted import PLACES

# Searched by name; the others by their code.
CODED = ("own", "below", "recused", "other_subtree", "formerly_below", "led", "stationed_there")


def blind(site: Site, seat: str) -> Asked:
    world = site.world
    may = law.carries(world, seat, "read_blind_spots")
    late = [row for row in law.owed(world, seat) if row["measure"] == TALK and row["state"] == "overdue"]

    def spots(months: int) -> None:
        page = site.get(seat, f"/blind-spots?months={months}", 200 if may else 403)
        if not may:
            return shows(page, set())
        shows(page, law.called(world, late))
        same("pairs", set(KEY.findall(page)), law.keys(late))
        counted = re.findall(r'href="/blind-spots/(\w+)\?months=\d+">([\d,]+)<', page)
        expected = {area: len(law.blind(world, seat, months, None if area == "any" else area)) for area, _ in counted}
        same("without", {area: number(count) for area, count in counted}, expected)
        leaders = re.search(r"职务 ([\d,]+) 个", page)
        return same("leaders", leaders and number(leaders.group(1)), len(law.leaders(world, seat)))

    def posts(months: int, area: str) -> None:
        page = site.get(seat, f"/blind-spots/{area}?months={months}", 200 if may else 403)
        found = law.blind(world, seat, months, None if area == "any" else area) if may else []
        shows(page, law.words_of(found) | {PLACES[one].head for one in found})

    for months in (6, 12, 24):
        yield "blind_spots", f"/blind-spots?months={months}", lambda months=months: spots(months)
        for area in ("any", "talk", "dossier"):
            yield "blind_posts", f"/blind-spots/{area}?months={months}", lambda m=months, a=area: posts(m, a)


def organs(site: Site, seat: str) -> Asked:
    may = law.carries(site.world, seat, "read_register")
    there = law.registered(seat) if may else []
    top = "superior" if seat in law.EVERYWHERE else "own"

    def listed() -> None:
        page = site.get(seat, "/organs", 200 if may else 403)
        shows(page, law.words_of([top, *law.directly_below(seat, top)]) if may else set())

    def searched(text: str, found: list[str]) -> None:
        page = site.get(seat, f"/organs?q={text}", 200 if may else 403)
        shows(page.replace(f'value="{text}"', ""), law.words_of(found))

    yield "organs", "/organs", listed
    yield "organs", "/organs?q=机关", lambda: searched("机关", there)
    for relation, place in PLACES.items():
        text = place.word if relation in CODED else f"代码-{place.word}"
        found = [one for one in there if one == relation]
        yield "organs", f"/organs?q={text}", lambda text=text, found=found: searched(text, found)
        yield "organ", f"/organs/{relation}", _organ(site, seat, relation, relation in there)


def _organ(site: Site, seat: str, relation: str, there: bool) -> Callable[[], None]:
    world, place = site.world, PLACES[relation]
    may = law.carries(world, seat, "read_register")
    about = [row for row in law.owed(world, seat) if row["subject_organ"] == world.organs[relation]]

    def run() -> None:
        page = site.get(seat, f"/organs/{world.organs[relation]}", 403 if not may else 200 if there else 404)
        if not there or not may:
            return shows(page, set())
        late = [row for row in about if row["state"] == "overdue"]
        same("duties", set(KEY.findall(page)), law.keys(late))
        same("counts", {state: number(count) for state, count in TALLY.findall(page)}, law.by_state(about))
        everything = seat in law.EVERYWHERE
        assert (f"{place.head}丙" in page) is (everything or not place.secret_head), "the holder of the post"
        line = [one for one in _line(relation) if one != "recused" or everything]
        expected = law.words_of([relation, *line, *law.directly_below(seat, relation)]) | law.called(world, late)
        return shows(page, expected | {place.rest, place.secret if everything else place.rest})

    return run


def _line(relation: str) -> list[str]:
    """The organs above one: whoever sees an organ may see under whom it stands."""
    under = "its_new_superior" if relation == "formerly_below" else PLACES[relation].under
    return [under, *_line(under)] if under else []


def books(site: Site, seat: str) -> Asked:
    """Books are open to everybody who acts; how many duties a clause has is counted within reach."""
    rows, path = law.owed(site.world, seat), "/books/river_rules/official-text"
    may = law.carries(site.world, seat, "adopt_book")

    def clause(name: str, mine: Callable[[law.Row], bool]) -> None:
        page = site.get(seat, f"/books/{name}")
        shows(page, set())
        counted = re.search(r'<div class="cover">.*?>([\d,]+) 项<', page)
        same("duties of the clause", number(counted.group(1)) if counted else 0, sum(map(mine, rows)))

    def text(status: int) -> None:
        brought = {"text": SimpleUploadedFile("official.txt", "第一条 县委每年谈话。\n".encode()), "sign": "yes"}
        page = site.post(seat, "/books/river_rules/official-text", brought, status)
        # Why the own organ may not sign is told on the page.
        shows(page.replace(PLACES["own"].word, ""), set())
        assert page.endswith("nothing written")

    def form() -> None:
        page = site.get(seat, path)
        shows(page, set())
        same("form", 'type="file"' in page, may)

    yield "books", "/books", lambda: shows(site.get(seat, "/books"), set())
    for name, mine in law.clauses().items():
        yield "clause", f"/books/{name}", lambda name=name, mine=mine: clause(name, mine)
    yield "official_text", path, form
    yield "official_text", f"POST {path}", lambda: text(200 if may else 403)


def parameters(site: Site, seat: str) -> Asked:
    """What waits for a signature, and signing it."""
    world = site.world
    waiting = [row for row in law.owed(world, seat) if row["state"] == "inactive"]

    def listed() -> None:
        page = site.get(seat, "/parameters", 200 if law.carries(world, seat, "read_duties") else 403)
        shows(page, law.called(world, waiting))
        may = law.carries(world, seat, "sign_parameter")
        signable = {row["governor"] for row in waiting if may and law.acted_on(world, seat, row)}
        same("forms", set(re.findall(r'name="organ" value="(\w+)"', page)), signable)

    def signed(relation: str, row: law.Row) -> None:
        given = {"organ": row["governor"], "measure": row["measure"], "parameter": "briefing_every", "value": "quarter"}
        may = law.carries(world, seat, "sign_parameter")
        page = site.post(seat, "/parameters/sign", given, 403 if not may else 302 if row in waiting else 404)
        wrote = may and row in waiting and (seat in law.EVERYWHERE or PLACES[relation].register)
        assert page.endswith("nothing written") is not wrote
        # Why the own organ may not sign is told on the page.
        shows(page.replace(PLACES["own"].word, ""), set())

    yield "parameters", "/parameters", listed
    for row in [one for one in world.rows if one["state"] == "inactive"]:
        relation = world.relations[row["governor"]]
        yield "sign", f"POST /parameters/sign {relation}", lambda one=relation, row=row: signed(one, row)


def entrance(site: Site, seat: str) -> Asked:
    """Coming in, going out, the language: nothing of anything is told there."""

    def get(path: str, status: int) -> Callable[[], None]:
        return lambda: shows(site.get(seat, path, status), set())

    def post(path: str, given: dict[str, str], status: int) -> Callable[[], None]:
        def run() -> None:
            page = site.post(seat, path, given, status)
            shows(page, set())
            # That somebody tried to log in is counted, by name and of all together.
            assert page.endswith("nothing written") is (status != 401)

        return run

    wrong = {"login_name": seat, "password": "wrong-and-long"}
    yield "login", "/login", get("/login", 200)
    yield "login", "POST /login", post("/login", wrong, 401)
    yield "choose", "/login/mandate", get("/login/mandate", 200)
    yield "choose", "POST /login/mandate", post("/login/mandate", {"mandate": "0" * 32}, 302)
    yield "set_language", "POST /language", post("/language", {"language": "zh-hans", "next": "/books"}, 302)
    yield "try_role", "POST /login/role", _outside(site, "/login/role", {"login_name": seat})
    yield "leave", "POST /logout", _outside(site, "/logout", {})


def _outside(site: Site, path: str, given: dict[str, str]) -> Callable[[], None]:
    """Asked in a browser in which nobody is logged in."""

    def run() -> None:
        answer = site.stranger().post(path, given)
        assert (answer.status_code, answer["Location"]) == (302, "/login")

    return run
