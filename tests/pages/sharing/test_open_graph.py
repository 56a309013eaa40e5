from dataclasses import replace
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from django.urls import reverse
from lxml import html

from blog.publishing.publish import publish
from blog.publishing.rendering import render
from disclosures.decisions import Label
from pages.templatetags.sharing import share
from tests.making import edition_with, make_editor, make_post

pytestmark = pytest.mark.django_db
TITLE = "Grüße von Löwen & Bären"
ADDRESS = "http://testserver/blog/gruesse/"


def links(client):
    tree = html.fromstring(client.get("/blog/gruesse/").text)
    found = tree.xpath("//nav[@class='share']//a")
    return {link.text: link.get("href") for link in found}


def test_a_piece_is_shared_by_plain_links_that_carry_title_and_address(client):
    publish(make_post(TITLE, slug="gruesse"), by=None)
    found = links(client)
    assert list(found) == ["E-Mail", "LinkedIn", "Bluesky", "WhatsApp"]
    mail = parse_qs(urlsplit(found["E-Mail"]).query)
    assert mail == {"subject": [TITLE], "body": [ADDRESS]}
    assert parse_qs(urlsplit(found["LinkedIn"]).query) == {"url": [ADDRESS]}
    for name in ("Bluesky", "WhatsApp"):
        assert unquote(found[name]).endswith(f"text={TITLE} {ADDRESS}")


def test_the_address_stands_there_to_be_copied(client):
    publish(make_post(TITLE, slug="gruesse"), by=None)
    tree = html.fromstring(client.get("/blog/gruesse/").text)
    assert tree.xpath("//p[@class='share-address']/input/@value") == [ADDRESS]


def test_an_advertisement_says_so_in_what_is_passed_on():
    labels = (Label("ad", "Anzeige"), Label("guest", "Gastbeitrag"))
    content = replace(make_post("Gro\xadße Worte").content(), labels=labels)
    edition = edition_with(content)
    render(edition)
    told = share(edition)
    subject = parse_qs(urlsplit(told["ways"][0].address).query)["subject"]
    assert subject == ["Anzeige: Große Worte"]


def test_a_preview_is_not_for_sharing(client):
    post = make_post()
    client.force_login(make_editor())
    page = client.get(reverse("admin:preview_page", args=[post.pk]))
    assert (page.status_code, 'class="share"' in page.text) == (200, False)
