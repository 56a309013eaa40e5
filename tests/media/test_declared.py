"""What files say of their own making, honest and hostile."""

import io
import zlib
from typing import Any

import pytest
from hypothesis import given, strategies as st
from PIL import Image as PILImage, PngImagePlugin

from media.declared import MAX_XMP, Declared, concept_of, declared_in
from media.provenance import HEAD, TAIL, xmp_packet
from media.uploads import clean_upload
from tests.media.pictures import picture_bytes, png_chunk, upload

GENERATED = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
IPTC = 'xmlns:i="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"'
AI = Declared("trainedAlgorithmicMedia")


def packet(inside: str = "", attributes: str = "") -> bytes:
    return f"<rdf:RDF {RDF}><rdf:Description {IPTC} {attributes}>{inside}</rdf:Description></rdf:RDF>".encode()


def said_by(content: bytes) -> Declared:
    return clean_upload(upload(content)).declared


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "AVIF"])
def test_xmp_is_read_from_every_format(kind: str) -> None:
    assert said_by(picture_bytes(kind, xmp=xmp_packet({"source_type": GENERATED}))) == AI


@pytest.mark.parametrize("packed", [True, False])
def test_xmp_is_read_from_png(packed: bool) -> None:
    info = PngImagePlugin.PngInfo()
    xmp = xmp_packet({"source_type": GENERATED, "generated_by": "Maler 3"})
    info.add_itxt("XML:com.adobe.xmp", xmp.decode(), zip=packed)
    buffer = io.BytesIO()
    PILImage.new("RGB", (64, 48)).save(buffer, "PNG", pnginfo=info)
    assert said_by(buffer.getvalue()) == Declared("trainedAlgorithmicMedia", "Maler 3")


@pytest.mark.parametrize(
    "xmp",
    [
        packet(f"<i:DigitalSourceType>{GENERATED}</i:DigitalSourceType>"),
        packet(f'<i:DigitalSourceType rdf:resource="{GENERATED}"/>'),
        packet(attributes=f'i:DigitalSourceType="{GENERATED}"'),
        b"\xef\xbb\xbf" + packet(attributes=f'i:DigitalSourceType="{GENERATED}"') + b"\x00\x00",
        packet("<i:DigitalSourceType>trainedAlgorithmicMedia</i:DigitalSourceType>") + b"</half",
    ],
)
def test_xmp_says_it_as_element_resource_or_attribute(xmp: bytes) -> None:
    assert declared_in(b"", xmp) == AI


def test_the_tool_is_read_where_it_is_named() -> None:
    alternatives = '<rdf:Alt><rdf:li xml:lang="x-default">Maler\n 3</rdf:li></rdf:Alt>'
    xmp = packet(
        f"<i:AISystemUsed>{alternatives}</i:AISystemUsed>", f'i:DigitalSourceType="{GENERATED}"'
    )
    assert declared_in(b"", xmp) == Declared("trainedAlgorithmicMedia", "Maler 3")


@pytest.mark.parametrize(
    ("value", "concept"),
    [
        (GENERATED, "trainedAlgorithmicMedia"),
        (GENERATED.replace("http:", "https:") + "/", "trainedAlgorithmicMedia"),
        ("digsrctype:compositeSynthetic", "compositeSynthetic"),
        ("http://c2pa.org/digitalsourcetype/trainedAlgorithmicData", "trainedAlgorithmicMedia"),
        ("http://cv.iptc.org/newscodes/digitalsourcetype/minorHumanEdits", "humanEdits"),
        ("http://cv.iptc.org/newscodes/digitalsourcetype/somethingNew", ""),
        ("", ""),
    ],
)
def test_concepts_are_known_in_every_spelling(value: str, concept: str) -> None:
    assert concept_of(value) == concept


def cbor_text(value: str) -> bytes:
    data = value.encode()
    head = bytes([0x60 + len(data)]) if len(data) < 24 else bytes([0x78, len(data)])
    return head + data


def manifest(*concepts: str, agent: bytes = b"") -> bytes:
    """Return as much of a C2PA manifest store as its actions are."""
    actions = b"".join(
        cbor_text("digitalSourceType")
        + cbor_text(f"http://cv.iptc.org/newscodes/digitalsourcetype/{concept}")
        for concept in concepts
    )
    return b"\x00\x00\x02\x00jumbjumdc2pa.actions" + agent + actions


@pytest.mark.parametrize(
    ("agent", "tool"),
    [
        (b"", ""),
        (cbor_text("softwareAgent") + cbor_text("Maler 3"), "Maler 3"),
        (cbor_text("softwareAgent") + b"\xa2" + cbor_text("name") + cbor_text("Maler"), "Maler"),
        (cbor_text("softwareAgent") + b"\xa2" + cbor_text("nose"), ""),
        (cbor_text("softwareAgent") + cbor_text("a\x00b"), "ab"),
    ],
)
def test_a_c2pa_manifest_names_how_and_with_what(agent: bytes, tool: str) -> None:
    content = picture_bytes("PNG")
    with_manifest = (
        content[:33]
        + png_chunk(b"caBX", manifest("trainedAlgorithmicMedia", agent=agent))
        + content[33:]
    )
    assert said_by(with_manifest) == Declared("trainedAlgorithmicMedia", tool)


def test_of_several_actions_the_last_with_ai_counts() -> None:
    several = manifest("trainedAlgorithmicMedia", "compositeSynthetic", "digitalCapture")
    assert declared_in(several, None).source_type == "compositeSynthetic"
    assert declared_in(manifest("digitalCapture"), None).source_type == "digitalCapture"


def test_where_xmp_and_c2pa_differ_the_one_with_ai_counts() -> None:
    photo = packet(attributes='i:DigitalSourceType="digitalCapture"')
    assert declared_in(manifest("compositeSynthetic"), photo) == Declared("compositeSynthetic")


BOMB = (
    '<!DOCTYPE x [<!ENTITY a "trainedAlgorithmicMedia">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "&a;" * 10}">' for n in range(9))
    + f"]>{packet('<i:DigitalSourceType>&a8;</i:DigitalSourceType>').decode()}"
)
FETCH = (
    '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'
    + packet(f"<i:DigitalSourceType>{GENERATED}</i:DigitalSourceType>").decode()
)


@pytest.mark.parametrize(
    "xmp",
    [
        BOMB.encode(),
        FETCH.encode(),
        FETCH.encode("utf-16"),
        b"<" * 1000,
        b"<a>" * 80_000,
        b"\xff\xfe\x00",
        f"{HEAD}{' ' * MAX_XMP}<Iptc4xmpExt:DigitalSourceType>{GENERATED}"
        f"</Iptc4xmpExt:DigitalSourceType>{TAIL}".encode(),
        "\ud800<a>",
        None,
        b"",
    ],
)
def test_hostile_xmp_says_nothing_and_breaks_nothing(xmp: Any) -> None:
    assert declared_in(b"", xmp) == Declared()


def test_an_upload_with_hostile_xmp_is_taken_in() -> None:
    assert said_by(picture_bytes(xmp=BOMB.encode())) == Declared()
    huge = png_chunk(b"zTXt", b"XML:com.adobe.xmp\x00\x00" + zlib.compress(b"<" * 900_000))
    content = picture_bytes("PNG")
    assert said_by(content[:33] + huge + content[33:]) == Declared()


@given(st.binary(max_size=400), st.binary(max_size=400))
def test_whatever_the_bytes_are_there_is_an_answer(data: bytes, xmp: bytes) -> None:
    assert isinstance(declared_in(b"jumbc2pa\x71digitalSourceType" + data, xmp), Declared)
