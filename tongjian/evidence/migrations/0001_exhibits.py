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
            name='Exhibit',
            fields=[
                ('id', tongjian.trail.models.IdField(primary_key=True, serialize=False, verbose_name='标识')),
                ('stamp', models.BigIntegerField(editable=False, verbose_name='记入印记')),
                ('recorded_from', models.DateField(editable=False, verbose_name='记入日期')),
                ('recorded_to', models.DateField(default=datetime.date(9999, 12, 31), editable=False, verbose_name='记至日期')),
                ('closed_stamp', models.BigIntegerField(editable=False, null=True, verbose_name='注销印记')),
                ('kind', models.CharField(max_length=32, verbose_name='材料类别')),
                ('title', models.CharField(max_length=200, verbose_name='题名')),
                ('happened_on', models.DateField(verbose_name='形成日期')),
                ('sha256', models.CharField(blank=True, max_length=64, verbose_name='内容摘要')),
                ('size', models.BigIntegerField(default=0, verbose_name='字节数')),
                ('file_name', models.CharField(blank=True, max_length=200, verbose_name='文件名')),
                ('media_type', models.CharField(blank=True, max_length=100, verbose_name='文件类型')),
                ('secrecy', models.CharField(choices=[('public', '公开'), ('internal', '内部'), ('work_secret', '工作秘密'), ('personnel', '人事信息'), ('case_restricted', '办案限制'), ('reporter_identity', '举报人信息'), ('offline_only', '仅限线下保管')], max_length=20, verbose_name='知悉范围')),
                ('retention_years', models.PositiveSmallIntegerField(blank=True, help_text='留空：永久保管', null=True, verbose_name='保管期限（年）')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='备注')),
                ('owner_organ', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.organ', verbose_name='归属机关')),
            ],
            options={
                'verbose_name': '证明材料',
                'verbose_name_plural': '证明材料',
                'abstract': False,
                'indexes': [models.Index(fields=['owner_organ', 'happened_on'], name='evidence_exhibit_organ'), models.Index(fields=['sha256'], name='evidence_exhibit_digest')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('closed_stamp__isnull', True), models.Q(('sha256', ''), _negated=True)), fields=('owner_organ', 'kind', 'happened_on', 'sha256'), name='evidence_exhibit_once')],
            },
        ),
        Protect("evidence_exhibit"),
    ]
