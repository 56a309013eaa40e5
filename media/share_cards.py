"""The JPEG that goes out to other sites, with its label in the pixels where AI made the picture.

A card is shown without our style sheet and passed on without our page, so the label has to be part
of the picture (AI Act Article 50 (5): at the latest at first exposure). Names follow from frozen
values and the wording; a new wording is a new file.
"""

import hashlib
from pathlib import Path, PurePath

from django.core.files.storage import default_storage
from PIL import Image as PILImage, ImageDraw, ImageFont

from media.frozen import FrozenImage
from media.provenance import provenance, xmp_packet
from media.renditions import WIDTHS, Rendition, crop_box, encoded, put

# Pillow's own font knows neither umlauts nor dashes.
FONT = Path(__file__).parent / "fonts" / "DejaVuSansCondensed-Bold-subset.ttf"
SHAPE = "16x9"
WIDTH = 1200
# 39 of 1200 pixels: 16 where the card is shown 500 pixels wide.
LETTERS = 39 / WIDTH
INK, STRIP = "#ffffff", "#141211"  # contrast 18:1


def share_card(image: FrozenImage, crop: str = SHAPE) -> Rendition | None:
    """Return the card of an AI image; None for all others."""
    label = image.ai_label
    if label is None:
        return None
    left, top, right, bottom = crop_box(image, crop)
    width = min(WIDTH, right - left)
    x, y = (round(share * 100) for share in image.ppoi)
    wording = hashlib.sha256(label.text.encode()).hexdigest()[:12]
    stem = PurePath(image.file).stem
    file = f"renditions/{stem}-{crop or 'whole'}-{x}-{y}-{wording}-{width}.jpg"
    height = max(1, round(width * (bottom - top) / (right - left)))
    return Rendition(file, width, height, "jpg", crop)


def write_share_cards(image: FrozenImage, *, overwrite: bool = False) -> None:
    """Write the cards of every shape of an AI image; nothing is done for others."""
    for crop in WIDTHS:
        write_share_card(image, crop, overwrite=overwrite)


def write_share_card(image: FrozenImage, crop: str = SHAPE, *, overwrite: bool = False) -> None:
    """Write the card of an AI image; nothing is done for others, nor where it exists already."""
    card, label = share_card(image, crop), image.ai_label
    if card is None or label is None:
        return
    if default_storage.exists(card.file) and not overwrite:
        return
    with default_storage.open(image.file) as file, PILImage.open(file) as original:
        part = original.convert("RGBA").crop(crop_box(image, crop))
    part = part.resize((card.width, card.height), PILImage.Resampling.LANCZOS)
    paper = PILImage.new("RGB", part.size, "white")
    paper.paste(part, mask=part)
    labelled = with_label(paper, label.text)
    put(card.file, encoded(labelled, "jpg", xmp_packet(provenance(image))))


def with_label(picture: PILImage.Image, text: str, *, letters: int | None = None) -> PILImage.Image:
    """Return the picture with a strip along its lower edge that holds the text.

    `letters` is their size in pixels where the picture is only a part of a larger one.

    Lines stay inside the middle square, and clear of the edge: networks crop cards to squares and
    to 1.91:1.
    """
    width, height = picture.size
    font = ImageFont.truetype(FONT, letters or max(9, round(width * LETTERS)))
    draw = ImageDraw.Draw(picture)
    lines = _even_lines(text, font, round(min(width, max(height, width / 2)) * 0.96))
    step = round(font.size * 1.25)
    edge = round(height * 0.045)
    top = height - edge - step * len(lines) - round(font.size * 0.5)
    draw.rectangle((0, top, width, height), fill=STRIP)
    for number, line in enumerate(lines):
        middle = top + round(font.size * 0.4) + step * number + step / 2
        draw.text((width / 2, middle), line, font=font, fill=INK, anchor="mm")
    return picture


def _even_lines(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """Break the text into as few lines as fit, of about the same length."""
    lines = narrower = _lines(text, font, width)
    while len(narrower) == len(lines) and width > 4 * font.size:
        lines = narrower
        width = round(width * 0.95)
        narrower = _lines(text, font, width)
    return lines


def _lines(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """Break the text between words so that no line is wider; a single long word stays whole."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
