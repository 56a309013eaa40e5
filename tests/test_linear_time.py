"""No text keeps the server busy: whatever users write, reading it takes time in proportion."""

import time
from collections.abc import Callable
from contextlib import suppress
from html import escape

import pytest

from blog.publishing.citations import Citations
from blog.search.query import parts
from blog.search.stems import stems
from interviews.importing.formats.documents import paragraphs_of_text
from interviews.importing.formats.mail import document_of_mail
from interviews.importing.formats.paragraphs import Unreadable
from interviews.importing.formats.plaintext import document_of_text
from interviews.importing.formats.rtf import document_of_rtf
from interviews.importing.formats.subtitles import document_of_subtitles
from interviews.importing.formats.webpage import document_of_html
from interviews.importing.recognition.reading import NotAnInterview, read
from names.slugs import slug_of
from people.mentions import Index, Known, Passage
from people.spelling import Reading
from prose.footnotes import render_footnotes
from prose.sanitising import broken_links, plain_text, sanitise
from prose.typography import typeset
from tests.hostile_texts import ELSEWHERE, TAKES, caller, named, public_functions

KNOWN = Index(
    [
        Known("organisation", 1, "Muster & Co GmbH", ("Muster & Co GmbH", "a"), ("muster.de",)),
        Known("person", 2, "Anna Berg", ("Anna Berg", "A. a")),
    ]
)
LENGTH = 50_000
SHORTER = {"interview": 6_000}  # it looks at each line in many ways
ENOUGH = 0.1  # seconds that nobody notices


def read_interview(text: str) -> None:
    with suppress(NotAnInterview):
        read(paragraphs_of_text(f"Titel\n\n1. Was?\n\n{text}\n\n2. Und wie?\n\nSo."))


def unless_unreadable(work: Callable[..., object], *text: object, **more: object) -> None:
    with suppress(Unreadable):
        work(*text, **more)


def paragraph(text: str) -> str:
    return f"<p>{escape(text, quote=False)}</p>"


DOORS: dict[str, Callable[[str], object]] = {
    "typeset": typeset,
    "typeset, escaped": lambda text: typeset(paragraph(text), "en"),
    "plain text": lambda text: plain_text(paragraph(text)),
    "sanitise": lambda text: sanitise(paragraph(text)),
    "addresses of links": broken_links,
    "footnotes": lambda text: render_footnotes(
        f'<p><span data-footnote="{escape(text)}"></span></p>', "n"
    ),
    "slug": slug_of,
    "search query": parts,
    "stems": stems,
    "citations": lambda text: Citations([1]).linked(paragraph(f"[{text}]")),
    "names": lambda text: KNOWN.find([Passage("text", text), Passage("link", text)]),
    "words": Reading,
    "interview": read_interview,
    "rich text format": lambda text: unless_unreadable(document_of_rtf, "{\\rtf1 " + text + "}"),
    "mail": lambda text: unless_unreadable(document_of_mail, f"Von: a@b.de\n\n{text}".encode()),
    "web page": lambda text: unless_unreadable(document_of_html, f"<html><body>{text}"),
    "markdown": lambda text: unless_unreadable(document_of_text, text, markdown=True),
    "subtitles": lambda text: unless_unreadable(
        document_of_subtitles, f"WEBVTT\n\n00:01.000 --> 00:02.000\n{text}"
    ),
}
MOTIFS = [
    "a", "a.", "a ", "<script>", "{% comment %}", "{\\b ", "~~a", "![a](", "@", "a@", "a@b.-", "-", "- ", "--", "1", "1. ", "1, ", " ", "\n", "'", " 'a", '"', "„a ",
    "\"'", "<", "<a", "<a ", "<a '", '<a"', "<code>", "<!--", "://", "http://", "www.", "/", "/a", "/-", "...",
    "&", "&quot;", "[", "[1", "*", "**a ", "_a", "#", "(", "?", "a?\n", "A: a\n\n", "Anna ", "Anna Berg ", "a\u0301",
    ", M.A.", "<Aa ", "<Aa b='", "?Wulf: ",
]  # fmt: skip


def seconds(door: Callable[[str], object], text: str) -> float:
    """Return the CPU time a text takes."""
    start = time.thread_time()
    door(text)
    return time.thread_time() - start


def within(limit: float, door: Callable[[str], object], text: str) -> tuple[bool, float]:
    """Tell whether a text takes no longer at the first or second try, for other work disturbs."""
    taken = seconds(door, text)
    if taken >= limit:
        taken = seconds(door, text)
    return taken < limit, taken


@pytest.mark.parametrize("door", DOORS)
def test_four_times_the_text_takes_four_times_the_time(door: str) -> None:
    length = SHORTER.get(door, LENGTH)
    for motif in MOTIFS:
        text = (motif * length)[:length]
        quarter = seconds(DOORS[door], text[: length // 4])
        assert quarter < 40 * ENOUGH, (motif, quarter)  # else it takes minutes to say so
        quick, whole = within(max(ENOUGH, 9 * quarter), DOORS[door], text)
        assert quick, (motif, quarter, whole)


def test_words_in_many_tags_take_time_in_proportion_too() -> None:
    def nested(text: str) -> str:
        return sanitise(text.replace("a", "<b>a"))

    quarter = seconds(nested, "a" * 5_000)
    assert within(9 * quarter, nested, "a" * 20_000)[0]


# Both hold each family a whole number of times, so that both texts end alike.
SHORT, LONG = 2_100, 33_600
# One long word, nested and unclosed tags, no-break spaces, marker lines, numbers.
FAMILIES = [
    *("a", "a ", "<b>", "<a ", "<p>a", "\u00a0", "1. a?\n\n", "1 ", "1.", "- a\n", "A: a\n\n", "#"),
    *("„a ", "[1](", "&", "https://a.de/ ", "a@", "Anna Berg ", "\u0301", "'", "?Wulf: ", "&nbsp;"),
]


def test_every_public_function_is_handed_hostile_texts_or_named_as_none_that_takes_any() -> None:
    known = [*named(ELSEWHERE), *(name for table in TAKES.values() for name in named(table))]
    assert sorted(known) == sorted(set(public_functions()))


@pytest.mark.parametrize("name", [name for table in TAKES.values() for name in named(table)])
def test_each_function_takes_less_than_fifty_times_as_long_for_16_times_the_text(
    name: str,
) -> None:
    call = caller(name)
    for family in FAMILIES:
        text = (family * LONG)[:LONG]
        short = seconds(call, text[:SHORT])
        assert short < 10 * ENOUGH, (family, short)  # else it takes minutes to say so
        quick, long = within(max(ENOUGH, 50 * short), call, text)
        assert quick, (family, short, long)
