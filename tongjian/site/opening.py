"""Before anybody is served: whose database it is, by which key cookies are signed, and whether its doors are shut."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tongjian.access.queries import opened_by
from tongjian.site.demo.place import Standing, standing
from tongjian.site.demo.roles import PASSWORD, ROLES
from tongjian.site.keys import COOKIES, is_known, key_of
from tongjian.trail.refusal import Refusal


class SecretKnown(Refusal):
    """Cookies would be signed by a key that others have."""

    says = _(
        "TONGJIAN_SECRET 是公开过的值，或者不足 32 个字符，别人可以据此伪造登录，网站没有打开。"
        "请删去这个变量（密钥会自动生成并存入数据文件夹），或者换成 32 个以上的随机字符。"
    )


class AccountsOpen(Refusal):
    """Outside the demo, accounts have the password of the demo."""

    says = _(
        "账号 %(names)s 仍用示例的公开密码，而这个数据库不是示例，谁都能登录，网站没有打开。"
        "请先更换这些账号的密码，或者停用这些账号。"
    )


def open_site() -> Standing:
    """Take the key of this installation; of the demo also its day and its roles.

    Raises:
        SecretKnown: it is no demo, and the key given is known.
        AccountsOpen: it is no demo, and somebody has its password.
    """
    found = standing()
    given = settings.ENVIRONMENT.tongjian_secret
    if found.what == "demo":
        settings.OFFICE_DAY = found.today or settings.OFFICE_DAY
        settings.DEMO_ROLES = [role for role in ROLES if role.offered]
    else:
        if given and is_known(given):
            raise SecretKnown()
        if found.what == "other" and (names := _open()):
            raise AccountsOpen(names=tuple(names))
    settings.SECRET_KEY = key_of(settings.HOME, COOKIES, given)
    return found


def _open() -> list[str]:
    return opened_by(PASSWORD, login_names=[role.login_name for role in ROLES] + ["administrator"])
