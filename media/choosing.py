"""A field that chooses a picture shows the one that is chosen; those to choose from come pictured, too."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import ForeignKey
from django.http import HttpRequest

from media.models import Image
from media.renditions import renditions_of


def thumbnail_url(image: Image) -> str:
    """Return the address of a small version of the image, uncropped; until it is written, the image is served there."""
    return next(one for one in renditions_of(image.frozen(), [""]) if one.format == "webp").url


def _is_key(given: str) -> bool:
    return given.isascii() and given.isdecimal() and len(given) < 19


class PicturedSelect(AutocompleteSelect):
    """Names the thumbnail of what is chosen (static/desk/pictured.js shows it)."""

    chosen: Image | None = None  # by the row, where it was read with it

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> Any:
        """Read the chosen picture once, for its name and its thumbnail."""
        keys = [int(one) for one in value if _is_key(str(one))]
        known = self.chosen if self.chosen and [self.chosen.pk] == keys else None
        image = known or Image.objects.filter(pk__in=keys).first()
        none = self.create_option(name, "", "", False, 0)
        options = [] if self.is_required else [none]
        if image:
            option = self.create_option(name, image.pk, str(image), True, 1)
            option["attrs"]["data-picture"] = thumbnail_url(image)
            options.append(option)
        return [(None, options, 0)]


class PicturedFields(BaseModelAdmin):
    """Lets each field for a picture show it; laid over every form by the admin site."""

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> forms.ModelChoiceField | None:
        """Choose pictures by seeing them."""
        if db_field.related_model is Image and db_field.name in self.autocomplete_fields:
            kwargs.setdefault("widget", PicturedSelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
