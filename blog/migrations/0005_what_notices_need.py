"""What the rules on notices ask: kinds of text, press releases, political advertising, scopes of AI."""

import django.db.models.deletion
from django.db import migrations, models


def releases_were_verbatim(apps, schema_editor):
    """Until now only unedited press releases could be recorded."""
    posts = apps.get_model("blog", "Post").objects.using(schema_editor.connection.alias)
    posts.filter(press_release_of__isnull=False).update(release_use="verbatim")


class Migration(migrations.Migration):

    dependencies = [
        ("blog", "0004_seal"),
        ('people', '0003_brands_and_political_actors'),
    ]

    operations = [
        migrations.CreateModel(
            name='PoliticalAdvertisement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sponsor', models.CharField(blank=True, help_text='In whose interest it is published.', max_length=200, verbose_name='sponsor')),
                ('address', models.CharField(blank=True, help_text='Postal address, and an e-mail address.', max_length=300, verbose_name='address of the sponsor')),
                ('controlled_by', models.CharField(blank=True, help_text='Who controls the sponsor in the end, if that is somebody else.', max_length=200, verbose_name='controlled by')),
                ('concerns', models.CharField(blank=True, help_text='The election, referendum or law it is about.', max_length=300, verbose_name='election or process')),
                ('amount', models.CharField(blank=True, help_text='What was paid or given for it, and where the money comes from.', max_length=200, verbose_name='amount')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='published from')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='published until')),
            ],
            options={
                'verbose_name': 'political advertising',
                'verbose_name_plural': 'political advertising',
            },
        ),
        migrations.RemoveConstraint(
            model_name='aiuse',
            name='ai_use_once',
        ),
        migrations.AddField(
            model_name='aiuse',
            name='address',
            field=models.URLField(blank=True, help_text='As it is embedded in the text; the note stands there. Else above the text.', verbose_name='address of the player'),
        ),
        migrations.AddField(
            model_name='aiuse',
            name='scope',
            field=models.CharField(blank=True, choices=[('text', 'the whole text'), ('headline', 'the headline'), ('introduction', 'the introduction'), ('summary', 'the summary'), ('answers', 'single answers'), ('passages', 'single passages')], help_text='Empty: what its use says, such as the headline; else the whole text.', max_length=20, verbose_name='of what'),
        ),
        migrations.AddField(
            model_name='aiuse',
            name='voice_of',
            field=models.ForeignKey(blank=True, help_text='Whose voice or looks a machine imitates, in audio or video.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person', verbose_name='imitates'),
        ),
        migrations.AddField(
            model_name='declaration',
            name='bearing',
            field=models.CharField(blank=True, choices=[('piece', 'for this piece'), ('other', 'for something else')], help_text='For this piece: it is an advertisement, whoever received it.', max_length=10, verbose_name='a benefit, what for'),
        ),
        migrations.AddField(
            model_name='declaration',
            name='competitor_of',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.organisation', verbose_name='a competitor of'),
        ),
        migrations.AddField(
            model_name='declaration',
            name='interest',
            field=models.CharField(blank=True, choices=[('advises', 'advises it'), ('shares', 'holds shares in it'), ('office', 'holds an office in it'), ('family', 'has family there'), ('other', 'something else')], help_text='Readers are told at the name, whatever it means for the piece.', max_length=20, verbose_name='the tie'),
        ),
        migrations.AddField(
            model_name='post',
            name='genre',
            field=models.CharField(blank=True, choices=[('opinion', 'opinion'), ('satire', 'satire'), ('obituary', 'obituary'), ('job', 'job advert'), ('raffle', 'raffle'), ('survey', 'survey')], help_text='Only where readers have to know it. Under an obituary there is no ticket box.', max_length=10, verbose_name='kind of text'),
        ),
        migrations.AddField(
            model_name='post',
            name='genre_terms',
            field=models.TextField(blank=True, help_text='Of a raffle: who may take part, until when, how it is drawn. Of a survey: how many were asked, when, by whom and what.', verbose_name='conditions or method'),
        ),
        migrations.AddField(
            model_name='post',
            name='is_political',
            field=models.BooleanField(blank=True, help_text='Published for or by a political actor, or to influence an election or a law.', null=True, verbose_name='political advertising'),
        ),
        migrations.AddField(
            model_name='post',
            name='release_use',
            field=models.CharField(blank=True, choices=[('verbatim', 'taken over unedited'), ('shortened', 'shortened'), ('basis', 'the piece is based on it')], max_length=10, verbose_name='what was made of it'),
        ),
        migrations.AddField(
            model_name='post',
            name='reports_because',
            field=models.CharField(blank=True, help_text='Why it does not promote; needed where somebody receives something for the event.', max_length=300, verbose_name='it reports because'),
        ),
        migrations.AddField(
            model_name='tie',
            name='given',
            field=models.CharField(blank=True, help_text='As readers shall read it, such as: a microphone for testing.', max_length=200, verbose_name='what exactly'),
        ),
        migrations.AlterField(
            model_name='aiuse',
            name='tool',
            field=models.CharField(blank=True, help_text='As readers know it.', max_length=100, verbose_name='tool'),
        ),
        migrations.AlterField(
            model_name='post',
            name='press_release_of',
            field=models.ForeignKey(blank=True, help_text='If the text is one, or is based on one.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='press_releases', to='people.organisation', verbose_name='press release of'),
        ),
        migrations.AlterField(
            model_name='tie',
            name='consideration',
            field=models.CharField(choices=[('unknown', 'not known yet'), ('none', 'nothing'), ('money', 'money'), ('goods', 'goods or services'), ('loan', 'goods on loan'), ('ticket', 'free tickets'), ('travel', 'travel or hospitality'), ('commission', 'a commission on sales'), ('reciprocal', 'something in return, such as advertising'), ('promised', 'nothing yet, but something was promised')], default='unknown', help_text='Free tickets, travel and goods count as much as money.', max_length=20, verbose_name='for this piece we get'),
        ),
        migrations.AlterField(
            model_name='tie',
            name='evidence',
            field=models.CharField(blank=True, help_text='Such as: e-mail of 3 March. Without, no notice says that nothing was given.', max_length=300, verbose_name='evidence'),
        ),
        migrations.AlterField(
            model_name='tie',
            name='influence',
            field=models.CharField(choices=[('unknown', 'not known yet'), ('none', 'nothing'), ('topic', 'it suggested the topic'), ('sign_off', 'it signed off its own words only'), ('approval', 'it may change or approve the text'), ('written_by_them', 'it wrote the text')], default='unknown', max_length=20, verbose_name='its say in the content'),
        ),
        migrations.AlterField(
            model_name='tie',
            name='part',
            field=models.CharField(choices=[('subject', 'the piece is about it'), ('quoted', 'it is quoted or has its say'), ('logo', 'its logo or product is to be seen'), ('named', 'it is named in passing'), ('link', 'it is only linked to'), ('source', 'a source or press release of the piece is its own')], default='named', max_length=20, verbose_name='in the text'),
        ),
        migrations.AlterField(
            model_name='tie',
            name='relation',
            field=models.CharField(blank=True, choices=[('none', 'nothing'), ('partner', 'partner'), ('sponsor', 'sponsor'), ('customer', 'customer'), ('owner', 'it owns a part of our house'), ('holding', 'we hold a stake in it')], help_text='Sponsorships of events are known already; this is for anything else.', max_length=20, verbose_name='to us it is'),
        ),
        migrations.AddConstraint(
            model_name='aiuse',
            constraint=models.UniqueConstraint(fields=('post', 'kind', 'tool', 'scope', 'address'), name='ai_use_once'),
        ),
        migrations.AddField(
            model_name='politicaladvertisement',
            name='post',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='political', to='blog.post', verbose_name='post'),
        ),
        migrations.AddConstraint(
            model_name='politicaladvertisement',
            constraint=models.CheckConstraint(condition=models.Q(('starts_on__isnull', True), ('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='political_start_before_end'),
        ),
        migrations.RunPython(releases_were_verbatim, migrations.RunPython.noop),
    ]
