"""Fees, sources in confidence and who paid for them, conditions, embeds, all particulars of Art. 12."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('blog', '0006_kept_addresses'),
    ]

    operations = [
        migrations.AddField(
            model_name='credit',
            name='fee',
            field=models.BooleanField(default=False, help_text='To a guest, for this piece: readers are told at the name.', verbose_name='we pay a fee'),
        ),
        migrations.AddField(
            model_name='politicaladvertisement',
            name='campaign',
            field=models.CharField(blank=True, help_text='If this is one of several pieces.', max_length=200, verbose_name='amount for the whole campaign'),
        ),
        migrations.AddField(
            model_name='politicaladvertisement',
            name='method',
            field=models.CharField(blank=True, help_text='Such as: price list of 1 January 2026.', max_length=200, verbose_name='how the amount was worked out'),
        ),
        migrations.AddField(
            model_name='politicaladvertisement',
            name='official',
            field=models.URLField(blank=True, help_text='Where the authorities say how, when and where one votes, if it is an election.', verbose_name='official information on the election'),
        ),
        migrations.AddField(
            model_name='politicaladvertisement',
            name='origin',
            field=models.CharField(blank=True, choices=[('private_eu', 'private, from within the EU'), ('public_eu', 'public, from within the EU'), ('private_elsewhere', 'private, from outside the EU'), ('public_elsewhere', 'public, from outside the EU')], max_length=20, verbose_name='origin of the money'),
        ),
        migrations.AddField(
            model_name='politicaladvertisement',
            name='paid_by',
            field=models.CharField(blank=True, help_text='If that is not the sponsor: name and address.', max_length=300, verbose_name='paid by'),
        ),
        migrations.AddField(
            model_name='politicaladvertisement',
            name='report_to',
            field=models.CharField(blank=True, help_text='Mail address or page where readers tell us of a breach (Art. 15).', max_length=200, verbose_name='report a breach to'),
        ),
        migrations.AddField(
            model_name='politicaladvertisement',
            name='suspended',
            field=models.CharField(blank=True, help_text='If an earlier publication was stopped for a breach of the rules: which, why.', max_length=300, verbose_name='stopped before'),
        ),
        migrations.AddField(
            model_name='source',
            name='confidential',
            field=models.BooleanField(default=False, help_text='We know the name and do not tell it. Then nothing here may lead there.', verbose_name='in confidence'),
        ),
        migrations.AddField(
            model_name='source',
            name='funder',
            field=models.CharField(blank=True, help_text='Who ordered or financed a study or survey; readers are told.', max_length=200, verbose_name='paid for by'),
        ),
        migrations.AddField(
            model_name='tie',
            name='address',
            field=models.URLField(blank=True, help_text='Of the video or post in the text; a payment for it is told there.', verbose_name='address of the embed'),
        ),
        migrations.AddField(
            model_name='tie',
            name='condition',
            field=models.CharField(blank=True, help_text='What was asked for it, as readers shall read it, such as: a test by December.', max_length=200, verbose_name='on condition that'),
        ),
        migrations.AlterField(
            model_name='declaration',
            name='bearing',
            field=models.CharField(blank=True, choices=[('piece', 'for this piece'), ('promised', 'promised for this piece, not yet given'), ('other', 'for something else')], help_text='For this piece: it is an advertisement, whoever received it.', max_length=10, verbose_name='a benefit, what for'),
        ),
        migrations.AlterField(
            model_name='politicaladvertisement',
            name='amount',
            field=models.CharField(blank=True, help_text='What was paid or given for it, all in all.', max_length=200, verbose_name='amount'),
        ),
        migrations.AlterField(
            model_name='tie',
            name='part',
            field=models.CharField(choices=[('subject', 'the piece is about it'), ('quoted', 'it is quoted or has its say'), ('logo', 'its logo or product is to be seen'), ('named', 'it is named in passing'), ('link', 'it is only linked to'), ('source', 'a source or press release of the piece is its own'), ('embed', 'a video or post of its own is embedded')], default='named', max_length=20, verbose_name='in the text'),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(('confidential', False), models.Q(('archived_url', ''), ('author', ''), ('funder', ''), ('publisher', ''), ('url', '')), _connector='OR'), name='source_in_confidence_leads_nowhere', violation_error_message='A source in confidence has no author, no publisher, no payer and no address: readers could find out who it is.'),
        ),
    ]
