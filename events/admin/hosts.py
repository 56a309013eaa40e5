"""The shops that readers may be led to; editors see and propose them, editors-in-chief decide.

A shop is proposed by a tier that is a draft and leads there: whoever may allow shops is asked on the
event's own form, and on the start page.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from events.models import TicketHost

ALLOW, PERMISSION = "_allow_shop", "events.add_tickethost"


@admin.register(TicketHost)
class TicketHostAdmin(admin.ModelAdmin):
    """Hosts that the address of a ticket may have. Who may change them: `blog/roles.py`."""

    list_display = ("host", "code_parameter")
    search_fields = ("host",)
    fields = ("host", "code_parameter")


def shops_to_allow(request: HttpRequest, formsets: Iterable[Any]) -> dict[str, Any]:
    """Return the hosts on the form of an event that nobody has allowed, and whether one may here."""
    addresses = [
        form["url"].value() or ""
        for rows in formsets
        if rows.formset.prefix == "offers"
        for form in rows.formset.forms
        if "url" in form.fields
    ]
    return {
        "shops": TicketHost.objects.not_allowed(addresses),
        "may_allow_shops": request.user.has_perm(PERMISSION),
        "ticked_shops": request.POST.getlist(ALLOW),
    }


def ticked(request: HttpRequest) -> list[TicketHost]:
    """Return what a chief editor ticked, not saved yet; a name that is no host is left for the field to refuse."""
    names = request.POST.getlist(ALLOW) if request.user.has_perm(PERMISSION) else []
    found = []
    for name in TicketHost.objects.not_allowed(f"https://{one}" for one in names):
        host = TicketHost(host=name)
        try:
            host.full_clean()
        except ValidationError:
            continue
        found.append(host)
    return found


def allow_ticked(request: HttpRequest) -> None:
    """Allow what a chief editor ticked, and write down who did."""
    for host in ticked(request):
        host.save()
        form = admin.site.get_model_admin(TicketHost)
        form.log_addition(request, host, [{"added": {}}])
