"""Other names of people and organisations, and the domains among them."""

import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SHORTEST = 2
_HOST = re.compile(r"(?:[a-z0-9äöüß](?:[a-z0-9äöüß-]{0,61}[a-z0-9äöüß])?\.){1,4}[a-z]{2,24}\Z")


def tidy_aliases(text: str) -> str:
    """Return names one per line, each once; raise ValidationError for one that is too short."""
    names = [" ".join(line.split()) for line in text.splitlines()]
    wanted = list(dict.fromkeys(filter(None, names)))
    for name in wanted:
        if len(name) < SHORTEST:
            raise ValidationError(
                {"aliases": _("“%(name)s” is too short to be found reliably.") % {"name": name}}
            )
    return "\n".join(wanted)


def domain_of(words: str) -> str:
    """Return the domain in an address or in words that look like one, or nothing."""
    text = words.strip().lower()
    try:
        host = urlsplit(text if "//" in text else f"//{text}").hostname or ""
    except ValueError:
        return ""
    host = host.removeprefix("www.")
    return host if _HOST.match(host) else ""
