"""Rulebook, signatures and calendar as tables, so that one SQL text can look them up. Derived; rebuilt whole."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tongjian.trail.models import IdField


class Projection(models.Model):
    """Of which rulebook, signatures and calendar the tables below are the projection: one row."""

    number = models.SmallIntegerField(primary_key=True, default=1, verbose_name=_("序号"))
    rulebook = models.CharField(max_length=64, verbose_name=_("制度版本"))
    calendar = models.CharField(max_length=64, verbose_name=_("日历版本"))
    since = models.DateField(verbose_name=_("起"))
    until = models.DateField(verbose_name=_("止"))

    class Meta:
        verbose_name = _("投影")


class Term(models.Model):
    """One stretch of unchanged wording of a measure for one governor (``docs/semantics.md`` §1)."""

    term = models.CharField(max_length=200, primary_key=True, verbose_name=_("条款段"))
    measure = models.CharField(max_length=128, db_index=True, verbose_name=_("监督措施"))
    governor = IdField(verbose_name=_("采用机关"))
    generator = models.CharField(max_length=12, verbose_name=_("产生方式"))
    opens_from = models.DateField(verbose_name=_("适用起日"))
    opens_until = models.DateField(verbose_name=_("适用止日"))
    chain_from = models.DateField(verbose_name=_("连续责任起日"))
    repealed_on = models.DateField(verbose_name=_("废止日期"))
    every = models.CharField(max_length=12, blank=True, verbose_name=_("频次"))
    clock = models.CharField(max_length=32, blank=True, verbose_name=_("时限"))
    exposure = models.CharField(max_length=32, blank=True, verbose_name=_("最短任职时间"))
    basis = models.CharField(max_length=12, verbose_name=_("依据"))
    signer = models.CharField(max_length=32, blank=True, verbose_name=_("签署机关"))
    subject_kind = models.CharField(max_length=8, blank=True, verbose_name=_("对象种类"))
    roles = models.TextField(blank=True, verbose_name=_("职务类别"))
    classes = models.TextField(blank=True, verbose_name=_("机关类别"))
    levels = models.TextField(blank=True, verbose_name=_("层级"))
    events = models.TextField(blank=True, verbose_name=_("触发事件"))
    details = models.TextField(blank=True, verbose_name=_("事件细类"))
    occupied = models.SmallIntegerField(verbose_name=_("须有人任职"))
    personal = models.SmallIntegerField(verbose_name=_("随人"))
    verify = models.SmallIntegerField(verbose_name=_("须核验"))
    bearer = models.CharField(max_length=40, blank=True, verbose_name=_("责任主体"))
    kinds = models.TextField(blank=True, verbose_name=_("所需材料"))
    kind_count = models.SmallIntegerField(verbose_name=_("材料种数"))
    parameter = models.CharField(max_length=64, blank=True, verbose_name=_("待签参数"))
    substitutes = models.TextField(blank=True, verbose_name=_("可一并了结"))
    area = models.CharField(max_length=24, blank=True, verbose_name=_("监督方式"))

    class Meta:
        verbose_name = _("条款段")


class Period(models.Model):
    """A window of the calendar."""

    unit = models.CharField(max_length=12, verbose_name=_("单位"))
    marker = models.CharField(max_length=12, verbose_name=_("期间"))
    first = models.DateField(verbose_name=_("首日"))
    last = models.DateField(verbose_name=_("末日"))
    until = models.DateField(verbose_name=_("次日"))

    class Meta:
        verbose_name = _("期间")
        constraints = [models.UniqueConstraint(fields=["unit", "first"], name="period_once")]


class Deadline(models.Model):
    """Where a time limit leads that is counted from a day."""

    clock = models.CharField(max_length=32, verbose_name=_("时限"))
    day = models.DateField(verbose_name=_("起算日"))
    due = models.DateField(verbose_name=_("到期日"))

    class Meta:
        verbose_name = _("到期日")
        constraints = [models.UniqueConstraint(fields=["clock", "day"], name="deadline_once")]


class Day(models.Model):
    """A day, its place in the count of days and of working days."""

    day = models.DateField(primary_key=True, verbose_name=_("日期"))
    number = models.IntegerField(unique=True, verbose_name=_("日序"))
    workdays_before = models.IntegerField(verbose_name=_("此前工作日数"))
    workday_number = models.IntegerField(db_index=True, verbose_name=_("工作日序"))
    is_workday = models.SmallIntegerField(verbose_name=_("是否工作日"))
    announced = models.SmallIntegerField(verbose_name=_("放假安排已公布"))
    soon_on = models.DateField(verbose_name=_("三十日前"))
    next_day = models.DateField(verbose_name=_("次日"))

    class Meta:
        verbose_name = _("日历日")
