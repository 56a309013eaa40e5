"""Pictures whose rights have ended, and people who go by another name."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from blog.editions.edition import Edition
from blog.publishing.freezing import Freezing
from blog.publishing.publish import publish
from blog.renewing.taking_away import take_away
from disclosures.trail import Action, entries
from events.models import EventPicture
from tests.making import make_editor, make_event, make_interview, make_person, make_post
from tests.media.pictures import picture_bytes, saved_image

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture():
    return saved_image(picture_bytes("JPEG", (1300, 800), colour=(9, 90, 200)), credit="Foto: Ada")


def text_with(image) -> str:
    return f'<p>Davor.</p><figure data-file="{image.pk}"></figure><p>Danach.</p>'


def test_a_picture_taken_away_is_gone_wherever_readers_met_it(
    client, picture, django_capture_on_commit_callbacks
):
    """A deleted picture stayed at its address, in live pieces and in every size."""
    author = make_person("Ada Berg", portrait=picture, newsroom=True)
    event = make_event(image=picture)
    EventPicture.objects.create(event=event, image=picture, ordering=1)
    post = make_post(slug="text", author=author, image=picture, body=text_with(picture))
    publish(post, by=None)
    frozen, files = picture.frozen(), {picture.file.name}
    stem = picture.file.name.removeprefix("images/").removesuffix(".jpg")
    sizes = [name for name in default_storage.listdir("renditions")[1] if name.startswith(stem)]
    assert sizes
    files |= {f"renditions/{name}" for name in sizes}
    assert default_storage.exists(frozen.file)

    editor = make_editor()
    with django_capture_on_commit_callbacks(execute=True):
        take_away(picture, by=editor)

    assert [name for name in files if default_storage.exists(name)] == []
    assert client.get(default_storage.url(frozen.file)).status_code == 404
    for address in ("/blog/text/", "/blog/", event.get_absolute_url(), author.get_absolute_url()):
        assert stem not in client.get(address).text, address
    assert stem not in client.get("/feeds/feed.json").text
    assert "Hier stand ein Bild" in client.get("/blog/text/").text
    (entry,) = entries(type(picture)(pk=frozen.id)).filter(action=Action.TAKE_AWAY)
    assert (entry.actor, "Foto: Ada" in entry.facts) == (editor.pk, True)
    assert Edition.objects.filter(post=post).count() == 2


def test_it_is_not_taken_away_by_halves_where_the_next_edition_waits(client, picture):
    """The edition that is scheduled would bring it back."""
    post = make_post(slug="text", image=picture)
    publish(post, by=None)
    post.title = "Anders"
    post.save()
    publish(post, by=None, starts_at=timezone.now() + timedelta(days=2))
    with pytest.raises(ValidationError):
        take_away(picture, by=None)
    picture.refresh_from_db()
    assert default_storage.exists(picture.file.name)


def test_a_figure_whose_picture_is_gone_does_not_vanish_without_a_word(picture):
    """It was left out at publishing, and nobody was told."""
    post = make_post(body=text_with(picture))
    take_away(picture, by=None)
    (figure,) = [one for one in Freezing(post).requirements if one.code == "figure"]
    assert (figure.blocking, figure.field) == (True, "body")


def test_a_renamed_person_can_be_renewed_in_live_pieces(client):
    """The old name stayed in every piece, and each had to be published by hand."""
    guest = make_person("Anna Berg")
    interview = make_interview(slug="gespraech", guest=guest)
    publish(interview, by=None)
    guest.name = "Anna Tal"
    guest.save()
    assert "Anna Berg" in client.get("/interviews/gespraech/").text
    client.force_login(make_editor())
    address = f"{reverse('admin:reassess')}?person={guest.pk}"
    listed = client.get(address).text
    assert "Anna Berg" in listed
    assert "Anna Tal" in listed
    client.post(address)
    renewed = client.get("/interviews/gespraech/").text
    assert "Anna Tal" in renewed
    assert "Anna Berg" not in renewed
