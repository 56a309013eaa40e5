"""Who recorded what a person did: they themselves, as far as it is known, or somebody else."""

from django.db import migrations, models


def whose_accounts(apps, schema_editor):
    """Take for a person's own what was entered by the account that is theirs today."""
    rows = apps.get_model("interviews", "Authorisation").objects.filter(
        recorded_by__isnull=False, recorded_by=models.F("person__user")
    )
    # By their numbers: a table is not joined in an UPDATE.
    apps.get_model("interviews", "Authorisation").objects.filter(pk__in=[*rows.values_list("pk", flat=True)]).update(own_account=True)


class Migration(migrations.Migration):

    dependencies = [
        ('interviews', '0001_squashed'),
        ('people', '0002_addresses'),
    ]

    operations = [
        migrations.AddField(
            model_name='authorisation',
            name='own_account',
            field=models.BooleanField(default=False, editable=False, verbose_name='recorded by their own account'),
        ),
        migrations.RunPython(whose_accounts, migrations.RunPython.noop),
    ]
