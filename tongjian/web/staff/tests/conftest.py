"""The river city with somebody in every role, each with a browser of his own (without scripts)."""

from dataclasses import dataclass

import pytest
from django.test import Client

from tongjian.access.powers import roles
from tongjian.duties.tests.conftest import ledger, river  # noqa: F401 - the city of the duties
from tongjian.duties.tests.riverside import TODAY

PASSWORD = "lantern-bridge-7"
SEATS = {
    "office": ("city", "party_committee_office"),
    "cases": ("city", "case_management"),
    "organization": ("city", "organization_department"),
    "stone_head": ("stone", "top_leader"),
    "stone_member": ("stone", "body_member"),
    "white_head": ("white", "top_leader"),
    "stationed": ("white", "stationed_office"),
    "administrator": ("city", "administrator"),
}


@dataclass
class Site:
    """The city, and how to come in as anybody in it."""

    city: object
    actors: dict

    def browser(self, who: str, language: str = "zh-hans") -> Client:
        """A browser in which somebody has logged in."""
        client = Client(HTTP_HOST="127.0.0.1")
        client.cookies["django_language"] = language
        answer = client.post("/login", {"login_name": who, "password": PASSWORD})
        assert answer.status_code == 302, answer.content.decode()
        return client


@pytest.fixture
def site(ledger, settings):  # noqa: F811
    settings.OFFICE_DAY = TODAY
    seats = {
        name: ledger.actor(name, getattr(ledger, organ), *roles()[role].powers) for name, (organ, role) in SEATS.items()
    }
    return Site(ledger, seats)
