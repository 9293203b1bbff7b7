from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0001_mandates'),
    ]

    operations = [
        migrations.CreateModel(
            name='FailedLogins',
            fields=[
                ('mark', models.CharField(max_length=64, primary_key=True, serialize=False, verbose_name='登录名的校验值')),
                ('failures', models.PositiveIntegerField(verbose_name='连续未成功次数')),
                ('until', models.DateTimeField(db_index=True, verbose_name='至此再试')),
            ],
            options={
                'verbose_name': '登录未成功',
                'verbose_name_plural': '登录未成功',
            },
        ),
    ]
