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


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Schreibt an {{ site.email }}.", "<p>Schreibt an a@b.example.</p>\n"),
        ("[Haus]({{< param haus >}}/ort/)", '<p><a href="https://h.example/ort/">Haus</a></p>\n'),
        (
            "[A]({{ '/a.pdf' | prepend: site.baseurl | prepend: site.url }})",
            '<p><a href="/a.pdf">A</a></p>\n',
        ),
        ("[A]({% link files/a.pdf %})", '<p><a href="/files/a.pdf">A</a></p>\n'),
        ("[A]({% post_url 2020-01-02-b %})", '<p><a href="/b/">A</a></p>\n'),
        ('[A]({{< relref "b.md#ort" >}})', '<p><a href="/b/#ort">A</a></p>\n'),
        ('[A]({{< ref path="b" lang="en" >}})', '<p><a href="/b/">A</a></p>\n'),
        ('[A]({{< relref "#ort" >}})', '<p><a href="#ort">A</a></p>\n'),
    ],
)
def test_what_the_site_says_and_pages_by_their_names_are_filled_in(text, html):
    said = {"site.email": "a@b.example", "site.params.haus": "https://h.example"}
    pages = {"2020-01-02-b": "/b/", "b.md": "/b/", "b": "/b/"}
    written = Written(lambda name: pages.get(name, ""), lambda name: said.get(name, ""))
    assert written.html(text) == html
    assert not written.remarks


def test_a_link_to_a_page_that_is_not_there_and_a_value_that_nobody_says_are_named():
    html, said = read("[A]({% post_url 2020-01-02-weg %}) und {{ site.data.team }}")
    assert html == '<p><a href="#">A</a> und</p>\n'
    assert ["2020-01-02-weg" in said[0], "site.data.team" in said[1]] == [True, True]


def test_a_question_that_unfolds_its_answer_stays_above_it():
    html, said = read('{{< frage title="Wo & wann?" >}}\nHier.\n{{< /frage >}}\n')
    assert html == "<p><strong>Wo &amp; wann?</strong></p>\n<p>Hier.</p>\n"
    assert not said


def test_a_comment_is_none_of_the_text_and_hides_nothing_behind_it():
    html, said = read(
        '<div>\n  <div>\n      <!-- {{< haus image="/a.png" >}}{{< /haus >}} -->\n'
        '      {{< haus image="/b.png" >}}\n      Worte.\n      {{< /haus >}}\n  </div>\n</div>\n\n'
        "Danach `<!-- so -->`.\n"
    )
    assert "a.png" not in html
    assert "<code>&lt;!-- so --&gt;</code>" in html
    assert "<pre>" not in html
    assert ["b.png" in html, "Worte." in html, "Danach" in html, said] == [True, True, True, []]
