"""What generators of sites write between braces: pictures, films and buttons, whatever a site calls them."""

import pytest

from moving.arriving.markdown.text import Written


def read(text):
    written = Written(lambda name: "")
    return written.html(text), [one.words for one in written.remarks]


@pytest.mark.parametrize(
    "written",
    [
        '{{< figure src="a.jpg" alt="Halle" caption="Leer" >}}',
        '{{< haus/bild datei="a.jpg"\n  figcaption="Leer" alt="Halle" />}}',
        '{% include foto.html url="a.jpg" description="Leer" alt="Halle" %}',
        '{% figure "a.jpg", "Leer", "Halle" %}',
        "{{% foto a.jpg 'Leer' 'Halle' %}}",
    ],
)
def test_a_picture_is_known_by_its_file_whatever_shows_it(written):
    html, said = read(f"Davor\n\n{written}\n\nDanach")
    figure = '<figure><img src="a.jpg" alt="Halle"><figcaption>Leer</figcaption></figure>'
    assert html == f"<p>Davor</p>\n{figure}\n<p>Danach</p>\n"
    assert not said


def test_words_of_an_image_alone_stand_for_it_and_its_link_stays():
    html, _said = read(
        '{% image "a.png?v=2", "Halle" %}\n\n{{< image img="b.png" link="https://x.example/" >}}'
    )
    assert '<img src="a.png?v=2" alt="Halle"></figure>' in html
    assert '<a href="https://x.example/"><img src="b.png" alt=""></a>' in html
    assert '<img src="https://x.example/7"' in read('{{< figure src="https://x.example/7" >}}')[0]


def test_films_and_buttons_keep_their_way_and_all_else_is_said():
    html, said = read(
        '{{< amp/youtube id="a1" width=3 >}}\n\n{% youtube https://youtu.be/b2 %}\n\n{{< video src="c.mp4" >}}\n\n'
        '{{< cta cta_text="Zum <Ticket>" cta_link="/kasse/" >}}\n\n{{< karte ort="Halle" >}}Drin{{< /karte >}}'
    )
    assert "https://www.youtube.com/watch?v=a1" in html
    assert "https://youtu.be/b2" in html
    assert '<video src="c.mp4"></video>' in html
    assert '<a href="/kasse/">Zum &lt;Ticket&gt;</a>' in html
    assert "Drin" in html
    assert said == ['Eine Anweisung des Generators wurde weggelassen: karte ort="Halle"']


def test_code_is_code_in_the_words_of_hugo_too():
    html, said = read(
        '{{< highlight html "linenos=table" >}}\n<b>{{ x }}</b>\n{{< /highlight >}}\n'
    )
    assert html == "<pre><code>&lt;b&gt;{{ x }}&lt;/b&gt;\n</code></pre>\n"
    assert not said
