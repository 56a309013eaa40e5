"""The schema as releases until November 2026 had left it; in their databases it counts as applied."""

import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
import taggit.managers
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('blog', '0001_initial'), ('blog', '0002_disclosure_facts'), ('blog', '0003_waiver_permission'), ('blog', '0004_edition_notice'), ('blog', '0005_clicks_recap'), ('blog', '0006_recap_index'), ('blog', '0007_edition_moments'), ('blog', '0008_rendered_parts'), ('blog', '0009_sharing'), ('blog', '0010_translations'), ('blog', '0011_reading'), ('blog', '0012_search_vocabulary'), ('blog', '0013_feed_items')]

    initial = True

    dependencies = [
        ('auth', '__first__'),
        ('disclosures', '0001_squashed'),
        ('events', '0001_squashed'),
        ('media', '0001_squashed'),
        ('people', '0001_squashed'),
    ]

    operations = [
        BtreeGistExtension(),  # for the exclusion constraints of blog.editions.guards; PostgreSQL's alone
        migrations.CreateModel(
            name='Tag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, unique=True, verbose_name='name')),
                ('slug', models.SlugField(allow_unicode=True, max_length=100, unique=True, verbose_name='slug')),
            ],
            options={
                'verbose_name': 'topic',
                'verbose_name_plural': 'topics',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Word',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(max_length=30, unique=True)),
                ('stem', models.CharField(db_index=True, max_length=30)),
                ('since', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Credit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('author', 'author'), ('interviewer', 'interviewer'), ('interviewee', 'interviewee'), ('editor', 'editor'), ('translator', 'translator'), ('photographer', 'photographer')], default='author', max_length=20, verbose_name='role')),
                ('role_line', models.CharField(blank=True, help_text="Only if it differs from the person's own for this piece.", max_length=200, verbose_name='role line')),
                ('ordering', models.PositiveIntegerField(default=0, verbose_name='order')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='credits', to='people.person', verbose_name='person')),
            ],
            options={
                'verbose_name': 'credit',
                'verbose_name_plural': 'credits',
                'ordering': ['ordering'],
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=160, verbose_name='title')),
                ('slug', models.SlugField(blank=True, help_text='Made from the title if left empty. Former addresses lead to the new one.', max_length=80, unique=True, verbose_name='address')),
                ('language', models.CharField(choices=[('de', 'German'), ('en', 'English')], default='de', max_length=5, verbose_name='language')),
                ('standfirst', models.TextField(blank=True, help_text='One or two sentences under the title; also shown in lists and search.', max_length=400, verbose_name='standfirst')),
                ('body', models.TextField(blank=True, verbose_name='text')),
                ('discuss', models.CharField(blank=True, help_text='A closing sentence that asks readers for their view.', max_length=300, verbose_name='call to discuss')),
                ('recap', models.BooleanField(default=False, help_text='Once the event is over, its page and its ticket boxes lead here.', verbose_name='looks back on the event')),
                ('promotes_event', models.BooleanField(blank=True, help_text='Is it written to win participants, rather than to report?', null=True, verbose_name='promotes the event')),
                ('translated_from', models.CharField(blank=True, choices=[('en', 'English'), ('de', 'German'), ('fr', 'French'), ('it', 'Italian'), ('es', 'Spanish'), ('nl', 'Dutch'), ('pl', 'Polish'), ('pt', 'Portuguese'), ('tr', 'Turkish'), ('uk', 'Ukrainian')], max_length=5, verbose_name='translated from')),
                ('public_interest', models.BooleanField(default=True, help_text='Then a text made by AI that nobody examined must say so (AI Act, Art. 50).', verbose_name='on a matter of public interest')),
                ('private_because', models.CharField(blank=True, max_length=300, verbose_name='no public interest because')),
                ('no_external_sources', models.BooleanField(default=False, help_text='For texts with figures or quotations of our own.', verbose_name='rests on no external sources')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='last saved')),
                ('created_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('event', models.ForeignKey(blank=True, help_text='The ticket box under the text follows this event by itself.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='posts', to='events.event', verbose_name='event')),
                ('image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.image', verbose_name='image')),
                ('people', models.ManyToManyField(related_name='posts', through='blog.Credit', to='people.person')),
                ('press_release_of', models.ForeignKey(blank=True, help_text='If the text is taken over unedited.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='press_releases', to='people.organisation', verbose_name='press release of')),
                ('translation_of', models.ForeignKey(blank=True, help_text='The same piece in its first language. Readers find each from the other.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='translations', to='blog.post', verbose_name='translation of')),
            ],
            options={
                'verbose_name': 'post',
                'verbose_name_plural': 'posts',
                'ordering': ['-updated_at', '-pk'],
                'permissions': [('publish_post', 'Can publish, schedule and withdraw pieces')],
                'indexes': [models.Index(condition=models.Q(('recap', True)), fields=['event'], name='post_recap')],
                'constraints': [models.UniqueConstraint(fields=('translation_of', 'language'), name='post_translated_once', violation_error_message='There is a translation into this language already.'), models.CheckConstraint(condition=models.Q(('translation_of', models.F('id')), _negated=True), name='post_translates_another')],
            },
        ),
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('kind', models.CharField(max_length=20, verbose_name='kind')),
                ('slug', models.SlugField(max_length=80, verbose_name='address')),
                ('language', models.CharField(max_length=5, verbose_name='language')),
                ('content', models.TextField(verbose_name='content')),
                ('sha256', models.CharField(max_length=64, verbose_name='hash of the content')),
                ('previous', models.CharField(blank=True, max_length=64, verbose_name='chain hash of the edition before')),
                ('chain', models.CharField(max_length=64, verbose_name='chain hash')),
                ('starts_at', models.DateTimeField(verbose_name='valid from')),
                ('ends_at', models.DateTimeField(blank=True, null=True, verbose_name='valid until')),
                ('published_at', models.DateTimeField(verbose_name='first published')),
                ('modified_at', models.DateTimeField(verbose_name='last change of substance')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='frozen at')),
                ('retired', models.BooleanField(default=False, editable=False)),
                ('html', models.TextField(blank=True, editable=False)),
                ('appendix', models.TextField(blank=True, editable=False)),
                ('parts', models.JSONField(default=dict, editable=False)),
                ('teaser', models.JSONField(default=dict, editable=False)),
                ('listing', models.TextField(blank=True, editable=False)),
                ('listing_data', models.TextField(blank=True, editable=False)),
                ('feed_rss', models.TextField(blank=True, editable=False)),
                ('feed_atom', models.TextField(blank=True, editable=False)),
                ('feed_json', models.TextField(blank=True, editable=False)),
                ('search_text', models.TextField(blank=True, editable=False)),
                ('rendered_by', models.CharField(blank=True, editable=False, max_length=16)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='published by')),
                ('event', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='editions', to='events.event')),
                ('original', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='translated_editions', to='blog.post')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='blog.post', verbose_name='post')),
            ],
            options={
                'verbose_name': 'edition',
                'verbose_name_plural': 'editions',
                'ordering': ['post_id', 'number'],
                'indexes': [models.Index(condition=models.Q(('retired', False)), fields=['-published_at', '-id'], name='edition_live_stream'), models.Index(condition=models.Q(('retired', False)), fields=['kind', '-published_at', '-id'], name='edition_live_by_kind'), models.Index(condition=models.Q(('retired', False)), fields=['event', '-published_at', '-id'], name='edition_live_by_event'), models.Index(condition=models.Q(('retired', False)), fields=['original'], name='edition_live_translations'), models.Index(fields=['slug', 'starts_at'], name='edition_by_address'), models.Index(condition=models.Q(('retired', False)), fields=['starts_at'], name='edition_live_starts'), models.Index(condition=models.Q(('retired', False)), fields=['ends_at'], name='edition_live_ends')],
                'constraints': [models.UniqueConstraint(fields=('post', 'number'), name='edition_number_once'), models.UniqueConstraint(condition=models.Q(('ends_at__isnull', True)), fields=('post',), name='edition_one_open_end_per_post'), models.CheckConstraint(condition=models.Q(('ends_at__isnull', True), ('ends_at__gte', models.F('starts_at')), _connector='OR'), name='edition_starts_before_end')],
            },
        ),
        migrations.AddField(
            model_name='credit',
            name='post',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='credits', to='blog.post'),
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('clarification', 'clarification'), ('correction', 'correction'), ('addition', 'addition'), ('right_of_reply', 'right of reply')], max_length=20, verbose_name='kind')),
                ('text', models.TextField(verbose_name='what was changed')),
                ('top', models.BooleanField(default=False, verbose_name='shown above the text')),
                ('by', models.CharField(blank=True, help_text='Only for a right of reply.', max_length=200, verbose_name='reply by')),
                ('published_at', models.DateTimeField(verbose_name='date')),
                ('edition', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='correction', to='blog.edition', verbose_name='edition')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='blog.post')),
            ],
            options={
                'verbose_name': 'correction',
                'verbose_name_plural': 'corrections',
                'ordering': ['-published_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='correction_says_what_changed')],
            },
        ),
        migrations.CreateModel(
            name='ClickOut',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='day')),
                ('number', models.PositiveIntegerField(default=0, verbose_name='number')),
                ('ambassadorship', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='clicks', to='events.ambassadorship', verbose_name='ambassadorship')),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='clicks', to='events.ticketoffer', verbose_name='ticket offer')),
                ('post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='clicks', to='blog.post', verbose_name='piece')),
            ],
            options={
                'verbose_name': 'clicks to the ticket shop',
                'verbose_name_plural': 'clicks to the ticket shop',
                'ordering': ['-day', 'offer', 'pk'],
                'constraints': [models.UniqueConstraint(models.F('day'), models.F('offer'), django.db.models.functions.comparison.Coalesce('post', 0), django.db.models.functions.comparison.Coalesce('ambassadorship', 0), name='click_out_once_a_day')],
            },
        ),
        migrations.CreateModel(
            name='AIUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('research', 'research'), ('outline', 'outline and ideas'), ('draft', 'first draft'), ('rewrite', 'revision'), ('translate', 'translation'), ('transcribe', 'transcription'), ('summarise', 'summary'), ('headline', 'headlines'), ('proofread', 'proofreading'), ('alt_text', 'descriptions of images'), ('audio', 'audio'), ('video', 'video')], max_length=20, verbose_name='used for')),
                ('degree', models.PositiveSmallIntegerField(choices=[(1, 'assistive: ideas, spelling, transcription'), (2, 'substantial: sentences were kept'), (3, 'predominantly written by a machine')], help_text='Were its sentences kept?', verbose_name='share of AI')),
                ('tool', models.CharField(help_text='As readers know it.', max_length=100, verbose_name='tool')),
                ('provider', models.CharField(blank=True, max_length=100, verbose_name='provider')),
                ('version', models.CharField(blank=True, max_length=60, verbose_name='version')),
                ('used_on', models.DateField(blank=True, null=True, verbose_name='used on')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('operator', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person', verbose_name='used by')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ai_uses', to='blog.post')),
            ],
            options={
                'verbose_name': 'use of AI',
                'verbose_name_plural': 'use of AI',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('post', 'kind', 'tool'), name='ai_use_once'), models.CheckConstraint(condition=models.Q(('degree__gte', 1)), name='ai_use_has_a_degree')],
            },
        ),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='day')),
                ('number', models.PositiveIntegerField(default=0, verbose_name='read')),
                ('finished', models.PositiveIntegerField(default=0, verbose_name='read to the end')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readings', to='blog.post', verbose_name='piece')),
            ],
            options={
                'verbose_name': 'readings',
                'verbose_name_plural': 'readings',
                'ordering': ['-day', 'post'],
                'indexes': [models.Index(fields=['day'], name='reading_by_day')],
                'constraints': [models.UniqueConstraint(fields=('post', 'day'), name='reading_once_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Related',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('score', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('person', 'person'), ('event', 'event'), ('tag', 'topic'), ('text', 'text')], max_length=10)),
                ('subject', models.PositiveBigIntegerField(null=True)),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='leads_here', to='blog.post')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='related_rows', to='blog.post')),
            ],
            options={
                'indexes': [models.Index(fields=['post', '-score', 'other'], name='related_strongest')],
                'constraints': [models.UniqueConstraint(fields=('post', 'other'), name='related_once')],
            },
        ),
        migrations.CreateModel(
            name='Series',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=160, unique=True, verbose_name='name')),
                ('slug', models.SlugField(blank=True, max_length=80, unique=True, verbose_name='address')),
                ('description', models.TextField(blank=True, verbose_name='description')),
                ('event', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='series_of_posts', to='events.event', verbose_name='event')),
            ],
            options={
                'verbose_name': 'series',
                'verbose_name_plural': 'series',
                'ordering': ['name'],
            },
        ),
        migrations.AddField(
            model_name='post',
            name='series',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='posts', to='blog.series', verbose_name='series'),
        ),
        migrations.AddField(
            model_name='edition',
            name='series',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='editions', to='blog.series'),
        ),
        migrations.CreateModel(
            name='SeriesQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('wording', models.CharField(max_length=300, verbose_name='question')),
                ('slug', models.SlugField(editable=False, max_length=80)),
                ('normal', models.CharField(editable=False, max_length=600)),
                ('series', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='blog.series', verbose_name='series')),
            ],
            options={
                'verbose_name': 'question of a series',
                'verbose_name_plural': 'questions of a series',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('series', 'slug'), name='series_question_slug_once'), models.UniqueConstraint(fields=('series', 'normal'), name='series_question_once')],
            },
        ),
        migrations.CreateModel(
            name='EditionQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('anchor', models.CharField(max_length=40)),
                ('published_at', models.DateTimeField()),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='question_rows', to='blog.edition')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='edition_rows', to='blog.seriesquestion')),
            ],
            options={
                'indexes': [models.Index(fields=['question', '-published_at', '-edition'], name='edition_question_stream')],
                'constraints': [models.UniqueConstraint(fields=('edition', 'question'), name='edition_question_once')],
            },
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ordering', models.PositiveIntegerField(default=0, verbose_name='order')),
                ('kind', models.CharField(choices=[('study', 'study'), ('data', 'data'), ('quotation', 'quotation'), ('conversation', 'conversation'), ('press_release', 'press release'), ('article', 'article')], default='article', max_length=20, verbose_name='kind')),
                ('title', models.CharField(max_length=300, verbose_name='title')),
                ('author', models.CharField(blank=True, max_length=200, verbose_name='author')),
                ('publisher', models.CharField(blank=True, max_length=200, verbose_name='published by')),
                ('published_on', models.DateField(blank=True, null=True, verbose_name='date')),
                ('url', models.URLField(blank=True, max_length=500, verbose_name='address')),
                ('accessed_on', models.DateField(blank=True, null=True, verbose_name='read on')),
                ('archived_url', models.URLField(blank=True, help_text='A copy in a web archive; readers find it beside the source.', max_length=500, verbose_name='archived address')),
                ('link_status', models.CharField(blank=True, choices=[('ok', 'answers'), ('dead', 'dead'), ('unsure', 'unsure')], editable=False, max_length=10, verbose_name='link')),
                ('link_checked_at', models.DateTimeField(editable=False, null=True, verbose_name='link checked')),
                ('link_note', models.CharField(blank=True, editable=False, max_length=200)),
                ('link_failures', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sources', to='blog.post')),
            ],
            options={
                'verbose_name': 'source',
                'verbose_name_plural': 'sources',
                'ordering': ['ordering'],
                'constraints': [models.UniqueConstraint(fields=('post', 'ordering'), name='source_order_once')],
            },
        ),
        migrations.CreateModel(
            name='PostTag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content_object', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='post_tags', to='blog.post')),
                ('tag', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='post_tags', to='blog.tag')),
            ],
            options={
                'verbose_name': 'topic of a post',
                'verbose_name_plural': 'topics of a post',
                'constraints': [models.UniqueConstraint(fields=('content_object', 'tag'), name='post_tag_once')],
            },
        ),
        migrations.AddField(
            model_name='post',
            name='tags',
            field=taggit.managers.TaggableManager(blank=True, help_text='A comma-separated list of tags.', through='blog.PostTag', to='blog.Tag', verbose_name='topics'),
        ),
        migrations.CreateModel(
            name='EditionTag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('published_at', models.DateTimeField()),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tag_rows', to='blog.edition')),
                ('tag', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='edition_rows', to='blog.tag')),
            ],
            options={
                'indexes': [models.Index(fields=['tag', '-published_at', '-edition'], name='edition_tag_stream')],
                'constraints': [models.UniqueConstraint(fields=('edition', 'tag'), name='edition_tag_once')],
            },
        ),
        migrations.CreateModel(
            name='Tie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(choices=[('subject', 'the piece is about it'), ('quoted', 'it is quoted or has its say'), ('logo', 'its logo or product is to be seen'), ('named', 'it is named in passing'), ('link', 'it is only linked to')], default='named', max_length=20, verbose_name='in the text')),
                ('relation', models.CharField(blank=True, choices=[('none', 'nothing'), ('partner', 'partner'), ('sponsor', 'sponsor'), ('customer', 'customer'), ('owner', 'owner')], help_text='Sponsorships of events are known already; this is for anything else.', max_length=20, verbose_name='to us it is')),
                ('consideration', models.CharField(choices=[('unknown', 'not known yet'), ('none', 'nothing'), ('money', 'money'), ('goods', 'goods or services'), ('ticket', 'free tickets'), ('travel', 'travel or hospitality'), ('commission', 'a commission on sales'), ('reciprocal', 'something in return, such as advertising')], default='unknown', help_text='Free tickets, travel and goods count as much as money.', max_length=20, verbose_name='for this piece we get')),
                ('influence', models.CharField(choices=[('unknown', 'not known yet'), ('none', 'nothing'), ('topic', 'it suggested the topic'), ('approval', 'it may change or approve the text'), ('written_by_them', 'it wrote the text')], default='unknown', max_length=20, verbose_name='its say in the content')),
                ('evidence', models.CharField(blank=True, help_text='Such as: contract of 3 March.', max_length=300, verbose_name='evidence')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ties', to='people.organisation', verbose_name='organisation')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ties', to='blog.post')),
            ],
            options={
                'verbose_name': 'tie to an organisation',
                'verbose_name_plural': 'ties to organisations',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('post', 'organisation'), name='tie_once_per_post')],
            },
        ),
        migrations.CreateModel(
            name='Waiver',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rule', models.CharField(max_length=10, verbose_name='rule')),
                ('about', models.CharField(blank=True, max_length=60, verbose_name='about')),
                ('fingerprint', models.CharField(max_length=64, verbose_name='hash of the facts')),
                ('legal', models.BooleanField(default=False, verbose_name='label required by law')),
                ('says', models.TextField(verbose_name='what is left out')),
                ('reason', models.TextField(help_text='At least 20 characters; it stays on record.', verbose_name='reason')),
                ('expires_at', models.DateTimeField(verbose_name='until')),
                ('waived_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='since')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='confirmed')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='withdrawn')),
                ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='confirmed by')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='waivers', to='blog.post')),
                ('waived_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='left out by')),
            ],
            options={
                'verbose_name': 'notice left out',
                'verbose_name_plural': 'notices left out',
                'ordering': ['-waived_at', '-pk'],
                'permissions': [('confirm_waiver', 'Can agree as the second person')],
                'indexes': [models.Index(fields=['post', 'rule', 'about'], name='waiver_by_decision')],
            },
        ),
        migrations.CreateModel(
            name='Spelling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=60)),
                ('word', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='blog.word')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('key', 'word'), name='spelling_once')],
            },
        ),
        migrations.CreateModel(
            name='Cut',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('left', models.CharField(max_length=30)),
                ('right', models.CharField(max_length=30)),
                ('word', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='blog.word')),
            ],
            options={
                'indexes': [models.Index(fields=['right', 'left'], name='cut_by_head')],
                'constraints': [models.UniqueConstraint(fields=('left', 'right', 'word'), name='cut_once')],
            },
        ),
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
        migrations.CreateModel(
            name='EditionPerson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('published_at', models.DateTimeField()),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='person_rows', to='blog.edition')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='edition_rows', to='people.person')),
            ],
            options={
                'indexes': [models.Index(fields=['person', '-published_at', '-edition'], name='edition_person_stream')],
                'constraints': [models.UniqueConstraint(fields=('edition', 'person'), name='edition_person_once')],
            },
        ),
        migrations.CreateModel(
            name='EditorialApproval',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text_sha256', models.CharField(editable=False, max_length=64, verbose_name='hash of the text')),
                ('checked_accuracy', models.BooleanField(default=False, verbose_name='facts checked')),
                ('checked_sources', models.BooleanField(default=False, verbose_name='sources checked')),
                ('checked_plausibility', models.BooleanField(default=False, verbose_name='plausibility checked')),
                ('could_reject', models.BooleanField(default=False, verbose_name='could change or reject it')),
                ('approved_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='approved')),
                ('recorded_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('responsible', models.ForeignKey(help_text='Who answers for the text, as named in the imprint.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person', verbose_name='responsible')),
                ('reviewer', models.ForeignKey(help_text='Somebody other than the author. Readers see the name.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person', verbose_name='examined by')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='approvals', to='blog.post')),
            ],
            options={
                'verbose_name': 'approval by the newsroom',
                'verbose_name_plural': 'approvals by the newsroom',
                'ordering': ['-approved_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('checked_accuracy', True), ('checked_plausibility', True), ('checked_sources', True), ('could_reject', True)), name='approval_is_an_examination', violation_error_message='Only an examination of facts, sources and plausibility by somebody who could change or reject the text counts as an approval. A look at the spelling does not.')],
            },
        ),
        migrations.CreateModel(
            name='Disclosure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.CharField(blank=True, choices=[('top', 'above the text'), ('bottom', 'in the transparency notes at the end')], help_text='Empty: where the notice usually stands.', max_length=10, verbose_name='position')),
                ('ordering', models.PositiveIntegerField(default=0, verbose_name='order')),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='disclosures.notice', verbose_name='notice')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='disclosures', to='blog.post')),
            ],
            options={
                'verbose_name': 'notice on a post',
                'verbose_name_plural': 'notices on a post',
                'ordering': ['ordering'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('post', 'notice'), name='disclosure_once'), models.UniqueConstraint(fields=('post', 'ordering'), name='disclosure_order_once')],
            },
        ),
        migrations.CreateModel(
            name='Declaration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('ai_use', 'use of AI'), ('tie', 'tie to an organisation'), ('benefit', 'benefit received')], max_length=20, verbose_name='about')),
                ('ai_degree', models.PositiveSmallIntegerField(blank=True, choices=[(0, 'none'), (1, 'assistive: ideas, spelling, transcription'), (2, 'substantial: sentences were kept'), (3, 'predominantly written by a machine')], null=True, verbose_name='share of AI')),
                ('text', models.TextField(blank=True, verbose_name='in their words')),
                ('declared_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='declared')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='declarations', to='people.organisation', verbose_name='organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='declarations', to='people.person', verbose_name='person')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='declarations', to='blog.post')),
            ],
            options={
                'verbose_name': 'declaration',
                'verbose_name_plural': 'declarations',
                'ordering': ['declared_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'ai_use'), _negated=True), ('ai_degree__isnull', False), _connector='OR'), name='declaration_of_ai_names_its_degree', violation_error_message="Say how much of the text is the machine's."), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'tie'), _negated=True), ('organisation__isnull', False), _connector='OR'), name='declaration_of_a_tie_names_the_organisation', violation_error_message='Name the organisation.')],
            },
        ),
        migrations.AddConstraint(
            model_name='credit',
            constraint=models.UniqueConstraint(fields=('post', 'person', 'role'), name='credit_once'),
        ),
        migrations.AddConstraint(
            model_name='credit',
            constraint=models.UniqueConstraint(fields=('post', 'ordering'), name='credit_order_once'),
        ),
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(condition=models.Q(('retired', False)), fields=['series', '-published_at', '-id'], name='edition_live_by_series'),
        ),
    ]
