"""The address that ids of feeds and calendars are made of: that of today, for a site that has readers."""

from django.conf import settings
from django.db import migrations, models


def keep_present(apps, schema_editor):
    """Ids that readers have already stay what they are."""
    if not settings.SITE_IS_LOCAL:
        apps.get_model("pages", "Site").objects.update(first_url=settings.SITE_URL)


class Migration(migrations.Migration):

    dependencies = [
        ('pages', '0002_without_epoch'),
    ]

    operations = [
        migrations.AddField(
            model_name='site',
            name='first_url',
            field=models.URLField(blank=True, editable=False),
        ),
        migrations.RunPython(keep_present, migrations.RunPython.noop, elidable=True),
    ]
