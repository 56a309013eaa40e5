"""Seals: what was rendered of an edition, vouched for by a key that the database does not have.

Whoever may write to the database can put other words into what readers load, but no seal that fits.
To look at seals is quick; to render all anew and compare (`blog.proving`) needs none.
"""

import hmac

import msgspec
from django.conf import settings
from django.utils.crypto import salted_hmac

from blog.editions.edition import Edition
from disclosures.canonical import canonical_json

_SALT = "blog.editions.seal"
_PLAIN = ("chain", "html", "appendix", "labels", "search_text", "rendered_by")


def seal_of(edition: Edition, key: str = "") -> str:
    """Return the seal over what is rendered of an edition, and over its place in the chain."""
    values = {name: getattr(edition, name) for name in _PLAIN}
    said = canonical_json(values | {"teaser": msgspec.to_builtins(edition.teaser)})
    secret = key or settings.SECRET_KEY
    return str(salted_hmac(_SALT, said, secret=secret, algorithm="sha256").hexdigest())


def is_sealed(edition: Edition) -> bool:
    """Tell whether Podium itself rendered what stands there, with its present key or a former one."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return any(hmac.compare_digest(seal_of(edition, key), edition.seal) for key in keys)
