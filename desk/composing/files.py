"""What the composition page loads: what is the same for every form comes joined, its media brings the rest."""

from functools import cache
from typing import Any

from django import forms
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import mark_safe
from js_asset import Media

from delivery.joining import scripts, sheets
from delivery.joining.sent import address

_SCRIPTS = "desk/composing/scripts.js"
_JOINED = (
    *sheets.parts("desk/composing/beneath.css"),
    *scripts.parts(_SCRIPTS),
    *scripts.parts("desk/composing/page.js"),
)
# For lists, and for addresses that follow a title as it is typed: every form of the admin brings them.
_UNUSED = (
    "admin/js/actions.js",
    "admin/js/prepopulate.js",
    "admin/js/urlify.js",
    "admin/js/vendor/xregexp/xregexp.min.js",
)


def frame(media: forms.Media) -> dict[str, Any]:
    """Return what the frame of the page is told: its files, and that it has no sidebar."""
    return {"files": _files(media), "is_nav_sidebar_enabled": False}


def _files(media: forms.Media) -> str:
    """Return the tags of the scripts, and of what a form brings that neither is joined nor without use."""
    tags = [*Media(js=[reverse("admin:jsi18n"), address(_SCRIPTS)]).render_js()]
    tags += [*media.render_css(), *media.render_js()]
    return mark_safe("".join(tag for tag in tags if not any(one in tag for one in _known())))


@cache
def _known() -> frozenset[str]:
    """Return the addresses of what is not loaded apart, as they stand in a tag."""
    names = {*_JOINED, *_UNUSED}
    names |= {name.replace(".min.", ".") for name in names}  # what Django loads in development
    return frozenset(f'"{static(name)}"' for name in names if finders.find(name))
