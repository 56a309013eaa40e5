"""An address written past every form leads nobody anywhere: it is checked where it is put out, too."""

import itertools

import pytest
from django.apps import apps
from django.db import models, transaction

from blog.models import Post
from blog.publishing.publish import publish
from delivery import generation
from disclosures.models import NoticeVersion
from events.models import Event
from pages.models import Site
from people.models import Organisation, Person, ProfileLink
from prose.fields import ProseField
from prose.links import LinkField
from tests import unlocked
from tests.pages.test_every_address import addresses, world  # noqa: F401  # a fixture
from tests.security.admin_addresses import admin_addresses
from tests.security.leading import hostile_in
from tests.security.newsroom import argument_of, make_account, make_newsroom

pytestmark = pytest.mark.django_db
HOSTILE = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "\x01javascript:alert(1)",
    " javascript:alert(1)",
    "javascript&colon;alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "DATA:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
]
# Where the newsroom is shown, rather than asked, what stands in rows.
LOOKED_AT = ("preview", "_page", "edition", "_change", "_record", "_differences", "view_on_site")
OURS = [
    model
    for model in apps.get_models()
    if not model.__module__.startswith(("django", "allauth", "reversion", "taggit"))
]


def is_address(field):
    return isinstance(field, models.URLField) or (
        isinstance(field, models.CharField) and field.name in {"address", "url"}
    )


def write_past_the_forms():
    """Fill every address and every text of every row with what no form takes."""
    rotating = itertools.cycle(HOSTILE)
    for model in OURS:
        if model is NoticeVersion:  # frozen by the database where it was used
            continue
        for row in model._base_manager.all():
            changes = {}
            for field in model._meta.local_fields:
                if is_address(field):
                    changes[field.name] = next(rotating)
                elif isinstance(field, ProseField):
                    link = next(rotating)
                    changes[field.name] = (
                        f'<p>Text <a href="{link}">hier</a></p><script>alert(1)</script>'
                        f'<img src="x" onerror="alert(1)"><figure data-embed="{link}"></figure>'
                    )
            if changes:
                model._base_manager.filter(pk=row.pk).update(**changes)


def with_addresses(post):
    """Give a piece, its people and its site every kind of row that holds an address."""
    organisation = Organisation.objects.create(name="Haus", url="https://haus.example")
    person = Person.objects.first()
    Person.objects.update(bio="<p>Text</p>", affiliation=organisation)
    Event.objects.update(organiser=organisation)
    for event in Event.objects.all():
        event.sponsorships.create(organisation=organisation, level="sponsor")
    ProfileLink.objects.create(person=person, url="https://profil.example")
    post.sources.create(title="Quelle", url="https://quelle.example", ordering=1)
    known = {"consideration": "money", "influence": "none", "given": "500 Euro", "evidence": "Mail"}
    for piece in Post.objects.all():
        piece.ties.create(organisation=organisation, **known)
    site = Site.objects.get()
    for rows in (site.menu_links, site.social_links):
        rows.create(label="Weg", address="https://weg.example", ordering=1)


def published_anew():
    for post in Post.objects.exclude(editions=None).distinct():
        piece = post.as_its_kind()
        piece.title += " neu"
        piece.save(update_fields=["title"])
        publish(piece, by=None)
    generation.begin()


def test_every_address_that_is_put_out_is_checked_as_it_is_read():
    plain = {
        f"{model._meta.label}.{field.name}"
        for model in OURS
        for field in model._meta.local_fields
        if isinstance(field, models.URLField) and not isinstance(field, LinkField)
    }
    assert plain == {"media.Image.source_url"}  # for the newsroom's form alone


def test_readers_are_led_nowhere_by_what_was_written_past_the_forms(client, world):  # noqa: F811
    with_addresses(Post.objects.get(slug="beitrag"))
    write_past_the_forms()
    published_anew()
    found = []
    for _name, address in addresses(world):
        answer = client.get(address)
        body = b"".join(answer)
        kind = answer.headers.get("Content-Type", "")
        if kind.startswith("image/"):
            continue
        text = body.decode()
        found += [(address, bad) for bad in hostile_in(text, kind)]
        found += [
            (address, text) for text in [answer.headers.get("Location", "")] if text[:4] == "java"
        ]
    assert found == []


def test_nor_is_the_newsroom_where_it_only_looks(client):
    newsroom = make_newsroom()
    with_addresses(Post.objects.get(title="Ein Beitrag"))
    write_past_the_forms()
    client.force_login(make_account("root", is_superuser=True))
    found = []
    for address in admin_addresses():
        if not address.name.endswith(LOOKED_AT):
            continue
        path = address.filled(argument_of(address, newsroom))
        with unlocked.watched(), transaction.atomic():
            answer = client.get(path)
            transaction.set_rollback(True)
        kind = answer.headers.get("Content-Type", "")
        text = b"".join(answer).decode(errors="replace")
        found += [(path, bad) for bad in hostile_in(text, kind)]
    assert found == []
