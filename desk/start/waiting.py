"""What waits for somebody: each with a sentence, and the button that leads to where it is done."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _, gettext_lazy

from blog.disclosing.waiving import CONFIRM_PERMISSION
from blog.link_check.state import state_in_words
from blog.models import Source, Waiver
from desk.commenting.comment import Comment
from desk.pieces.filters import visible
from desk.pieces.listed import Piece
from desk.pieces.picture_uses import PictureUse
from desk.pieces.rows import form_of
from desk.pieces.states import WAITING, waiting_for
from events.admin.hosts import PERMISSION as SHOP_PERMISSION
from events.models import Event, EventPicture, TicketHost, TicketOffer
from events.models.offers import host_of
from media.models import Image, PeopleShown
from pages.models import Webhook
from people.models import Person
from shops.models import Connection

A_MONTH = timedelta(days=31)
MOST = 3  # of each kind; the list has them all
_LOOKED_AT = 200  # of tiers that are drafts


@dataclass(frozen=True)
class Waiting:
    """One thing that waits."""

    title: str
    said: str
    address: str
    button: str


@dataclass
class Group:
    """Things that wait for the same."""

    name: str | Promise
    rows: list[Waiting] = field(default_factory=list)
    more: str = ""  # where all of them are, if there are more


def waiting(user: User) -> list[Group]:
    """Return what waits and this person may see to, by kind; kinds of which nothing waits are left out."""
    groups = [
        _said(user),
        *_pieces(user),
        _second(user),
        _sources(user),
        _proposed_shops(user),
        _shops(user),
        _webhooks(user),
        _consent(user),
        _rights(user),
    ]
    return [group for group in groups if group.rows]


def _said(user: User) -> Group:
    """Return open comments that name somebody, or come by a link that they made."""
    named = Q(mentioned=user) | Q(replies__mentioned=user)
    found = Comment.objects.open().filter(named | Q(link__made_by=user))
    found = found.filter(post__listed__in=visible(Piece.objects.all(), user)).distinct()

    def row(comment: Comment) -> Waiting:
        said = f"{comment.name}: {Truncator(comment.text).chars(120)}"
        address = f"{form_of(comment.post.listed)}#compose-talk"
        return Waiting(comment.post.title, said, address, _("To the comment"))

    return _group(gettext_lazy("comments for you"), found.select_related("post__listed"), row, "")


def _pieces(user: User) -> Iterator[Group]:
    kinds = {
        "changed": (_("Readers see an earlier text."), _("Look and publish"), ""),
        "sign_off": (
            _("The guest has not signed this text off."),
            _("To the sign-off"),
            "#authorisations-group",
        ),
    }
    for key, (said, button, anchor) in kinds.items():
        found = list(waiting_for(visible(Piece.objects.all(), user), key)[: MOST + 1])
        rows = [
            Waiting(piece.title, said, f"{form_of(piece)}{anchor}", button)
            for piece in found[:MOST]
        ]
        more = f"{reverse('admin:desk_pieces')}?waiting={key}" if len(found) > MOST else ""
        yield Group(WAITING[key], rows, more)


def _second(user: User) -> Group:
    asked = Waiver.objects.in_force().filter(legal=True, confirmed_at=None)
    if not user.has_perm("blog.view_waiver"):
        asked = asked.none()
    button = _("Agree or not") if user.has_perm(CONFIRM_PERMISSION) else _("Look at it")

    def row(waiver: Waiver) -> Waiting:
        address = reverse("admin:blog_waiver_change", args=[waiver.pk])
        return Waiting(waiver.post.title, waiver.says, address, button)

    more = reverse("admin:blog_waiver_changelist")
    return _group(WAITING["second"], asked.select_related("post"), row, more)


def _sources(user: User) -> Group:
    dead = Source.objects.filter(link_status="dead", archived_url="")
    dead = dead.filter(post__listed__in=visible(Piece.objects.all(), user))

    def row(source: Source) -> Waiting:
        said = f"{source.title}: {state_in_words(source)}"
        address = f"{form_of(source.post.listed)}#sources-group"
        return Waiting(source.post.title, said, address, _("To the source"))

    found = dead.select_related("post__listed").order_by("-link_checked_at", "-pk")
    return _group(WAITING["source"], found, row, f"{reverse('admin:desk_pieces')}?waiting=source")


def _proposed_shops(user: User) -> Group:
    """Return the shops to which tiers that are drafts would lead, for whoever may allow one."""
    group = Group(gettext_lazy("shop to be allowed"))
    if not user.has_perm(SHOP_PERMISSION):
        return group
    drafts = TicketOffer.objects.filter(event__ends_at__gt=timezone.now(), draft=True)
    drafts = drafts.exclude(url="").select_related("event").order_by("event__starts_at", "pk")
    first: dict[str, Event] = {}
    for offer in drafts[:_LOOKED_AT]:
        first.setdefault(host_of(offer.url), offer.event)
    unknown = TicketHost.objects.not_allowed(f"https://{host}" for host in first if host)
    for host in unknown[:MOST]:
        address = f"{reverse('admin:events_event_change', args=[first[host].pk])}#podium-shops"
        group.rows.append(Waiting(str(first[host]), host, address, _("Allow or not")))
    return group


def _shops(user: User) -> Group:
    troubled = Connection.objects.filter(active=True).exclude(trouble="")
    if not user.has_perm("shops.view_connection"):
        troubled = troubled.none()

    def row(connection: Connection) -> Waiting:
        address = reverse("admin:shops_connection_change", args=[connection.pk])
        said = connection.get_trouble_display()
        return Waiting(str(connection.event), said, address, _("To the connection"))

    more = reverse("admin:shops_connection_changelist")
    found = troubled.select_related("event").order_by("pk")
    return _group(gettext_lazy("shop does not answer"), found, row, more)


def _webhooks(user: User) -> Group:
    silent = Webhook.objects.filter(active=False).exclude(gave_up_at=None)
    if not user.has_perm("pages.change_webhook"):
        silent = silent.none()

    def row(hook: Webhook) -> Waiting:
        address = reverse("admin:pages_webhook_change", args=[hook.pk])
        said = _("It did not answer for three days and was switched off.")
        return Waiting(hook.name, said, address, _("To the webhook"))

    more = reverse("admin:pages_webhook_changelist")
    return _group(gettext_lazy("webhook does not answer"), silent.order_by("pk"), row, more)


def _consent(user: User) -> Group:
    """Return pictures that still stand somewhere though who is shown has not agreed, or took it back."""
    this = {"image": OuterRef("pk")}
    places = (
        PictureUse.objects.filter(**this),
        EventPicture.objects.filter(**this),
        Person.objects.filter(portrait=OuterRef("pk")),
    )
    shown = Q(*(Exists(place) for place in places), _connector=Q.OR)
    refused = Image.objects.filter(shown, people_shown=PeopleShown.REFUSED)
    if not user.has_perm("media.view_image"):
        refused = refused.none()
    to, button = "media_image_uses", _("Where it is in use")
    if user.has_perm("media.delete_image"):
        to, button = "media_image_delete", _("Take off everywhere")

    def row(image: Image) -> Waiting:
        said = _("Somebody who is to be recognised in it has not agreed, or took it back.")
        return Waiting(image.title, said, reverse(f"admin:{to}", args=[image.pk]), button)

    more = f"{reverse('admin:media_image_changelist')}?people_shown__exact={PeopleShown.REFUSED}"
    return _group(
        gettext_lazy("consent to a picture is missing"), refused.order_by("pk"), row, more
    )


def _rights(user: User) -> Group:
    """Return pictures in use whose rights end within a month, or have ended."""
    first = timezone.localdate()
    ending = Image.objects.filter(rights_until__lt=first + A_MONTH)
    ending = ending.filter(Exists(PictureUse.objects.filter(image=OuterRef("pk"))))
    if not user.has_perm("media.view_image"):
        ending = ending.none()

    def row(image: Image) -> Waiting:
        said = _("Its rights end on %(day)s.") % {"day": date_format(image.rights_until or first)}
        address = reverse("admin:media_image_uses", args=[image.pk])
        return Waiting(image.title, said, address, _("Where it is in use"))

    more = f"{reverse('admin:media_image_changelist')}?rights_until__isnull=False"
    return _group(
        gettext_lazy("rights of a picture end"), ending.order_by("rights_until"), row, more
    )


def _group(
    name: Any, found: QuerySet[Any], row: Callable[[Any], Waiting], all_of_them: str
) -> Group:
    rows = list(found[: MOST + 1])
    return Group(name, [row(one) for one in rows[:MOST]], all_of_them if len(rows) > MOST else "")
