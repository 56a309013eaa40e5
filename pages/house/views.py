"""The site's own texts."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from delivery.cache_headers import shown
from delivery.keeping import kept
from pages.models import LegalPage


@kept()
@require_safe
def legal(request: HttpRequest, kind: str) -> HttpResponse:
    """A text of the site itself: imprint, privacy, accessibility."""
    page = LegalPage.objects.filter(kind=kind).first()
    title = page.title if page else LegalPage.Kind(kind).label
    context = {"page": page, "title": title, "kind": kind}
    return shown(request, "pages/legal.html", context, timezone.now())
