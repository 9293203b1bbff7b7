"""What the ledger refuses, each in one sentence: what, why, and what to do now."""

from django.utils.translation import gettext_lazy as _

from tongjian.trail.refusal import Refusal


class NoSuchDuty(Refusal):
    says = _("台账中没有编号为 %(key)s 的责任事项；请核对编号，或先重新推导台账。")


class NoSuchExhibit(Refusal):
    says = _("没有编号为 %(exhibit)s 的证明材料，或者您无权查阅；请核对编号。")


class WrongExhibit(Refusal):
    says = _("责任事项“%(measure)s”需要的材料是%(asked)s，提交的是“%(given)s”；请改交所需材料。")


class AlreadyClaimed(Refusal):
    says = _("材料 %(exhibit)s 已经对应到责任事项 %(key)s；同一材料不必再报。")


class NoSubstitute(Refusal):
    says = _("制度没有规定“%(first)s”的材料可以同时了结“%(second)s”；请分别办理。")


class SamePerson(Refusal):
    says = _("提出人不能核验自己提出的材料；请由另一人核验。")


class AlreadySuspended(Refusal):
    says = _("责任事项 %(key)s 已经暂缓过一次；如需延长，请先更正原决定。")


class AlreadyWaived(Refusal):
    says = _("责任事项 %(key)s 已经免除，不必再次办理。")


class NotFulfillable(Refusal):
    says = _("责任事项 %(key)s 在 %(day)s 的状态是“%(state)s”，不能办理此事；请先核对办理日期。")


class ObjectionOpen(Refusal):
    says = _("责任事项 %(key)s 已有一件异议等待答复；请待答复后再提。")


class OwnObjection(Refusal):
    says = _("提出异议的人不能答复自己的异议；请由另一人答复。")


class OutOfBounds(Refusal):
    says = _("参数“%(parameter)s”不能签为“%(value)s”：制度最宽只到“%(loosest)s”；请改签更严的值。")


class UnknownParameter(Refusal):
    says = _("监督措施“%(measure)s”没有名为“%(parameter)s”的待签参数；请核对名称。")


class UnknownBook(Refusal):
    says = _("书架上没有名为“%(book)s”的制度；请核对名称，或设置 TONGJIAN_BOOKS。")


class AlreadyAdopted(Refusal):
    says = _("该机关已经采用“%(book)s”；如需更换，请先结束原来的采用。")


class NoBearerSigns(Refusal):
    says = _("签署机关 %(signer)s 不是 %(organ)s 的上级或本级党委，不能为其签署；请由有权党委签署。")
