"""The admin site: who may enter, under which content security policy, and in which order."""

import re
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, cast

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.views import shortcut
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, resolve_url
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csp import csp_override

from pages.house import components
from pages.pieces import preview

# What an editor looks for first stands first; models that are not named are kept for superusers.
GROUPS: list[tuple[str, Any, tuple[str, ...]]] = [
    (
        "pieces",
        _("Pieces"),
        ("interviews.Interview", "blog.Post", "blog.Series", "blog.Tag", "blog.Reading"),
    ),
    ("people", _("People"), ("people.Person", "people.Organisation")),
    (
        "events",
        _("Events"),
        (
            "events.Event",
            "events.Ambassadorship",
            "events.EventSeries",
            "blog.ClickOut",
            "events.TicketHost",
            "shops.Connection",
        ),
    ),
    ("notices", _("Notices and images"), ("disclosures.Notice", "blog.Waiver", "media.Image")),
    ("site", _("The site itself"), ("pages.Site", "pages.LegalPage", "auth.User", "auth.Group")),
]
_NAMED = {label.lower() for _key, _name, labels in GROUPS for label in labels}


# Django's German catalogue lacks this one; naming it here puts it into ours.
_WITHOUT_GERMAN_IN_DJANGO = (
    _("- Select an option -"),
    _("Run"),
    _("Pagination %(name)s"),
    _("Pagination %(name)s entries"),
)


# What somebody looks for may be any number; everything else in an address names a row, a day, a page.
_LOOKED_FOR = frozenset({"q", "term", "_changelist_filters", "next"})
_BEYOND_ALL_ROWS = re.compile(r"\d{19}")


def _within_numbers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer 404 for numbers that no column holds: databases refuse to be asked for them."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        named = [*args, *kwargs.values()]
        for name, values in request.GET.lists():
            named += [] if name in _LOOKED_FOR else values
        if any(_BEYOND_ALL_ROWS.search(str(one)) for one in named):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


class PodiumAdminSite(AdminSite):
    """Django's admin for staff with a second factor (not asked on a local site)."""

    site_title = "Podium"
    site_header = "Podium"
    index_title = _("Newsroom")
    enable_nav_sidebar = True

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
        target = request.GET.get("next") or resolve_url("admin:index")
        return redirect(f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': target})}")

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Serve every admin page under the admin's own policy; numbers beyond all rows find nothing."""
        under_policy = csp_override(cast("Mapping[str, str]", settings.ADMIN_CSP))
        return under_policy(_within_numbers(super().admin_view(view, cacheable)))

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

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Return the models in an editor's order; an app's own page keeps Django's."""
        apps = super().get_app_list(request, app_label)
        if app_label is not None:
            return apps
        known = {
            f"{app['app_label']}.{model['object_name']}".lower(): model
            for app in apps
            for model in app["models"]
        }
        groups = [(key, name, _present(labels, known)) for key, name, labels in GROUPS]
        if request.user.is_superuser:
            rest = [model for label, model in known.items() if label not in _NAMED]
            groups.append(("machinery", _("Machinery"), rest))
        return [
            {
                "name": name,
                "app_label": key,
                "app_url": f"{reverse('admin:index', current_app=self.name)}#{key}",
                "has_module_perms": True,
                "models": models,
            }
            for key, name, models in groups
            if models
        ]


def _present(labels: tuple[str, ...], known: dict[str, Any]) -> list[Any]:
    return [known[label.lower()] for label in labels if label.lower() in known]
