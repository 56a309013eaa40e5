"""Corrections for the public: the page of all of them, and its feed."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from blog.editions import Edition
from blog.models import Correction
from pages.absolute import absolute
from pages.freshness import expires, shown
from pages.site import current

LENGTH = 50
PAGE = "seite"


def published() -> QuerySet[Correction]:
    """Return the corrections of live pieces, latest first."""
    live = Edition.objects.live().values("post_id")
    notes = Correction.objects.filter(published_at__lte=timezone.now(), post__in=live)
    return notes.order_by("-published_at", "-pk")


def with_pieces(notes: list[Correction]) -> list[tuple[Correction, Edition]]:
    """Return corrections with the live edition of their piece, in one query."""
    posts = [note.post_id for note in notes]
    live = Edition.objects.live().filter(post__in=posts).only("post_id", "teaser", "kind", "slug")
    pieces = {edition.post_id: edition for edition in live}
    return [(note, pieces[note.post_id]) for note in notes if note.post_id in pieces]


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """Every correction of pieces that are live, latest first."""
    typed = request.GET.get(PAGE, "1")
    number = max(int(typed), 1) if typed.isascii() and typed.isdigit() and len(typed) < 5 else 1
    start = (number - 1) * LENGTH
    notes = list(published()[start : start + LENGTH + 1])
    context = {
        "corrections": with_pieces(notes[:LENGTH]),
        "older": number + 1 if len(notes) > LENGTH else None,
    }
    return shown(request, "pages/corrections.html", context, timezone.now())


class CorrectionsFeed(Feed):
    """The latest corrections, as Atom."""

    feed_type = Atom1Feed
    link = reverse_lazy("corrections")
    feed_url = reverse_lazy("corrections_feed")
    language = settings.LANGUAGE_CODE

    def author_name(self) -> str:
        """The house."""
        return current().title

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with the feed, which caches may keep."""
        return expires(super().__call__(request, *args, **kwargs), timezone.now())

    def title(self) -> str:
        """Name of the site and what this is."""
        return f"{_('Corrections')} – {current().title}"

    def items(self) -> list[tuple[Correction, Edition]]:
        """Corrections with their pieces."""
        return with_pieces(list(published()[:LENGTH]))

    def item_title(self, item: tuple[Correction, Edition]) -> str:
        """Kind of the correction and title of the piece."""
        note, edition = item
        return f"{capfirst(note.get_kind_display())}: {edition.data['title']}"

    def item_description(self, item: tuple[Correction, Edition]) -> str:
        """The note itself."""
        note, _edition = item
        return f"{note.by}: {note.text}" if note.by else note.text

    def item_link(self, item: tuple[Correction, Edition]) -> str:
        """The piece."""
        return absolute(item[1].get_absolute_url())

    def item_guid(self, item: tuple[Correction, Edition]) -> str:
        """An id that stays."""
        return f"{absolute(str(self.link))}#{item[0].pk}"

    def item_pubdate(self, item: tuple[Correction, Edition]) -> datetime:
        """When readers were told."""
        return timezone.localtime(item[0].published_at)

    def item_updateddate(self, item: tuple[Correction, Edition]) -> datetime:
        """The same: corrections never change."""
        return timezone.localtime(item[0].published_at)

    def get_feed(self, obj: Any, request: HttpRequest) -> Any:
        """Build links from SITE_URL instead of the request."""
        feed = super().get_feed(obj, request)
        feed.feed["link"] = absolute(str(self.link))
        feed.feed["feed_url"] = absolute(str(self.feed_url))
        feed.feed["id"] = feed.feed["link"]
        return feed
