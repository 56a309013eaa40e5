"""A check of the house itself: whoever publishes needs an imprint."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from blog.editions.edition import Edition
from delivery.generation import once
from desk.checking.check import Check, Finding, Piece, Remedy
from pages.own.page import Place


class Imprint(Check):
    """Without an imprint nobody may publish journalism (§ 5 DDG, § 18 MStV)."""

    id = "imprint"
    name = gettext_lazy("Imprint")

    def look(self, piece: Piece) -> Iterator[Finding]:
        """Find that readers have none; the page itself is not held against its own absence."""
        if piece.content.kind == "page" or has_imprint():
            return
        guide = reverse("admin:pages_legalpage_guide", args=[Place.IMPRINT])
        said = _("The site has no imprint yet. Whoever publishes needs one.")
        yield Finding(said, remedy=Remedy(_("Write the imprint"), href=guide))


@once
def has_imprint() -> bool:
    """Tell whether readers find an imprint."""
    return Edition.objects.live().filter(post__page__place=Place.IMPRINT).exists()
