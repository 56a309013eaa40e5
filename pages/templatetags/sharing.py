"""What a page tells other sites of itself, and plain links to pass it on, which ask nobody anything."""

import re
from typing import Any, NamedTuple
from urllib.parse import quote

from django import template
from django.utils.translation import get_language, gettext as _

from blog.editions.edition import Edition
from blog.editions.question import Question
from blog.models import Discussion, Tag
from events.models import Event
from media.frozen import FrozenImage
from pages.house.absolute import absolute
from pages.house.rendered import set_plain
from pages.house.site import current
from pages.sharing.open_graph import (
    answer_path,
    labelled,
    of_answer,
    of_piece,
    of_place,
    picture_of,
    title_of,
)

register = template.Library()

_QUOTATION = re.compile(r"[„“‚‘«»\"].*[“”‘’«»\"]")  # as a title

Values = dict[str, Any]


class Way(NamedTuple):
    """A link by which a reader shares: its name and its address."""

    name: str
    address: str


@register.inclusion_tag("components/open_graph.html")
def piece_graph(edition: Edition, preview: bool = False) -> Values:
    """Tell other sites of a piece (Open Graph)."""
    return {"shared": of_piece(edition, preview=preview)}


@register.inclusion_tag("components/open_graph.html")
def answer_graph(edition: Edition, question: Question) -> Values:
    """Tell other sites of one answer."""
    return {"shared": of_answer(edition, question)}


@register.inclusion_tag("components/open_graph.html", takes_context=True)
def place_graph(
    context: template.Context,
    title: str,
    description: str = "",
    image: FrozenImage | None = None,
    kind: str = "website",
    path: str = "",
    of: Event | Tag | None = None,
) -> Values:
    """Tell other sites of any other page, with its own picture (frozen values), or a card with words."""
    path = path or context["request"].path
    language = get_language() or "de"
    picture = picture_of(of, image)
    return {"shared": of_place(title, description, path, language, picture, kind)}


@register.inclusion_tag("components/share.html")
def share(edition: Edition) -> Values:
    """Offer to share a piece."""
    title = labelled(edition, title_of(edition))
    return _offered(_("Share this piece"), title, absolute(edition.get_absolute_url()))


@register.inclusion_tag("components/share.html")
def share_answer(edition: Edition, question: Question) -> Values:
    """Offer to share one answer."""
    title = labelled(edition, set_plain(question.question, edition.language))
    address = absolute(answer_path(edition, question.anchor))
    return _offered(_("Share this answer"), title, address)


@register.inclusion_tag("components/responding.html")
def responding(edition: Edition, asked: bool, discussions: list[Discussion]) -> Values:
    """Offer to answer a piece where it asks for it (`asked`): on networks, or by mail to the newsroom."""
    title, address = title_of(edition), absolute(edition.get_absolute_url())
    answer = _mail(current().email, _("On %(title)s") % {"title": _quoted(title)}, address)
    return {"answer": answer if asked else "", "discussions": discussions}


@register.inclusion_tag("components/mistake.html")
def mistake(edition: Edition, discussions: list[Discussion]) -> Values:
    """Offer to tell of a mistake, with the passage, by mail to the newsroom; without its address on networks."""
    title, address = title_of(edition), absolute(edition.get_absolute_url())
    words = _("In the piece it says:\n\n\nIt should say:\n\n\n%(address)s") % {"address": address}
    mail = _mail(current().email, _("Mistake in %(title)s") % {"title": _quoted(title)}, words)
    return {"mistake": mail or next((one.address for one in discussions), "")}


def _quoted(title: str) -> str:
    """Return a title in quotation marks; one that is a quotation has its own."""
    return title if _QUOTATION.fullmatch(title) else _("“%(title)s”") % {"title": title}


def _mail(to: str, subject: str, body: str) -> str:
    """Return the address of a mail to write (RFC 6068), or "" where nobody would get it."""
    words = f"subject={quote(subject, safe='')}&body={quote(body, safe='')}"
    return f"mailto:{quote(to, safe='@')}?{words}" if to else ""


def _offered(heading: str, title: str, address: str) -> Values:
    return {"heading": heading, "ways": _ways(title, address), "address": address}


def _ways(title: str, address: str) -> list[Way]:
    both, alone = quote(f"{title} {address}", safe=""), quote(address, safe="")
    return [
        Way(_("E-mail"), f"mailto:?subject={quote(title, safe='')}&body={alone}"),
        Way("LinkedIn", f"https://www.linkedin.com/sharing/share-offsite/?url={alone}"),
        Way("Bluesky", f"https://bsky.app/intent/compose?text={both}"),
        Way("WhatsApp", f"https://wa.me/?text={both}"),
    ]
