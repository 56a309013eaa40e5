"""The page of components, for staff: what every file of `templates/components/` promises, and how it looks.

Each template begins with a comment that says what it promises and what it takes; the page shows
that comment and the examples of `pages.house.component_examples` in the dress that readers see.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import URLPattern, path
from django.utils.csp import CSP
from django.utils.safestring import SafeString
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from pages.house.component_examples import Examples, examples

FOLDER = Path(settings.BASE_DIR, "templates", "components")
PROMISE = re.compile(r"\{# (?P<promise>.+?) #\}")
_AS_READERS_SEE_IT: dict[str, Any] = settings.SECURE_CSP | {"script-src": [CSP.NONE]}


@dataclass(frozen=True)
class Component:
    """A template, what it promises, and its examples: what is the case in each, and its HTML."""

    name: str
    promise: str
    examples: list[tuple[str, SafeString]]


def urls() -> list[URLPattern]:
    """Addresses for the admin site, behind its own sign-in."""
    shown = csp_override(_AS_READERS_SEE_IT)(admin.site.admin_view(components))
    return [path("bausteine/", shown, name="components")]


@require_safe
@permission_required("blog.view_post", raise_exception=True)
def components(request: HttpRequest) -> HttpResponse:
    """Show every component with what it promises and with examples of it."""
    shown = list(_components(request, examples()))
    return render(request, "pages/components.html", {"components": shown})


def promise_of(template: Path) -> str:
    """Return the comment that a component begins with, or nothing."""
    said = PROMISE.match(template.read_text(encoding="utf-8"))
    return said["promise"] if said else ""


def _components(request: HttpRequest, known: Examples) -> Iterator[Component]:
    for template in sorted(FOLDER.glob("*.html")):
        name = f"components/{template.name}"
        rendered = [
            (case, render_to_string(name, context, request))
            for case, context in known.get(template.stem, {}).items()
        ]
        yield Component(template.stem, promise_of(template), rendered)
