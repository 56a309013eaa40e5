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
from people.mentions import Index, Known, Passage
from people.spelling import Reading
from prose.footnotes import render_footnotes
from prose.sanitising import broken_links, plain_text, sanitise
from prose.slugs import slug_of
from prose.typography import typeset

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
]  # fmt: skip


def seconds(door: Callable[[str], object], text: str) -> float:
    """Return the CPU time a text takes; of two tries the quicker, for other work disturbs."""

    def once() -> float:
        start = time.thread_time()
        door(text)
        return time.thread_time() - start

    first = once()
    return first if first < ENOUGH else min(first, once())


@pytest.mark.parametrize("door", DOORS)
def test_four_times_the_text_takes_four_times_the_time(door: str) -> None:
    length = SHORTER.get(door, LENGTH)
    for motif in MOTIFS:
        text = (motif * length)[:length]
        quarter = seconds(DOORS[door], text[: length // 4])
        assert quarter < 40 * ENOUGH, (motif, quarter)  # else it takes minutes to say so
        whole = seconds(DOORS[door], text)
        assert whole < ENOUGH or whole < 9 * quarter, (motif, quarter, whole)


def test_words_in_many_tags_take_time_in_proportion_too() -> None:
    def nested(text: str) -> str:
        return sanitise(text.replace("a", "<b>a"))

    quarter, whole = (seconds(nested, "a" * length) for length in (5_000, 20_000))
    assert whole < 9 * quarter
