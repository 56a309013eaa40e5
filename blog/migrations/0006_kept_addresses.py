"""Every address that topics and series have had; what a current edition leads to cannot be deleted."""

import blog.editions.edition
import django.db.models.deletion
from django.db import migrations, models

from names.addresses import remember_present


def remember(apps, schema_editor):
    remember_present(apps, "blog", "Series", "Tag")


class Migration(migrations.Migration):

    dependencies = [
        ('blog', '0005_what_notices_need'),
        ('events', '0005_kept_addresses'),
        ('people', '0004_kept_addresses'),
    ]

    operations = [
        migrations.AlterField(
            model_name='edition',
            name='event',
            field=models.ForeignKey(editable=False, null=True, on_delete=blog.editions.edition.keep_while_current, related_name='editions', to='events.event'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='series',
            field=models.ForeignKey(editable=False, null=True, on_delete=blog.editions.edition.keep_while_current, related_name='editions', to='blog.series'),
        ),
        migrations.AlterField(
            model_name='editionperson',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='edition_rows', to='people.person'),
        ),
        migrations.AlterField(
            model_name='editiontag',
            name='tag',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='edition_rows', to='blog.tag'),
        ),
        migrations.AlterField(
            model_name='editiontie',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='edition_rows', to='people.organisation'),
        ),
        migrations.CreateModel(
            name='SeriesAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=100, unique=True, verbose_name='address')),
                ('was', models.PositiveBigIntegerField(db_index=True, editable=False, null=True)),
                ('of', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='addresses', to='blog.series')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='TagAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=100, unique=True, verbose_name='address')),
                ('was', models.PositiveBigIntegerField(db_index=True, editable=False, null=True)),
                ('of', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='addresses', to='blog.tag')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.RunPython(remember, migrations.RunPython.noop, elidable=True),
    ]
