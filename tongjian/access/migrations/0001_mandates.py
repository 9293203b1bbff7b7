import datetime
import django.db.models.deletion
import tongjian.trail.models
from django.db import migrations, models

from tongjian.trail.protection import Protect


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('register', '0001_the_register'),
    ]

    operations = [
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', tongjian.trail.models.IdField(primary_key=True, serialize=False, verbose_name='标识')),
                ('stamp', models.BigIntegerField(editable=False, verbose_name='记入印记')),
                ('recorded_from', models.DateField(editable=False, verbose_name='记入日期')),
                ('recorded_to', models.DateField(default=datetime.date(9999, 12, 31), editable=False, verbose_name='记至日期')),
                ('closed_stamp', models.BigIntegerField(editable=False, null=True, verbose_name='注销印记')),
                ('name', models.CharField(max_length=100, verbose_name='姓名')),
                ('holder', models.ForeignKey(blank=True, db_index=False, help_text='留空：不是监督对象', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.holder', verbose_name='任职者')),
            ],
            options={
                'verbose_name': '人员',
                'verbose_name_plural': '人员',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Account',
            fields=[
                ('id', tongjian.trail.models.IdField(primary_key=True, serialize=False, verbose_name='标识')),
                ('stamp', models.BigIntegerField(editable=False, verbose_name='记入印记')),
                ('recorded_from', models.DateField(editable=False, verbose_name='记入日期')),
                ('recorded_to', models.DateField(default=datetime.date(9999, 12, 31), editable=False, verbose_name='记至日期')),
                ('closed_stamp', models.BigIntegerField(editable=False, null=True, verbose_name='注销印记')),
                ('login_name', models.CharField(max_length=64, verbose_name='登录名')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.person', verbose_name='人员')),
            ],
            options={
                'verbose_name': '账号',
                'verbose_name_plural': '账号',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Recusal',
            fields=[
                ('id', tongjian.trail.models.IdField(primary_key=True, serialize=False, verbose_name='标识')),
                ('stamp', models.BigIntegerField(editable=False, verbose_name='记入印记')),
                ('recorded_from', models.DateField(editable=False, verbose_name='记入日期')),
                ('recorded_to', models.DateField(default=datetime.date(9999, 12, 31), editable=False, verbose_name='记至日期')),
                ('closed_stamp', models.BigIntegerField(editable=False, null=True, verbose_name='注销印记')),
                ('fact', tongjian.trail.models.IdField(verbose_name='事实标识')),
                ('valid_from', models.DateField(verbose_name='生效日期')),
                ('valid_to', models.DateField(default=datetime.date(9999, 12, 31), verbose_name='失效日期')),
                ('mandate', tongjian.trail.models.IdField(verbose_name='授权')),
                ('kind', models.CharField(choices=[('holder', '任职者'), ('organ', '机关'), ('duty', '责任事项')], max_length=8, verbose_name='回避对象类别')),
                ('subject', tongjian.trail.models.IdField(verbose_name='回避对象')),
                ('ground', models.CharField(choices=[('kin', '近亲属'), ('party', '本人或者利害关系人'), ('witness', '举报人、控告人、证人'), ('same_unit', '曾同在一单位'), ('former_handler', '原办理人员'), ('other', '其他可能影响公正的情形')], max_length=16, verbose_name='回避事由')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.person', verbose_name='人员')),
            ],
            options={
                'verbose_name': '回避',
                'verbose_name_plural': '回避',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Credential',
            fields=[
                ('id', tongjian.trail.models.IdField(primary_key=True, serialize=False, verbose_name='标识')),
                ('stamp', models.BigIntegerField(editable=False, verbose_name='记入印记')),
                ('recorded_from', models.DateField(editable=False, verbose_name='记入日期')),
                ('recorded_to', models.DateField(default=datetime.date(9999, 12, 31), editable=False, verbose_name='记至日期')),
                ('closed_stamp', models.BigIntegerField(editable=False, null=True, verbose_name='注销印记')),
                ('password', models.CharField(max_length=200, verbose_name='密码散列值')),
                ('account', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.account', verbose_name='账号')),
            ],
            options={
                'verbose_name': '登录凭据',
                'verbose_name_plural': '登录凭据',
                'abstract': False,
                'constraints': [models.UniqueConstraint(condition=models.Q(('closed_stamp__isnull', True)), fields=('account',), name='access_credential_once')],
            },
        ),
        migrations.CreateModel(
            name='Mandate',
            fields=[
                ('id', tongjian.trail.models.IdField(primary_key=True, serialize=False, verbose_name='标识')),
                ('stamp', models.BigIntegerField(editable=False, verbose_name='记入印记')),
                ('recorded_from', models.DateField(editable=False, verbose_name='记入日期')),
                ('recorded_to', models.DateField(default=datetime.date(9999, 12, 31), editable=False, verbose_name='记至日期')),
                ('closed_stamp', models.BigIntegerField(editable=False, null=True, verbose_name='注销印记')),
                ('fact', tongjian.trail.models.IdField(verbose_name='事实标识')),
                ('valid_from', models.DateField(verbose_name='生效日期')),
                ('valid_to', models.DateField(default=datetime.date(9999, 12, 31), verbose_name='失效日期')),
                ('role', models.CharField(blank=True, max_length=40, verbose_name='岗位类别')),
                ('powers', models.TextField(help_text='权限代码，以空格分隔，按字母排序', verbose_name='权限')),
                ('granted_by', models.CharField(max_length=32, verbose_name='授权依据')),
                ('acting_for', tongjian.trail.models.IdField(blank=True, help_text='代行他人职权时填写', verbose_name='所代表的授权')),
                ('organ', models.ForeignKey(blank=True, db_index=False, help_text='留空：整个系统', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.organ', verbose_name='机关')),
                ('post', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.post', verbose_name='职务')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.person', verbose_name='人员')),
            ],
            options={
                'verbose_name': '授权',
                'verbose_name_plural': '授权',
                'abstract': False,
                'indexes': [models.Index(fields=['person'], name='access_mandate_person'), models.Index(fields=['organ'], name='access_mandate_organ')],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_from__lt', models.F('valid_to'))), name='access_mandate_dates'), models.UniqueConstraint(condition=models.Q(('closed_stamp__isnull', True)), fields=('fact',), name='access_mandate_once')],
            },
        ),
        migrations.AddIndex(
            model_name='account',
            index=models.Index(fields=['person'], name='access_account_person'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_stamp__isnull', True)), fields=('login_name',), name='access_account_name_once'),
        ),
        migrations.AddIndex(
            model_name='recusal',
            index=models.Index(fields=['person', 'kind', 'subject'], name='access_recusal_person'),
        ),
        migrations.AddConstraint(
            model_name='recusal',
            constraint=models.CheckConstraint(condition=models.Q(('valid_from__lt', models.F('valid_to'))), name='access_recusal_dates'),
        ),
        migrations.AddConstraint(
            model_name='recusal',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['holder', 'organ', 'duty'])), name='access_recusal_kind'),
        ),
        Protect("access_person", "access_account", "access_credential", "access_mandate", "access_recusal"),
    ]
