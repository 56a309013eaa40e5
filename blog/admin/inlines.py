"""The rows on a post's form: who took part, what it rests on, what readers are told."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db import models
from django.utils.translation import gettext_lazy as _

from blog.models import Credit, Disclosure, Source
from events.ordering import OrderedInline
from prose.moments import DayInput


class CreditInline(OrderedInline, admin.TabularInline):
    """People with their part, in the order of the byline."""

    model = Credit
    verbose_name = _("person")
    verbose_name_plural = _("People")
    fields = ("ordering", "person", "role", "role_line")
    autocomplete_fields = ("person",)


class SourceInline(OrderedInline, admin.StackedInline):
    """What the piece rests on."""

    model = Source
    verbose_name_plural = _("Sources")
    fields = (
        "ordering",
        ("kind", "title"),
        ("author", "publisher"),
        ("url", "published_on", "accessed_on"),
    )
    formfield_overrides: ClassVar[dict[type[models.Field[Any, Any]], dict[str, Any]]] = {
        models.DateField: {"widget": DayInput},
        models.URLField: {"widget": forms.URLInput(attrs={"class": "vLargeTextField"})},
    }


class DisclosureInline(OrderedInline, admin.TabularInline):
    """Notices from the library, in the order in which readers see them."""

    model = Disclosure
    verbose_name = _("notice")
    verbose_name_plural = _("Notices")
    fields = ("ordering", "notice", "position")
    autocomplete_fields = ("notice",)
