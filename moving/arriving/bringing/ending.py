"""What can be done only when every item was looked at: the addresses of attachments, what repeats."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from blog.models import Post
from moving.arriving.addresses import keep
from moving.arriving.bringing.ledger import Ledger
from moving.arriving.bringing.pictures import is_picture
from moving.arriving.bringing.pieces import form_of, shortened
from moving.arriving.records import Arrival, Line
from moving.arriving.remarks import Outcome
from moving.arriving.survey import Survey
from moving.arriving.ticket_calls import ticket_call_in
from moving.arriving.values import Item


class Ending:
    """What can be done only when every item was looked at."""

    def __init__(self, arrival: Arrival, survey: Survey, ledger: Ledger, root: str) -> None:
        """Know the run, and the path of the other site."""
        self._arrival = arrival
        self._survey = survey
        self._ledger = ledger
        self._root = root

    @transaction.atomic
    def lead_on(self) -> None:
        """Let the addresses of attachments lead to their piece or picture, and those of feeds to ours."""
        feeds = {"/feed": "rss", "/feed/rss": "rss", "/feed/rss2": "rss", "/feed/rdf": "rss"}
        feeds |= {
            "/feed/atom": "atom",
            "/comments/feed": "rss",
            "/rss": "rss",
            "/?feed=rss2": "rss",
        }
        feeds |= {"/?feed=rss": "rss", "/?feed=atom": "atom"}
        for path, name in feeds.items():
            keep(f"{self._root}{path}", to=reverse(name))
        if self._root:
            keep(self._root, to="/")
        else:
            keep("/", to="/")
        for item in self._survey.pictures.values():
            piece = self._piece_of(item)
            known = None if piece else self._ledger.known(f"{item.type}:{item.id}")
            what = {"post": piece} if piece else {"image": known.image} if known else {}
            if what:
                for address in (item.link, f"{self._root}/?attachment_id={item.id}"):
                    keep(address, **what)
            if piece and not is_picture(item):
                keep(urlsplit(item.file).path, post=piece)

    def say(self) -> None:
        """Name the terms that nothing is filed under, and paragraphs that stand in many texts."""
        lines = [
            Line(
                arrival=self._arrival,
                kind=term.taxonomy[:40],
                key=term.slug[:200],
                title=term.name[:200],
                outcome=Outcome.LEFT,
                words=_("Nothing is filed under it."),
            )
            for term in self._survey.head.terms
            if term.taxonomy in ("category", "post_tag")
            and not self._survey.filed[term.taxonomy, term.slug]
        ]
        said = _("This stands in %(number)d texts and may be a notice of the library: %(words)s")
        lines += [
            Line(
                arrival=self._arrival,
                kind="notice",
                title=shortened(words, 80),
                outcome=Outcome.OFFER,
                words=said % {"number": times, "words": words},
                there=words[:1000],
            )
            for words, times in self._survey.boilerplate()
        ]
        known = set(self._arrival.lines.filter(key__gt="").values_list("kind", "key"))
        if not self._arrival.lines.filter(kind="notice").exists():
            Line.objects.bulk_create(one for one in lines if (one.kind, one.key) not in known)

    def offer_boxes(self) -> None:
        """Offer the box of an event in the place of each call to buy a ticket for it, now that all events are here."""
        if self._arrival.lines.filter(kind="ticket").exists():
            return
        said = _(
            "It calls to buy a ticket for %(event)s: “%(words)s” The event's box can take its place. Readers"
            " see the text as it was until you publish."
        )
        brought = Post.objects.filter(
            pk__in=self._arrival.brought.values("post"), body__icontains="<"
        )
        for post in brought.order_by("pk").iterator(200):
            if call := ticket_call_in(str(post.body)):
                Line.objects.create(
                    arrival=self._arrival,
                    kind="ticket",
                    key=str(post.pk),
                    title=post.title[:200],
                    outcome=Outcome.OFFER,
                    words=said % {"event": call.event, "words": call.words},
                    here=form_of(post.as_its_kind()),
                )

    def _piece_of(self, item: Item) -> Post | None:
        for kind in ("post", "page") if item.parent else ():
            if known := self._ledger.known(f"{kind}:{item.parent}"):
                return known.post
        return None
