"""Who recorded what a person did: they themselves, as far as it is known, or somebody else."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def whose_accounts(apps, schema_editor):
    """Take for a person's own what was entered by the account that is theirs today."""
    rows = apps.get_model("blog", "EditorialApproval").objects.filter(
        recorded_by__isnull=False, recorded_by=models.F("reviewer__user")
    )
    # By their numbers: a table is not joined in an UPDATE.
    apps.get_model("blog", "EditorialApproval").objects.filter(pk__in=[*rows.values_list("pk", flat=True)]).update(own_account=True)


class Migration(migrations.Migration):

    dependencies = [
        ('blog', '0002_redrawn'),
        ('people', '0002_addresses'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='declaration',
            name='own_account',
            field=models.BooleanField(default=False, editable=False, verbose_name='recorded by their own account'),
        ),
        migrations.AddField(
            model_name='declaration',
            name='recorded_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='editorialapproval',
            name='own_account',
            field=models.BooleanField(default=False, editable=False, verbose_name='recorded by their own account'),
        ),
        migrations.RunPython(whose_accounts, migrations.RunPython.noop),
    ]
