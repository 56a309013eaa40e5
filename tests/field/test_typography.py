"""Quotation marks that came out wrong, apostrophes taken for them, measures that broke apart."""

from html import escape

import pytest
from hypothesis import given, settings, strategies as st

from blog.publishing.publish import publish
from prose.typography import typeset
from tests.making import make_interview, make_post

N = "\u00a0"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # Row 12.
        ("\"Er sagte: 'Nein'\", erzählte er", "„Er sagte: ‚Nein‘“, erzählte er"),
        ("\"'Nein'\", sagte er", "„‚Nein‘“, sagte er"),
        ("Rock 'n' Roll, rock 'n' roll", "Rock ’n’ Roll, rock ’n’ roll"),
        ("der Buchstabe 'n' fehlt", "der Buchstabe ‚n‘ fehlt"),
        # Nested the other way round.
        ("'Ich sah \"Faust\" gern', sagt sie", "‚Ich sah „Faust“ gern‘, sagt sie"),
        # smartypants: decades and what is left out open no quotation, though one closes later.
        ("die '90er und '68 und Hans' Hut", "die ’90er und ’68 und Hans’ Hut"),
        (
            "\"'90er\"-Party, 'ne Wucht, 's ist gut, 'gut'",
            "„’90er“-Party, ’ne Wucht, ’s ist gut, ‚gut‘",
        ),
        ("geht's, O'Neill, D'Angelo", "geht’s, O’Neill, D’Angelo"),
        # What nothing closes is no quotation, whatever word it is.
        ("'türlich war's gut, 'nauf und 'nunter", "’türlich war’s gut, ’nauf und ’nunter"),
        # Feet, inches, minutes, seconds.
        ("5'10\" groß, 40°26'46\"N, 6' hoch", "5′10″ groß, 40°26′46″N, 6' hoch"),
        ('"Ein 27" Monitor", sagt er', '„Ein 27" Monitor“, sagt er'),
        ('"um 18" und "ab 20"', "„um 18“ und „ab 20“"),
        ('12"-Vinyl', '12"-Vinyl'),
        # Measures.
        ("10 kg, 10³ m², 20 °C, 5 %, 3 kWh", f"10{N}kg, 10³{N}m², 20{N}°C, 5{N}%, 3{N}kWh"),
        ("2 000 000 Euro, 5 Tage", f"2{N}000{N}000{N}Euro, 5 Tage"),
        # Dashes and ellipses.
        ('Der Kunde - "König" - sagt...', "Der Kunde – „König“ – sagt…"),
    ],
)
def test_german_reads_as_it_was_meant(text, wanted):
    assert typeset(text, "de") == wanted
    assert typeset(wanted, "de") == wanted
    assert typeset(f"<p>{escape(text)}</p>", "de").count("&#x27;") == wanted.count("'")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("\"I saw 'Faust',\" he said", "“I saw ‘Faust’,” he said"),
        (
            "the '90s, rock 'n' roll, 'tis the dogs' bowl",
            "the ’90s, rock ’n’ roll, ’tis the dogs’ bowl",
        ),
        ("'I saw \"Faust\"', he said", "‘I saw “Faust”’, he said"),
        ('6\'2" tall, a 27" screen, 5 kg', f'6′2″ tall, a 27" screen, 5{N}kg'),
        ("\"She said: 'No'\", he said", "“She said: ‘No’”, he said"),
        # justinmayer/smartypants.py 22, Python-Markdown/markdown 399
        (
            "the early '60s, an '07 Camry, 'cause, 'til, 'twas, 'twere, give 'em",
            "the early ’60s, an ’07 Camry, ’cause, ’til, ’twas, ’twere, give ’em",
        ),
        # Python-Markdown/markdown 654
        ("there's one for the books... 'test'.", "there’s one for the books… ‘test’."),
        # kellym/smartquotes.js 19: an apostrophe further on turns the mark round
        (
            "\"they're like, 'You what?'\" says she, at Cedar Mill's Pet Barn.",
            "“they’re like, ‘You what?’” says she, at Cedar Mill’s Pet Barn.",
        ),
        # vmg/redcarpet 549
        ("'this' and 'that' and 'foo'", "‘this’ and ‘that’ and ‘foo’"),
    ],
)
def test_english_reads_as_it_was_meant(text, wanted):
    assert typeset(text, "en") == wanted
    assert typeset(wanted, "en") == wanted


def test_an_apostrophe_behind_a_link_or_code_is_one():
    """markedjs/marked 166, sphinx-doc/sphinx 988."""
    html = "<a href='/x'>JavaScript</a>'s and <code>Object</code>'s foo"
    assert typeset(html, "en") == html.replace("'s ", "’s ")


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab1 .,-–'\"„“”‚‘’()′″", max_size=30), st.sampled_from(["de", "en"]))
def test_of_words_nothing_but_the_marks_changes(text, language):
    def bare(line):
        return "".join(sign for sign in line if sign not in "'\"„“”‚‘’′″.…-– \u00a0")

    assert bare(typeset(text, language)) == bare(text)


LINK = '<a href="https://a.example/x">https://a.example/x</a>'
TEXT = f"<p>Mehr: {LINK}, <strong>sagt <em>sie</em></strong>: \"Ja 'n' Nein\".</p><p>Ende.</p>"


@pytest.mark.django_db
def test_a_link_whose_words_are_its_address_swallows_nothing_anywhere(read):
    """Row 1: in article, answer page, feeds, excerpts and structured data."""
    post = make_post("Mehr: https://a.example/x, \"sagt 'sie'\", ja", slug="mehr", body=TEXT)
    publish(post, by=None)
    talk = make_interview("Gespräch", slug="gespraech", exchanges=(("Und?", TEXT), ("Wie?", TEXT)))
    publish(talk, by=None)
    for address in (
        "/blog/mehr/",
        "/interviews/gespraech/",
        "/interviews/gespraech/frage-1/",
        "/feeds/rss.xml",
        "/feeds/feed.json",
        "/suche/?q=Ende",
    ):
        page = read(address).text
        assert "Ende" in page, address
        assert not any("\ue000" <= sign <= "\uf8ff" for sign in page), address
        if "feed" not in address and "suche" not in address:
            assert ">https://a.example/x</a>, <strong>sagt <em>sie</em></strong>" in page, address
    assert "„sagt ‚sie‘“, ja" in read("/blog/mehr/").text
