"""What every rendition carries in itself: credit, rights and how the picture came about (XMP).

Names are those of IPTC Photo Metadata; `DigitalSourceType` is what the EU AI Act's
machine-readable marking of generated images rests on.
"""

from collections.abc import Mapping
from xml.sax.saxutils import escape

from media.frozen import FrozenImage
from media.source_types import IPTC

HEAD = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about=""'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
    ' xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"'
    ' xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">'
)
TAIL = '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
ELEMENTS = {
    "credit": (
        "<photoshop:Credit>{0}</photoshop:Credit>"
        "<dc:creator><rdf:Seq><rdf:li>{0}</rdf:li></rdf:Seq></dc:creator>"
    ),
    "copyright": (
        '<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{0}</rdf:li></rdf:Alt></dc:rights>'
    ),
    "licence": (
        '<xmpRights:UsageTerms><rdf:Alt><rdf:li xml:lang="x-default">{0}</rdf:li></rdf:Alt>'
        "</xmpRights:UsageTerms>"
    ),
    "source_type": "<Iptc4xmpExt:DigitalSourceType>{0}</Iptc4xmpExt:DigitalSourceType>",
    "generated_by": "<Iptc4xmpExt:AISystemUsed>{0}</Iptc4xmpExt:AISystemUsed>",
}


def provenance(image: FrozenImage) -> dict[str, str]:
    """Return what files made from an image's frozen values say of it."""
    concept = image.digital_source_type
    return {
        "credit": image.credit,
        "copyright": image.copyright,
        "licence": image.licence,
        "source_type": IPTC + concept if concept else "",
        "generated_by": image.generated_by,
    }


def xmp_packet(embedded: Mapping[str, str]) -> bytes:
    """Return the XMP packet for what `provenance` says; what is empty is left out."""
    body = "".join(
        element.format(escape(embedded[key]))
        for key, element in ELEMENTS.items()
        if embedded.get(key)
    )
    return f"{HEAD}{body}{TAIL}".encode()
