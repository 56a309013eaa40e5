import json

import django.db.models.deletion
from django.db import migrations, models

BATCH = 500


def list_live_editions(apps, schema_editor):
    """List the editions that are live already under the wordings they carry."""
    using = schema_editor.connection.alias
    editions = apps.get_model('blog', 'Edition').objects.using(using).filter(retired=False)
    rows = apps.get_model('blog', 'EditionNotice').objects.using(using)
    found = []
    for pk, content in editions.values_list('pk', 'content').iterator(BATCH):
        data = json.loads(content)
        told = [*data['notices'], *data.get('live_notices', {}).values()]
        if data.get('notices_intro'):
            told.append(data['notices_intro'])
        versions = {notice['version'] for notice in told}
        found += [rows.model(edition_id=pk, version_id=version) for version in versions]
    rows.bulk_create(found, batch_size=BATCH)


class Migration(migrations.Migration):

    dependencies = [
        ('blog', '0003_waiver_permission'),
        ('disclosures', '0003_trail'),
    ]

    operations = [
        migrations.CreateModel(
            name='EditionNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notice_rows', to='blog.edition')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='edition_rows', to='disclosures.noticeversion')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('version', 'edition'), name='edition_notice_once')],
            },
        ),
        migrations.RunPython(list_live_editions, migrations.RunPython.noop, elidable=True),
    ]
