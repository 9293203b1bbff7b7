"""The office says no: what was refused, why, and what to do now, in one sentence."""
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """An act that may not be done. A subclass is one reason and carries one sentence with named placeholders.

    The sentence is put together when it is shown, in the language of whoever reads it.
    ``clause`` names the clause behind the refusal, if there is one (``opinion_2021/19``).
    """

    says: str | Promise = ""
    clause: str = ""

    def __init__(self, **facts: Any) -> None:
        super().__init__(facts)
        self.facts = facts

    def __str__(self) -> str:
        return str(self.says) % self.facts


class NotEmpowered(Refusal):
    """Whoever acts has not the power that the act needs, at this organ."""

    says = _("%(who)s 在 %(where)s 没有“%(power)s”的权限。如确需办理，请向本机关管理员申请授权。")
