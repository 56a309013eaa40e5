"""Pictures and tables that can be enlarged, on the page alone."""

import pytest
from lxml import html

from blog.publishing.publish import publish
from pages.pieces.zooming import zoomable
from tests.making import make_post
from tests.media.pictures import saved_image

pytestmark = pytest.mark.django_db
TABLE = "<table><tbody><tr><td>Licht</td></tr></tbody></table>"


@pytest.fixture
def piece():
    body = f'<p>Plan</p><figure data-file="{saved_image().pk}"></figure>{TABLE}<p>und</p>{TABLE}'
    publish(make_post(slug="licht", body=body), by=None)


def test_each_picture_and_each_table_has_a_way_to_be_enlarged(client, piece):
    page = html.fromstring(client.get("/blog/licht/").text)
    controls = page.xpath("//*[@class='zoom' or @class='figure zoom']/input[@type='checkbox']")
    names = [control.get("aria-label") for control in controls]
    assert names == ["Bild vergrößern", "Tabelle vergrößern", "Tabelle vergrößern"]
    assert [one.getnext().tag for one in controls] == ["picture", "table", "table"]
    assert page.xpath("//div[@class='zoom']/following-sibling::p/text()") == ["und"]


def test_feeds_and_other_programs_get_the_text_without(client, piece):
    assert "checkbox" not in client.get("/feeds/rss.xml").text
    assert "checkbox" not in client.get("/api/v1/pieces/").text


@pytest.mark.parametrize("text", ["", "<p>Nur Text</p>", "&lt;table tabindex=&quot;0&quot;&gt;"])
def test_a_text_without_any_stays_as_it_is(text):
    assert zoomable(text) == text
