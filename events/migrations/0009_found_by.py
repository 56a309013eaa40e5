"""What rows are found by, however a name is typed."""

from django.db import migrations, models

from names.folding import fill


def fill_in(apps, schema_editor):
    fill(apps, "events", event=("name", "hashtag", "venue", "city"), eventseries=("name",), programmeitem=("title",))


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0008_fees_and_english_benefits'),
    ]

    operations = [
        migrations.AddField(
            model_name='event',
            name='found_by',
            field=models.TextField(blank=True, default='', editable=False),
        ),
        migrations.AddField(
            model_name='eventseries',
            name='found_by',
            field=models.TextField(blank=True, default='', editable=False),
        ),
        migrations.AddField(
            model_name='programmeitem',
            name='found_by',
            field=models.TextField(blank=True, default='', editable=False),
        ),
        migrations.RunPython(fill_in, migrations.RunPython.noop, elidable=True),
    ]
