"""Templates of which nothing is rendered, for tests that only ask how an address answers."""

from typing import Any

from django.template.backends.django import DjangoTemplates


class _Blank:
    def __init__(self, template: Any) -> None:
        self.origin, self.name = template.origin, template.template.name

    def render(self, context: Any = None, request: Any = None) -> str:
        return ""


class Blank(DjangoTemplates):
    """Django's templates, found as ever, each rendered to nothing."""

    def get_template(self, template_name: str) -> Any:
        return _Blank(super().get_template(template_name))
