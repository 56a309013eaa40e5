"""Ambassadors in the newsroom: their codes, what they receive, and the links of their kits."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet, Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_POST

from events.admin.forms import PeriodForm
from events.admin.zoned import ZonedFields
from events.ambassadors import period_of
from events.models import Ambassadorship
from guests.codes import CODE, code_taken, suggested_code
from guests.kits import opens
from guests.share_texts import link_to
from names.folding import FoldedSearch


class AmbassadorshipForm(PeriodForm):
    """Who stands for which event, with a code that links can carry."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Suggest a code where there is none."""
        super().__init__(*args, **kwargs)
        if "code" in self.fields:
            self.fields["code"].help_text = self._about_codes()

    def clean_code(self) -> str:
        """Refuse what no link could carry."""
        code = str(self.cleaned_data["code"]).strip()
        if code and not CODE.fullmatch(code):
            raise ValidationError(_("A code has letters from A to Z, digits, - and _ only."))
        return code

    def clean(self) -> dict[str, Any]:
        """Make a code of the name for a new ambassador; refuse one that somebody else has."""
        cleaned = super().clean()
        person, event, code = (cleaned.get(name) for name in ("person", "event", "code"))
        if not event or "code" in self.errors:
            return cleaned
        if code and code_taken(code, event, besides=self.instance.pk or 0):
            self.add_error("code", _("Another ambassador of this event has this code."))
        elif not code and person and self.instance._state.adding:
            cleaned["code"] = suggested_code(person, event)
        return cleaned

    def _about_codes(self) -> str:
        stands = self.instance
        if stands._state.adding:
            return _("Left empty, one is made of the person's name.")
        if stands.code:
            return _("A new code makes the links that are out there count for nobody.")
        code = suggested_code(stands.person, stands.event, besides=stands.pk)
        return _("Without a code, clicks cannot be counted. How about %(code)s?") % {"code": code}


@admin.register(Ambassadorship)
class AmbassadorshipAdmin(ZonedFields, FoldedSearch):
    """People who stand for events."""

    form = AmbassadorshipForm
    change_form_template = "guests/admin/change_form.html"
    list_display = ("person_name", "event", "code", "benefit", "period", "clicks")
    list_filter = ("public", ("event", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("person", "event")
    search_fields = ("person__found_by", "code", "event__found_by")
    autocomplete_fields = ("person", "event")
    ordering = ("-event__starts_at", "person__sort_key", "pk")
    actions = ("new_links",)
    fieldsets = (
        (None, {"fields": (("person", "event"), "code", "benefit", ("starts_on", "ends_on"))}),
        (gettext_lazy("What readers see"), {"fields": ("statement", "public")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Ambassadorship]:
        """Bring the clicks along."""
        clicks = Coalesce(Sum("clicks__number"), 0)
        rows: QuerySet[Ambassadorship] = super().get_queryset(request)
        return rows.annotate(all_clicks=clicks)

    @admin.display(description=gettext_lazy("person"), ordering="person__sort_key")
    def person_name(self, stands: Ambassadorship) -> str:
        """Who it is."""
        return stands.person.full_name

    @admin.display(description=gettext_lazy("period"))
    def period(self, stands: Ambassadorship) -> str:
        """From when until when."""
        return period_of(stands) or "–"

    @admin.display(description=gettext_lazy("clicks"), ordering="all_clicks")
    def clicks(self, stands: Any) -> int:
        """How many went to the shop by their links."""
        return int(stands.all_clicks)

    # The kit -------------------------------------------------------------------------------------
    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Let those issue a link of the kit who may; say whether it opens."""
        stands = context.get("original")
        if stands and self.has_change_permission(request, stands):
            context["kit"] = True
            context["kit_opens"] = opens(stands, timezone.now())
        return super().render_change_form(request, context, *args, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        """Add the button that issues a new link."""
        view = self.admin_site.admin_view(require_POST(self.new_link))
        name = "events_ambassadorship_new_link"
        return [path("<int:pk>/new-link/", view, name=name), *super().get_urls()]

    def new_link(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Issue a new link of one kit."""
        stands = get_object_or_404(Ambassadorship.objects.select_related("person", "event"), pk=pk)
        if not self.has_change_permission(request, stands):
            raise PermissionDenied
        return self._issued(request, [stands])

    @admin.action(
        description=gettext_lazy("Issue new links (the old ones are void at once)"),
        permissions=["change"],
    )
    def new_links(self, request: HttpRequest, chosen: QuerySet[Ambassadorship]) -> HttpResponse:
        """Issue new links of several kits."""
        return self._issued(request, chosen)

    def _issued(self, request: HttpRequest, chosen: Iterable[Ambassadorship]) -> HttpResponse:
        """Issue new links and show them this once: only their hashes are kept."""
        links = []
        for stands in chosen:
            links.append((stands, link_to(reverse("kit", args=[stands.issue_kit()]), "")))
            self.log_change(request, stands, _("Issued a new link of the kit."))
        context = {
            **self.admin_site.each_context(request),
            "title": _("New links of kits"),
            "opts": self.opts,
            "links": links,
        }
        response = render(request, "guests/admin/new_links.html", context)
        response.headers["Cache-Control"] = "private, no-store"
        return response
