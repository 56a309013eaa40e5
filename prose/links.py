"""Where a link in a text may lead, and what is said about it."""

import re
from urllib.parse import urlsplit

KEPT_RELATIONS = ("nofollow", "sponsored", "ugc")
_HIDDEN = re.compile("[\x00-\x20\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\\\\]")
_PLAIN_PATH = re.compile(r"(?:/(?!/)|#)[^\s]*\Z")
_MAIL = re.compile(r"mailto:[^@\s<>\"]+@[^@\s<>\"]+\Z", re.IGNORECASE)
_PHONE = re.compile(r"tel:\+?[0-9().-]+\Z", re.IGNORECASE)


def checked_address(address: str) -> str | None:
    """Return the address if it leads somewhere by http, https, mail, phone or a path of ours.

    None for everything else: other schemes, `//host`, blanks, backslashes, invisible characters.
    """
    address = address.strip()
    if not address or _HIDDEN.search(address):
        return None
    if address[0] in "/#":
        return address if _PLAIN_PATH.match(address) else None
    scheme, _colon, _rest = address.partition(":")
    match scheme.lower():
        case "http" | "https":
            return address if _has_host(address) else None
        case "mailto":
            return address if _MAIL.match(address) else None
        case "tel":
            return address if _PHONE.match(address) else None
    return None


def _has_host(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and parts.username is None and (parts.port or 1) > 0
    except ValueError:
        return False


def relations(address: str, given: str) -> str:
    """Return the `rel` of a link: what an editor may say about it, and noopener if it leads out."""
    kept = [word for word in given.lower().split() if word in KEPT_RELATIONS]
    if "sponsored" in kept:
        kept.append("nofollow")
    out = address.lower().startswith(("http:", "https:"))
    return " ".join(sorted({*kept, *(["noopener"] if out else [])}))
