"""A refusal as a page says it: people, organs and powers by their names, as far as the viewer may know them."""

import re
from typing import Any

from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import SafeString, mark_safe

from tongjian.access.powers import powers
from tongjian.access.queries import closed_to, standing_of
from tongjian.duties.explanation import HAN
from tongjian.register import queries as register
from tongjian.rulebook import BookError
from tongjian.terms.glossary import Language
from tongjian.trail.refusal import Refusal, in_words
from tongjian.web.staff.templatetags.staff import as_written

ORGANS = ("where", "organ", "owner", "signer")


def sentence_of(request: Any, refused: Refusal) -> SafeString:
    """The sentence; in English what is Chinese in it is marked as Chinese."""
    facts = {**refused.facts, **(_named(request, refused) if request.by is not None else {})}
    if "power" in facts:
        facts["power"] = powers().get(facts["power"], facts["power"])
    said = {name: conditional_escape(as_written(str(in_words(fact)))) for name, fact in facts.items()}
    return mark_safe(refused.filled(said))


def mistake_of(error: BookError, language: Language) -> SafeString:
    """A mistake in a text that was brought; in English only what it quotes from the text is Chinese."""
    pieces = re.split(f"((?:{HAN.pattern})+)", error.said(language))
    return format_html_join("", "{}", ((as_written(piece),) for piece in pieces))


def _named(request: Any, refused: Refusal) -> dict[str, str]:
    """The names of the viewer and of the organs within reach; whatever is beyond keeps its identifier."""
    by, found = request.by, {}
    if refused.facts.get("who") == by.signature:
        found["who"] = standing_of(by).name
    closed = closed_to(seen_by=by, kind="organ")
    for fact in ORGANS:
        id = refused.facts.get(fact)
        if isinstance(id, str) and id not in closed:
            organ = register.organ(seen_by=by, id=id, day=request.today, known_on=request.today)
            found |= {fact: organ.name} if organ else {}
    return found
