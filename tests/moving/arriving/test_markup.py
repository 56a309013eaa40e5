"""What stands behind an element of other systems is kept, whatever that element is."""

import pytest

from moving.arriving.markup import Markup
from prose.sanitising import sanitise


class Nothing:
    """No pictures at all."""

    def find(self, number, address, alt):
        return None


def taken(html):
    markup = Markup(Nothing(), "alt.example")
    return sanitise(markup.taken(html), "article"), [one.words for one in markup.remarks]


def test_text_behind_a_file_that_plays_stays():
    for tag in ("video", "audio"):
        html, _said = taken(
            f'<{tag} controls><source src="https://alt.example/a.bin"><source src="b"></{tag}><p>Danach</p>'
        )
        assert "<p>Danach</p>" in html, tag
    assert "<p>Danach</p>" in taken('<embed src="https://alt.example/a"><p>Danach</p>')[0]


def test_a_template_that_is_never_closed_takes_no_text_with_it():
    html, _said = taken("<div><template data-x><p>Darin</p></div><p>Danach</p>")
    assert html == "<p>Darin</p><p>Danach</p>"


@pytest.mark.parametrize(
    "toggle",
    [
        "<a href='#mehr'>Mehr</a>",
        "<span onclick=\"zeige('mehr')\">Mehr</span>",
        '<button aria-controls="mehr">Mehr</button>',
    ],
)
def test_what_readers_could_unfold_is_text(toggle):
    html, said = taken(f"<p>{toggle}</p><div id=mehr style='display: none'><p>Darin</p></div>")
    assert "<p>Darin</p>" in html
    assert not said


@pytest.mark.parametrize("name", ["faq.1", "saal:2", "frage-größe"])
@pytest.mark.parametrize(
    "toggle",
    [
        '<a href="#{}">Mehr</a>',
        '<button aria-controls="erst {}">Mehr</button>',
        '<div data-target="#{}">Mehr</div>',
        '<a href="#" data-bs-target="#{}">Mehr</a>',
        '<label for="{}">Mehr</label>',
    ],
)
def test_a_name_is_all_that_stands_between_the_quotes(toggle, name):
    html, said = taken(
        f'{toggle.format(name)}<div id="{name}" style="display:none"><p>Darin</p></div>'
    )
    assert "<p>Darin</p>" in html
    assert "Mehr" in html
    assert not said


@pytest.mark.parametrize(
    "before",
    [
        "<script>zeige('mehr')</script>",
        "<p>Hier steht mehr als anderswo.</p>",
        '<p class="mehr">Text</p>',
        '<a href="/seite#mehr-davon">Text</a>',
        '<a href="/mehr">Text</a>',
        "<!-- #mehr -->",
    ],
)
def test_a_word_that_happens_to_stand_there_unfolds_nothing(before):
    html, said = taken(f'{before}<div id="mehr" style="display:none"><p>Kaufen</p></div>')
    assert "Kaufen" not in html
    assert "Text, den niemand sehen konnte, wurde weggelassen: Kaufen" in said


def test_what_nobody_could_see_is_left_out_and_said():
    html, said = taken('<p>Text</p><div style="color:red;display:none"><p>Kaufen</p></div>')
    assert html == "<p>Text</p>"
    assert said == ["Text, den niemand sehen konnte, wurde weggelassen: Kaufen"]
