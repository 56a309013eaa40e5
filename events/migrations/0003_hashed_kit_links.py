"""Of a kit's link only the hash is kept; links that were sent stay good."""

from hashlib import sha256

from django.db import migrations, models


def hash_them(apps, schema_editor):
    for stands in apps.get_model("events", "Ambassadorship").objects.exclude(kit_token=None):
        stands.kit_sha256 = sha256(stands.kit_token.encode()).hexdigest()
        stands.save(update_fields=["kit_sha256"])


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0002_addresses'),
    ]

    operations = [
        migrations.AddField(
            model_name='ambassadorship',
            name='kit_sha256',
            field=models.CharField(blank=True, editable=False, max_length=64, null=True, unique=True),
        ),
        migrations.RunPython(hash_them, migrations.RunPython.noop),
        migrations.RemoveField(model_name='ambassadorship', name='kit_token'),
    ]
