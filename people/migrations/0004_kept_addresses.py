"""Every address that people and organisations have had, so that former ones lead on."""

import django.db.models.deletion
from django.db import migrations, models

from names.addresses import remember_present


def remember(apps, schema_editor):
    remember_present(apps, "people", "Organisation", "Person")


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0003_brands_and_political_actors'),
    ]

    operations = [
        migrations.CreateModel(
            name='OrganisationAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=100, unique=True, verbose_name='address')),
                ('was', models.PositiveBigIntegerField(db_index=True, editable=False, null=True)),
                ('of', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='addresses', to='people.organisation')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PersonAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=100, unique=True, verbose_name='address')),
                ('was', models.PositiveBigIntegerField(db_index=True, editable=False, null=True)),
                ('of', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='addresses', to='people.person')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.RunPython(remember, migrations.RunPython.noop, elidable=True),
    ]
