"""AI pictures in Chromium: the form that asks about them, the label that is seen on them."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from blog.publishing.publish import publish
from media.models import Image
from media.provenance import xmp_packet
from media.source_types import IPTC
from tests.browser.axe import violations
from tests.making import make_editor, make_person, make_post
from tests.media.pictures import picture_bytes, saved_image

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=False)
AI = {"digital_source_type": "trainedAlgorithmicMedia", "generated_by": "Maler 3"}
# Contrast of text and ground (WCAG 2.2, 1.4.3), size in pixels, whether it lies on the picture.
MEASURE = """label => {
  const style = getComputedStyle(label)
  const light = (colour) => {
    const [r, g, b] = colour.match(/[0-9.]+/g).slice(0, 3).map(Number).map(v => v / 255)
      .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const [a, b] = [light(style.color), light(style.backgroundColor)].sort((x, y) => y - x)
  const mine = label.getBoundingClientRect()
  const picture = label.parentElement.querySelector("img").getBoundingClientRect()
  return {
    contrast: (a + 0.05) / (b + 0.05),
    size: parseFloat(style.fontSize),
    inside: mine.left >= picture.left - 1 && mine.right <= picture.right + 1
      && mine.top >= picture.top && mine.bottom <= picture.bottom + 1 && mine.left >= 0,
  }
}"""


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return browser_context_args | {"locale": "de-DE"}


def test_a_file_that_says_ai_fills_the_form_and_the_rest_is_asked(
    page: Page, console: list[str]
) -> None:
    User.objects.create_superuser("redaktion", password="podium-demo")
    says = {"source_type": IPTC + AI["digital_source_type"], "generated_by": "Maler 3"}
    content = picture_bytes(xmp=xmp_packet(says))
    page.goto("/admin/media/image/add/")
    page.fill("[name=login], [name=username]", "redaktion")
    page.fill("[name=password]", "podium-demo")
    page.press("[name=password]", "Enter")
    page.goto("/admin/media/image/add/")
    question = page.locator("#id_photorealistic")
    expect(question).to_be_hidden()
    chosen = {"name": "saal.jpg", "mimeType": "image/jpeg", "buffer": content}
    page.set_input_files("#id_file", chosen)  # type: ignore[arg-type]
    note = page.locator(".field-file [role=status]")
    expect(note).to_have_text("Die Datei sagt über sich selbst: KI-generiert, mit Maler 3.")
    expect(page.locator("#id_digital_source_type")).to_have_value("trainedAlgorithmicMedia")
    expect(page.locator("#id_generated_by")).to_have_value("Maler 3")
    page.fill("#id_alternative_text", "Ein Saal")
    page.click("[name=_save]")
    expect(question).to_be_focused()  # the browser asks; the file is not lost
    question.select_option("true")
    page.select_option("#id_depicts_real", "event")
    page.click("[name=_save]")
    page.wait_for_url("**/admin/media/image/")
    image = Image.objects.get()
    assert (image.photorealistic, image.depicts_real) == (True, "event")
    assert console == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_label_is_large_strong_and_on_the_picture(page: Page, scheme: str, width: int) -> None:
    images = [
        saved_image(
            picture_bytes(size=(1200, 800), colour=(0, 0, 80 * blue)),
            photorealistic=True,
            depicts_real=shows,
            **AI,
        )
        for blue, shows in enumerate(("event", "person", "none"))
    ]
    figure = f'<p>Text</p><figure data-file="{images[2].pk}"></figure>'
    author = make_person("Ana Amsel", portrait=images[1])
    post = make_post("Ein Saal", author=author, image=images[0], body=figure)
    address = publish(post, by=make_editor()).get_absolute_url()
    page.set_viewport_size({"width": width, "height": 900})
    for medium in ("screen", "print"):
        page.emulate_media(media=medium, color_scheme=scheme)  # type: ignore[arg-type]
        found = 0
        for place in (address, "/blog/", "/suche/?q=saal"):
            page.goto(place)
            for label in page.locator(".labelled-picture:visible .picture-label").all():
                expect(label).to_be_visible()
                measured = label.evaluate(MEASURE)
                assert measured["contrast"] >= 4.5, (place, medium)
                assert measured["size"] >= 14, (place, medium)
                assert measured["inside"], (place, medium)
                found += 1
        # Lead picture, figure, portrait; in lists a picture (on phones none of hits) and a portrait.
        assert found == (7 if width > 600 else 6)
    page.emulate_media(media="screen", color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(address)
    assert violations(page) == []
