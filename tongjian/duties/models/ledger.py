"""The ledger: what derivation wrote last. Every row can be derived again; none is typed."""

from datetime import date

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce, Least
from django.utils.translation import gettext_lazy as _

from tongjian.trail.models import IdField

NEVER = date(9999, 12, 31)
DUE = Coalesce(F("due_final"), Value(NEVER))
ENDS = Least(*(Coalesce(F(day), Value(NEVER)) for day in ("superseded_on", "waived_on", "lapses_on")))
# What the columns of a row say on every day alike; ``duties.standing`` tells which states are found where.
STANDING = Case(
    When(generator="inactive", then=Value("inactive")),
    When(~Q(reason=""), then=Value("not_owed")),
    When(~Q(missing=""), then=Value("missing")),
    When(suspended_from__isnull=False, then=Value("suspended")),
    When(
        Q(superseded_on__isnull=False) | Q(waived_on__isnull=False) | Q(lapses_on__isnull=False),
        then=Case(When(done_on__isnull=True, then=Value("ending")), default=Value("ending_done")),
    ),
    When(done_on__isnull=True, then=F("strength")),
    When(Q(done_on__lte=F("due")) | ~Q(strength="binding"), then=Value("done")),
    default=Value("done_late"),
    output_field=models.CharField(max_length=12),
)


class Duty(models.Model):
    """One duty; its state on a day is computed from these columns (``duties.state``), never stored."""

    key = IdField(primary_key=True, verbose_name=_("责任编号"))
    measure = models.CharField(max_length=128, verbose_name=_("监督措施"))
    subject = IdField(verbose_name=_("对象"))
    marker = models.CharField(max_length=48, verbose_name=_("期间或事由"))
    term = models.CharField(max_length=200, verbose_name=_("条款段"))
    generator = models.CharField(max_length=12, verbose_name=_("产生方式"))
    governor = IdField(verbose_name=_("采用机关"))
    subject_organ = IdField(verbose_name=_("对象所在机关"))
    opens = models.DateField(verbose_name=_("开始"))
    due = models.DateField(null=True, verbose_name=_("到期"))
    due_final = models.DateField(null=True, verbose_name=_("顺延后到期"))
    soon_on = models.DateField(null=True, verbose_name=_("临近"))
    next_due = models.DateField(null=True, verbose_name=_("到期次日"))
    late_from = models.DateField(null=True, verbose_name=_("顺延后到期次日"))
    provisional = models.SmallIntegerField(verbose_name=_("暂定"))
    bearer_organ = IdField(verbose_name=_("责任机关"))
    bearer_post = models.CharField(max_length=32, blank=True, verbose_name=_("责任职务"))
    strength = models.CharField(max_length=12, verbose_name=_("约束力"))
    reason = models.CharField(max_length=24, blank=True, verbose_name=_("不产生的原因"))
    missing = models.CharField(max_length=24, blank=True, verbose_name=_("缺少的事实"))
    done_on = models.DateField(null=True, verbose_name=_("完成"))
    waived_on = models.DateField(null=True, verbose_name=_("免除"))
    suspended_from = models.DateField(null=True, verbose_name=_("暂缓自"))
    suspended_to = models.DateField(null=True, verbose_name=_("暂缓至"))
    superseded_on = models.DateField(null=True, verbose_name=_("被取代"))
    lapses_on = models.DateField(null=True, verbose_name=_("随任期终止"))
    standing = models.GeneratedField(
        expression=STANDING,
        output_field=models.CharField(max_length=12),
        db_persist=True,
        verbose_name=_("不论何日的情形"),
    )
    ends_on = models.GeneratedField(
        expression=ENDS, output_field=models.DateField(), db_persist=True, verbose_name=_("最早终止日")
    )

    class Meta:
        verbose_name = _("责任事项")
        indexes = [
            models.Index(fields=["bearer_organ", "due_final", "key"], name="duty_by_bearer"),
            models.Index(fields=["subject_organ", "due_final", "key"], name="duty_by_organ"),
            models.Index(fields=["subject", "measure"], name="duty_by_subject"),
            # In the order of due days: everything, one measure, one standing, one standing of one measure.
            models.Index(DUE, "key", name="duty_by_due"),
            models.Index("measure", DUE, "key", name="duty_by_measure"),
            models.Index("standing", DUE, "key", "opens", "ends_on", name="duty_by_standing"),
            models.Index("measure", "standing", DUE, "key", "opens", "ends_on", name="duty_by_measure_standing"),
        ]


class Tally(models.Model):
    """How many duties within a reach are in which state on the day of the ledger; kept for large reaches only.

    Derived with the ledger (``duties.tally``): ``reach`` is a path, empty for everything; ``stretch`` counts the
    borders between due days that people ask about.
    """

    reach = models.CharField(max_length=1024, blank=True, verbose_name=_("范围"))
    measure = models.CharField(max_length=128, verbose_name=_("监督措施"))
    stretch = models.SmallIntegerField(verbose_name=_("到期区段"))
    state = models.CharField(max_length=16, verbose_name=_("状态"))
    total = models.BigIntegerField(verbose_name=_("项数"))

    class Meta:
        verbose_name = _("责任计数")
        constraints = [models.UniqueConstraint(fields=["reach", "measure", "stretch", "state"], name="tally_once")]


class Contact(models.Model):
    """When a post was last met by somebody else, by kind of supervision; derived with the ledger (``contacts``)."""

    post = IdField(verbose_name=_("职务"))
    area = models.CharField(max_length=24, verbose_name=_("监督方式"))
    last_on = models.DateField(verbose_name=_("最近一次"))

    class Meta:
        verbose_name = _("监督接触")
        constraints = [models.UniqueConstraint(fields=["post", "area"], name="contact_once")]
        # Is any contact younger than the day asked about? Which kinds has a post had since a day?
        indexes = [
            models.Index(fields=["last_on"], name="contact_by_day"),
            models.Index(fields=["post", "last_on", "area"], name="contact_of_post"),
        ]


class Generation(models.Model):
    """One derivation of the whole ledger, written in the same transaction as its rows: the pointer."""

    number = models.BigIntegerField(primary_key=True, verbose_name=_("代次"))
    as_of = models.DateField(verbose_name=_("截至"))
    known_on = models.DateField(verbose_name=_("已知截至"))
    rulebook = models.CharField(max_length=64, verbose_name=_("制度版本"))
    calendar = models.CharField(max_length=64, verbose_name=_("日历版本"))
    rows = models.BigIntegerField(verbose_name=_("行数"))
    kept = models.BigIntegerField(verbose_name=_("在库行数"))
    inserted = models.BigIntegerField(verbose_name=_("新增"))
    changed = models.BigIntegerField(verbose_name=_("变更"))
    removed = models.BigIntegerField(verbose_name=_("移除"))
    lake = models.CharField(max_length=64, blank=True, verbose_name=_("分析库代次"))
    tree = models.CharField(max_length=48, blank=True, verbose_name=_("层级版本"))

    class Meta:
        verbose_name = _("推导代次")


class Notice(models.Model):
    """That a rung of escalation was delivered: unique, so that a notice is never sent twice."""

    key = IdField(verbose_name=_("责任编号"))
    rung = models.SmallIntegerField(verbose_name=_("级次"))
    delivered_on = models.DateField(verbose_name=_("送达日期"))
    to = models.CharField(max_length=64, verbose_name=_("送达对象"))

    class Meta:
        verbose_name = _("催办送达")
        constraints = [models.UniqueConstraint(fields=["key", "rung"], name="notice_once")]
