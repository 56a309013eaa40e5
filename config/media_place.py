"""Where pictures lie and where readers get them, as settings name it."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured


def storage_named(place: str) -> dict[str, Any]:
    """Return the storage of a place such as `s3://bucket/folder`; without one, the folder MEDIA_ROOT."""
    if not place:
        return {"BACKEND": "media.storage.WholeFiles"}
    parts = urlsplit(place)
    if parts.scheme != "s3" or not parts.netloc or parts.query or parts.fragment:
        raise ImproperlyConfigured(
            f"MEDIA_STORAGE is {place!r}; it is empty, or like s3://bucket/folder (docs/settings.md)."
        )
    options = {"bucket_name": parts.netloc, "location": parts.path.strip("/")}
    return {"BACKEND": "media.storage.bucket.Bucket", "OPTIONS": options}


def origin_in(address: str) -> list[str]:
    """Return the origin of an address, as a content security policy names it; none of a path."""
    parts = urlsplit(address)
    if address.startswith("/") and not address.startswith("//"):
        return []
    if parts.scheme != "https" or not parts.netloc or not parts.path.endswith("/"):
        raise ImproperlyConfigured(
            f"MEDIA_URL is {address!r}; it is a path such as /media/, or an address with https."
        )
    return [f"https://{parts.netloc}"]
