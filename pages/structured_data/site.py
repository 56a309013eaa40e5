"""The site itself: who publishes it, where a page stands in it, how a teaser names a piece."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import get_language

from blog.editions.edition import Edition
from events.models import Event
from pages.house.absolute import absolute
from pages.house.rendered import plain, words
from pages.house.site import current
from pages.house.site_settings import Site
from pages.structured_data.graph import Node, Value, moment, node, ref
from pages.structured_data.images import bare_image


def organisation_id() -> str:
    """Return the id of whoever publishes the site."""
    return f"{absolute('/')}#organization"


def website_id() -> str:
    """Return the id of the site."""
    return f"{absolute('/')}#website"


def blog_id() -> str:
    """Return the id of the blog, of which every piece is a part."""
    return f"{absolute(reverse('blog'))}#blog"


def site_nodes() -> list[Node]:
    """Return publisher and site, which every graph holds.

    An organiser is an Organization (docs/standards/structured-data.md#publisher), with what
    header and footer of every page tell of it.
    """
    home = absolute("/")
    house = current()
    publisher = node(
        "Organization",
        organisation_id(),
        name=house.title,
        legalName=house.legal_name,
        slogan=house.claim,
        url=home,
        logo=bare_image(house.logo.frozen(), f"{home}#logo") if house.logo else None,
        **(_contact(house) if house.legal_name else {}),
        sameAs=[link.address for link in house.profiles],
        publishingPrinciples=absolute(reverse("transparency")),
        correctionsPolicy=absolute(reverse("corrections")),
    )
    site = node(
        "WebSite",
        website_id(),
        name=house.title,
        url=home,
        publisher=ref(organisation_id()),
    )
    return [publisher, site]


def _contact(house: Site) -> Node:
    address = postal_address(house) if house.city else None
    return {"email": house.email, "telephone": house.dialled, "address": address}


def postal_address(place: Site | Event) -> Node:
    """Return where the house is, or an event takes place."""
    return node(
        "PostalAddress",
        streetAddress=place.street,
        postalCode=place.postal_code,
        addressLocality=place.city,
        addressCountry=place.country,
    )


def blog_node() -> Node:
    """Return the blog."""
    return node(
        "Blog",
        blog_id(),
        name=current().title,
        url=absolute(reverse("blog")),
        publisher=ref(organisation_id()),
    )


def breadcrumb(address: str, *steps: tuple[str, str]) -> Node:
    """Return the way from the front page; `steps` are names and paths, the page itself last."""
    return node(
        "BreadcrumbList",
        f"{address}#breadcrumb",
        itemListElement=[
            node("ListItem", position=place, name=name, item=absolute(path))
            for place, (name, path) in enumerate(steps, start=1)
        ],
    )


def page_nodes(kind: str, path: str, *steps: tuple[str, str], **properties: Value) -> list[Node]:
    """Return a page, its breadcrumb and the site; the first step is the front page, the last the page itself."""
    address = absolute(path)
    page = node(
        kind,
        f"{address}#webpage",
        url=address,
        name=steps[-1][0],
        inLanguage=get_language(),
        isPartOf=ref(website_id()),
        publisher=ref(organisation_id()),
        breadcrumb=ref(f"{address}#breadcrumb"),
        **properties,
    )
    return [page, breadcrumb(address, *steps), *site_nodes()]


def listed(edition: Edition) -> Node:
    """Return a piece as its teaser tells of it: labels and all."""
    teaser = edition.teaser
    address = absolute(teaser.path)
    labels = teaser.labels
    return node(
        kinds_of(advertisement=any(label.is_advertisement for label in labels)),
        f"{address}#post",
        url=address,
        headline=plain(teaser.title),
        genre=[label.text for label in labels],
        inLanguage=teaser.language,
        datePublished=moment(edition.published_at),
    )


def kinds_of(*, advertisement: bool) -> str | list[str]:
    """Return the types of a piece: an advertisement says so."""
    return ["BlogPosting", "AdvertiserContentArticle"] if advertisement else "BlogPosting"


def items(things: Iterable[Node]) -> Node:
    """Return a list in the order of the page."""
    return node(
        "ItemList",
        itemListElement=[
            node("ListItem", position=place, item=thing)
            for place, thing in enumerate(things, start=1)
        ],
    )


def series_node(name: str, slug: str, description: str = "") -> Node:
    """Return a series of pieces."""
    address = absolute(reverse("series", args=[slug]))
    return node(
        "CreativeWorkSeries",
        f"{address}#series",
        name=name,
        url=address,
        description=words(description),
    )
