"""What rows are found by, however a name is typed."""

from django.db import migrations, models

from names.folding import fill


def fill_in(apps, schema_editor):
    fill(apps, "disclosures", notice=("name",))


class Migration(migrations.Migration):

    dependencies = [
        ('disclosures', '0003_sign_offs_taken_back'),
    ]

    operations = [
        migrations.AddField(
            model_name='notice',
            name='found_by',
            field=models.TextField(blank=True, default='', editable=False),
        ),
        migrations.RunPython(fill_in, migrations.RunPython.noop, elidable=True),
    ]
