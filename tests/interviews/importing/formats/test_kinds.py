"""Files as guests send them: Word's and LibreOffice's, mails, subtitles, odd encodings."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from interviews.importing.formats.documents import Unreadable, document_of, paragraphs_of
from interviews.importing.recognition.reading import read
from tests.interviews.importing.formats.outlook import outlook_mail

pytestmark = pytest.mark.usefixtures("english")


def saved(document: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def run(xml: str):
    return parse_xml(f"<w:r {nsdecls('w')}>{xml}</w:r>")


class TestWord:
    """What a reader of the document sees, and nothing else."""

    def test_struck_and_hidden_words_stay_out(self) -> None:
        document = docx.Document()
        paragraph = document.add_paragraph("Zwei Meter.")
        paragraph.add_run(" Nicht schreiben.").font.strike = True
        paragraph.add_run(" INTERN").font.hidden = True
        [found] = paragraphs_of(saved(document), "a.docx")
        assert found.text == "Zwei Meter."

    def test_tracked_changes_are_taken_and_said(self) -> None:
        document = docx.Document()
        paragraph = document.add_paragraph("Es ist ")
        paragraph._p.append(
            parse_xml(
                f"<w:ins {nsdecls('w')} w:id='1' w:author='x'><w:r><w:t>neu</w:t></w:r></w:ins>"
            )
        )
        file = document_of(saved(document), "a.docx")
        assert [p.text for p in file.paragraphs] == ["Es ist neu"]
        assert file.remarks == ("The file has tracked changes; they are taken as accepted.",)

    def test_signs_of_symbol_fonts_are_bullets(self) -> None:
        document = docx.Document()
        document.add_paragraph("\uf0b7\tStiefel")
        [found] = paragraphs_of(saved(document), "a.docx")
        assert (found.style, found.marker, found.text) == ("list", "•", "Stiefel")

    def test_a_link_made_by_a_field_leads_where_it_says(self) -> None:
        document = docx.Document()
        paragraph = document.add_paragraph("Auf ")
        for xml in (
            "<w:fldChar w:fldCharType='begin'/>",
            '<w:instrText> HYPERLINK "https://example.org/wehr" </w:instrText>',
            "<w:fldChar w:fldCharType='separate'/>",
            "<w:t>unserer Seite</w:t>",
            "<w:fldChar w:fldCharType='end'/>",
            "<w:t>.</w:t>",
        ):
            paragraph._p.append(run(xml))
        [found] = paragraphs_of(saved(document), "a.docx")
        assert found.html == 'Auf <a href="https://example.org/wehr">unserer Seite</a>.'

    def test_a_number_in_a_column_of_its_own_belongs_to_what_is_beside_it(self) -> None:
        document = docx.Document()
        table = document.add_table(2, 3)
        cells = ["1", "Was ist das?", "Ein Rad.", "2", "Und das?", "Noch eines, glaube ich."]
        for cell, text in zip(table._cells, cells, strict=True):
            cell.text = text
        reading = read(paragraphs_of(saved(document), "a.docx"))
        assert [(e.question, e.answer) for e in reading.exchanges] == [
            ("Was ist das?", "Ein Rad."),
            ("Und das?", "Noch eines, glaube ich."),
        ]


ODT = """<?xml version="1.0"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible-formatting:1.0"
 xmlns:xlink="http://www.w3.org/1999/xlink"><office:automatic-styles>
 <style:style style:name="B" style:family="paragraph"><style:text-properties fo:font-weight="bold"/></style:style>
 <style:style style:name="S" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>
</office:automatic-styles><office:body><office:text>
 <text:h text:outline-level="1">Am Wehr</text:h>
 <text:p text:style-name="B">Wie hoch steht der Fluss?</text:p>
 <text:p>Zwei Meter<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Im März.</text:p></text:note-body></text:note>. <text:span text:style-name="S">Oder drei.</text:span></text:p>
 <text:p text:style-name="B">Und was brauchst Du?</text:p>
 <text:list><text:list-item><text:p>Stiefel</text:p></text:list-item><text:list-item><text:p><text:a xlink:href="https://example.org/k">Kaffee</text:a></text:p></text:list-item></text:list>
</office:text></office:body></office:document-content>"""


def test_a_text_of_libreoffice_is_read_with_lists_links_and_footnotes() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", ODT)
    reading = read(paragraphs_of(stream.getvalue(), "antworten.odt"))
    assert reading.title == "Am Wehr"
    assert [(e.question, e.answer_html) for e in reading.exchanges] == [
        ("Wie hoch steht der Fluss?", '<p>Zwei Meter<span data-footnote="Im März."></span>.</p>'),
        (
            "Und was brauchst Du?",
            '<ul><li>Stiefel</li><li><a href="https://example.org/k">Kaffee</a></li></ul>',
        ),
    ]


def test_numbers_of_libreoffice_count_wherever_their_style_is_kept() -> None:
    """Files that once were Word's keep it in styles.xml."""
    head = ODT.split("<office:automatic-styles>", maxsplit=1)[0].split("<office:document-content")[
        1
    ]
    content = (
        f"<office:document-content{head}<office:body><office:text>"
        '<text:list text:style-name="WWNum1"><text:list-item><text:p>Wie hoch steht der Fluss?</text:p>'
        "</text:list-item></text:list><text:p>Zwei Meter.</text:p>"
        '<text:list text:style-name="WWNum1" text:continue-numbering="true"><text:list-item>'
        "<text:p>Und morgen?</text:p></text:list-item></text:list><text:p>Drei.</text:p>"
        "</office:text></office:body></office:document-content>"
    )
    styles = (
        f"<office:document-styles{head}<office:styles><text:list-style style:name='WWNum1'>"
        "<text:list-level-style-number text:level='1'/></text:list-style></office:styles>"
        "</office:document-styles>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", content)
        package.writestr("styles.xml", styles)
    found = paragraphs_of(stream.getvalue(), "antworten.odt")
    assert [paragraph.marker for paragraph in found] == ["1.", "", "2.", ""]


def test_a_mail_of_outlook_gives_its_answers_and_its_subject() -> None:
    body = "Hallo,\r\n\r\n1) Was ist neu?\r\nAlles.\r\n2) Was bleibt?\r\nNichts, hoffe ich.\r\n"
    file = document_of(outlook_mail("AW: Fünf Fragen", body), "mail.msg")
    assert file.proposals.title == "Fünf Fragen"
    assert [e.answer for e in read(file.paragraphs).exchanges] == ["Alles.", "Nichts, hoffe ich."]


def test_a_mail_in_html_keeps_its_bold_questions() -> None:
    mail = (
        "From: Ina Holm <ina@example.org>\nSubject: Re: Fragen\nMIME-Version: 1.0\n"
        "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
        "<p><b>Was ist sch=C3=B6n?</b></p><p>Der Morgen.</p><p><b>Und was nicht?</b></p><p>Der Mittag.</p>"
    )
    file = document_of(mail.encode(), "antwort.eml")
    assert [e.question for e in read(file.paragraphs).exchanges] == [
        "Was ist schön?",
        "Und was nicht?",
    ]
    assert (file.proposals.title, file.proposals.author) == ("Fragen", "Ina Holm")


class TestEncodings:
    """Umlauts, whatever was done to them."""

    TEXT = "1) Wie groß ist die Mühle?\nSiebzehn Meter, „höher“ als die Bäume.\n2) Und wer mahlt?\nÄlteste zuerst – wie immer."

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman"])
    def test_a_text_is_the_same_in_every_encoding(self, encoding: str) -> None:
        file = document_of(self.TEXT.encode(encoding), "a.txt")
        assert "\n".join(p.text for p in file.paragraphs) == self.TEXT
        assert file.remarks == ()

    def test_a_text_of_dos_is_read(self) -> None:
        text = "1) Wie groß ist die Mühle?\nHöher als Bäume."
        assert [p.text for p in paragraphs_of(text.encode("cp850"), "a.txt")] == text.split("\n")

    def test_what_was_encoded_twice_is_mended(self) -> None:
        twice = self.TEXT.encode().decode("cp1252").encode()
        assert "\n".join(p.text for p in paragraphs_of(twice, "a.txt")) == self.TEXT

    def test_quoted_printable_is_undone(self) -> None:
        data = b"Wie gro=C3=9F ist die M=C3=BChle, die =\nwir sehen?\nSch=C3=B6n gro=C3=9F."
        found = [p.text for p in paragraphs_of(data, "a.txt")]
        assert found == ["Wie groß ist die Mühle, die wir sehen?", "Schön groß."]

    def test_what_stays_unsure_is_said(self) -> None:
        [remark] = document_of(bytes(range(0xC8, 0xD8)) + b" Text", "a.txt").remarks
        assert "not certain" in remark


def test_the_export_of_a_whole_site_is_no_interview_and_says_where_it_belongs() -> None:
    export = b'<?xml version="1.0"?><rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel/></rss>'
    with pytest.raises(Unreadable, match="export of a whole WordPress site"):
        document_of(export, "export.xml")


def test_what_a_page_says_of_itself_is_a_proposal_and_no_text() -> None:
    page = (
        "<html><head><title>Am Wehr – Blatt</title><meta name='author' content='Nele Kamp'>"
        "<meta name='keywords' content='fluss, wehr'></head><body><article><p>Hallo.</p></article></body></html>"
    )
    file = document_of(page.encode(), "a.html")
    assert (file.proposals.title, file.proposals.author, file.proposals.tags) == (
        "Am Wehr",
        "Nele Kamp",
        ("fluss", "wehr"),
    )
    assert [p.text for p in file.paragraphs] == ["Hallo."]


def _zipped(**parts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_DOT_", "."), text)
    return stream.getvalue()


def test_the_web_page_that_google_docs_exports_is_read_from_its_archive() -> None:
    page = "<html><body><p><b>Woher kommt Ihr Salz?</b></p><p>Aus dem Berg.</p></body></html>"
    data = _zipped(Salz_DOT_html=page, images__image1_DOT_png="x")
    texts = [p.text for p in document_of(data, "Salz.zip").paragraphs]
    assert texts == ["Woher kommt Ihr Salz?", "Aus dem Berg."]


@pytest.mark.parametrize("name", ["word/afchunk.htm", "afchunk.html"])
def test_a_web_page_within_a_file_of_word_is_not_the_text(name: str) -> None:
    document = docx.Document()
    document.add_paragraph("Woher kommt Ihr Salz?")
    stream = io.BytesIO(saved(document))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(name, "<p>Nur ein Teil.</p>")
    [found] = paragraphs_of(stream.getvalue(), "salz.docx")
    assert found.text == "Woher kommt Ihr Salz?"


def test_a_web_page_deep_in_an_archive_is_not_the_text() -> None:
    with pytest.raises(Unreadable):
        document_of(_zipped(vendor__lizenz_DOT_html="<p>Lizenz</p>"), "Salz.zip")


def test_tags_in_capitals_are_those_of_html() -> None:
    text = '<B>Warum?</B>\n\nSiehe <A HREF="https://example.org/">hier</A>.\n\n<Picture alt="x" />'
    question, answer = paragraphs_of(text.encode(), "a.md")
    assert question.bold
    assert answer.html == 'Siehe <a href="https://example.org/">hier</a>.'


@pytest.mark.parametrize("rule", ["***", "___", "* * *", "---"])
def test_a_rule_of_markdown_stays_one(rule: str) -> None:
    found = paragraphs_of(f"Eins.\n\n{rule}\n\nZwei.".encode(), "a.md")
    assert [p.style for p in found if p.style == "rule" or p.text] == ["text", "rule", "text"]


def test_a_file_of_pages_says_what_to_do() -> None:
    with pytest.raises(Unreadable, match="Pages"):
        document_of(_zipped(Index__Document_DOT_iwa="x"), "Salz.pages")
