"""The words of a piece: which parts of its content are text, and the hash that people sign."""

from typing import Any

import msgspec

from blog.editions.content import Content
from disclosures.canonical import canonical_json, sha256


def htmls_of(content: Content) -> list[str]:
    """Return every rich text of a piece, in reading order."""
    answers = [answer.html for exchange in content.exchanges for answer in exchange.answers]
    return [html for html in (content.body, *answers, content.closing) if html]


def text_hash(content: Content) -> str:
    """Return the hash of what an editor approves or an interviewee signs off: every word.

    The same words give the same hash for ever: sign-offs rest on it.
    """
    text: dict[str, Any] = {
        "title": content.title,
        "standfirst": content.standfirst,
        "body": content.body,
    }
    if content.kind == "interview":
        text["exchanges"] = [
            {"question": exchange.question, "answers": msgspec.to_builtins(exchange.answers)}
            for exchange in content.exchanges
        ]
        text["closing"] = content.closing
    return sha256(canonical_json(text))
