"""The notice library with the pieces that carry each wording, and new wordings put on live pieces."""

from functools import partial
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin.utils import flatten
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from blog.admin.commands import PUBLISH_PERMISSION
from blog.editions.edition import Edition
from blog.renewing.batches import Progress, next_batch
from blog.renewing.rewording import Renewal, apply_wording, carrying, outdated, ready, waiting
from disclosures.admin import NewVersionInline, NoticeAdmin, UsedVersionInline
from disclosures.models import Notice, NoticeVersion
from disclosures.offers_admin import OffersMixin
from forms.moments import in_words

PER_PAGE = 50
SHOWN = 20


class UsedWordingInline(UsedVersionInline):
    """Wordings that readers have seen, with the live pieces that carry them."""

    fields = (*UsedVersionInline.fields, "pieces")
    readonly_fields = tuple(flatten(fields))

    def get_queryset(self, request: HttpRequest) -> QuerySet[NoticeVersion]:
        """Count the live pieces."""
        return _counted(super().get_queryset(request), "edition_rows__edition")

    @admin.display(description=gettext_lazy("on live pieces"))
    def pieces(self, version: Any) -> str:
        """How many, with a way to them, and to renewing them."""
        found = _link_to_pieces(version.notice_id, version.live, version.pk)
        current = version.notice.wording(version.language)
        if not version.live or current is None or current == version:
            return found
        return format_html(
            '{} · <a href="{}">{}</a>', found, _renew_address(current), _("replace the wording")
        )


@admin.register(Notice)
class LibraryAdmin(OffersMixin, NoticeAdmin):
    """The notice library, with where its notices are used."""

    list_display = (*NoticeAdmin.list_display, "pieces")
    inlines = (UsedWordingInline, NewVersionInline)

    def get_urls(self) -> list[URLPattern]:
        """Add where a notice is used, and the renewal of its wording."""
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/pieces/", view(self.pieces_view), name="disclosures_notice_pieces"),
            path(
                "<int:pk>/wordings/<int:version>/renew/",
                view(self.renew_view),
                name="disclosures_notice_renew",
            ),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Notice]:
        """Count the live pieces."""
        return _counted(super().get_queryset(request), "versions__edition_rows__edition")

    @admin.display(description=gettext_lazy("on live pieces"), ordering="live")
    def pieces(self, notice: Any) -> str:
        """How many, with a way to them."""
        return _link_to_pieces(notice.pk, notice.live)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Lead to the pieces."""
        if notice := context.get("original"):
            context["pieces_address"] = reverse("admin:disclosures_notice_pieces", args=[notice.pk])
        return super().render_change_form(request, context, *args, **kwargs)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Say which live pieces a new wording could go to."""
        super().save_formset(request, form, formset, change)
        for version in [*getattr(formset, "new_objects", [])]:
            number = outdated(version).count()
            if number:
                messages.info(request, _offer(version, number))

    def pieces_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """List the live pieces that carry a notice, all or those with one wording."""
        notice = self._notice(request, pk)
        versions = _counted(
            notice.versions.select_related("released_by").order_by("language", "-number"),
            "edition_rows__edition",
        )
        chosen = request.GET.get("wording", "")
        wording = versions.filter(pk=chosen).first() if chosen.isdecimal() else None
        editions = carrying(versions.filter(pk=wording.pk) if wording else notice.versions.all())
        page = Paginator(
            editions.only("post_id", "kind", "slug", "teaser", "published_at"), PER_PAGE
        )
        context = self._context(request, notice) | {
            "title": _("Where “%(notice)s” is used") % {"notice": notice.name},
            "versions": _with_replaced(notice, versions),
            "wording": wording,
            "page": page.get_page(request.GET.get("page")),
        }
        return render(request, "admin/disclosures/notice/pieces.html", context)

    def renew_view(self, request: HttpRequest, pk: int, version: int) -> HttpResponse:
        """Show which live pieces a wording would change; on POST change the next ones."""
        notice = self._notice(request, pk)
        wording = get_object_or_404(notice.versions, pk=version)
        may_publish = request.user.has_perm(PUBLISH_PERMISSION)
        context = self._context(request, notice) | {
            "title": _("New wording of “%(notice)s”") % {"notice": notice.name},
            "wording": wording,
            "future": in_words(wording.valid_from) if wording.valid_from > timezone.now() else "",
            "in_force": notice.wording(wording.language) == wording,
        }
        context["may_apply"] = may_publish and context["in_force"]
        editions = outdated(wording)
        if request.method == "POST":
            if not context["may_apply"]:
                raise PermissionDenied
            renew = partial(apply_wording, version=wording, by=cast(User, request.user))
            progress = next_batch(ready(editions), Progress.sent(request.POST), renew)
            context |= progress.of(ready(editions))
        else:
            context |= {"total": ready(editions).count(), "scheduled": waiting(editions).count()}
            context["changes"] = [
                Renewal.of(edition, wording) for edition in ready(editions)[:SHOWN]
            ]
            context["waiting"] = waiting(editions)[:SHOWN]
            context["shown"] = SHOWN
        return render(request, "admin/disclosures/notice/renew.html", context)

    def _notice(self, request: HttpRequest, pk: int) -> Notice:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return get_object_or_404(Notice.objects.prefetch_related("versions"), pk=pk)

    def _context(self, request: HttpRequest, notice: Notice) -> dict[str, Any]:
        return {**self.admin_site.each_context(request), "opts": self.opts, "notice": notice}


def _with_replaced(notice: Notice, versions: QuerySet[Any]) -> list[dict[str, Any]]:
    """Return wordings with whether they are in force, and how many pieces carry older ones."""
    rows = []
    for version in versions:
        in_force = notice.wording(version.language) == version
        older = sum(
            other.live
            for other in versions
            if other.language == version.language and _order(other) < _order(version)
        )
        rows.append({"version": version, "in_force": in_force, "older": in_force and older})
    return rows


def _order(version: NoticeVersion) -> tuple[Any, int]:
    return version.valid_from, version.number


def _counted(rows: QuerySet[Any], edition: str) -> QuerySet[Any]:
    """Annotate wordings or notices with the number of live pieces that carry them."""
    on_live = Q(**{f"{edition}__in": Edition.objects.live()})
    return rows.annotate(live=Count(edition, filter=on_live, distinct=True))


def _link_to_pieces(notice: int, number: int, wording: int | None = None) -> str:
    if not number:
        return "–"
    address = reverse("admin:disclosures_notice_pieces", args=[notice])
    said = ngettext("%(number)s piece", "%(number)s pieces", number) % {"number": number}
    query = f"?wording={wording}" if wording else ""
    return format_html('<a href="{}{}">{}</a>', address, query, said)


def _renew_address(version: NoticeVersion) -> str:
    return reverse("admin:disclosures_notice_renew", args=[version.notice_id, version.pk])


def _offer(version: NoticeVersion, number: int) -> str:
    said = ngettext(
        "%(number)s live piece carries an older wording.",
        "%(number)s live pieces carry an older wording.",
        number,
    ) % {"number": number}
    return format_html(
        '{} <a href="{}">{}</a>', said, _renew_address(version), _("Show what would change")
    )
