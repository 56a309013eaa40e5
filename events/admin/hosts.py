"""The shops that readers may be led to; editors see them, editors-in-chief decide."""

from django.contrib import admin

from events.models import TicketHost


@admin.register(TicketHost)
class TicketHostAdmin(admin.ModelAdmin):
    """Hosts that the address of a ticket may have. Who may change them: `blog/roles.py`."""

    list_display = ("host", "code_parameter")
    search_fields = ("host",)
    fields = ("host", "code_parameter")
