"""Where a link may lead, and what is said about it; checked where it is typed and where it is put out."""

import re
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

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


def web_address(address: str) -> str:
    """Return the address if readers may be sent there by http or https, else ""."""
    checked = checked_address(address) or ""
    return checked if checked.lower().startswith(("http:", "https:")) else ""


def is_web_address(address: str) -> None:
    """Refuse what `LinkField` would not give back. Raises ValidationError."""
    if web_address(address) != address:
        raise ValidationError(
            _(
                "Please give a web address that begins with https:// or http://, without a user name."
            ),
            code="web_address",
        )


class LinkField(models.URLField):
    """A web address that readers are sent to.

    Whatever stands in the column, what is read of it leads there by http or https, or is "".
    """

    default_validators = [*models.URLField.default_validators, is_web_address]

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Be an ordinary field for migrations: the column is the same."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", list(args), dict(kwargs)

    def from_db_value(self, value: str | None, *_of: object) -> str | None:
        """Check what was written past every form."""
        return value and web_address(value)


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
