"""From what publishing rendered for every page to what pages render: with addresses, recap and ties kept."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from names.addresses import free_address

PAID = ('money', 'goods', 'ticket', 'travel', 'reciprocal')
STEERED = ('approval', 'written_by_them')


def give_addresses(apps, schema_editor):
    """Names of signs were saved without an address, topics under one that no page can have."""
    for name, fallback in (("Series", "serie"), ("Tag", "thema")):
        rows = apps.get_model("blog", name).objects
        for row in rows.exclude(slug__regex="^[-a-zA-Z0-9_]+$"):
            row.slug = free_address(row.slug or row.name, fallback, rows.all())
            row.save(update_fields=["slug"])


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


def live_index(fields, name, **more):
    return migrations.AddIndex(
        model_name='edition',
        index=models.Index(condition=models.Q(retired=False, **more), fields=fields, name=name),
    )


class Migration(migrations.Migration):

    replaces = [('blog', '0002_addresses'), ('blog', '0003_sent_form'), ('blog', '0004_recap_and_ties'), ('blog', '0005_publishing_renders_text')]

    dependencies = [
        ('blog', '0001_squashed'),
        ('people', '0001_squashed'),
    ]

    operations = [
        migrations.AlterField(
            model_name='tag',
            name='slug',
            field=models.SlugField(blank=True, max_length=100, unique=True, verbose_name='address'),
        ),
        migrations.CreateModel(
            name='SentForm',
            fields=[
                ('digest', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('led_to', models.TextField()),
                ('sent_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={'default_permissions': ()},
        ),
        *(
            migrations.RemoveField(model_name='edition', name=name)
            for name in ('feed_atom', 'feed_json', 'feed_rss', 'listing', 'listing_data', 'parts')
        ),
        migrations.AddField(
            model_name='edition',
            name='labels',
            field=models.CharField(blank=True, editable=False, max_length=100),
        ),
        migrations.AddField(
            model_name='edition',
            name='recap',
            field=models.BooleanField(default=False, editable=False),
        ),
        live_index(['event', '-published_at', '-id'], 'edition_live_recaps', recap=True),
        live_index(['post', 'modified_at', 'starts_at', 'ends_at', 'retired'], 'edition_live_outline'),
        live_index(['labels', 'retired'], 'edition_live_by_labels'),
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
                'indexes': [models.Index(fields=['organisation', '-published_at', '-edition'], name='edition_tie_stream')],
            },
        ),
        # After all else: PostgreSQL alters no table of which rows wait for their constraints to be checked.
        migrations.RunPython(give_addresses, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(take_over, migrations.RunPython.noop, elidable=True),
    ]
