"""What access refuses, each with its reason and what to do now."""

from datetime import timedelta
from math import ceil

from django.utils.translation import gettext_lazy as _

from tongjian.trail.refusal import Refusal


class NotMandated(Refusal):
    says = _("在 %(on)s 没有有效的授权。请核对办理日期，或向本机关管理员申请授权。")


class SeveralMandates(Refusal):
    says = _("在 %(on)s 有 %(count)s 项有效授权。请先选择以哪一项授权办理。")


class NotRecorded(Refusal):
    says = _("没有这条现行记录（%(what)s：%(id)s），可能已经终止。请刷新后按现行记录办理。")


class AlreadyFounded(Refusal):
    says = _("本系统已有授权记录，首次授权只能办理一次。请由现有管理员授权。")


class LoginNameTaken(Refusal):
    says = _("登录名“%(login_name)s”已被使用。请换一个登录名。")


class LoginNameWrong(Refusal):
    says = _("登录名只能用小写字母、数字、点、横线和下划线，2 至 64 位。请修改后再办理。")


class NameMissing(Refusal):
    says = _("没有填写姓名。请填写后再办理。")


class PasswordShort(Refusal):
    says = _("密码不足 %(count)s 位，容易被猜中。请换一个更长的密码。")


class PasswordWeak(Refusal):
    says = _("密码包含登录名，或者只用了少数几个字符，容易被猜中。请换一个密码。")


class WrongPassword(Refusal):
    says = _("原密码不正确。请重新输入，或请管理员重置。")


class TooManyFailures(Refusal):
    """A name waits; the same sentence whether or not there is such an account."""

    says = _(
        "这个账号名已连续 %(failures)s 次没有登录成功，为防有人试探密码，暂不核对。"
        "请 %(minutes)s 分钟后再试；忘记密码的，请联系本单位系统管理员重置。"
    )

    def __init__(self, *, wait: timedelta, failures: int) -> None:
        super().__init__(failures=failures, minutes=ceil(wait / timedelta(minutes=1)))
        self.wait = wait


class TooManyFailuresOfAll(Refusal):
    """Everybody waits a moment."""

    says = _("此刻各处登录失败的次数过多，为防有人试探密码，放慢核对。请 %(seconds)s 秒后再试，账号和密码没有变动。")

    def __init__(self, *, wait: timedelta) -> None:
        super().__init__(seconds=ceil(wait.total_seconds()))
        self.wait = wait


class AccountBeyondReach(Refusal):
    says = _("该账号的人员在您管理范围以外的机关也有授权。请由能管理其全部机关的管理员办理。")


class NotAPower(Refusal):
    says = _("“%(powers)s”不是可授予的权限。请从权限清单中选择。")


class NoPowers(Refusal):
    says = _("没有选择任何权限。请至少选择一项。")


class NotForWholeSystem(Refusal):
    says = _("“%(powers)s”不能面向整个系统授予。请指明所属机关。")


class OwnGrant(Refusal):
    says = _("不能给本人授权或者变更本人的授权。请由另一名管理员办理。")


class PowersClash(Refusal):
    says = _("“%(one)s”与“%(other)s”不能由同一人持有：%(because)s。请分别授权给不同的人。")


class WrongDates(Refusal):
    says = _("起始日期 %(valid_from)s 不早于终止日期 %(valid_to)s。请核对两个日期。")


class EndsInThePast(Refusal):
    says = _("授权不能终止在办理日期 %(on)s 之前的 %(valid_to)s。请填写办理日期或以后的日期。")


class NotItsPost(Refusal):
    says = _("该职务在 %(day)s 不属于机关 %(organ)s。请核对职务和日期。")


class NotItsOrgan(Refusal):
    says = _("该授权属于机关 %(owner)s，不能由机关 %(where)s 办理。请切换到所属机关后再办理。")


class BeyondTheRepresented(Refusal):
    says = _("代行职权不能超出被代表授权的权限和期限。请减少权限或者缩短期限。")


class NoChainOfRepresentation(Refusal):
    says = _("代行的职权不能再由他人代行。请由被代表人直接委托。")


class OnlyAMandate(Refusal):
    says = _("声明回避须以本人的授权办理。请登录后再办理。")


class NotARecusal(Refusal):
    says = _("“%(word)s”不是可用的%(field)s。请从列表中选择。")


class OwnRecusal(Refusal):
    says = _("不能解除本人的回避。请由有权决定回避的其他人办理。")
