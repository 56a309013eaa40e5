"""A piece as an item of a feed, written when it is published: RSS 2.0, Atom (RFC 4287), JSON Feed 1.1.

Everything an item tells is frozen, and so is its markup; only what lives – replies, what its event
offers now – is put in when the feed is read (`with_live`), escaped for the form that it goes into.
"""

import json
import re
from typing import Any
from urllib.parse import urlsplit
from xml.sax.saxutils import escape as xml_escape

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.feedgenerator import rfc2822_date, rfc3339_date
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from blog.editions.edition import Edition
from prose.sanitising import plain_text
from prose.typography import typeset

RSS, ATOM, JSON = "feed_rss", "feed_atom", "feed_json"  # the column with an item in each form
AUTHORS = ("author", "interviewer")  # who wrote or asked
# Stands in an item where replies, and then where the call may be put in; XML and JSON forbid it.
LIVE = "\x1e"
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """Return the text without characters that XML forbids: one would break the whole feed."""
    return _UNPRINTABLE.sub("", text)


def permanent_id(edition: Edition) -> str:
    """Return the tag URI of a piece (RFC 4151); it survives a change of address."""
    host = urlsplit(settings.SITE_URL).hostname
    return f"tag:{host},{edition.published_at:%Y-%m-%d}:post/{edition.post_id}"


def render_items(context: dict[str, Any], summary: str) -> dict[str, str]:
    """Return the item of a piece in each form, by its column.

    `context` is that of all parts of the edition (`blog.publishing.rendering.render`), `summary` plain text.
    """
    told = _told(context, printable(summary))
    above = "".join(f"<p><strong>{escape(label)}</strong></p>" for label in told["labels"])
    text = render_to_string("editions/feed_item.html", context).strip()
    in_xml = told | {"content": SafeString(LIVE.join(map(xml_escape, (above, text, ""))))}
    in_json = LIVE.join(map(_in_json, (above, text, "")))
    return {
        RSS: render_to_string("editions/feed_rss.xml", in_xml).strip(),
        ATOM: render_to_string("editions/feed_atom.xml", in_xml).strip(),
        JSON: _json(told, in_json, context["piece"]["notices"]),
    }


def with_live(item: str, form: str, replies: str, call: str) -> str:
    """Return an item with the html of replies above its text, and that of a call below."""
    if not replies and not call:
        return item.replace(LIVE, "")
    before, text, behind = item.split(LIVE)
    put = _in_json if form == JSON else xml_escape
    return f"{before}{put(printable(replies))}{text}{put(printable(call))}{behind}"


def _told(context: dict[str, Any], summary: str) -> dict[str, Any]:
    """Return what an item tells; images stand in the content, where their credits are."""
    edition, piece = context["edition"], context["piece"]
    labels = [printable(label["text"]) for label in piece["labels"]]
    title = typeset(piece["title"], edition.language)
    if any(label["key"] == "ad" for label in piece["labels"]):
        title = f"[{_('Advertisement')}] {title}"
    credited = [credit["name"] for credit in piece["credits"] if credit["role"] in AUTHORS]
    published = timezone.localtime(edition.published_at)
    modified = timezone.localtime(edition.modified_at)
    return {
        "id": permanent_id(edition),
        "address": f"{settings.SITE_URL}{edition.get_absolute_url()}",
        "title": printable(title),
        "summary": summary,
        "summary_html": escape(summary) + "",  # to be escaped once more: it is declared to be html
        "language": edition.language,
        "published": rfc3339_date(published.replace(microsecond=0)),
        "modified": rfc3339_date(modified.replace(microsecond=0)),
        "published_for_mail": rfc2822_date(published),
        "authors": [printable(name) for name in credited],
        "labels": labels,
        "categories": [*labels, *(printable(tag["name"]) for tag in piece["tags"])],
    }


def _json(told: dict[str, Any], content: str, notices: list[dict[str, Any]]) -> str:
    item = {
        "id": told["id"],
        "url": told["address"],
        "title": told["title"],
        "summary": told["summary"],
        "date_published": told["published"],
        "date_modified": told["modified"],
        "authors": [{"name": name} for name in told["authors"]],
        "language": told["language"],
        "tags": told["categories"],
        "_hinweise": [
            {"heading": notice["heading"], "text": plain_text(notice["text"])} for notice in notices
        ],
    }
    return f'{json.dumps(item, ensure_ascii=False)[:-1]}, "content_html": "{content}"}}'


def _in_json(text: str) -> str:
    """Return text as it stands within a string of JSON."""
    return json.dumps(text, ensure_ascii=False)[1:-1]
