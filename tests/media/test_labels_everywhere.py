"""A picture that AI made says so wherever a reader first meets it: page, list, feed, share card."""

import io
import json
from typing import Any

import pytest
from django.test import Client
from PIL import Image as PILImage

from blog.publishing.publish import publish
from tests.making import make_editor, make_person, make_post
from tests.media.pictures import picture_bytes, saved_image

pytestmark = pytest.mark.django_db
AI = {"digital_source_type": "trainedAlgorithmicMedia", "generated_by": "Maler 3"}
EVENT = "KI-generiert – zeigt kein reales Ereignis"
PERSON = "KI-generiert – kein echtes Foto dieser Person"
DRAWN = "Illustration: KI-generiert (Maler 3)"


def image(blue: int, looks_real: bool, shows: str) -> Any:
    content = picture_bytes(size=(900, 600), colour=(0, 0, 80 * blue))
    return saved_image(content, photorealistic=looks_real, depicts_real=shows, **AI)


@pytest.fixture
def address() -> str:
    drawn = image(1, looks_real=False, shows="none")
    post = make_post(
        "Ein Saal",
        author=make_person("Ana Amsel", portrait=image(2, looks_real=True, shows="person")),
        image=image(3, looks_real=True, shows="event"),
        body=f'<p>Text</p><figure data-file="{drawn.pk}"></figure>',
    )
    return publish(post, by=make_editor()).get_absolute_url()


def test_the_article_labels_lead_picture_figure_and_portrait(client: Client, address: str) -> None:
    page = client.get(address).text.replace("<span\n ", "<span")
    assert f'<span class="picture-label is-deepfake">{EVENT}</span>' in page
    assert f'<span class="picture-label is-ai">{DRAWN}</span>' in page
    assert f'KI-Bild<span class="visually-hidden">: {PERSON}</span>' in page


def test_the_shared_picture_is_the_labelled_one_and_says_so(client: Client, address: str) -> None:
    page = client.get(address).text
    alt = page.split('property="og:image:alt" content="')[1].split('"')[0]
    assert alt.endswith(PERSON)
    shared = page.split('property="og:image" content="http://testserver')[1].split('"')[0]
    card = PILImage.open(io.BytesIO(client.get(shared).content)).convert("RGB")
    strip = [card.getpixel((x, 620)) for x in (800, 1000, 1190)]
    assert all(max(colour) < 40 for colour in strip)
    assert card.getpixel((1000, 300))[2] > 150


@pytest.mark.parametrize("place", ["/", "/blog/", "/suche/?q=saal", "/personen/ana-amsel/"])
def test_every_list_labels_the_teasers_picture(client: Client, address: str, place: str) -> None:
    assert f'<span class="picture-label is-deepfake">{EVENT}</span>' in client.get(place).text


def test_feeds_carry_the_label_beside_the_picture(client: Client, address: str) -> None:
    [item] = json.loads(client.get("/feeds/feed.json").content)["items"]
    assert f"{DRAWN}</span>" in item["content_html"]
    for feed in ("/feeds/rss.xml", "/feeds/atom.xml"):
        assert DRAWN in client.get(feed).text
