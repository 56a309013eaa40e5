"""When the rules attach which notice, in sentences for readers."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

_BY_HAND = gettext_lazy("When the newsroom attaches it to a piece.")
_OCCASIONS: dict[str, Promise] = {
    "anzeige": gettext_lazy(
        "When somebody gave money, goods, tickets or travel for a piece, or could decide on its text."
    ),
    "anzeige-botschaft": gettext_lazy(
        "When somebody who receives something for standing for an event promotes it."
    ),
    "werbelinks": gettext_lazy("When a link in the text is paid for."),
    "provision": gettext_lazy("When we earn from what you buy."),
    "pressemitteilung": gettext_lazy("When a text is taken over unedited."),
    "partnerschaft": gettext_lazy(
        "When a partner or sponsor of ours is in the text and has given nothing for it."
    ),
    "partnerschaft-knapp": gettext_lazy("When a partner or sponsor of ours is named in the text."),
    "ki-text": gettext_lazy("When AI wrote parts of a text and nobody examined it."),
    "ki-uebersetzung": gettext_lazy("When AI translated a text."),
    "ki-uebersetzung-geprueft": gettext_lazy("When AI translated a text and we examined it."),
    "ki": gettext_lazy("When AI wrote parts of a text and somebody of us examined it."),
    "ki-kurz": gettext_lazy("When AI helped with a text, or made its pictures."),
    "quellen": gettext_lazy("When a piece names its sources."),
    "aktualitaet": gettext_lazy("When we think it deserves saying."),
    "alter": gettext_lazy("When a piece has not been changed for a year; worked out as you read."),
    "veranstaltung-vorbei": gettext_lazy("When its event is over; worked out as you read."),
    "veranstaltung-abgesagt": gettext_lazy("When its event is cancelled; worked out as you read."),
    "veranstaltung-verschoben": gettext_lazy(
        "When its event is postponed; worked out as you read."
    ),
    "gastbeitrag": gettext_lazy("When somebody from outside the newsroom wrote the text."),
    "interview": gettext_lazy("When a piece is an interview."),
}


def occasion(key: str) -> str:
    """Return when the notice with this key stands on a piece, in the active language."""
    return str(_OCCASIONS.get(key, _BY_HAND))
