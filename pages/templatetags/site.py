"""What every reader page says about the site itself."""

from django import template
from django.conf import settings

from media.ai_images import label_of
from media.pictures import plain_file
from pages.absolute import absolute as absolute_address

register = template.Library()


@register.simple_tag
def site_name() -> str:
    """Return the name of the blog."""
    return settings.SITE_NAME


@register.filter
def absolute(path: str) -> str:
    """Return the public address of a path of this site."""
    return absolute_address(path)


@register.simple_tag
def share_image(image: dict | None) -> dict:
    """Return url, width, height and alt of the picture that other sites show, or nothing.

    A picture that AI made says so in its pixels and in its text.
    """
    if not image:
        return {}
    file, label = plain_file(image), label_of(image)
    words = [label["text"] if label else "", image["alt"]]
    alt = " – ".join(filter(None, words))
    return file | {"url": absolute_address(file["url"]), "alt": alt}
