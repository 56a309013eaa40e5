"""Choosing by typing, on every form: a picture is offered as a picture, not by its name alone."""

from typing import Any

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db.models import Model

from media.choosing import thumbnail_url
from media.models import Image


class PicturedChoices(AutocompleteJsonView):
    """The admin's own choices; those that are pictures come with their thumbnails (static/desk/pictured.js)."""

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, Any]:
        """Add the thumbnail and what the picture shows."""
        result: dict[str, Any] = super().serialize_result(obj, to_field_name)
        if isinstance(obj, Image):
            result |= {"picture": thumbnail_url(obj), "shows": obj.alternative_text}
        return result
