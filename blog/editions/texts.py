"""The words of a piece: which parts of its content are text, and the hash that people sign."""

from typing import Any

from disclosures.canonical import canonical_json, sha256


def htmls_of(content: dict[str, Any]) -> list[str]:
    """Return every rich text of a piece, in reading order."""
    answers = [a["html"] for e in content.get("exchanges", []) for a in e["answers"]]
    return [html for html in (content["body"], *answers, content.get("closing", "")) if html]


def text_hash(content: dict[str, Any]) -> str:
    """Return the hash of what an editor approves or an interviewee signs off: every word."""
    text: dict[str, Any] = {
        "title": content["title"],
        "standfirst": content["standfirst"],
        "body": content["body"],
    }
    if "exchanges" in content:
        text["exchanges"] = [
            {"question": exchange["question"], "answers": exchange["answers"]}
            for exchange in content["exchanges"]
        ]
        text["closing"] = content["closing"]
    return sha256(canonical_json(text))
