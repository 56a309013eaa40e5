from django.db import migrations

from names.addresses import free_address


def give_addresses(apps, schema_editor):
    """A name of signs was saved without an address, and pages that link to it failed."""
    for name, fallback in (("Person", "person"), ("Organisation", "organisation")):
        rows = apps.get_model("people", name).objects
        for row in rows.filter(slug=""):
            row.slug = free_address(row.name, fallback, rows.all())
            row.save(update_fields=["slug"])


class Migration(migrations.Migration):
    dependencies = [("people", "0001_squashed")]

    operations = [
        migrations.RunPython(give_addresses, migrations.RunPython.noop, elidable=True),
    ]
