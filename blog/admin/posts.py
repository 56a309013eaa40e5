"""Posts in the newsroom: compose the working copy, see what readers see, publish."""

from typing import Any, ClassVar, cast

import reversion
from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import flatten
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _, gettext_lazy

from blog.admin.answers import ANSWER, record_answer
from blog.admin.commands import PUBLISH_PERMISSION
from blog.admin.drafts import DraftsMixin
from blog.admin.forms import (
    PUBLISH,
    SCHEDULE,
    WorkingCopyForm,
    keep_typed,
    recall_typed,
)
from blog.admin.inlines import (
    CAME_ABOUT,
    RECORD_ROWS,
    RECORDS,
    ApprovalInline,
    CreditInline,
    SourceInline,
)
from blog.admin.panel import Panel, PanelMixin
from blog.admin.record import RecordMixin
from blog.admin.states import PublishingState
from blog.admin.waivers import WaiversMixin
from blog.editions.texts import text_hash
from blog.models import (
    AIUse,
    Credit,
    Declaration,
    Disclosure,
    EditorialApproval,
    PoliticalAdvertisement,
    Post,
    PostTag,
    Source,
    Tie,
)
from blog.models.rows import Rows
from blog.own_drafts import may_change, may_see, only_begins
from blog.publishing.freezing import Freezing
from blog.publishing.publish import locked, publish
from disclosures.trail import Action, record
from forms.chosen import ChosenFields
from forms.moments import DayInput, in_words
from media.pictures import render_picture
from names.folding import FoldedSearch
from prose.fields import ProseField

PREVIEW = "_preview"
LINKED = ("withdraw", "unschedule", "record")
# What the newsroom alone decides about a piece: its address, and what the law asks of the house.
DECIDED = ("slug", "public_interest", "private_because", "translation_of")
_STAYS = (PUBLISH, SCHEDULE, ANSWER)

for row in (Credit, Source, Disclosure, PostTag, Tie, AIUse, Declaration, PoliticalAdvertisement):
    reversion.register(row)
reversion.register(
    Post,
    follow=[
        *("named_credits", "sources", "disclosures", "post_tags"),
        *("ties", "ai_uses", "declarations", "political"),
    ],
)


class WorkingCopyAdmin(
    PanelMixin, WaiversMixin, RecordMixin, DraftsMixin, ChosenFields, FoldedSearch
):
    """What every kind of post has in common on its form; all stand in one list (`desk.pieces`)."""

    form = WorkingCopyForm
    change_form_template = "admin/blog/working_copy.html"
    view_on_site = False
    save_on_top = False
    autosaves = True  # what is saved is a working copy: no reader sees it
    search_fields = ("found_by", "credits__person__found_by")
    autocomplete_fields = ("event", "series", "image", "press_release_of", "translation_of")
    readonly_fields: ClassVar[tuple[str, ...]] = ("picture",)
    formfield_overrides = {models.DateField: {"widget": DayInput}}
    # Which rows follow which fieldset, by its place.
    rows_after: dict[int, tuple[str, ...]] = {}
    ordered: tuple[str, ...] = ("credits", "sources", "disclosures")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Leave pieces of a more special kind to their own forms; choose among all."""
        pieces = super().get_queryset(request).select_related("event", "series", "image")
        page = request.resolver_match.url_name if request.resolver_match else ""
        if page == "autocomplete":
            return pieces
        for relation in self.model._meta.related_objects:
            if relation.parent_link:
                pieces = pieces.filter(**{f"{relation.name}__isnull": True})
        return pieces

    # Who may -------------------------------------------------------------------------------------
    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let authors see their own."""
        return super().has_view_permission(request, obj) or bool(obj and may_see(request.user, obj))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let authors go on with drafts of their own."""
        may = super().has_change_permission(request, obj)
        return may or bool(obj and may_change(request.user, obj))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Leave to the newsroom what is not for authors to decide."""
        fields = tuple(super().get_readonly_fields(request, obj))
        return (*fields, *DECIDED) if only_begins(request.user, self.model) else fields

    # The form ------------------------------------------------------------------------------------
    @admin.display(description="")
    def picture(self, post: Post) -> str:
        """The chosen image, small."""
        if post is None or post.image is None:
            return ""
        return render_picture(post.image.frozen(), "16rem", alt="")

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        """Bring back what was typed for publishing, if that failed a moment ago."""
        form = super().get_form(request, obj, change, **kwargs)
        if obj and request.method == "GET":
            form.typed = recall_typed(request, obj)  # type: ignore[attr-defined]
        return form

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Add the publishing panel, which speaks of what is saved."""
        post = context.get("original")
        saved, rows = self._saved(post, context) if post else (None, None)
        may_change = (
            self.has_change_permission(request, post) if post else self.has_add_permission(request)
        )
        state = panel = None
        if saved:
            panel = Panel.of(saved, rows)
            anchors = self._anchors(request, post)
            state = PublishingState(saved, anchors, panel.told, rows, panel.content)
            text = text_hash(panel.content)
            for row in context["inline_admin_formsets"]:
                row.opts.saved_text = text
        extra = {
            "state": state,
            "panel": panel,
            "parts": self._parts(context),
            "links": self._links(saved) if saved else {},
            "may_publish": may_change and request.user.has_perm(PUBLISH_PERMISSION),
            "may_change": may_change,
        }
        return super().render_change_form(request, {**context, **extra}, *args, **kwargs)

    def _saved(self, post: Post, context: dict[str, Any]) -> tuple[Post | None, Rows | None]:
        """Return the piece and its rows as they are stored: the form's own, unless somebody typed into them."""
        if not context["adminform"].form.is_bound:
            read = {
                row.formset.model: row.formset.get_queryset()
                for row in context["inline_admin_formsets"]
                if row.has_view_permission  # to everybody else none are shown, though there may be some
            }
            return post, Rows(post, read=read)
        saved = self.model._default_manager.filter(pk=post.pk).first()
        return saved, Rows(saved) if saved else None

    def _parts(self, context: dict[str, Any]) -> list[dict[str, Any]]:
        """Return fieldsets and rows in the order of work: `rows_after` says which rows follow."""
        rows = {row.formset.prefix: row for row in context["inline_admin_formsets"]}
        parts: list[dict[str, Any]] = []
        for number, fieldset in enumerate(context["adminform"]):
            parts.append({"fieldset": fieldset, "number": number})
            wanted = self.rows_after.get(number, ())
            parts.extend({"inline": rows.pop(name)} for name in wanted if name in rows)
        return parts + [{"inline": row} for row in rows.values()]

    def _links(self, post: Post) -> dict[str, str]:
        change = f"admin:{self.opts.app_label}_{self.opts.model_name}"
        links = {name: reverse(f"{change}_{name}", args=[post.pk]) for name in LINKED}
        clicks = f"{reverse('admin:blog_clickout_changelist')}?post={post.pk}"
        again = reverse(f"{change}_withdraw", args=[post.pk]) + "../editions/"
        readings = f"{reverse('admin:blog_reading_changelist')}?post={post.pk}"
        return links | {"again": again, "clicks": clicks, "readings": readings}

    def _anchors(self, request: HttpRequest, post: Any) -> dict[str, str]:
        """Return where on the page each field is; rows are found by their own name."""
        prose = {field.name for field in self.opts.fields if isinstance(field, ProseField)}
        anchors = {}
        for number, (_name, options) in enumerate(self.get_fieldsets(request, post)):
            for name in flatten(options["fields"]):
                anchors[name] = f"fieldset-0-{number}-heading" if name in prose else f"id_{name}"
        return anchors

    # Saving and publishing -----------------------------------------------------------------------
    def save_model(
        self, request: HttpRequest, obj: Any, form: forms.ModelForm, change: bool
    ) -> None:
        """Remember who began the piece."""
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Tie new approvals to the exact text as it is now saved (they are the last of the rows)."""
        if formset.model is not EditorialApproval:
            return super().save_formset(request, form, formset, change)
        for approval in formset.save(commit=False):
            piece = self.model._default_manager.get(pk=form.instance.pk)
            approval.text_sha256 = text_hash(piece.content())
            approval.save()
            facts = {"text": approval.text_sha256, "responsible": approval.responsible_id}
            facts |= {"examiner": approval.reviewer_id, "own_account": approval.own_account}
            facts |= {name: getattr(approval, name) for name in EditorialApproval.CHECKS}
            record(piece, Action.APPROVE, actor=cast(User, request.user), facts=facts)
            if words := approval.on_the_word:
                messages.warning(request, f"{words} {_('So the label stays.')}")
        formset.save_m2m()
        return None

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the rows; then, everything being saved, take an answer or publish if asked for."""
        super().save_related(request, form, formsets, change)
        if answer := request.POST.get(ANSWER):
            self._answer(request, form.instance.pk, answer)
        if PUBLISH in request.POST or SCHEDULE in request.POST:
            self._publish(request, form)

    def _answer(self, request: HttpRequest, pk: int, answer: str) -> None:
        """Record an answer of the panel; say so if it cannot be taken."""
        try:
            post = self.model._default_manager.get(pk=pk)
            record_answer(post, answer, by=cast(User, request.user))
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        else:
            messages.success(request, _("Saved, and noted."))

    def _publish(self, request: HttpRequest, form: WorkingCopyForm) -> None:
        """Publish or schedule; if that is refused, the working copy stays saved as a draft."""
        if not request.user.has_perm(PUBLISH_PERMISSION):
            raise PermissionDenied
        typed = form.cleaned_data
        post = locked(form.instance)
        starts = typed["publish_starts_at"] if SCHEDULE in request.POST else None
        freezing = Freezing(post, at=starts)
        state = PublishingState(post, freezing=freezing)
        try:
            state.refuse_silence(typed["change_kind"])
            self.refuse(freezing)
            edition = publish(
                post,
                by=cast(User, request.user),
                starts_at=starts,
                ends_at=typed["publish_ends_at"],
                correction=form.correction() if state.seen else None,
                substantial=not state.seen or form.correction() is not None,
                freezing=freezing,
            )
        except ValidationError as refused:
            words = " ".join(refused.messages)
            # Of a list of errors all are known, whether or not they name a field.
            (first, *_more) = ValidationError([refused]).error_list
            if first.code == "unchanged" and form.correction() is None:
                messages.info(request, words)
                return
            keep_typed(request, post, typed)
            said = _("Saved as a draft, but not published: %(reasons)s")
            messages.error(request, said % {"reasons": words})
            return
        if starts:
            said = _("Scheduled: readers see it from %(moment)s on.")
            messages.success(request, said % {"moment": in_words(edition.starts_at)})
        else:
            said = _("Published as edition %(number)s.") % {"number": edition.ordinal()}
            messages.success(request, format_html("{} {}", said, self.ways_after(post, edition)))

    def refuse(self, freezing: Freezing) -> None:
        """Raise ValidationError if a house rule stands against publishing; here is none."""

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Stay on the form after publishing; go to the preview if that was asked for."""
        return self._where_next(request, obj) or super().response_add(
            request, obj, post_url_continue
        )

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Any, inline: Any, prefix: str
    ) -> dict[str, Any]:
        """Begin a new piece with a byline."""
        given = super().get_formset_kwargs(request, obj, inline, prefix)
        if isinstance(inline, CreditInline) and (first := inline.first(request, obj)):
            given["initial"] = first
        return given

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Stay on the form after publishing; go to the preview if that was asked for."""
        return self._where_next(request, obj) or super().response_change(request, obj)

    def _where_next(self, request: HttpRequest, post: Post) -> HttpResponse | None:
        if PREVIEW in request.POST:
            return redirect("admin:preview", post.pk)
        if not any(button in request.POST for button in _STAYS):
            return None
        return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", post.pk)


@admin.register(Post)
class PostAdmin(WorkingCopyAdmin):
    """Posts: texts by staff and guests."""

    inlines = (CreditInline, SourceInline, *RECORDS, ApprovalInline)
    rows_after = {1: ("credits",), 3: ("sources",), 4: RECORD_ROWS}
    fieldsets = (
        (gettext_lazy("Title"), {"fields": ("title", "standfirst")}),
        (gettext_lazy("Text"), {"fields": ("body", "discuss")}),
        (gettext_lazy("Image"), {"fields": ("image", "picture")}),
        (gettext_lazy("Where it belongs"), {"fields": (("event", "series"), "recap", "tags")}),
        CAME_ABOUT,
        (
            gettext_lazy("Address and language"),
            {"fields": (("slug", "language"),), "classes": ("collapse",)},
        ),
    )
