"""New words that came with a release, for notices that a site has already: offered, never imposed."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction

from disclosures.library import standards
from disclosures.models import Notice, NoticeVersion
from disclosures.trail import Action, record


@dataclass(frozen=True)
class Offer:
    """The words in force of a notice in a language, and those of this release."""

    notice: Notice
    language: str
    present: NoticeVersion | None
    heading: str
    text: str


def offers() -> list[Offer]:
    """Return what this release would say otherwise, in the order of the notices.

    Words that a site has had are not offered again: it may have gone back to others.
    """
    found = []
    for notice in Notice.objects.filter(key__in=standards()).prefetch_related("versions"):
        versions = list(notice.versions.all())
        for language, (heading, text) in standards()[notice.key].wordings.items():
            had = {(v.heading, v.text) for v in versions if v.language == language}
            if (heading, text) not in had:
                found.append(Offer(notice, language, notice.wording(language), heading, text))
    return found


@transaction.atomic
def take(offer: Offer, *, by: User) -> NoticeVersion:
    """Put the offered words in force; live pieces keep theirs until somebody renews them."""
    version = NoticeVersion(
        notice=offer.notice,
        language=offer.language,
        heading=offer.heading,
        text=offer.text,
        released_by=by,
    )
    version.save()
    told = {"notice": offer.notice.key, "version": version.pk, "language": version.language}
    told |= {"text": version.text, "position": offer.notice.position}
    facts = {"heading": version.heading, "valid_from": version.valid_from.isoformat()}
    record(offer.notice, Action.TEXT_EDIT, actor=by, notice=told, facts=facts)
    return version
