"""Webhooks in the newsroom: chief editors name them, see how they answer, and try them out."""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _, gettext_lazy

from pages.webhooks.sending import again, enqueue
from pages.webhooks.webhook import Webhook

SHOWN = 30  # tries on the page of a webhook


@admin.register(Webhook)
class WebhookAdmin(admin.ModelAdmin):
    """Programs elsewhere that are told of pieces."""

    change_form_template = "admin/pages/webhook/change_form.html"
    list_display = ("name", "address", "state", "active")
    fieldsets = (
        (None, {"fields": ("name", "address", "active")}),
        (gettext_lazy("What it is told of"), {"fields": ("published", "changed", "withdrawn")}),
    )

    class Media:
        css = {"all": ("admin_theme/shops.css",)}

    @admin.display(description=gettext_lazy("state"))
    def state(self, hook: Webhook) -> str:
        """How it is going."""
        return state(hook)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show how it goes, and the last tries, beside the form."""
        hook = self.get_object(request, unquote(object_id))
        told: dict[str, Any] = {}
        if hook:
            told = {"tries": hook.attempts.all()[:SHOWN], "state": state(hook)}
            told["colour"] = colour(hook)
        context = told | (extra_context or {})
        return super().change_view(request, object_id, form_url, context)

    def save_model(self, request: HttpRequest, obj: Webhook, form: Any, change: bool) -> None:
        """Save; one that is switched on again has a fresh start, and is told what it missed."""
        back = change and obj.active and "active" in form.changed_data
        if back:
            obj.failing_since = obj.gave_up_at = None
        super().save_model(request, obj, form, change)
        if back:
            again(obj)

    def get_urls(self) -> list[URLPattern]:
        """Add the buttons."""
        wrap, name = self.admin_site.admin_view, "pages_webhook"
        return [
            path("<path:object_id>/secret/", wrap(self.secret_view), name=f"{name}_secret"),
            path("<path:object_id>/test/", wrap(self.test_view), name=f"{name}_test"),
            *super().get_urls(),
        ]

    def secret_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Issue a secret and show it this once."""
        hook = self._for_change(request, object_id)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        context = {
            **self.admin_site.each_context(request),
            "title": _("Secret of the webhook"),
            "opts": self.opts,
            "hook": hook,
            "secret": hook.issue_secret(),
        }
        self.log_change(request, hook, _("Issued a new secret."))
        return render(request, "admin/pages/webhook/secret.html", context)

    def test_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Have a test sent, by a task: nobody waits for an answer from elsewhere."""
        hook = self._for_change(request, object_id)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if settings.SITE_IS_LOCAL:
            messages.warning(request, _("A site on this machine tells nobody of anything."))
        elif not (hook.active and hook.secret):
            messages.warning(request, _("It has to be switched on and have a secret first."))
        else:
            now = timezone.now()
            hook.deliveries.create(due_at=now)
            enqueue(now)
            words = _("A test is on its way. Load this page again in a moment to see the answer.")
            messages.success(request, words)
        return redirect("admin:pages_webhook_change", hook.pk)

    def _for_change(self, request: HttpRequest, object_id: str) -> Webhook:
        hook: Webhook | None = self.get_object(request, unquote(object_id))
        if hook is None:
            raise Http404
        if not self.has_change_permission(request, hook):
            raise PermissionDenied
        return hook


def colour(hook: Webhook) -> str:
    """Name the colour of the panel that says so (static/admin_theme/theme/publishing.css)."""
    if not hook.active:
        return "off"
    return "withdrawn" if hook.failing_since or not hook.secret else "live"


def state(hook: Webhook) -> str:
    """Say how a webhook is going."""
    if not hook.secret:
        return _("It has no secret yet, so nothing is sent.")
    if hook.gave_up_at and not hook.active:
        since = {"day": date_format(hook.gave_up_at, "SHORT_DATE_FORMAT")}
        return _("Switched off on %(day)s: it had not answered for three days.") % since
    if not hook.active:
        return _("Switched off.")
    if hook.failing_since:
        since = {"when": date_format(hook.failing_since, "SHORT_DATETIME_FORMAT")}
        return _("Has not answered since %(when)s; it is tried again.") % since
    return _("Works.") if hook.attempts.exists() else _("Nothing has been sent yet.")
