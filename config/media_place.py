"""Where pictures lie and where readers get them, as settings name it."""

from importlib.util import find_spec
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.core.exceptions import ImproperlyConfigured

HERE = "/media/"


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


def address_of(typed: str) -> str:
    """Return where readers get pictures: an address with https, or `/media/` of this site.

    What is neither is named by a check (`doubts_about`), and pictures come from this site meanwhile.
    """
    address = typed.strip().rstrip("/") + "/"
    return address if _parts(address).scheme and not doubts_about(typed) else HERE


def doubts_about(typed: str) -> list[str]:
    """Return, in a sentence, why readers could get no picture there."""
    address = typed.strip().rstrip("/") + "/"
    parts = _parts(address)
    elsewhere = parts.scheme == "https" and parts.hostname and not (parts.query or parts.fragment)
    if address in ("/", HERE) or elsewhere:
        return []
    return [f"It is {HERE}, or an address with https: this site serves pictures nowhere else."]


def missing_packages(place: str) -> list[str]:
    """Return what the storage of such a place needs and is not installed."""
    needed = ("boto3", "storages") if place else ()
    return [name for name in needed if find_spec(name) is None]


def origin_in(address: str) -> list[str]:
    """Return the origin of an address, as a content security policy names it; none of a path."""
    parts = urlsplit(address)
    return [f"https://{parts.netloc}"] if parts.netloc else []


def _parts(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError:  # such as https://[
        return SplitResult("", "", "", "", "")
