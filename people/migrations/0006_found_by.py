"""What rows are found by, however a name is typed."""

from django.db import migrations, models

from names.folding import fill


def fill_in(apps, schema_editor):
    fill(apps, "people", organisation=("name", "aliases"), person=("name", "sort_name", "aliases", "role_line"))


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0005_several_employers_and_the_dead'),
    ]

    operations = [
        migrations.AddField(
            model_name='organisation',
            name='found_by',
            field=models.TextField(blank=True, default='', editable=False),
        ),
        migrations.AddField(
            model_name='person',
            name='found_by',
            field=models.TextField(blank=True, default='', editable=False),
        ),
        migrations.RunPython(fill_in, migrations.RunPython.noop, elidable=True),
    ]
