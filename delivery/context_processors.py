"""What templates are told by delivery."""

from django.http import HttpRequest

from delivery.generation import name


def generation(request: HttpRequest) -> dict[str, str]:
    """Name the present generation of the site, for fragments that are kept as long as it lasts.

    `{% cache 300 "footer" generation language using="fragments" %}`: every change that readers may see,
    and every moment that changes a page, brings another name.
    """
    return {"generation": name()}
