"""What the register refuses, each with its reason and what to do now."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from tongjian.trail.refusal import Refusal


class NotRecorded(Refusal):
    says = _("登记册中没有这条现行记录（%(what)s：%(id)s），可能已被更正。请刷新后按现行记录办理。")


class NotItsOrgan(Refusal):
    says = _("该事项属于机关 %(owner)s，不能由机关 %(where)s 登记。请切换到所属机关后再办理。")


class WrongDates(Refusal):
    says = _("起始日期 %(valid_from)s 不早于终止日期 %(valid_to)s。请核对两个日期。")


class OutsideItsLife(Refusal):
    says = _("%(what)s 在 %(day)s 并不存在。请核对日期，或先登记其设立、变更情况。")


class NoChangeThatDay(Refusal):
    says = _("现行记录正好自 %(day)s 起，不是变更而是更正。请改用“更正”办理。")


class RecordedLater(Refusal):
    says = _("这条记录是 %(recorded)s 登记的，晚于办理日期 %(on)s。请改用不早于登记日的办理日期。")


class NameMissing(Refusal):
    says = _("%(what)s 没有填写名称。请填写后再办理。")


class UnknownWord(Refusal):
    says = _("“%(word)s”不是可用的%(field)s。请从列表中选择。")


class PostTaken(Refusal):
    says = _("该职务在 %(valid_from)s 至 %(valid_to)s 期间已有任职或空缺记录。请先登记免职，或更正日期。")


class VacancyHasNobody(Refusal):
    says = _("“空缺”不能有任职者，其他任职方式必须有任职者。请核对任职方式。")


class NumberInvalid(Refusal):
    says = _("身份证号校验未通过。请核对号码。")


class NumbersOfAnotherKey(Refusal):
    says = _(
        "登记册中的身份证号是用另一把密钥登记的，现在认不出谁已经登记过，没有写入任何内容。"
        "请把原来的密钥（数据文件夹的 numbers.key，或 TONGJIAN_NUMBER_KEY）放回来再办理。"
    )


class NumberKnown(Refusal):
    says = _("该身份证号已登记在另一任职者名下（%(holder)s）。请直接选用该任职者。")


class RelationTaken(Refusal):
    says = _("该机关在 %(valid_from)s 至 %(valid_to)s 期间已有同类上级。请先终止原关系，或更正日期。")


class ItsOwnSuperior(Refusal):
    says = _("这样登记后，自 %(day)s 起上下级成环：%(chain)s。请核对上级机关。")


class StillSuperior(Refusal):
    says = _("仍有 %(count)s 个机关由其管理、领导或接受其派驻。请先调整上下级关系，或办理合并。")


class HeirNotThere(Refusal):
    says = _("承接机关在 %(day)s 并不存在。请先登记承接机关的设立。")


class SharesNotWhole(Refusal):
    says = _("各承接机关的份额合计为 %(sum)s%%，应为 100%%。请核对份额。")


class OriginIsHeir(Refusal):
    says = _("承接机关不能同时是被撤并的机关。请核对名单。")


class ImportRefused(Refusal):
    """Nothing was written; ``errors`` says what is wrong in which cell."""

    says = _("文件有 %(count)s 处错误，没有导入任何内容。请按逐格说明修改后重新导入。")

    def __init__(self, errors: Iterable[Any]) -> None:
        self.errors = tuple(errors)
        super().__init__(count=len(self.errors))


class AlreadyImported(Refusal):
    says = _("行政区划 %(code)s 的机关已在登记册中。请在新库中导入，或逐项登记变更。")


class NoDivisions(Refusal):
    says = _("文件夹中没有 %(file)s。请放入该文件后重新导入。")
