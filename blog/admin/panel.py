"""What readers will be told about a working copy, and why: beside the form, as it is typed."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Self, cast

from django.contrib.admin import ModelAdmin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.forms.formsets import all_valid
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from blog.admin.forms import WorkingCopyForm
from blog.admin.typed import TypedRows
from blog.disclosing.disclose import Disclosed, disclose
from blog.disclosing.facts import images_of, mentions_in, our_house
from blog.disclosing.notices import Wordings
from blog.editions.content import Content, ToldNotice
from blog.models import Post, Waiver
from blog.models.rows import Rows
from disclosures.decisions import LEVELS, PLACES, Decision, Effect, Level, Place, label_text
from disclosures.library import filled
from events.models import Ambassadorship, Sponsorship
from people.known import known_names
from people.mentions import Index, Mention


@dataclass(frozen=True)
class Row:
    """One decision as an editor reads it: the words, where they stand, why, what can be done."""

    decision: Decision
    words: list[tuple[str, str]]  # where they stand, and they themselves: text, or safe html
    waive: str = ""
    take_up: str = ""

    @property
    def level(self) -> str:
        """How strictly it binds, in a word."""
        return str(LEVELS[self.decision.level])


@dataclass(frozen=True)
class Named:
    """A mention with the tie it has, and the answers that record what it means."""

    mention: Mention
    ties: list[str]
    answers: list[tuple[str, str]]


@dataclass(frozen=True)
class Panel:
    """What the rules say about a piece with this content at a moment."""

    post: Post
    content: Content
    told: Disclosed
    now: datetime
    wordings: Wordings
    index: Index  # of everybody known

    @classmethod
    def of(cls, post: Post, rows: Rows | None = None) -> Self:
        """Evaluate the working copy with its stored rows, or with these."""
        now, rows = timezone.now(), rows or Rows(post)
        content, wordings, index = post.content(rows), Wordings.in_force(now), known_names()
        told = disclose(post, content, now, rows=rows, wordings=wordings, index=index)
        return cls(post, content, told, now, wordings, index)

    @cached_property
    def rows(self) -> list[Row]:
        """Everything that will appear, in the order of the page."""
        order = list(Place)
        live = (decision for decision in self.told.decisions if decision.live)
        found = [
            Row(decision, words, waive=self._waive(decision))
            for decision in (*self.told.shown, *live)
            if (words := self._words(decision))
        ]
        return sorted(found, key=lambda row: order.index(row.decision.place))

    @cached_property
    def by_hand(self) -> list[ToldNotice]:
        """The notices an editor attached."""
        return [notice for notice in self.told.notices if not notice.rule]

    @cached_property
    def suggested(self) -> list[Row]:
        """What could be told as well, with one click; wordings in force only."""
        return [
            Row(decision, [(str(PLACES[decision.place]), words)], take_up=f"take_up:{key}")
            for decision in self.told.suggested
            if (key := decision.notice) and (words := self._suggestion(decision))
        ]

    @cached_property
    def silent(self) -> list[Decision]:
        """What was decided without readers seeing anything of it."""
        seen = {id(row.decision) for row in self.rows}
        hidden = (d for d in self.told.decisions if id(d) not in seen and not d.ask)
        return [decision for decision in hidden if decision.level == Level.NONE]

    @cached_property
    def waived(self) -> list[tuple[Decision, Waiver]]:
        """What is left out for a reason, and what waits for a second person."""
        return [*self.told.waived, *self.told.pending]

    @cached_property
    def mentions(self) -> list[Named]:
        """Whom the piece names, each once, organisations that nobody has judged first."""
        first: dict[tuple[str, int], Mention] = {}
        credited = {("person", credit.person) for credit in self.content.credits}
        ours = {("organisation", pk) for pk in our_house()} | credited
        for mention in mentions_in(self.content, self.index):
            first.setdefault((mention.known.kind, mention.known.pk), mention)
        first = {key: mention for key, mention in first.items() if key not in ours}
        judged = {tie.organisation for tie in self.content.ties or ()}
        ties = _ties_of(first)
        named = [self._named(one, judged, ties.get(key, [])) for key, one in first.items()]
        return sorted(named, key=lambda one: not one.answers)

    def _named(self, mention: Mention, judged: set[int], ties: list[str]) -> Named:
        pk = mention.known.pk
        if mention.known.kind == "person":
            return Named(mention, ties, [])
        if pk in judged:
            return Named(mention, [*ties, _("recorded below")], [])
        answers = [
            (f"mention:{pk}:named", _("Named in passing, nothing given")),
            (f"mention:{pk}:quoted", _("Quoted, nothing given")),
            (f"mention:{pk}:subject", _("The piece is about it")),
        ]
        return Named(mention, ties, answers)

    def _words(self, decision: Decision) -> list[tuple[str, str]]:
        """Return where and in which words readers meet a decision."""
        found: list[tuple[str, str]] = []
        if decision.label:
            text = label_text(decision.label, self.content.language)
            found.append(
                (str(PLACES[Place.KICKER]), format_html("<p><strong>{}</strong></p>", text))
            )
        for notice in self.told.notices:
            same = (notice.rule, notice.about, notice.notice)
            if same == (decision.rule, decision.about, decision.notice):
                found.append((str(PLACES[Place(notice.position)]), mark_safe(notice.text)))
        if decision.live and decision.notice in self.told.live_notices:
            text = self.told.live_notices[decision.notice].text
            words = filled(text, dict(decision.placeholders), html=True)
            found.append((str(PLACES[Place.TOP]), mark_safe(words)))
        if decision.line:
            found.append((str(PLACES[Place.TOP]), decision.line))
        return found or self._inline(decision)

    def _inline(self, decision: Decision) -> list[tuple[str, str]]:
        for image in images_of(self.content):
            if decision.subject_of(Effect.MARKS_IMAGE) == image.id and image.ai_label:
                return [(str(PLACES[Place.INLINE]), image.ai_label.text)]
        if decision.effect == Effect.MARKS_TICKET_BOX:
            return [(str(PLACES[Place.INLINE]), _("Our own event"))]
        return []

    def _suggestion(self, decision: Decision) -> str:
        pair = self.wordings.of(decision.notice, self.content.language)
        if not pair:
            return ""
        return mark_safe(filled(pair[1].text, dict(decision.placeholders), html=True))

    def _waive(self, decision: Decision) -> str:
        if decision.live or not decision.shows or not self.post.pk:
            return ""
        opts = self.post._meta
        name = f"admin:{opts.app_label}_{opts.model_name}_waive"
        address = reverse(name, args=[self.post.pk, decision.rule])
        return f"{address}?about={decision.about}"


def _ties_of(named: Collection[tuple[str, int]]) -> dict[tuple[str, int], list[str]]:
    """Return in words what ties people and organisations to events, read for all at once."""
    people = [pk for kind, pk in named if kind == "person"]
    organisations = [pk for kind, pk in named if kind == "organisation"]
    ties: dict[tuple[str, int], list[str]] = defaultdict(list)
    for row in Ambassadorship.objects.filter(person__in=people).select_related("person", "event"):
        ties["person", row.person_id].append(row.role_line)
    for sponsor in Sponsorship.objects.filter(organisation__in=organisations).select_related(
        "event"
    ):
        words = f"{sponsor.get_level_display()}: {sponsor.event.name}"
        ties["organisation", sponsor.organisation_id].append(words)
    return ties


class PanelMixin(ModelAdmin):
    """The address that evaluates a form as it is typed, without saving anything."""

    panel_template = "admin/blog/panel.html"

    def get_urls(self) -> list[URLPattern]:
        """Add the panel of a new and of a known piece."""
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        view = self.admin_site.admin_view
        return [
            path("panel/", view(self.panel_view), name=f"{name}_panel_new"),
            path("<path:object_id>/panel/", view(self.panel_view), name=f"{name}_panel"),
            *super().get_urls(),
        ]

    def panel_view(self, request: HttpRequest, object_id: str = "") -> HttpResponse:
        """Answer with the panel for what is typed; reads the database, and writes nothing to it."""
        rows = self.typed_rows(request, object_id)
        panel = Panel.of(rows.post, rows) if rows else None
        context = {
            "panel": panel,
            "incomplete": panel is None,
            "may_publish": request.user.has_perm("blog.publish_post"),
            "may_change": True,
        } | self.beside_panel(request, panel)
        return render(request, self.panel_template, context)

    def _anchors(self, request: HttpRequest, post: Any) -> dict[str, str]:
        """Return where on the page each field is, unless its name says so."""
        return {}

    def beside_panel(self, request: HttpRequest, panel: Panel | None) -> dict[str, Any]:
        """Return what a template of one's own shows besides."""
        return {}

    def typed_rows(self, request: HttpRequest, object_id: str) -> TypedRows | None:
        """Return the piece as it is typed, with its rows; None if the form is not complete yet.

        Raises Http404 and PermissionDenied as the form itself would.
        """
        post = self.get_object(request, unquote(object_id)) if object_id else None
        if object_id and post is None:
            raise Http404
        may = (
            self.has_change_permission(request, post) if post else self.has_add_permission(request)
        )
        if request.method != "POST" or not may:
            raise PermissionDenied
        change = post is not None
        form_class = cast("type[WorkingCopyForm]", self.get_form(request, post, change=change))
        form = form_class(request.POST, request.FILES, instance=post)
        if not form.is_valid():
            return None
        formsets, inlines = self._create_formsets(  # type: ignore[attr-defined]
            request, form.instance, change=change
        )
        if not all_valid(formsets):
            return None
        read = {
            formset.model: formset.get_queryset()
            for formset, inline in zip(formsets, inlines, strict=True)
            if inline.has_view_or_change_permission(request, post)  # to others none are shown
        }
        return TypedRows(form, formsets, read)
