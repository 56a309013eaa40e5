"""The schema as releases until November 2026 had left it; in their databases it counts as applied."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ("disclosures", "0001_initial"),
        ("disclosures", "0002_claims_independence"),
        ("disclosures", "0003_trail"),
        ("disclosures", "0004_unscheduled"),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='For the newsroom; not shown.', max_length=120, unique=True, verbose_name='name')),
                ('key', models.SlugField(blank=True, max_length=80, unique=True, verbose_name='key')),
                ('position', models.CharField(choices=[('top', 'above the text'), ('bottom', 'in the transparency notes at the end')], default='bottom', max_length=10, verbose_name='position')),
                ('ordering', models.PositiveIntegerField(default=0, help_text='Smaller numbers stand first.', verbose_name='order')),
                ('claims_independence', models.BooleanField(default=False, help_text='Such a notice never stands on an advertisement.', verbose_name='claims independence')),
            ],
            options={
                'verbose_name': 'notice',
                'verbose_name_plural': 'notices',
                'ordering': ['ordering', 'name'],
            },
        ),
        migrations.CreateModel(
            name='TrailEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(max_length=40)),
                ('object_id', models.PositiveBigIntegerField()),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('occurred_at', models.DateTimeField(verbose_name='when')),
                ('actor', models.PositiveBigIntegerField(null=True, verbose_name='who')),
                ('actor_role', models.CharField(max_length=150, verbose_name='role')),
                ('second_actor', models.PositiveBigIntegerField(null=True, verbose_name='second person')),
                ('action', models.CharField(choices=[('auto_attach', 'attached by a rule'), ('attach', 'attached by hand'), ('detach', 'no longer told'), ('waive', 'left out'), ('confirm', 'agreed by a second person'), ('unwaive', 'leaving out taken back'), ('reopen', 'told again, because the facts changed'), ('expire', 'told again, because the time was over'), ('text_edit', 'new wording'), ('publish', 'published'), ('withdraw', 'withdrawn'), ('unschedule', 'schedule taken back'), ('approve', 'approved'), ('authorise', 'signed off'), ('correct', 'corrected'), ('apply', 'notices renewed on a live piece')], max_length=20, verbose_name='what')),
                ('edition', models.PositiveIntegerField(null=True, verbose_name='edition')),
                ('notice', models.CharField(blank=True, max_length=80, verbose_name='notice')),
                ('version', models.PositiveBigIntegerField(null=True, verbose_name='wording')),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('text_sha256', models.CharField(blank=True, max_length=64)),
                ('language', models.CharField(blank=True, max_length=5, verbose_name='language')),
                ('position', models.CharField(blank=True, max_length=10, verbose_name='position')),
                ('level', models.CharField(blank=True, max_length=10, verbose_name='level')),
                ('ruleset', models.CharField(blank=True, max_length=20, verbose_name='rule set')),
                ('rule', models.CharField(blank=True, max_length=10, verbose_name='rule')),
                ('about', models.CharField(blank=True, max_length=60, verbose_name='about')),
                ('facts', models.TextField(verbose_name='facts')),
                ('reason', models.TextField(blank=True, verbose_name='why')),
                ('previous', models.CharField(blank=True, max_length=64)),
                ('hash', models.CharField(max_length=64)),
            ],
            options={
                'verbose_name': 'entry of the trail',
                'verbose_name_plural': 'entries of the trail',
                'ordering': ['subject', 'object_id', 'number'],
                'constraints': [models.UniqueConstraint(fields=('subject', 'object_id', 'number'), name='trail_number_once')],
            },
        ),
        migrations.CreateModel(
            name='NoticeVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(editable=False, verbose_name='version')),
                ('language', models.CharField(choices=[('de', 'German'), ('en', 'English')], default='de', max_length=5, verbose_name='language')),
                ('heading', models.CharField(max_length=120, verbose_name='heading')),
                ('text', models.TextField(verbose_name='wording')),
                ('valid_from', models.DateTimeField(default=django.utils.timezone.now, verbose_name='valid from')),
                ('first_used_at', models.DateTimeField(editable=False, null=True, verbose_name='first used')),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='disclosures.notice', verbose_name='notice')),
                ('released_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='released by')),
            ],
            options={
                'verbose_name': 'wording of a notice',
                'verbose_name_plural': 'wordings of a notice',
                'ordering': ['notice', 'language', '-number'],
                'constraints': [models.UniqueConstraint(fields=('notice', 'language', 'number'), name='notice_version_number_once'), models.CheckConstraint(condition=models.Q(models.Q(('heading', ''), _negated=True), models.Q(('text', ''), _negated=True)), name='notice_version_has_heading_and_text')],
            },
        ),
    ]
