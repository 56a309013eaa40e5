"""The admin site: who may enter, under which content security policy, with which title."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csp import csp_override


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

    def login(self, request: HttpRequest, extra_context: object = None) -> HttpResponseBase:
        """Send people to the one sign-in, or staff without a second factor to set one up."""
        if request.user.is_authenticated and super().has_permission(request):
            return redirect("mfa_index" if not self.has_permission(request) else "admin:index")
        target = request.GET.get("next") or resolve_url("admin:index")
        return redirect(f"{resolve_url(settings.LOGIN_URL)}?next={target}")

    def admin_view(self, view: Callable, cacheable: bool = False) -> Callable:
        """Serve every admin page under the admin's own policy."""
        return csp_override(settings.ADMIN_CSP)(super().admin_view(view, cacheable))
