"""`{% filter syndicated:address %}`: a text as it may leave the site in feeds."""

from django import template
from django.utils.safestring import SafeString
from lxml import etree
from lxml.html import HtmlElement
from lxml.html.builder import A, P

from pages.house.absolute import absolute
from pages.house.rendered import read, written

register = template.Library()
# Of no use in a reader: lists of and links to questions, and to pages of single answers.
_WAYS = etree.XPath(
    ".//a[@class='permalink'] | .//p[@class='ways-on'] | .//nav[@class='questions']"
    " | .//section[@class='side-text']//summary"
)
_CLOSED = etree.XPath(".//section[@class='side-text']/details")


@register.filter
def syndicated(text: str, address: str) -> SafeString:
    """Return the html of the page at an address without ways within it, with links in place of embeds, every link absolute."""
    tree = read(text.strip())
    for way in _WAYS(tree):
        way.drop_tree()
    for closed in _CLOSED(tree):
        closed.drop_tag()
    for card in tree.find_class("embedded"):
        _become_link(card)
    for element in tree.iter("a", "img", "source"):
        for name in {"href", "src"}.intersection(element.attrib):
            element.set(name, _from_outside(element.get(name), address))
        if files := element.get("srcset"):
            each = (_from_outside(file.strip(), address) for file in files.split(","))
            element.set("srcset", ", ".join(each))
    return SafeString(written(tree))  # written escapes all that is text


def _become_link(card: HtmlElement) -> None:
    """Put a link in the place of the card of a video or post."""
    (link,) = card.find_class("embedded-link")
    paragraph = P(A(card.get("data-title"), href=link.get("href"), rel="noopener"))
    card.addprevious(paragraph)
    card.drop_tree()


def _from_outside(link: str, page: str) -> str:
    """Return where a link or file of a page leads, for those who are not on it."""
    if link.startswith("#"):
        return f"{page}{link}"
    return link if link.startswith("//") else absolute(link)
