"""Leaving a notice out, agreeing as the second person, and the list of everything left out."""

from datetime import timedelta
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import ModelAdmin, SimpleListFilter
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _, gettext_lazy

from blog.admin.commands import CommandsMixin
from blog.admin.panel import Panel
from blog.admin.reassessing import reassess
from blog.disclosing.waiving import CONFIRM_PERMISSION, confirm, no_second, take_back, waive
from blog.models.waiver import Waiver
from forms.moments import MomentField, in_words
from names.folding import FoldedSearch
from prose.sanitising import plain_text

HALF_A_YEAR = timedelta(days=182)


class WaiveForm(forms.Form):
    """Why, and until when."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        min_length=Waiver.LEAST_REASON,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=gettext_lazy("At least 20 characters; it stays on record with your name."),
        error_messages={
            "min_length": gettext_lazy("Please give a reason of at least 20 characters.")
        },
    )
    expires_at = MomentField(
        label=gettext_lazy("Until"),
        help_text=gettext_lazy("Then readers are told again. At most half a year."),
    )

    def clean_expires_at(self) -> Any:
        """Refuse the past and a waiver for ever."""
        until, now = self.cleaned_data["expires_at"], timezone.now()
        if until <= now:
            raise ValidationError(_("This moment has passed already."))
        if until > now + HALF_A_YEAR:
            raise ValidationError(_("At most half a year; you can leave it out again then."))
        return until


class WaiversMixin(CommandsMixin):
    """The page behind “Leave out” on a piece's panel."""

    def get_urls(self) -> list[URLPattern]:
        """Add the address of the page."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_waive"
        view = self.admin_site.admin_view(self.waive_view)
        return [path("<path:object_id>/waive/<str:rule>/", view, name=name), *super().get_urls()]

    def waive_view(self, request: HttpRequest, object_id: str, rule: str) -> HttpResponse:
        """Ask for reason and end, then leave the decision out."""
        post = self._piece(request, object_id)
        panel = Panel.of(post)
        about = request.GET.get("about", "")
        row = next(
            (r for r in panel.rows if (r.decision.rule, r.decision.about) == (rule, about)), None
        )
        if row is None or not row.waive:
            if request.method != "POST":
                raise Http404
            # Somebody was quicker, or the facts are others by now.
            messages.warning(request, _("This notice is left out already, or there no longer."))
            return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", post.pk)
        says = " ".join(plain_text(words) for _place, words in row.words)

        def act(form: forms.Form) -> str:
            waiver = waive(
                post,
                row.decision,
                says=says,
                reason=form.cleaned_data["reason"],
                expires_at=form.cleaned_data["expires_at"],
                by=cast(User, request.user),
            )
            if waiver.counts:
                return _("It is left out from the next edition on, until %(moment)s.") % {
                    "moment": in_words(waiver.expires_at)
                }
            return _("Noted. Until an editor-in-chief agrees, readers are still told.")

        explanation = _("Readers would no longer be told: “%(says)s”") % {"says": says}
        if row.decision.legal:
            explanation += " " + _(
                "The law demands this label. It is left out only once a second person with the"
                " role of editor-in-chief agrees."
            )
        words = {
            "title": _("Leave out: %(title)s") % {"title": post.title},
            "explanation": explanation,
            "button": _("Leave out"),
        }
        return self._ask(request, post, WaiveForm, words, act)


class WaiverState(SimpleListFilter):
    """In force, waiting, over."""

    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> list[tuple[str, Any]]:
        """The states to choose from."""
        return [
            ("in_force", _("in force")),
            ("waiting", _("waits for a second person")),
            ("over", _("over")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Keep the waivers in the chosen state."""
        now = timezone.now()
        active = Waiver.objects.in_force(now)
        waiting = active.filter(legal=True, confirmed_at=None)
        wanted = {
            "in_force": active.exclude(pk__in=waiting),
            "waiting": waiting,
            "over": Waiver.objects.exclude(pk__in=active),
        }.get(self.value() or "")
        return queryset if wanted is None else queryset.filter(pk__in=wanted)


@admin.register(Waiver)
class WaiverAdmin(FoldedSearch):
    """Everything that is left out, by whom, why and until when; nothing is edited here."""

    change_form_template = "admin/blog/waiver.html"
    list_display = ("post", "rule", "says", "reason", "waived_by", "expires_at", "state")
    list_filter = (WaiverState, "legal")
    list_select_related = ("post", "waived_by", "confirmed_by")
    search_fields = ("post__found_by", "reason", "says")
    fields = (
        ("post", "rule", "legal"),
        "says",
        "reason",
        ("waived_by", "waived_at", "expires_at"),
        ("confirmed_by", "confirmed_at", "withdrawn_at"),
    )
    readonly_fields = tuple(
        name for row in fields for name in ((row,) if isinstance(row, str) else row)
    )

    def get_urls(self) -> list[URLPattern]:
        """Add agreeing, taking back, and the renewal of notices."""
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/confirm/", view(self.confirm_view), name="blog_waiver_confirm"),
            path("<int:pk>/take-back/", view(self.take_back_view), name="blog_waiver_take_back"),
            path("reassess/", view(reassess), name="reassess"),
            *super().get_urls(),
        ]

    @admin.display(description=gettext_lazy("state"))
    def state(self, waiver: Waiver) -> str:
        """In force, waiting for a second person, or over."""
        if waiver.withdrawn_at or waiver.expires_at <= timezone.now():
            key, word = "withdrawn", _("over")
        elif waiver.counts:
            key, word = "scheduled", _("in force")
        else:
            key, word = "changed", _("waits for a second person")
        return format_html('<span class="podium-state podium-state-{}">{}</span>', key, word)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A record is neither edited nor deleted; notices are left out on the form of a piece."""
        return False

    has_add_permission = has_delete_permission = has_change_permission

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Say what whoever looks may do."""
        waiver: Waiver = context["original"]
        open_ = waiver.withdrawn_at is None and waiver.expires_at > timezone.now()
        asked = open_ and not waiver.counts and request.user.has_perm(CONFIRM_PERMISSION)
        why_not = no_second(waiver, cast(User, request.user)) if asked else ""
        context |= {
            "may_confirm": asked and not why_not,
            "why_not": why_not,
            "may_take_back": open_ and request.user.has_perm("blog.publish_post"),
        }
        return super().render_change_form(request, context, *args, **kwargs)

    def confirm_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Agree as the second person."""
        waiver = self._open(request, pk)
        if waiver and not waiver.confirmed_at:
            confirm(waiver, by=cast(User, request.user))
            messages.success(request, _("Agreed: it is left out from the next edition on."))
        elif waiver:
            messages.info(request, _("Somebody has agreed already; once is enough."))
        return redirect("admin:blog_waiver_change", pk)

    def take_back_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Tell readers again."""
        if not request.user.has_perm("blog.publish_post"):
            raise PermissionDenied
        if waiver := self._open(request, pk):
            take_back(waiver, by=cast(User, request.user))
            said = _("Taken back: readers are told again from the next edition on.")
            messages.success(request, said)
        return redirect("admin:blog_waiver_change", pk)

    def _open(self, request: HttpRequest, pk: int) -> Waiver | None:
        """Return a waiver; of one that is over, say so, and return None."""
        if request.method != "POST":
            raise PermissionDenied
        waiver = get_object_or_404(Waiver, pk=pk)
        if waiver.withdrawn_at or waiver.expires_at <= timezone.now():
            messages.info(request, _("It is over already: readers are told."))
            return None
        return waiver
