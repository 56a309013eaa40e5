"""Every address that events and their series have had, so that former ones lead on."""

import django.db.models.deletion
from django.db import migrations, models

from names.addresses import remember_present


def remember(apps, schema_editor):
    remember_present(apps, "events", "Event", "EventSeries")


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0004_coverage_agreed'),
    ]

    operations = [
        migrations.CreateModel(
            name='EventAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=100, unique=True, verbose_name='address')),
                ('was', models.PositiveBigIntegerField(db_index=True, editable=False, null=True)),
                ('of', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='addresses', to='events.event')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='EventSeriesAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=100, unique=True, verbose_name='address')),
                ('was', models.PositiveBigIntegerField(db_index=True, editable=False, null=True)),
                ('of', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='addresses', to='events.eventseries')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.RunPython(remember, migrations.RunPython.noop, elidable=True),
    ]
