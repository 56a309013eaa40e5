"""The words in which facts about a piece are recorded (docs/standards/disclosure.md#facts)."""

from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class Position(models.TextChoices):
    """Where a notice stands; the rules know more places (docs/standards/disclosure.md#places)."""

    TOP = "top", _("above the text")
    BOTTOM = "bottom", _("in the transparency notes at the end")


class Part(models.TextChoices):
    """What an organisation does in a text."""

    SUBJECT = "subject", _("the piece is about it")
    QUOTED = "quoted", _("it is quoted or has its say")
    LOGO = "logo", _("its logo or product is to be seen")
    NAMED = "named", _("it is named in passing")
    LINK = "link", _("it is only linked to")


class Relation(models.TextChoices):
    """What an organisation is to us, beside what it is to an event."""

    NONE = "none", _("nothing")
    PARTNER = "partner", _("partner")
    SPONSOR = "sponsor", _("sponsor")
    CUSTOMER = "customer", _("customer")
    OWNER = "owner", _("owner")


class Consideration(models.TextChoices):
    """What we get for this very piece; “unknown” is not “nothing” (UWG § 5a(4))."""

    UNKNOWN = "unknown", _("not known yet")
    NONE = "none", _("nothing")
    MONEY = "money", _("money")
    GOODS = "goods", _("goods or services")
    TICKET = "ticket", _("free tickets")
    TRAVEL = "travel", _("travel or hospitality")
    COMMISSION = "commission", _("a commission on sales")
    RECIPROCAL = "reciprocal", _("something in return, such as advertising")


class Influence(models.TextChoices):
    """What an organisation had to say about the content."""

    UNKNOWN = "unknown", _("not known yet")
    NONE = "none", _("nothing")
    TOPIC = "topic", _("it suggested the topic")
    APPROVAL = "approval", _("it may change or approve the text")
    WRITTEN = "written_by_them", _("it wrote the text")


# Any of these makes a piece an advertisement (UWG § 5a(4), Annex No. 11; BGH “GOOD NEWS II”).
PAID = frozenset(
    {
        Consideration.MONEY,
        Consideration.GOODS,
        Consideration.TICKET,
        Consideration.TRAVEL,
        Consideration.RECIPROCAL,
    }
)
STEERED = frozenset({Influence.APPROVAL, Influence.WRITTEN})


def is_paid(consideration: str, influence: str) -> bool:
    """Tell whether what an organisation gave, or had to say, makes a piece an advertisement."""
    return consideration in PAID or influence in STEERED


class DeclarationKind(models.TextChoices):
    """What a declaration is about."""

    AI_USE = "ai_use", _("use of AI")
    TIE = "tie", _("tie to an organisation")
    BENEFIT = "benefit", _("benefit received")


class AIKind(models.TextChoices):
    """What a machine was used for."""

    RESEARCH = "research", pgettext_lazy("AI used for", "research")
    OUTLINE = "outline", pgettext_lazy("AI used for", "outline and ideas")
    DRAFT = "draft", pgettext_lazy("AI used for", "first draft")
    REWRITE = "rewrite", pgettext_lazy("AI used for", "revision")
    TRANSLATE = "translate", pgettext_lazy("AI used for", "translation")
    TRANSCRIBE = "transcribe", pgettext_lazy("AI used for", "transcription")
    SUMMARISE = "summarise", pgettext_lazy("AI used for", "summary")
    HEADLINE = "headline", pgettext_lazy("AI used for", "headlines")
    PROOFREAD = "proofread", pgettext_lazy("AI used for", "proofreading")
    ALT_TEXT = "alt_text", pgettext_lazy("AI used for", "descriptions of images")
    AUDIO = "audio", pgettext_lazy("AI used for", "audio")
    VIDEO = "video", pgettext_lazy("AI used for", "video")


class AIDegree(models.IntegerChoices):
    """How much of the result is the machine's (docs/standards/disclosure.md#machines)."""

    NONE = 0, _("none")
    ASSISTIVE = 1, _("assistive: ideas, spelling, transcription")
    SUBSTANTIAL = 2, _("substantial: sentences were kept")
    PREDOMINANT = 3, _("predominantly written by a machine")


# The languages a text may have been translated from, as German says it: „aus dem Englischen“.
ORIGINALS = [
    ("en", pgettext_lazy("translated from", "English")),
    ("de", pgettext_lazy("translated from", "German")),
    ("fr", pgettext_lazy("translated from", "French")),
    ("it", pgettext_lazy("translated from", "Italian")),
    ("es", pgettext_lazy("translated from", "Spanish")),
    ("nl", pgettext_lazy("translated from", "Dutch")),
    ("pl", pgettext_lazy("translated from", "Polish")),
    ("pt", pgettext_lazy("translated from", "Portuguese")),
    ("tr", pgettext_lazy("translated from", "Turkish")),
    ("uk", pgettext_lazy("translated from", "Ukrainian")),
]
