from django.db import migrations, models

from prose.addresses import free_address


def give_addresses(apps, schema_editor):
    """Names of signs were saved without an address, topics under one that no page can have."""
    for name, fallback in (("Series", "serie"), ("Tag", "thema")):
        rows = apps.get_model("blog", name).objects
        for row in rows.exclude(slug__regex="^[-a-zA-Z0-9_]+$"):
            row.slug = free_address(row.slug or row.name, fallback, rows.all())
            row.save(update_fields=["slug"])


class Migration(migrations.Migration):
    dependencies = [("blog", "0001_squashed")]

    operations = [
        migrations.AlterField(
            model_name="tag",
            name="slug",
            field=models.SlugField(
                blank=True, max_length=100, unique=True, verbose_name="address"
            ),
        ),
        migrations.RunPython(give_addresses, migrations.RunPython.noop, elidable=True),
    ]
