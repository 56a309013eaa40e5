"""What rows are found by, however a name is typed."""

from django.db import migrations, models

from names.folding import fill


def fill_in(apps, schema_editor):
    fill(apps, "media", image=("title", "alternative_text", "caption", "credit", "original_name"))


class Migration(migrations.Migration):

    dependencies = [
        ('media', '0002_people_shown'),
    ]

    operations = [
        migrations.AddField(
            model_name='image',
            name='found_by',
            field=models.TextField(blank=True, default='', editable=False),
        ),
        migrations.RunPython(fill_in, migrations.RunPython.noop, elidable=True),
    ]
