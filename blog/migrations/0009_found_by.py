"""What rows are found by, however a name is typed."""

from django.db import migrations, models

from names.folding import fill


def fill_in(apps, schema_editor):
    fill(apps, "blog", post=("title", "standfirst"), series=("name",), tag=("name",))


class Migration(migrations.Migration):

    dependencies = [
        ('blog', '0008_no_sent_forms'),
    ]

    operations = [
        migrations.AddField(
            model_name='post',
            name='found_by',
            field=models.TextField(blank=True, default='', editable=False),
        ),
        migrations.AddField(
            model_name='series',
            name='found_by',
            field=models.TextField(blank=True, default='', editable=False),
        ),
        migrations.AddField(
            model_name='tag',
            name='found_by',
            field=models.TextField(blank=True, default='', editable=False),
        ),
        migrations.RunPython(fill_in, migrations.RunPython.noop, elidable=True),
    ]
