"""What XML can hold: characters that it forbids would break a whole feed or sitemap."""

import re

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """Return the text without characters that XML forbids."""
    return _FORBIDDEN.sub("", text)
