"""Single answers of an interview: as they stand outside of it, and the ways that lead on from them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _, override

from blog.editions.edition import Edition
from blog.publishing.rendering import render_answers
from pages.sharing.open_graph import answer_path

_CITED = re.compile(r' id="zitat-[\d-]+"')  # anchors of the interview, to which its sources lead


@dataclass(frozen=True)
class Answer:
    """What one person says: the frozen credit or only a name, and the text as readers load it."""

    credit: Mapping[str, Any] | None
    name: str
    html: str


def answers_of(edition: Edition, exchange: Mapping[str, Any], prefix: str) -> list[Answer]:
    """Return the answers to a question with who gives them; citations lead into the interview."""
    data = edition.data
    guests = {c["person"]: c for c in data["credits"] if c["role"] == "interviewee"}
    only = next(iter(guests.values())) if len(guests) == 1 else None
    found = []
    texts = render_answers(data, exchange["anchor"], prefix)
    for said, html in zip(exchange["answers"], texts, strict=True):
        credit = guests.get(said["person"]) if said["person"] else only
        there = html.replace('href="#quelle-', f'href="{edition.get_absolute_url()}#quelle-')
        found.append(Answer(credit, said["name"], _CITED.sub("", there)))
    return found


def with_ways_on(edition: Edition, asked_again: Mapping[str, str]) -> str:
    """Return the html of a piece with the way to all answers beside the one to each single answer."""
    html = edition.html
    for anchor, address in asked_again.items():
        own = f'<a href="{answer_path(edition, anchor)}" rel="nofollow">'
        before, found, after = html.partition(own)
        if found:
            words, end, rest = after.partition("</a>")
            with override(edition.language):
                also = format_html(
                    ' <a href="{}">{}</a>', address, _("All answers to this question")
                )
            html = f"{before}{found}{words}{end}{also}{rest}"
    return html
