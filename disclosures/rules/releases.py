"""Rule C8: press releases, verbatim, shortened, or what a piece is based on.

Press code, guideline 1.3: unedited releases are marked. Complaints to the press council concerned
shortened ones too, also of authorities, parties and associations.
"""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from disclosures.decisions import PRESS_RELEASE, Ask, Decision, Level, Place
from disclosures.facts import Facts
from disclosures.vocabulary import ReleaseUse

NOTICES = {
    ReleaseUse.VERBATIM: "pressemitteilung",
    ReleaseUse.SHORTENED: "pressemitteilung-gekuerzt",
    ReleaseUse.BASIS: "pressemitteilung-grundlage",
}
BECAUSE: dict[str, Callable[[], str]] = {
    ReleaseUse.VERBATIM: lambda: _("because it is an unedited press release of %(org)s"),
    ReleaseUse.SHORTENED: lambda: _("because it is a shortened press release of %(org)s"),
    ReleaseUse.BASIS: lambda: _("because it is based on a press release of %(org)s"),
    "": lambda: _("because it has to do with a press release of %(org)s"),
}
TAKEN_OVER = (ReleaseUse.VERBATIM, ReleaseUse.SHORTENED)


def decide(facts: Facts, now: datetime) -> Iterator[Decision]:
    """Yield the notice on a press release, or ask what was made of it."""
    if not facts.press_release_of:
        return
    words, use = {"org": facts.press_release_of}, facts.release_use
    notice = NOTICES[ReleaseUse(use)] if use else ""
    yield Decision(
        rule="C8",
        level=Level.BLOCK,
        place=Place.TOP if notice else Place.SITE,
        because=BECAUSE[use]() % words,
        facts=(("press_release_of", facts.press_release_of), ("use", use)),
        about="press_release",
        notice=notice,
        placeholders=(("org", facts.press_release_of),) if notice else (),
        label=PRESS_RELEASE if use in TAKEN_OVER else "",
        ask=None if notice else _what_was_made_of_it(words),
    )


def _what_was_made_of_it(words: dict[str, str]) -> Ask:
    return Ask(
        _("What was made of the press release of %(org)s?") % words,
        "release_use",
        answers=(
            ("release:verbatim", _("Taken over unedited")),
            ("release:shortened", _("Shortened")),
            ("release:basis", _("The piece is based on it")),
        ),
    )
