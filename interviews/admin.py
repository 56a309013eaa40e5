"""Interviews in the newsroom: the form of a post with questions, answers and the sign-off."""

from __future__ import annotations

from typing import Any, ClassVar, cast

import reversion
from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from blog.admin.inlines import (
    CAME_ABOUT,
    RECORD_ROWS,
    RECORDS,
    ApprovalInline,
    CreditInline,
    RecordedForm,
    RecordedInline,
    RowsInline,
    SourceInline,
)
from blog.admin.library import SeriesAdmin
from blog.admin.posts import WorkingCopyAdmin
from blog.editions.texts import text_hash
from blog.models import Credit, Series
from blog.models.series_question import SeriesQuestion, normalised
from disclosures.trail import Action, record
from forms.moments import MomentField, MomentInput
from forms.ordering import OrderedForm, OrderedInline
from interviews.importing import views as import_views
from interviews.models import Authorisation, Exchange, Interview
from interviews.series_questions import adopt, adopt_in

reversion.register(Exchange)
reversion.register(Interview, follow=["post_ptr", "exchanges"])


class ExchangeForm(OrderedForm):
    """A question and its answer; a question chosen from the series needs no typing."""

    def clean(self) -> dict[str, Any]:
        """Take the wording of the series where none is typed."""
        data = super().clean() or {}
        asked = data.get("series_question")
        if asked and not (data.get("question") or "").strip():
            data["question"] = asked.wording
        return data


class ExchangeInline(OrderedInline, RowsInline, admin.StackedInline):
    """Questions and answers, in the order in which readers see them."""

    model = Exchange
    form = ExchangeForm
    verbose_name = gettext_lazy("question and answer")
    verbose_name_plural = gettext_lazy("Questions and answers")
    fields = ("ordering", "question", "series_question", "answer", "answered_by")
    autocomplete_fields = ("answered_by",)
    related = ("answered_by", "series_question")
    formfield_overrides = {
        models.TextField: {"widget": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"})}
    }

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Offer the questions of the interview's series, read once for all rows; none without any."""
        questions = self._asked(obj)
        if not questions:
            kwargs["exclude"] = [*(kwargs.get("exclude") or ()), "series_question"]
        formset = super().get_formset(request, obj, **kwargs)
        field: Any = formset.form.base_fields.get("series_question")
        if field:
            field.queryset = SeriesQuestion.objects.filter(series=obj.series)
            field.choices = [("", "–"), *((str(asked.pk), asked.wording) for asked in questions)]
        return formset

    def _asked(self, interview: Any) -> list[SeriesQuestion]:
        """Return the questions of the series; an inline is made for one request and reads them once."""
        if not hasattr(self, "_questions"):
            series = interview.series if interview else None
            self._questions = list(series.questions.all()) if series else []
        return self._questions

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """Leave out what there is nothing to choose for."""
        fields = [*super().get_fields(request, obj)]
        if not self._asked(obj):
            fields.remove("series_question")
        return fields


class AuthorisationForm(RecordedForm):
    """A sign-off to record; of a recorded one it can only be said that it was withdrawn."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Lock what is on record."""
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.disabled = bool(self.instance.pk) and name != "withdrawn_at"

    def has_changed(self) -> bool:
        """Tell whether somebody is named: the moment alone is no sign-off."""
        return bool(set(self.changed_data) - {"authorised_at"})


class AuthorisationInline(RecordedInline, admin.StackedInline):
    """Who signed off which text, and for whom; recorded ones can be withdrawn, not changed."""

    model = Authorisation
    form = AuthorisationForm
    verbose_name = gettext_lazy("sign-off")
    verbose_name_plural = gettext_lazy("Sign-off by the guest")
    by_press_only = True
    fields = (
        "person",
        "on_behalf_of",
        "authorised_at",
        "note",
        "withdrawn_at",
        "which",
        "entered",
    )
    readonly_fields = ("which", "entered")
    autocomplete_fields = ("person", "on_behalf_of")
    related = ("person__affiliation", "on_behalf_of", "recorded_by")
    extra = 0
    can_delete = False
    formfield_overrides = {models.DateTimeField: {"form_class": MomentField, "widget": MomentInput}}

    @admin.display(description=gettext_lazy("of which text"))
    def which(self, authorisation: Authorisation) -> str:
        """Say whether the text is still the one that was signed off."""
        if not authorisation.pk:
            return _("The text as you save it now.")
        if authorisation.text_sha256 == self.saved_text:
            return _("This very text.")
        return _("An earlier text.")


def _recognise(request: HttpRequest, interview: Interview) -> None:
    """Tie questions to those of the series, and say which were recognised."""
    if number := adopt(interview):
        said = ngettext(
            "%(number)s question was recognised as one of the series.",
            "%(number)s questions were recognised as such of the series.",
            number,
        )
        messages.info(request, said % {"number": number})


class SeriesQuestionFormSet(forms.BaseInlineFormSet):
    """Questions of a series, each once."""

    def clean(self) -> None:
        """Refuse two new questions with the same words; the model refuses those that are there."""
        super().clean()
        seen: set[str] = set()
        for form in self.forms:
            data = getattr(form, "cleaned_data", {})
            if not data or data.get("DELETE"):
                continue
            words = normalised(data.get("wording") or "")
            if words in seen:
                form.add_error("wording", _("The series has this question already."))
            seen.add(words)


class SeriesQuestionInline(admin.TabularInline):
    """What every interview of a series is asked."""

    model = SeriesQuestion
    formset = SeriesQuestionFormSet
    fields = ("wording",)
    extra = 0
    verbose_name = gettext_lazy("question of the series")
    verbose_name_plural = gettext_lazy("Questions of the series: all answers on one page")


admin.site.unregister(Series)


@admin.register(Series)
class InterviewSeriesAdmin(SeriesAdmin):
    """Series, with the questions that their interviews ask again and again."""

    inlines = (SeriesQuestionInline,)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Recognise new questions in the interviews that are there."""
        super().save_related(request, form, formsets, change)
        if number := adopt_in(form.instance):
            said = ngettext(
                "%(number)s question in an interview was recognised. Readers find it together"
                " with the others once that interview is published again.",
                "%(number)s questions in interviews were recognised. Readers find them together"
                " once these interviews are published again.",
                number,
            )
            messages.info(request, said % {"number": number})


class TalkCreditInline(CreditInline):
    """People with their part; whoever opens a new interview asks the questions."""

    opens_as = Credit.Role.INTERVIEWER


@admin.register(Interview)
class InterviewAdmin(WorkingCopyAdmin):
    """Posts with questions and answers."""

    inlines: ClassVar[tuple[Any, ...]] = (
        ExchangeInline,
        TalkCreditInline,
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
    ordered: tuple[str, ...] = ("exchanges", *WorkingCopyAdmin.ordered)
    readonly_fields: ClassVar[tuple[str, ...]] = (*WorkingCopyAdmin.readonly_fields, "original")
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
                "from-text/pasted/",
                view(import_views.pasted),
                name="interviews_interview_pasted",
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
            super().save_formset(request, form, formset, change)
            if formset.model is Exchange and (
                formset.has_changed() or "series" in form.changed_data
            ):
                _recognise(request, form.instance)
            return
        signed = formset.save(commit=False)
        for authorisation in signed:
            interview = Interview.objects.get(pk=form.instance.pk)
            if authorisation.pk:
                self._withdrawn(request, interview, authorisation)
                continue
            authorisation.text_sha256 = text_hash(interview.content())
            authorisation.save()
            facts = {"text": authorisation.text_sha256, "person": authorisation.person_id}
            facts["own_account"] = authorisation.own_account
            actor = cast(User, request.user)
            record(interview, Action.AUTHORISE, actor=actor, reason=authorisation.note, facts=facts)
        formset.save_m2m()
        return

    def _withdrawn(
        self, request: HttpRequest, interview: Interview, authorisation: Authorisation
    ) -> None:
        """Keep that a sign-off no longer stands, or does so again."""
        authorisation.save(update_fields=["withdrawn_at"])
        facts = {"text": authorisation.text_sha256, "person": authorisation.guest_id}
        action = Action.TAKE_BACK_SIGN_OFF if authorisation.withdrawn_at else Action.AUTHORISE
        record(interview, action, actor=cast(User, request.user), facts=facts)

    def revision_view(
        self, request: HttpRequest, object_id: str, version_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Restore the text, but let questions keep the addresses under which they were published."""
        self._of_this_kind(version_id, object_id)
        of_this = Exchange.objects.filter(interview_id=unquote(object_id))
        published = dict(of_this.exclude(anchor="").values_list("pk", "anchor"))
        response = super().revision_view(request, object_id, version_id, extra_context)
        for pk, anchor in published.items():
            of_this.filter(pk=pk, anchor="").update(anchor=anchor)
        return response
