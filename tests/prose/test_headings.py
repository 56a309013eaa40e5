import pytest

from prose.headings import headings, with_anchors, with_side_texts

LONG = "<p>Vorweg.</p><h2>Der <em>Saal</em></h2><p>…</p><h2>Ton &amp; Licht</h2><h3>Pult</h3><h2>Abbau</h2>"


def test_a_long_text_has_contents_that_lead_to_its_headings():
    found = headings(LONG)
    assert [one.text for one in found] == ["Der Saal", "Ton & Licht", "Abbau"]
    text = with_anchors(LONG)
    assert all(f'<h2 id="{one.anchor}">' in text for one in found)
    assert text.count(" id=") == 3


def test_nothing_else_of_the_text_changes():
    plain = with_anchors(LONG)
    for one in headings(LONG):
        plain = plain.replace(f' id="{one.anchor}"', "")
    assert plain == LONG


@pytest.mark.parametrize("text", ["", "<p>Kurz.</p>", "<h2>Eins</h2><p>…</p><h2>Zwei</h2>"])
def test_a_short_text_has_none(text):
    assert headings(text) == []


def test_what_stands_under_a_heading_is_beside_the_beginning():
    text = "<p>Vorab.</p><h3>Zur <em>Person</em></h3><p>Sie baut.</p><h2>Der Saal</h2><ul><li>Licht</li></ul>"
    begins, beside = with_side_texts(text)
    assert begins == "<p>Vorab.</p>"
    assert [(one.heading, one.html) for one in beside] == [
        ("Zur Person", "<p>Sie baut.</p>"),
        ("Der Saal", "<ul><li>Licht</li></ul>"),
    ]


@pytest.mark.parametrize("text", ["", "<p>Nur Text.</p>", "<h2>Vorab</h2><p>Text.</p>"])
def test_a_text_without_a_beginning_or_a_heading_is_whole(text):
    assert with_side_texts(text) == (text, [])


def test_a_heading_that_brings_its_number_is_not_counted_again():
    text = "<h2>1. Anreise</h2><p>A.</p><h2>2. Einlass</h2><p>B.</p><h2>3. Abbau</h2><p>C.</p>"
    assert [one.is_numbered for one in headings(text)] == [True, True, True]
    years = "<h2>2026 im Rückblick</h2><h2>3D-Druck</h2><h2>3 Gründe</h2>"
    assert [one.is_numbered for one in headings(years)] == [False, False, False]
