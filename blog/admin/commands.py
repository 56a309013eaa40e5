"""Withdrawing, taking back a schedule, publishing an edition again: each asks once before it acts."""

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _, gettext_lazy

from blog.admin.states import PublishingState
from blog.editions.edition import Edition
from blog.models import Post
from blog.publishing.publish import publish_again, unschedule, withdraw
from forms.moments import MomentField, in_words
from forms.shown import asked_anew, is_over, state_of

PUBLISH_PERMISSION = "blog.publish_post"


class NowForm(forms.Form):
    """Nothing to fill in."""


class WithdrawForm(forms.Form):
    """When the piece leaves the site."""

    at = MomentField(
        label=gettext_lazy("Take off the site on"),
        required=False,
        help_text=gettext_lazy("Leave empty to take it off now."),
    )

    def clean_at(self) -> Any:
        """Refuse a moment that has passed."""
        at = self.cleaned_data["at"]
        if at and at <= timezone.now():
            raise ValidationError(_("This moment has passed already."))
        return at


class CommandsMixin(ModelAdmin):
    """Pages behind the links of the publishing panel; for those who may publish."""

    again_form: type[forms.Form] = NowForm

    def get_urls(self) -> list[URLPattern]:
        """Add an address for each command."""
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        view = self.admin_site.admin_view
        return [
            path("<path:object_id>/withdraw/", view(self.withdraw_view), name=f"{name}_withdraw"),
            path(
                "<path:object_id>/unschedule/",
                view(self.unschedule_view),
                name=f"{name}_unschedule",
            ),
            path(
                "<path:object_id>/editions/<int:number>/again/",
                view(self.again_view),
                name=f"{name}_again",
            ),
            *super().get_urls(),
        ]

    def withdraw_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Take the piece off the site, now or at a moment."""
        post = self._piece(request, object_id)

        def act(form: forms.Form) -> str:
            at = form.cleaned_data["at"]
            withdraw(post, at=at, by=cast(User, request.user))
            if at:
                return _("The piece leaves the site on %(moment)s.") % {"moment": in_words(at)}
            return _("The piece is off the site. The working copy is still here.")

        words = {
            "title": _("Withdraw: %(title)s") % {"title": post.title},
            "explanation": _(
                "Readers who come to its address are told that it is gone. What was scheduled is"
                " taken back. You can publish it again at any time."
            ),
            "button": _("Withdraw"),
        }
        return self._ask(request, post, WithdrawForm, words, act)

    def unschedule_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Take back what was to go live later."""
        post = self._piece(request, object_id)

        def act(form: forms.Form) -> str:
            unschedule(post, by=cast(User, request.user))
            return _("The schedule is taken back.")

        words = {
            "title": _("Take back the schedule: %(title)s") % {"title": post.title},
            "explanation": _(
                "It will not go live by itself. What readers see now stays as it is, and so does"
                " the working copy."
            ),
            "button": _("Take back schedule"),
        }
        return self._ask(request, post, NowForm, words, act)

    def again_view(self, request: HttpRequest, object_id: str, number: int) -> HttpResponse:
        """Publish exactly what an older edition said."""
        post = self._piece(request, object_id)
        edition = post.editions.filter(number=number).first()
        if edition is None:
            raise Http404

        def act(form: forms.Form) -> str:
            by = cast(User, request.user)
            with transaction.atomic():
                new = publish_again(edition, by=by)
                self.published_again(post, edition, form, by)
            return _("Edition %(old)s is live again, as edition %(new)s.") % {
                "old": edition.ordinal(),
                "new": new.ordinal(),
            }

        words = {
            "title": _("Publish edition %(number)s again?") % {"number": edition.ordinal()},
            "explanation": _(
                "Readers see exactly what stood in it, at once. What was scheduled is taken back."
            ),
            "button": _("Publish this edition again"),
        }
        return self._ask(request, post, self.again_form, words, act)

    def published_again(self, post: Post, edition: Edition, form: forms.Form, by: User) -> None:
        """Leave the working copy as it is; a room above may bring it along."""

    def ways_after(self, post: Post, edition: Edition) -> SafeString:
        """Lead to what was just published; a room above may lead further."""
        return format_html('<a href="{}">{}</a>', edition.get_absolute_url(), _("Read it"))

    def _piece(self, request: HttpRequest, object_id: str) -> Post:
        post = self.get_object(request, unquote(object_id))
        if post is None:
            raise Http404
        may = self.has_change_permission(request, post)
        if not may or not request.user.has_perm(PUBLISH_PERMISSION):
            raise PermissionDenied
        return post

    def _ask(
        self,
        request: HttpRequest,
        post: Post,
        form_class: Callable[..., forms.Form],
        words: dict[str, str],
        act: Callable[[forms.Form], str],
    ) -> HttpResponse:
        """Show what will happen; on POST do it and go back to the form."""
        back = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[post.pk])
        form = form_class(request.POST if request.method == "POST" else None)
        shown, status = _shown(post), 422 if form.is_bound else 200
        if is_over(request, shown):
            form.add_error(None, asked_anew())
            status = 409
        if form.is_bound and form.is_valid():
            try:
                messages.success(request, act(form))
            except ValidationError as refused:
                form.add_error(None, refused.messages)
            else:
                return redirect(back)
        context = {
            **self.admin_site.each_context(request),
            **words,
            "form": form,
            "opts": self.opts,
            "original": post,
            "state": PublishingState(post),
            "back": back,
            "shown": shown,
        }
        return render(request, "admin/blog/confirm.html", context, status=status)


def _shown(post: Post) -> str:
    """Name what such a page shows of a piece: what is, was and will be online, left out, discussed."""
    online = post.editions.order_by("number").values_list("number", "starts_at", "ends_at")
    left_out = post.waivers.order_by("pk").values_list("pk", "confirmed_at", "withdrawn_at")
    discussed = post.discussions.values_list("address")
    return state_of(list(online), list(left_out), list(discussed))
