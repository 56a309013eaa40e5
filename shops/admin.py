"""Shops and programme systems in the newsroom: connect them, see what differs, take it over."""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _, gettext_lazy, ngettext, pgettext

from events.admin import EventAdmin
from events.models import Event
from names.folding import FoldedSearch
from shops.comparing import ComparisonPage, wishes
from shops.connecting import ConnectionForm
from shops.models import Connection
from shops.sync_apply import Outdated, Taken, sides, take
from shops.tasks import answered, later, want
from shops.webhooks import SECRET
from shops.wording import state

TOLD = 12  # so many things a message names; the rest stands on the connection


class TroubleFilter(admin.SimpleListFilter):
    """Those that cannot be reached."""

    title = gettext_lazy("trouble")
    parameter_name = "trouble"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Offer both."""
        return [("1", gettext_lazy("not working")), ("0", gettext_lazy("working"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Keep what was asked for."""
        if self.value() == "1":
            return queryset.exclude(trouble="")
        return queryset.filter(trouble="") if self.value() == "0" else queryset


@admin.register(Connection)
class ConnectionAdmin(FoldedSearch):
    """Where an event's tickets and programme come from."""

    form = ConnectionForm
    change_form_template = "admin/shops/connection/change_form.html"
    list_display = ("__str__", "state", "to_decide", "event", "automatic", "active")
    list_filter = (TroubleFilter, "kind", "active", ("event", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("event",)
    search_fields = ("event__found_by", "slug", "organizer")
    autocomplete_fields = ("event",)
    readonly_fields = ()

    class Media:
        css = {"all": ("admin_theme/shops.css",)}

    # List and form -------------------------------------------------------------------------------
    @admin.display(description=gettext_lazy("state"))
    def state(self, connection: Connection) -> str:
        """How it is going."""
        return state(connection, timezone.now())

    @admin.display(description=gettext_lazy("differences"), ordering="waiting")
    def to_decide(self, connection: Connection) -> str:
        """How much waits for an editor, with the way there."""
        address = reverse("admin:shops_connection_differences", args=[connection.pk])
        return format_html(
            '<a href="{}">{}</a>', address, connection.waiting or pgettext("differences", "none")
        )

    def get_fieldsets(self, request: HttpRequest, obj: Connection | None = None) -> Any:
        """Show what the form has: without a token kept there is none to forget."""
        may = self.has_change_permission(request, obj) if obj else True
        # Whoever may only look is shown a form's values as they are: no token for them.
        secret = ["token", *(["forget_token"] if obj and obj.token else [])] if may else []
        sent = ["anyway"] if request.method == "POST" else []
        rest: list[Any] = [
            (gettext_lazy("What is taken over"), {"fields": ("automatic", "active")}),
        ]
        return [
            (None, {"fields": ("event", "kind")}),
            (
                gettext_lazy("Where"),
                {"fields": ("address", "organizer", "slug", *secret, *sent)},
            ),
            *rest,
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Connection | None = None) -> Any:
        """Keep event and system: what was linked belongs to them."""
        kept = ("event", "kind") if obj else ()
        return (*kept, *super().get_readonly_fields(request, obj))

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Let the form ask the shop, which may take long, before a transaction begins."""
        return self._changeform_view(request, *args, **kwargs)  # type: ignore[attr-defined]

    @transaction.atomic
    def save_model(self, request: HttpRequest, obj: Connection, form: Any, change: bool) -> None:
        """Keep what the trial said, and see to the next turn."""
        now = timezone.now()
        obj.next_try_at = now
        super().save_model(request, obj, form, change)
        if form.said is not None:
            answered(obj, form.said, now)
        later(obj)

    def response_add(self, request: HttpRequest, obj: Connection, *args: Any) -> HttpResponse:
        """Lead on to what differs."""
        response = super().response_add(request, obj, *args)
        return _differences(obj) if "_save" in request.POST and obj.said else response

    # What differs --------------------------------------------------------------------------------
    def get_urls(self) -> list[URLPattern]:
        """Add the page of differences and the button that asks now."""
        admin_view, name = self.admin_site.admin_view, "shops_connection"
        return [
            path(
                "<path:object_id>/differences/",
                admin_view(self.differences_view),
                name=f"{name}_differences",
            ),
            path(
                "<path:object_id>/compare/", admin_view(self.compare_view), name=f"{name}_compare"
            ),
            path(
                "<path:object_id>/new-hook/",
                admin_view(self.new_hook_view),
                name=f"{name}_new_hook",
            ),
            *super().get_urls(),
        ]

    def compare_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Have it asked now, by a task; the page of differences says so, and what came of it."""
        connection = self._for_change(request, object_id)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        want(connection, timezone.now())
        return _differences(connection)

    def new_hook_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Issue an address for the webhook and show it this once: only its hash is kept."""
        connection = self._for_change(request, object_id)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        hook = reverse("shop_webhook", args=[connection.hook])
        query = urlencode({SECRET: connection.issue_secret()})
        context = {
            **self.admin_site.each_context(request),
            "title": _("Address for the webhook"),
            "opts": self.opts,
            "connection": connection,
            "address": f"{settings.SITE_URL}{hook}?{query}",
        }
        self.log_change(request, connection, _("Issued a new address for the webhook."))
        return render(request, "admin/shops/connection/new_hook.html", context)

    def differences_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show what differs as it was asked last; on POST take over what was chosen."""
        connection = self._for_change(request, object_id)
        sent = request.POST if request.method == "POST" else None
        if sent is not None:
            shown = sent.get("shown", "")
            chosen = wishes(sides(connection), sent)
            try:
                taken = take(connection, chosen, timezone.now(), shown or "-")
            except Outdated:
                words = _(
                    "Something has changed meanwhile, here or there, so nothing was taken over yet."
                    " Please look again; your choices are kept."
                )
                messages.warning(request, words)
            else:
                self._tell(request, connection, taken)
                return _differences(connection)
        return self._page(request, connection, sent)

    def _page(self, request: HttpRequest, connection: Connection, sent: Any) -> HttpResponse:
        both = sides(connection)
        page = ComparisonPage(connection, both, sent)
        context = {
            **self.admin_site.each_context(request),
            "title": _("What differs: %(event)s") % {"event": connection.event.name},
            "opts": self.opts,
            "connection": connection,
            "waits": connection.is_wanted(timezone.now()),
            "sections": page.sections(),
            "left_out": page.left_out(),
            "shown": both.fingerprint,
            "taken": connection.taken.splitlines(),
        }
        template = "admin/shops/connection/differences.html"
        return render(request, template, context, status=200 if sent is None else 409)

    def _tell(self, request: HttpRequest, connection: Connection, taken: Taken) -> None:
        if taken.lines:
            lines = taken.lines[:TOLD]
            more = len(taken.lines) - len(lines)
            if more:
                lines.append(ngettext("and %(n)d more", "and %(n)d more", more) % {"n": more})
            words = _("Taken over: %(what)s") % {"what": "; ".join(lines)}
            messages.success(request, words)
            self.log_change(request, connection, words)
        elif not taken.problems:
            messages.info(request, _("Your choices are kept; nothing was taken over."))
        for problem in taken.problems:
            messages.error(request, problem)

    def _for_change(self, request: HttpRequest, object_id: str) -> Connection:
        connection: Connection | None = self.get_object(request, unquote(object_id))
        if connection is None:
            raise Http404
        if not self.has_change_permission(request, connection):
            raise PermissionDenied
        return connection


def _differences(connection: Connection) -> HttpResponse:
    return redirect("admin:shops_connection_differences", connection.pk)


class ConnectedEventAdmin(EventAdmin):
    """An event with the state of its shops above its form."""

    change_form_template = "admin/shops/event_change_form.html"


admin.site.unregister(Event)
admin.site.register(Event, ConnectedEventAdmin)
