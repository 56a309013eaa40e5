"""The notice library: what readers are told, in wordings that stay as they were once used."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _, gettext_lazy

from disclosures.models import Notice, NoticeVersion
from prose.moments import MomentField, MomentInput
from prose.sanitising import sanitise


class NoticeVersionForm(forms.ModelForm):
    """A new wording."""

    def clean(self) -> dict[str, Any]:
        """Refuse placeholders: readers would see them as they stand."""
        cleaned = super().clean() or self.cleaned_data
        for name in ("heading", "text"):
            words = cleaned.get(name) or ""
            if "{" in words or "}" in words:
                self.add_error(name, _("Readers would see the braces { }. Write the words out."))
        return cleaned

    def has_changed(self) -> bool:
        """Tell whether anything was written: language and date alone are no wording."""
        return bool(set(self.changed_data) & {"heading", "text"}) or (
            not self.instance._state.adding and super().has_changed()
        )


class NoticeVersionFormSet(BaseInlineFormSet):
    """Wordings of one notice that may still be written."""

    def clean(self) -> None:
        """Ask for at least one wording."""
        super().clean()
        written = any(form.instance.pk or form.has_changed() for form in self.forms)
        used = self.instance.pk and self.instance.versions.exists()
        if not any(self.errors) and not written and not used:
            raise ValidationError(_("A notice needs a wording. Add one below."), code="wording")


class UsedVersionInline(admin.TabularInline):
    """Wordings that readers have seen: they stay as they are."""

    model = NoticeVersion
    verbose_name_plural = gettext_lazy("Wordings in use (they never change)")
    extra = 0
    can_delete = False
    fields = ("language", "number", "heading", "preview", "valid_from", "first_used_at")
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[NoticeVersion]:
        """Show what was published with a piece."""
        return super().get_queryset(request).filter(first_used_at__isnull=False)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """New wordings are written below."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Readers may rely on what they read."""
        return False

    @admin.display(description=gettext_lazy("as readers see it"))
    def preview(self, version: NoticeVersion) -> str:
        """The text of a notice, sanitised."""
        return mark_safe(sanitise(version.text, "simple"))


class NewVersionInline(admin.StackedInline):
    """Wordings to write, or not used yet."""

    model = NoticeVersion
    form = NoticeVersionForm
    formset = NoticeVersionFormSet
    verbose_name = gettext_lazy("wording")
    verbose_name_plural = gettext_lazy("New wordings")
    extra = 0
    fields = (("language", "valid_from"), "heading", "text")
    formfield_overrides = {models.DateTimeField: {"form_class": MomentField, "widget": MomentInput}}

    def get_queryset(self, request: HttpRequest) -> QuerySet[NoticeVersion]:
        """Leave out what was published with a piece."""
        return super().get_queryset(request).filter(first_used_at__isnull=True)


@admin.register(Notice)
class NoticeAdmin(admin.ModelAdmin):
    """What readers are told, under a name for the newsroom."""

    list_display = ("name", "position", "languages", "ordering")
    search_fields = ("name", "versions__heading")
    inlines = (UsedVersionInline, NewVersionInline)
    fields = (("name", "position"), ("ordering", "key"))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Notice]:
        """Fetch the wordings with the list."""
        return super().get_queryset(request).prefetch_related("versions")

    @admin.display(description=gettext_lazy("wordings"))
    def languages(self, notice: Notice) -> str:
        """The languages in which there is a wording in force, with its number."""
        versions = (notice.wording(code) for code, _name in settings.LANGUAGES)
        return ", ".join(f"{v.language} {v.number}" for v in versions if v)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Keep who released a wording."""
        for row in formset.save(commit=False):
            if row.released_by_id is None:
                row.released_by = request.user
            row.save()
        for row in formset.deleted_objects:
            row.delete()
        formset.save_m2m()
