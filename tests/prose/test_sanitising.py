"""What a text may hold, and what is taken out of it."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings, strategies as st

from prose.sanitising import broken_links, plain_text, sanitise
from tests.prose.payloads import hostile_texts

ALLOWED = {
    "p": set(),
    "br": set(),
    "strong": set(),
    "em": set(),
    "a": {"href", "rel"},
    "ul": set(),
    "ol": {"start", "type"},
    "s": set(),
    "sub": set(),
    "sup": set(),
    "li": set(),
    "h2": set(),
    "h3": set(),
    "blockquote": set(),
    "aside": {"class"},
    "figure": {"data-file", "data-embed", "data-poster"},
    "figcaption": set(),
    "span": {"data-footnote"},
    "table": set(),
    "thead": set(),
    "tbody": set(),
    "tr": set(),
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}
PIECES = st.sampled_from(
    [
        *("<p>", "</p>", "<b>", "</b>", "<i>", "<em>", "<strong>", "</strong>", "<br>", "<div>"),
        *("<ul>", "<li>", "</ul>", "<ol start=3>", "</ol>", "<h1>", "</h1>", "<h4>", "</div>"),
        *("<sup>", "</sup>", "<del>", "</del>", "<q>", "</q>", "<dt>", "<caption>", "<li value=7>"),
        *("<p style='mso-list:l0 level2 lfo1'>", "<span style='mso-list:Ignore'>", "1."),
        *("<span style='vertical-align:sub'>", "<b style='font-weight:normal'>", "<ol type=a>"),
        *("<table>", "<tr>", "<td>", "<th>", "</table>", "<blockquote>", "</blockquote>"),
        *("<figure data-embed='https://youtu.be/aqz-KE-bpKQ'>", "https://vimeo.com/76979871"),
        *("<figure data-embed='https://evil.example/a' data-poster=x>", "<iframe src=//a.example>"),
        *("<figure data-file=7>", "<figcaption>", "</figure>", "<aside class=pullquote>"),
        *("</aside>", "<span data-footnote='a note'>", "</span>", "<a href='https://a.example'>"),
        *("</a>", "<a href='//evil.example'>", "<script>", "<style>", "<svg>", "<math>", "<pre>"),
        *("<template>", "<!--", "-->", "&nbsp;", "&lt;", "&amp;amp;", "'", '"', "x", "&#0;"),
        *("\u200b", "ü", "\u0308", "\u0338", " "),
    ]
)


class _Inert(HTMLParser):
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED, tag
        for name, value in attrs:
            assert name in ALLOWED[tag], (tag, name)
            if name == "href":
                assert re.match(r"(https?://[^\s]|mailto:|tel:|/(?!/|\\)|#)", value or ""), value


def assert_inert(html: str) -> None:
    parser = _Inert()
    parser.feed(html)
    parser.close()


@pytest.mark.parametrize("config", ["article", "answer", "simple"])
def test_every_hostile_text_of_the_corpus_comes_out_inert_and_stable(config: str) -> None:
    for text in hostile_texts():
        clean = sanitise(text, config)
        assert_inert(clean)
        assert sanitise(clean, config) == clean, text


@settings(max_examples=400, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=40))
def test_any_mixture_of_pieces_comes_out_inert_and_stable(pieces: list[str]) -> None:
    for config in ("article", "answer", "simple"):
        clean = sanitise("".join(pieces), config)
        assert_inert(clean)
        assert sanitise(clean, config) == clean


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60))
def test_any_text_written_as_text_keeps_its_visible_letters(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    letters = [letter for letter in plain_text(f"<p>{escaped}</p>") if letter.isalpha()]
    again = plain_text(sanitise(f"<p>{escaped}</p>"))
    assert [letter for letter in again if letter.isalpha()] == letters


@pytest.mark.parametrize(
    ("given_html", "wanted"),
    [
        ("just words", "<p>just words</p>"),
        ("<p></p><p>&nbsp;</p><p><br></p>", ""),
        ("<h1>One</h1><h5>Two</h5>", "<h2>One</h2><h3>Two</h3>"),
        ("<div><b>x</b> <i>y</i></div>", "<p><strong>x</strong> <em>y</em></p>"),
        ("<b style='font-weight:normal'><p>one</p><p>two</p></b>", "<p>one</p><p>two</p>"),
        ("<p>a <strong> b </strong> c</p>", "<p>a <strong>b</strong> c</p>"),
        ("<p><em> </em></p>", ""),
        ("<ul><li>a<li>b</ul>", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
        ("<ol start='4'><li>a</ol>", '<ol start="4"><li><p>a</p></li></ol>'),
        ("<p>one<br><br></p>", "<p>one</p>"),
        ("<p>x</p><img src='https://evil.example/x.gif'>", "<p>x</p>"),
        ("<p>Gru\u0308n</p>", "<p>Grün</p>"),
    ],
)
def test_what_a_word_processor_pastes_becomes_tidy(given_html: str, wanted: str) -> None:
    assert sanitise(given_html) == wanted


def test_a_figure_keeps_its_image_and_caption_and_nothing_else() -> None:
    html = (
        '<figure data-file="12" class="x"><img src="https://evil.example/a.png">'
        "<figcaption>On <em>stage</em><script>1</script></figcaption></figure>"
    )
    assert sanitise(html) == (
        '<figure data-file="12"><figcaption>On <em>stage</em></figcaption></figure>'
    )


def test_a_figure_without_an_image_of_ours_leaves_only_its_words() -> None:
    assert sanitise("<figure><img src=x><figcaption>Words</figcaption></figure>") == "<p>Words</p>"


def test_a_table_gets_a_head_and_scopes() -> None:
    html = "<table><tr><th>Day<th>Price<tr><th>One<td><p>890 €</p></table>"
    assert sanitise(html) == (
        '<table><thead><tr><th scope="col">Day</th><th scope="col">Price</th></tr></thead>'
        '<tbody><tr><th scope="row">One</th><td>890 €</td></tr></tbody></table>'
    )


def test_an_answer_has_no_headings_tables_and_pull_quotes() -> None:
    html = "<h2>a</h2><table><tr><td>b</table><aside class=pullquote>c</aside><p>d</p>"
    assert sanitise(html, "answer") == "<p>a</p><p>b</p><p>c</p><p>d</p>"


def test_a_simple_text_has_no_figures_footnotes_and_quotations() -> None:
    html = '<figure data-file="1"></figure><p>a<span data-footnote="n"></span></p><blockquote>b'
    assert sanitise(html, "simple") == "<p>a</p><p>b</p>"


def test_links_that_lead_out_say_noopener_and_keep_that_they_are_paid() -> None:
    html = (
        '<a href="https://a.example" rel="sponsored opener">a</a> <a href="/blog/">b</a>'
        ' <a href="mailto:x@a.example">c</a>'
    )
    assert sanitise(html) == (
        '<p><a href="https://a.example" rel="nofollow noopener sponsored">a</a> <a href="/blog/">b</a>'
        ' <a href="mailto:x@a.example">c</a></p>'
    )


def test_links_that_lead_nowhere_leave_their_words() -> None:
    html = (
        '<p><a href="//evil.example">a</a> <a href="javascript:x()">b</a> <a href="foo">c</a></p>'
    )
    assert sanitise(html) == "<p>a b c</p>"
    assert broken_links(html) == ["//evil.example", "javascript:x()", "foo"]


def test_plain_text_has_a_line_per_paragraph_and_no_captions() -> None:
    html = (
        '<h2>Head</h2><p>One &amp; <strong>two</strong><span data-footnote="note"></span></p>'
        '<figure data-file="1"><figcaption>Caption</figcaption></figure>'
        "<ul><li>a</li><li>b</li></ul><p><strong>c<br>d</strong></p>"
    )
    assert plain_text(html) == "Head\nOne & two\na\nb\nc d"


@pytest.mark.parametrize("text", ["R&D", "a < b", "3 <4", 'Tom\'s "x"', "AT&amp;T bleibt"])
def test_plain_text_of_plain_text_is_that_text(text: str) -> None:
    assert plain_text(text) == text.replace("&amp;", "&")
