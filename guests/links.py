"""What every personal link keeps: it is a secret, sent on to nobody and kept by no cache."""

import re

from django.http import HttpResponse

# As secrets.token_urlsafe(32) makes them; PostgreSQL refuses to be asked for some other signs.
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def private(response: HttpResponse) -> HttpResponse:
    """Let nobody store or index what a link opens, nor name the link to where one goes from there."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
