import pytest
from django.urls import reverse

from blog.editions.edition import Edition
from blog.publishing.publish import publish, withdraw
from interviews.models import Interview
from pages.models import LegalPage
from tests.filling import Page
from tests.making import make_editor, make_interview, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def editor(client, settings):
    settings.LANGUAGE_CODE = "en"
    client.force_login(make_editor())


def test_the_introduction_on_transparency_is_written(client):
    Page(client, "/admin/pages/legalpage/")
    text = LegalPage.objects.get()
    page = Page(client, reverse("admin:pages_legalpage_change", args=[text.pk]))
    page.fill(body="<p>Wir sagen, wer zahlt.</p>").press("_save")
    text.refresh_from_db()
    assert text.body == "<p>Wir sagen, wer zahlt.</p>"
    assert "Wir sagen, wer zahlt." in client.get("/transparenz/").text


def test_the_preview_is_the_readers_page_and_publishes_nothing(client):
    interview = make_interview("Noch geheim")
    response = client.get(reverse("admin:preview_page", args=[interview.pk]))
    assert "Noch geheim" in response.content.decode()
    assert Edition.objects.count() == 0


def test_the_preview_is_stored_by_nobody_and_framed_by_the_newsroom_alone(client):
    response = client.get(reverse("admin:preview_page", args=[make_post().pk]))
    assert response.headers["Cache-Control"] == "no-store, private"
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    policy = response.headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy
    assert "nonce" not in policy


def test_the_preview_leaves_the_anchors_of_questions_to_publishing(client):
    interview = make_interview()
    client.get(reverse("admin:preview_page", args=[interview.pk]))
    assert list(Interview.objects.get().exchanges.values_list("anchor", flat=True)) == [""]


def test_a_withdrawn_edition_can_be_seen_as_readers_saw_it(client):
    post = make_post("Damals")
    edition = publish(post, by=None)
    withdraw(post)
    response = client.get(reverse("admin:edition_page", args=[edition.pk]))
    assert "Damals" in response.content.decode()
    around = client.get(reverse("admin:edition", args=[edition.pk])).content.decode()
    assert "Edition 1, valid from" in around


def test_a_piece_that_is_not_there_has_no_preview(client):
    assert client.get(reverse("admin:preview", args=[4711])).status_code == 404
