"""Work on images that nobody waits for."""

from typing import Any

from django.tasks import task

from media.frozen import frozen_image
from media.renditions import encode, encode_webp, renditions_of


@task()
def encode_avif(image: dict[str, Any], embedded: dict[str, str], anew: bool = False) -> None:
    """Write the AVIF renditions of an image's frozen values anew; slow, hence not at upload.

    Whatever kept the others from being written right after the upload, they are written now.
    """
    frozen = frozen_image(image)
    encode_webp(frozen, embedded, overwrite=anew)
    wanted = [one for one in renditions_of(frozen) if one.format == "avif"]
    encode(frozen, wanted, embedded, overwrite=True)
