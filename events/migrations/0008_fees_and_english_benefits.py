"""Fees of speakers, benefits in English."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0007_prices_compared'),
    ]

    operations = [
        migrations.AddField(
            model_name='ambassadorship',
            name='benefit_en',
            field=models.CharField(blank=True, help_text='For English pieces. Empty: the same as above.', max_length=200, verbose_name='receives, in English'),
        ),
        migrations.AddField(
            model_name='speaker',
            name='fee',
            field=models.BooleanField(default=False, help_text='We pay them for it; pieces by or with them tell.', verbose_name='for a fee'),
        ),
    ]
