"""Contracts that promise coverage."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0003_hashed_kit_links'),
    ]

    operations = [
        migrations.AddField(
            model_name='sponsorship',
            name='coverage_agreed',
            field=models.BooleanField(default=False, help_text='The contract promises that we write about them: such pieces are advertisements.', verbose_name='coverage agreed'),
        ),
    ]
