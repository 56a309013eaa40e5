"""Checks of how a piece is built: title, standfirst, headings, links, people, event."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _, gettext_lazy

from blog.editions.texts import htmls_of
from desk.checking.check import Check, Finding, Piece
from prose.sanitising import plain_text

LONGEST_TITLE = 70  # characters that search engines show
SHORTEST_STANDFIRST, LONGEST_STANDFIRST = 60, 300
_LINK = re.compile(r"<a\b[^>]*>(.*?)</a>", re.DOTALL)
_HEADING = re.compile(r"<h([23])\b[^>]*>(.*?)</h\1>", re.DOTALL)


class TitleForSearch(Check):
    """Search engines cut long titles."""

    id = "title_for_search"
    name = gettext_lazy("Length of the title")

    def look(self, piece: Piece) -> Iterator[Finding]:
        """Find a title that is cut."""
        length = len(piece.content.title)
        if length > LONGEST_TITLE:
            said = _("The title has %(length)s characters; search engines show about %(most)s.")
            yield Finding(said % {"length": length, "most": LONGEST_TITLE}, "title")


class StandfirstLength(Check):
    """A standfirst says in one or two sentences why to read on."""

    id = "standfirst_length"
    name = gettext_lazy("Length of the standfirst")

    def look(self, piece: Piece) -> Iterator[Finding]:
        """Find one that is very short or long; a missing one is asked for elsewhere."""
        length = len(piece.content.standfirst)
        if 0 < length < SHORTEST_STANDFIRST:
            yield Finding(_("The standfirst is very short."), "standfirst")
        elif length > LONGEST_STANDFIRST:
            yield Finding(_("The standfirst is long; two sentences are enough."), "standfirst")


class HeadingOrder(Check):
    """A smaller heading stands below a larger one (WCAG 1.3.1)."""

    id = "heading_order"
    name = gettext_lazy("Order of headings")

    def look(self, piece: Piece) -> Iterator[Finding]:
        """Find a smaller heading before any larger one."""
        first = _HEADING.search(piece.content.body)
        if first and first[1] == "3":
            words = plain_text(first[2])
            said = _("“%(words)s” is a smaller heading without a larger one above it.")
            yield Finding(said % {"words": words}, at=words)


class LinkText(Check):
    """The words of a link say where it leads (WCAG 2.4.4)."""

    id = "link_text"
    name = gettext_lazy("Words of links")
    _empty = frozenset(
        "hier|klick hier|klicken sie hier|link|mehr|weiter|weiterlesen|here|click here|more|read more".split(
            "|"
        )
    )

    def look(self, piece: Piece) -> Iterator[Finding]:
        """Find links that say “here”, or show a bare address."""
        for html in htmls_of(piece.content):
            for link in _LINK.finditer(html):
                words = plain_text(link[1]).strip()
                bare = re.match(r"https?://|www\.", words)
                if words.lower().strip(" .…") in self._empty or bare:
                    said = _("The link “%(words)s” does not say where it leads.")
                    yield Finding(said % {"words": words[:60]}, at=words[:40])


class RoleLine(Check):
    """Readers want to know who is speaking."""

    id = "role_line"
    name = gettext_lazy("Role lines")

    def look(self, piece: Piece) -> Iterator[Finding]:
        """Find guests of whom nothing is said but the name."""
        for credit in piece.content.credits:
            guest = credit.role in ("interviewee", "author") and not credit.newsroom
            if guest and not (credit.role_line or credit.affiliation):
                said = _("Nothing says who %(name)s is: the role line is missing.")
                yield Finding(said % {"name": credit.name}, "credits")


class EventOver(Check):
    """A piece that looks forward to an event should come before it."""

    id = "event_over"
    name = gettext_lazy("Event over")

    def look(self, piece: Piece) -> Iterator[Finding]:
        """Find a piece about an event that is over and that is not said to look back."""
        named = piece.content.event
        if named is None or piece.content.recap:
            return
        event = piece.post.event
        if event and event.ends_at < piece.now:
            said = _("%(event)s is over. Does the piece look back on it?")
            yield Finding(said % {"event": named.name}, "recap")
