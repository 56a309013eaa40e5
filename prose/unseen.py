"""Characters that no text needs: taken out of whatever people type or send, in one place.

Controls, overrides of direction (they show a text in another order than it has), noncharacters,
private use (signs of one font, or of one program). Without them no stand-in of ours can come from outside.
"""

import re
from collections.abc import Callable
from typing import Any

from django.db.models import CharField, Model, TextField
from django.http import HttpRequest, HttpResponse, QueryDict

# Between words, so that taking them out would glue these: vertical tab, form feed, next line, separators.
_BREAKS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\uffff"
    "\ufdd0-\ufdef\ud800-\udfff\ue000-\uf8ff\U000f0000-\U0010ffff]"
)


def without_unseen(text: str) -> str:
    """Return a text without them; what broke a line is a space."""
    return _UNSEEN.sub("", _BREAKS.sub(" ", text))


class UnseenMiddleware:
    """Takes them out of every form before it is validated, so that a title of them alone is empty."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Stand in front of the views."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Leave it to `process_view`."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, *_arguments: Any) -> None:
        """Clean the fields that were sent, but for files and for what programs send (webhooks)."""
        if request.method != "POST" or getattr(view, "csrf_exempt", False):
            return
        if _any_unseen(request.POST):
            clean = request.POST.copy()
            for name, values in request.POST.lists():
                clean.setlist(name, [without_unseen(str(value)) for value in values])
            request.POST = clean  # type: ignore[assignment]


def _any_unseen(sent: QueryDict) -> bool:
    return any(
        without_unseen(str(value)) != value for _name, values in sent.lists() for value in values
    )


def clean_before_saving(
    sender: type[Model], instance: Model, update_fields: frozenset[str] | None, **_more: Any
) -> None:
    """Take them out of the text columns that are about to be written: files and shops bring them, too."""
    for field in sender._meta.concrete_fields:
        if not isinstance(field, (CharField, TextField)):
            continue
        if update_fields is not None and field.name not in update_fields:
            continue
        value = instance.__dict__.get(field.attname)
        if isinstance(value, str) and (clean := without_unseen(value)) != value:
            setattr(instance, field.attname, clean)
