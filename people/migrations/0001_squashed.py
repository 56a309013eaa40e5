"""The schema as releases until November 2026 had left it; in their databases it counts as applied."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('people', '0001_initial'), ('people', '0002_aliases'), ('people', '0003_phonebook')]

    initial = True

    dependencies = [
        ('auth', '__first__'),
        ('media', '0001_squashed'),
    ]

    operations = [
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, unique=True, verbose_name='name')),
                ('slug', models.SlugField(blank=True, max_length=80, unique=True, verbose_name='address')),
                ('sort_key', models.CharField(editable=False, max_length=240)),
                ('url', models.URLField(blank=True, verbose_name='website')),
                ('aliases', models.TextField(blank=True, help_text='One per line: abbreviations, former names, further domains.', verbose_name='other names')),
                ('description', models.TextField(blank=True, verbose_name='description')),
                ('logo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.image', verbose_name='logo')),
            ],
            options={
                'verbose_name': 'organisation',
                'verbose_name_plural': 'organisations',
                'ordering': ['sort_key', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='First and last name, without a title.', max_length=160, verbose_name='name')),
                ('honorific', models.CharField(blank=True, help_text='Such as Dr. or Prof. Dr.', max_length=40, verbose_name='academic title')),
                ('aliases', models.TextField(blank=True, help_text='One per line: former names, pen names. Texts that use them are found too.', verbose_name='other names')),
                ('sort_name', models.CharField(blank=True, help_text='How lists sort the name: “Berg, Anna”. Filled in from the name if empty.', max_length=160, verbose_name='sort name')),
                ('sort_key', models.CharField(editable=False, max_length=240)),
                ('slug', models.SlugField(blank=True, max_length=80, unique=True, verbose_name='address')),
                ('gender', models.CharField(blank=True, choices=[('f', 'female'), ('m', 'male')], help_text='For words such as Autorin and Autor. Left open, a neutral form is used.', max_length=1, verbose_name='grammatical gender')),
                ('role_line', models.CharField(blank=True, help_text='Stands under the name, for example “Journalist and consultant”.', max_length=200, verbose_name='role line')),
                ('newsroom', models.BooleanField(default=False, help_text='Posts by people outside the newsroom are labelled as guest posts.', verbose_name='belongs to the newsroom')),
                ('bio', models.TextField(blank=True, verbose_name='about this person')),
                ('email', models.EmailField(blank=True, help_text='Never shown to readers.', max_length=254, verbose_name='e-mail')),
                ('affiliation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='people', to='people.organisation', verbose_name='works for')),
                ('portrait', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.image', verbose_name='portrait')),
                ('user', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='person', to=settings.AUTH_USER_MODEL, verbose_name='account')),
            ],
            options={
                'verbose_name': 'person',
                'verbose_name_plural': 'people',
                'ordering': ['sort_key', 'pk'],
                'indexes': [models.Index(fields=['sort_key', 'id'], name='person_phonebook')],
            },
        ),
        migrations.CreateModel(
            name='ProfileLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.URLField(verbose_name='address')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='people.person')),
            ],
            options={
                'verbose_name': 'profile elsewhere',
                'verbose_name_plural': 'profiles elsewhere',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('person', 'url'), name='profile_link_once_per_person')],
            },
        ),
    ]
