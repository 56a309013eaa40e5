"""`{% of_epoch "header" %}…{% endof_epoch %}`: a part of the frame that all pages have in common.

Rendered once per epoch and language, and once for every way in which `{% current %}` marks it.
"""

from django import template
from django.http import HttpRequest
from django.template.base import NodeList, Parser, Token
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from pages.remembered import remembered

register = template.Library()
_ASKED = "prefixes_asked"


@register.tag
def of_epoch(parser: Parser, token: Token) -> template.Node:
    """Take the name of the part; what stands in it may depend on nothing but site and address."""
    name = token.split_contents()[1].strip("\"'")
    nodes = parser.parse(("endof_epoch",))
    parser.delete_first_token()
    return OfEpoch(name, nodes)


class OfEpoch(template.Node):
    """A part of the frame."""

    child_nodelists = ("nodes",)

    def __init__(self, name: str, nodes: NodeList) -> None:
        self.name, self.nodes = name, nodes

    def render(self, context: template.Context) -> SafeString:
        """Return what was rendered before, or render it."""
        language = get_language()
        # Which addresses the part asks about is only known once it was rendered.
        asked = remembered(("asked", self.name, language), dict[str, list[str]])
        if "prefixes" not in asked:
            found: list[str] = []
            with context.push(**{_ASKED: found}):
                html = self.nodes.render(context)
            asked["prefixes"] = found
            return html
        marks = tuple(mark(context, prefix) for prefix in asked["prefixes"])
        key = ("frame", self.name, language, marks)
        return remembered(key, lambda: self.nodes.render(context))


@register.simple_tag(takes_context=True)
def current(context: template.Context, prefix: str) -> str:
    """Return "page" or "true" for aria-current where the page is at or below a path."""
    if _ASKED in context:
        context[_ASKED].append(prefix)
    return mark(context, prefix)


def mark(context: template.Context, prefix: str) -> str:
    """Tell how a page stands to a path, in the words of aria-current."""
    request: HttpRequest | None = context.get("request")
    if request is None or not request.path.startswith(prefix):
        return ""
    if request.path == prefix:
        return "page"
    return "" if prefix == "/" else "true"
