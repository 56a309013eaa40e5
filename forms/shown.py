"""Which state a question was asked about: where that is over, the question is asked anew."""

from hashlib import sha256

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

SHOWN = "_shown"  # the field that carries it


def state_of(*shown: object) -> str:
    """Return a name for what a page shows, to be sent with its form."""
    return sha256(repr(shown).encode()).hexdigest()[:20]


def is_over(request: HttpRequest, state: str) -> bool:
    """Tell whether a form was sent from a page that showed another state."""
    return request.method == "POST" and request.POST.get(SHOWN, state) != state


def asked_anew() -> ValidationError:
    """Say that nothing was done, and why."""
    said = _(
        "Something has changed since you opened this page, so nothing was done. What stands here now"
        " is true; press once more if you still want it."
    )
    return ValidationError(said, code="changed")
