"""A piece: the page and the post, who had which part in it, what it rests on, what it discloses."""

from django.urls import reverse
from django.utils import translation

from blog.editions.content import CitedSource, Content
from blog.editions.edition import Edition
from blog.models import Correction
from disclosures.library import tells_of_ai, tells_of_translation
from pages.house.absolute import absolute
from pages.house.breadcrumbs import above
from pages.house.rendered import plain, set_plain, words
from pages.pieces.article import Article
from pages.structured_data.events import brief_event, event_id
from pages.structured_data.graph import VOCABULARY, Node, Value, moment, node, ref
from pages.structured_data.images import image_node
from pages.structured_data.interview import questions
from pages.structured_data.people import Bylines
from pages.structured_data.site import (
    blog_id,
    blog_node,
    breadcrumb,
    kinds_of,
    organisation_id,
    page_nodes,
    series_node,
    site_nodes,
    website_id,
)
from prose.links import web_address


def graph(article: Article) -> list[Node]:
    """Return the graph of a piece; asks the database nothing the page does not ask anyway."""
    edition, piece = article.edition, article.piece
    if edition.kind == "page":
        return _own_page(article)
    address = absolute(edition.get_absolute_url())
    title = plain(edition.teaser.title)
    bylines = Bylines(piece.credits)
    images = _images(piece, address)
    series = (
        [series_node(piece.series.name, piece.series.slug)]
        if piece.series and piece.series.slug
        else []
    )
    page = node(
        "WebPage",
        f"{address}#webpage",
        url=address,
        name=title,
        isPartOf=ref(website_id()),
        breadcrumb=ref(f"{address}#breadcrumb"),
        primaryImageOfPage=ref(images[0]) if piece.image else None,
        **_review(piece, bylines),
    )
    post = _post(article, address, bylines, images, series)
    around = [*bylines.nodes.values(), *images, *series, _trail(edition, address, title)]
    event = [brief_event(article.call.event)] if article.call else []
    return [page, *around, post, *event, blog_node(), *site_nodes()]


def _own_page(article: Article) -> list[Node]:
    """Return the graph of a page of the site's own: it speaks of the house, and is no posting."""
    edition, piece = article.edition, article.piece
    path, title = edition.get_absolute_url(), plain(edition.teaser.title)
    images = _images(piece, absolute(path))
    with translation.override(edition.language):
        nodes = page_nodes(
            "WebPage",
            path,
            *above(edition),
            (title, path),
            description=plain(edition.teaser.standfirst) if piece.standfirst else "",
            about=ref(organisation_id()),
            primaryImageOfPage=ref(images[0]) if piece.image else None,
            dateModified=moment(edition.modified_at),
            genre=[label.text for label in piece.labels],
            **_review(piece, Bylines(piece.credits)),
        )
    return [*nodes, *images]


def _trail(edition: Edition, address: str, title: str) -> Node:
    """Return the way to the piece."""
    with translation.override(edition.language):
        return breadcrumb(address, *above(edition), (title, edition.get_absolute_url()))


def _post(
    article: Article, address: str, bylines: Bylines, images: list[Node], series: list[Node]
) -> Node:
    edition, piece = article.edition, article.piece
    replies = article.replies
    return node(
        kinds_of(advertisement=piece.is_advertisement),
        f"{address}#post",
        url=address,
        mainEntityOfPage=ref(f"{address}#webpage"),
        headline=plain(edition.teaser.title),
        description=plain(edition.teaser.standfirst) if piece.standfirst else "",
        inLanguage=edition.language,
        datePublished=moment(edition.published_at),
        dateModified=moment(edition.modified_at),
        genre=[label.text for label in piece.labels],
        keywords=[tag.name for tag in piece.tags],
        publisher=ref(organisation_id()),
        publishingPrinciples=absolute(reverse("transparency")),
        isAccessibleForFree=True,
        citation=[_source(source, address, piece.language) for source in piece.sources],
        backstory=_backstory(piece),
        **_parts(piece, bylines),
        **_origins(piece),
        image=[*map(ref, images)],
        isPartOf=[ref(blog_id()), *map(ref, series)],
        articleSection=piece.series.name if piece.series else "",
        hasPart=questions(edition.html, piece, address, bylines),
        mentions=ref(event_id(article.call.event)) if article.call else None,
        discussionUrl=[one.address for one in article.discussions],
        correction=[
            _note("CorrectionComment", note) for note in article.corrections if note not in replies
        ],
        # Somebody else's statements, no corrections by the house.
        comment=[_note("Comment", note, author=note.by) for note in replies],
    )


def _parts(piece: Content, bylines: Bylines) -> Node:
    """Return who did what; who asks is the author (docs/standards/structured-data.md#posts)."""
    return {
        "author": bylines.of("author", "interviewer")
        or bylines.of("editor")
        or ref(organisation_id()),
        "contributor": bylines.of("interviewee", "translator", "photographer"),
        "editor": bylines.of("editor"),
    }


def _review(piece: Content, bylines: Bylines) -> Node:
    """Return who examined the text and when; a notice of the piece says so as well.

    Only a WebPage has these properties (docs/standards/structured-data.md#posts).
    """
    if not piece.approval:
        return {}
    reviewer = piece.approval.reviewer
    someone = node("Person", name=reviewer.name)
    return {
        "reviewedBy": bylines.named(reviewer.name, reviewer.slug) if reviewer.slug else someone,
        "lastReviewed": piece.approval.approved_on.isoformat(),
    }


def _origins(piece: Content) -> Node:
    """Return who paid, whose press release it is, what it was translated from, what AI wrote.

    Each only where a label or notice of the piece tells it. Sponsors of its event are none of it.
    """
    released = any(label.is_press_release for label in piece.labels)
    press = piece.press_release_of if released else ""
    original = piece.translated_from if _tells_of_translation(piece) else ""
    by_ai = f"{VOCABULARY}/CompositeWithTrainedAlgorithmicMediaDigitalSource"
    return {
        "sponsor": [
            node("Organization", name=one.name, url=web_address(one.url)) for one in piece.paid_by
        ],
        "sourceOrganization": node("Organization", name=press) if press else None,
        "translationOfWork": node("CreativeWork", inLanguage=original) if original else None,
        "digitalSourceType": by_ai if any(label.is_ai for label in piece.labels) else "",
    }


def _tells_of_translation(piece: Content) -> bool:
    translated = any(credit.role == "translator" for credit in piece.credits)
    return translated or any(tells_of_translation(notice.notice) for notice in piece.notices)


def _backstory(piece: Content) -> str:
    """Return how the piece came about: how an interview was held, what AI was used for."""
    told = [piece.interview.line if piece.interview else ""]
    for notice in (one for one in piece.notices if tells_of_ai(one.notice)):
        text = words(notice.text)
        # Notes at the end are part of what was typeset, those above the text are not.
        below = notice.position == "bottom"
        told.append(set_plain(text, piece.language) if below else text)
    return "\n".join(filter(None, told))


def _source(source: CitedSource, address: str, language: str) -> Node:
    """Return a source as the list at the end names it."""
    publisher = set_plain(source.publisher, language)
    return node(
        "CreativeWork",
        f"{address}#quelle-{source.number}",
        name=set_plain(source.title, language),
        author=set_plain(source.author, language),
        publisher=node("Organization", name=publisher) if publisher else None,
        datePublished=source.published_on.isoformat() if source.published_on else "",
        url=web_address(source.url),
        archivedAt=web_address(source.archived_url),
    )


def _note(kind: str, note: Correction, **more: Value) -> Node:
    """Return a note on the piece; its text is plain."""
    text = " ".join(note.text.split())
    return node(kind, text=text, **more, datePublished=moment(note.published_at))


def _images(piece: Content, address: str) -> list[Node]:
    """Return the picture of the piece, and those in its text."""
    first = [image_node(piece.image, f"{address}#image")] if piece.image else []
    within = [
        image_node(image, f"{address}#image-{pk}", own_caption=False)
        for pk, image in piece.images.items()
    ]
    return first + within
