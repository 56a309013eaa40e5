"""Footnotes: numbered, listed, linked both ways."""

from prose.footnotes import render_footnotes
from prose.sanitising import sanitise


def test_notes_are_numbered_in_order_and_linked_both_ways() -> None:
    html = sanitise(
        '<p>One<span data-footnote="First &amp; see https://a.example/x"></span> two'
        '<span data-footnote="&lt;b&gt;Second"></span></p>'
    )
    rendered = render_footnotes(html, "fn")
    assert '<a href="#fn-1" id="fn-1-from" role="doc-noteref"' in rendered
    assert '<li id="fn-2">&lt;b&gt;Second <a class="footnote-back" href="#fn-2-from"' in rendered
    assert '<a href="https://a.example/x" rel="noopener">https://a.example/x</a>' in rendered
    assert "data-footnote" not in rendered
    assert rendered.index("fn-1-from") < rendered.index("fn-2-from") < rendered.index("<ol>")


def test_a_text_without_notes_stays_as_it_is() -> None:
    assert render_footnotes("<p>x</p>", "fn") == "<p>x</p>"
