"""The pages that the law asks for, at addresses that never change."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from blog.publishing.rendering import renew
from delivery.cache_headers import shown
from delivery.keeping import kept
from pages.models import LegalPage, Page
from pages.pieces.article import live_at
from pages.pieces.views import show


@kept()
@require_safe
def legal(request: HttpRequest, kind: str) -> HttpResponse:
    """The live edition of a page in a fixed place; before there is one, the text of earlier releases.

    It is never gone: without any text it says so.
    """
    edition = live_at(Page.FIXED[kind])
    if edition is not None and edition.kind == "page":
        renew([edition])
        return show(request, edition)
    page = LegalPage.objects.filter(kind=kind).first()
    title = page.title if page else LegalPage.Kind(kind).label
    context = {"page": page, "title": title, "kind": kind}
    return shown(request, "pages/legal.html", context, timezone.now())
