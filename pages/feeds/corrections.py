"""The feeds of corrections: the latest, each with the piece that it was made to."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from blog.editions.edition import Edition
from blog.models import Correction
from pages.feeds.page_feed import PageFeed, local
from pages.house.absolute import absolute
from pages.house.rendered import plain
from pages.house.site import current
from pages.trust.corrections import LENGTH, published, with_pieces

type Noted = tuple[Correction, Edition]


class CorrectionFeed(PageFeed):
    """The latest corrections with the live editions of their pieces."""

    def page(self, obj: Any) -> str:
        """The page of corrections."""
        return reverse("corrections")

    def title(self, obj: Any) -> str:
        """Corrections, and the name of the site."""
        return f"{_('Corrections')} – {current().title}"

    def description(self, obj: Any) -> str:
        """What counts as one."""
        return _("What we have corrected, added or clarified in published pieces")

    def items(self) -> list[Noted]:
        """The latest corrections, in two queries."""
        return with_pieces(list(published()[:LENGTH]))

    def item_title(self, item: Any) -> str:
        """What was done, and to which piece."""
        note, edition = item
        title = edition.piece.before_title + plain(edition.teaser.title)
        return f"{capfirst(note.get_kind_display())}: {title}"

    def item_description(self, item: Any) -> str:
        """The note as text; of a reply, who demanded it."""
        note, _edition = item
        return f"{note.by}: {note.text}" if note.by else note.text

    def item_link(self, item: Noted) -> str:
        """The piece."""
        return absolute(item[1].get_absolute_url())

    def item_guid(self, item: Noted) -> str:
        """An id that stays when the piece moves: where it stands on the page of corrections."""
        return f"{self.feed_guid(None)}#{item[0].pk}"

    def item_pubdate(self, item: Noted) -> datetime:
        """When readers were told."""
        return local(item[0].published_at)

    def item_updateddate(self, item: Noted) -> datetime:
        """The same: corrections never change."""
        return local(item[0].published_at)

    def item_extra_kwargs(self, item: Noted) -> dict[str, Any]:
        """Language; in JSON the kind as a tag."""
        note, edition = item
        members = {"tags": [str(note.get_kind_display())]}
        return {"language": edition.teaser.language, "members": members}
