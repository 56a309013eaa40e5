"""The schema as releases until November 2026 had left it; in their databases it counts as applied."""

import datetime
import django.core.validators
import django.db.models.deletion
import events.zones
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('events', '0001_initial'), ('events', '0002_programme_prices_days'), ('events', '0003_fill'), ('events', '0004_public'), ('events', '0005_code_parameter'), ('events', '0006_reduced')]

    initial = True

    dependencies = [
        ('disclosures', '0001_squashed'),
        ('media', '0001_squashed'),
        ('people', '0001_squashed'),
    ]

    operations = [
        migrations.CreateModel(
            name='EventSeries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=160, unique=True, verbose_name='name')),
                ('slug', models.SlugField(blank=True, max_length=80, unique=True, verbose_name='address')),
                ('description', models.TextField(blank=True, verbose_name='description')),
            ],
            options={
                'verbose_name': 'event series',
                'verbose_name_plural': 'event series',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='TicketHost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('host', models.CharField(max_length=200, unique=True, validators=[django.core.validators.RegexValidator('^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}$', 'A host is written without https:// and without a path, such as tickets.example.org.')], verbose_name='host')),
                ('code_parameter', models.SlugField(default='voucher', help_text='How the shop calls a code in its addresses; pretix says voucher.', max_length=30, verbose_name='name of the code')),
            ],
            options={
                'verbose_name': 'allowed ticket shop',
                'verbose_name_plural': 'allowed ticket shops',
                'ordering': ['host'],
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=160, verbose_name='name')),
                ('slug', models.SlugField(blank=True, max_length=80, unique=True, verbose_name='address')),
                ('hashtag', models.CharField(blank=True, max_length=60, null=True, unique=True, validators=[django.core.validators.RegexValidator('^#\\w+$', 'A hashtag is # and letters or digits, such as #d2m26.')], verbose_name='hashtag')),
                ('starts_at', models.DateTimeField(verbose_name='starts')),
                ('ends_at', models.DateTimeField(verbose_name='ends')),
                ('all_day', models.BooleanField(default=False, verbose_name='whole days, without times')),
                ('time_zone', models.CharField(default='Europe/Berlin', help_text='All times of the event are entered and shown in it.', max_length=40, validators=[events.zones.known_zone], verbose_name='time zone')),
                ('status', models.CharField(choices=[('EventScheduled', 'scheduled'), ('EventPostponed', 'postponed, new date open'), ('EventRescheduled', 'rescheduled'), ('EventCancelled', 'cancelled'), ('EventMovedOnline', 'moved online')], default='EventScheduled', max_length=20, verbose_name='status')),
                ('attendance', models.CharField(choices=[('OfflineEventAttendanceMode', 'on site'), ('OnlineEventAttendanceMode', 'online'), ('MixedEventAttendanceMode', 'on site and online')], default='OfflineEventAttendanceMode', max_length=30, verbose_name='attendance')),
                ('public', models.BooleanField(default=True, help_text='Only announced events are shown to readers, calendars and search engines.', verbose_name='announced')),
                ('own', models.BooleanField(default=True, help_text='Ticket boxes for own events say so.', verbose_name='our own event')),
                ('venue', models.CharField(blank=True, max_length=160, verbose_name='venue')),
                ('street', models.CharField(blank=True, max_length=160, verbose_name='street')),
                ('postal_code', models.CharField(blank=True, max_length=12, verbose_name='postal code')),
                ('city', models.CharField(blank=True, max_length=100, verbose_name='city')),
                ('country', models.CharField(default='DE', max_length=2, verbose_name='country')),
                ('latitude', models.DecimalField(blank=True, decimal_places=6, help_text='Such as 50.110924; leads readers to a map.', max_digits=8, null=True, validators=[django.core.validators.MinValueValidator(-90), django.core.validators.MaxValueValidator(90)], verbose_name='latitude')),
                ('longitude', models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True, validators=[django.core.validators.MinValueValidator(-180), django.core.validators.MaxValueValidator(180)], verbose_name='longitude')),
                ('online_url', models.URLField(blank=True, help_text='Where people take part online; a public page, never a link to the room itself.', verbose_name='address of the online event')),
                ('waiting_list_url', models.URLField(blank=True, help_text='Where readers are led when all is sold out.', verbose_name='waiting list')),
                ('url', models.URLField(blank=True, verbose_name='website')),
                ('standfirst', models.CharField(blank=True, max_length=300, verbose_name='standfirst')),
                ('description', models.TextField(blank=True, verbose_name='description')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('sequence', models.PositiveIntegerField(default=0, editable=False)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.image', verbose_name='image')),
                ('organiser', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='organised_events', to='people.organisation', verbose_name='organiser')),
                ('series', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='events', to='events.eventseries', verbose_name='event series')),
            ],
            options={
                'verbose_name': 'event',
                'verbose_name_plural': 'events',
                'ordering': ['-starts_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='event_ends_after_start', violation_error_message='An event ends after it starts.'), models.CheckConstraint(condition=models.Q(models.Q(('latitude__isnull', True), ('longitude__isnull', True)), models.Q(('latitude__isnull', False), ('longitude__isnull', False)), _connector='OR'), name='event_both_coordinates', violation_error_message='A place needs both latitude and longitude.')],
            },
        ),
        migrations.CreateModel(
            name='PreviousDate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.DateTimeField(verbose_name='starts')),
                ('ends_at', models.DateTimeField(verbose_name='ends')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='previous_dates', to='events.event', verbose_name='event')),
            ],
            options={
                'verbose_name': 'previous date',
                'verbose_name_plural': 'previous dates',
                'ordering': ['event', 'starts_at'],
                'constraints': [models.UniqueConstraint(fields=('event', 'starts_at'), name='previous_date_once'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='previous_date_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='ProgrammeItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('keynote', 'keynote'), ('talk', 'talk'), ('panel', 'panel'), ('workshop', 'workshop'), ('social', 'social event'), ('break', 'break')], default='talk', max_length=10, verbose_name='kind')),
                ('title', models.CharField(max_length=250, verbose_name='title')),
                ('abstract', models.TextField(blank=True, verbose_name='abstract')),
                ('starts_at', models.DateTimeField(blank=True, help_text='Empty as long as the time is open.', null=True, verbose_name='starts')),
                ('ends_at', models.DateTimeField(blank=True, null=True, verbose_name='ends')),
                ('room', models.CharField(blank=True, max_length=100, verbose_name='room')),
                ('language', models.CharField(choices=[('de', 'German'), ('en', 'English')], default='de', max_length=2, verbose_name='language')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='programme', to='events.event', verbose_name='event')),
            ],
            options={
                'verbose_name': 'programme item',
                'verbose_name_plural': 'programme',
                'ordering': ['event', models.OrderBy(models.F('starts_at'), nulls_last=True), 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__isnull', True), models.Q(('ends_at__gt', models.F('starts_at')), ('starts_at__isnull', False)), _connector='OR'), name='programme_item_ends_after_start', violation_error_message='A programme item ends after it starts.')],
            },
        ),
        migrations.CreateModel(
            name='Speaker',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ordering', models.PositiveIntegerField(default=0, verbose_name='order')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='speaker_rows', to='events.programmeitem')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='speaker_rows', to='people.person', verbose_name='person')),
            ],
            options={
                'verbose_name': 'speaker',
                'verbose_name_plural': 'speakers',
                'ordering': ['item', 'ordering', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('item', 'person'), name='speaker_once_per_item')],
            },
        ),
        migrations.AddField(
            model_name='programmeitem',
            name='speakers',
            field=models.ManyToManyField(related_name='talks', through='events.Speaker', to='people.person', verbose_name='speakers'),
        ),
        migrations.CreateModel(
            name='Sponsorship',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.CharField(choices=[('partner', 'partner'), ('sponsor', 'sponsor'), ('main_sponsor', 'main sponsor')], default='sponsor', max_length=20, verbose_name='level')),
                ('starts_on', models.DateField(default=datetime.date.today, verbose_name='from')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='until')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sponsorships', to='events.event', verbose_name='event')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sponsorships', to='people.organisation', verbose_name='organisation')),
            ],
            options={
                'verbose_name': 'sponsorship',
                'verbose_name_plural': 'sponsorships',
                'ordering': ['event', 'level', 'organisation'],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'event', 'level', 'starts_on'), name='sponsorship_once'), models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='sponsorship_start_before_end')],
            },
        ),
        migrations.CreateModel(
            name='TicketOffer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ordering', models.PositiveIntegerField(default=0, verbose_name='order')),
                ('name', models.CharField(help_text='Such as early bird.', max_length=100, verbose_name='name')),
                ('price', models.DecimalField(decimal_places=2, max_digits=8, validators=[django.core.validators.MinValueValidator(0)], verbose_name='price')),
                ('currency', models.CharField(default='EUR', max_length=3, verbose_name='currency')),
                ('audience', models.CharField(choices=[('consumer', 'everyone (gross price)'), ('business', 'businesses only (net price)')], default='consumer', max_length=10, verbose_name='audience')),
                ('vat_rate', models.DecimalField(decimal_places=1, default=19, max_digits=4, verbose_name='VAT in per cent')),
                ('sales_start', models.DateTimeField(blank=True, null=True, verbose_name='on sale from')),
                ('sales_end', models.DateTimeField(blank=True, null=True, verbose_name='on sale until')),
                ('availability', models.CharField(choices=[('available', 'available'), ('few', 'few left'), ('sold_out', 'sold out')], default='available', max_length=10, verbose_name='availability')),
                ('url', models.URLField(help_text='Address of this tier in the shop.', verbose_name='ticket shop')),
                ('code', models.CharField(blank=True, help_text='A voucher that the shop needs for this tier; it is appended to the address.', max_length=40, verbose_name='code')),
                ('earlier_price', models.DecimalField(blank=True, decimal_places=2, editable=False, max_digits=8, null=True)),
                ('reduced_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('draft', models.BooleanField(default=False, help_text='Readers do not see it, and nobody can buy it.', verbose_name='draft')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='offers', to='events.event', verbose_name='event')),
            ],
            options={
                'verbose_name': 'ticket offer',
                'verbose_name_plural': 'ticket offers',
                'ordering': ['event', 'ordering', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('event', 'ordering'), name='offer_order_once'), models.CheckConstraint(condition=models.Q(('price__gte', 0)), name='offer_price_not_negative'), models.CheckConstraint(condition=models.Q(('sales_start__isnull', True), ('sales_end__isnull', True), ('sales_end__gt', models.F('sales_start')), _connector='OR'), name='offer_window_start_before_end', violation_error_message='Sales end after they start.')],
            },
        ),
        migrations.CreateModel(
            name='OfferPrice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('price', models.DecimalField(decimal_places=2, max_digits=8, verbose_name='price')),
                ('since', models.DateTimeField(verbose_name='since')),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='prices', to='events.ticketoffer')),
            ],
            options={
                'verbose_name': 'earlier price',
                'verbose_name_plural': 'earlier prices',
                'ordering': ['offer', 'since', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Ambassadorship',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(blank=True, max_length=40, verbose_name='ticket code')),
                ('benefit', models.CharField(blank=True, help_text='Such as a free ticket.', max_length=200, verbose_name='receives')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='from')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='until')),
                ('statement', models.TextField(blank=True, help_text='Why they stand for it, in their own words; readers see it on the event.', max_length=600, verbose_name='statement')),
                ('public', models.BooleanField(default=True, verbose_name='shown on the event')),
                ('kit_token', models.CharField(blank=True, editable=False, max_length=43, null=True, unique=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ambassadorships', to='people.person', verbose_name='person')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ambassadorships', to='events.event', verbose_name='event')),
            ],
            options={
                'verbose_name': 'ambassadorship',
                'verbose_name_plural': 'ambassadorships',
                'ordering': ['event', 'person'],
                'constraints': [models.UniqueConstraint(fields=('person', 'event'), name='ambassador_once_per_event'), models.UniqueConstraint(condition=models.Q(('code', ''), _negated=True), fields=('event', 'code'), name='ambassador_code_once'), models.CheckConstraint(condition=models.Q(('starts_on__isnull', True), ('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='ambassadorship_start_before_end')],
            },
        ),
        migrations.CreateModel(
            name='EventDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.DateTimeField(verbose_name='starts')),
                ('ends_at', models.DateTimeField(verbose_name='ends')),
                ('name', models.CharField(blank=True, help_text='Such as workshop day.', max_length=100, verbose_name='name')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='days', to='events.event', verbose_name='event')),
            ],
            options={
                'verbose_name': 'day',
                'verbose_name_plural': 'days',
                'ordering': ['event', 'starts_at'],
                'constraints': [models.UniqueConstraint(fields=('event', 'starts_at'), name='event_day_once'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='event_day_ends_after_start', violation_error_message='A day ends after it starts.')],
            },
        ),
        migrations.CreateModel(
            name='EventNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ordering', models.PositiveIntegerField(default=0, verbose_name='order')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='events.event', verbose_name='event')),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='event_rows', to='disclosures.notice', verbose_name='notice')),
            ],
            options={
                'verbose_name': 'notice',
                'verbose_name_plural': 'notices',
                'ordering': ['event', 'ordering', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('event', 'notice'), name='event_notice_once')],
            },
        ),
        migrations.CreateModel(
            name='EventPicture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ordering', models.PositiveIntegerField(default=0, verbose_name='order')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pictures', to='events.event', verbose_name='event')),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='media.image', verbose_name='image')),
            ],
            options={
                'verbose_name': 'picture',
                'verbose_name_plural': 'pictures',
                'ordering': ['event', 'ordering', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('event', 'image'), name='event_picture_once')],
            },
        ),
    ]
