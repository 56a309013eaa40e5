"""What templates are told by delivery."""

import uuid

from django.conf import settings
from django.db import connection
from django.http import HttpRequest

from delivery.generation import known, look


def generation(request: HttpRequest) -> dict[str, str]:
    """Name the present generation of the site, for fragments that are kept as long as it lasts.

    `{% cache 300 "footer" generation language using="fragments" %}`: every change that readers may see,
    and every moment that changes a page, brings another name. Within a transaction it is another each
    time, for what that sees may never be committed; in development, too: templates may have been edited.
    """
    if connection.in_atomic_block or settings.DEBUG:
        return {"generation": uuid.uuid4().hex}
    look()
    return {"generation": f"{known.token} {known.moment}"}
