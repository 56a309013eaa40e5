"""The one stylesheet of reader pages, in the colours that the site's owner chose.

`static/site/site.css` names a file for each idea; readers get all of them as one (`delivery/joining/`) with
two lines more, under an address that follows from all of it: one request, no inline style, kept for a
year, and new at once when a colour changes (docs/decisions/0015-the-sites-own-settings.md).
"""

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from delivery.joining.sent import Packed, answer, whole
from pages.house import colours
from pages.house.site import current

FILE = "site/site.css"


def address() -> str:
    """Return the address of the stylesheet in the site's present colours."""
    return reverse("stylesheet", args=[_present().digest])


@require_safe
def stylesheet(request: HttpRequest, digest: str) -> HttpResponse:
    """The stylesheet; who comes with another address, a former one, gets the present one, and not for long."""
    return answer(request, digest, _present(), "text/css")


def _present() -> Packed:
    """Return it in the site's colours; in development as its files are at this moment."""
    make = _coloured.__wrapped__ if settings.DEBUG else _coloured
    return make(*current().accents)


@lru_cache(maxsize=4)
def _coloured(light: str, dark: str) -> Packed:
    own = (
        f":root{{--accent:light-dark({light},{dark});"
        f"--on-accent:light-dark({colours.WHITE},{colours.DARK[0]})}}\n"
    )
    return Packed(whole(FILE).plain.decode() + own)
