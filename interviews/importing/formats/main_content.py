"""The main content of a whole web page: what is left without header, navigation, teasers and comments."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml import etree

from interviews.importing.formats.document import Proposals

_ROOTS = (
    "//*[@itemprop='articleBody']", "//article", "//main", "//*[@role='main']",
    "//*[contains(concat(' ',normalize-space(@class),' '),' entry-content ')]",
    "//*[contains(concat(' ',normalize-space(@class),' '),' post-content ')]",
    "//*[contains(concat(' ',normalize-space(@class),' '),' article-body ')]",
    "//*[@id='content']",
)  # fmt: skip
_MOST = 0.5  # of the page's words in paragraphs must stand in what is taken for its content
_MENU = 0.9  # of a list's words must be links in a menu
_MENU_ENTRY = 60  # characters at most, on average
_FEW_ENTRIES = 3
_SENTENCE = 25  # characters of text, where no paragraph says that it is one
_NO_TEXT = frozenset(
    "script style title noscript template a li option button label h1 h2 h3 h4 h5 h6".split()
)
_AROUND = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|banner|newsletter|teasers?|related|recommend\w*|shar(?:e|ing)|social|comments?"
    r"|respond|sidebar|breadcrumbs?|menu|navigation|nav|navbar|widgets?|adverts?|ads?|anzeige|promo|pagination|pager"
    r"|skip-link|screen-reader\w*|sr-only|visually-hidden|popup|modal|overlay|paywall|toolbar|print|tags?|tag-list|more-posts"
    r"|site-(?:header|footer)|jp-relatedposts|sharedaddy|author-box|copyright|lightbox)(?:$|[\s_-])",
    re.IGNORECASE,
)
_OUTER = frozenset({"header", "footer", "aside", "form", "menu", "dialog"})
_SITE = re.compile(r"\s+(?:[|–—·»:]|-)\s+[^|–—·»]{1,50}\Z")


def main_content(root: etree._Element) -> etree._Element:
    """Return the element that holds the article, having dropped what only stands around it."""
    total = _weight(root)
    node = root
    for path in _ROOTS:
        found = [n for n in root.xpath(path) if _weight(n) >= _MOST * total]
        if found:
            node = min(found, key=_weight)
            break
    length = len("".join(node.itertext()))
    for child in list(node.iterdescendants()):
        if isinstance(child.tag, str) and _stands_around(child, length):
            _drop(child)
    if node is root:
        for menu in _menus(root):
            _drop(menu)
    return node


def proposals_of(root: etree._Element) -> Proposals:
    """Return what the head of a page says of it."""
    titles = [*_meta(root, "og:title"), *(t.text_content() for t in root.xpath("//title")[:1])]
    title = next((" ".join(title.split()) for title in titles if title.strip()), "")
    author = next(iter(_meta(root, "author")), "")
    date = next(iter(_meta(root, "article:published_time") or _meta(root, "date")), "")
    tags = [
        *_meta(root, "article:tag"),
        *(t.strip() for k in _meta(root, "keywords") for t in k.split(",")),
    ]
    return Proposals(
        _SITE.sub("", title)[:300],
        "" if author.startswith("http") else author[:100],
        date[:10],
        tuple(dict.fromkeys(tag for tag in tags if tag))[:20],
    )


def _meta(root: etree._Element, name: str) -> list[str]:
    found = root.xpath("//meta[@name=$name or @property=$name]/@content", name=name)
    return [str(value).strip() for value in found if str(value).strip()]


def _weight(node: etree._Element) -> int:
    """Return how many characters stand in the paragraphs, lists and headings of an element."""
    texts = node.xpath(".//p|.//h1|.//h2|.//h3|.//h4|.//li|.//blockquote|.//dd|.//dt")
    length = sum(len("".join(text.itertext())) for text in texts)
    return length or len("".join(node.itertext()))


def _stands_around(node: etree._Element, length: int) -> bool:
    """Tell whether an element is of the page, not of the text; `length` is that of all there is."""
    if node.getparent() is None:
        return False
    if node.get("hidden") is not None or node.get("aria-hidden") == "true":
        return True
    if re.search(r"display\s*:\s*none", node.get("style", "")):
        return True
    names = f"{node.get('class', '')} {node.get('id', '')} {node.get('role', '')}"
    if node.tag == "p":  # a lead, however it is called
        names = names.replace("teaser", "")
    if node.tag in {"html", "body", "main", "article"} or not (
        node.tag in _OUTER or _AROUND.search(names)
    ):
        return False
    if node.tag == "header" and node.find(".//h1") is not None:
        return False
    # A class may be named for what the whole page is about.
    return node.tag == "footer" or len("".join(node.itertext())) * 3 < length


def _menus(root: etree._Element) -> list[etree._Element]:
    """Return the lists that are menus: above the text, or with links that stay on the site.

    A list of sources below is text.
    """
    hosts = {"", *map(_host, root.xpath("//link[@rel='canonical']/@href"))}
    menus, above = [], True
    for node in root.iter(etree.Element):
        if node.tag not in {"ul", "ol"}:
            above = above and not _says_something(node)
        elif _is_menu(node) and (above or _stays(node, hosts)):
            menus.append(node)
    return menus


def _says_something(node: etree._Element) -> bool:
    """Tell whether text stands in an element itself, or more than links in a paragraph."""
    if node.tag in _NO_TEXT:
        return False
    if node.tag not in {"p", "blockquote", "dd"}:
        return len("".join(node.xpath("text()")).strip()) >= _SENTENCE
    linked = sum(len("".join(link.itertext()).strip()) for link in node.iter("a"))
    return linked * 2 < len("".join(node.itertext()).strip())


def _stays(node: etree._Element, hosts: set[str | None]) -> bool:
    """Tell whether all links of a list lead within the site."""
    found = [_host(link.get("href", "").strip()) for link in node.iter("a")]
    return all(host is not None and host in hosts for host in found)


def _host(address: str) -> str | None:
    """Return the host of an address, "" within the site, and nothing for what is no page."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return parts.netloc if parts.scheme in {"", "http", "https"} else None


def _is_menu(node: etree._Element) -> bool:
    """Tell whether a list is but a way through the site: short links, and hardly anything else."""
    items = node.findall("li")
    texts = [len("".join(item.itertext()).strip()) for item in items]
    linked = sum(len("".join(link.itertext()).strip()) for link in node.iter("a"))
    short = sum(texts) <= _MENU_ENTRY * max(len(list(node.iter("li"))), 1)
    return len(items) >= _FEW_ENTRIES and short and linked >= _MENU * sum(texts)


def _drop(node: etree._Element) -> None:
    """Take an element out; the text behind it stays."""
    parent = node.getparent()
    if parent is None:
        return
    if node.tail:
        before = node.getprevious()
        if before is None:
            parent.text = (parent.text or "") + node.tail
        else:
            before.tail = (before.tail or "") + node.tail
    parent.remove(node)
