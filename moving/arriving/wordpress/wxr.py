"""WordPress eXtended RSS (WXR 1.0, 1.1, 1.2) as values.

Its namespace changed with every version and, on wordpress.com, with the scheme; what counts is the local
name. Dates are read from the columns in GMT; where these are empty (drafts), from the site's own clock.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _, ngettext
from lxml import etree

from moving.arriving.remarks import changed
from moving.arriving.values import Head, Item, Kind, Place, Said, Status, Term, Unreadable, Writer
from moving.arriving.wordpress.chunks import Chunk, head_of, items_of

_KINDS = {
    "post": Kind.POST,
    "page": Kind.PAGE,
    "attachment": Kind.PICTURE,
    "tribe_events": Kind.EVENT,
    "tribe_venue": Kind.SUPPORT,
    "tribe_organizer": Kind.SUPPORT,
    "guest-author": Kind.SUPPORT,
    "wp_block": Kind.SUPPORT,
}
_NEVER = "0000-00-00 00:00:00"
_TAG = re.compile(r"<[^<>]{0,2000}>")


def head(path: Path) -> Head:
    """Return what the export says of the site. Raises Unreadable."""
    chunk = head_of(path)
    channel = chunk.element
    told = _texts(channel)
    if "wxr_version" not in told and "base_blog_url" not in told:
        raise Unreadable(
            _("This is a feed, but no export of WordPress: its version of WXR is missing.")
        )
    address = told.get("base_blog_url") or told.get("link") or told.get("base_site_url") or ""
    return Head(
        Place(address.rstrip("/"), told.get("title", ""), told.get("language", ""), "WordPress"),
        writers=tuple(map(_writer, _all(channel, "author"))),
        terms=_once(_terms(channel)),
        meta_of_writers={
            _texts(term).get("term_slug", ""): _meta(term, "termmeta")
            for term in _all(channel, "term")
            if _texts(term).get("term_taxonomy") == "author"
        },
        broken=chunk.broken or chunk.doubtful,
    )


def items(path: Path) -> Iterator[Item]:
    """Yield every item of the export."""
    return map(_item, items_of(path))


def _item(chunk: Chunk) -> Item:
    told = _texts(chunk.element)
    kind = told.get("post_type") or "post"
    terms, writers = _filed(chunk.element)
    status = _status(told)
    return Item(
        kind=_KINDS.get(kind, Kind.OTHER),
        type=kind,
        id=told.get("post_id", "").strip(),
        title=plain(told.get("title", "")),
        line=chunk.line,
        link=told.get("link", "").strip(),
        slug=told.get("post_name", ""),
        status=status,
        published=_moment(told, "post_date") or _of_feed(told.get("pubDate", "")),
        modified=_moment(told, "post_modified"),
        body=_encoded(chunk.element, "content"),
        excerpt=_encoded(chunk.element, "excerpt"),
        parent=told.get("post_parent", "").strip("0 ") and told["post_parent"].strip(),
        file=told.get("attachment_url", "").strip(),
        writers=writers or tuple(filter(None, [told.get("creator", "").strip(" <>\t\n")])),
        terms=terms,
        meta=_meta(chunk.element, "postmeta"),
        comments=tuple(map(_comment, _all(chunk.element, "comment"))),
        broken=chunk.broken,
        remarks=tuple(map(changed, _remarks(chunk))),
    )


def _remarks(chunk: Chunk) -> Iterator[str]:
    if chunk.broken and chunk.cut:
        yield _("The file ends within this item, in line %(line)s.") % {"line": chunk.broken}
    elif chunk.broken:
        yield _("The file is broken in line %(line)s, within this item.") % {"line": chunk.broken}
    if chunk.cleaned:
        said = ngettext(
            "A sign that no XML may hold was taken out.",
            "%(number)d signs that no XML may hold were taken out.",
            chunk.cleaned,
        )
        yield said % {"number": chunk.cleaned}
    if chunk.doubtful:
        said = _(
            "From line %(line)s of the file on, some signs are of another encoding than the file or were lost;"
            " please look at its umlauts."
        )
        yield said % {"line": chunk.doubtful}


def _status(told: dict[str, str]) -> Status:
    status = told.get("status", "publish")
    if status == "inherit":
        status = "publish"
    if status == "publish" and told.get("post_password"):
        return Status.PASSWORD
    if status in ("trash", "auto-draft"):
        return Status.TRASH
    return Status(status) if status in set(Status) else Status.DRAFT


def _filed(element: etree._Element) -> tuple[tuple[Term, ...], tuple[str, ...]]:
    """Return terms, and the writers that a plug-in names in a taxonomy of its own."""
    terms: list[Term] = []
    writers: list[str] = []
    for one in _all(element, "category"):
        taxonomy, slug = one.get("domain") or "category", one.get("nicename") or ""
        name = plain(one.text or "")
        if taxonomy == "author":
            writers.append(slug.removeprefix("cap-") or name)
        elif taxonomy in ("tag", "post_tag"):
            terms.append(Term("post_tag", slug or name, name))
        else:
            terms.append(Term(taxonomy, slug or name, name))
    known = {(one.taxonomy, one.slug): one for one in terms}  # 1.0 says each twice
    return tuple(known.values()), tuple(dict.fromkeys(writers))


def _writer(element: etree._Element) -> Writer:
    told = _texts(element)
    login = told.get("author_login", "").strip()
    both = f"{told.get('author_first_name', '')} {told.get('author_last_name', '')}".strip()
    return Writer(
        key=login,
        name=plain(told.get("author_display_name", "")) or plain(both) or login,
        slug=login,
        mail=told.get("author_email", "").strip(),
        biography=told.get("author_description", "").strip(),
        number=told.get("author_id", "").strip(),
    )


def _terms(channel: etree._Element) -> Iterator[Term]:
    for one in _all(channel, "category"):
        told = _texts(one)
        if "cat_name" in told:
            yield Term(
                "category",
                told.get("category_nicename", ""),
                plain(told["cat_name"]),
                told.get("category_parent", ""),
                told.get("category_description", ""),
                told.get("term_id", "").strip(),
            )
    for one in _all(channel, "tag"):
        told = _texts(one)
        yield Term("post_tag", told.get("tag_slug", ""), plain(told.get("tag_name", "")))
    for one in _all(channel, "term"):
        told = _texts(one)
        yield Term(
            told.get("term_taxonomy", ""),
            told.get("term_slug", ""),
            plain(told.get("term_name", "")),
        )


def _once(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Return each term once: some exports name categories again among all terms."""
    found: dict[tuple[str, str], Term] = {}
    for term in terms:
        found.setdefault((term.taxonomy, term.slug), term)
    return tuple(found.values())


def _comment(element: etree._Element) -> Said:
    told = _texts(element)
    return Said(
        id=told.get("comment_id", ""),
        by=told.get("comment_author", ""),
        url=told.get("comment_author_url", ""),
        at=told.get("comment_date_gmt", ""),
        approved=told.get("comment_approved", ""),
        kind=told.get("comment_type", "") or "comment",
        text=told.get("comment_content", ""),
    )


def _meta(element: etree._Element, name: str) -> dict[str, str]:
    """Return what plug-ins and themes wrote beside an item; of several values the first."""
    found: dict[str, str] = {}
    for one in _all(element, name):
        told = _texts(one)
        found.setdefault(told.get("meta_key", ""), told.get("meta_value", ""))
    return found


def _all(element: etree._Element, name: str) -> list[etree._Element]:
    return [child for child in element if _local(child) == name]


def _texts(element: etree._Element) -> dict[str, str]:
    """Return the texts of an element's children by their names, the first of each."""
    found: dict[str, str] = {}
    for child in element:
        if (name := _local(child)) != "encoded":
            found.setdefault(name, _text(child))
    return found


def _encoded(element: etree._Element, space: str) -> str:
    """Return the content or the excerpt: both are called `encoded`, in namespaces of their own."""
    for child in element:
        if _local(child) == "encoded" and f"/{space}/" in child.tag:
            return _text(child)
    return ""


def _text(element: etree._Element) -> str:
    """Return the text of an element; what stands in it unescaped keeps its tags."""
    if len(element) == 0:
        return element.text or ""
    inside = (etree.tostring(child, encoding="unicode") for child in element)
    return (element.text or "") + "".join(inside)


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _moment(told: dict[str, str], name: str) -> datetime | None:
    """Return a moment from its column in GMT, else from that of the site's clock."""
    for column, zone in ((f"{name}_gmt", UTC), (name, ZoneInfo(settings.TIME_ZONE))):
        written = told.get(column, "").strip()
        if written and written != _NEVER:
            try:
                return datetime.fromisoformat(written).replace(tzinfo=zone)
            except ValueError:
                continue
    return None


def _of_feed(written: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(written.strip())
    except (TypeError, ValueError):
        return None
    if moment.year < 1980:  # "Mon, 30 Nov -0001", which WordPress writes for drafts
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def plain(text: str) -> str:
    """Return a title or name without tags and entities, on one line."""
    return " ".join(html.unescape(_TAG.sub("", text)).split())
