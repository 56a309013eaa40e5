"""What every feed of the site has in common: the page that it belongs to, the house, the hub."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.feedgenerator import SyndicationFeed

from delivery.cache_headers import expires
from delivery.last_modified import conditional
from pages.house.absolute import absolute
from pages.house.logo import icon
from pages.house.site import current


class PageFeed(Feed):
    """A feed in one of the `formats`; its addresses are built from SITE_URL, never from the request."""

    language = settings.LANGUAGE_CODE
    item_guid_is_permalink = False
    kept_parameters: frozenset[str] = frozenset()  # as a view that is `delivery.keeping.kept`

    def __init__(self, feed_type: type[SyndicationFeed]) -> None:
        self.feed_type = feed_type

    def __call__(  # type: ignore[override]  # a 304 is an answer, too
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        """Answer with the feed, which caches may keep, or 304; its header names the hub, too."""
        response = super().__call__(request, *args, **kwargs)
        if address := _hub():
            own = absolute(request.path)
            response.headers["Link"] = f'<{address}>; rel="hub", <{own}>; rel="self"'
        return conditional(request, expires(response, timezone.now()))

    def get_feed(self, obj: Any, request: HttpRequest) -> Any:
        """Name the feed's own address."""
        feed = super().get_feed(obj, request)
        feed.feed["feed_url"] = absolute(request.path)
        return feed

    def feed_extra_kwargs(self, obj: Any) -> dict[str, Any]:
        """The hub; icon and home of the house, for JSON."""
        return {"hub": _hub(), "icon": absolute(icon().url), "home": absolute("/")}

    def link(self, obj: Any) -> str:
        """The page that the feed belongs to."""
        return absolute(self.page(obj))

    def feed_guid(self, obj: Any) -> str:
        """An id that stays when the page or the site moves: where the page was at first."""
        return f"{current().home}{self.first_page(obj)}"

    def first_page(self, obj: Any) -> str:
        """Return the path that the page had at first."""
        return self.page(obj)

    def page(self, obj: Any) -> str:
        """Return the path of that page."""
        raise NotImplementedError

    def title(self, obj: Any) -> str:
        """The name of the feed."""
        raise NotImplementedError

    def description(self, obj: Any) -> str:
        """One line about the feed."""
        raise NotImplementedError

    def subtitle(self, obj: Any) -> str:
        """The same, for Atom."""
        return self.description(obj)

    def author_name(self) -> str:
        """The house."""
        return current().title


def _hub() -> str:
    """Return the address of the hub that tells subscribers of news, or "" while WebSub (W3C) is off."""
    site = current()
    return site.websub_hub if site.websub else ""


def local(moment: datetime) -> datetime:
    """Return a moment by the clock of the site, to the second."""
    return timezone.localtime(moment).replace(microsecond=0)
