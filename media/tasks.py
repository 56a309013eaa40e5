"""Work on images that nobody waits for."""

from typing import Any

from django.tasks import task

from media.renditions import encode, rendition_values


@task()
def encode_avif(image: dict[str, Any], embedded: dict[str, str]) -> None:
    """Write the AVIF renditions of an image's frozen values anew; slow, hence not at upload."""
    wanted = [values for values in rendition_values(image) if values["format"] == "avif"]
    encode(image, wanted, embedded, overwrite=True)
