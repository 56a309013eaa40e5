"""Pictures that a machine made or changed: what counts as one, and what readers are told on it.

Pure functions over what `Image.frozen()` gives. A deepfake is, in the words of Article 3 (60) of
the EU AI Act, a picture "that resembles existing persons, objects, places, entities or events and
would falsely appear to a person to be authentic"; Article 50 (4) demands its disclosure, and an
editor's review does not exempt it. Every other AI picture is marked as symbolic or illustration
(German press code, guideline 2.2).
"""

from django.db import models
from django.utils.translation import gettext, gettext_lazy as _, gettext_noop

from media.frozen import AILabel, FrozenImage
from media.source_types import AI_SOURCE_TYPES, DigitalSourceType


class DepictsReal(models.TextChoices):
    """What of the real world a picture shows."""

    __empty__ = _("– please choose –")
    NONE = "none", _("nothing real: all of it is made up")
    PERSON = "person", _("a real person")
    PLACE = "place", _("a real place or building")
    EVENT = "event", _("a real event, or something that could pass for one")


# Each sentence stays true whatever was altered: "shows no real event" is not of edited ones.
_MADE = {
    DigitalSourceType.AI_GENERATED: {
        DepictsReal.EVENT: gettext_noop("AI-generated – shows no real event"),
        DepictsReal.PERSON: gettext_noop("AI-generated – not a real photo of this person"),
        DepictsReal.PLACE: gettext_noop("AI-generated – not a real photo of this place"),
        "": gettext_noop("AI-generated – not a real photo"),
    },
    DigitalSourceType.AI_COMPOSITE: {
        DepictsReal.EVENT: gettext_noop("Montage with AI – shows no real event"),
        DepictsReal.PERSON: gettext_noop("Montage with AI – not a real photo of this person"),
        DepictsReal.PLACE: gettext_noop("Montage with AI – not a real photo of this place"),
        "": gettext_noop("Montage with AI – not a real photo"),
    },
    DigitalSourceType.AI_EDITED: {
        DepictsReal.EVENT: gettext_noop("Altered with AI – does not show the event unaltered"),
        DepictsReal.PERSON: gettext_noop("Altered with AI – does not show the person unaltered"),
        DepictsReal.PLACE: gettext_noop("Altered with AI – does not show the place unaltered"),
        "": gettext_noop("Altered with AI – not an unaltered photo"),
    },
}
# Whether it looks like a photograph decides between the two.
_OTHER = {
    DigitalSourceType.AI_GENERATED: {
        True: gettext_noop("Symbolic picture: AI-generated"),
        False: gettext_noop("Illustration: AI-generated"),
    },
    DigitalSourceType.AI_COMPOSITE: {
        True: gettext_noop("Symbolic picture: montage with AI"),
        False: gettext_noop("Illustration: montage with AI"),
    },
    DigitalSourceType.AI_EDITED: {
        True: gettext_noop("Symbolic picture: altered with AI"),
        False: gettext_noop("Illustration: altered with AI"),
    },
}


def is_ai(image: FrozenImage) -> bool:
    """Tell whether AI made or changed the picture."""
    return image.digital_source_type in AI_SOURCE_TYPES


def is_deepfake(image: FrozenImage) -> bool:
    """Tell whether it is an AI picture that could be taken for a photograph of something real.

    What is not known counts as yes: a label too many does no harm.
    """
    return (
        is_ai(image)
        and image.photorealistic is not False
        and image.depicts_real != DepictsReal.NONE
    )


def ai_label(image: FrozenImage) -> AILabel | None:
    """Return key ("deepfake" or "ai") and text of the label, or None for pictures without AI.

    The text is in the active language.
    """
    if not is_ai(image):
        return None
    concept = DigitalSourceType(image.digital_source_type)
    if is_deepfake(image):
        return AILabel("deepfake", gettext(_MADE[concept][image.depicts_real]))
    text = gettext(_OTHER[concept][image.photorealistic is not False])
    tool = image.generated_by.strip()
    return AILabel("ai", f"{text} ({tool})" if tool else text)


def short_label() -> str:
    """Return the label for pictures too small for a sentence, in the active language."""
    return gettext("AI picture")
