"""Rows of the ledger as a list shows them: titles, names and remaining days, each looked up once for the page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongjian.calendar import Calendar
from tongjian.duties import queries
from tongjian.register import queries as register
from tongjian.rulebook import Rulebook
from tongjian.rulebook.schema import Title
from tongjian.web.staff.rulebook_of import chip_of, rulebook_of


@dataclass(frozen=True)
class Chip:
    """A clause as it is cited, and where it is read."""

    zh: str
    en: str
    book: str
    clause: str
    slug: str


@dataclass(frozen=True)
class Shown:
    """One duty in a list."""

    key: str
    state: str
    title: Title
    chip: Chip
    marker: str
    bearer: str
    subject: str
    due: date | None
    left: str
    urgent: str
    there: int
    asked: int
    contested: bool


def shown(found: Sequence[Mapping[str, Any]], today: date, book: Rulebook | None = None) -> list[Shown]:
    """The rows of a page, ready to print."""
    if not found:
        return []
    book, calendar = book or rulebook_of(today), queries.calendar()
    posts, organs = register.names_of(
        posts={row["subject"] for row in found} | {row["bearer_post"] for row in found},
        organs={row["bearer_organ"] for row in found} | {row["subject_organ"] for row in found},
        day=today,
        known_on=today,
    )
    keys = {row["key"] for row in found}
    there, asked = queries.progress(keys=keys, terms={row["term"] for row in found})
    contested = queries.contested_among(keys=keys)
    return [_one(row, book, calendar, today, posts, organs, there, asked, contested) for row in found]


def _one(
    row: Mapping[str, Any],
    book: Any,
    calendar: Calendar,
    today: date,
    posts: Mapping[str, str],
    organs: Mapping[str, str],
    there: Mapping[str, int],
    asked: Mapping[str, int],
    contested: set[str],
) -> Shown:
    measure = book.measure(row["measure"])
    zh, en = chip_of(book, measure)
    left, urgent = remaining(row, calendar, today)
    return Shown(
        key=row["key"],
        state=row["state"],
        title=measure.measure.title,
        chip=Chip(zh, en, measure.book, measure.clause, measure.measure.slug),
        marker=row["marker"] if row["generator"] == "periodic" else "",
        bearer=posts.get(row["bearer_post"]) or organs.get(row["bearer_organ"], ""),
        subject=posts.get(row["subject"]) or organs.get(row["subject_organ"], ""),
        due=row["due_final"],
        left=left,
        urgent=urgent,
        there=there.get(row["key"], 0),
        asked=asked.get(row["term"], 0) if row["generator"] != "continuous" else 1,
        contested=row["key"] in contested,
    )


def remaining(row: Mapping[str, Any], calendar: Calendar, today: date) -> tuple[str, str]:
    """How far a duty is from its due day, in words and working days, and the colour of the words."""
    state, due = row["state"], row["due_final"]
    if state in ("done", "done_late"):
        return _("完成于 %(day)s") % {"day": row["done_on"]}, ""
    if state == "suspended":
        return _("暂缓至 %(day)s") % {"day": row["suspended_to"]} if row["suspended_to"].year < 9999 else "", ""
    if state == "inactive" or due is None:
        return _("待签参数"), ""
    if state in ("overdue", "past_suggested"):
        days = calendar.workday_number(today) - calendar.workday_number(due)
        said = ngettext("超 %(days)d 个工作日", "超 %(days)d 个工作日", days) % {"days": days}
        return said, "overdue" if state == "overdue" else ""
    if state in ("due_soon", "open", "not_open"):
        if due == today:
            return _("今日到期"), "due_soon"
        days = calendar.workday_number(due) - calendar.workday_number(today)
        said = ngettext("剩 %(days)d 个工作日", "剩 %(days)d 个工作日", days) % {"days": days}
        return said, "due_soon" if state == "due_soon" else ""
    return "", ""
