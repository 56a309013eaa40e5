"""The site itself in the admin: its settings, and its texts, made when they are first opened."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.formats import number_format
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy as _

from forms.ordering import OrderedInline
from pages.discovery import announcing
from pages.house import colours
from pages.house.menu_admin import MenuAdmin
from pages.models import LegalPage, Site, SocialLink
from pages.own.admin import PageAdmin
from pages.own.legal_admin import LegalPagesMixin
from pages.webhooks.admin import WebhookAdmin

__all__ = ["LegalPageAdmin", "MenuAdmin", "PageAdmin", "SiteAdmin", "WebhookAdmin"]


class FixedAdmin(admin.ModelAdmin):
    """Of rows that are there once and for all: emptied or set anew, never added or deleted."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """All are there."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """They are only changed."""
        return False


@admin.register(LegalPage)
class LegalPageAdmin(LegalPagesMixin, FixedAdmin):
    """Imprint, privacy and the like; the introduction of the page on transparency."""

    list_display = ("title", "kind", "updated_at")
    fields = ("title", "body")

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Make the introduction, empty, so that editors find it."""
        if request.method == "GET" and self.has_change_permission(request):
            kind = LegalPage.Kind.TRANSPARENCY
            LegalPage.objects.get_or_create(kind=kind, defaults={"title": str(kind.label)})
        return super().changelist_view(request, extra_context)


class ColourInput(forms.TextInput):
    """The browser's own choice of a colour."""

    input_type = "color"


class SocialInline(OrderedInline, admin.TabularInline):
    """The house's own profiles elsewhere."""

    model = SocialLink
    fields = ("ordering", "label", "address")
    formfield_overrides = {models.URLField: {"widget": forms.URLInput(attrs={"size": 50})}}


@admin.register(Site)
class SiteAdmin(FixedAdmin):
    """The one row of the site's settings: chief editors open it, and it is there."""

    inlines = (SocialInline,)
    autocomplete_fields = (
        *("logo", "logo_dark", "icon", "share_image"),
        *("lead", "front_series", "front_topics", "front_event"),
    )
    readonly_fields = ("contrasts",)
    fieldsets = (
        (None, {"fields": ("name", "claim")}),
        (
            _("Front page"),
            {"fields": ("lead", "lead_until", "front_series", "front_topics", "front_event")},
        ),
        (
            _("Logo and icon"),
            {"fields": ("logo", "logo_dark", "show_name", "logo_text", "icon", "share_image")},
        ),
        (_("Colours"), {"fields": ("accent", "accent_dark", "contrasts")}),
        (
            _("Publisher"),
            {
                "fields": (
                    "legal_name",
                    "street",
                    ("postal_code", "city", "country"),
                    ("email", "phone"),
                ),
                "description": _(
                    "Stands in the footer, and search engines are told the same. It is no imprint:"
                    " that is a page of its own."
                ),
            },
        ),
        (_("Footer"), {"fields": ("footer_text",)}),
        (_("Language"), {"fields": ("address_form", "gender_form")}),
        (_("Texts and AI"), {"fields": ("reserve_mining", "mining_policy")}),
        (
            _("Being found faster"),
            {"fields": ("indexnow", "websub", "websub_hub"), "classes": ("collapse",)},
        ),
    )

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer the usual name, and choose the accent by eye."""
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        match db_field.name:
            case "name":
                field.widget.attrs["placeholder"] = settings.SITE_NAME
            case "accent":
                field.widget = ColourInput()
            case "accent_dark":
                field.widget.attrs |= {"placeholder": colours.ACCENT_DARK, "spellcheck": "false"}
        return field

    @admin.display(description=_("how they can be read"))
    def contrasts(self, site: Site) -> SafeString:
        """Both accents on their papers, with their contrast."""
        light, dark = site.accents
        rows = (
            (gettext("on light"), light, colours.LIGHT),
            (gettext("on dark"), dark, colours.DARK),
        )
        return format_html_join(
            SafeString("<br>"),
            '<svg width="120" height="28" role="img" aria-label="{}">'
            '<rect width="120" height="28" fill="{}"/>'
            '<text x="12" y="19" fill="{}" font-weight="700">{}</text></svg> {}: {} : 1',
            (
                (colour, papers[0], colour, gettext("Accent"), name, _one_digit(papers, colour))
                for name, colour, papers in rows
            ),
        )

    def save_model(self, request: HttpRequest, obj: Site, form: Any, change: bool) -> None:
        """Save, and tell services that were just switched on of what is planned already."""
        super().save_model(request, obj, form, change)
        if {"indexnow", "websub"} & set(form.changed_data):
            announcing.expect_what_is_planned(obj)

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        """Make the row when it is first opened."""
        if object_id == "1" and self.has_change_permission(request):
            Site.objects.get_or_create(pk=1)
        return super().get_object(request, object_id, from_field)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Open the one there is."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return redirect("admin:pages_site_change", 1)

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        """Go back to the newsroom's front page: there is no list."""
        return redirect("admin:index")


def _one_digit(papers: tuple[str, ...], colour: str) -> str:
    return number_format(int(colours.contrast_on(papers, colour) * 10) / 10, 1)
