"""The rich-text field: sanitised however a text gets in."""

import pytest
from django.core.exceptions import ValidationError
from django.db import models

from delivery.joining.sent import address
from prose.editor import ProseWidget
from prose.fields import EXTENSIONS, ProseField


def field(config: str = "article", **options: object) -> ProseField:
    made = ProseField("text", config=config, **options)  # type: ignore[arg-type]
    made.set_attributes_from_name("text")
    return made


class Holder:
    """Stands for an instance with the field's value."""

    def __init__(self, text: str) -> None:
        self.text = text


def test_a_text_is_sanitised_by_its_extent_when_cleaned() -> None:
    html = "<h2>a</h2><script>x</script><p>b</p>"
    assert field("article").clean(html, None) == "<h2>a</h2><p>b</p>"
    assert field("simple").clean(html, None) == "<p>a</p><p>b</p>"


def test_a_text_that_came_past_every_form_is_sanitised_when_saved() -> None:
    holder = Holder("<p onclick=alert(1)>x</p>")
    assert field().pre_save(holder, add=True) == "<p>x</p>"  # type: ignore[arg-type]
    assert holder.text == "<p>x</p>"


def test_a_text_of_empty_paragraphs_is_no_text() -> None:
    with pytest.raises(ValidationError) as refused:
        field().clean("<p></p>", None)
    assert refused.value.code == "blank"


def test_a_link_that_leads_nowhere_is_named_instead_of_lost() -> None:
    with pytest.raises(ValidationError) as refused:
        field().clean('<p><a href="htps:/a.example">x</a></p>', None)
    assert "htps:/a.example" in str(refused.value)


def test_migrations_know_the_field_as_plain_text() -> None:
    assert field("simple", blank=True).deconstruct()[1] == "django.db.models.TextField"


@pytest.mark.parametrize("config", list(EXTENSIONS))
def test_forms_get_the_editor_with_our_modules(config: str) -> None:
    widget = field(config, blank=True).formfield(widget=models.TextField).widget
    assert isinstance(widget, ProseWidget)
    assert widget.get_config()["js_modules"] == [address("prose/extensions.js")]
    assert '"prose/words": "/static/prose/words.js"' in str(widget.media)
    assert "prose/editor.css" in str(widget.media)
