"""Numbers in brackets lead to the sources, and the sources lead back."""

import time

import pytest
from django.utils import translation

from blog.editions.content import CitedSource, Content
from blog.editions.question import Answer, Question
from blog.models import Source
from blog.publishing.citations import Citations, CitedPlace, unknown_citations, with_citations
from blog.publishing.publish import publish
from tests.making import make_editor, make_interview, make_post


@pytest.fixture(autouse=True)
def _german():
    with translation.override("de"):
        yield


def piece(body, sources=2, exchanges=(), closing=""):
    return Content(
        kind="interview" if exchanges else "post",
        slug="stueck",
        language="de",
        title="Stück",
        standfirst="",
        body=body,
        sources=tuple(CitedSource(n + 1, "study", "Studie", "Quelle") for n in range(sources)),
        exchanges=tuple(
            Question(n, f"frage-{n}", question, tuple(map(Answer, answers)))
            for n, (question, *answers) in enumerate(exchanges, start=1)
        ),
        closing=closing,
    )


def linked(html, sources=3):
    return Citations(range(1, sources + 1)).linked(html)


def test_a_number_becomes_a_link_that_says_where_it_leads():
    assert linked("<p>Wie gemessen wurde [1].</p>") == (
        '<p>Wie gemessen wurde <a class="citation" id="zitat-1-1" href="#quelle-1"'
        ' aria-label="Quelle 1">[1]</a>.</p>'
    )


def test_several_numbers_are_links_of_their_own():
    assert linked("<p>[1, 3]</p>") == (
        '<p>[<a class="citation" id="zitat-1-1" href="#quelle-1" aria-label="Quelle 1">1</a>, '
        '<a class="citation" id="zitat-3-1" href="#quelle-3" aria-label="Quelle 3">3</a>]</p>'
    )


@pytest.mark.parametrize("place", ["; S. 12", ", S. 12–14", "; Kapitel 3 (neu)"])
def test_a_page_stays_beside_the_number(place):
    assert linked(f"<p>[2{place}]</p>") == (
        '<p>[<a class="citation" id="zitat-2-1" href="#quelle-2" aria-label="Quelle 2">2</a>'
        f"{place}]</p>"
    )


def test_numbers_without_a_source_stay_text():
    assert linked("<p>[4] [0] [2026] [x] [] [1 2] [12a]</p>") == (
        "<p>[4] [0] [2026] [x] [] [1 2] [12a]</p>"
    )
    assert linked("<p>[1, 9]</p>") == (
        '<p>[<a class="citation" id="zitat-1-1" href="#quelle-1" aria-label="Quelle 1">1</a>, 9]</p>'
    )


@pytest.mark.parametrize(
    "html",
    [
        '<p><a href="https://a.example/">siehe [1]</a></p>',
        "<pre>row[1]</pre>",
        '<p>x<span data-footnote="Dort [1]"></span></p>',
        '<p><a href="/a[1]" rel="noopener">x</a> &lt;b&gt; &amp; „y“</p>',
    ],
)
def test_links_code_and_attributes_stay_as_they_are(html):
    assert linked(html) == html


def test_citations_stand_in_lists_quotations_and_captions_too():
    html = linked(
        "<ul><li><strong>a [1]</strong></li></ul><blockquote><p>b [1]</p></blockquote>"
        '<figure data-file="7"><figcaption>c [1]</figcaption></figure>'
    )
    assert [html.count(f'id="zitat-1-{n}"') for n in (1, 2, 3, 4)] == [1, 1, 1, 0]


def test_every_text_of_an_interview_counts_on():
    content, references = with_citations(
        piece(
            "<p>[1]</p>",
            exchanges=[("Was gilt [1]?", "<p>[1]</p>"), ("?", "<p>[2]</p>", "<p>[1]</p>")],
            closing="<p>[1]</p>",
        )
    )
    assert [(reference.source.number, reference.places) for reference in references] == [
        (1, [CitedPlace(f"zitat-1-{n}", letter) for n, letter in enumerate("abcd", start=1)]),
        (2, [CitedPlace("zitat-2-1", "a")]),
    ]
    assert 'id="zitat-1-4"' in content.closing
    assert content.exchanges[0].question == "Was gilt [1]?"


def test_after_z_places_are_counted():
    _content, references = with_citations(piece("<p>" + "[1] " * 28 + "</p>"))
    assert [place.letter for place in references[0].places][24:] == ["y", "z", "27", "28"]


def test_numbers_without_a_source_are_reported_once_and_in_order():
    content = piece(
        '<p>[7] [1, 3] [3] [2026]</p><p><a href="/x">[9]</a></p>',
        exchanges=[("[8]", "<p>[5; S. 2]</p>")],
        closing="<p>[2]</p>",
    )
    assert unknown_citations(content) == [3, 5, 7]
    assert unknown_citations(piece("<p>Kein Zitat</p>")) == []


def test_a_text_full_of_brackets_takes_no_time():
    started = time.thread_time()
    for text in ("[1," * 20_000, "[1" + " " * 50_000, "[" * 50_000, "[1,a" * 15_000):
        linked(f"<p>{text}</p>")
    assert time.thread_time() - started < 1


def add_source(post, number, **fields):
    fields.setdefault("title", f"Studie {number}")
    return Source.objects.create(post=post, ordering=number, **fields)


@pytest.mark.django_db
def test_a_published_piece_leads_to_its_sources_and_back():
    post = make_post(body="<p>Erst [1], dann [2; S. 12], wieder [1].</p>")
    add_source(post, 1, url="https://a.example/", archived_url="https://archive.example/a")
    add_source(post, 2)
    add_source(post, 3)
    edition = publish(post, by=make_editor())
    assert edition.html.count('href="#quelle-1"') == 2
    assert 'href="#quelle-2" aria-label="Quelle 2">2</a>; S.\u00a012]' in edition.html
    one, two, three = edition.appendix.split("<li ")[1:]
    assert '<a href="https://a.example/" rel="noopener">Studie 1</a>' in one
    assert '<a href="https://archive.example/a" rel="noopener">archivierte Fassung</a>' in one
    assert " ↩ <a" in one
    assert (
        '<a class="citation-back" href="#zitat-1-2" aria-label="Zurück zur Stelle b im Text">b</a>'
    ) in one
    assert ('<a class="citation-back" href="#zitat-2-1" aria-label="Zurück zum Text">↩</a>') in two
    assert "citation-back" not in three
    assert "archiv" not in two


@pytest.mark.django_db
def test_answers_of_an_interview_cite_too():
    interview = make_interview(exchanges=(("Warum [1]?", "<p>Darum [1].</p>"),))
    add_source(interview, 1)
    edition = publish(interview, by=make_editor())
    assert edition.html.count('class="citation"') == 1
    assert 'href="#zitat-1-1"' in edition.appendix
