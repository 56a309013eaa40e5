"""From frozen content to what readers load: the article's html, its appendix, teaser, search text.

Everything here follows from the content alone and can be made again at any time
(`rebuild_editions`); nothing asks the database.
"""

import html
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from blog.citations import with_citations
from prose.embeds import render_embeds
from prose.figures import render_figures
from prose.footnotes import render_footnotes
from prose.paid_links import mark_paid_links
from prose.sanitising import plain_text
from prose.typography import date_range, typeset

WORDS_PER_MINUTE = 230
EXCERPT = 220
BYLINE_ROLES = ("author", "interviewer", "interviewee")


@dataclass(frozen=True)
class Rendered:
    """What readers load; `html` ends where the live ticket box stands, `appendix` follows it."""

    html: str
    appendix: str
    teaser: dict[str, Any]
    search_text: str


def render(data: dict[str, Any]) -> Rendered:
    """Derive everything from frozen content (see `blog.freezing` for its shape)."""
    language = data["language"]
    with translation.override(language):
        cited = with_citations(data)
        context = {
            "piece": cited | {"sources": [_dated(source, language) for source in cited["sources"]]},
            "notices": [notice for notice in data["notices"] if notice["position"] == "bottom"],
            "interviewee": _only_interviewee(data),
        }
        written = render_to_string(f"editions/{data['kind']}.html", context)
        marked = mark_paid_links(written)
        figured = render_figures(marked, data["images"], first=not data["image"])
        shown = render_embeds(figured, data["images"])
        text_html = render_footnotes(shown, "fn")
        appendix = render_to_string("editions/appendix.html", context)
        text = _search_text(data)
        return Rendered(
            html=typeset(text_html, language),
            appendix=typeset(appendix, language),
            teaser=_teaser(data, text),
            search_text=text,
        )


def texts_of(data: dict[str, Any]) -> list[str]:
    """Return every text of the piece as html or plain text, in reading order."""
    texts = [data["title"], data["standfirst"], data["body"]]
    for exchange in data.get("exchanges", []):
        texts.append(exchange["question"])
        texts.extend(answer["html"] for answer in exchange["answers"])
    return [*texts, data.get("closing", ""), data["discuss"]]


def _search_text(data: dict[str, Any]) -> str:
    names = [f"{credit['name']} {credit['role_line']}" for credit in data["credits"]]
    event = data["event"] or {"name": "", "hashtag": ""}
    series = data["series"] or {"name": ""}
    around = [event["name"], event["hashtag"], series["name"], *names]
    tags = [tag["name"] for tag in data["tags"]]
    return "\n".join(filter(None, map(plain_text, [*texts_of(data), *around, *tags])))


def _teaser(data: dict[str, Any], text: str) -> dict[str, Any]:
    language = data["language"]
    body = plain_text(data["body"])
    standfirst = data["standfirst"] or _excerpt(body)
    return {
        "kind": data["kind"],
        "path": reverse(data["kind"], args=[data["slug"]]),
        "language": language,
        "title": _set_plain(data["title"], language),
        "standfirst": _set_plain(standfirst, language),
        "labels": data["labels"],
        "people": [
            {key: credit[key] for key in ("role", "name", "slug", "role_line", "portrait")}
            for credit in data["credits"]
            if credit["role"] in BYLINE_ROLES
        ],
        "image": data["image"],
        "series": data["series"],
        "event": data["event"],
        "tags": data["tags"],
        "minutes": max(1, round(len(text.split()) / WORDS_PER_MINUTE)),
        "questions": len(data.get("exchanges", [])),
    }


def _set_plain(text: str, language: str) -> str:
    """Return plain text as typeset html; quotes stay quotes, so that they can be typeset."""
    return typeset(html.escape(text, quote=False), language)


def _dated(source: dict[str, Any], language: str) -> dict[str, Any]:
    """Add the days of a source in words."""
    days = {"day": source["published_on"], "read_day": source["accessed_on"]}
    in_words = {
        name: date_range(date.fromisoformat(day), None, language) if day else ""
        for name, day in days.items()
    }
    return source | in_words


def _only_interviewee(data: dict[str, Any]) -> str:
    """Return the name of the guest where there is just one, to stand before each answer."""
    names = [credit["name"] for credit in data["credits"] if credit["role"] == "interviewee"]
    return names[0] if len(names) == 1 else ""


def _excerpt(text: str) -> str:
    if len(text) <= EXCERPT:
        return text
    return text[:EXCERPT].rsplit(" ", 1)[0].rstrip(" ,;:–-") + " …"
