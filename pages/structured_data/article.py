"""A piece: the page and the post, who had which part in it, what it rests on, what it discloses."""

from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from blog.editions.edition import Edition
from blog.models import Correction
from delivery.memo import remembered
from pages.house.absolute import absolute
from pages.house.site import current
from pages.pieces.article import Article
from pages.structured_data.events import brief_event, event_id
from pages.structured_data.graph import (
    VOCABULARY,
    Node,
    Ready,
    block,
    moment,
    node,
    ref,
    set_words,
    words,
    written,
)
from pages.structured_data.images import image_node
from pages.structured_data.interview import questions
from pages.structured_data.people import Bylines
from pages.structured_data.site import (
    blog_id,
    blog_node,
    breadcrumb,
    kinds_of,
    organisation_id,
    series_node,
    site_nodes,
    website_id,
)

Values = dict[str, Any]
_STREAM = {"post": "blog", "interview": "interviews"}
_SITE_NAME = "\ue001"  # in what is frozen, where the name of the site belongs


def frozen(edition: Edition) -> str:
    """Return the nodes that follow from what is frozen, written; the post comes last, still open.

    `block_of` closes it behind what lives, and puts in the name that the site has by then.
    """
    return ",".join(map(written, _frozen_nodes(edition)))[:-1]


def block_of(article: Article) -> SafeString:
    """Return the data block of a piece; asks the database nothing the page does not ask anyway."""
    edition = article.edition
    graph = frozen(edition).replace(_SITE_NAME, _site_name(), 1)
    living = _living(article)
    rest = f",{written(living).removeprefix('{')}" if living else "}"
    told = [written(brief_event(article.call.event))] if article.call else []
    return block([f"{graph}{rest}", *told, _site()])


def _living(article: Article) -> Node:
    """Return what the post says besides what is frozen; mostly nothing."""
    call, notes = article.call, article.corrections
    if not notes and not call:
        return {}
    living = node(
        "BlogPosting",
        mentions=ref(event_id(call.event)) if call else None,
        correction=[_correction(note) for note in notes if not _is_reply(note)],
        comment=[_reply(note) for note in notes if _is_reply(note)],
    )
    del living["@type"]
    return living


def _site_name() -> str:
    return remembered("site name, written", lambda: written(current().title))


def _site() -> str:
    """Return the nodes of the site itself, written; the same for every piece."""

    def make() -> str:
        return ",".join([written(blog_node()), *(written(node) for node in site_nodes())])

    return remembered("blog and site", make)


def _frozen_nodes(edition: Edition) -> list[Node]:
    data = edition.data
    address = absolute(edition.teaser["path"])
    title = words(edition.teaser["title"])
    bylines = Bylines(data["credits"])
    images = _images(data, address)
    series = data["series"]
    page = node(
        "WebPage",
        f"{address}#webpage",
        url=address,
        name=title,
        isPartOf=ref(website_id()),
        breadcrumb=ref(f"{address}#breadcrumb"),
        primaryImageOfPage=ref(images[0]["@id"]) if data["image"] else None,
        **_review(data, bylines),
    )
    post = _post(edition, address, title, bylines) | node(
        kinds_of(data["labels"]),
        image=[ref(image["@id"]) for image in images],
        isPartOf=[ref(blog_id()), *([ref(_series(series)["@id"])] if series else [])],
        articleSection=series["name"] if series else "",
        hasPart=questions(edition.html, data, address, bylines),
    )
    rows = [_series(series)] if series else []
    return [page, *bylines.nodes.values(), *images, *rows, _trail(edition, address, title), post]


def _trail(edition: Edition, address: str, title: str) -> Node:
    """Return the way to the piece; it begins with the name that the site has when it is read."""
    stream = _("Interviews") if edition.kind == "interview" else _("Blog")
    steps = (
        (Ready(_SITE_NAME), "/"),
        (stream, reverse(_STREAM[edition.kind])),
        (title, edition.teaser["path"]),
    )
    return breadcrumb(address, *steps)


def _post(edition: Edition, address: str, title: str, bylines: Bylines) -> Node:
    data = edition.data
    return node(
        "BlogPosting",
        f"{address}#post",
        url=address,
        mainEntityOfPage=ref(f"{address}#webpage"),
        headline=title,
        description=words(edition.teaser["standfirst"]) if data["standfirst"] else "",
        inLanguage=edition.language,
        datePublished=moment(edition.published_at),
        dateModified=moment(edition.modified_at),
        genre=[label["text"] for label in data["labels"]],
        keywords=[tag["name"] for tag in data["tags"]],
        publisher=ref(organisation_id()),
        publishingPrinciples=absolute(reverse("transparency")),
        isAccessibleForFree=True,
        citation=[_source(source, address, data["language"]) for source in data["sources"]],
        backstory=_backstory(data),
        **_parts(data, bylines),
        **_origins(data),
    )


def _parts(data: Values, bylines: Bylines) -> Values:
    """Return who did what; who asks is the author (docs/standards/structured-data.md#posts)."""
    return {
        "author": bylines.of("author", "interviewer")
        or bylines.of("editor")
        or ref(organisation_id()),
        "contributor": bylines.of("interviewee", "translator", "photographer"),
        "editor": bylines.of("editor"),
    }


def _review(data: Values, bylines: Bylines) -> Values:
    """Return who examined the text and when; a notice of the piece says so as well.

    Only a WebPage has these properties (docs/standards/structured-data.md#posts).
    """
    approval = data.get("approval")
    if not approval:
        return {}
    name, slug = approval["reviewer"]["name"], approval["reviewer"]["slug"]
    return {
        "reviewedBy": bylines.named(name, slug) if slug else node("Person", name=name),
        "lastReviewed": approval["approved_on"],
    }


def _origins(data: Values) -> Values:
    """Return who paid, whose press release it is, what it was translated from, what AI wrote.

    Each only where a label or notice of the piece tells it. Sponsors of its event are none of it.
    """
    labels = {label["key"] for label in data["labels"]}
    press = data.get("press_release_of") if "press_release" in labels else None
    original = data.get("translated_from") if _tells_of_translation(data) else ""
    by_ai = f"{VOCABULARY}/CompositeWithTrainedAlgorithmicMediaDigitalSource"
    return {
        "sponsor": [
            node("Organization", name=one["name"], url=one["url"])
            for one in data.get("paid_by") or []
        ],
        "sourceOrganization": node("Organization", name=press["name"]) if press else None,
        "translationOfWork": node("CreativeWork", inLanguage=original) if original else None,
        "digitalSourceType": by_ai if "ai" in labels else "",
    }


def _tells_of_translation(data: Values) -> bool:
    return any(credit["role"] == "translator" for credit in data["credits"]) or any(
        notice["notice"].startswith("ki-uebersetzung") for notice in data["notices"]
    )


def _backstory(data: Values) -> str:
    """Return how the piece came about: how an interview was held, what AI was used for."""
    told = [(data.get("interview") or {}).get("line") or ""]
    for notice in data["notices"]:
        if notice["notice"] == "ki" or notice["notice"].startswith("ki-"):
            text = words(notice["text"])
            # Notes at the end are part of what was typeset, those above the text are not.
            below = notice["position"] == "bottom"
            told.append(set_words(text, data["language"]) if below else text)
    return "\n".join(filter(None, told))


def _source(source: Values, address: str, language: str) -> Node:
    """Return a source as the list at the end names it."""
    publisher = set_words(source["publisher"], language)
    return node(
        "CreativeWork",
        f"{address}#quelle-{source['number']}",
        name=set_words(source["title"], language),
        author=set_words(source["author"], language),
        publisher=node("Organization", name=publisher) if publisher else None,
        datePublished=source["published_on"],
        url=source["url"],
        archivedAt=source.get("archived_url", ""),
    )


def _is_reply(note: Correction) -> bool:
    return note.kind == Correction.Kind.RIGHT_OF_REPLY


def _correction(note: Correction) -> Node:
    return node("CorrectionComment", text=words_of(note), datePublished=moment(note.published_at))


def _reply(note: Correction) -> Node:
    """Return a right of reply: somebody else's statement, no correction by the house."""
    return node(
        "Comment",
        text=words_of(note),
        author=note.by,
        datePublished=moment(note.published_at),
    )


def words_of(note: Correction) -> str:
    """Return the text of a note; it is plain text."""
    return " ".join(note.text.split())


def _images(data: Values, address: str) -> list[Node]:
    """Return the picture of the piece, and those in its text."""
    first = [image_node(data["image"], f"{address}#image")] if data["image"] else []
    within = [
        image_node(image, f"{address}#image-{pk}", own_caption=False)
        for pk, image in data["images"].items()
    ]
    return first + within


def _series(series: Values) -> Node:
    return series_node(series["name"], series["slug"])
