"""Markdown says what the text says: rendered again, it is the text."""

import re
from html import escape

import pytest
from hypothesis import given, settings, strategies as st
from markdown_it import MarkdownIt

from moving.leaving.markdown import markdown
from prose.sanitising import sanitise
from prose.tree import read, text_of

renderer = MarkdownIt("commonmark").enable("table")


def again(html):
    """What Markdown makes of itself, without the line breaks that its renderer adds."""
    rendered = renderer.render(markdown(html))
    return re.sub(r"\s*\n\s*", "", rendered.replace("<br />\n", "<br>").replace(" />", ">"))


@pytest.mark.parametrize(
    "html",
    [
        "<p>Ein <strong>starkes</strong> Wort, ein <em>leises</em>, ein <a href='https://x.example/a_(b)'>Link</a>.</p>",
        "<h2>Über * Sterne</h2><h3>1. Versuch</h3><p># keine Überschrift</p>",
        "<p>1. kein Punkt einer Liste</p><p>- auch nicht</p><p>+ und nicht</p><p>=== nicht</p>",
        "<p>Zeile<br>2) noch eine<br>- und eine</p>",
        "<p>5 &lt; 6 &amp; 7 &gt; 4, a_b_c, `kein Code`, [1], C:\\Pfad, 100 %, &amp;auml;</p>",
        "<p>Wort<strong>teil</strong>wort und <strong>„Zitat“</strong>nah und <strong><em>beides</em></strong></p>",
        "<p>H<sub>2</sub>O, m<sup>2</sup>, <s>falsch</s></p>",
        "<ul><li><p>eins</p></li><li><p>zwei</p><ul><li><p>innen</p></li></ul></li></ul>",
        "<ol start='7'><li><p>sieben</p></li><li><p>acht</p></li></ol>",
        "<blockquote><p>Gesagt.</p><p>Und noch.</p><ul><li><p>Punkt</p></li></ul></blockquote>",
        "<ul><li><p>eine</p></li></ul><ul><li><p>andere</p></li></ul>",
        "<p>Hallo!<a href='https://x.example/'>hier</a></p>",
        "<table><thead><tr><th>Tag</th><th>A | B</th></tr></thead><tbody><tr><td>Mo</td><td><em>5</em> €</td></tr></tbody></table>",
        "<table><tbody><tr><td colspan='2'>breit</td></tr><tr><td>a</td><td>b</td></tr></tbody></table>",
        "<aside class='pullquote'><p>Ein Satz, größer.</p></aside>",
    ],
)
def test_each_element_is_there_again(html):
    clean = sanitise(html)
    plain = re.sub(r' (rel|scope)="[^"]*"', "", clean)  # which Markdown cannot say
    made = re.sub(r' (rel|scope)="[^"]*"', "", again(clean)).replace("<!-- -->", "")
    made = re.sub(r"<li>(?!<p>)(.*?)(?=</li>|<ul>)", r"<li><p>\1</p>", made)
    assert made == plain


@settings(max_examples=150)
@given(
    st.text("ab*_[]()!`~<>&\\#-+=1.)|:$\"' ä\u00a0„“", max_size=40),
    st.sampled_from(["p", "h2", "strong", "em"]),
)
def test_no_sign_of_a_text_means_anything(text, tag):
    clean = sanitise(f"<p>x <{tag}>{escape(text)}</{tag}>y</p>")
    said = text_of(read(again(clean)))
    assert "".join(said.split()) == "".join(text_of(read(clean)).split())


def test_footnotes_are_numbered_and_told_and_paid_links_stay_marked():
    text = '<p>Wort<span data-footnote="Siehe * hier."></span> <a href="https://x.example/" rel="sponsored">gekauft</a></p>'
    assert markdown(sanitise(text)) == (
        'Wort[^1] <a href="https://x.example/" rel="'
        + re.search(r'rel="([^"]*)"', sanitise(text))[1]
        + '">gekauft</a>\n\n[^1]: Siehe \\* hier.\n'
    )
