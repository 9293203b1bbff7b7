"""Lights, labels and two-language texts for templates."""

from datetime import date
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from tongjian import terms
from tongjian.duties.explanation import HAN, Line
from tongjian.terms.glossary import Language

register = template.Library()

# Icon and colour of every state; each state has an icon of its own, five colours are enough.
LIGHTS = {
    "overdue": ("overdue", "exclamation-octagon-fill"),
    "due_soon": ("due_soon", "hourglass-split"),
    "open": ("open", "circle-half"),
    "done": ("done", "check-circle-fill"),
    "done_late": ("done_late", "check-circle"),
    "past_suggested": ("none", "calendar-x"),
    "not_open": ("none", "circle"),
    "suspended": ("none", "pause-circle"),
    "waived": ("none", "slash-circle"),
    "lapsed": ("none", "person-dash"),
    "superseded": ("none", "arrow-right-circle"),
    "unknown": ("none", "question-circle"),
    "not_owed": ("none", "dash-circle"),
    "inactive": ("none", "dash-circle-dotted"),
}


def speaking() -> Language:
    """The language of the page."""
    return "en" if (get_language() or "").startswith("en") else "zh"


@register.simple_tag
def light(state: str, pill: bool = False) -> SafeString:
    """A state as icon, word and colour together; never one alone."""
    colour, icon = LIGHTS[state]
    return format_html(
        '<span class="light s-{}{}" title="{}"><i class="bi bi-{}" aria-hidden="true"></i>{}</span>',
        colour,
        " light-pill" if pill else "",
        terms.explain("state", state, speaking()),
        icon,
        terms.label("state", state, speaking()),
    )


@register.simple_tag
def basis(key: str) -> SafeString:
    """On which authority a number stands."""
    look = {"text": "basis-text", "locality": "basis-local"}.get(key, "basis-default")
    return format_html(
        '<span class="basis {}" title="{}">{}</span>',
        look,
        terms.explain("basis", key, speaking()),
        terms.label("basis", key, speaking()),
    )


@register.filter
def label(key: str, vocabulary: str) -> str:
    """What to print for a key of a vocabulary."""
    return terms.label(vocabulary, key, speaking())


@register.filter
def told(both: Any) -> str:
    """A text that knows both languages, in that of the page."""
    return str(getattr(both, speaking()))


@register.filter
def as_written(text: str) -> str:
    """A name, or words as somebody wrote them; where the page is in English, Chinese ones are marked as Chinese."""
    if speaking() == "zh" or not HAN.search(text):
        return text
    return format_html('<span lang="zh-CN">{}</span>', text)


@register.simple_tag
def lang(text: str) -> str:
    """The mark itself, for an element that holds nothing but such words."""
    return mark_safe(' lang="zh-CN"') if speaking() == "en" and HAN.search(text) else ""


@register.filter
def spoken(line: Line) -> str:
    """A line of an explanation; in English with its names and quotations marked as Chinese."""
    if speaking() == "zh":
        return line.zh
    return format_html_join("", "{}", ((as_written(text) if own else text,) for text, own in line.pieces))


@register.filter
def day(value: date | None) -> str:
    """A day as tables write it."""
    return value.isoformat() if value else "—"


@register.filter
def count(value: int) -> str:
    """A number with its thousands apart, as tables write it."""
    return f"{value:,}"


@register.filter
def limit(value: Any) -> str:
    """A time limit, an interval or a number as a person reads it: 10 个工作日; every quarter."""
    if isinstance(value, list):
        return as_written("、".join(value))
    text = str(value)
    amount, _mark, unit = text.partition(" ")
    if unit and amount.isdigit() and unit in terms.vocabulary("limit_unit").terms:
        named = terms.label("limit_unit", unit, speaking())
        if speaking() == "en":
            return f"{amount} {named.lower().removesuffix('s') if amount == '1' else named.lower()}"
        return f"{amount} {'个' if unit in ('workdays', 'months') else ''}{named}"
    if text in terms.vocabulary("every").terms:
        return terms.label("every", text, speaking())
    return text


@register.filter
def kinds(exhibits: Any) -> str:
    """The kinds of exhibits that a measure asks for, in one phrase."""
    between = ", " if speaking() == "en" else "、"
    return between.join(terms.label("exhibit_kind", one.kind, speaking()) for one in exhibits)


@register.filter
def item(mapping: Any, key: Any) -> Any:
    """One value of a mapping."""
    return mapping.get(key, "")


@register.inclusion_tag("staff/_words.html")
def words(*names: str) -> dict[str, Any]:
    """The house words of a page, each with its one-line explanation; ``vocabulary.key``, or a key of ``name``."""
    found = []
    for name in names:
        vocabulary, _, key = name.rpartition(".")
        found.append(terms.term(vocabulary or "name", key).words(speaking()))
    return {"words": found}
