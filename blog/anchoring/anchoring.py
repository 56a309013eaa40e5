"""Making an anchor: all heads, one root, a signature; kept, stamped with the time, sent to who shall keep it too."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from blog.anchoring.folder import Anchor, here
from blog.anchoring.heads import present
from blog.anchoring.signing import raw, signed, signing_key
from blog.anchoring.time_stamps import Stamper, time_stamp
from blog.proving.findings import Finding
from delivery import generation
from outbound.fetching import NoAnswer

logger = logging.getLogger(__name__)
# What a mail server takes for sure; the heads of some ten thousand pieces are less.
_MOST = 8_000_000


def anchor(stamper: Stamper | None = None) -> Anchor:
    """Anchor the heads as they are now, and return what was signed.

    Raises ValueError if the key is none, FileExistsError if another process is doing the same, OSError if
    the folder cannot be written to. A time stamp that cannot be had is logged: the anchor holds without.
    """
    folder = here()
    last = folder.latest()
    heads = folder.heads_until(last.number if last else 0)
    changed = heads.bring(present())
    key = signing_key(Path(settings.ANCHOR_KEY))
    made = Anchor(
        site=settings.SITE_URL,
        number=last.number + 1 if last else 1,
        made=timezone.now().replace(microsecond=0),
        heads=len(heads.tree),
        root=heads.tree.root.hex(),
        previous=last.digest if last else "-",
        key=raw(key.public_key()).hex(),
    )
    made = replace(made, note=signed(made.text(), settings.SITE_HOST or "podium", key))
    folder.keep(made, changed)
    if settings.ANCHOR_TSA:
        _stamp(made, stamper or Stamper())
    generation.begin()  # what is kept of pages that show it is over
    return made


def _stamp(made: Anchor, stamper: Stamper) -> None:
    try:
        stamp = time_stamp(made.note.encode(), settings.ANCHOR_TSA, stamper)
    except (NoAnswer, ValueError) as error:
        logger.warning("No time stamp for anchor %s: %s", made.number, error)
        return
    here().file(made.number, "tsr").write_bytes(stamp)


def send(made: Anchor, findings: Sequence[Finding] = ()) -> None:
    """Mail an anchor to the addresses of the house's choice, with all that it needs to be checked.

    `findings` are what no longer is as former anchors hold it; the mail begins with them.
    """
    if not settings.ANCHOR_MAIL:
        return
    with translation.override(settings.LANGUAGE_CODE):
        words = {"site": settings.SITE_URL, "number": made.number}
        subject = _("Anchor %(number)s of %(site)s") % words
        explained = _(
            "Please keep this mail. It proves later what was on record at %(site)s now; how, is told in"
            " docs/security.md, “Verifying a site offline”."
        )
        alarm = _("CAUTION: the record is no longer what earlier anchors hold.")
    found = [alarm, *map(str, findings)] if findings else []
    parts = [*found, explained % words, made.note]
    message = EmailMessage(subject, "\n\n".join(parts), to=settings.ANCHOR_MAIL)
    for ending in ("txt", "heads", "tsr"):
        path = here().file(made.number, ending)
        if path.exists() and path.stat().st_size < _MOST:
            message.attach(path.name, path.read_bytes(), "application/octet-stream")
    message.send()
