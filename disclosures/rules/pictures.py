"""Rules A5, A6 and I1: pictures that a machine made or changed, and consent (docs/disclosure.md#machines).

Art. 50 (4), first subparagraph, of the EU AI Act; German press code, guideline 2.2 (symbolic pictures).
§ 22 KUG: likenesses are published with the consent of who is to be seen; of children, their parents decide. § 23
has exceptions: so a photograph of which nobody said anything is asked about, and a portrait waits for an answer.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from disclosures.decisions import Ask, Decision, Effect, Level, Place
from disclosures.facts import ConsentFact, Facts
from disclosures.rules.ai_words import purposes_of, tools_of
from disclosures.rules.machines import approved, substantial, used_for_text


def decide(facts: Facts, now: datetime) -> Iterator[Decision]:
    """Yield what stands at each picture, and the notice that names the tools."""
    yield from _images(facts)
    for one in facts.without_consent:
        yield _without_consent(one)


def _without_consent(one: ConsentFact) -> Decision:
    because, asked = _words(one)
    words = {"image": one.title}
    blocking = one.refused or one.somebody
    known: tuple[tuple[str, Any], ...] = (("image", one.image),)
    if not one.refused:
        known += (("said", ""), ("portrait", one.somebody))
    return Decision(
        rule="I1",
        level=Level.BLOCK if blocking else Level.SUGGEST,
        place=Place.SITE,
        because=because % words,
        facts=known,
        about=f"image:{one.image}:consent",
        # What is online with it already is told the truth about everything else meanwhile.
        ask=Ask(asked % words, "image", blocking=blocking, holds_up_renewal=one.refused),
    )


def _words(one: ConsentFact) -> tuple[str, str]:
    """Return why it is asked, and what."""
    if one.refused:
        return _("because the picture “%(image)s” shows somebody who has not agreed"), _(
            "The picture “%(image)s” shows somebody who has not agreed."
            " Without consent it cannot be published."
        )
    if one.somebody:
        return _("because nobody has said whether who is shown in “%(image)s” agreed"), _(
            "The portrait “%(image)s” shows somebody: have they agreed to be shown? Say it with the picture."
        )
    return _("because nobody has said who is to be recognised in the picture “%(image)s”"), _(
        "Is somebody to be recognised in the picture “%(image)s”, and have they agreed? Say it with the picture."
    )


def _images(facts: Facts) -> Iterator[Decision]:
    for image in facts.images:
        known = (("image", image.image), ("tool", image.tool), ("deepfake", image.deepfake))
        about, words = f"image:{image.image}", {"image": image.title}
        if image.undecided:
            yield Decision(
                rule="A5",
                level=Level.BLOCK,
                place=Place.SITE,
                because=_("because AI made or changed the picture “%(image)s”") % words,
                facts=known,
                about=f"{about}:undecided",
                ask=Ask(
                    _("Does the picture “%(image)s” look real, and does it show something real?")
                    % words,
                    "image",
                ),
            )
        if image.deepfake:
            because = _(
                "because AI made the picture “%(image)s”, which looks like a photograph of"
                " something real"
            )
        else:
            because = _("because AI made or changed the picture “%(image)s”")
        yield Decision(
            rule="A5" if image.deepfake else "A6",
            level=Level.BLOCK,
            place=Place.INLINE,
            because=because % words,
            facts=known,
            about=about,
            effect=Effect.MARKS_IMAGE,
            subject=image.image,
        )
        if not image.tool:
            yield Decision(
                rule="A6",
                level=Level.BLOCK,
                place=Place.SITE,
                because=_("because AI was used and the notice names the tool"),
                facts=known,
                about=f"{about}:tool",
                ask=Ask(_("With which AI tool was the picture “%(image)s” made?") % words, "image"),
            )
    if facts.images and not _told_with_the_text(facts):
        yield _pictures(facts)


def _told_with_the_text(facts: Facts) -> bool:
    """Tell whether the notice on the text (A2, or A3 by itself) speaks of the pictures too."""
    return bool(substantial(used_for_text(facts))) and (
        approved(facts) or not facts.public_interest
    )


def _pictures(facts: Facts) -> Decision:
    return Decision(
        rule="A6",
        level=Level.AUTO,
        place=Place.BOTTOM,
        because=_("because AI made or changed pictures of the piece"),
        facts=(("images", sorted(f"{image.image}: {image.tool}" for image in facts.images)),),
        about="images",
        notice="ki-kurz",
        placeholders=(
            ("zwecke", purposes_of([], facts.language, facts.images)),
            ("werkzeuge", tools_of(facts.images)),
        ),
    )
