"""Imprint, privacy and accessibility: pages in fixed places, begun by questions."""

from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse

from blog.publishing.publish import publish, withdraw
from pages.models import LegalPage
from pages.own.first_text import QUESTIONS, first_text
from pages.own.page import Page as OwnPage, Place
from pages.own.requirements import page_requirements
from tests.filling import Page
from tests.making import make_editor, make_page, make_post, make_site

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/pages/legalpage/"


def test_the_text_of_before_is_read_until_the_page_made_of_it_is_published(client):
    LegalPage.objects.create(kind="imprint", title="Impressum", body="<p>Verein am Webhof</p>")
    LegalPage.objects.create(kind="privacy", title="Datenschutz", body="")
    LegalPage.objects.create(kind="accessibility", title="Zugang", body="<p>Stufe AA</p>")
    make_post("Zugang", slug="barrierefreiheit")  # somebody has the address already
    import_module("pages.migrations.0008_legal_texts_become_pages").carry_over(apps, None)
    page = OwnPage.objects.get()
    assert (page.place, page.slug, page.body) == (
        *("imprint", "impressum"),
        "<p>Verein am Webhof</p>",
    )
    assert "Verein am Webhof" in client.get("/impressum/").text
    assert "Stufe AA" in client.get("/barrierefreiheit/").text
    page.body = "<p>Verein am Markt</p>"
    page.save()
    assert "Verein am Webhof" in client.get("/impressum/").text
    publish(page, by=None)
    assert "Verein am Markt" in client.get("/impressum/").text
    withdraw(page)
    assert client.get("/impressum/").status_code == 200


def test_questions_make_a_draft_that_says_what_it_does_not_name(client):
    client.force_login(make_editor())
    make_site(legal_name="Saallicht eG", street="Am Webhof 3", postal_code="34117", city="Kassel")
    guide = Page(client, reverse("admin:pages_legalpage_guide", args=["imprint"]))
    assert "keine Rechtsberatung" in guide.tree.text_content()
    assert guide.values["legal_name"] == ["Saallicht eG"]
    guide.fill(represented_by="Rita <Redlich>", email="post@saallicht.example").press("_begin")
    page = OwnPage.objects.get()
    assert guide.address == reverse("admin:pages_page_change", args=[page.pk])
    assert "<p>Saallicht eG<br>Am Webhof 3<br>34117 Kassel</p>" in page.body
    assert "Rita &lt;Redlich&gt;" in page.body
    assert "Umsatzsteuer" not in page.body
    assert not page.editions.exists()
    panel = guide.tree.text_content()
    assert "wer für den Inhalt verantwortlich ist" in panel
    assert "zweiter schneller Weg" in panel
    assert "Mailadresse fehlt" not in panel
    edition = publish(page, by=None)  # nothing of it blocks
    assert edition.get_absolute_url() == "/impressum/"
    again = client.get(reverse("admin:pages_legalpage_guide", args=["imprint"]))
    assert again.headers["Location"] == guide.address  # nothing is overwritten


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("place", Place.values)
def test_a_first_text_with_every_answer_names_all_that_the_law_asks_for(place, language):

    answers = dict.fromkeys(QUESTIONS, "Antwort")
    answers |= {"email": "a@b.example", "phone": "+49 561 5550 0", "postal_code": "34117"}
    page = make_page(place=place, body=first_text(place, language, answers), language=language)
    assert page_requirements(page, page.content()) == []
    page.body = "<p>Bald mehr.</p>"
    missing = page_requirements(page, page.content())
    assert len(missing) >= 4
    assert not any(one.blocking for one in missing)


def test_the_list_says_which_of_them_are_missing(client):
    client.force_login(make_editor())
    publish(make_page("Impressum", place="imprint"), by=None)
    make_page("Datenschutz", place="privacy")
    text = " ".join(Page(client, ADDRESS).tree.text_content().split())
    assert "Impressum veröffentlicht · " in text
    assert "Datenschutz ein Entwurf · " in text
    assert "Barrierefreiheit fehlt · Mit einigen Fragen beginnen" in text
    assert client.get(f"{ADDRESS}guide/nichts/").status_code == 404


def test_a_piece_that_has_the_address_already_is_named(client):
    client.force_login(make_editor())
    make_post("Wie wir heißen", slug="impressum")
    guide = Page(client, reverse("admin:pages_legalpage_guide", args=["imprint"]))
    guide.fill(legal_name="Saallicht eG").press("_begin")
    assert "„Wie wir heißen“ hat die Adresse /impressum/ schon." in guide.tree.text_content()
    assert guide.values["legal_name"] == ["Saallicht eG"]
    assert not OwnPage.objects.exists()
