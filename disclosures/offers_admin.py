"""New words that came with a release, beside those in force: an editor-in-chief takes them, or not."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _, ngettext

from disclosures.examples import Specimen, specimen
from disclosures.offers import Offer, offers, take


class OffersMixin(ModelAdmin):
    """The page of new words, and the way to it from the list of notices."""

    def get_urls(self) -> list[URLPattern]:
        """Add the page."""
        view = self.admin_site.admin_view(self.offers_view)
        return [path("offers/", view, name="disclosures_notice_offers"), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Say that there are new words."""
        number = len(offers()) if request.method == "GET" else 0
        if number:
            said = ngettext(
                "This release has a better wording for %(number)s notice.",
                "This release has %(number)s better wordings of notices.",
                number,
            ) % {"number": number}
            address = reverse("admin:disclosures_notice_offers")
            link = format_html('{} <a href="{}">{}</a>', said, address, _("Show what would change"))
            messages.info(request, link)
        return super().changelist_view(request, extra_context)

    def offers_view(self, request: HttpRequest) -> HttpResponse:
        """Show each offer beside the words in force; on POST take the one that is named."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = offers()
        may_take = self.has_change_permission(request)
        if request.method == "POST":
            if not may_take:
                raise PermissionDenied
            self._take(request, found)
            return redirect("admin:disclosures_notice_offers")
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("New wordings"),
            "offers": [_shown(offer) for offer in found],
            "may_take": may_take,
        }
        return render(request, "admin/disclosures/notice/offers.html", context)

    def _take(self, request: HttpRequest, found: list[Offer]) -> None:
        named = request.POST.get("offer", "")
        for offer in found:
            if named in ("all", _name(offer)):
                version = take(offer, by=cast(User, request.user))
                said = _("“%(notice)s” (%(language)s) has its new wording.") % {
                    "notice": offer.notice.name,
                    "language": offer.language,
                }
                address = reverse(
                    "admin:disclosures_notice_renew", args=[offer.notice.pk, version.pk]
                )
                way = format_html(' <a href="{}">{}</a>', address, _("Show what would change"))
                messages.success(request, format_html("{}{}", said, way))


def _name(offer: Offer) -> str:
    return f"{offer.notice.key}:{offer.language}"


def _shown(offer: Offer) -> dict[str, Any]:
    """Return an offer as editors compare it: both wordings with examples."""
    present = offer.present
    return {
        "name": _name(offer),
        "notice": offer.notice,
        "language": offer.language,
        "before": _specimen(offer, present.heading, present.text) if present else None,
        "after": _specimen(offer, offer.heading, offer.text),
    }


def _specimen(offer: Offer, heading: str, text: str) -> Specimen:
    standard = offer.notice.standard
    known = standard.placeholders if standard else ()
    return specimen(offer.language, heading, text, known, offer.notice.key)
