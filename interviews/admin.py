"""Interviews in the newsroom: the form of a post with questions, answers and the sign-off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import reversion
from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _, gettext_lazy

from blog.admin.inlines import ApprovalInline, CreditInline, SourceInline
from blog.admin.posts import CAME_ABOUT, RECORD_ROWS, RECORDS, WorkingCopyAdmin
from disclosures.trail import Action, record
from events.ordering import OrderedInline
from interviews import import_views
from interviews.freezing import signed_text
from interviews.models import Authorisation, Exchange, Interview
from prose.moments import MomentField, MomentInput

if TYPE_CHECKING:
    from django.contrib.auth.models import User

reversion.register(Exchange)
reversion.register(Interview, follow=["post_ptr", "exchanges"])


class ExchangeInline(OrderedInline, admin.StackedInline):
    """Questions and answers, in the order in which readers see them."""

    model = Exchange
    verbose_name = gettext_lazy("question and answer")
    verbose_name_plural = gettext_lazy("Questions and answers")
    fields = ("ordering", "question", "answer", "answered_by")
    autocomplete_fields = ("answered_by",)
    formfield_overrides = {
        models.TextField: {"widget": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"})}
    }


class AuthorisationForm(forms.ModelForm):
    """A sign-off to record."""

    def has_changed(self) -> bool:
        """Tell whether somebody is named: the moment alone is no sign-off."""
        return bool(set(self.changed_data) - {"authorised_at"})


class AuthorisationInline(admin.TabularInline):
    """Who signed off which text; recorded ones stay as they are."""

    model = Authorisation
    form = AuthorisationForm
    verbose_name = gettext_lazy("sign-off")
    verbose_name_plural = gettext_lazy("Sign-off by the guest")
    fields = ("person", "authorised_at", "note", "which")
    readonly_fields = ("which",)
    autocomplete_fields = ("person",)
    extra = 0
    can_delete = False
    formfield_overrides = {models.DateTimeField: {"form_class": MomentField, "widget": MomentInput}}

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A record of what somebody approved is not edited."""
        return False

    @admin.display(description=gettext_lazy("of which text"))
    def which(self, authorisation: Authorisation) -> str:
        """Say whether the text is still the one that was signed off."""
        if not authorisation.pk:
            return _("The text as you save it now.")
        if authorisation.text_sha256 == signed_text(authorisation.interview):
            return _("This very text.")
        return _("An earlier text.")


@admin.register(Interview)
class InterviewAdmin(WorkingCopyAdmin):
    """Posts with questions and answers."""

    inlines = (
        ExchangeInline,
        CreditInline,
        SourceInline,
        *RECORDS,
        ApprovalInline,
        AuthorisationInline,
    )
    rows_after = {
        1: ("exchanges",),
        2: ("credits",),
        3: ("authorisations",),
        5: ("sources",),
        6: RECORD_ROWS,
    }
    ordered = ("exchanges", *WorkingCopyAdmin.ordered)
    readonly_fields = (*WorkingCopyAdmin.readonly_fields, "original")
    fieldsets = (
        (gettext_lazy("Title"), {"fields": ("title", "standfirst")}),
        (gettext_lazy("Introduction"), {"fields": ("body",)}),
        (gettext_lazy("Ending"), {"fields": ("closing", "discuss")}),
        (
            gettext_lazy("How it was held"),
            {"fields": (("mode", "held_on", "shortened"), "authorisation_agreed", "original")},
        ),
        (gettext_lazy("Image"), {"fields": ("image", "picture")}),
        (gettext_lazy("Where it belongs"), {"fields": (("event", "series"), "recap", "tags")}),
        CAME_ABOUT,
        (
            gettext_lazy("Address and language"),
            {"fields": (("slug", "language"),), "classes": ("collapse",)},
        ),
    )

    def get_urls(self) -> list[URLPattern]:
        """Add “Interview from text” and the file an interview came from."""
        view = self.admin_site.admin_view
        return [
            path(
                "from-text/",
                view(import_views.from_text),
                name="interviews_interview_from_text",
            ),
            path(
                "from-text/<int:pk>/",
                view(import_views.from_manuscript),
                name="interviews_interview_from_manuscript",
            ),
            path(
                "manuscript/<int:pk>/",
                view(import_views.original),
                name="interviews_manuscript_original",
            ),
            *super().get_urls(),
        ]

    @admin.display(description=gettext_lazy("made from"))
    def original(self, interview: Interview) -> str:
        """Name the file or text the interview was made from."""
        if interview is None or interview.manuscript is None:
            return "–"
        address = reverse("admin:interviews_manuscript_original", args=[interview.manuscript_id])
        return format_html('<a href="{}">{}</a>', address, interview.manuscript.filename)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Tie new sign-offs to the exact text as it is now saved (it is the last of the rows)."""
        if formset.model is not Authorisation:
            return super().save_formset(request, form, formset, change)
        signed = formset.save(commit=False)
        for authorisation in signed:
            interview = Interview.objects.get(pk=form.instance.pk)
            authorisation.text_sha256 = signed_text(interview)
            authorisation.recorded_by = request.user
            authorisation.save()
            facts = {"text": authorisation.text_sha256, "person": authorisation.person_id}
            actor = cast("User", request.user)
            record(interview, Action.AUTHORISE, actor=actor, reason=authorisation.note, facts=facts)
        formset.save_m2m()
        return None

    def revision_view(
        self, request: HttpRequest, object_id: str, version_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Restore the text, but let questions keep the addresses under which they were published."""
        of_this = Exchange.objects.filter(interview_id=unquote(object_id))
        published = dict(of_this.exclude(anchor="").values_list("pk", "anchor"))
        response = super().revision_view(request, object_id, version_id, extra_context)
        for pk, anchor in published.items():
            of_this.filter(pk=pk, anchor="").update(anchor=anchor)
        return response
