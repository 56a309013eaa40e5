"""Further employers, the day of death, role lines in English."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0004_kept_addresses'),
    ]

    operations = [
        migrations.AddField(
            model_name='person',
            name='also_works_for',
            field=models.ManyToManyField(blank=True, help_text='Further employers and clients; readers are told of those that stand behind us.', related_name='also_people', to='people.organisation', verbose_name='also works for'),
        ),
        migrations.AddField(
            model_name='person',
            name='died_on',
            field=models.DateField(blank=True, help_text='What they were is told in the past from then on.', null=True, verbose_name='died on'),
        ),
        migrations.AddField(
            model_name='person',
            name='role_line_en',
            field=models.CharField(blank=True, help_text='For English pieces. Empty: the same as above.', max_length=200, verbose_name='role line in English'),
        ),
    ]
