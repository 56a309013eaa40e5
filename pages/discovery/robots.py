"""Files for machines: robots.txt and security.txt."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from delivery.cache_headers import expires
from delivery.keeping import kept
from pages.discovery.mining import robots_groups
from pages.house.absolute import absolute


@kept()
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """robots.txt (RFC 9309)."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /konto/",
        "Disallow: /suche/?",
        "Disallow: /gast/",
        "Disallow: /weiter/",
        "Disallow: /gelesen/",
        "Disallow: /botschafter/",
        "Disallow: /entwurf/",
        "Disallow: /api/",
        *robots_groups(),
        "",
        f"Sitemap: {absolute(reverse('sitemap'))}",
    ]
    return _text("\n".join(lines) + "\n")


@kept()
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """security.txt (RFC 9116); it never expires later than in a year."""
    expires = (timezone.now() + timedelta(days=180)).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires.isoformat().replace('+00:00', 'Z')}",
        "Preferred-Languages: de, en",
        f"Canonical: {absolute(reverse('security'))}",
    ]
    return _text("\n".join(lines) + "\n")


def _text(body: str) -> HttpResponse:
    response = HttpResponse(body, content_type="text/plain; charset=utf-8")
    return expires(response, timezone.now())
