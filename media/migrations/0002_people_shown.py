"""Who is shown in a picture, and whether they agreed."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('media', '0001_squashed'),
    ]

    operations = [
        migrations.AddField(
            model_name='image',
            name='people_shown',
            field=models.CharField(blank=True, choices=[(None, '– not said yet –'), ('nobody', 'nobody'), ('agreed', 'people who agreed'), ('event', 'people at an event, none of them the subject (§ 23 (1) No. 3 KUG)'), ('public', 'somebody of public life, at a public matter (§ 23 (1) No. 1 KUG)'), ('children', 'children whose parents agreed'), ('refused', 'somebody who has not agreed, or took it back')], default='', help_text='Faces, but also a tattoo or a name badge. Who has not agreed, or takes it back, keeps the picture from being published (§ 22 KUG).', max_length=10, verbose_name='Who is to be recognised in it?'),
        ),
    ]
