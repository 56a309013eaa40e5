"""The history of a piece as a page: one list, any two states compared, parts brought back."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _, gettext_lazy

from blog.admin.commands import PUBLISH_PERMISSION, CommandsMixin
from blog.editions.edition import Edition
from blog.history.differences import differences, stretches
from blog.models import Post
from blog.own_drafts import only_begins
from desk.past.restoring import bring_back
from desk.past.states import NOW, State, state_of
from desk.past.timeline import timeline


class AgainForm(forms.Form):
    """What becomes of the working copy when an older edition is published again."""

    bring_along = forms.BooleanField(
        label=gettext_lazy("Bring the text of the working copy to this state, too"),
        required=False,
        initial=True,
        help_text=gettext_lazy(
            "Otherwise the next edition would say again what the working copy says now."
        ),
    )


class PastMixin(CommandsMixin, ModelAdmin):
    """History, comparing and bringing back, for whoever may view the piece; changing needs the right to."""

    again_form = AgainForm

    def get_urls(self) -> list[URLPattern]:
        """Add the page that compares."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_compare"
        view = self.admin_site.admin_view(self.compare_view)
        return [path("<path:object_id>/compare/", view, name=name), *super().get_urls()]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Show everything that became of the piece in one list."""
        post = self._looked_at(request, object_id)
        may_change = self.has_change_permission(request, post)
        entries = timeline(post, comments=may_change)
        known = [one for one in entries if one.state]
        context = {
            "title": _("History: %(title)s") % {"title": post.title},
            "entries": entries,
            "chosen": next((one for one in known if one.edition), known[-1] if known else None),
            "may_publish": may_change and request.user.has_perm(PUBLISH_PERMISSION),
            "may_bring_back": may_change and not only_begins(request.user, post),
            "now": NOW,
        }
        return self._past_page(request, post, "admin/desk/past.html", context)

    def compare_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show what differs between two states; bring parts of the earlier one back."""
        post = self._looked_at(request, object_id)
        if request.method == "POST" and not self.has_change_permission(request, post):
            raise PermissionDenied
        asked = request.GET.get("a", ""), request.GET.get("b", NOW)
        first, second = (state_of(post, key) for key in asked)
        if first is None or second is None:
            raise Http404
        if first.when > second.when:
            first, second = second, first
        if request.method == "POST":
            return self._bring_back(request, post, first)
        found = differences(first.content, second.content)
        context = {
            "title": _("Compare: %(title)s") % {"title": post.title},
            "first": first,
            "second": second,
            "changes": [(one, [stretches(block) for block in one.changed]) for one in found],
            "may_change": self.has_change_permission(request, post),
        }
        return self._past_page(request, post, "admin/desk/compare.html", context)

    def published_again(self, post: Post, edition: Edition, form: forms.Form, by: User) -> None:
        """Bring the working copy along, if that was asked for."""
        if form.cleaned_data["bring_along"]:
            state = cast(State, state_of(post, f"e{edition.number}"))
            bring_back(post, state.content, None, by=by, because=state.said)

    def _bring_back(self, request: HttpRequest, post: Post, state: State) -> HttpResponse:
        parts = None if "all" in request.POST else request.POST.getlist("part")
        if parts is not None and not parts:
            messages.warning(request, _("No part is chosen."))
            return redirect(request.get_full_path())
        by = cast(User, request.user)
        bring_back(post, state.content, parts, by=by, because=state.said)
        said = _(
            "Brought into the working copy: %(state)s. Readers see nothing of it until you publish."
        )
        messages.success(request, said % {"state": state.said})
        return redirect(self._form_of(post))

    def _looked_at(self, request: HttpRequest, object_id: str) -> Post:
        post = self.get_object(request, unquote(object_id))
        if post is None:
            raise Http404
        if not self.has_view_permission(request, post):
            raise PermissionDenied
        return cast(Post, post)

    def _form_of(self, post: Post) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[post.pk])

    def _past_page(
        self, request: HttpRequest, post: Post, template: str, context: dict[str, Any]
    ) -> HttpResponse:
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}"
        shown = {
            **self.admin_site.each_context(request),
            **context,
            "opts": self.opts,
            "original": post,
            "back": self._form_of(post),
            "history": reverse(f"{name}_history", args=[post.pk]),
            "compare": reverse(f"{name}_compare", args=[post.pk]),
            "record": reverse(f"{name}_record", args=[post.pk]),
        }
        return render(request, template, shown)
