"""Files of every kind become the paragraphs that stand in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, strategies as st

from interviews.importing.formats.documents import (
    Paragraph,
    Unreadable,
    paragraphs_of,
    paragraphs_of_text,
)
from interviews.importing.formats.paragraphs import Span, paragraphs_from, split_at, visible
from interviews.importing.recognition.reading import read

pytestmark = pytest.mark.usefixtures("english")


def word(build: Callable[[Document], None]) -> bytes:
    """Return a Word file made by the function."""
    document = docx.Document()
    build(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def texts(paragraphs: list[Paragraph]) -> list[str]:
    return [paragraph.text for paragraph in paragraphs]


class TestEncodings:
    """What programs of the last thirty years write."""

    TEXT = "1) Größe – „wie groß“?\n2) Öl …"

    @pytest.mark.parametrize(
        "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
    )
    def test_text_is_decoded(self, encoding: str) -> None:
        data = self.TEXT.encode(encoding)
        assert texts(paragraphs_of(data, "fragen.txt")) == ["1) Größe – „wie groß“?", "2) Öl …"]

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
    def test_lines_end_in_any_way_and_are_counted(self, end: str) -> None:
        found = paragraphs_of(end.join(["Eins", "", "Drei"]).encode(), "a.txt")
        assert [(p.line, p.text) for p in found] == [(1, "Eins"), (3, "Drei")]

    def test_invisible_characters_and_hard_spaces_are_white_space(self) -> None:
        data = "\ufeff\u200b1)\u00a0Was\u202fist\u200b das?\u00ad".encode()
        assert texts(paragraphs_of(data, "a.txt")) == ["1) Was ist das?"]

    def test_an_html_page_says_its_encoding(self) -> None:
        data = '<html><head><meta charset="iso-8859-2"></head><p>Pr\u016fvodce</p>'.encode(
            "iso-8859-2"
        )
        assert texts(paragraphs_of(data, "a.html")) == ["Průvodce"]


class TestRefusal:
    """One clear sentence for what cannot be read."""

    @pytest.mark.parametrize(
        ("data", "name", "message"),
        [
            (
                b"%PDF-1.7 \x00",
                "a.pdf",
                "This is a PDF; please use the text or Word file it was made from.",
            ),
            (
                b"\xd0\xcf\x11\xe0\xa1",
                "a.doc",
                "This is an old Word file; please save it as .docx.",
            ),
            (bytes(range(256)) * 20, "a.txt", "The file holds no readable text."),
            (
                b"\x00\x01\x02" * 500,
                "a.docx",
                "The Word file is damaged or protected and cannot be opened.",
            ),
            (
                b"PK\x03\x04broken",
                "a.docx",
                "The Word file is damaged or protected and cannot be opened.",
            ),
            (
                b"a" * (2 * 1024 * 1024 + 1),
                "a.txt",
                "The file is larger than 2 MB, which no interview is.",
            ),
        ],
    )
    def test_says_what_is_wrong(self, data: bytes, name: str, message: str) -> None:
        with pytest.raises(Unreadable) as refused:
            paragraphs_of(data, name)
        assert str(refused.value) == message

    def test_pasted_text_has_a_limit_too(self) -> None:
        with pytest.raises(Unreadable, match="2 million"):
            paragraphs_of_text("a" * (2 * 1024 * 1024 + 1))

    def test_a_word_file_that_would_burst_is_refused(self) -> None:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("word/document.xml", b"<a>" + b" " * (40 * 1024 * 1024) + b"</a>")
        with pytest.raises(Unreadable, match="unpacks to far more"):
            paragraphs_of(stream.getvalue(), "bombe.docx")

    def test_a_zip_file_is_no_word_file(self) -> None:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as package:
            package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        with pytest.raises(Unreadable, match="no Word document"):
            paragraphs_of(stream.getvalue(), "text.odt")

    def test_entities_in_a_word_file_are_not_expanded(self) -> None:
        bomb = (
            '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
            '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            "<w:body><w:p><w:r><w:t>vor &b; nach</w:t></w:r></w:p></w:body></w:document>"
        )
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as package:
            package.writestr("word/document.xml", bomb)
        assert "aaaa" not in "".join(texts(paragraphs_of(stream.getvalue(), "a.docx")))


class TestPlainText:
    """Lines, wrapped lines, and the Markdown people know."""

    def test_markup_is_understood_where_it_is_meant(self) -> None:
        found = paragraphs_of_text("# Titel #\n**Fett?** und *kursiv*\n- Punkt\n> Zitat\n***")
        assert [(p.style, p.level, p.marker, p.html) for p in found] == [
            ("heading", 1, "#", "Titel"),
            ("text", 0, "", "<strong>Fett?</strong> und <em>kursiv</em>"),
            ("list", 0, "-", "Punkt"),
            ("quote", 0, ">", "Zitat"),
            ("rule", 0, "***", ""),
        ]

    @pytest.mark.parametrize(
        "text",
        [
            "Autor*innen und Leser*innen",
            "2 * 3 * 4",
            "snake_case_name",
            "a ** b ** c",
            "[x](javascript:alert(1))",
        ],
    )
    def test_stars_and_brackets_that_are_no_markup_stay(self, text: str) -> None:
        [paragraph] = paragraphs_of_text(text)
        assert (paragraph.text, paragraph.html) == (text, text)

    def test_markup_from_outside_is_text(self) -> None:
        [paragraph] = paragraphs_of_text('<script>alert("x")</script> & mehr')
        assert paragraph.html == '&lt;script&gt;alert("x")&lt;/script&gt; &amp; mehr'

    def test_lines_wrapped_by_hand_are_joined_but_short_lines_are_not(self) -> None:
        text = (
            "Dies ist ein Absatz, der von Hand umbrochen wurde, weil man das früher so\n"
            "gemacht hat, und der deshalb über mehrere Zeilen geht, bis er schließlich\n"
            "endet.\n"
            "Was nun?\n"
            "Dies ist die Antwort, und sie ist ebenfalls umbrochen, wie man leicht sehen\n"
            "kann."
        )
        found = paragraphs_of_text(text)
        assert [(p.line, p.text[-8:]) for p in found] == [
            (1, "h endet."),
            (4, "Was nun?"),
            (5, "en kann."),
        ]

    def test_short_verses_are_not_joined(self) -> None:
        assert (
            len(paragraphs_of_text("Ein kurzer Vers,\nder reimt sich nicht,\nund noch ein Vers."))
            == 3
        )


class TestHtml:
    """Pages and what editors copy from them."""

    def test_blocks_breaks_and_lists_become_paragraphs(self) -> None:
        page = (
            "<!doctype html><title>x</title><style>p{}</style><h2>Wer?</h2>\n<p>Ich "
            "<b>bin</b>\nes.<br>Ja.</p>"
            "<ol start=3><li><p>drei</p><p>mehr</p></li><li>vier</ol><div>lose<p>fest</p>wieder "
            "lose</div>"
            "<dl><dt>Was?<dd>Das.</dl><script>alert(1)</script>"
        )
        found = paragraphs_of(page.encode(), "a.htm")
        assert [(p.style, p.marker, p.html) for p in found] == [
            ("heading", "", "Wer?"),
            ("text", "", "Ich <strong>bin</strong> es."),
            ("text", "", "Ja."),
            ("list", "3.", "drei"),
            ("list", "", "mehr"),
            ("list", "4.", "vier"),
            ("text", "", "lose"),
            ("text", "", "fest"),
            ("text", "", "wieder lose"),
            ("question", "", "Was?"),
            ("text", "", "Das."),
        ]

    def test_only_links_to_the_web_are_links(self) -> None:
        page = '<p><a href="javascript:alert(1)">a</a> <a href="https://example.org/?a=1&amp;b=2">b</a>'
        [paragraph] = paragraphs_of(page.encode(), "a.html")
        assert paragraph.html == 'a <a href="https://example.org/?a=1&amp;b=2">b</a>'

    def test_bold_by_style_is_bold(self) -> None:
        [paragraph] = paragraphs_of(b'<p><span style="font-weight:700">Was?</span></p>', "a.html")
        assert paragraph.bold

    def test_content_counts_for_more_than_the_ending(self) -> None:
        assert texts(paragraphs_of(b"<!DOCTYPE html><p>Hallo", "a.txt")) == ["Hallo"]

    @pytest.mark.parametrize("page", [b"", b"   ", b"<!-- nichts -->", b"<p></p>"])
    def test_an_empty_page_has_no_paragraphs(self, page: bytes) -> None:
        assert paragraphs_of(page, "a.html") == []

    def test_a_deeply_nested_page_keeps_its_text(self) -> None:
        page = b"<div>" * 240 + b"tief" + b"</div>" * 240
        assert texts(paragraphs_of(page, "a.html")) == ["tief"]


class TestWord:
    """Real .docx files."""

    def test_styles_runs_and_breaks(self) -> None:
        def build(document: Document) -> None:
            document.add_heading("Titel", 0)
            document.add_heading("Frage?", 2)
            paragraph = document.add_paragraph("vorher ")
            paragraph.add_run("fett").bold = True
            paragraph.add_run(" und ").add_break()
            paragraph.add_run("kursiv").italic = True
            document.add_paragraph("")
            document.add_paragraph("Zitat", style="Quote")

        found = paragraphs_of(word(build), "a.docx")
        assert [(p.line, p.style, p.level, p.text) for p in found] == [
            (1, "heading", 1, "Titel"),
            (2, "heading", 2, "Frage?"),
            (3, "text", 0, "vorher fett und"),
            (3, "text", 0, "kursiv"),
            (5, "quote", 0, "Zitat"),
        ]
        assert found[2].html == "vorher <strong>fett</strong> und"
        assert found[3].italic

    def test_a_drop_cap_and_a_deleted_paragraph_mark_divide_no_word(self) -> None:
        def build(document: Document) -> None:
            first, _rest = document.add_paragraph("W"), document.add_paragraph("ann war das?")
            frame = f'<w:framePr {nsdecls("w")} w:dropCap="drop" w:lines="3"/>'
            first._p.get_or_add_pPr().insert(0, parse_xml(frame))
            joined, _end = (
                document.add_paragraph("Im März, "),
                document.add_paragraph("glaube ich."),
            )
            mark = f'<w:rPr {nsdecls("w")}><w:del w:id="1" w:author="a"/></w:rPr>'
            joined._p.get_or_add_pPr().append(parse_xml(mark))

        found = paragraphs_of(word(build), "a.docx")
        assert texts(found) == ["Wann war das?", "Im März, glaube ich."]

    def test_words_own_numbers_are_counted(self) -> None:
        def build(document: Document) -> None:
            for text in ("eins", "zwei"):
                document.add_paragraph(text, style="List Number")
            document.add_paragraph("Punkt", style="List Bullet")
            document.add_paragraph("drei", style="List Number")

        found = paragraphs_of(word(build), "a.docx")
        assert [(p.marker, p.text) for p in found] == [
            ("1.", "eins"),
            ("2.", "zwei"),
            ("•", "Punkt"),
            ("3.", "drei"),
        ]

    def test_tables_are_read_cell_by_cell(self) -> None:
        def build(document: Document) -> None:
            document.add_paragraph("davor")
            table = document.add_table(2, 2)
            for cell, text in zip(table._cells, ["Podium:", "Was?", "Anna:", "Das."], strict=True):
                cell.text = text
            document.add_paragraph("danach")

        assert texts(paragraphs_of(word(build), "a.docx")) == [
            "davor",
            "Podium:",
            "Was?",
            "Anna:",
            "Das.",
            "danach",
        ]

    def test_deleted_text_is_gone_and_inserted_text_stays(self) -> None:
        def build(document: Document) -> None:
            paragraph = document.add_paragraph("Es ist ")
            space = nsdecls("w")
            paragraph._p.append(
                parse_xml(
                    f"<w:del {space} w:id='1' w:author='x'><w:r>"
                    "<w:delText>alt</w:delText></w:r></w:del>"
                )
            )
            paragraph._p.append(
                parse_xml(f"<w:ins {space} w:id='2' w:author='x'><w:r><w:t>neu</w:t></w:r></w:ins>")
            )

        assert texts(paragraphs_of(word(build), "a.docx")) == ["Es ist neu"]

    def test_an_interview_with_bold_questions_is_read(self) -> None:
        def build(document: Document) -> None:
            document.add_heading("Im Gespräch: Rike Sand", 1)
            for question, answer in (
                ("Wie war es?", "Gut."),
                ("Beschreib den Abend!", "Ein langer Abend."),
            ):
                document.add_paragraph().add_run(question).bold = True
                document.add_paragraph(answer)
                document.add_paragraph("Und noch ein Absatz.")

        reading = read(paragraphs_of(word(build), "a.docx"))
        assert reading.title == "Im Gespräch: Rike Sand"
        assert [(e.question, e.answer) for e in reading.exchanges] == [
            ("Wie war es?", "Gut.\n\nUnd noch ein Absatz."),
            ("Beschreib den Abend!", "Ein langer Abend.\n\nUnd noch ein Absatz."),
        ]

    def test_an_interview_numbered_by_word_with_lists_in_answers_is_read(self) -> None:
        def build(document: Document) -> None:
            for question in ("Was ist neu?", "Was bleibt?", "Was kommt?"):
                document.add_paragraph(question, style="List Number")
                document.add_paragraph("Dreierlei:")
                for item in ("Raum", "Zeit", "Geld"):
                    document.add_paragraph(item, style="List Number 2")
                document.add_paragraph("Mehr nicht.")

        reading = read(paragraphs_of(word(build), "a.docx"))
        assert [e.question for e in reading.exchanges] == [
            "Was ist neu?",
            "Was bleibt?",
            "Was kommt?",
        ]
        assert reading.exchanges[0].answer_html.startswith("<p>Dreierlei:</p><ol><li>Raum</li>")
        assert [piece.marker for piece in reading.pieces if piece.starts] == ["1.", "2.", "3."]

    def test_a_bold_question_that_runs_into_its_answer_is_split(self) -> None:
        def build(document: Document) -> None:
            for question, answer in (
                ("Wie geht es?", " Gut, danke."),
                ("Und sonst?", " Ich lese."),
            ):
                paragraph = document.add_paragraph()
                paragraph.add_run(question).bold = True
                paragraph.add_run(answer)

        reading = read(paragraphs_of(word(build), "a.docx"))
        assert [(e.question, e.answer) for e in reading.exchanges] == [
            ("Wie geht es?", "Gut, danke."),
            ("Und sonst?", "Ich lese."),
        ]

    def test_a_transcript_in_a_table_is_read(self) -> None:
        said = (
            "Podium",
            "Was war Ihr Ziel?",
            "Anna Berg",
            "Ich wollte weg.",
            "Podium",
            "Und heute?",
            "Anna Berg",
            "Bin ich da.",
        )

        def build(document: Document) -> None:
            table = document.add_table(4, 2)
            for cell, text in zip(table._cells, said, strict=True):
                cell.text = text

        reading = read(paragraphs_of(word(build), "a.docx"), ["Podium"])
        assert [(e.question, e.answer, e.answered_by) for e in reading.exchanges] == [
            ("Was war Ihr Ziel?", "Ich wollte weg.", "Anna Berg"),
            ("Und heute?", "Bin ich da.", "Anna Berg"),
        ]


spans = st.lists(
    st.builds(Span, st.text("ab <&>\u00a0\n\u200b*", max_size=8), st.booleans(), st.booleans(),
              st.sampled_from(["", "https://example.org/?a=1&b=2", "//x"])),
    max_size=6,
)  # fmt: skip


@given(spans)
def test_spans_keep_every_visible_character(written: list[Span]) -> None:
    found = paragraphs_from(written, Paragraph(1))
    wanted = "".join(visible("".join(span.text for span in written)).split())
    assert "".join("".join(texts(found)).split()) == wanted


@given(spans, st.integers(0, 50))
def test_a_cut_paragraph_keeps_its_text_and_sound_markup(written: list[Span], length: int) -> None:
    for paragraph in paragraphs_from(written, Paragraph(1)):
        halves = split_at(paragraph, length)
        assert "".join("".join(texts(halves)).split()) == "".join(paragraph.text.split())
        for half in halves:
            for tag in ("strong", "em", "a"):
                opened = half.html.count(f"<{tag}>") + half.html.count(f"<{tag} ")
                assert opened == half.html.count(f"</{tag}>")
