"""The index of topics, and what a topic says of itself."""

import pytest
from lxml import html

from blog.models import Tag
from blog.publishing.publish import publish
from pages.lists import topics
from tests.making import make_post

pytestmark = pytest.mark.django_db


def test_topics_with_something_to_read_stand_in_order_with_their_numbers(client, monkeypatch):
    monkeypatch.setattr(topics, "PAGE_SIZE", 2)
    for title, names in (("Eins", ["Zelt", "Ärger"]), ("Zwei", ["Ärger", "Bühne"])):
        post = make_post(title)
        post.tags.add(*names)
        publish(post, by=None)
    make_post("Entwurf").tags.add("Geheim")
    seen, address = [], "/themen/"
    while address:
        tree = html.fromstring(client.get(address).text)
        seen += [row.text_content().split() for row in tree.xpath("//ul[@class='rows topics']/li")]
        further = tree.xpath("//nav[@class='pagination']/a/@href")
        address = f"/themen/{further[0]}" if further else ""
    assert seen == [
        ["Ärger", "2", "Beiträge"],
        ["Bühne", "1", "Beitrag"],
        ["Zelt", "1", "Beitrag"],
    ]
    assert client.get("/themen/?nach=erfunden").status_code == 404


def test_an_introduction_stands_above_the_pieces_and_on_the_card(client):
    post = make_post("Eins")
    post.tags.add("Bühne")
    publish(post, by=None)
    Tag.objects.update(description="<p>Was auf eine Bühne gehört.</p>")
    page = client.get("/thema/buehne/").text
    tree = html.fromstring(page)
    assert tree.xpath("//div[contains(@class, 'page-intro')]/p/text()") == [
        "Was auf eine Bühne gehört."
    ]
    assert tree.xpath("//meta[@name='description']/@content") == ["Was auf eine Bühne gehört."]
    (card,) = tree.xpath("//meta[@property='og:image']/@content")
    (alt,) = tree.xpath("//meta[@property='og:image:alt']/@content")
    assert "Thema – Bühne – Was auf eine Bühne gehört." in alt
    assert client.get(card)["Content-Type"] == "image/jpeg"
    Tag.objects.update(description="Anders")
    assert client.get(card).status_code == 404
