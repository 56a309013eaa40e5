"""Work on images that nobody waits for."""

from typing import Any

from django.tasks import task

from media.frozen import frozen_image
from media.renditions import encode, rendition_values


@task()
def encode_avif(image: dict[str, Any], embedded: dict[str, str]) -> None:
    """Write the AVIF renditions of an image's frozen values anew; slow, hence not at upload."""
    frozen = frozen_image(image)
    wanted = [values for values in rendition_values(frozen) if values["format"] == "avif"]
    encode(frozen, wanted, embedded, overwrite=True)
