"""Of a webhook's secret only the hash is kept; addresses that are in use stay good."""

from hashlib import sha256

from django.db import migrations, models


def hash_them(apps, schema_editor):
    for connection in apps.get_model("shops", "Connection").objects.all():
        connection.secret_sha256 = sha256(connection.secret.encode()).hexdigest()
        connection.save(update_fields=["secret_sha256"])


class Migration(migrations.Migration):

    dependencies = [
        ('shops', '0001_squashed'),
    ]

    operations = [
        migrations.AddField(
            model_name='connection',
            name='secret_sha256',
            field=models.CharField(blank=True, default='', editable=False, max_length=64),
            preserve_default=False,
        ),
        migrations.RunPython(hash_them, migrations.RunPython.noop),
        migrations.RemoveField(model_name='connection', name='secret'),
    ]
