"""The schema as releases until November 2026 had left it; in their databases it counts as applied."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import shops.models
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('shops', '0001_initial')]

    initial = True

    dependencies = [
        ('events', '0001_squashed'),
        ('people', '0001_squashed'),
    ]

    operations = [
        migrations.CreateModel(
            name='Connection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('pretix', 'pretix (tickets)'), ('pretalx', 'pretalx (programme)')], max_length=10, verbose_name='system')),
                ('address', models.CharField(help_text='Without organiser and event, such as https://pretix.eu.', max_length=200, validators=[shops.models.https_address], verbose_name='address of the server')),
                ('organizer', models.CharField(blank=True, help_text="The short form in the shop's address; only pretix has it.", max_length=80, validators=[django.core.validators.RegexValidator('^[A-Za-z0-9][A-Za-z0-9._-]*$', 'Copy it from the address there: letters, digits, - and _.')], verbose_name='organiser there')),
                ('slug', models.CharField(help_text='The short form in the address of the event.', max_length=80, validators=[django.core.validators.RegexValidator('^[A-Za-z0-9][A-Za-z0-9._-]*$', 'Copy it from the address there: letters, digits, - and _.')], verbose_name='event there')),
                ('token', models.CharField(blank=True, max_length=200, verbose_name='token')),
                ('automatic', models.BooleanField(default=False, help_text='What you did not change or lock here follows the other system without asking. What is new there waits for you if it could be something that you have already.', verbose_name='take over by itself')),
                ('active', models.BooleanField(default=True, help_text='Asked every few minutes, until 30 days after the event.', verbose_name='switched on')),
                ('hook', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('secret', models.CharField(editable=False, max_length=40)),
                ('said', models.JSONField(default=list, editable=False)),
                ('asked_at', models.DateTimeField(editable=False, null=True, verbose_name='last asked')),
                ('seen_at', models.DateTimeField(editable=False, null=True, verbose_name='last reached')),
                ('next_try_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='next try')),
                ('trouble', models.CharField(blank=True, choices=[('no_right', 'The token is wrong, or may not read this event.'), ('not_found', 'There is no such event at this address.'), ('too_many', 'The server asks for a pause.'), ('broken', 'The server has a fault of its own.'), ('silent', 'The server cannot be reached.'), ('strange', 'The server answers with something that cannot be understood.')], editable=False, max_length=10, verbose_name='trouble')),
                ('trouble_since', models.DateTimeField(editable=False, null=True, verbose_name='trouble since')),
                ('failures', models.PositiveIntegerField(default=0, editable=False)),
                ('waiting', models.PositiveIntegerField(default=0, editable=False, verbose_name='differences')),
                ('taken_at', models.DateTimeField(editable=False, null=True, verbose_name='last taken over')),
                ('taken', models.TextField(blank=True, editable=False, verbose_name='what was taken over')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shop_connections', to='events.event', verbose_name='event')),
            ],
            options={
                'verbose_name': 'shop or programme system',
                'verbose_name_plural': 'shops and programme systems',
                'ordering': ['event', 'kind', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('event', 'kind', 'address', 'organizer', 'slug'), name='shop_connection_once', violation_error_message='This event is connected with it already.'), models.CheckConstraint(condition=models.Q(('kind', 'pretix'), ('organizer', ''), _negated=True), name='shop_pretix_has_organizer', violation_error_message='pretix needs the short form of the organiser, too.')],
            },
        ),
        migrations.CreateModel(
            name='Mapping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('tier', 'ticket'), ('speaker', 'speaker'), ('talk', 'talk')], max_length=10)),
                ('external_id', models.CharField(max_length=60)),
                ('label', models.CharField(blank=True, max_length=250)),
                ('locked', models.JSONField(default=list)),
                ('seen', models.JSONField(default=dict)),
                ('connection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mappings', to='shops.connection')),
                ('item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='shop_mappings', to='events.programmeitem')),
                ('offer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='shop_mappings', to='events.ticketoffer')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='shop_mappings', to='people.person')),
            ],
            options={
                'verbose_name': 'record of a shop',
                'verbose_name_plural': 'records of shops',
                'ordering': ['connection', 'kind', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('connection', 'kind', 'external_id'), name='shop_mapping_once'), models.CheckConstraint(condition=models.Q(models.Q(('item', None), ('kind', 'tier'), ('person', None)), models.Q(('item', None), ('kind', 'speaker'), ('offer', None)), models.Q(('kind', 'talk'), ('offer', None), ('person', None)), _connector='OR'), name='shop_mapping_one_record')],
            },
        ),
    ]
