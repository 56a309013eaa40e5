"""Companies behind brands, and who is a political actor."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0002_addresses'),
    ]

    operations = [
        migrations.AddField(
            model_name='organisation',
            name='parent',
            field=models.ForeignKey(blank=True, help_text='The company behind a brand; what it sponsors is told of the brand, too.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='brands', to='people.organisation', verbose_name='belongs to'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='political',
            field=models.BooleanField(default=False, help_text='A party, a candidate, or who acts for them (Reg. (EU) 2024/900, Art. 3).', verbose_name='political actor'),
        ),
    ]
