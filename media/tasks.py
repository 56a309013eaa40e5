"""Work on images that nobody waits for."""

from django.apps import apps
from django.tasks import task

from delivery import generation


@task()
def write_renditions(pk: int, anew: bool = False) -> None:
    """Write the files that readers get of an image: those that are missing, or all of them anew.

    It may be done twice: what it writes follows from the image as it is now. Pages are renewed as soon as
    all but the slow AVIF is there.
    """
    image = apps.get_model("media", "Image").objects.filter(pk=pk).first()
    if image is None:
        return
    image.write_files(anew=anew)
    generation.begin()
    image.write_avif(anew=anew)
