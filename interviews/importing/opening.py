"""Files of others are opened apart from us: a few kilobytes can ask for gigabytes or for minutes."""

from django.utils.translation import gettext as _

from confined.process import TooMuch, confine
from interviews.importing.formats.document import Document
from interviews.importing.formats.documents import document_of
from interviews.importing.formats.paragraphs import Unreadable


def opened(data: bytes, filename: str) -> Document:
    """Return what a file holds, as `document_of` does; raise Unreadable also where it wants too much."""
    try:
        return confine(document_of, data, filename)
    except TooMuch:
        raise Unreadable(
            _(
                "Reading this file takes more time or memory than any manuscript needs. Please paste"
                " its text instead."
            )
        ) from None
    except TimeoutError:
        raise Unreadable(
            _("Many files are being read at this moment. Please try again in a minute.")
        ) from None
