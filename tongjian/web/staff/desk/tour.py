"""Three stops of the demo: read one clause, see who owes it, file one exhibit and watch two duties close."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tongjian.duties import queries
from tongjian.duties.queries import Asked
from tongjian.rulebook import Rulebook
from tongjian.web.staff.rulebook_of import rulebook_of


@dataclass(frozen=True)
class Stop:
    """One stop: where it leads, and what to look at there."""

    url: str
    says: str | Promise
    look: str | Promise


def stops(by: Any, today: date, kept: queries.Kept) -> list[Stop]:
    """The stops that this viewer can make, in order; none where no duty within reach can close two at once."""
    book = rulebook_of(today, kept.number)
    pair = _pair(by, today, kept, book)
    if pair is None:
        return []
    measure = book.measure(pair["measure"])
    clause = f"{measure.book}/{measure.clause}"
    return [
        Stop(
            reverse("clause", args=[measure.book, measure.clause]) + f"#{measure.measure.slug}",
            _("读一条原文"),
            _("左边是原文，右边是由它得出的监督措施"),
        ),
        Stop(
            reverse("ledger") + f"?clause={clause}",
            _("看谁该履行"),
            _("由制度和名册推出，点开任何一项看为什么"),
        ),
        Stop(
            reverse("file_exhibit" if _files(by) else "duty", args=[pair["key"]]),
            _("交一份材料，看两项了结") if _files(by) else _("看一份材料怎样了结两项"),
            _("一份材料了结它符合的每一项责任，不重复报送"),
        ),
    ]


def _pair(by: Any, today: date, kept: queries.Kept, book: Rulebook) -> dict[str, Any] | None:
    """A duty to do whose exhibit settles another one too."""
    for measure in book.measures:
        if not measure.measure.substitutes or measure.measure.derives is None or measure.measure.verified_by:
            continue
        for state in ("overdue", "due_soon", "open"):
            asked = Asked(measure=measure.id, state=state, limit=20)
            for row in queries.duties(seen_by=by, as_of=today, asked=asked, kept=kept):
                if (not _files(by) or by.may("claim_duty", row["bearer_organ"])) and queries.settled_too(
                    seen_by=by, key=row["key"], happened_on=today, as_of=today
                ):
                    return row
    return None


def _files(by: Any) -> bool:
    return bool({"claim_duty", "file_exhibit"} <= by.powers)
