"""What WordPress means by its markup is said in ours, and what cannot be is named."""

import pytest

from moving.arriving.remarks import Outcome
from moving.arriving.values import Item, Kind
from moving.arriving.wordpress.paragraphs import with_paragraphs
from moving.arriving.wordpress.text import converted


class Known:
    """Pictures of which all are there but those of number 404."""

    def __init__(self):
        self.asked = []

    def find(self, number, address, alt):
        self.asked.append((number, address, alt))
        return None if number == "404" else int(number or 1)


def text_of(body, *, pictures=None, reusable=None, own=(), **fields):
    item = Item(kind=Kind.POST, type="post", id="1", title="T", body=body, **fields)
    return converted(
        item,
        pictures or Known(),
        "alt.example",
        reusable=reusable or {},
        pictures_of=lambda: list(own),
    )


def html(body, **kwargs):
    return text_of(body, **kwargs).html


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Eins\nzwei\n\nDrei", "<p>Eins<br>zwei</p><p>Drei</p>"),
        ("Eins<br /><br />Zwei", "<p>Eins</p><p>Zwei</p>"),
        ("<h2>Titel</h2>\nText", "<h2>Titel</h2><p>Text</p>"),
        (
            "Vor\n<blockquote>Zitat</blockquote>\nNach",
            "<p>Vor</p><blockquote><p>Zitat</p></blockquote><p>Nach</p>",
        ),
        ("<pre>a\n\nb</pre>", "<p>a<br><br>b</p>"),
        (
            '<a\nhref="https://x.example">x</a>',
            '<p><a href="https://x.example" rel="noopener">x</a></p>',
        ),
        (
            "<!-- wp:paragraph -->\n<p>A</p>\n<!-- /wp:paragraph -->\n\nFrei\n\nzwei",
            "<p>A</p><p>Frei</p><p>zwei</p>",
        ),
    ],
)
def test_blank_lines_divide_paragraphs_and_line_ends_break(body, expected):
    assert html(body).replace("<br> ", "<br>") == expected


def test_captions_and_galleries_become_figures_and_videos_embeds():
    pictures = Known()
    body = (
        '[caption id="attachment_12" align="left"]<a href="https://alt.example/b.jpg"><img class="wp-image-12"'
        ' src="b-300x200.jpg" alt="Bühne" /></a> Die <em>Bühne</em>[/caption]\n\n[gallery ids="3,4"]\n\n[gallery]\n\n'
        "[embed]https://youtu.be/abcdefghijk[/embed]\n\nhttps://x.com/wir/status/12345678"
    )
    assert html(body, pictures=pictures, own=["5"]) == (
        '<figure data-file="12"><figcaption>Die <em>Bühne</em></figcaption></figure>'
        '<figure data-file="3"></figure><figure data-file="4"></figure><figure data-file="5"></figure>'
        '<figure data-embed="https://www.youtube.com/watch?v=abcdefghijk"></figure>'
        '<figure data-embed="https://x.com/wir/status/12345678"></figure>'
    )
    assert pictures.asked[0] == ("12", "b-300x200.jpg", "Bühne")


@pytest.mark.parametrize("name", ["code", "sourcecode", "cc", "cce", "ccnLe_php"])
def test_programs_are_shown_letter_by_letter(name):
    text = text_of(
        f'Davor\n\n[{name} lang="html"]\n<form>[a-z]\n\n&lt;b&gt;</form>\n[/{name}]\n\nDanach'
    )
    assert (
        text.html
        == "<p>Davor</p><p>&lt;form&gt;[a-z]<br><br>&lt;b&gt;&lt;/form&gt;</p><p>Danach</p>"
    )
    assert not text.remarks


def test_unknown_shortcodes_are_named_and_words_in_brackets_stay():
    told = text_of('Vor [sic] [1] [kontakt id="3"] und [box]drin[/box], [[gallery]].')
    assert told.html == "<p>Vor [sic] [1]  und drin, [gallery].</p>".replace("  ", " ")
    words = [one.words for one in told.remarks]
    assert len(words) == 2
    assert '[kontakt id="3"]' in words[0]
    assert "[box]" in words[1]


def test_blocks_give_their_text_and_those_without_are_named():
    told = text_of(
        '<!-- wp:block {"ref":9} /--><!-- wp:latest-posts /--><!-- wp:acf/zitat {"text":"Ein Satz dazu"} /-->'
        '<!-- wp:pullquote --><figure class="wp-block-pullquote"><blockquote><p>Groß</p><cite>Ada</cite></blockquote>'
        "</figure><!-- /wp:pullquote -->"
        '<!-- wp:paragraph --><p>Satz<sup data-fn="f1" class="fn"><a href="#f1">1</a></sup></p><!-- /wp:paragraph -->',
        reusable={"9": "<!-- wp:paragraph --><p>Überall</p><!-- /wp:paragraph -->"},
        meta={"footnotes": '[{"id":"f1","content":"Eine <em>Note</em>"}]'},
    )
    assert told.html == (
        '<p>Überall</p><aside class="pullquote"><p>Groß</p><p>Ada</p></aside>'
        '<p>Satz<span data-footnote="Eine Note"></span></p>'
    )
    assert [one.outcome for one in told.remarks] == [Outcome.LEFT]
    assert "latest-posts" in told.remarks[0].words
    assert "Ein Satz dazu" in told.remarks[0].words


def test_words_under_a_missing_picture_and_files_that_play_are_said():
    told = text_of(
        '<figure><img class="wp-image-404" src="x.jpg"><figcaption>Weg</figcaption></figure>'
        '[audio mp3="https://alt.example/wp-content/ton.mp3"]<script>x()</script>'
        '<iframe src="//player.vimeo.com/video/123456"></iframe><iframe src="https://karte.example/a"></iframe>'
    )
    assert told.html == (
        '<p><a href="/wp-content/ton.mp3">ton.mp3</a></p><figure data-embed="https://vimeo.com/123456"></figure>'
        '<p><a href="https://karte.example/a" rel="noopener">a</a></p>'
    )
    words = " ".join(one.words for one in told.remarks)
    assert all(part in words for part in ("Weg", "ton.mp3", "<script>", "karte.example"))


def test_links_to_the_old_site_become_paths_and_linked_pictures_keep_their_way():
    assert html('Siehe <a href="http://www.alt.example/2011/x/?p=1#a">dort</a>.') == (
        '<p>Siehe <a href="/2011/x/?p=1#a">dort</a>.</p>'
    )
    assert html('<a href="https://shop.example/"><img class="wp-image-2" alt="Karten"></a>') == (
        '<figure data-file="2"><figcaption><a href="https://shop.example/" rel="noopener">Karten</a>'
        "</figcaption></figure>"
    )


@pytest.mark.parametrize(
    "sign", ["<pre", "[caption]", "<!-- wp:x", "[a b=", "\n\n<p", "<figure>", "[[", '<a href="']
)
def test_hostile_texts_take_no_longer_than_others(sign):
    assert isinstance(html(sign * 3000), str)
    assert isinstance(with_paragraphs(sign * 3000), str)
