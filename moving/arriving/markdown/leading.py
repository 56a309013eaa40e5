"""Files that stand for another page: Jekyll's `redirect_to`, and what themes call `redirect`."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from moving.arriving.remarks import Outcome, Remark, left
from moving.arriving.values import Item

REDIRECT = "redirect"


def led_on(items: list[Item], site: str) -> list[Item]:
    """Return items with the address of each that leads to another as a former one of that."""
    home = urlsplit(site).netloc
    known = {_path(item.link, home) for item in items if item.type != REDIRECT and item.link}
    former: defaultdict[str, list[str]] = defaultdict(list)
    for item in items:
        if item.type == REDIRECT:
            former[_path(item.file, home)].append(item.link)
    return [
        _said(item, inside=_path(item.file, home) in known)
        if item.type == REDIRECT
        else replace(item, former=(*item.former, *former.get(_path(item.link, home), ())))
        for item in items
    ]


def _said(item: Item, *, inside: bool) -> Item:
    taken, out = (
        _("Its address leads to %(address)s."),
        _("It led to %(address)s, which is not here."),
    )
    said = (taken if inside else out) % {"address": item.file}
    return replace(item, remarks=(Remark(Outcome.TAKEN, said) if inside else left(said),))


def _path(address: str, home: str) -> str:
    """Return the path within the site, the whole address of what is elsewhere."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    if parts.netloc and parts.netloc.removeprefix("www.") != home.removeprefix("www."):
        return address
    return parts.path.rstrip("/").lower().removesuffix(".html") or "/"
