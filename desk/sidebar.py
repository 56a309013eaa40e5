"""The seven words of the sidebar: each leads to its list, and what lies under it is one step away."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass
class Link:
    """A way to a list or page."""

    name: str | Promise
    address: str
    current: bool = False


@dataclass
class Word:
    """A word of the sidebar, with what lies under it."""

    name: str | Promise
    address: str
    links: list[Link] = field(default_factory=list)
    current: bool = False  # itself
    within: bool = False  # itself, or something under it


# Word → models whose lists lie under it; the first that somebody may see is where the word leads.
_WORDS: list[tuple[Promise, tuple[str, ...]]] = [
    (_("People"), ("people.Person", "people.Organisation")),
    (
        _("Events"),
        (
            *("events.Event", "events.Ambassadorship", "events.EventSeries"),
            *("shops.Connection", "events.TicketHost", "blog.ClickOut"),
        ),
    ),
    (_("Images"), ("media.Image",)),
    (_("Notices"), ("disclosures.Notice", "blog.Waiver")),
    (
        _("Website"),
        (
            *(
                "pages.Page",
                "pages.MenuLink",
                "pages.Site",
                "pages.LegalPage",
                "pages.Webhook",
                "desk.CheckLevel",
                "desk.AvoidedWord",
            ),
            *("auth.User", "auth.Group"),
        ),
    ),
]
_KINDS = ("blog.post", "interviews.interview")
_UNDER_PIECES = ("blog.Series", "blog.Tag", "blog.Reading")
_FORMS_OF_PIECES = ("/blog/post/", "/interviews/interview/")


def sidebar(request: HttpRequest, apps: Iterable[dict[str, Any]]) -> list[Word]:
    """Return the words for who is signed in, by the models that the admin site says they may see."""
    known = {
        f"{model['model']._meta.app_label}.{model['object_name']}".lower(): model
        for app in apps
        for model in app["models"]
        if model.get("admin_url")
    }
    words = [Word(_("Start"), reverse("admin:index")), *_pieces(known)]
    for name, labels in _WORDS:
        if links := list(_links(labels, known)):
            words.append(Word(name, links[0].address, links[1:]))
    if request.user.has_perm("moving.add_arrival"):
        words[-1].links.append(Link(_("Moving in"), reverse("admin:moving_arrivals")))
    if rest := [Link(m["name"], m["admin_url"]) for key, m in known.items() if key not in _NAMED]:
        words.append(Word(_("Machinery"), rest[0].address, rest))
    for word in words:
        _mark(word, request.path)
    return words


def _pieces(known: dict[str, Any]) -> Iterator[Word]:
    if known.keys() & _KINDS:
        ways = [
            Link(_("Board"), reverse("admin:desk_board")),
            Link(_("Calendar"), reverse("admin:desk_calendar")),
        ]
        # Who sees but pieces of their own has neither.
        sees = any(known.get(one, {}).get("perms", {}).get("view") for one in _KINDS)
        links = [*(ways if sees else ()), *_links(_UNDER_PIECES, known)]
        yield Word(_("Pieces"), reverse("admin:desk_pieces"), links)


def _links(labels: Iterable[str], known: dict[str, Any]) -> Iterator[Link]:
    for label in labels:
        if model := known.get(label.lower()):
            yield Link(model["name"], model["admin_url"])


def _mark(word: Word, path: str) -> None:
    """Mark where one is: the link with the longest address that the path begins with."""
    if word.address == reverse("admin:index"):
        word.current = word.within = path == word.address
        return
    links: list[Link | Word] = [*word.links, word]
    ours = [link for link in links if path.startswith(link.address)]
    if ours:
        max(ours, key=lambda link: len(link.address)).current = True
    word.within = bool(ours) or (
        word.address == reverse("admin:desk_pieces")
        and any(one in path for one in _FORMS_OF_PIECES)
    )


_NAMED = {
    label.lower()
    for labels in (
        *(labels for _name, labels in _WORDS),
        _UNDER_PIECES,
        ("blog.Post", "interviews.Interview"),
    )
    for label in labels
}
