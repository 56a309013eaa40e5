"""The first run of a site: what a house sets up first, each step by the form that is there for it.

Shown to those who may set the site up, until each step is done or was left out.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from blog.editions.edition import Edition
from desk.checking.imprint import has_imprint
from events.models import Event
from moving.models import Arrival
from pages.house.site import current
from pages.own.page import Place

MAY = "pages.change_site"


class SettledStep(models.Model):
    """A first step that is not asked for any more: it was left out, or all of them were done."""

    name = models.CharField(max_length=20, primary_key=True)
    settled_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Step:
    """A step: what is to be done, why, where, and how one sees that it is done."""

    name: str
    title: str | Promise
    why: str | Promise
    address: Callable[[], str]
    done: Callable[[], bool]


@dataclass(frozen=True)
class Shown:
    """A step as it stands on the page."""

    name: str
    title: str | Promise
    why: str | Promise
    address: str
    done: bool
    settled: bool


def _of_the_site(field: str) -> str:
    return f"{reverse('admin:pages_site_changelist')}#id_{field}"


def _has_address() -> bool:
    site = current()
    return all((site.legal_name, site.street, site.city))


def _has_pieces() -> bool:
    return Edition.objects.in_streams().exists()


def _is_brought_in() -> bool:
    return Arrival.objects.filter(rehearsal=False).exists() or _has_pieces()


STEPS = (
    Step(
        "name",
        _("Name of the house"),
        _("It stands above every page, in search results and in feeds."),
        lambda: _of_the_site("name"),
        lambda: bool(current().name),
    ),
    Step(
        "address",
        _("Address of the house"),
        _("Who publishes: the imprint and search engines name it."),
        lambda: _of_the_site("legal_name"),
        _has_address,
    ),
    Step(
        "imprint",
        _("Imprint"),
        _("A few questions make a first version; it counts once it is published."),
        lambda: reverse("admin:pages_legalpage_guide", args=[Place.IMPRINT]),
        has_imprint,
    ),
    Step(
        "newsroom",
        _("Who is in the newsroom"),
        _("Everybody gets an account of their own, and a role: Autor, Redaktion or Chefredaktion."),
        lambda: reverse("admin:auth_user_add"),
        lambda: User.objects.filter(is_active=True, is_staff=True).count() > 1,
    ),
    Step(
        "event",
        _("The first event"),
        _("Pieces lead to it, and to its tickets."),
        lambda: reverse("admin:events_event_add"),
        Event.objects.exists,
    ),
    Step(
        "import",
        _("The blog that you have"),
        _(
            "From WordPress or Ghost: posts, pages, pictures; every old address leads to its new one."
        ),
        lambda: reverse("admin:moving_arrivals"),
        _is_brought_in,
    ),
    Step(
        "piece",
        _("The first piece"),
        _("A post, or below an interview from a text. Readers see it once it is published."),
        lambda: reverse("admin:blog_post_add"),
        _has_pieces,
    ),
)
NAMES = frozenset(step.name for step in STEPS)


def first_steps(user: User) -> list[Shown]:
    """Return the steps as long as one of them is open to this person; else nothing.

    Once all are done they are settled for good: an established house asks a single query.
    """
    if not user.has_perm(MAY):
        return []
    settled = {*SettledStep.objects.values_list("name", flat=True)}
    if settled >= NAMES:
        return []
    shown = [
        Shown(one.name, one.title, one.why, one.address(), one.done(), one.name in settled)
        for one in STEPS
    ]
    if all(one.done or one.settled for one in shown):
        settle([one.name for one in shown])
        return []
    return shown


def settle(names: list[str]) -> None:
    """Ask for these steps no more."""
    rows = [SettledStep(name=name) for name in names if name in NAMES]
    SettledStep.objects.bulk_create(rows, ignore_conflicts=True)
