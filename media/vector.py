"""Drawings (SVG), such as logos: drawn once as pixels; what could be more than a drawing is left out."""

import re
from io import BytesIO

import resvg_py
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from lxml import etree
from PIL import Image

SVG = "{http://www.w3.org/2000/svg}"
_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--|!doctype\s+svg|svg)[\s>-]", re.IGNORECASE)
_LINK = re.compile(r"(?:\{http://www\.w3\.org/1999/xlink\})?href")
_OWN = re.compile(r"#|data:image/(?:png|jpe?g|webp);", re.IGNORECASE)
# Nothing of these draws anything by itself.
_LEFT_OUT = frozenset(f"{SVG}{name}" for name in ("script", "foreignObject", "handler", "iframe"))
_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
)


def is_vector(data: bytes) -> bool:
    """Tell whether a file says that it is a drawing."""
    return bool(_BEGINS.match(data)) and b"<svg" in data[:20_000].lower()


def drawn(data: bytes, side: int) -> bytes:
    """Return a drawing as PNG, its longer side that many pixels long; ValidationError for none.

    Scripts, other documents and files that it names are left out before it is drawn; the renderer knows
    neither scripts nor a network.
    """
    text = _harmless(data)
    try:
        small = Image.open(BytesIO(resvg_py.svg_to_bytes(svg_string=text, skip_system_fonts=False)))
        seen = small.getbbox()
        width, height = (side, None) if small.width >= small.height else (None, side)
        large = bytes(resvg_py.svg_to_bytes(svg_string=text, width=width, height=height))
    except MemoryError:
        raise
    except Exception as error:  # whatever Rust says of it
        raise _no_drawing() from error
    if not seen:  # nothing is left that one could see
        raise _no_drawing()
    return large


def _harmless(data: bytes) -> str:
    try:
        root = etree.fromstring(data, _PARSER)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _no_drawing() from error
    if root.tag != f"{SVG}svg":
        raise _no_drawing()
    for node in list(root.iter()):
        if node.tag in _LEFT_OUT or not isinstance(node.tag, str):  # an entity
            node.getparent().remove(node)
            continue
        for name, value in list(node.attrib.items()):
            leads_out = _LINK.fullmatch(str(name)) and not _OWN.match(str(value).strip())
            if leads_out or etree.QName(name).localname.startswith("on"):
                del node.attrib[name]
    return etree.tostring(root, encoding="unicode")


def _no_drawing() -> ValidationError:
    return ValidationError(
        _("This drawing cannot be read. Please save it as PNG, at least 1200 pixels wide."),
        code="no_drawing",
    )
