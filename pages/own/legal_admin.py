"""The pages that the law asks for, in the newsroom: what there is of them, and a first version by questions."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import translation
from django.utils.translation import gettext as _

from blog.editions.edition import Edition
from blog.models import Post
from pages.house.site import current
from pages.own.first_text import FirstTextForm, first_text
from pages.own.page import Page, Place


class LegalPagesMixin(ModelAdmin):
    """Imprint, privacy, accessibility as pages of the house; what stands elsewhere is a text of the site."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Leave out what is written as a page of the house."""
        return super().get_queryset(request).exclude(kind__in=Place.values)

    def get_urls(self) -> list[URLPattern]:
        """Add the questions."""
        view = self.admin_site.admin_view(self.guide_view)
        return [
            path("guide/<slug:place>/", view, name="pages_legalpage_guide"),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Show which of them there are, each with the way to its form or to its questions."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        pages = {page.place: page for page in Page.objects.exclude(place="")}
        ids = [page.pk for page in pages.values()]
        live = {*Edition.objects.live().filter(post__in=ids).values_list("post_id", flat=True)}
        context = {
            **self.admin_site.each_context(request),
            "title": _("Imprint, privacy, accessibility"),
            "opts": self.opts,
            "rows": [
                (place, page, bool(page and page.pk in live))
                for place in Place
                for page in [pages.get(place)]
            ],
            "others": self.get_queryset(request),
            "may_begin": request.user.has_perm("pages.add_page"),
        }
        return TemplateResponse(request, "admin/pages/legal.html", context)

    def guide_view(self, request: HttpRequest, place: str) -> HttpResponse:
        """Ask what the page needs, and make a draft of the answers; what is there is never overwritten."""
        if not request.user.has_perm("pages.add_page"):
            raise PermissionDenied
        if place not in Place.values:
            raise Http404
        there = Page.objects.filter(place=place).first()
        if there is not None:
            return redirect("admin:pages_page_change", there.pk)
        form = FirstTextForm(place, current(), request.POST or None)
        if other := Post.objects.filter(slug=Page.FIXED[place]).first():
            said = _("“%(title)s” has the address /%(slug)s/ already. Give it another one first.")
            messages.error(request, said % {"title": other.title, "slug": other.slug})
        elif request.method == "POST" and form.is_valid():
            return redirect("admin:pages_page_change", self._begin(request, place, form).pk)
        context = {
            **self.admin_site.each_context(request),
            "title": Place(place).label,
            "opts": self.opts,
            "form": form,
        }
        return TemplateResponse(request, "admin/pages/guide.html", context)

    def _begin(self, request: HttpRequest, place: str, form: FirstTextForm) -> Page:
        page = Page(place=place, created_by=cast(User, request.user))
        with translation.override(page.language):
            page.title = str(Place(place).label)
        page.body = first_text(place, page.language, form.cleaned_data)  # type: ignore[assignment]
        page.no_external_sources = True
        page.save()
        said = _("A first version, and no legal advice: please read it, and have it examined.")
        messages.warning(request, said)
        return page
