"""The rows on a post's form: who took part, what it rests on, what readers are told."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import models
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext, gettext_lazy as _

from blog.link_check.state import NEVER_CHECKED, archive_search, state_in_words
from blog.models import (
    AIUse,
    Credit,
    Declaration,
    Disclosure,
    EditorialApproval,
    PoliticalAdvertisement,
    Post,
    Source,
    Tie,
)
from blog.models.records import Recorded
from forms.chosen import ChosenFields
from forms.moments import DayInput, MomentField, MomentInput
from forms.ordering import KnownParentFormSet, OrderedForm, OrderedInline


class RowsInline(ChosenFields, admin.options.InlineModelAdmin):
    """Rows of a piece, read together with what they refer to; the panel beside the form looks at the same."""

    formset = KnownParentFormSet
    template = "admin/blog/rows.html"
    related: tuple[str, ...] = ()

    def get_queryset(self, request: HttpRequest) -> Any:
        """Read what the rows refer to in the same query."""
        rows = super().get_queryset(request)
        return rows.select_related(*self.related) if self.related else rows


class CreditInline(OrderedInline, RowsInline, admin.StackedInline):
    """People with their part, in the order of the byline."""

    model = Credit
    verbose_name = _("person")
    verbose_name_plural = _("People")
    fields = ("ordering", "person", "role", "role_line", "fee")
    autocomplete_fields = ("person",)
    related = ("person__portrait", "person__affiliation")
    opens_as = Credit.Role.AUTHOR

    def first(self, request: HttpRequest, piece: Post | None) -> list[dict[str, Any]]:
        """Return the byline that a new piece begins with: whoever opens it, if that is a person readers know."""
        if request.method != "GET" or (piece and piece.pk):
            return []
        person = getattr(request.user, "person", None)
        return [{"person": person.pk, "role": self.opens_as}] if person else []

    def get_extra(self, request: HttpRequest, obj: Post | None = None, **kwargs: Any) -> int:
        """Have a row for each of them."""
        return len(self.first(request, obj))


class SourceForm(OrderedForm):
    """A source; what was found out about an address goes with the address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say how the source is cited."""
        super().__init__(*args, **kwargs)
        if "title" in self.fields:
            self.fields["title"].help_text = self._how_to_cite()

    def _how_to_cite(self) -> str:
        if self.instance._state.adding:
            return gettext("Cited in the text by its number in brackets: [1], [1, 3], [1; p. 12].")
        number = {"number": self.instance.ordering}
        return gettext("Cited in the text as [%(number)s] or [%(number)s; p. 12].") % number

    def save(self, commit: bool = True) -> Any:
        """Forget what the link check found about another address."""
        if "url" in self.changed_data:
            for name, value in NEVER_CHECKED.items():
                setattr(self.instance, name, value)
        return super().save(commit)


class SourceInline(OrderedInline, RowsInline, admin.StackedInline):
    """What the piece rests on."""

    model = Source
    form = SourceForm
    verbose_name_plural = _("Sources")
    fields = (
        "ordering",
        ("kind", "title"),
        ("author", "publisher"),
        ("funder", "confidential"),
        ("url", "published_on", "accessed_on"),
        ("archived_url", "link"),
    )
    readonly_fields = ("link",)
    formfield_overrides = {
        models.DateField: {"widget": DayInput},
        models.URLField: {"widget": forms.URLInput(attrs={"class": "vLargeTextField"})},
    }

    @admin.display(description=_("link"))
    def link(self, source: Source) -> str:
        """Say whether the address still answers, and where an archived copy may be."""
        if not source.url:
            return "–"
        words = state_in_words(source)
        if source.archived_url:
            return words
        return format_html(
            '{} <a href="{}" rel="noopener noreferrer" target="_blank">{}</a>',
            words,
            archive_search(source.url),
            gettext("Look for an archived copy"),
        )


class DisclosureInline(OrderedInline, RowsInline, admin.StackedInline):
    """Notices from the library, in the order in which readers see them."""

    model = Disclosure
    verbose_name = _("notice")
    verbose_name_plural = _("Notices")
    fields = ("ordering", "notice", "position")
    autocomplete_fields = ("notice",)
    related = ("notice",)


class TieInline(RowsInline, admin.StackedInline):
    """Organisations in the text, and what we get from them."""

    model = Tie
    verbose_name = _("organisation")
    verbose_name_plural = _("Organisations in the text")
    extra = 0
    fields = (
        ("organisation", "part"),
        ("consideration", "given"),
        ("influence", "relation"),
        ("evidence", "condition"),
        "address",
    )
    autocomplete_fields = ("organisation",)
    related = ("organisation",)


class AIUseInline(RowsInline, admin.StackedInline):
    """What machines did about the text."""

    model = AIUse
    verbose_name = _("use of AI")
    verbose_name_plural = _("Use of AI")
    extra = 0
    fields = (
        ("kind", "degree", "tool"),
        ("scope", "voice_of", "address"),
        ("provider", "version", "used_on"),
        ("operator", "note"),
    )
    autocomplete_fields = ("operator", "voice_of")
    related = ("operator", "voice_of")
    formfield_overrides = {models.DateField: {"widget": DayInput}}


class RecordedForm(forms.ModelForm):
    """A row on what a person did; it keeps whose account it was entered by."""

    by: User  # set by the inline on the class of one request

    def _post_clean(self) -> None:
        """Know who enters a new row as soon as it names a person: the panel looks at it, too."""
        super()._post_clean()  # type: ignore[misc]
        if self.instance.pk is None and not self.errors and self.has_changed():
            self.instance.record_by(self.by)


class RecordedInline(RowsInline):
    """Rows on what people did: recorded ones say who entered them, on whose word."""

    form = RecordedForm
    saved_text = ""  # hash of the text as it is saved, set once for all rows of a page

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Tell the rows who fills them in."""
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.form.by = request.user
        return formset

    @admin.display(description=_("entered by"))
    def entered(self, row: Recorded) -> str:
        """Say who entered it, and on whose word."""
        if not row.pk:
            return gettext("You. Only what people enter themselves is theirs.")
        return row.on_the_word or gettext("By their own account.")


class DeclarationInline(RecordedInline, admin.StackedInline):
    """What authors and guests said themselves."""

    model = Declaration
    verbose_name = _("declaration")
    verbose_name_plural = _("Declared by authors and guests")
    extra = 0
    fields = (
        ("person", "kind"),
        ("organisation", "interest", "competitor_of"),
        ("bearing", "ai_degree"),
        "text",
        "entered",
    )
    readonly_fields = ("entered",)
    autocomplete_fields = ("person", "organisation", "competitor_of")
    related = ("person", "organisation", "competitor_of", "recorded_by")
    formfield_overrides = {
        models.TextField: {"widget": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"})}
    }


class PoliticalInline(RowsInline, admin.StackedInline):
    """Label and transparency notice of political advertising."""

    model = PoliticalAdvertisement
    verbose_name = _("political advertising")
    verbose_name_plural = _("If it is political advertising")
    extra = 0
    max_num = 1
    fields = (
        ("sponsor", "address"),
        ("controlled_by", "controller_address"),
        ("paid_by", "targeting"),
        ("concerns", "official"),
        ("amount", "method"),
        ("origin", "campaign"),
        ("starts_on", "ends_on"),
        ("report_to", "suspended"),
        ("declared_on", "repository"),
        "reach",
    )
    formfield_overrides = {models.DateField: {"widget": DayInput}}


class ApprovalForm(RecordedForm):
    """An approval to record."""

    def has_changed(self) -> bool:
        """Tell whether somebody is named: the moment alone is no approval."""
        return bool(set(self.changed_data) - {"approved_at"})


class ApprovalInline(RecordedInline, admin.StackedInline):
    """Who examined which text; recorded ones stay as they are."""

    model = EditorialApproval
    form = ApprovalForm
    verbose_name = _("approval")
    verbose_name_plural = _("Approval by the newsroom")
    by_press_only = True
    extra = 0
    can_delete = False
    fields = (
        ("reviewer", "responsible", "approved_at"),
        EditorialApproval.CHECKS,
        ("which", "entered"),
    )
    readonly_fields = ("which", "entered")
    autocomplete_fields = ("reviewer", "responsible")
    related = ("reviewer", "responsible", "recorded_by")
    formfield_overrides = {models.DateTimeField: {"form_class": MomentField, "widget": MomentInput}}

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A record of what somebody examined is not edited."""
        return False

    @admin.display(description=_("of which text"))
    def which(self, approval: EditorialApproval) -> str:
        """Say whether the text is still the one that was examined."""
        if not approval.pk:
            return gettext("The text as you save it now.")
        if approval.text_sha256 == self.saved_text:
            return gettext("This very text.")
        return gettext("An earlier text.")


# How a piece came about: the same for every kind of it.
CAME_ABOUT: tuple[Any, Any] = (
    _("How it came about"),
    {
        "fields": (
            ("promotes_event", "reports_because"),
            ("press_release_of", "release_use"),
            ("genre", "is_political"),
            "genre_terms",
            ("translation_of", "translated_from"),
            "no_external_sources",
            ("public_interest", "private_because"),
        )
    },
)
RECORDS = (TieInline, AIUseInline, DeclarationInline, PoliticalInline, DisclosureInline)
RECORD_ROWS = ("ties", "ai_uses", "declarations", "political", "disclosures", "approvals")
