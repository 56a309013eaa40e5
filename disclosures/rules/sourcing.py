"""Rules S1 to S3: what a piece rests on (docs/standards/disclosure.md#sources)."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _, ngettext

from disclosures.decisions import Ask, Decision, Level, Place
from disclosures.facts import Facts


def decide(facts: Facts, now: datetime) -> Iterator[Decision]:
    """Yield the notice on sources only where there are sources; ask where they are missing."""
    known = (
        ("sources", facts.sources),
        ("claims", facts.claims),
        ("no_external_sources", facts.no_external_sources),
    )
    if facts.sources:
        yield Decision(
            rule="S1",
            level=Level.AUTO,
            place=Place.BOTTOM,
            because=ngettext(
                "because %(number)s source is named",
                "because %(number)s sources are named",
                facts.sources,
            )
            % {"number": facts.sources},
            facts=known,
            about="sources",
            notice="quellen",
        )
    elif facts.claims and not facts.no_external_sources:
        yield Decision(
            rule="S2",
            level=Level.SUGGEST,
            place=Place.SITE,
            because=_("because the text quotes, gives percentages or speaks of studies"),
            facts=known,
            about="sources",
            ask=Ask(
                _("The text quotes or gives figures, but no source is named."),
                "sources",
                blocking=False,
                answers=(("sources:none", _("It rests on no external sources")),),
            ),
        )
    else:
        yield Decision(
            rule="S3",
            level=Level.NONE,
            place=Place.SITE,
            because=_("because no source is named, a notice on sources would be untrue"),
            facts=known,
            about="sources",
        )
