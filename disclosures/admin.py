"""The notice library: what readers are told, in wordings that stay as they were once used.

`blog.admin.notices` registers it, because it also shows which pieces carry a wording.
"""

from typing import Any, ClassVar, cast

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.utils import flatten
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.db.models import QuerySet
from django.forms.models import BaseInlineFormSet
from django.forms.widgets import Script
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.csp import CSP
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override

from disclosures.examples import Specimen, placeholders, specimen
from disclosures.library import misplaced
from disclosures.models import Notice, NoticeVersion
from disclosures.trail import Action, record
from forms.moments import MomentField, MomentInput
from names.folding import FoldedSearch
from prose.sanitising import sanitise

PREFIX = "wordings"
WORDS = ("heading", "text")
_FRAMED: dict[str, Any] = settings.SECURE_CSP | {"frame-ancestors": [CSP.SELF]}


class NoticeVersionForm(forms.ModelForm):
    """A new wording; what begins with the words in force counts once they were changed."""

    def __init__(self, *args: Any, notice: Notice, **kwargs: Any) -> None:
        """Keep what the form began with in the page, to know later what was changed."""
        super().__init__(*args, **kwargs)
        self.notice = notice
        for name in WORDS:
            self.fields[name].show_hidden_initial = self.instance._state.adding
        # Django would keep the default moment in the page, in a notation of its own.
        self.fields["valid_from"].show_hidden_initial = False

    def clean(self) -> dict[str, Any]:
        """Refuse placeholders that nothing fills: readers would see them as they stand."""
        cleaned = super().clean() or self.cleaned_data
        known = known_placeholders(self.notice)
        for name in WORDS:
            strange = misplaced(cleaned.get(name) or "", known)
            if strange and not known:
                self.add_error(name, _("Readers would see the braces { }. Write the words out."))
            elif strange:
                self.add_error(name, _strange(strange, known))
        return cleaned

    def has_changed(self) -> bool:
        """Tell whether anything was written: language and date alone are no wording."""
        written = any(self._written(name) for name in WORDS)
        return written or (
            not self.instance._state.adding
            and bool({"language", "valid_from"} & {*self.changed_data})
        )

    def _written(self, name: str) -> bool:
        """Compare what an editor sees: the rich text comes back in its own notation."""
        kept = self.add_initial_prefix(name)
        before = self.data[kept] if kept in self.data else self[name].initial
        typed = self[name].data
        return sanitise(before or "", "simple").strip() != sanitise(typed or "", "simple").strip()


def known_placeholders(notice: Notice) -> tuple[str, ...]:
    """Return the placeholders that a notice's wordings may have: those that its rule fills."""
    return notice.standard.placeholders if notice.standard else ()


def _strange(strange: list[str], known: tuple[str, ...]) -> str:
    return _("Nothing fills %(strange)s. This notice knows %(known)s.") % {
        "strange": ", ".join(strange),
        "known": ", ".join(f"{{{name}}}" for name in known),
    }


class NoticeVersionFormSet(BaseInlineFormSet):
    """Wordings of one notice that may still be written, beginning with those in force."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer a row for every language in which no unused wording waits."""
        notice = kwargs.get("instance") or Notice()
        kwargs.setdefault("initial", [_beginning(notice, code) for code in _open_languages(notice)])
        super().__init__(*args, **kwargs)

    @classmethod
    def get_default_prefix(cls) -> str:
        """Return the name under which the preview finds the rows."""
        return PREFIX

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """Tell each row its notice."""
        return super().get_form_kwargs(index) | {"notice": self.instance}

    def clean(self) -> None:
        """Ask for at least one wording."""
        super().clean()
        written = any(form.instance.pk or form.has_changed() for form in self.forms)
        used = self.instance.pk and self.instance.versions.exists()
        if not any(self.errors) and not written and not used:
            raise ValidationError(_("A notice needs a wording. Add one below."), code="wording")


def _codes() -> list[str]:
    """Return the languages of pieces, the newsroom's own first."""
    return sorted(dict(settings.LANGUAGES), key=lambda code: code != settings.LANGUAGE_CODE)


def _open_languages(notice: Notice) -> list[str]:
    waiting = {v.language for v in _versions(notice) if v.first_used_at is None}
    return [code for code in _codes() if code not in waiting]


def _beginning(notice: Notice, language: str) -> dict[str, Any]:
    newest = max(
        (v for v in _versions(notice) if v.language == language),
        key=lambda v: v.number,
        default=None,
    )
    words = {"heading": newest.heading, "text": newest.text} if newest else {}
    return {"language": language} | words


def _versions(notice: Notice) -> list[NoticeVersion]:
    return list(notice.versions.all()) if notice.pk else []


def released_by(version: NoticeVersion) -> str:
    """Tell who released a wording; the first ones of the rules came with the site."""
    if version.released_by:
        return version.released_by.get_full_name() or version.released_by.get_username()
    return _("came with Podium") if version.notice.standard else "–"


class UsedVersionInline(admin.StackedInline):
    """Wordings that readers have seen: they stay as they are."""

    model = NoticeVersion
    verbose_name_plural = gettext_lazy("Wordings in use (they never change)")
    extra = 0
    can_delete = False
    fields: ClassVar[tuple[Any, ...]] = (
        ("wording", "valid_from", "released", "first_used_at"),
        "preview",
    )
    readonly_fields: ClassVar[tuple[str, ...]] = tuple(flatten(fields))
    ordering = ("language", "-number")

    def get_queryset(self, request: HttpRequest) -> QuerySet[NoticeVersion]:
        """Show what was published with a piece."""
        rows = super().get_queryset(request).select_related("notice", "released_by")
        return rows.filter(first_used_at__isnull=False)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Readers may rely on what they read; new wordings are written below."""
        return False

    has_add_permission = has_change_permission

    @admin.display(description=gettext_lazy("version"))
    def wording(self, version: NoticeVersion) -> str:
        """Language and number."""
        return f"{version.get_language_display()} {version.number}"

    @admin.display(description=gettext_lazy("as readers see it"))
    def preview(self, version: NoticeVersion) -> str:
        """Heading and text of a notice, sanitised."""
        text = mark_safe(sanitise(version.text, "simple"))
        return format_html("<strong>{}</strong>{}", version.heading, text)

    @admin.display(description=gettext_lazy("released by"))
    def released(self, version: NoticeVersion) -> str:
        """Who released it."""
        return released_by(version)


class NewVersionInline(admin.StackedInline):
    """Wordings to write, or not used yet, one language beside the other."""

    model = NoticeVersion
    form = NoticeVersionForm
    formset = NoticeVersionFormSet
    verbose_name = gettext_lazy("wording")
    verbose_name_plural = gettext_lazy("New wordings")
    extra = 0
    fields = (("language", "valid_from"), "heading", "text", "standing")
    readonly_fields = ("standing",)
    formfield_overrides = {models.DateTimeField: {"form_class": MomentField, "widget": MomentInput}}

    def get_queryset(self, request: HttpRequest) -> QuerySet[NoticeVersion]:
        """Leave out what was published with a piece."""
        rows = super().get_queryset(request).select_related("notice", "released_by")
        return rows.filter(first_used_at__isnull=True)

    def get_extra(self, request: HttpRequest, obj: Notice | None = None, **kwargs: Any) -> int:
        """Offer a row for every language in which no unused wording waits."""
        return len(_open_languages(obj or Notice()))

    @admin.display(description=gettext_lazy("state"))
    def standing(self, version: NoticeVersion) -> str:
        """Number, who released it, and that nobody has seen it."""
        if not version.pk:
            return _("Unchanged words make no new version.")
        words = _("Version %(number)s, %(by)s. No reader has seen it; it can still be changed.")
        return words % {"number": version.number, "by": released_by(version)}


class NoticeAdmin(FoldedSearch):
    """What readers are told, under a name for the newsroom."""

    list_display: tuple[str, ...] = ("name", "position", "languages", "by_rule")
    search_fields = ("found_by", "versions__heading")
    inlines = (UsedVersionInline, NewVersionInline)
    fields = (("name", "position"), ("ordering", "key"), "claims_independence")
    actions = None  # nearly all must stay, so that deleting many at once is no help

    class Media:
        js = [Script("admin_theme/unsaved.js", type="module")]

    def get_urls(self) -> list[URLPattern]:
        """Add the preview, which the form shows in a frame."""
        view = xframe_options_sameorigin(
            csp_override(_FRAMED)(self.admin_site.admin_view(self.preview_view))
        )
        return [
            path("preview/", view, name="disclosures_notice_preview_new"),
            path("<int:pk>/preview/", view, name="disclosures_notice_preview"),
            *super().get_urls(),
        ]

    def get_inlines(self, request: HttpRequest, obj: Notice | None) -> Any:
        """Show the wordings in use where there can be any."""
        return self.inlines if obj else (NewVersionInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Notice]:
        """Fetch the wordings with the list."""
        return super().get_queryset(request).prefetch_related("versions")

    def get_readonly_fields(self, request: HttpRequest, obj: Notice | None = None) -> Any:
        """Keep the key that rules and editions know a notice by, once there are any."""
        return ("key",) if obj and (obj.standard or _is_used(obj)) else ()

    def has_delete_permission(self, request: HttpRequest, obj: Notice | None = None) -> bool:
        """Keep what the rules attach and what readers have read."""
        if obj and (obj.standard or _is_used(obj)):
            return False
        return super().has_delete_permission(request, obj)

    @admin.display(description=gettext_lazy("wordings in force"))
    def languages(self, notice: Notice) -> str:
        """The languages in which there is a wording in force, with its number."""
        versions = (notice.wording(code) for code in _codes())
        return ", ".join(f"{v.language} {v.number}" for v in versions if v)

    @admin.display(description=gettext_lazy("attached by a rule"), boolean=True)
    def by_rule(self, notice: Notice) -> bool:
        """Whether the rules attach it."""
        return notice.standard is not None

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Name the placeholders, and where the preview is."""
        notice = context.get("original") or Notice()
        name = "admin:disclosures_notice_preview"
        address = reverse(name, args=[notice.pk]) if notice.pk else reverse(f"{name}_new")
        context |= {
            "placeholders": [placeholders()[one] for one in known_placeholders(notice)],
            "preview_address": address,
        }
        return super().render_change_form(request, context, *args, **kwargs)

    def preview_view(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """Show wordings as readers would: on POST those typed, saved or not."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        notice = get_object_or_404(Notice, pk=pk) if pk else Notice()
        position = request.POST.get("position") or notice.position
        written = _typed(request, notice) if request.method == "POST" else _in_force(notice)
        context = {"specimens": written, "position": position, "notice": notice}
        return render(request, "admin/disclosures/preview.html", context)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Keep who released a wording, on the record too."""
        user = cast(User, request.user)
        for row in formset.save(commit=False):
            row.released_by = user
            row.save()
            told = {"notice": row.notice.key, "version": row.pk, "language": row.language}
            told |= {"text": row.text, "position": row.notice.position}
            facts = {"heading": row.heading, "valid_from": row.valid_from.isoformat()}
            record(row.notice, Action.TEXT_EDIT, actor=user, notice=told, facts=facts)
        for row in formset.deleted_objects:
            row.delete()
        formset.save_m2m()


def _is_used(notice: Notice) -> bool:
    return notice.versions.filter(first_used_at__isnull=False).exists()


def _in_force(notice: Notice) -> list[Specimen]:
    versions = [notice.wording(code) for code in _codes()] if notice.pk else []
    known = known_placeholders(notice)
    return [specimen(v.language, v.heading, v.text, known, notice.key) for v in versions if v]


def _typed(request: HttpRequest, notice: Notice) -> list[Specimen]:
    """Read the rows of the form, complete or not, without saving anything."""
    codes, known = dict(settings.LANGUAGES), known_placeholders(notice)
    typed = request.POST.get(f"{PREFIX}-TOTAL_FORMS", "0")
    rows = []
    for number in range(min(int(typed), 50) if typed.isdecimal() else 0):
        row = {
            name: request.POST.get(f"{PREFIX}-{number}-{name}", "")
            for name in ("language", *WORDS, "DELETE")
        }
        if row["language"] in codes and not row["DELETE"] and any(row[name] for name in WORDS):
            words = (row["language"], row["heading"], row["text"])
            rows.append(specimen(*words, known, notice.key))
    return sorted(rows, key=lambda row: _codes().index(row.language))
