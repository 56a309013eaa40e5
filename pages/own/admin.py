"""Pages of the site's own in the newsroom: the form of a post without a byline, a day, an event."""

from typing import Any, ClassVar

import reversion
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from blog.admin.inlines import RECORD_ROWS, RECORDS, ApprovalInline, SourceInline
from blog.admin.posts import WorkingCopyAdmin
from pages.own.blocks import choices
from pages.own.page import Page

reversion.register(Page, follow=["post_ptr"])


@admin.register(Page)
class PageAdmin(WorkingCopyAdmin):
    """Pages: About us, Partners, Write for us."""

    inlines: ClassVar[tuple[Any, ...]] = (SourceInline, *RECORDS, ApprovalInline)
    rows_after = {2: ("sources",), 3: RECORD_ROWS}
    ordered: tuple[str, ...] = ("sources", "disclosures")
    fieldsets = (
        (_("Title"), {"fields": ("title", "standfirst")}),
        (_("Text"), {"fields": ("body",)}),
        (_("Image"), {"fields": ("image", "picture")}),
        (
            _("How it came about"),
            {
                "fields": (
                    ("press_release_of", "release_use"),
                    "is_political",
                    ("translation_of", "translated_from"),
                    "no_external_sources",
                    ("public_interest", "private_because"),
                )
            },
        ),
        (
            _("Address and language"),
            {"fields": (("slug", "language"),), "classes": ("collapse",)},
        ),
    )

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Let the text hold blocks that stay true by themselves."""
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "body":
            known = field.widget.config
            extensions = known["extensions"] | {"ProseBlock": {"choices": choices()}}
            field.widget.config = {**known, "extensions": extensions}
        return field

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Keep the address of a page in a fixed place."""
        fields = super().get_readonly_fields(request, obj)
        return (*fields, "slug") if obj and obj.place else fields
