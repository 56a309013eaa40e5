"""The picture an ambassador posts: who stands for which event, and when it is.

Drawn like the share cards (`pages/sharing/card_drawing.py`), in the site's accent and typeface: what readers must know is in the pixels, because
a picture travels without our page. Whoever receives something for it advertises, so the badge says
"Anzeige" itself (Leitfaden der Medienanstalten); a portrait that AI made keeps its label.
"""

import hashlib
import io
import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.core.files.storage import default_storage
from django.utils.translation import get_language
from PIL import Image as PILImage, ImageDraw, ImageOps

from events.models import Ambassadorship, Event
from events.when import when
from guests.share_texts import LABELS
from media.frozen import FrozenImage
from media.lettering import (
    INK,
    ON_ACCENT,
    PAPER,
    QUIET,
    SANS,
    SERIF,
    Room,
    Setting,
    drawable,
    face,
    fitted,
)
from media.renditions import crop_box
from media.share_cards import with_label
from media.storage import promptly
from pages.house.site import current
from people.initials import initials

SIDE = 1080
EDGE = 84
PORTRAIT = 400
WHEN = 922  # the lowest line that names the days begins there
SMALLEST = 26  # of its letters
KEPT_FOR = 24 * 60 * 60
SOON = 60  # without a portrait that could not be read
_DESIGN = 3  # a new drawing is a new picture


@dataclass(frozen=True)
class Badge:
    """All that is drawn; two badges with equal values are the same picture."""

    name: str
    role: str
    when: str
    below: str
    label: str
    accent: str  # of the site, on light
    portrait: FrozenImage | None

    @property
    def key(self) -> str:
        """What the finished picture is kept under."""
        values = json.dumps([_DESIGN, asdict(self)], sort_keys=True, default=str)
        return f"badge:{hashlib.sha256(values.encode()).hexdigest()}"


def badge_of(stands: Ambassadorship) -> Badge:
    """Return what stands on an ambassador's badge, in the active language."""
    person, event = stands.person, stands.event
    moving = event.status in (Event.Status.POSTPONED, Event.Status.CANCELLED)
    site = re.sub(r"^https?://", "", settings.SITE_URL)
    return Badge(
        name=person.full_name,
        role=stands.role_line,
        when=", ".join(filter(None, ("" if moving else when(event), event.city))),
        below="  ·  ".join(filter(None, (event.hashtag, site))),
        label=LABELS["de"] if stands.benefit else "",
        accent=current().accents[0],
        portrait=person.portrait.frozen() if person.portrait else None,
    )


def png_of(badge: Badge) -> bytes:
    """Return the picture as PNG, 1080 pixels square; drawn once, then kept for a day."""
    store = caches["drawn"]
    kept = store.get(badge.key)
    if isinstance(kept, bytes):
        return kept
    face_of_it = _face(badge.portrait) if badge.portrait else None
    drawn = _drawn(badge, face_of_it)
    whole = face_of_it is not None or badge.portrait is None
    store.set(badge.key, drawn, KEPT_FOR if whole else SOON)
    return drawn


def _drawn(badge: Badge, portrait: PILImage.Image | None) -> bytes:
    picture = PILImage.new("RGB", (SIDE, SIDE), PAPER)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, SIDE, 24), fill=badge.accent)
    if badge.label:
        _label(draw, badge.label)
    _portrait(picture, badge, portrait)
    top = _lines(draw, badge.name, (640, WHEN), largest=84, most=2, colour=INK, font=SERIF)
    top = _lines(draw, badge.role, (top + 14, WHEN), largest=52, most=3, colour=badge.accent)
    _lines(draw, badge.when, (top + 14, SIDE), largest=38, most=1, colour=QUIET)
    draw.rectangle((0, SIDE - 96, SIDE, SIDE), fill=badge.accent)
    below = _set(badge.below, SIDE, largest=36, most=1)
    middle = (SIDE / 2, SIDE - 48)
    draw.text(middle, below.lines[0], font=below.face, fill=ON_ACCENT, anchor="mm")
    buffer = io.BytesIO()
    picture.save(buffer, format="PNG", optimize=True)
    return buffer.getvalue()


def _label(draw: ImageDraw.ImageDraw, text: str) -> None:
    font = face(SANS, 40)
    width = round(font.getlength(text))
    draw.rectangle((EDGE, 72, EDGE + width + 40, 132), fill=INK)
    draw.text((EDGE + 20, 102), text, font=font, fill=ON_ACCENT, anchor="lm")


def _portrait(picture: PILImage.Image, badge: Badge, shown: PILImage.Image | None) -> None:
    """Put the person's portrait into a circle, or their initials where there is none."""
    left, top = (SIDE - PORTRAIT) // 2, 190
    if shown is None:
        draw = ImageDraw.Draw(picture)
        draw.ellipse((left, top, left + PORTRAIT, top + PORTRAIT), fill=badge.accent)
        middle = (left + PORTRAIT / 2, top + PORTRAIT / 2)
        draw.text(
            middle,
            initials(drawable(badge.name, SANS)),
            font=face(SANS, 160),
            fill=ON_ACCENT,
            anchor="mm",
        )
        return
    label = badge.portrait.ai_label if badge.portrait else None
    if label:  # a circle would cut it off
        picture.paste(with_label(shown, label.text), (left, top))
        return
    # Drawn larger and made smaller, the edge is smooth.
    mask = PILImage.new("L", (PORTRAIT * 4, PORTRAIT * 4), 0)
    ImageDraw.Draw(mask).ellipse((0, 0, *mask.size), fill=255)
    picture.paste(shown, (left, top), mask.resize(shown.size, PILImage.Resampling.LANCZOS))


def _face(portrait: FrozenImage) -> PILImage.Image | None:
    """Return the square around the focal point; None where the file is gone, or its storage away."""
    try:
        with (
            promptly(),
            default_storage.open(portrait.file) as file,
            PILImage.open(file) as original,
        ):
            part = original.convert("RGBA").crop(crop_box(portrait, "1x1"))
    except OSError:
        return None
    part = ImageOps.fit(part, (PORTRAIT, PORTRAIT), PILImage.Resampling.LANCZOS)
    paper = PILImage.new("RGB", part.size, "white")
    paper.paste(part, mask=part)
    return paper


def _lines(
    draw: ImageDraw.ImageDraw,
    text: str,
    between: tuple[int, int],
    *,
    largest: int,
    most: int,
    colour: str,
    font: Path = SANS,
) -> int:
    """Write the text in the middle, from the first height on and above the second; return its end."""
    top, bottom = between
    written = _set(text, bottom - top, largest=largest, most=most, font=font)
    for line in written.lines:
        draw.text((SIDE / 2, top), line, font=written.face, fill=colour, anchor="ma")
        top += written.step
    return top


def _set(text: str, height: int, *, largest: int, most: int, font: Path = SANS) -> Setting:
    room = Room(SIDE - 2 * EDGE, height, largest, SMALLEST, most, leading=1.2)
    return fitted(text, font, room, get_language() or "de")
