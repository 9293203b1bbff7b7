"""The contacts that the claims on record make, as SQL over the tables of this part."""

from collections.abc import Collection
from datetime import date

from tongjian.duties.contacts import Kinds, contacts_sql
from tongjian.duties.derive import Scope
from tongjian.duties.models import Term
from tongjian.duties.queries.relations import dialect, own


def contact_kinds() -> Kinds:
    """The measures in force that speak of posts and that somebody else than the post itself bears."""
    about = Term.objects.filter(subject_kind="post").exclude(generator="inactive").exclude(bearer="subject_post")
    found = list(about.order_by("measure").values_list("measure", "area", "verify").distinct())
    return Kinds(
        {measure: area for measure, area, _ in found}, frozenset(measure for measure, _, verify in found if verify)
    )


def contacts(*, as_of: date, known_on: date, posts: Collection[str] | None = None) -> str:
    """The SELECT of (post, area, last_on) as known on a day, of some posts or of all."""
    spoken = dialect()
    scope = Scope(subjects=None if posts is None else tuple(posts))
    claims = own(spoken, known_on=known_on, scope=scope)["claim"]
    return contacts_sql(spoken, contact_kinds(), as_of, claims=f"({claims})", posts=posts)
