"""What publishing freezes of an interview beyond what every post has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import translation

from blog.editions.texts import text_hash
from blog.publishing.freezing import freeze_images
from prose.sanitising import sanitise

if TYPE_CHECKING:
    from interviews.models import Exchange, Interview


def anchored(interview: Interview) -> list[Exchange]:
    """Return the exchanges in order; each question has an anchor, kept once published.

    New questions get the next free number, so that links to the others stay true.
    """
    exchanges = list(
        interview.exchanges.select_related("answered_by", "series_question").order_by("ordering")
    )
    numbers = [int(e.anchor.removeprefix("frage-")) for e in exchanges if e.anchor]
    number = max(numbers, default=0)
    for exchange in exchanges:
        if exchange.question and not exchange.anchor:
            number += 1
            exchange.anchor = f"frage-{number}"
    return exchanges


def freeze_interview(interview: Interview) -> dict[str, Any]:
    """Return exchanges, closing text, how it was held, and all images in them."""
    exchanges = freeze_exchanges(interview)
    closing = sanitise(interview.closing, "simple")
    answers = [answer["html"] for exchange in exchanges for answer in exchange["answers"]]
    with translation.override(interview.language):
        mode = interview.get_mode_display() if interview.mode else ""
    return {
        "exchanges": exchanges,
        "series_questions": freeze_series_questions(interview),
        "closing": closing,
        "images": freeze_images(sanitise(interview.body, "article"), *answers, closing),
        "interview": {
            "mode": interview.mode,
            "mode_name": mode,
            "held_on": interview.held_on.isoformat() if interview.held_on else "",
            "shortened": interview.shortened,
            "authorised": is_authorised(interview),
        },
    }


def freeze_exchanges(interview: Interview) -> list[dict[str, Any]]:
    """Return questions with their answers; an exchange without question joins the one before."""
    frozen: list[dict[str, Any]] = []
    for exchange in anchored(interview):
        if exchange.question.strip() or not frozen:
            frozen.append(
                {
                    "number": len(frozen) + 1,
                    "anchor": exchange.anchor,
                    "question": exchange.question.strip(),
                    "answers": [],
                }
            )
        person = exchange.answered_by
        html = sanitise(exchange.answer, "answer")
        if html:
            frozen[-1]["answers"].append(
                {
                    "person": person.pk if person else None,
                    "name": person.full_name if person else "",
                    "html": html,
                }
            )
    return frozen


def freeze_series_questions(interview: Interview) -> list[dict[str, Any]]:
    """Return which questions of its series the interview answers, each once, and where.

    Beside the exchanges, not in them: what somebody signed off stays the same text.
    """
    found: dict[int, dict[str, Any]] = {}
    for exchange in anchored(interview):
        asked = exchange.series_question
        if asked is None or asked.series_id != interview.series_id or not exchange.anchor:
            continue
        row = {"id": asked.pk, "slug": asked.slug, "question": asked.wording}
        found.setdefault(asked.pk, row | {"anchor": exchange.anchor})
    return list(found.values())


def signed_text(interview: Interview) -> str:
    """Return the hash of what an interviewee signs off: every word of the text itself."""
    return text_hash(
        {
            "title": interview.title.strip(),
            "standfirst": interview.standfirst.strip(),
            "body": sanitise(interview.body, "article"),
            "exchanges": freeze_exchanges(interview),
            "closing": sanitise(interview.closing, "simple"),
        }
    )


def is_authorised(interview: Interview) -> bool:
    """Tell whether somebody signed off exactly this text."""
    signed = interview.authorisations.values_list("text_sha256", flat=True)
    return signed_text(interview) in set(signed)
