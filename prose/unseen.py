"""Characters that no text needs: taken out of whatever people type or send, in one place.

Controls, overrides of direction (they show a text in another order than it has), noncharacters,
private use (signs of one font, or of one program). Without them no stand-in of ours can come from outside.
Letters are composed (NFC), so that no "Köln" is another than the first.
"""

import re
from collections.abc import Callable
from typing import Any
from unicodedata import normalize

from django.db import models
from django.db.models import CharField, Model, TextField
from django.http import HttpRequest, HttpResponse, QueryDict

# Between words, so that taking them out would glue these: vertical tab, form feed, next line, separators.
_BREAKS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\uffff"
    "\ufdd0-\ufdef\ud800-\udfff\ue000-\uf8ff\U000f0000-\U0010ffff]"
)
# What is not read in a name: hyphens that only may be, marks of direction, joiners of Latin letters.
_NOT_READ = re.compile(
    "[\u00ad\u200e\u200f]|[\u200c\u200d](?![^\x00-\u024f])|(?<![^\x00-\u024f])[\u200c\u200d]"
)


def without_unseen(text: str) -> str:
    """Return a text without them; what broke a line is a space."""
    return _UNSEEN.sub("", _BREAKS.sub(" ", text))


def tidied(text: str) -> str:
    """Return a text without them in composed letters (NFC): "ö" is one sign, wherever it was typed."""
    return normalize("NFC", without_unseen(text))


def as_read(name: str) -> str:
    """Return a name or topic as it is read: composed (NFC), blanks single, nothing that cannot be seen.

    Joiners stay where they join: in emoji, and in scripts that need them.
    """
    return " ".join(normalize("NFC", _NOT_READ.sub("", without_unseen(name))).split())


class NameField(models.CharField):
    """A name: two that read the same are the same, in forms, in the database and when it is looked up."""

    def to_python(self, value: Any) -> Any:
        """Take what a form or file brings as it is read."""
        value = super().to_python(value)
        return as_read(value) if isinstance(value, str) else value

    def get_prep_value(self, value: Any) -> Any:
        """Write and look up names as they are read."""
        value = super().get_prep_value(value)
        return as_read(value) if isinstance(value, str) else value

    def pre_save(self, model_instance: Model, add: bool) -> Any:
        """Keep the instance as it is written."""
        value = self.to_python(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value

    def deconstruct(self) -> Any:
        """Stand in migrations as what it is in the database."""
        name, _path, arguments, named = super().deconstruct()
        return name, "django.db.models.CharField", arguments, named


class UnseenMiddleware:
    """Takes them out of every form before it is validated, so that a title of them alone is empty.

    What is sent is composed (NFC), too, but for passwords: of those, any other spelling is another one.
    """

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
                clean.setlist(name, [_tidied(name, str(value)) for value in values])
            request.POST = clean  # type: ignore[assignment]


def _any_unseen(sent: QueryDict) -> bool:
    return any(
        _tidied(name, str(value)) != value for name, values in sent.lists() for value in values
    )


def _tidied(name: str, value: str) -> str:
    """Leave a password in the signs that it was set in."""
    return without_unseen(value) if "password" in name else tidied(value)


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
        if isinstance(value, str) and (clean := tidied(value)) != value:
            setattr(instance, field.attname, clean)
