"""A picture that must not be shown any more, because rights have ended: gone wherever readers met it.

Its files go, and what the library knew of it; live pieces that show it are published once more without it.
What was published before stays on record as it was, without the picture itself.
"""

from dataclasses import replace

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from blog.editions.content import Content
from blog.editions.edition import Edition
from blog.publishing.deriving import complete
from blog.publishing.publish import publish_content
from disclosures.trail import Action, record
from events.models import EventPicture
from media.models import Image
from media.tasks import remove_files


def showing(image: Image) -> QuerySet[Edition]:
    """Return the live pieces that show a picture: their own, in the text, or as a portrait."""
    return Edition.objects.live().filter(content__contains=str(image.file.name)).order_by("pk")


@transaction.atomic
def take_away(image: Image, *, by: User | None) -> None:
    """Take a picture off the site, out of the library and out of the storage; the trail says who did.

    Raises ValidationError where the next edition of a piece that shows it is scheduled: take that back first.
    """
    pieces = list(showing(image))
    facts = {
        "title": image.title,
        "credit": image.credit,
        "licence": image.licence,
        "sha256": image.sha256,
        "pieces": [edition.post_id for edition in pieces],
    }
    record(image, Action.TAKE_AWAY, actor=by, facts=facts)
    reason = _("The picture “%(title)s” was taken away.") % {"title": image.title}
    for edition in pieces:
        publish_content(edition, without(complete(edition), image.pk), by=by, reason=reason)
    EventPicture.objects.filter(image=image).delete()
    file = str(image.file.name)
    image.delete()
    remove_files.enqueue(file)  # as a part of the transaction: it is done, or will be


def without(content: Content, image: int) -> Content:
    """Return content in which a picture (id) is no more."""
    without_face = tuple(
        replace(one, portrait=None) if one.portrait and one.portrait.id == image else one
        for one in content.credits
    )
    return replace(
        content,
        image=None if content.image and content.image.id == image else content.image,
        images={pk: one for pk, one in content.images.items() if pk != image},
        credits=without_face,
    )
