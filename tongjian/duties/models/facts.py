"""What persons put on record about duties: sealed, never changed, only closed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tongjian.trail.models import FactRow, IdField, SealedRow


class Adoption(FactRow):
    """An organ adopts a book; its signed values come from ``signer``. The spans of one organ and book never meet."""

    organ = models.ForeignKey("register.Organ", on_delete=models.PROTECT, related_name="+", verbose_name=_("采用机关"))
    book = models.CharField(max_length=64, verbose_name=_("制度"))
    signer = models.ForeignKey("register.Organ", on_delete=models.PROTECT, related_name="+", verbose_name=_("签署机关"))

    class Meta:
        verbose_name = _("制度采用")


class Signature(FactRow):
    """A party committee gives an undefined word of the text its value for an adopting organ and all below it."""

    organ = models.ForeignKey("register.Organ", on_delete=models.PROTECT, related_name="+", verbose_name=_("适用机关"))
    measure = models.CharField(max_length=128, verbose_name=_("监督措施"))
    parameter = models.CharField(max_length=64, verbose_name=_("参数"))
    value = models.CharField(max_length=64, verbose_name=_("取值"))
    signer = models.ForeignKey("register.Organ", on_delete=models.PROTECT, related_name="+", verbose_name=_("签署机关"))

    class Meta:
        verbose_name = _("参数签署")


class Event(SealedRow):
    """Something that happened to a post, body or organ and that a measure speaks of; a person confirmed it."""

    kind = models.CharField(max_length=64, verbose_name=_("事件"))
    subject = IdField(db_index=True, verbose_name=_("对象"))
    detail = models.CharField(max_length=32, blank=True, default="", verbose_name=_("细类"))
    day = models.DateField(verbose_name=_("发生日期"))
    confirmed_by = models.CharField(max_length=64, verbose_name=_("确认人"))

    class Meta:
        verbose_name = _("触发事件")


class Claim(SealedRow):
    """An exhibit put forward for one duty; one exhibit may be claimed for several where the measure allows it."""

    exhibit = models.ForeignKey(
        "evidence.Exhibit", on_delete=models.PROTECT, related_name="+", verbose_name=_("证明材料")
    )
    key = IdField(db_index=True, verbose_name=_("责任编号"))
    measure = models.CharField(max_length=128, verbose_name=_("监督措施"))
    subject = IdField(verbose_name=_("对象"))
    marker = models.CharField(max_length=48, verbose_name=_("期间或事由"))
    kind = models.CharField(max_length=32, verbose_name=_("材料种类"))
    happened_on = models.DateField(verbose_name=_("办理日期"))
    claimed_by = models.CharField(max_length=64, verbose_name=_("提出人"))

    class Meta:
        verbose_name = _("对应关系")
        # Blind spots ask: when was this post last supervised?
        indexes = [models.Index(fields=["subject", "happened_on"], name="claim_by_subject")]


class Verification(SealedRow):
    """A second person looked at a claim and found that the exhibit shows what it should."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="verifications", verbose_name=_("对应关系"))
    verified_by = models.CharField(max_length=64, verbose_name=_("核验人"))

    class Meta:
        verbose_name = _("核验")


class Withdrawal(SealedRow):
    """Why a claim was taken back; the claim itself is closed in the same act, the exhibit stays."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="withdrawals", verbose_name=_("对应关系"))
    reason = models.TextField(verbose_name=_("理由"))
    withdrawn_by = models.CharField(max_length=64, verbose_name=_("撤回人"))

    class Meta:
        verbose_name = _("撤回")


class Relief(FactRow):
    """A waiver (from its first day on) or a suspension of one duty, decided by a person with a reason."""

    key = IdField(db_index=True, verbose_name=_("责任编号"))
    measure = models.CharField(max_length=128, verbose_name=_("监督措施"))
    subject = IdField(db_index=True, verbose_name=_("对象"))
    marker = models.CharField(max_length=48, verbose_name=_("期间或事由"))
    kind = models.CharField(
        max_length=16, choices=[("waiver", _("免除")), ("suspension", _("暂缓"))], verbose_name=_("种类")
    )
    reason = models.TextField(verbose_name=_("理由"))
    decided_by = models.CharField(max_length=64, verbose_name=_("决定人"))
    exhibit = models.ForeignKey(
        "evidence.Exhibit",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("批准文件"),
    )

    class Meta:
        verbose_name = _("免除与暂缓")


class Objection(SealedRow):
    """Somebody concerned contests a duty; an answer is owed. Answering closes this row and records the answer."""

    key = IdField(db_index=True, verbose_name=_("责任编号"))
    raised_by = models.CharField(max_length=64, verbose_name=_("提出人"))
    raised_on = models.DateField(verbose_name=_("提出日期"))
    grounds = models.TextField(verbose_name=_("理由"))
    answer = models.TextField(blank=True, default="", verbose_name=_("答复"))
    answered_by = models.CharField(max_length=64, blank=True, default="", verbose_name=_("答复人"))
    answered_on = models.DateField(null=True, blank=True, verbose_name=_("答复日期"))
    upheld = models.BooleanField(null=True, verbose_name=_("是否采纳"))

    class Meta:
        verbose_name = _("异议")


class Finding(SealedRow):
    """What only a person may find about an overdue duty: excused, or a breach confirmed, with reasons."""

    key = IdField(db_index=True, verbose_name=_("责任编号"))
    kind = models.CharField(
        max_length=24,
        choices=[("excused", _("有正当理由")), ("breach_confirmed", _("确认未履行"))],
        verbose_name=_("认定"),
    )
    reason = models.TextField(verbose_name=_("理由"))
    found_by = models.CharField(max_length=64, verbose_name=_("认定人"))
    found_on = models.DateField(verbose_name=_("认定日期"))

    class Meta:
        verbose_name = _("认定")
