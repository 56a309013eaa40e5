"""A piece as an item of a feed: what was published, with the replies and the call of the moment.

Labels and notices are part of every item, to survive syndication (docs/standards/feeds.md).
"""

import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from mimetypes import guess_type
from urllib.parse import urlsplit

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.feedgenerator import Enclosure

from blog.disclosing.beside import Beside, beside, replies_to
from blog.editions.content import Content
from blog.editions.edition import Edition
from blog.models import Correction
from delivery import generation
from media.pictures import plain_file, size_of
from media.renditions import Rendition
from pages.events.ticket_call import announced_calls
from pages.house.absolute import absolute
from pages.house.site import current
from prose.excerpt import excerpt
from prose.sanitising import plain_text
from prose.typography import typeset

AUTHORS = ("author", "interviewer")  # who wrote or asked
# The columns of an edition that an item is made of.
COLUMNS = (
    *("post", "kind", "slug", "language", "content", "html", "appendix", "teaser"),
    *("rendered_by", "published_at", "modified_at", "event"),
)


@dataclass(frozen=True)
class Around:
    """What lives around the pieces of a feed; asked for all of them at once, and only if one is not kept."""

    editions: Sequence[Edition]

    @cached_property
    def calls(self) -> dict[tuple[int | None, str], str]:
        """What their announced events offer now (html), by event and language."""
        wanted = {(row.event_id, row.language) for row in self.editions if row.event_id}
        calls = announced_calls({event for event, _language in wanted if event}, timezone.now())
        made: dict[tuple[int | None, str], str] = {}
        for event, language in wanted:
            if event in calls:
                with translation.override(language):
                    context = {"call": calls[event]}
                    made[event, language] = render_to_string("pages/feed_call.html", context)
        return made

    @cached_property
    def replies(self) -> dict[int, list[Correction]]:
        """The rights of reply that were granted, by post (id)."""
        return replies_to(edition.post_id for edition in self.editions)


@dataclass(frozen=True)
class Item:
    """A piece in a feed; images stand in its content, where their credits are."""

    edition: Edition
    around: Around

    @property
    def call(self) -> str:
        """What its event offers now, as html; nothing under an obituary."""
        if not self.piece.ticket_box:
            return ""
        return self.around.calls.get((self.edition.event_id, self.edition.language), "")

    @property
    def beside(self) -> Beside:
        """What must stand with it, first of all that it was replied to."""
        return beside(self.piece, self.around.replies.get(self.edition.post_id, ()))

    @property
    def piece(self) -> Content:
        """What is frozen."""
        return self.edition.piece

    @cached_property
    def picture(self) -> Rendition | None:
        """The lead picture as every reader can show it; one that AI made says so in its pixels."""
        return plain_file(self.piece.image) if self.piece.image else None

    @property
    def enclosures(self) -> list[Enclosure]:
        """The lead picture as RSS and Atom attach it, with its size in bytes; none where the file is gone."""
        picture = self.picture
        size = size_of(picture.file) if picture else None
        if picture is None or size is None:
            return []
        kind = guess_type(picture.file)[0] or "image/jpeg"
        return [Enclosure(absolute(picture.url), str(size), kind)]

    @property
    def id(self) -> str:
        """The tag URI of the piece (RFC 4151); it survives a change of address, of the site's, too."""
        host = urlsplit(current().home).hostname
        return f"tag:{host},{self.edition.published_at:%Y-%m-%d}:post/{self.edition.post_id}"

    @cached_property
    def address(self) -> str:
        """The piece's own page."""
        return absolute(self.edition.get_absolute_url())

    @property
    def title(self) -> str:
        """The title as text; that of an advertisement says so."""
        title = html.unescape(self.edition.teaser.title)
        said = [f"[{label.text}]" for label in self.piece.labels if label.is_advertisement]
        return " ".join([*said, title])

    @property
    def summary(self) -> str:
        """What the piece says in short, as text; of an interview without introduction how it begins."""
        return html.unescape(self.edition.teaser.standfirst) or self._beginning()

    def _beginning(self) -> str:
        exchanges = self.piece.exchanges
        texts = [answer.html for exchange in exchanges for answer in exchange.answers]
        texts += [exchange.question for exchange in exchanges]
        first = next(filter(None, map(plain_text, texts)), "")
        return typeset(excerpt(first), self.edition.language)

    @property
    def authors(self) -> list[str]:
        """Names of those who wrote or asked."""
        return [credit.name for credit in self.piece.credits if credit.role in AUTHORS]

    @property
    def categories(self) -> list[str]:
        """Labels first, then topics."""
        labels = [label.text for label in self.piece.labels]
        return [*labels, *(tag.name for tag in self.piece.tags)]

    @property
    def content(self) -> str:
        """The whole text as html."""
        with translation.override(self.edition.language):
            context = {"item": self, "generation": generation.name()}
            return render_to_string("pages/feed_item.html", context).strip()

    @property
    def notices(self) -> list[dict[str, str]]:
        """The notices of the piece as text."""
        return [
            {"heading": notice.heading, "text": plain_text(notice.text)}
            for notice in self.piece.notices
        ]


def items_of(editions: Iterable[Edition]) -> list[Item]:
    """Return pieces with what lives around them now, in at most four queries."""
    around = Around(list(editions))
    return [Item(edition, around) for edition in around.editions]
