"""Access: every page, list, search, count and form x mandate x relation, with rows planted that could leak.

There is no other interface to the data yet than these pages; an address that comes is asked here or fails.
"""

from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings

from tongjian.duties import tests as duties
from tongjian.duties.tests.riverside import TALK, TODAY
from tongjian.web.staff import rulebook_of, urls
from tongjian.web.staff.blind import views as blind
from tongjian.web.staff.desk import views as desk
from tongjian.web.staff.ledger import views as ledger
from tongjian.web.staff.organs import views as organs
from tongjian.web.staff.tests.browsing import Site
from tongjian.web.staff.tests.planted import SEATS, build
from tongjian.web.staff.tests.probes import probes
from tongjian.web.staff.tests.probes_of_acts import probes_of_acts, read_contents
from tongjian.web.staff.tests.probes_of_reads import asked, offered, probes_of_reads

pytestmark = pytest.mark.django_db

ASKING = (*SEATS, "himself", "watcher")
SHELVES = (Path(duties.__file__).parent / "shelf", Path(__file__).parent / "shelf")
# So long that whatever is there stands on one page.
LONG = 1000


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
        forget()
        with transaction.atomic():
            yield Site(build())
            transaction.set_rollback(True)
        forget()


def forget():
    """What the process remembers of books that other tests read."""
    rulebook_of._read.cache_clear()


def complaints(asked):
    found = []
    for probe in asked:
        try:
            probe.run()
        except AssertionError as wrong:
            found.append(f"{probe.seat} {probe.asked}: {wrong}")
    return found


@pytest.mark.parametrize("seat", ASKING)
def test_every_page_shows_a_mandate_what_stands_within_its_reach_and_nothing_else(site, seat):
    assert complaints(probes(site, seat)) == []


def test_every_address_is_asked_under_every_mandate(site):
    addresses = {one.name for one in urls.urlpatterns}

    for seat in ASKING:
        assert {probe.name for probe in probes(site, seat)} == addresses, seat


def test_every_read_that_names_its_viewer_is_asked_as_well(site):
    assert asked(site) == offered()


def test_every_read_and_every_act_keeps_to_the_law_without_the_pages(site):
    assert complaints([*probes_of_reads(site), *probes_of_acts(site), *read_contents(site)]) == []
