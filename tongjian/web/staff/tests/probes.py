"""Every address of the staff site, asked under every mandate: each probe asks once and complains of what is wrong."""

from collections.abc import Iterator

from tongjian.web.staff.tests import probes_of_duties, probes_of_organs
from tongjian.web.staff.tests.browsing import Probe, Site

PARTS = (
    probes_of_duties.desk,
    probes_of_duties.ledger,
    probes_of_duties.duty,
    probes_of_duties.forms,
    probes_of_duties.ticked,
    probes_of_organs.blind,
    probes_of_organs.organs,
    probes_of_organs.books,
    probes_of_organs.parameters,
    probes_of_organs.entrance,
)
# Whoever stands above everything is asked only for what could leak; who is himself an office-holder, only of himself.
READ = tuple(part for part in PARTS if part not in (probes_of_duties.forms, probes_of_duties.ticked))


def probes(site: Site, seat: str) -> Iterator[Probe]:
    """Everything there is to ask under one mandate."""
    for part in READ if seat == "watcher" else PARTS:
        yield from (Probe(seat, name, asked, run) for name, asked, run in part(site, seat))
