"""A picture for other programs."""

from media.frozen import FrozenImage
from media.pictures import plain_file
from media.source_types import reader_label
from pages.api import shapes
from pages.house.absolute import absolute


def picture(image: FrozenImage, crop: str = "16x9") -> shapes.Picture:
    """Return it as a file that every program can show, with what its caption tells."""
    file = plain_file(image, crop)
    label = image.ai_label
    return shapes.Picture(
        url=absolute(file.url),
        width=file.width,
        height=file.height,
        alt=image.alt,
        caption=image.caption,
        credit=image.credit,
        copyright=image.copyright,
        origin=label.text if label else reader_label(image.digital_source_type),
    )
