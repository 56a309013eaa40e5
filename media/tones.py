"""The colour that stands where an opaque picture will be: its average, as one of 27 classes.

No blurred picture, no style in the markup (strict CSP), no column: the colour is part of the file's
name, so that it follows from frozen values like everything else about a rendition.
"""

import re

from PIL import Image as PILImage

_IN_NAME = re.compile(r"-([0-9a-f]{3})\.(?:jpg|png)\Z")
LEVELS = "0" * 5 + "1" * 6 + "2" * 5  # of each channel's first hexadecimal digit


def tone_of(picture: PILImage.Image) -> str:
    """Return the average colour as three hexadecimal digits; "" where a picture lets light through."""
    if picture.mode != "RGB":
        return ""
    average = picture.resize((1, 1), PILImage.Resampling.BOX).tobytes()
    return "".join(f"{channel >> 4:x}" for channel in average)


def tone_in(name: str) -> str:
    """Return the three digits in the name of a file, or ""."""
    found = _IN_NAME.search(name)
    return found[1] if found else ""


def tone_class(name: str) -> str:
    """Return the class for the placeholder of a file, such as `tone-102`, or ""."""
    tone = tone_in(name)
    return "tone-" + "".join(LEVELS[int(digit, 16)] for digit in tone) if tone else ""
