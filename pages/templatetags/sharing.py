"""Ways to pass a piece on: plain links, which ask nobody anything before they are followed."""

from typing import NamedTuple
from urllib.parse import quote

from django import template
from django.utils.translation import gettext as _

from blog.editions import Edition
from pages.absolute import absolute
from prose.sanitising import plain_text

register = template.Library()


class Way(NamedTuple):
    """A link by which a reader shares: its name and its address."""

    name: str
    address: str


@register.inclusion_tag("components/share.html")
def share(edition: Edition) -> dict[str, list[Way] | str]:
    """Offer to share a piece; an advertisement says so in whatever is passed on (UWG § 5a (4))."""
    labels = [label["text"] for label in edition.teaser["labels"] if label["key"] == "ad"]
    title = ": ".join([*labels, plain_text(edition.teaser["title"]).replace("\xad", "")])
    address = absolute(edition.teaser["path"])
    return {"ways": list(_ways(title, address)), "address": address}


def _ways(title: str, address: str) -> list[Way]:
    both, alone = quote(f"{title} {address}", safe=""), quote(address, safe="")
    return [
        Way(_("E-mail"), f"mailto:?subject={quote(title, safe='')}&body={alone}"),
        Way("LinkedIn", f"https://www.linkedin.com/sharing/share-offsite/?url={alone}"),
        Way("Bluesky", f"https://bsky.app/intent/compose?text={both}"),
        Way("WhatsApp", f"https://wa.me/?text={both}"),
    ]
