"""Keeps personal links and secrets out of the logs: whoever reads a log must not be able to use them."""

import logging
import re

_LINK = re.compile(
    r"(/(?:botschafter|entwurf|gast)/|/konto/password/reset/key/|/konto/confirm-email/)[^/?\s\"']+"
    r"|(/haken/[^?\s\"']*\?)[^\s\"']+"
)
# Django names the path of a request here: not found, failed, and the development server's own lines.
LOGGERS = ("django.request", "django.server", "django.security", "django.security.csrf")


class WithoutPersonalLinks(logging.Filter):
    """Writes "…" where a personal link has its secret."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through, without the secret."""
        message = record.getMessage()
        told = _LINK.sub(r"\1\2…", message)
        if told != message:
            record.msg, record.args = told, ()
        return True


def keep_links_out_of_logs() -> None:
    """Put the filter in front of every logger that names paths; doing it twice is no harm."""
    for name in LOGGERS:
        logger = logging.getLogger(name)
        if not any(isinstance(one, WithoutPersonalLinks) for one in logger.filters):
            logger.addFilter(WithoutPersonalLinks())
