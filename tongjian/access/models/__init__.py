"""Rows of access. Private to this part: others use `tongjian.access.queries` and `.acts`."""

from tongjian.access.models.account import Account, Credential, Person
from tongjian.access.models.attempt import FailedLogins
from tongjian.access.models.mandate import Mandate, Recusal

__all__ = ["Account", "Credential", "FailedLogins", "Mandate", "Person", "Recusal"]
