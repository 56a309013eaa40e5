import uuid

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('delivery', '0002_counters'),
    ]

    operations = [
        migrations.RemoveConstraint(model_name='generation', name='one_generation'),
        migrations.DeleteModel(name='Generation'),
        migrations.CreateModel(
            name='Generation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
            ],
        ),
    ]
