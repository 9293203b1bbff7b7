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


class NoReason(Refusal):
    says = _("撤回须说明理由，以便日后核查；请写明理由后再办理。")


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
    says = _(
        "参数“%(parameter)s”不能签为“%(value)s”：取值应写成如“%(example)s”，制度最宽到“%(loosest)s”；请改签更严的值。"
    )


class UnknownParameter(Refusal):
    says = _("监督措施“%(measure)s”没有名为“%(parameter)s”的待签参数；请核对名称。")


class UnknownBook(Refusal):
    says = _("书架上没有名为“%(book)s”的制度；请核对名称，或设置 TONGJIAN_BOOKS。")


class AlreadyAdopted(Refusal):
    says = _("该机关已经采用“%(book)s”；如需更换，请先结束原来的采用。")


class NoBearerSigns(Refusal):
    says = _("签署机关 %(signer)s 不是 %(organ)s 的上级或本级党委，不能为其签署；请由有权党委签署。")


class UnknownMeasure(Refusal):
    says = _("制度中没有编号为“%(measure)s”的监督措施；请核对编号。")


class NotTaken(Refusal):
    says = _("编号为 %(id)s 的采用或签署已经撤回，或者从未有过；请核对编号。")


class BeyondReach(Refusal):
    says = _("%(who)s 办理的对象中有不在其管辖范围之内的；请由有权机关办理，或先核对登记册。")


class AlreadyVerified(Refusal):
    says = _("责任事项 %(key)s 的这份材料已经核验，不必再次核验。")


class AlreadyWithdrawn(Refusal):
    says = _("编号 %(key)s 的这条记录已经撤回或更正；请刷新后查看现在的记录。")


class NotTheVerifier(Refusal):
    says = _("制度规定由“%(who)s”核验；请送该机关核验。")


class NotYetHappened(Refusal):
    says = _("办理日期 %(day)s 晚于今天 %(on)s；请待办理之后再提出，或核对日期。")


class NotAnEvent(Refusal):
    says = _("“%(kind)s”不是可以由人确认的事件；任职由登记册得知，其他事件请从清单中选择。")


class AlreadyAnswered(Refusal):
    says = _("责任事项 %(key)s 的这件异议已经答复；如有不同意见，请另行提出异议。")


class AlreadyDelivered(Refusal):
    says = _("责任事项 %(key)s 的这一级催办已经送达，不再重复发送。")


class NotAFinding(Refusal):
    says = _("“%(kind)s”不是可以作出的认定；请选择有正当理由，或者确认未履行。")


class NotWaivable(Refusal):
    says = _("制度没有规定“%(measure)s”可以免除或暂缓；如确有困难，请提请修订制度。")


class NotTheReliever(Refusal):
    says = _("“%(measure)s”只能由“%(who)s”决定免除或暂缓；请报该机关决定。")


class WrongDates(Refusal):
    says = _("暂缓自 %(since)s 至 %(until)s 不成一段日期；止日须晚于起日，并在 %(first)s 至 %(last)s 之间。")


class NothingToActivate(Refusal):
    says = _("《%(book)s》没有可以据此文本启用的草案：已启用的不再启用，文字不符的仍为草案；请先核对不符的清单。")


class SignsForOthers(Refusal):
    says = _("制度由各机关共用，而适用它的 %(organ)s 不在签署机关 %(signer)s 之下；请由其共同的上级签署。")


class ShelfOccupied(Refusal):
    says = _("数据文件夹的书架上已有未经签署的 %(place)s；请先移走该文件夹，再导入正式文本。")
