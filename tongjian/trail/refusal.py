"""The office says no: what was refused, why, and what to do now, in one sentence."""
from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """An act that may not be done. A subclass is one reason and carries one sentence with named placeholders.

    The sentence is put together when it is shown, in the language of whoever reads it: a fact that knows both
    languages (it has ``zh`` and ``en``) is told in the reader's, several are listed as that language lists them.
    ``clause`` names the clause behind the refusal, if there is one (``opinion_2021/19``).
    """

    says: str | Promise = ""
    clause: str = ""

    def __init__(self, **facts: Any) -> None:
        super().__init__(facts)
        self.facts = facts

    def __str__(self) -> str:
        return self.filled(self.facts)

    def filled(self, facts: Mapping[str, Any]) -> str:
        """The sentence with facts in its places."""
        return str(self.says) % {name: in_words(fact) for name, fact in facts.items()}


def in_words(fact: Any) -> Any:
    """A fact in the language of whoever reads it."""
    english = (get_language() or "").startswith("en")
    if isinstance(fact, list | tuple):
        return (", " if english else "、").join(str(in_words(one)) for one in fact)
    return getattr(fact, "en" if english else "zh", fact)


class NotEmpowered(Refusal):
    """Whoever acts has not the power that the act needs, at this organ."""

    says = _("%(who)s 在 %(where)s 没有“%(power)s”的权限。如确需办理，请向本机关管理员申请授权。")
