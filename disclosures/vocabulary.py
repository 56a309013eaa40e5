"""The words in which facts about a piece are recorded (docs/disclosure.md#facts)."""

from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class Position(models.TextChoices):
    """Where a notice stands; the rules know more places (docs/disclosure.md#places)."""

    TOP = "top", _("above the text")
    BOTTOM = "bottom", _("in the transparency notes at the end")


class Part(models.TextChoices):
    """What an organisation does in a text."""

    SUBJECT = "subject", _("the piece is about it")
    QUOTED = "quoted", _("it is quoted or has its say")
    LOGO = "logo", _("its logo or product is to be seen")
    NAMED = "named", _("it is named in passing")
    LINK = "link", _("it is only linked to")
    SOURCE = "source", _("a source or press release of the piece is its own")
    EMBED = "embed", _("a video or post of its own is embedded")


class Relation(models.TextChoices):
    """What an organisation is to us, beside what it is to an event."""

    NONE = "none", _("nothing")
    PARTNER = "partner", _("partner")
    SPONSOR = "sponsor", _("sponsor")
    CUSTOMER = "customer", _("customer")
    OWNER = "owner", _("it owns a part of our house")
    HOLDING = "holding", _("we hold a stake in it")


class Consideration(models.TextChoices):
    """What we get for the piece; “unknown” is not “nothing”, and promised is given (UWG § 5a(4))."""

    UNKNOWN = "unknown", _("not known yet")
    NONE = "none", _("nothing")
    MONEY = "money", _("money")
    GOODS = "goods", _("goods or services")
    LOAN = "loan", _("goods on loan")
    TICKET = "ticket", _("free tickets")
    TRAVEL = "travel", _("travel or hospitality")
    COMMISSION = "commission", _("a commission on sales")
    RECIPROCAL = "reciprocal", _("something in return, such as advertising")
    PROMISED = "promised", _("nothing yet, but something was promised")


class Influence(models.TextChoices):
    """What an organisation had to say about the content."""

    UNKNOWN = "unknown", _("not known yet")
    NONE = "none", _("nothing")
    TOPIC = "topic", _("it suggested the topic")
    SIGN_OFF = "sign_off", _("it signed off its own words only")
    APPROVAL = "approval", _("it may change or approve the text")
    WRITTEN = "written_by_them", _("it wrote the text")


# Any of these makes a piece an advertisement (UWG § 5a(4), Annex No. 11; BGH “GOOD NEWS II”).
PAID = frozenset(
    {
        Consideration.MONEY,
        Consideration.GOODS,
        Consideration.LOAN,
        Consideration.TICKET,
        Consideration.TRAVEL,
        Consideration.RECIPROCAL,
        Consideration.PROMISED,
    }
)
STEERED = frozenset({Influence.APPROVAL, Influence.WRITTEN})


def is_given(consideration: str) -> bool:
    """Tell whether it is a consideration that makes a piece an advertisement."""
    return consideration in PAID


def is_paid(consideration: str, influence: str) -> bool:
    """Tell whether what an organisation gave, or had to say, makes a piece an advertisement."""
    return consideration in PAID or influence in STEERED


class DeclarationKind(models.TextChoices):
    """What a declaration is about."""

    AI_USE = "ai_use", _("use of AI")
    TIE = "tie", _("tie to an organisation")
    BENEFIT = "benefit", _("benefit received")


class Interest(models.TextChoices):
    """How a person is tied to an organisation, beside working for it (press code 7.4)."""

    ADVISES = "advises", _("advises it")
    SHARES = "shares", _("holds shares in it")
    OFFICE = "office", _("holds an office in it")
    FAMILY = "family", _("has family there")
    OTHER = "other", _("something else")


class Bearing(models.TextChoices):
    """What a declared benefit was given for."""

    PIECE = "piece", _("for this piece")
    PROMISED = "promised", _("promised for this piece, not yet given")
    OTHER = "other", _("for something else")


class ReleaseUse(models.TextChoices):
    """What was made of a press release (press code, guideline 1.3)."""

    VERBATIM = "verbatim", _("taken over unedited")
    SHORTENED = "shortened", _("shortened")
    BASIS = "basis", _("the piece is based on it")


class Genre(models.TextChoices):
    """What kind of text it is, where readers have to know it to understand it."""

    OPINION = "opinion", _("opinion")
    SATIRE = "satire", _("satire")
    OBITUARY = "obituary", _("obituary")
    JOB = "job", _("job advert")
    RAFFLE = "raffle", _("raffle")
    SURVEY = "survey", _("survey")


class MoneyOrigin(models.TextChoices):
    """Where the money for political advertising comes from (Reg. (EU) 2024/900, Art. 12)."""

    PRIVATE_EU = "private_eu", _("private, from within the EU")
    PUBLIC_EU = "public_eu", _("public, from within the EU")
    PRIVATE_ELSEWHERE = "private_elsewhere", _("private, from outside the EU")
    PUBLIC_ELSEWHERE = "public_elsewhere", _("public, from outside the EU")


class AIScope(models.TextChoices):
    """To what of a piece a use of AI applies; empty is what its kind says."""

    TEXT = "text", _("the whole text")
    HEADLINE = "headline", _("the headline")
    INTRODUCTION = "introduction", _("the introduction")
    SUMMARY = "summary", _("the summary")
    ANSWERS = "answers", _("single answers")
    PASSAGES = "passages", _("single passages")


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
    """How much of the result is the machine's (docs/disclosure.md#machines)."""

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
