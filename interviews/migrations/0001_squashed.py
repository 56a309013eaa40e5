"""The schema as releases until November 2026 had left it; in their databases it counts as applied."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ("interviews", "0001_initial"),
        ("interviews", "0002_series_question"),
    ]

    initial = True

    dependencies = [
        ('blog', '0001_squashed'),
        ('people', '0001_squashed'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Interview',
            fields=[
                ('post_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='blog.post')),
                ('mode', models.CharField(blank=True, choices=[('in_person', 'in person'), ('video', 'by video'), ('phone', 'by telephone'), ('written', 'in writing')], max_length=20, verbose_name='held')),
                ('held_on', models.DateField(blank=True, null=True, verbose_name='held on')),
                ('shortened', models.BooleanField(blank=True, help_text='Were answers cut?', null=True, verbose_name='shortened')),
                ('closing', models.TextField(blank=True, help_text='Stands after the last answer, such as where to meet the guest.', verbose_name='closing text')),
                ('authorisation_agreed', models.CharField(blank=True, choices=[('none', 'nothing agreed'), ('full', 'the whole text')], help_text='If the guest is to approve the text, publishing waits for it.', max_length=10, verbose_name='sign-off agreed')),
            ],
            options={
                'verbose_name': 'interview',
                'verbose_name_plural': 'interviews',
            },
            bases=('blog.post',),
        ),
        migrations.CreateModel(
            name='Authorisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text_sha256', models.CharField(editable=False, max_length=64, verbose_name='hash of the text')),
                ('authorised_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='signed off')),
                ('note', models.CharField(blank=True, help_text='Such as: by e-mail of 3 March.', max_length=300, verbose_name='note')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='authorisations', to='people.person', verbose_name='signed off by')),
                ('recorded_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('interview', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='authorisations', to='interviews.interview')),
            ],
            options={
                'verbose_name': 'sign-off',
                'verbose_name_plural': 'sign-offs',
                'ordering': ['-authorised_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Manuscript',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('filename', models.CharField(max_length=200, verbose_name='file name')),
                ('data', models.BinaryField(verbose_name='content')),
                ('sha256', models.CharField(max_length=64, verbose_name='hash of the content')),
                ('uploaded_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='uploaded')),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'manuscript',
                'verbose_name_plural': 'manuscripts',
                'ordering': ['-uploaded_at', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='interview',
            name='manuscript',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='interviews', to='interviews.manuscript', verbose_name='manuscript'),
        ),
        migrations.CreateModel(
            name='Exchange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ordering', models.PositiveIntegerField(default=0, verbose_name='order')),
                ('question', models.TextField(blank=True, help_text='Leave empty if a second person answers the question above.', verbose_name='question')),
                ('answer', models.TextField(blank=True, verbose_name='answer')),
                ('anchor', models.SlugField(blank=True, editable=False, max_length=40)),
                ('answered_by', models.ForeignKey(blank=True, help_text='Only needed if more than one person is interviewed.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='people.person', verbose_name='answered by')),
                ('series_question', models.ForeignKey(blank=True, help_text='Readers find all answers to it on one page.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='exchanges', to='blog.seriesquestion', verbose_name='question of the series')),
                ('interview', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='exchanges', to='interviews.interview')),
            ],
            options={
                'verbose_name': 'question and answer',
                'verbose_name_plural': 'questions and answers',
                'ordering': ['ordering'],
                'constraints': [models.UniqueConstraint(fields=('interview', 'ordering'), name='exchange_order_once'), models.UniqueConstraint(condition=models.Q(('anchor', ''), _negated=True), fields=('interview', 'anchor'), name='exchange_anchor_once'), models.CheckConstraint(condition=models.Q(('question', ''), ('answer', ''), _negated=True), name='exchange_is_not_empty', violation_error_message='Write a question or an answer.')],
            },
        ),
    ]
