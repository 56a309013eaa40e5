"""How text, dates, times and prices are set."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from html import escape
from html.parser import HTMLParser

import pytest
from django.utils.safestring import SafeString, mark_safe
from hypothesis import given, settings, strategies as st

from prose.typography import date_range, price, typeset

N = "\u00a0"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Er sagte: \"Das ist 'gut' so.\"", "Er sagte: „Das ist ‚gut‘ so.“"),
        ('"Das "beste" Event"', "„Das ‚beste‘ Event“"),
        ("“Foo” und „bar” und „baz“", "„Foo“ und „bar“ und „baz“"),
        ("wie geht's, Hans' Buch", "wie geht’s, Hans’ Buch"),
        ('(“so”) und "a", "b"', "(„so“) und „a“, „b“"),
        ('ein 5" Bildschirm', 'ein 5" Bildschirm'),
        ("Ja - und nein -- oder...", "Ja – und nein – oder…"),
        ("am 23. November um 18:30 Uhr", f"am 23.{N}November um 18:30{N}Uhr"),
        ("9-17 Uhr, 23.-24. November", f"9–17{N}Uhr, 23.–24.{N}November"),
        ("2025-2026, aber 2026-11-23", "2025–2026, aber 2026-11-23"),
        ("890,00€ plus 19% MwSt. nach § 5", f"890,00{N}€ plus 19{N}% MwSt. nach §{N}5"),
        ("z.B. Dr. Berg, i. d. R. Nr. 3", f"z.{N}B. Dr.{N}Berg, i.{N}d.{N}R. Nr.{N}3"),
        ('"Das <s>alte</s> Haus" steht', "„Das <s>alte</s> Haus“ steht"),
        (
            '"<s>Nein</s>", z. <s>B.</s> 5 <u>Uhr</u>',
            f"„<s>Nein</s>“, z.{N}<s>B.</s> 5{N}<u>Uhr</u>",
        ),
        ('"Das<br>ist so"<br>"Ja"<br/>- 5<br>Uhr', "„Das<br>ist so“<br>„Ja“<br/>- 5<br>Uhr"),
        ("https://a.example/x--y...z?q='1' \"ja\"", "https://a.example/x--y...z?q='1' „ja“"),
    ],
)
def test_german_is_set_as_german(text: str, wanted: str) -> None:
    assert typeset(text, "de") == wanted
    assert typeset(wanted, "de") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("He said \"it's 'fine'\" - really...", "He said “it’s ‘fine’” – really…"),
        ("the '90s on 23 November", f"the ’90s on 23{N}November"),
    ],
)
def test_english_is_set_as_english(text: str, wanted: str) -> None:
    assert typeset(text, "en") == wanted


def test_tags_attributes_and_code_stay_as_they_are() -> None:
    html = '<p title="a - \'b\'">"<em>Hallo</em>" <code>"x" - y</code> <a href="/a--b">"z"</a></p>'
    assert typeset(html) == (
        '<p title="a - \'b\'">„<em>Hallo</em>“ <code>"x" - y</code> <a href="/a--b">„z“</a></p>'
    )


def test_an_unclosed_quotation_harms_its_own_paragraph_alone() -> None:
    assert typeset('<p>"eins</p><p>"zwei"</p>') == "<p>„eins</p><p>„zwei“</p>"


def test_quotation_marks_django_escaped_are_set_and_the_rest_stays_escaped() -> None:
    assert typeset("&quot;Ja&quot; &#x27;n 5&quot; &lt;b&gt;") == "„Ja“ ’n 5&quot; &lt;b&gt;"


def test_safe_html_stays_safe_and_text_stays_text() -> None:
    assert isinstance(typeset(mark_safe("<p>x</p>")), SafeString)
    assert not isinstance(typeset("<p>x</p>"), SafeString)


@pytest.mark.parametrize(
    "html",
    [
        '<p>Mehr: <a href="https://a.example/x">https://a.example/x</a>, sagt sie.</p><p>Ende.</p>',
        '<p><a href="/b"><em>www.a.example</em></a><strong>Und <em>weiter</em></strong></p>',
        '<p><a href="mailto:a@b.example">a@b.example</a><br>Noch <em>etwas</em></p>',
        "<p><em>/haus/ordnung</em><code>www.a.example</code>/a/b<em>x</em></p>",
        "<p><code>x</code>www.a.example<code>y</code></p><p>&amp;www.a.example<b>z</b></p>",
        "<p>a<!-- www.a.example -->www.a.example<!-- --></p><p>x</p>",
    ],
)
def test_an_address_ends_where_its_tag_does(html: str) -> None:
    assert typeset(html) == html


def test_words_are_set_as_one_line_whatever_tags_stand_among_them() -> None:
    assert typeset("<p>um <b>18</b> Uhr - „<i>§</i>5“</p>") == (
        f"<p>um <b>18</b>{N}Uhr – „<i>§</i>{N}5“</p>"
    )


def test_what_is_never_closed_is_left_alone() -> None:
    for html in ('<p>"a"</p><!-- "b"', '<p>"a"</p><code>"b"', "<p>\"a\"</p><script>'b'</p>"):
        assert typeset(html) == html.replace('"a"', "„a“")


class Structure(HTMLParser):
    """What stays of HTML however its words are set."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: list[object] = [""]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen += [(tag, attrs), ""]

    def handle_endtag(self, tag: str) -> None:
        self.seen += [f"/{tag}", ""]

    def handle_comment(self, data: str) -> None:
        self.seen += [("comment", data), ""]

    def handle_data(self, data: str) -> None:
        plain = re.sub("[\"'„“”‚‘’′″]", "'", data.replace("…", "...").replace("—", "–"))
        self.seen[-1] = f"{self.seen[-1]}{re.sub('[ \u00a0]', '', re.sub('--?', '–', plain))}"


WORDS = st.one_of(
    st.sampled_from(
        "https://a.example/b?c=1&d=2 www.a.example a.b@c.example /haus/ordnung/ ... z.B. i.d.R. §5"
        " 9-17 18 Uhr 23. November 19% - -- <b> &amp; &quot; \ufffc \ue001 <code> <!--".split()
    ),
    st.text(alphabet="ab1 .,-–'\"„“”‚‘’()<>/&;:@%€§\n\ue000\ufffc", max_size=12),
)
TAGS = st.sampled_from("p a em strong b code pre span h2 li blockquote kbd cite br img".split())
MARKUP = st.recursive(
    st.builds(lambda words, quote: escape(words, quote=quote), WORDS, st.booleans()),
    lambda inner: (
        st.builds(
            lambda tag, value, inside: (
                f'<{tag} title="{escape(value)}">'
                + ("" if tag in ("br", "img") else f"{''.join(inside)}</{tag}>")
            ),
            TAGS,
            WORDS,
            st.lists(inner, max_size=4),
        )
        | st.sampled_from(['<!-- www.a.example > "x" -->', "<hr/>", " "])
    ),
    max_leaves=25,
)


@settings(max_examples=500, deadline=None)
@given(st.lists(MARKUP, max_size=5).map("".join), st.sampled_from(["de", "en"]))
def test_whatever_the_markup_nothing_but_typographic_signs_changes(
    html: str, language: str
) -> None:
    html = re.sub("[\ue000-\uf8ff]", "", html)  # which are invisible, and go
    once = typeset(html, language)
    assert Structure(once).seen == Structure(html).seen


@pytest.mark.parametrize(
    ("start", "end", "language", "wanted"),
    [
        (date(2026, 11, 23), date(2026, 11, 24), "de", f"23.–24.{N}November 2026"),
        (date(2026, 11, 30), date(2026, 12, 2), "de", f"30.{N}November – 2.{N}Dezember 2026"),
        (date(2026, 12, 30), date(2027, 1, 2), "de", f"30.{N}Dezember 2026 – 2.{N}Januar 2027"),
        (date(2026, 3, 1), date(2026, 3, 1), "de", f"1.{N}März 2026"),
        (date(2026, 3, 1), None, "en", f"1{N}March 2026"),
        (date(2026, 11, 23), date(2026, 11, 24), "en", f"23–24{N}November 2026"),
    ],
)
def test_days_are_written_with_month_and_year_once(
    start: date, end: date | None, language: str, wanted: str
) -> None:
    assert date_range(start, end, language) == wanted


def test_a_late_evening_in_utc_is_the_next_day_in_berlin() -> None:
    assert date_range(datetime(2026, 11, 22, 23, 30, tzinfo=UTC), None) == f"23.{N}November 2026"


def test_prices_bind_their_currency() -> None:
    assert price(Decimal(890), "EUR", "de") == f"890{N}€"
    assert price(Decimal("12345.5"), "EUR", "de") == f"12.345,50{N}€"
    assert price(Decimal(890), "EUR", "en") == "€890"
