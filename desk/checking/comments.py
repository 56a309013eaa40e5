"""A check of what is said on a piece."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy, ngettext

from desk.checking.check import Check, Finding, Piece
from desk.commenting.comment import number_open


class OpenComments(Check):
    """What colleagues or outsiders said may be worth a look; whoever writes decides."""

    id = "open_comments"
    name = gettext_lazy("Open comments")
    may_block = False

    def look(self, piece: Piece) -> Iterator[Finding]:
        """Find comments that nobody has resolved."""
        if number := number_open(piece.post):
            said = ngettext("%(number)s comment is open.", "%(number)s comments are open.", number)
            yield Finding(said % {"number": number}, "compose-talk")
