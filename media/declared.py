"""What a picture file says of itself: how it came about and with which tool.

Read from the bytes as they were sent, since encoding anew drops it. Two places are looked into:
XMP (IPTC Photo Metadata, `Iptc4xmpExt:DigitalSourceType`) and the actions of a C2PA manifest.
Signatures are not checked: the answer only fills a form that an editor confirms. Whatever the
bytes are, nothing is fetched, no entity is followed and nothing is raised.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from media.source_types import AI_SOURCE_TYPES, DigitalSourceType

MAX_XMP = 256 * 1024
MAX_TOOL = 200
MAX_ACTIONS = 1000
IPTC_EXTENSION = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
SOURCE_TYPE = f"{{{IPTC_EXTENSION}}}DigitalSourceType"
TOOLS = (f"{{{IPTC_EXTENSION}}}AISystemUsed", "{http://ns.adobe.com/xap/1.0/}CreatorTool")
WANTED = {SOURCE_TYPE, *TOOLS}
RESOURCE = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource"
# Concepts that the IPTC has retired or that C2PA names differently.
RENAMED = {
    "minorhumanedits": DigitalSourceType.HUMAN_EDITS,
    "digitalart": DigitalSourceType.CREATION,
    "multiframecomputationalcapture": DigitalSourceType.COMPUTATIONAL,
    "trainedalgorithmicdata": DigitalSourceType.AI_GENERATED,
}
CONCEPTS = RENAMED | {concept.value.lower(): concept for concept in DigitalSourceType}
# Keys of CBOR maps, with the head that tells their length (RFC 8949, major type 3). An agent is a
# text or, in newer manifests, a map that begins with its name.
_C2PA_SOURCE_TYPE = re.compile(rb"\x71digitalSourceType")
_C2PA_TOOL = re.compile(rb"\x6dsoftwareAgent(?:[\xa1-\xa9]\x64name)?")


@dataclass(frozen=True)
class Declared:
    """An IPTC concept that the library knows, and a tool; empty where the file is silent."""

    source_type: str = ""
    tool: str = ""

    @property
    def is_ai(self) -> bool:
        """Tell whether the file says that AI made or changed the picture."""
        return self.source_type in AI_SOURCE_TYPES


def declared_in(data: bytes, xmp: bytes | str | None) -> Declared:
    """Return what a file says of itself, given its bytes and the XMP packet found in it.

    Where XMP and C2PA differ, the one that speaks of AI counts.
    """
    found = [_from_xmp(xmp), _from_c2pa(data)]
    said = [one for one in found if one.source_type]
    return next((one for one in said if one.is_ai), said[0] if said else Declared())


def concept_of(value: str) -> str:
    """Return the concept that a URI, a QCode or a bare name means, or nothing if unknown."""
    name = re.split(r"[/:#]", value.strip().rstrip("/"))[-1]
    return str(CONCEPTS.get(name.lower(), ""))


def _values(xmp: str) -> dict[str, str]:
    """Return the properties wanted, as attributes, resources or elements, as far as XMP can be read."""
    if "<!DOCTYPE" in xmp:  # XMP has no use for one: whoever declares it wants entities
        return {}
    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, no_network=True
    )
    try:
        root = etree.fromstring(xmp.encode(errors="replace"), parser)
    except etree.XMLSyntaxError:
        return {}
    found: dict[str, str] = {}
    for element in root.iter("*") if root is not None else ():
        # A tool may be written as a list of alternatives: the text then stands two levels deeper.
        said = element.get(RESOURCE) or "".join(map(str, element.itertext()))
        for name, value in (*element.items(), (element.tag, said)):
            if value.strip() and name in WANTED:
                found.setdefault(str(name), value)
    return found


def _from_xmp(xmp: bytes | str | None) -> Declared:
    if not xmp or len(xmp) > MAX_XMP:
        return Declared()
    text = xmp.decode("utf-8", "replace") if isinstance(xmp, bytes) else xmp
    values = _values(text.strip("\x00\ufeff \r\n\t"))
    return _declared([values.get(SOURCE_TYPE, "")], (values.get(tool, "") for tool in TOOLS))


def _from_c2pa(data: bytes) -> Declared:
    """Return what the actions of a manifest say; the manifest of the file itself stands last."""
    if b"jumb" not in data or b"c2pa" not in data:
        return Declared()
    sources = _cbor_texts(_C2PA_SOURCE_TYPE, data)
    return _declared(reversed(sources), reversed(_cbor_texts(_C2PA_TOOL, data)))


def _cbor_texts(key: re.Pattern[bytes], data: bytes) -> list[str]:
    """Return the texts of at most 255 bytes that follow a key."""
    found = []
    for match in islice(key.finditer(data), MAX_ACTIONS):
        first, second = data[match.end() : match.end() + 2].ljust(2, b"\x00")
        if 0x60 <= first < 0x78:
            start, length = match.end() + 1, first - 0x60
        elif first == 0x78:
            start, length = match.end() + 2, second
        else:
            continue
        found.append(data[start : start + length].decode("utf-8", "replace"))
    return found


def _declared(sources: Iterable[str], tools: Iterable[str]) -> Declared:
    concepts = [concept for concept in map(concept_of, sources) if concept]
    ai = [concept for concept in concepts if concept in AI_SOURCE_TYPES]
    named = filter(None, map(_one_line, tools))
    return Declared(next(iter(ai or concepts), ""), next(named, ""))


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return "".join(filter(str.isprintable, line))[:MAX_TOOL]
