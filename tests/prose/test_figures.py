"""Figures: from placeholder to picture."""

import pytest

from prose.figures import figure_ids, render_figures
from prose.sanitising import sanitise
from tests.media.pictures import saved_image

HTML = sanitise(
    '<p>a</p><figure data-file="7"><figcaption>On <em>stage</em></figcaption></figure>'
    '<figure data-file="8"></figure><figure data-file="7"></figure>'
)


def test_images_are_named_once_in_order() -> None:
    assert figure_ids(HTML) == [7, 8]
    assert figure_ids("<p>no figure</p>") == []


@pytest.mark.django_db
def test_a_figure_shows_picture_caption_credit_and_that_ai_made_it() -> None:
    image = saved_image(
        caption="From the library",
        credit="Ana <Foto>",
        digital_source_type="trainedAlgorithmicMedia",
        generated_by="Tool 1",
    )
    html = render_figures(HTML, {7: image.frozen()})
    assert html.count("<picture>") == 2
    assert '<span class="figure-caption">On <em>stage</em></span>' in html
    assert '<span class="figure-caption">From the library</span>' in html
    assert "Ana &lt;Foto&gt;" in html
    assert html.count('<span class="figure-origin">') == 2
    assert "data-file" not in html


@pytest.mark.django_db
def test_ids_that_became_text_in_json_are_found() -> None:
    assert "<picture>" in render_figures(HTML, {"7": saved_image().frozen()})


def test_a_figure_whose_image_is_unknown_is_left_out() -> None:
    assert render_figures(HTML, {}) == "<p>a</p>"
