"""The river city in a home of its own, for a server: built by acts, with somebody in every role.

``python -m tests.browser.town`` with ``TONGJIAN_HOME`` and ``TONGJIAN_BOOKS`` set; prints the day and what is owed.
"""

import json
import os
from datetime import date

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongjian.site.settings")
GROUNDS = "已于当日归档"
SEATS = {
    "office": ("city", "party_committee_office"),
    "cases": ("city", "case_management"),
    "leader": ("city", "top_leader"),
    "member": ("stone", "body_member"),
    "twofold": ("stone", "top_leader"),
}


def main() -> None:
    import django

    django.setup()
    from tongjian.access.powers import roles
    from tongjian.duties.tests import riverside
    from tongjian.site import database

    database.prepare()
    city = riverside.build()
    actors = {
        name: city.actor(name, getattr(city, organ), *roles()[role].powers) for name, (organ, role) in SEATS.items()
    }
    city.second_mandate(actors["twofold"], city.white, "read_duties")
    city.refresh()
    began = begin(city, actors)
    owed = [
        {"key": row["key"], "measure": row["measure"], "subject": row["subject"], "state": row["state"]}
        for row in city.ledger()
    ]
    print(json.dumps({"today": riverside.TODAY.isoformat(), "stone_head": city.stone_head, "owed": owed, **began}))


def begin(city, actors) -> dict:
    """What somebody has begun and another has to answer: a claim and an objection; and whose names are on the pages."""
    from tongjian.duties import acts
    from tongjian.duties.tests.riverside import DOSSIER, TALK, TODAY
    from tongjian.register import queries as register
    from tongjian.trail.acts import SYSTEM

    claimed, contested = city.duty(TALK, city.white_head, "2024"), city.duty(DOSSIER, city.white_head, "2024-01-01")
    at = {"where": city.city, "on": TODAY}
    claim = acts.claim(
        **at, by=actors["office"], exhibit=city.exhibit("talk_record", date(2024, 12, 3)), key=claimed["key"]
    )
    acts.object_to(**at, by=actors["leader"], key=contested["key"], grounds=GROUNDS)
    seen = register.as_of(seen_by=SYSTEM, day=TODAY, known_on=TODAY)
    names = {one.name for one in (*seen.organs, *seen.bodies, *seen.tenures)} | {one.title for one in seen.posts}
    # Beside them what people wrote, and the word of the book that a refusal quotes.
    names |= {"管理员", GROUNDS, "定期"}
    return {
        "claimed": claimed["key"],
        "claim": claim.id,
        "contested": contested["key"],
        "organ": city.stone,
        "names": sorted(names - {""}, key=len, reverse=True),
    }


if __name__ == "__main__":
    main()
