from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('pages', '0001_squashed'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='epoch',
            name='one_epoch',
        ),
        migrations.DeleteModel(
            name='Epoch',
        ),
    ]
