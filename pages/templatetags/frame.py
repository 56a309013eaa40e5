"""`{% of_generation "header" %}…{% endof_generation %}`: a part of the frame that all pages have in common."""

from django import template
from django.template.base import NodeList, Parser, Token
from django.utils.safestring import SafeString

from pages.lists.frame import ASKED, mark, once_per_generation

register = template.Library()


@register.tag
def of_generation(parser: Parser, token: Token) -> template.Node:
    """Take the name of the part; what stands in it may depend on nothing but site and address."""
    name = token.split_contents()[1].strip("\"'")
    nodes = parser.parse(("endof_generation",))
    parser.delete_first_token()
    return OfGeneration(name, nodes)


class OfGeneration(template.Node):
    """A part of the frame."""

    child_nodelists = ("nodes",)

    def __init__(self, name: str, nodes: NodeList) -> None:
        self.name, self.nodes = name, nodes

    def render(self, context: template.Context) -> SafeString:
        """Return what was rendered before, or render it; as part of a larger part, render it."""
        if ASKED in context:
            return self.nodes.render(context)

        def render(asked: list[str]) -> SafeString:
            with context.push(**{ASKED: asked}):
                return self.nodes.render(context)

        return once_per_generation(self.name, context.get("request"), render)


@register.simple_tag(takes_context=True)
def current(context: template.Context, prefix: str) -> str:
    """Return "page" or "true" for aria-current where the page is at or below a path."""
    if ASKED in context:
        context[ASKED].append(prefix)
    return mark(context.get("request"), prefix)
