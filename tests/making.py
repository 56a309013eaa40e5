"""Builders of real rows: unsurprising defaults, everything overridable."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from blog.editions.content import Content, write
from blog.editions.edition import Edition
from blog.models import Credit, Post
from delivery import generation
from disclosures.canonical import sha256
from disclosures.models import Notice, NoticeVersion
from events.models import Ambassadorship, Event, TicketHost, TicketOffer
from interviews.models import Exchange, Interview
from pages.models import Page, Site
from people.models import Person

BERLIN = ZoneInfo("Europe/Berlin")
_numbers = count(1)


def berlin(*moment: int) -> datetime:
    """An aware datetime on the wall clock of Berlin."""
    return datetime(*moment, tzinfo=BERLIN)


def make_person(name: str = "", **fields: Any) -> Person:
    return Person.objects.create(name=name or f"Person {next(_numbers)}", **fields)


def make_editor(username: str = "editor", **fields: Any) -> User:
    return User.objects.create_superuser(username=username, password="secret-word-1", **fields)


def make_post(title: str = "", *, author: Person | None = None, **fields: Any) -> Post:
    """A post that can be published as it stands."""
    fields.setdefault("body", "<p>Ein Text, den man lesen kann.</p>")
    post = Post.objects.create(title=title or f"Beitrag {next(_numbers)}", **fields)
    person = author or make_person(newsroom=True)
    Credit.objects.create(post=post, person=person, role="author", ordering=1)
    return post


def make_interview(
    title: str = "",
    *,
    guest: Person | None = None,
    exchanges: tuple[tuple[str, str], ...] = (("Wie geht es?", "<p>Gut.</p>"),),
    **fields: Any,
) -> Interview:
    """An interview that can be published as it stands."""
    interview = Interview.objects.create(title=title or f"Interview {next(_numbers)}", **fields)
    person = guest or make_person()
    Credit.objects.create(post=interview, person=person, role="interviewee", ordering=1)
    interviewer = make_person(newsroom=True)
    Credit.objects.create(post=interview, person=interviewer, role="interviewer", ordering=2)
    for number, (question, answer) in enumerate(exchanges, start=1):
        Exchange.objects.create(
            interview=interview, ordering=number, question=question, answer=answer
        )
    return interview


def make_site(
    *,
    navigation: Sequence[dict[str, Any]] = (),
    footer: Sequence[dict[str, Any]] = (),
    social: Sequence[dict[str, str]] = (),
    **fields: Any,
) -> Site:
    """Settings of the site, which readers see at once."""
    site, _new = Site.objects.update_or_create(pk=1, defaults=fields)
    lists = (
        (site.menu_links, navigation, {"menu": "header"}),
        (site.menu_links, footer, {"menu": "footer"}),
        (site.social_links, social, {}),
    )
    for rows, links, where in lists:
        for number, link in enumerate(links, start=1):
            rows.create(ordering=number, **where, **link)
    generation.begin()  # as the commit would
    return site


def take_for_committed() -> None:
    """Take what this test's transaction did so far for committed long ago."""
    connection.run_on_commit.clear()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('podium.begun', '', true)")  # delivery.triggers


def make_event(name: str = "", **fields: Any) -> Event:
    """An event of two days that starts in thirty days."""
    number = next(_numbers)
    starts = fields.setdefault("starts_at", timezone.now() + timedelta(days=30))
    fields.setdefault("ends_at", starts + timedelta(days=1, hours=8))
    fields.setdefault("hashtag", f"#event{number}")
    return Event.objects.create(name=name or f"Kongress {number}", **fields)


def make_offer(event: Event, **fields: Any) -> TicketOffer:
    fields.setdefault("ordering", next(_numbers))
    fields.setdefault("name", "Regulär")
    fields.setdefault("price", "490.00")
    fields.setdefault("url", "https://tickets.example/kaufen")
    TicketHost.objects.get_or_create(host="tickets.example")
    return TicketOffer.objects.create(event=event, **fields)


def make_notice(heading: str = "Partnerschaften", **fields: Any) -> Notice:
    notice = Notice.objects.create(name=fields.pop("name", heading), **fields)
    NoticeVersion.objects.create(
        notice=notice,
        heading=heading,
        text="<p>Wir sagen, wer zahlt.</p>",
        valid_from=timezone.now() - timedelta(days=3650),
    )
    return notice


def make_ambassador(event: Event | None = None, **fields: Any) -> Ambassadorship:
    """Ada Berg, who stands for an event with a code and receives a ticket for it."""
    fields.setdefault("code", "ADA")
    fields.setdefault("benefit", "Eintrittskarte für beide Tage")
    fields["person"] = fields.get("person") or make_person("Ada Berg", gender="f")
    stands = Ambassadorship.objects.create(event=event or make_event(city="Kassel"), **fields)
    stands.kit_token = stands.issue_kit()  # which the database does not know
    return stands


def edition_with(content: Content) -> Edition:
    """An edition of such content, published now and never saved."""
    now = timezone.now()
    text = write(content)
    place = {name: getattr(content, name) for name in ("kind", "slug", "language")}
    dates = {"starts_at": now, "published_at": now, "modified_at": now}
    return Edition(post_id=1, number=1, content=text, sha256=sha256(text), **place, **dates)


def make_page(title: str = "", **fields: Any) -> Page:
    """A page of the site's own that can be published as it stands."""
    fields.setdefault("body", "<p>Das sind wir.</p>")
    return Page.objects.create(title=title or f"Seite {next(_numbers)}", **fields)
