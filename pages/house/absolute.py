"""Absolute addresses, always from SITE_URL and never from the request's Host header."""

from django.conf import settings


def absolute(path: str) -> str:
    """Return the public address of a path such as "/blog/"; absolute ones stay as they are."""
    return f"{settings.SITE_URL}{path}" if path.startswith("/") else path
