"""Access: every page, list, search, count and form x mandate x relation, with rows planted that could leak.

There is no other interface to the data yet than these pages; an address that comes is asked here or fails.
"""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.http import QueryDict
from django.test import override_settings

from tongjian.duties import tally
from tongjian.duties import tests as duties
from tongjian.duties.tests.riverside import TALK, TODAY
from tongjian.web.staff import rulebook_of, urls
from tongjian.web.staff.blind import views as blind
from tongjian.web.staff.desk import views as desk
from tongjian.web.staff.ledger import views as ledger
from tongjian.web.staff.organs import views as organs
from tongjian.web.staff.tests import law, probes_of_duties
from tongjian.web.staff.tests.browsing import KEY, Site, taken_back
from tongjian.web.staff.tests.clauses import CALLED, ROOT, clauses, noted, without
from tongjian.web.staff.tests.explained import EXPLAINED, OF_OTHER_TESTS
from tongjian.web.staff.tests.planted import SEATS, build
from tongjian.web.staff.tests.probes import probes
from tongjian.web.staff.tests.probes_of_acts import beyond_the_gate, probes_of_acts, read_contents
from tongjian.web.staff.tests.probes_of_reads import offered, probes_of_reads

pytestmark = pytest.mark.django_db

ASKING = (*SEATS, "himself", "watcher")
SHELVES = (Path(duties.__file__).parent / "shelf", Path(__file__).parent / "shelf")
# Who notices first what a page shows too much: the one with most powers, then those who lack one or all.
NOTICING = {"clerk": 0, "party_committee_office": 1, "case_management": 2, "register_keeper": 3, "body_member": 4}
# So long that whatever is there stands on one page.
LONG = 1000
MANY = 30
# What is listed and counted in two ways, and who asks for it in the second as well.
COUNTED = {"ledger", "desk", "clause", "duties", "by_state", "by_measure", "due_between"}
BY_ROWS = {"party_committee_office", "clerk"}


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker, tmp_path_factory):
    settled = {
        "OFFICE_DAY": TODAY,
        "BOOKS": SHELVES,
        "HOME": tmp_path_factory.mktemp("home"),
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    }
    with django_db_blocker.unblock(), override_settings(**settled), pytest.MonkeyPatch.context() as patched:
        for module, name in ((ledger, "PAGE"), (desk, "WAITING"), (desk, "COMING"), (blind, "PAGE"), (organs, "PAGE")):
            patched.setattr(module, name, LONG)
        patched.setattr(organs, "SHOWN", LONG)
        patched.setattr(blind, "PAIRING", TALK)
        # Some reaches are large and some are small: both ways of listing and counting are asked.
        patched.setattr(tally, "MANY", MANY)
        forget()
        with transaction.atomic():
            yield Site(build())
            transaction.set_rollback(True)
        forget()


def forget():
    """What the process remembers of books that other tests read."""
    rulebook_of._read.cache_clear()


def complaint(probe):
    try:
        probe.run()
    except AssertionError as wrong:
        return f"{probe.seat} {probe.asked}: {wrong}"
    return ""


def read_row_by_row(probe):
    """The same question where nothing is kept of the reach, as in a small one."""

    def run():
        with taken_back(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM duties_tally")
            probe.run()

    return replace(probe, asked=f"{probe.asked} row by row", run=run)


@pytest.fixture(scope="module")
def told(site):
    """Everything asked once: each probe with what it complains of and which clauses it came by."""
    asking = [*probes_of_reads(site), *probes_of_acts(site), *beyond_the_gate(site), *read_contents(site)]
    asking += [probe for seat in ASKING for probe in probes(site, seat)]
    asking += [read_row_by_row(probe) for probe in asking if probe.seat in BY_ROWS and probe.name in COUNTED]
    found = []
    with noted():
        for probe in asking:
            CALLED.clear()
            found.append((probe, complaint(probe), frozenset(CALLED)))
    return found


def test_what_could_leak_is_there_for_who_stands_above_everything(told):
    assert [wrong for probe, wrong, _ in told if probe.seat == "watcher" and wrong] == []


@pytest.mark.parametrize("seat", [seat for seat in ASKING if seat != "watcher"])
def test_every_page_shows_a_mandate_what_stands_within_its_reach_and_nothing_else(told, seat):
    assert [wrong for probe, wrong, _ in told if probe.seat == seat and wrong] == []


def test_every_address_is_asked_under_every_mandate(site, told):
    addresses = {one.name for one in urls.urlpatterns}

    for seat in ASKING:
        asking = {probe.name for probe, _, _ in told if probe.seat == seat}
        lacking = addresses - asking
        assert lacking <= (set(probes_of_duties.FORMS) if seat == "watcher" else set()), (seat, lacking)


def test_every_filter_that_a_page_reads_is_asked(site, monkeypatch):
    read = set()
    get = QueryDict.get

    def noting(given, name, *default):
        read.add(name)
        return get(given, name, *default)

    monkeypatch.setattr(QueryDict, "get", noting)
    for probe in probes(site, "party_committee_office"):
        if not probe.asked.startswith("POST"):
            probe.run()
    # Where to go after the login, and where the forms say what they keep, is nothing of anybody's.
    assert read - {"next"} == {"organ", "clause", "due", "state", "after", "q", "months"}


@pytest.mark.parametrize("seat", ["party_committee_office", "himself"])
def test_following_the_pages_shows_each_duty_within_reach_once(site, seat, monkeypatch):
    monkeypatch.setattr(ledger, "PAGE", 7)
    path, met = "/duties", []
    while path:
        page = site.get(seat, path)
        met += list(dict.fromkeys(KEY.findall(page)))
        following = re.search(r'href="(\?[^"]*after=[^"]*)" rel="next"', page)
        path = f"/duties{following.group(1).replace('&amp;', '&')}" if following else ""

    assert len(met) == len(set(met))
    assert set(met) == law.keys(law.owed(site.world, seat))


def test_every_read_that_names_its_viewer_is_asked_as_well(site):
    assert {probe.name for probe in probes_of_reads(site)} == offered()


def test_every_read_and_every_act_keeps_to_the_law_without_the_pages(told):
    assert [wrong for probe, wrong, _ in told if probe.seat == "clerk" and wrong] == []


def explained(clause):
    # Of several alike only the first is meant.
    first = str(clause) if clause.turn == 0 else ""
    return any(first.startswith(text) for text in EXPLAINED) or any(str(clause).startswith(t) for t in OF_OTHER_TESTS)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the sources are the same: one database is enough")
def test_without_any_one_clause_somebody_sees_or_does_what_is_not_his(told):
    unnoticed = []
    for clause in clauses():
        if explained(clause):
            continue
        beside = [one for one in told if f"{clause.module}:{clause.function}" in one[2]]
        beside.sort(key=lambda one: (NOTICING.get(one[0].seat, len(NOTICING)), len(one[2])))
        with without(clause):
            if not any(noticed(probe) for probe, _, _ in beside):
                unnoticed.append(str(clause))

    assert unnoticed == []


def noticed(probe):
    """Whether a probe complains, or the page breaks: either way nobody would take the clause out unseen."""
    try:
        with transaction.atomic():
            return bool(complaint(probe))
    except Exception:
        return True


def test_what_is_explained_is_still_a_clause_and_the_tests_it_names_are_there():
    names = [str(clause) for clause in clauses()]

    assert [text for text in (*EXPLAINED, *OF_OTHER_TESTS) if not any(name.startswith(text) for name in names)] == []
    assert [path for path in OF_OTHER_TESTS.values() if not (ROOT / path).exists()] == []
