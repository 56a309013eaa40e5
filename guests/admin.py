"""Ambassadors in the newsroom: their codes, what they receive, and the links of their kits."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet, Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from events.admin.forms import PeriodForm
from events.admin.zoned import ZonedFields
from events.ambassadors import period_of
from events.models import Ambassadorship
from guests.codes import CODE, code_taken, suggested_code
from guests.kits import kit_of
from guests.share_texts import link_to


def kit_path(stands: Ambassadorship) -> str:
    """Return the path of somebody's kit."""
    return reverse("kit", args=[stands.kit_token])


def issue_new_link(stands: Ambassadorship) -> None:
    """Give the kit a new link; the old one opens nothing from this moment on."""
    stands.kit_token = None
    stands.save(update_fields=["kit_token"])


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
class AmbassadorshipAdmin(ZonedFields, admin.ModelAdmin):
    """People who stand for events."""

    form = AmbassadorshipForm
    change_form_template = "guests/admin/change_form.html"
    list_display = ("person_name", "event", "code", "benefit", "period", "clicks")
    list_filter = ("public", ("event", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("person", "event")
    search_fields = ("person__name", "code", "event__name", "event__hashtag")
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
        """Show the link of the kit to those who may issue it."""
        stands = context.get("original")
        if stands and self.has_change_permission(request, stands):
            context["kit"] = kit_path(stands)
            context["kit_link"] = link_to(kit_path(stands), "")
            context["kit_opens"] = kit_of(stands.kit_token, timezone.now()) is not None
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
        self._issue(request, stands)
        said = _("%(person)s has a new link; the old one is void. Please send it to them.")
        messages.success(request, said % {"person": stands.person.full_name})
        return HttpResponseRedirect(reverse("admin:events_ambassadorship_change", args=[pk]))

    @admin.action(
        description=gettext_lazy("Issue new links (the old ones are void at once)"),
        permissions=["change"],
    )
    def new_links(self, request: HttpRequest, chosen: QuerySet[Ambassadorship]) -> None:
        """Issue new links of several kits."""
        for stands in chosen:
            self._issue(request, stands)
        number = len(chosen)
        words = ngettext(
            "%(number)s new link was issued; the old one is void.",
            "%(number)s new links were issued; the old ones are void.",
            number,
        )
        messages.success(request, words % {"number": number})

    def _issue(self, request: HttpRequest, stands: Ambassadorship) -> None:
        issue_new_link(stands)
        self.log_change(request, stands, _("Issued a new link of the kit."))
