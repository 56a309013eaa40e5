"""The admin site: who may enter, under which content security policy, and in which order."""

from collections.abc import Mapping
from functools import wraps
from http import HTTPStatus
from typing import Any, cast

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.views import shortcut
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.urls import URLPattern, URLResolver, include, path
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csp import csp_override
from django.views.decorators.gzip import gzip_page

from desk.saving.guard import GuardMixin
from desk.saving.once import once
from desk.saving.refused import signed_out
from desk.sidebar import sidebar
from media.choosing import PicturedFields
from pages.house import components
from pages.pieces import preview

# Django's German catalogue lacks this one; naming it here puts it into ours.
_WITHOUT_GERMAN_IN_DJANGO = (
    _("- Select an option -"),
    _("Run"),
    _("Pagination %(name)s"),
    _("Pagination %(name)s entries"),
)


class PodiumAdminSite(AdminSite):
    """Django's admin for staff with a second factor (not asked on a local site)."""

    site_title = "Podium"
    site_header = "Podium"
    index_title = _("Newsroom")
    enable_nav_sidebar = True

    def __init__(self, name: str = "admin") -> None:
        """Let nothing be deleted many at once: where each is in use is looked at before."""
        super().__init__(name)
        self.disable_action("delete_selected")

    def register(
        self,
        model_or_iterable: Any,
        admin_class: type[ModelAdmin[Any]] | None = None,
        **options: Any,
    ) -> None:
        """Register models with the guard in front of their form, so that no form is without it."""
        form = admin_class or ModelAdmin
        guarded = type(
            form.__name__, (GuardMixin, PicturedFields, form), {"__module__": form.__module__}
        )
        super().register(model_or_iterable, guarded, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        """Tell whether this is active staff with a second factor (ASVS 6.3.3)."""
        if not super().has_permission(request):
            return False
        return settings.SITE_IS_LOCAL or is_mfa_enabled(request.user)

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Send people to the one sign-in, or staff without a second factor to set one up."""
        if request.user.is_authenticated and super().has_permission(request):
            if self.has_permission(request):
                return redirect("admin:index")
            messages.info(
                request,
                _("Before you enter the newsroom, please set up a second factor for your account."),
            )
            return redirect("mfa_index")
        if request.user.is_authenticated:
            # Sending them to the sign-in would send them back here, again and again.
            return render(request, "account/no_entry.html", status=HTTPStatus.FORBIDDEN)
        target = request.GET.get("next") or resolve_url("admin:index")
        return redirect(f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': target})}")

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Serve every admin page small and under the admin's own policy; act upon forms once, and lose none.

        Packed pages could tell their secrets by their length (BREACH): Django masks its tokens, and adds to
        the length by chance.
        """
        under_policy = csp_override(cast("Mapping[str, str]", settings.ADMIN_CSP))
        inside = gzip_page(under_policy(super().admin_view(once(view), cacheable)))

        @wraps(inside)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            outside = view != self.logout and not self.has_permission(request)
            response = inside(request, *args, **kwargs)
            if outside and response.status_code == HTTPStatus.FOUND:
                return signed_out(request) or response
            return response

        return inner

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Add the previews and the page of components, which live with the reader pages.

        Django's way from a form to the reader's page tells all of the staff the addresses of
        everything; ours is for those who may see the form.
        """
        view = self.admin_view(self.view_on_site)
        where = "r/<int:content_type_id>/<path:object_id>/"
        others = (url for url in super().get_urls() if getattr(url, "name", "") != "view_on_site")
        return [
            *preview.urls(),
            *components.urls(),
            path("", include("desk.urls")),
            path(where, view, name="view_on_site"),
            *others,
        ]

    def view_on_site(
        self, request: HttpRequest, content_type_id: int, object_id: str
    ) -> HttpResponse:
        """Lead from a form to what readers see of it."""
        kind = get_object_or_404(ContentType, pk=content_type_id)
        model = kind.model_class()
        form = self._registry.get(model) if model else None
        if form is None or not form.has_view_permission(request):
            raise PermissionDenied
        return shortcut(request, content_type_id, object_id)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Add the seven words of the sidebar, by what one may see."""
        context = super().each_context(request)
        return context | {"sidebar": sidebar(request, context["available_apps"])}
