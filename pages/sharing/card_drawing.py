"""How a share card looks: where each of its words stands, and the picture that is made of it.

`layout` places, `drawn` draws. What a reader must know is in the pixels, because a card is passed
on without our page: an advertisement begins with its label, across the whole width and in the
middle, so that it survives the square that some networks cut out.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.files.storage import default_storage
from django.utils import translation
from django.utils.translation import ngettext
from PIL import Image as PILImage, ImageDraw, ImageOps

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
    face,
    fitted,
)
from media.renditions import crop_box
from media.share_cards import with_label
from pages.sharing.share_cards import ShareCard, Voice
from people.initials import initials

WIDTH, HEIGHT = 1200, 630
EDGE = 64
BAR = 14  # the accent along the upper edge
BAND = 84  # in its place, where the piece is an advertisement
PANEL, NARROW = 420, 330  # width of the picture on the right, and where there is much to read
MUCH = 80  # letters
FACE, SMALL = 76, 48  # diameter of a small portrait: of one voice, and of one among several
ROW, LINE = 60, 32  # height of the row of one of them, and of the line about further ones
FOOT = HEIGHT - 84
MOST_VOICES = 3  # more than that: two, and how many others
MOST_LINES = 7
_JPEG = {"format": "JPEG", "quality": 88, "subsampling": 0, "optimize": True, "progressive": True}


@dataclass(frozen=True)
class Placed:
    """A text at its place on the card."""

    part: str
    setting: Setting
    x: int
    y: int
    colour: str = INK
    ground: str = ""  # colour of the box around it, if it has one

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, right and bottom, with the box around it."""
        right, bottom = self.x + self.setting.width, self.y + self.setting.height
        if not self.ground:
            return self.x, self.y, right, bottom
        return self.x - 14, self.y - 7, right + 14, bottom + 7


def layout(card: ShareCard) -> list[Placed]:
    """Return every text of the card at its place, from top to bottom."""
    width = _text_width(card)
    top = BAND + 36 if card.advertisement else BAR + 46
    placed = [*_head(card, top, width)]
    top = max((one.box[3] for one in placed), default=top - 26) + 26
    if card.below:  # no voices stand on it
        top = max(top, BAR + 192)
    voices = [*_voices(card, width)]
    bottom = min((one.box[1] for one in voices), default=FOOT) - 36
    if card.question:
        room = Room(width, 92, 34, 26, 2, 1.25)
        question = fitted(card.question, SANS, room, card.language)
        placed.append(Placed("question", question, EDGE, top, QUIET))
        top = placed[-1].box[3] + 18
    largest = 56 if card.question else 104 if card.below else 86
    room = Room(width, bottom - top, largest, 30, MOST_LINES)
    text = fitted(card.text, SERIF, room, card.language)
    placed.append(Placed("text", text, EDGE, top))
    if card.below:
        room = Room(width, 140, 40, 28, 3, 1.25)
        below = fitted(card.below, SANS, room, card.language)
        placed.append(Placed("below", below, EDGE, placed[-1].box[3] + 18, QUIET))
    return [*placed, *voices, *_foot(card, width)]


def drawn(card: ShareCard) -> bytes:
    """Return the card as JPEG, 1200 × 630 pixels."""
    picture = PILImage.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(picture)
    if card.picture and (panel := _panel(card.picture, _panel_width(card))):
        picture.paste(panel, (WIDTH - panel.width, 0))
    _banner(draw, card)
    for one in layout(card):
        if one.ground:
            draw.rounded_rectangle(one.box, 8, fill=one.ground)
        _write(draw, one)
    for voice, size, top in _small_faces(card):
        _face(picture, voice, card.accent, size, top)
    buffer = io.BytesIO()
    picture.save(buffer, **_JPEG)
    return buffer.getvalue()


def _head(card: ShareCard, top: int, width: int) -> Iterator[Placed]:
    """Place labels in boxes of their own, then the series, as far as there is room."""
    x = EDGE
    for one in card.labels:
        if one.is_advertisement:
            continue  # it has the whole band
        label = fitted(one.text, SANS, Room(width - 28, 36, 28, 22, 1, 1.2), card.language)
        if x > EDGE and x + label.width + 28 > EDGE + width:
            x, top = EDGE, top + label.height + 24
        yield Placed("label", label, x + 14, top + 7, ON_ACCENT, card.accent)
        x += label.width + 28 + 14
    if card.series:
        x += 6 if x > EDGE else 0
        left = EDGE + width - x
        if left > 180:
            series = fitted(card.series, SANS, Room(left, 36, 28, 24, 1, 1.2), card.language)
            yield Placed("series", series, x, top + 7, QUIET)


def _voices(card: ShareCard, width: int) -> Iterator[Placed]:
    """Place names and role lines above the foot: of one beside a portrait, of several in rows."""
    if len(card.voices) > 1:
        yield from _in_rows(card, width)
    elif card.voices:
        (voice,) = card.voices
        x = EDGE if card.portrayed else EDGE + FACE + 18
        room = width - (x - EDGE)
        name = fitted(voice.name, SANS, Room(room, 40, 32, 22, 1, 1.2), card.language)
        role = fitted(voice.role, SANS, Room(room, 64, 24, 20, 2, 1.25), card.language)
        top = FOOT - 34 - max(FACE, name.height + role.height)
        yield Placed("name", name, x, top)
        if role.lines:
            yield Placed("role", role, x, top + name.height + 2, QUIET)


def _in_rows(card: ShareCard, width: int) -> Iterator[Placed]:
    """Place each of several voices in a row of its own; of more than fit, two and how many others."""
    shown, others = _shown(card)
    top = FOOT - 30 - ROW * len(shown) - (LINE if others else 0)
    x, room = EDGE + SMALL + 16, width - SMALL - 16
    for number, voice in enumerate(shown):
        name = fitted(voice.name, SANS, Room(room, 30, 25, 18, 1, 1.15), card.language)
        role = fitted(voice.role, SANS, Room(room, 26, 20, 17, 1, 1.15), card.language)
        y = top + ROW * number
        yield Placed("name", name, x, y)
        if role.lines:
            yield Placed("role", role, x, y + name.height, QUIET)
    if others:
        with translation.override(card.language):
            words = ngettext("and one more", "and %(number)s more", others) % {"number": others}
        more = fitted(words, SANS, Room(room, LINE, 22, 18, 1, 1.2), card.language)
        yield Placed("others", more, x, top + ROW * len(shown), QUIET)


def _shown(card: ShareCard) -> tuple[tuple[Voice, ...], int]:
    """Return the voices that are named in rows, and how many others there are."""
    most = MOST_VOICES if len(card.voices) <= MOST_VOICES else MOST_VOICES - 1
    return card.voices[:most], len(card.voices[most:])


def _foot(card: ShareCard, width: int) -> Iterator[Placed]:
    if card.text == card.site:
        return
    site = fitted(card.site, SERIF, Room(round(width * 0.7), 40, 30, 22, 1, 1.2), card.language)
    yield Placed("site", site, EDGE, FOOT, card.accent)
    if card.hashtag:
        x = EDGE + site.width + 22
        tag = fitted(card.hashtag, SANS, Room(EDGE + width - x, 36, 26, 20, 1, 1.2))
        yield Placed("hashtag", tag, x, FOOT + site.height - tag.height - 2, QUIET)


def _banner(draw: ImageDraw.ImageDraw, card: ShareCard) -> None:
    if not card.advertisement:
        draw.rectangle((0, 0, WIDTH, BAR), fill=card.accent)
        return
    draw.rectangle((0, 0, WIDTH, BAND), fill=INK)
    middle = (WIDTH / 2, BAND / 2)
    draw.text(middle, card.advertisement, font=face(SANS, 46), fill=ON_ACCENT, anchor="mm")


def _write(draw: ImageDraw.ImageDraw, one: Placed) -> None:
    """Draw the lines, each with its letters in the middle of its height."""
    for number, line in enumerate(one.setting.lines):
        ascent, descent = one.setting.face.getmetrics()
        baseline = one.y + one.setting.step * (number + 0.5) + (ascent - descent) / 2
        place = (one.x, round(baseline))
        draw.text(place, line, font=one.setting.face, fill=one.colour, anchor="ls")


def _panel_width(card: ShareCard) -> int:
    if card.picture is None:
        return 0
    return NARROW if card.question or len(card.text) > MUCH else PANEL


def _text_width(card: ShareCard) -> int:
    return WIDTH - 2 * EDGE - max(0, _panel_width(card) - 20)


def _panel(image: FrozenImage, width: int) -> PILImage.Image | None:
    """Return the picture for the right side; one that AI made says so in it."""
    part = _part(image, (width, HEIGHT))
    label = image.ai_label
    return with_label(part, label.text, letters=26) if part and label else part


def _part(image: FrozenImage, size: tuple[int, int]) -> PILImage.Image | None:
    """Return the part around the focal point in a size; None where the file is gone."""
    shape = f"{size[0]}x{size[1]}"
    try:
        with default_storage.open(image.file) as file, PILImage.open(file) as original:
            part = original.convert("RGBA").crop(crop_box(image, shape))
    except OSError:
        return None
    part = ImageOps.fit(part, size, PILImage.Resampling.LANCZOS)
    paper = PILImage.new("RGB", size, "white")
    paper.paste(part, mask=part)
    return paper


def _small_faces(card: ShareCard) -> Iterator[tuple[Voice, int, int]]:
    """Yield who is shown small, how large, and how far down."""
    if card.portrayed:
        return
    tops = [one.y for one in _voices(card, _text_width(card)) if one.part == "name"]
    size = FACE if len(card.voices) == 1 else SMALL
    for voice, top in zip(card.voices, tops, strict=False):
        yield voice, size, top


def _face(picture: PILImage.Image, voice: Voice, accent: str, size: int, top: int) -> None:
    """Draw a portrait in a circle, or initials: where there is none, or a label would not fit."""
    portrait = voice.portrait if voice.portrait and not voice.portrait.ai_label else None
    part = _part(portrait, (size, size)) if portrait else None
    if part is None:
        part = PILImage.new("RGB", (size, size), accent)
        middle, font = (size / 2, size / 2), face(SANS, round(size * 0.4))
        ImageDraw.Draw(part).text(
            middle, initials(voice.name), font=font, fill=ON_ACCENT, anchor="mm"
        )
    # Drawn larger and made smaller, the edge is smooth.
    mask = PILImage.new("L", (size * 4, size * 4), 0)
    ImageDraw.Draw(mask).ellipse((0, 0, *mask.size), fill=255)
    picture.paste(part, (EDGE, top), mask.resize(part.size, PILImage.Resampling.LANCZOS))
