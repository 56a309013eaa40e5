"""What a later run still does to a piece that an earlier one brought in: pictures, and who wrote it.

Only where nobody has written on since. It reaches readers only if nothing else would reach them with it:
what was withdrawn, is scheduled or was changed otherwise is the newsroom's to publish.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.disclosing.disclose import undisclosed
from blog.editions.content import same
from blog.editions.edition import Edition
from blog.models import Credit, Post
from blog.publishing.deriving import complete
from blog.publishing.publish import publish
from disclosures.canonical import sha256
from moving.arriving.bringing.ledger import original_of
from moving.arriving.bringing.pieces import file_under, published
from moving.arriving.records import Arrived
from moving.arriving.remarks import Remark, changed, left
from moving.arriving.values import Item, Kind
from people.models import Person


def completed(
    item: Item, known: Arrived, html: str, image: int | None, by: User | None
) -> list[Remark]:
    """Put in what was missing before, such as pictures."""
    post = _unwritten(item, known)
    if post is None or (sha256(html) == known.made and (post.image_id or not image)):
        return []
    alone = _alone(post, known)
    post.body = html  # type: ignore[assignment]  # a field that sanitises
    post.image_id = post.image_id or image
    post.save()
    said = _told(post, item, by) if alone else [_left_to_the_newsroom()]
    made = sha256(post.body)
    Arrived.objects.filter(pk=known.pk).update(made=made, at=timezone.now())
    return [changed(_("Pictures that were missing before are in it now.")), *said]


def signed(
    item: Item, known: Arrived, behind: Callable[[str], Person], by: User | None
) -> list[Remark]:
    """Name who wrote what named nobody before; `behind` gives the person of a writer."""
    post = _unwritten(replace(item, writers=()), known)
    if (
        post is None
        or item.kind is not Kind.POST
        or not item.writers
        or Credit.objects.filter(post_id=post.pk).exists()
    ):
        return []
    alone = _alone(post, known)
    file_under(post, [behind(key) for key in item.writers], [], [])
    said = _told(post, item, by) if alone else [_left_to_the_newsroom()]
    original = original_of(item)
    Arrived.objects.filter(pk=known.pk).update(original=original, sha256=sha256(original))
    return [changed(_("It names now who wrote it.")), *said]


def _unwritten(item: Item, known: Arrived) -> Post | None:
    """Return a piece whose text is as it was made of the very same item."""
    post = known.post.as_its_kind() if known.post else None
    if post and (sha256(post.body), sha256(original_of(item))) == (known.made, known.sha256):
        return post
    return None


def _alone(post: Post, known: Arrived) -> bool:
    """Tell, before something is put in, whether publishing would show readers this alone."""
    editions = Edition.objects.filter(post_id=post.pk)
    if not editions.exists():
        return post.updated_at <= known.at
    live = editions.live().first()
    if live is None or editions.scheduled().exists():
        return False
    return same(undisclosed(complete(live)), undisclosed(post.content()))


def _told(post: Post, item: Item, by: User | None) -> list[Remark]:
    """Publish a piece for the first time, or to those who see it: of the same day, until the same end."""
    editions = Edition.objects.filter(post_id=post.pk)
    if not editions.exists():
        return published(post, item, by)
    publish(post, by=by, ends_at=editions.live().get().ends_at, substantial=False)
    return []


def _left_to_the_newsroom() -> Remark:
    said = _("Readers see it once somebody publishes: it was changed, withdrawn or scheduled here.")
    return left(said)
