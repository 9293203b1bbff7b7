"""What a post hands over: a change of person closes nothing."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from tongjian.duties.queries.ledger import EARLIEST_FIRST, rows, scope_sql
from tongjian.duties.queries.relations import dialect
from tongjian.duties.state import LIVE, state_sql


@dataclass(frozen=True)
class HandOver:
    """The duties a post bears and those about it that are not settled on a day, by due day."""

    post: str
    as_of: date
    borne: list[dict[str, Any]]
    about: list[dict[str, Any]]


def hand_over(*, seen_by: Any, post: str, as_of: date) -> HandOver:
    """The hand-over list of a post: whoever comes next takes on exactly this."""
    state = state_sql(dialect(), as_of, "d")
    live = ", ".join(f"'{one}'" for one in LIVE)

    def unsettled(column: str) -> list[dict[str, Any]]:
        return rows(
            f"SELECT d.*, {state} AS state FROM duties_duty d WHERE d.{column} = %s AND {scope_sql(seen_by)} "
            f"AND ({state}) IN ({live}) ORDER BY {EARLIEST_FIRST}",
            [post],
        )

    return HandOver(post, as_of, unsettled("bearer_post"), unsettled("subject"))
