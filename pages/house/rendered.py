"""Text as publishing rendered it, told otherwise than on its page: as words, and as feeds need it.

Feeds and structured data tell the very text that readers load. To typeset it once more for each of them
would take ten times as long as to read it, so it is read, by lxml and nowhere else.
"""

from html import escape, unescape

from lxml import etree, html
from lxml.html import HtmlElement

from prose.typography import typeset

_VOID = frozenset({"br", "hr", "img", "source"})
_BLOCKS = "p li ul ol blockquote h1 h2 h3 h4 h5 h6 table tr td th br hr pre div".split()
_BESIDE = etree.XPath(
    "//figure | //sup[@class='footnote-mark'] | //p[@class='speaker'] | //a[@class='permalink']"
)


def read(markup: str) -> HtmlElement:
    """Return rendered html as a tree below one element."""
    tree = html.fragment_fromstring(markup, create_parent="div")
    for source in list(tree.iter("source")):  # has no end, which lxml does not know
        for child in reversed(source):
            source.addnext(child)
    return tree


def written(tree: HtmlElement) -> str:
    """Return what stands below the element of a tree, in the form that HTML and XML share."""
    for element in tree.iter():
        if element.tag not in _VOID and element.text is None:
            element.text = ""  # else it would be written without an end
    children = (etree.tostring(child, encoding="unicode") for child in tree)
    return escape(tree.text, quote=False) + "".join(children)


def words(markup: str) -> str:
    """Return the words of rendered html, a line per paragraph; without figures, footnotes and marks."""
    return words_in(read_words(markup))


def read_words(markup: str) -> HtmlElement:
    """Return a tree of what is to be read in rendered html, with line ends around paragraphs alone."""
    tree = html.fragment_fromstring(" ".join(markup.split()), create_parent="div")
    for beside in _BESIDE(tree):
        beside.drop_tree()
    for block in tree.iter(*_BLOCKS):
        block.text, block.tail = f"\n{block.text or ''}", f"\n{block.tail or ''}"
    return tree


def words_in(part: HtmlElement) -> str:
    """Return the words in a part of what `read_words` gave."""
    return "\n".join(filter(None, map(str.strip, part.text_content().split("\n"))))


def plain(line: str) -> str:
    """Return a typeset title or standfirst, which has no tags, as text with ordinary spaces."""
    return unescape(" ".join(line.split()))


def set_plain(text: str, language: str) -> str:
    """Return plain text with the quotation marks, dashes and spaces of its language."""
    return unescape(typeset(escape(text, quote=False), language))
