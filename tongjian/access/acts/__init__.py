"""Every write of access, one file per noun."""

from tongjian.access.acts.accounts import change_password, close_account, open_account, reset_password
from tongjian.access.acts.logins import fail_login, forget_failures, log_in
from tongjian.access.acts.mandates import end_mandate, found, grant_mandate, let_represent
from tongjian.access.acts.recusals import declare_recusal, lift_recusal, order_recusal

__all__ = [
    "change_password",
    "close_account",
    "declare_recusal",
    "end_mandate",
    "fail_login",
    "forget_failures",
    "found",
    "grant_mandate",
    "let_represent",
    "lift_recusal",
    "log_in",
    "open_account",
    "order_recusal",
    "reset_password",
]
