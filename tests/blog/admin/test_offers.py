"""New words that came with a release are offered beside those in force."""

import pytest

from disclosures.library import BEGINNING, standards
from disclosures.models import Notice
from disclosures.trail import Action, entries
from tests.making import make_editor

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/disclosures/notice/offers/"


@pytest.fixture
def guest_posts():
    """The notice on guest posts, in the words of an earlier release."""
    notice = Notice.objects.get(key="gastbeitrag")
    notice.versions.all().delete()
    for language, (heading, text) in standards()["gastbeitrag"].first.items():
        notice.versions.create(
            number=1, language=language, heading=heading, text=text, valid_from=BEGINNING
        )
    return notice


def test_the_list_of_notices_says_so_and_leads_there(client, guest_posts):
    client.force_login(make_editor())
    page = client.get("/admin/disclosures/notice/").text
    assert "Diese Version hat 2 bessere Wortlaute von Hinweisen." in page
    assert f'href="{ADDRESS}"' in page
    told = client.get(ADDRESS).text
    assert "Gastbeitrag: Der Text gibt die persönliche Meinung von" in told.replace("\xa0", " ")
    assert "Die Redaktion hat diesen Gastbeitrag ausgewählt" in told.replace("\xa0", " ")


def test_taking_one_puts_it_in_force_and_leaves_the_other_and_what_was_there(client, guest_posts):
    client.force_login(make_editor())
    first = guest_posts.wording("de")
    assert client.post(ADDRESS, {"offer": "gastbeitrag:de"}).status_code == 302
    assert guest_posts.wording("de").number == 2
    assert guest_posts.wording("en").number == 1
    first.refresh_from_db()
    assert first.text == standards()["gastbeitrag"].first["de"][1]
    assert entries(guest_posts).filter(action=Action.TEXT_EDIT).count() == 1
    client.post(ADDRESS, {"offer": "all"})
    assert guest_posts.wording("en").number == 2
    assert "Es gibt keine neuen Wortlaute." in client.get(ADDRESS).text


def test_without_the_right_to_change_notices_nothing_is_taken(
    client, guest_posts, django_user_model
):
    client.force_login(django_user_model.objects.create_user("leserin", is_staff=True))
    assert client.post(ADDRESS, {"offer": "all"}).status_code == 403
    assert guest_posts.wording("de").number == 1


def test_a_new_site_is_told_nothing(client):
    client.force_login(make_editor())
    assert "bessere" not in client.get("/admin/disclosures/notice/").text
