import django.db.models.deletion
from django.db import migrations, models

PAID = ('money', 'goods', 'ticket', 'travel', 'reciprocal')
STEERED = ('approval', 'written_by_them')


def take_over(apps, schema_editor):
    """Give editions from before these were frozen what their working copies say."""
    Edition = apps.get_model('blog', 'Edition')
    Tie = apps.get_model('blog', 'Tie')
    EditionTie = apps.get_model('blog', 'EditionTie')
    Edition.objects.filter(post__recap=True).update(recap=True)
    ties = Tie.objects.filter(post__editions__retired=False).values_list(
        'post__editions', 'post__editions__published_at', 'organisation', 'consideration', 'influence'
    )
    EditionTie.objects.bulk_create(
        EditionTie(
            edition_id=edition,
            organisation_id=organisation,
            published_at=published,
            paid=consideration in PAID or influence in STEERED,
        )
        for edition, published, organisation, consideration, influence in ties.order_by('pk')
    )


class Migration(migrations.Migration):

    dependencies = [
        ('blog', '0003_sent_form'),
        ('people', '0001_squashed'),
    ]

    operations = [
        migrations.AddField(
            model_name='edition',
            name='recap',
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(condition=models.Q(('recap', True), ('retired', False)), fields=['event', '-published_at', '-id'], name='edition_live_recaps'),
        ),
        migrations.CreateModel(
            name='EditionTie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('published_at', models.DateTimeField()),
                ('paid', models.BooleanField(default=False)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tie_rows', to='blog.edition')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='edition_rows', to='people.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'edition'), name='edition_tie_once')],
            },
        ),
        migrations.RunPython(take_over, migrations.RunPython.noop, elidable=True),
    ]
