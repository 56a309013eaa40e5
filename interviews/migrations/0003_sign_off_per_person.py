"""Who signed off for whom, and who withdrew."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("interviews", "0002_who_recorded_it"),
        ('people', '0003_brands_and_political_actors'),
    ]

    operations = [
        migrations.AddField(
            model_name='authorisation',
            name='on_behalf_of',
            field=models.ForeignKey(blank=True, help_text='If somebody signs for the guest, such as a press office: the guest.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person', verbose_name='on behalf of'),
        ),
        migrations.AddField(
            model_name='authorisation',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='withdrawn'),
        ),
    ]
