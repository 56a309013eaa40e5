"""Mails that readers write about a piece: to the newsroom, with the title of the piece."""

from urllib.parse import unquote

import pytest
from lxml import html

from blog.publishing.publish import publish
from tests.making import make_post, make_site

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("Licht", "„Licht“"),
        ("„Licht ist alles“", "„Licht ist alles“"),
        ("„Licht“ und Ton", "„„Licht“ und Ton“"),
    ],
)
def test_a_title_that_is_a_quotation_keeps_its_own_marks(client, title, named):
    make_site(email="redaktion@example.org")
    publish(make_post(title, slug="licht", discuss="Und bei Ihnen?"), by=None)
    page = html.fromstring(client.get("/blog/licht/").text)
    mails = [
        unquote(one) for one in page.xpath("//article//a[starts-with(@href, 'mailto:r')]/@href")
    ]
    subjects = [mail.partition("?subject=")[2].partition("&")[0] for mail in mails]
    assert subjects == [f"Zu {named}", f"Fehler in {named}"]
