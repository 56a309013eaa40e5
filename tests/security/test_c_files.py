"""Files of others are opened where they can harm nobody: apart, for a short while, with little memory."""

import contextlib
import io
import math
import time
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils import translation
from PIL import Image as PILImage

from confined.process import TooMuch, confine
from interviews.importing.formats.paragraphs import Unreadable
from interviews.importing.opening import opened
from media.uploads import clean_upload
from tests.security import hostile

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def test_work_is_done_apart_and_its_result_comes_back():
    assert confine(math.factorial, 20) == math.factorial(20)
    assert confine(hostile.process) != hostile.process()


def test_what_fails_there_fails_here():
    with pytest.raises(ZeroDivisionError, match="boom"):
        confine(hostile.boom)


@pytest.mark.parametrize("work", [hostile.memory, hostile.spin, hostile.sleep, hostile.crash])
def test_who_wants_too_much_is_stopped_and_harms_nobody(work, monkeypatch):
    if work is hostile.sleep:
        monkeypatch.setattr("confined.process.AT_LONGEST", 0.5)
    begun = time.monotonic()
    with pytest.raises(TooMuch):
        confine(work)
    assert time.monotonic() - begun < 25  # seconds, on a busy machine; seven on a quiet one
    assert confine(math.factorial, 5) == 120


def test_nothing_is_written_there():
    with pytest.raises(OSError, match="File too large"):
        confine(hostile.write)


def test_messages_come_in_the_language_of_who_asked():
    buffer = io.BytesIO()
    PILImage.effect_noise((400, 300), 60).save(buffer, "JPEG")
    half = buffer.getvalue()[: -len(buffer.getvalue()) // 2]
    for language, words in (("de", "beschädigt"), ("en", "damaged")):
        with translation.override(language), pytest.raises(ValidationError) as refused:
            clean_upload(ContentFile(half, "halb.jpg"))
        assert words in refused.value.messages[0]


def test_a_jpeg_of_a_thousand_scans_is_refused_with_a_sentence():
    buffer = io.BytesIO()
    PILImage.new("RGB", (6000, 6000), "teal").save(buffer, "JPEG", progressive=True)
    whole = buffer.getvalue()
    last = whole.rindex(b"\xff\xda")
    scans = whole[:last] + whole[last:-2] * 1000 + whole[-2:]
    assert len(scans) < 1 << 20
    with translation.override("en"), pytest.raises(ValidationError) as refused:
        clean_upload(ContentFile(scans, "scans.jpg"))
    assert refused.value.code == "too_much"
    assert "save it anew as JPEG" in refused.value.messages[0]


def test_a_tiny_file_of_many_pixels_takes_no_memory_of_ours():
    buffer = io.BytesIO()
    PILImage.new("RGB", (6300, 6300), "teal").save(buffer, "AVIF", speed=10)
    assert len(buffer.getvalue()) < 20_000
    before = hostile.peak()
    clean_upload(ContentFile(buffer.getvalue(), "weit.avif"))
    assert hostile.peak() - before < 50 << 20


def docx(text, **parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{WORD}"><w:body>{text}</w:body></w:document>',
        )
        for name, content in parts.items():
            package.writestr(f"word/{name}.xml", f'<w:{name} xmlns:w="{WORD}">{content}</w:{name}>')
    return buffer.getvalue()


def paragraph(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


# Made by the test that asks for one: the largest takes a second and 150 MB.
DEMANDING = {
    "lang.docx": lambda: docx(paragraph("wort " * 30_000_000)),
    "tief.docx": lambda: docx("<w:p>" * 100_000 + "</w:p>" * 100_000),
    "halb.docx": lambda: docx(paragraph("a"), styles="<w:style>" * 9_000_000),
    "kein.docx": lambda: b"PK\x03\x04" + b"x" * 100,
    "klammern.rtf": lambda: b"{\\rtf1 " + b"{" * 1_000_000,
}


@pytest.mark.parametrize("name", DEMANDING)
def test_a_file_that_asks_for_more_than_it_is_gets_a_sentence(name):
    data = DEMANDING[name]()
    begun = time.monotonic()
    with contextlib.suppress(Unreadable):
        opened(data, name)
    assert time.monotonic() - begun < 15


def test_odd_values_in_files_are_no_failures():
    styled = docx(
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="²"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        "<w:r><w:t>Was?</w:t></w:r></w:p>",
        numbering='<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="abc"/>'
        '<w:numFmt w:val="decimal"/></w:lvl></w:abstractNum><w:num w:numId="1">'
        '<w:abstractNumId w:val="0"/></w:num>',
    )
    assert "Was?" in opened(styled, "a.docx").paragraphs[0].text
    page = b'<meta charset="undefined"><p>Was?</p><ol start="99999999999999999999"><li>So</li></ol>'
    assert "Was?" in [one.text for one in opened(page, "a.html").paragraphs]


def test_memory_of_ours_is_not_taken():
    data = docx(paragraph("wort " * 4_000_000) * 10)
    before = hostile.peak()
    with contextlib.suppress(Unreadable):
        opened(data, "viel.docx")
    assert hostile.peak() - before < 100 << 20
