"""Whatever somebody is called, the pages that name them are there."""

import pytest
from django.urls import reverse

from blog.models import Series, Tag
from blog.publishing.publish import publish
from events.models import EventSeries, ProgrammeItem
from pages.discovery.sitemaps import PART
from people.models import Organisation
from tests.making import make_event, make_interview, make_offer, make_person, make_post

pytestmark = pytest.mark.django_db
FORMS = ("rss", "atom", "json")
NAMES = ["🎉🎉", "???", "محمد", "王小明", "Anna Berg"]
LISTS = [
    "/",
    "/blog/",
    "/interviews/",
    "/personen/",
    "/personen/?ab=a",
    "/events/",
    "/events.ics",
    "/transparenz/",
    "/korrekturen/",
    "/suche/?q=bühne",
    "/feeds/rss.xml",
    "/feeds/atom.xml",
    "/feeds/feed.json",
    "/sitemap.xml",
    "/sitemaps/places.xml",
    "/sitemaps/people.xml",
    "/sitemaps/events.xml",
    "/sitemaps/news.xml",
]


@pytest.fixture(params=NAMES)
def everything(request):
    """A world in which everybody and everything has the same name, twice; its addresses."""
    name = request.param
    addresses = []
    for number in range(2):
        organisation = Organisation.objects.create(name=name + "!" * number)
        row = EventSeries.objects.create(name=name + "!" * number)
        event = make_event(name, series=row)
        make_offer(event)
        item = ProgrammeItem.objects.create(event=event, title=name, starts_at=event.starts_at)
        person = make_person(name, affiliation=organisation, newsroom=True)
        item.speakers.add(person)
        person.ambassadorships.create(event=event)
        organisation.sponsorships.create(event=event)
        series = Series.objects.create(name=name + "!" * number, event=event)
        tag = Tag.objects.create(name=name + "!" * number)
        about = {"event": event, "series": series}
        pieces = [
            make_post(name, author=person, **about),
            make_interview(name, guest=person, **about),
        ]
        for piece in pieces:
            piece.ties.create(organisation=organisation, consideration="none", influence="none")
            piece.tags.add(tag)
            publish(piece, by=None)
        addresses.append(reverse("sitemap_pieces", args=[pieces[0].pk // PART]))
        addresses += [one.get_absolute_url() for one in (*pieces, person, event, series, tag, row)]
        for kind, owner in (("person", person), ("event", event), ("series", series), ("tag", tag)):
            addresses += [reverse(f"{kind}_{form}", args=[owner.slug]) for form in FORMS]
        addresses += [
            reverse(name, args=[owner.slug])
            for name, owner in (("event_calendar", event), ("series_calendar", row))
        ]
    return addresses


def test_every_page_that_names_them_answers(client, everything):
    for address in (*LISTS, *everything):
        assert client.get(address, follow=True).status_code == 200, address
