"""The river city in a home of its own, for a server: built by acts, with somebody in every role.

``python -m tests.browser.town`` with ``TONGJIAN_HOME`` and ``TONGJIAN_BOOKS`` set; prints the day and what is owed.
"""

import json
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongjian.site.settings")
SEATS = {
    "office": ("city", "party_committee_office"),
    "cases": ("city", "case_management"),
    "leader": ("city", "top_leader"),
}


def main() -> None:
    import django

    django.setup()
    from tongjian.access.powers import roles
    from tongjian.duties.tests import riverside
    from tongjian.site import database

    database.prepare()
    city = riverside.build()
    for name, (organ, role) in SEATS.items():
        city.actor(name, getattr(city, organ), *roles()[role].powers)
    city.refresh()
    owed = [
        {"key": row["key"], "measure": row["measure"], "subject": row["subject"], "state": row["state"]}
        for row in city.ledger()
    ]
    print(json.dumps({"today": riverside.TODAY.isoformat(), "stone_head": city.stone_head, "owed": owed}))


if __name__ == "__main__":
    main()
