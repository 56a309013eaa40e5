"""The colour that stands where an opaque picture will be, and under one that lets light through.

Of an opaque picture it is its average, as one of 27 classes. A dark drawing on nothing gets a light ground
on dark pages, a light one a dark ground on light pages.

No blurred picture, no style in the markup (strict CSP), no column: the colour is part of the file's
name, so that it follows from frozen values like everything else about a rendition.
"""

import re

from PIL import Image as PILImage

_IN_NAME = re.compile(r"-([0-9a-f]{3})\.(?:jpg|png)\Z")
WHITE, BLACK = "fff", "000"
DARK, LIGHT = 110, 190  # of 255
LEVELS = "0" * 5 + "1" * 6 + "2" * 5  # of each channel's first hexadecimal digit


def tone_of(picture: PILImage.Image) -> str:
    """Return the average colour as three hexadecimal digits.

    Of a picture that lets light through it is the ground that it needs, white or black, or "" for none.
    """
    if picture.mode != "RGB":
        return _ground_of(picture)
    average = picture.resize((1, 1), PILImage.Resampling.BOX).tobytes()
    return "".join(f"{channel >> 4:x}" for channel in average)


def _ground_of(picture: PILImage.Image) -> str:
    """Return the opposite of what can be seen of a picture, weighed by how much of it can be seen."""
    seen = picture.convert("RGBA").resize((1, 1), PILImage.Resampling.BOX)
    light, alpha = seen.convert("RGB").convert("L").tobytes()[0], seen.tobytes()[3]
    if not alpha:
        return ""
    if light < DARK:
        return WHITE
    return BLACK if light > LIGHT else ""


def tone_in(name: str) -> str:
    """Return the three digits in the name of a file, or ""."""
    found = _IN_NAME.search(name)
    return found[1] if found else ""


def tone_class(name: str) -> str:
    """Return the class for the placeholder of a file, such as `tone-102`, or ""."""
    tone = tone_in(name)
    # An opaque PNG of such a tone hides what is under it.
    if name.endswith(".png") and tone in (WHITE, BLACK):
        return "ground-light" if tone == WHITE else "ground-dark"
    return "tone-" + "".join(LEVELS[int(digit, 16)] for digit in tone) if tone else ""
