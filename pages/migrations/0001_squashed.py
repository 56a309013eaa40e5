"""The schema as releases until November 2026 had left it; in their databases it counts as applied."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('pages', '0001_initial'), ('pages', '0002_epoch'), ('pages', '0003_site'), ('pages', '0004_announcement')]

    initial = True

    dependencies = [
        ('blog', '0001_squashed'),
        ('media', '0001_squashed'),
    ]

    operations = [
        migrations.CreateModel(
            name='Epoch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.UUIDField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='one_epoch')],
            },
        ),
        migrations.CreateModel(
            name='LegalPage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('imprint', 'Imprint'), ('privacy', 'Privacy'), ('accessibility', 'Accessibility'), ('transparency', 'Transparency')], max_length=20, unique=True, verbose_name='page')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('body', models.TextField(blank=True, verbose_name='text')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='last saved')),
            ],
            options={
                'verbose_name': 'page of the site',
                'verbose_name_plural': 'pages of the site',
                'ordering': ['kind'],
            },
        ),
        migrations.CreateModel(
            name='Site',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, help_text='As readers, search engines, feeds and calendars get to see it.', max_length=80, verbose_name='name of the site')),
                ('claim', models.CharField(blank=True, help_text='One line on what is to be found here: in the footer and in search results.', max_length=140, verbose_name='claim')),
                ('logo_text', models.CharField(blank=True, help_text='What it says to people who cannot see it. Empty: the name of the site.', max_length=140, verbose_name='alternative text of the logo')),
                ('show_name', models.BooleanField(default=True, help_text='Switch it off if the logo already says the name.', verbose_name='show the name beside the logo')),
                ('accent', models.CharField(default='#8d1d2c', help_text='For links, labels and buttons. It must be readable on the light paper.', max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9a-fA-F]{6}\\Z', 'Please give a colour as # and six digits or letters a to f, such as #8d1d2c.')], verbose_name='accent colour')),
                ('accent_dark', models.CharField(blank=True, help_text='Empty: a lighter one is derived that can be read on dark.', max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9a-fA-F]{6}\\Z', 'Please give a colour as # and six digits or letters a to f, such as #8d1d2c.')], verbose_name='accent colour on dark')),
                ('footer_text', models.TextField(blank=True, verbose_name='text in the footer')),
                ('legal_name', models.CharField(blank=True, help_text='The full name of the house, such as “Saallicht eG”.', max_length=160, verbose_name='publisher')),
                ('street', models.CharField(blank=True, max_length=160, verbose_name='street and number')),
                ('postal_code', models.CharField(blank=True, max_length=20, verbose_name='postal code')),
                ('city', models.CharField(blank=True, max_length=80, verbose_name='city')),
                ('country', models.CharField(default='DE', help_text='Two letters, such as DE, AT or CH.', max_length=2, validators=[django.core.validators.RegexValidator('^[A-Z]{2}$', 'Two capital letters, such as DE or AT.')], verbose_name='country')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='mail address')),
                ('phone', models.CharField(blank=True, max_length=40, validators=[django.core.validators.RegexValidator('^\\+[0-9][0-9 ()/-]{4,}$', 'Begin with the country, such as +49 561 123456.')], verbose_name='phone')),
                ('reserve_mining', models.BooleanField(default=False, help_text='Tells crawlers that gather texts for AI, in ways that machines read, that nothing here may be used for it (§ 44b (3) UrhG). Search engines are not affected.', verbose_name='reserve text and data mining')),
                ('mining_policy', models.URLField(blank=True, help_text='Where somebody finds out how to get a permission. May stay empty.', validators=[django.core.validators.URLValidator(code='https', message='Please give an address with https://.', schemes=['https'])], verbose_name='page with the terms of a licence')),
                ('indexnow', models.BooleanField(default=False, help_text='Addresses of pieces that appear, change or are withdrawn go to api.indexnow.org and from there to Bing, Yandex, Seznam and others; Google does not take part.', verbose_name='tell search engines at once (IndexNow)')),
                ('indexnow_key', models.CharField(blank=True, editable=False, max_length=128)),
                ('websub', models.BooleanField(default=False, help_text='The service below is told of new pieces, and tells those who subscribe.', verbose_name='tell feed readers at once (WebSub)')),
                ('websub_hub', models.URLField(default='https://pubsubhubbub.appspot.com/', validators=[django.core.validators.URLValidator(code='https', message='Please give an address with https://.', schemes=['https'])], verbose_name='service for WebSub')),
                ('icon', models.ForeignKey(blank=True, help_text='For browser tabs and home screens; a square stays whole.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.image', verbose_name='icon')),
                ('logo', models.ForeignKey(blank=True, help_text='From the images; best a PNG with a transparent background.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.image', verbose_name='logo')),
                ('logo_dark', models.ForeignKey(blank=True, help_text='For readers whose screen is dark. Empty: the same.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.image', verbose_name='logo on dark')),
                ('share_image', models.ForeignKey(blank=True, help_text='Where a page without a picture of its own is shared.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.image', verbose_name='picture for sharing')),
            ],
            options={
                'verbose_name': 'site',
                'verbose_name_plural': 'name, looks and switches',
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='one_site')],
            },
        ),
        migrations.CreateModel(
            name='NavigationLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ordering', models.PositiveIntegerField(default=0, verbose_name='order')),
                ('label', models.CharField(blank=True, max_length=40, verbose_name='link text')),
                ('address', models.CharField(blank=True, max_length=300, verbose_name='address')),
                ('page', models.CharField(blank=True, choices=[('home', 'Front page'), ('blog', 'Blog'), ('interviews', 'Interviews'), ('events', 'Events'), ('people', 'People'), ('search', 'Search'), ('transparency', 'Transparency'), ('corrections', 'Corrections')], max_length=20, verbose_name='page')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='navigation', to='pages.site')),
            ],
            options={
                'verbose_name': 'link in the header',
                'verbose_name_plural': 'links in the header',
                'ordering': ['ordering', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='FooterLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ordering', models.PositiveIntegerField(default=0, verbose_name='order')),
                ('label', models.CharField(blank=True, max_length=40, verbose_name='link text')),
                ('address', models.CharField(blank=True, max_length=300, verbose_name='address')),
                ('page', models.CharField(blank=True, choices=[('home', 'Front page'), ('blog', 'Blog'), ('interviews', 'Interviews'), ('events', 'Events'), ('people', 'People'), ('search', 'Search'), ('transparency', 'Transparency'), ('corrections', 'Corrections')], max_length=20, verbose_name='page')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='footer_links', to='pages.site')),
            ],
            options={
                'verbose_name': 'link in the footer',
                'verbose_name_plural': 'links in the footer',
                'ordering': ['ordering', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SocialLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ordering', models.PositiveIntegerField(default=0, verbose_name='order')),
                ('label', models.CharField(help_text='Such as “Mastodon” or “LinkedIn”.', max_length=40, verbose_name='link text')),
                ('address', models.URLField(max_length=300, validators=[django.core.validators.URLValidator(code='https', message='Please give an address with https://.', schemes=['https'])], verbose_name='address')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='social_links', to='pages.site')),
            ],
            options={
                'verbose_name': 'profile elsewhere',
                'verbose_name_plural': 'profiles elsewhere',
                'ordering': ['ordering', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Announcement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('service', models.CharField(choices=[('indexnow', 'IndexNow'), ('websub', 'WebSub')], max_length=10)),
                ('moment', models.DateTimeField()),
                ('due_at', models.DateTimeField(db_index=True)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='blog.post')),
            ],
            options={
                'verbose_name': 'announcement',
                'verbose_name_plural': 'announcements',
                'constraints': [models.UniqueConstraint(fields=('service', 'post'), name='announcement_once')],
            },
        ),
    ]
