"""The ways of marking questions, in words for editors."""

from __future__ import annotations

from django.utils.translation import gettext as _


def described(way: str) -> str:
    """Return by what an account knows the questions, as part of a sentence."""
    names = {
        "turns": _("by the names or labels before what is said"),
        "opening": _("by the names at the start and the questions below"),
        "numbered": _("by the numbers"),
        "question": _("by what the page marks as questions"),
        "bold": _("by bold type"),
        "strong": _("by bold type and headings"),
        "italic": _("by italics"),
        "quote": _("by the quotation marks of a mail"),
        "list": _("by the items of a list"),
        "bare": _("by the words of the questions alone"),
    }
    return names.get(way.split(" ", maxsplit=1)[0], _("by the headings") if way else "")
