"""What evidence refuses, each with its reason and what to do now."""

from django.utils.translation import gettext_lazy as _

from tongjian.trail.refusal import Refusal


class AlreadyFiled(Refusal):
    says = _("同一材料已于 %(recorded)s 归入，题名为“%(title)s”（编号 %(id)s）。请直接使用该材料，不必重复报送。")


class StateSecret(Refusal):
    says = _("材料带有“%(mark)s”标志，本系统仅限非涉密，不能存放。请按保密规定在涉密载体上办理。")


class ReporterVault(Refusal):
    says = _("举报人信息不能作为证明材料归入。请在举报受理环节单独保管。")


class OfflineOnly(Refusal):
    says = _("“仅限线下保管”的材料不能上传内容。请只登记题名等条目，原件线下保管。")


class UnknownWord(Refusal):
    says = _("“%(word)s”不是可用的%(field)s。请从列表中选择。")


class TitleMissing(Refusal):
    says = _("没有填写题名。请填写后再办理。")


class TextTooLong(Refusal):
    says = _("%(field)s超过 %(limit)s 字。请缩短后再办理。")


class NotYetHappened(Refusal):
    says = _("形成日期 %(happened_on)s 晚于办理日期 %(on)s。请核对日期。")


class FileEmpty(Refusal):
    says = _("文件没有内容。请重新选择文件，或只登记纸质原件。")


class FileTooLarge(Refusal):
    says = _("文件为 %(size)s 兆字节，超过 %(limit)s 兆字节的上限。请压缩或者拆分后再归入。")


class RetentionWrong(Refusal):
    says = _("保管期限应为 1 至 100 年，永久保管请留空。请修改后再办理。")


class OwnerMissing(Refusal):
    says = _("证明材料必须归属一个机关。请选择所属机关后再归入。")


class NotRecorded(Refusal):
    says = _("没有这份现行的证明材料（编号 %(id)s），可能已经撤回。请刷新后再办理。")


class NotItsOrgan(Refusal):
    says = _("该材料归属机关 %(owner)s，不能由机关 %(where)s 办理。请切换到所属机关后再办理。")


class NoContent(Refusal):
    says = _("这份材料只登记了条目，原件在别处保管。请向归属机关调阅原件。")


class FileDamaged(Refusal):
    says = _("材料 %(id)s 的文件缺失，或者与归入时不一致，不能使用。请立即报告管理员核验留痕。")
